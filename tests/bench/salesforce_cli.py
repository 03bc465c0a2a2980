"""The Salesforce CLI from npm, installed once beside the judges' packages, and a conversion by it that opens no network."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from judges.node_tools import NODE, NPM, REPOSITORY, environment, only_one

HERE = Path(__file__).parent
RECIPE = ("package.json", "package-lock.json", ".npmrc")
#: Telemetry, updates and the question for a newer version are what would reach for the network.
QUIET = {
    "SF_DISABLE_TELEMETRY": "true",
    "SF_AUTOUPDATE_DISABLE": "true",
    "SF_DISABLE_AUTOUPDATE": "true",
    "SF_SKIP_NEW_VERSION_CHECK": "true",
    "SF_DISABLE_LOG_FILE": "true",
    "SF_TELEMETRY_DISABLE_ACKNOWLEDGEMENT": "true",
}


class CliUnavailable(Exception):
    """npm could not install the CLI; says what npm said."""


def executable() -> Path:
    """The CLI's start script, installed at the first call on this machine."""
    cached = Path(os.environ.get("SYNCWRIGHT_BENCH_CACHE", REPOSITORY / ".cache" / "bench")).resolve()
    home = cached / _version()
    cached.mkdir(parents=True, exist_ok=True)
    with only_one(cached / f"{home.name}.lock"):
        if not home.is_dir():
            _install(home)
    return home / "node_modules" / "@salesforce" / "cli" / "bin" / "run.js"


def _version() -> str:
    """A name that changes with the locked tree."""
    return "sf-" + hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]


def _install(home: Path) -> None:
    """Fill `home`, in one rename: a killed install leaves a folder with another name."""
    scratch = Path(tempfile.mkdtemp(prefix=f"{home.name}-", dir=home.parent))
    try:
        for name in RECIPE:
            shutil.copy(HERE / name, scratch / name)
        command: list[str | Path] = [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(
            command, cwd=scratch, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False
        )
        if done.returncode:
            raise CliUnavailable(f"npm could not install the Salesforce CLI (exit {done.returncode}): {done.stderr.strip()[-1000:]}")
        scratch.rename(home)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def conversion(run_js: Path, source: str, out: Path) -> list[str | Path]:
    """The command that converts the folder `source` of the project it is run in."""
    return [NODE, "--no-deprecation", run_js, "project", "convert", "source", "--root-dir", source, "--output-dir", out]


def quiet_environment(home: Path) -> dict[str, str]:
    """An environment whose home folder is `home`, where the CLI keeps what it thinks it has to keep."""
    kept = {name: value for name, value in environment(**QUIET).items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(home)}

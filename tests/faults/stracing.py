"""strace, which stops a process at a system call: the machine's own, or the one of its distribution, unpacked where nothing has to be installed."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

#: What it is made of where it has to be fetched.
_PACKAGES = ("strace", "libunwind8")


@cache
def strace(repository: Path) -> tuple[str, ...] | None:
    """How to run it, with an environment in front; None where there is none, or where processes may not be traced."""
    held = shutil.which("strace")
    found = (held,) if held else _fetched(repository / ".cache" / "strace")
    if found is None:
        return None
    tried = subprocess.run([*found, "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return found if tried.returncode == 0 else None


def _fetched(home: Path) -> tuple[str, ...] | None:
    unpacked = home / "unpacked"
    if not (unpacked / "usr/bin/strace").exists() and not _fetch(home, unpacked):
        return None
    libraries = sorted({str(path.parent) for path in unpacked.rglob("*.so*")})
    return "env", f"LD_LIBRARY_PATH={':'.join(libraries)}", str(unpacked / "usr/bin/strace")


def _fetch(home: Path, unpacked: Path) -> bool:
    """From the distribution's packages, with lists of our own, so that nobody has to be root."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    own = ["-q", "-o", f"Dir::State={home}/state", "-o", f"Dir::Cache={home}/cache", "-o", "APT::Sandbox::User="]
    environment = {**os.environ, "LC_ALL": "C"}
    for arguments in (["update"], ["download", *_PACKAGES]):
        done = subprocess.run(["apt-get", *own, *arguments], cwd=home, env=environment, capture_output=True, check=False)
        if done.returncode:
            return False
    partial = home / f"unpacked-{os.getpid()}"
    for package in home.glob("*.deb"):
        if subprocess.run(["dpkg-deb", "-x", package, partial], capture_output=True, check=False).returncode:
            return False
    shutil.rmtree(unpacked, ignore_errors=True)
    partial.rename(unpacked)
    return True

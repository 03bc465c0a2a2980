"""A command of others from PyPI, installed once into an environment of its own. Knows no command."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path


class NotInstalled(Exception):
    """pip could not install it; says what pip said."""


def executable(command: str, requirements: Path) -> Path:
    """The command, installed at the first call on this machine, at the exact versions in `requirements`."""
    from judges.node_tools import REPOSITORY, only_one

    cached = Path(os.environ.get("SYNCWRIGHT_BENCH_CACHE", REPOSITORY / ".cache" / "bench")).resolve()
    made_of = requirements.read_bytes() + sys.version.encode()
    home = cached / f"{command}-{hashlib.sha256(made_of).hexdigest()[:16]}"
    cached.mkdir(parents=True, exist_ok=True)
    with only_one(cached / f"{home.name}.lock"):
        if not (home / ".ready").is_file():
            _install(command, requirements, home)
    return home / "bin" / command


def _install(command: str, requirements: Path, home: Path) -> None:
    """Fill `home`. A virtual environment cannot be moved, so a file says when it is whole; what a killed install left goes first."""
    shutil.rmtree(home, ignore_errors=True)
    for words in ((sys.executable, "-m", "venv", home), (home / "bin" / "python", "-m", "pip", "install", "-qq", "-r", requirements)):
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900, check=False)
        if done.returncode:
            raise NotInstalled(f"pip could not install {command} (exit {done.returncode}): {done.stderr.strip()[-1000:]}")
    (home / ".ready").touch()

#!/usr/bin/env python3
"""`dbt_core.py SPECS OUT`: dbt-core from PyPI in an environment of its own, and an estate as its project.

A model an object, a column a field. Knows the specs as trees of text alone.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
#: Exact versions; duckdb is the adapter that needs no server. Parsing connects to nothing.
REQUIREMENTS = HERE / "dbt-requirements.txt"
#: Largest estate that it is measured on, in fields: ten times as many take minutes of CPU.
LARGEST = 10_000

_PROFILES = "syncwright:\n  target: bench\n  outputs:\n    bench: {type: duckdb, path: ':memory:'}\n"
_PROJECT = {
    "name": "syncwright_bench",
    "version": "1.0.0",
    "config-version": 2,
    "profile": "syncwright",
    "model-paths": ["models"],
    "flags": {"send_anonymous_usage_stats": False},
}


class DbtUnavailable(Exception):
    """dbt could not be installed; says what pip said."""


def executable() -> Path:
    """The `dbt` command, installed at the first call on this machine."""
    from judges.node_tools import REPOSITORY, only_one

    cached = Path(os.environ.get("SYNCWRIGHT_BENCH_CACHE", REPOSITORY / ".cache" / "bench")).resolve()
    made_of = REQUIREMENTS.read_bytes() + sys.version.encode()
    home = cached / f"dbt-{hashlib.sha256(made_of).hexdigest()[:16]}"
    cached.mkdir(parents=True, exist_ok=True)
    with only_one(cached / f"{home.name}.lock"):
        if not (home / ".ready").is_file():
            _install(home)
    return home / "bin" / "dbt"


def _install(home: Path) -> None:
    """Fill `home`. A virtual environment cannot be moved, so a file says when it is whole; what a killed install left goes first."""
    shutil.rmtree(home, ignore_errors=True)
    for words in ((sys.executable, "-m", "venv", home), (home / "bin" / "python", "-m", "pip", "install", "-qq", "-r", REQUIREMENTS)):
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900, check=False)
        if done.returncode:
            raise DbtUnavailable(f"pip could not install dbt-core (exit {done.returncode}): {done.stderr.strip()[-1000:]}")
    (home / ".ready").touch()


def project(specs: Path, folder: Path) -> int:
    """Write the fields of an estate's object specs as a dbt project; answers how many columns it has."""
    import yaml

    models = folder / "models"
    models.mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(json.dumps(_PROJECT), "utf-8")
    (folder / "profiles.yml").write_text(_PROFILES, "utf-8")
    said: dict[str, dict[str, list[str]]] = {}
    for path in sorted(specs.rglob("*.yaml")):
        spec = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        if isinstance(spec, dict) and "object" in spec:
            for owner, name, lines in _columns(spec):
                said.setdefault(owner, {})[name] = lines
    for owner, columns in said.items():
        selected = ",\n".join(f"  cast(null as varchar) as {name}" for name in columns)
        (models / f"{owner.lower()}.sql").write_text(f"select\n{selected}\n", "utf-8")
        head = f"version: 2\nmodels:\n  - name: {owner.lower()}\n    columns:\n"
        (models / f"{owner.lower()}.yml").write_text(head + "".join(line for lines in columns.values() for line in lines), "utf-8")
    return sum(map(len, said.values()))


def _columns(spec: dict) -> Iterator[tuple[str, str, list[str]]]:
    """Object, name and lines of each column: the reason is its description, and what else a field says its meta."""
    owners = spec["object"] if isinstance(spec["object"], list) else [spec["object"]]
    defaults = spec.get("defaults") or {}
    for said, field in (spec.get("fields") or {}).items():
        keys = {**{key: value for key, value in defaults.items() if isinstance(value, str)}, **(field or {})}
        meta = {key: value for key, value in keys.items() if key not in ("why", "is", "parts")}
        for owner in owners:
            name = (keys.get("is") or {}).get(owner, said) if isinstance(keys.get("is"), dict) else said
            lines = [f"      - name: {name}\n", f"        description: {json.dumps(keys.get('why', ''))}\n"]
            lines += ["        meta:\n", *(f"          {key}: {json.dumps(value)}\n" for key, value in meta.items())] if meta else []
            yield owner, name, lines


def parsing(dbt: Path, folder: Path) -> list[str | Path]:
    """The command that parses a whole project and keeps nothing from the time before."""
    return [dbt, "--no-use-colors", "--no-version-check", "parse", "--no-partial-parse", "--project-dir", folder, "--profiles-dir", folder]


def quiet_environment(home: Path) -> dict[str, str]:
    """An environment in which it sends nothing, and whose home folder is `home`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DBT_", "PYTHON"))}
    return {**kept, "HOME": str(home), "DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}


if __name__ == "__main__":
    project(*map(Path, sys.argv[1:]))

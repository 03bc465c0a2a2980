#!/usr/bin/env python3
"""`dbt_core.py SPECS OUT`: dbt-core from PyPI in an environment of its own, and an estate as its project.

A model an object, a column a field. Knows the specs as trees of text alone.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# `bench` is a package below tests/, as pytest sees it, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import from_pypi

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


def executable() -> Path:
    """The `dbt` command. Raises NotInstalled."""
    return from_pypi.executable("dbt", REQUIREMENTS)


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

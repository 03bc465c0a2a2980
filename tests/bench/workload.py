"""Estates laid out in the working folder, and what is measured on each. Knows no limit and prints nothing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from bench import dbt_core
from bench.measure import Cost, cost

HERE = Path(__file__).parent
#: The script that was installed beside this interpreter: what people start.
SYNCWRIGHT = Path(sys.executable).parent / "syncwright"

#: The build after one file changed.
EDITED = "one changed"
_REASON = re.compile(r"^(    why: [A-Za-z][A-Za-z ]*)$", re.MULTILINE)

#: The words, the folder to run in, and the environment where it is not ours.
Command = tuple[list[str | Path], Path, dict[str, str] | None]


class NotAnEstate(Exception):
    """A folder cannot be measured; says why."""


@dataclass(frozen=True, slots=True)
class Estate:
    """An estate that checks clean. `folder` is ours and holds `specs`; `org` is an SFDX project, if there is one."""

    fields: int
    folder: Path
    org: Path | None
    imported: Cost | None

    @property
    def specs(self) -> Path:
        return self.folder / "specs"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one estate cost: the runs of each command in their order, and what was built.

    `files` counts the specs; `sets` are the bytes of each permission set file, largest first, and `meant` how many sets there are.
    """

    estate: Estate
    files: int
    costs: dict[str, list[Cost]]
    sets: list[int]
    meant: int


def made(fields: int, work: Path) -> Estate:
    """An estate of our generator."""
    folder = _empty(work / f"{fields}")
    subprocess.run([sys.executable, HERE / "estate.py", str(fields), folder], check=True)
    return _ready(fields, folder, folder / "org")


def taken(source: Path, work: Path) -> list[Estate]:
    """The estate in `source`, or in each folder of it. Only its specs are copied, so that nothing of it is changed."""
    if (source / "estate.yaml").is_file():
        return [_taken(source, None, work)]
    if (source / "specs").is_dir():
        return [_taken(source / "specs", source / "org", work)]
    inside = sorted(path for path in source.glob("*") if (path / "specs").is_dir())
    if not inside:
        raise NotAnEstate(f"`{source}` holds neither `estate.yaml` nor `specs/`, and no folder in it does")
    return sorted((one for path in inside for one in taken(path, work)), key=lambda one: one.fields)


def _taken(specs: Path, org: Path | None, work: Path) -> Estate:
    folder = _empty(work / f"{specs.resolve().parent.name}")
    shutil.copytree(specs, folder / "specs")
    return _ready(_fields(folder / "specs"), folder, org if org is not None and org.is_dir() else None)


def _empty(folder: Path) -> Path:
    if folder.exists():
        raise NotAnEstate(f"`{folder}` is there already; name another folder with --keep")
    folder.mkdir(parents=True)
    return folder


def _ready(fields: int, folder: Path, org: Path | None) -> Estate:
    """With an inventory: made of the org where the specs bring none along."""
    imported = None
    if org is not None and not any((folder / "specs").rglob("*.json")):
        imported = cost([SYNCWRIGHT, "import", (org / package(org)).resolve(), "--specs", "specs"], folder)
    return Estate(fields, folder, org, imported)


def package(org: Path) -> str:
    """The folder of an SFDX project that holds its source."""
    return "force-app" if (org / "force-app").is_dir() else "."


def _fields(specs: Path) -> int:
    """How many pairs of object and field the object specs name."""
    import yaml

    found = 0
    for path in specs.rglob("*.yaml"):
        spec = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        if isinstance(spec, dict) and "object" in spec:
            objects = spec["object"]
            found += len(spec.get("fields") or ()) * (len(objects) if isinstance(objects, list) else 1)
    return found


@dataclass(frozen=True, slots=True)
class Peers:
    """Commands of others that are run beside ours; None where there is none."""

    sf: Path | None = None
    dbt: Path | None = None


def commands(estate: Estate, peers: Peers) -> dict[str, Command]:
    """What is run side by side."""
    build: Command = ([SYNCWRIGHT, "build", "specs"], estate.folder, {**os.environ, "SYNCWRIGHT_CACHE_DIR": str(estate.folder / "memory")})
    found: dict[str, Command] = {
        "events": ([sys.executable, HERE / "events.py", "specs"], estate.folder, None),
        "build": build,
        "same": build,
        EDITED: build,
        "check": ([SYNCWRIGHT, "check", "specs"], estate.folder, None),
    }
    if peers.sf is not None and estate.org is not None:
        from bench.salesforce_cli import conversion, quiet_environment

        words = conversion(peers.sf, package(estate.org), estate.folder.resolve() / "converted")
        found["sf"] = (words, estate.org, quiet_environment(estate.folder.resolve() / "home"))
    if peers.dbt is not None and estate.fields <= dbt_core.LARGEST:
        folder = estate.folder.resolve() / "dbt"
        found["dbt"] = (dbt_core.parsing(peers.dbt, folder), folder, dbt_core.quiet_environment(folder))
    return found


def measured(estate: Estate, runs: int, peers: Peers) -> Measured:
    """Every command `runs` times, in turns, so that a busy minute of the machine falls on all of them."""
    costs: dict[str, list[Cost]] = {}
    if "dbt" in commands(estate, peers):
        # In a process of its own: whoever measures has to stay small.
        subprocess.run([sys.executable, HERE / "dbt_core.py", estate.specs, estate.folder / "dbt"], check=True)
    for _ in range(runs):
        for left in ("generated", "converted", "memory"):
            shutil.rmtree(estate.folder / left, ignore_errors=True)
        for name, (words, cwd, env) in commands(estate, peers).items():
            with edited(estate.specs) if name == EDITED else nullcontext(True) as can:
                if can:
                    costs.setdefault(name, []).append(cost(words, cwd, env))
    sets, meant = _built(estate.folder / "generated")
    return Measured(estate, sum(1 for _ in estate.specs.rglob("*.yaml")), costs, sets, meant)


@contextmanager
def edited(specs: Path) -> Iterator[bool]:
    """One reason is worded another way for a while, in the file in the middle of those that have a plain one; or that there is none."""
    files = [path for path in sorted(specs.glob("objects/**/*.yaml")) if _REASON.search(path.read_text("utf-8"))]
    if not files:
        yield False
        return
    path = files[len(files) // 2]
    before = path.read_text("utf-8")
    path.write_text(_REASON.sub(r"\1 as before", before, count=1), "utf-8")
    try:
        yield True
    finally:
        path.write_text(before, "utf-8")


def _built(generated: Path) -> tuple[list[int], int]:
    """Sizes of the permission set files, largest first, and how many permission sets the package lists."""
    files = generated.rglob("*.permissionset-meta.xml")
    package_xml = (generated / "salesforce" / "manifest" / "package.xml").read_text(encoding="utf-8")
    listed = re.search(r"<types>((?:\s*<members>[^<]*</members>)*)\s*<name>PermissionSet</name>", package_xml)
    return sorted((file.stat().st_size for file in files), reverse=True), listed[1].count("<members>") if listed else 0


def startup(runs: int) -> tuple[list[Cost], list[Cost]]:
    """`syncwright --help`, and importing click, in turns."""
    help_, click = [], []
    for _ in range(runs):
        click.append(cost([sys.executable, "-c", "import click"], HERE))
        help_.append(cost([SYNCWRIGHT, "--help"], HERE))
    return help_, click

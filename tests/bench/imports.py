#!/usr/bin/env python3
"""`imports.py RUNS NAME=DIR...`: importing orgs beside a bare pass of expat with empty handlers over the same files, as JSON: a line an org.

Both in one process, in turns. An import here is what the command does between its arguments and its report: find and read the files, take them
apart, merge them, and write the inventory. A name that stands several times is one row: its folders are imported one after the other.
"""

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from xml.parsers import expat

# `bench` is a package below tests/, as pytest sees it, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import Verdict
from bench.workload import Estate

#: What we want: an import in no more than so many times the CPU of the bare pass.
GOAL = 4.0
RUNS = 5

HERE = Path(__file__).resolve().parent
#: Trees of real orgs, where they lie beside the checkout; and the org that the project has of its own.
REAL = HERE.parents[2] / "shared" / "data"
OWN = HERE.parent / "orgs" / "meridian"


@dataclass(frozen=True, slots=True)
class Import:
    """`bare` and `taken`: CPU seconds of each pass, pair by pair."""

    name: str
    files: int
    fields: int
    bare: list[float]
    taken: list[float]

    @property
    def ratio(self) -> float:
        """How many times the CPU of the bare pass: the median of the pairs."""
        return median(one / other for one, other in zip(self.taken, self.bare, strict=True))


def measured(name: str, folders: Sequence[str], runs: int) -> Import:
    """Both passes over the same files, in turns. The first turn warms up and is not counted."""
    from syncwright.files import read_tree
    from syncwright.inventory.reader import SUFFIXES
    from syncwright.limits import INVENTORY

    trees = [read_tree(folder, SUFFIXES, INVENTORY).sources for folder in folders]
    files = [one.path for sources in trees for one in sources if not one.path.endswith(".json")]
    bare, taken, fields = [], [], 0
    with tempfile.TemporaryDirectory(prefix="syncwright-bench-") as work:
        for run in range(runs + 1):
            passed, imported = timed(lambda: expat_pass(files)), timed(lambda: import_all(folders, Path(work)))
            if run:
                bare.append(passed[0])
                taken.append(imported[0])
            fields = imported[1]
    return Import(name, len(files), fields, bare, taken)


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds of a piece of work, and what it answers."""
    gc.collect()
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def expat_pass(files: Sequence[str]) -> int:
    """Read each file and parse it, and do nothing with it."""

    def nothing(*_: object) -> None:
        pass

    for path in files:
        with open(path, "rb") as file:
            data = file.read()
        parser = expat.ParserCreate()
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = nothing
        parser.Parse(data, True)
    return len(files)


def import_all(folders: Sequence[str], work: Path) -> int:
    """Import each folder into an inventory of its own. Answers how many fields there are."""
    from syncwright.files import read_tree, replace_tree
    from syncwright.inventory import Org
    from syncwright.inventory.reader import SUFFIXES, read_sources
    from syncwright.inventory.store import inventory_files
    from syncwright.limits import INVENTORY

    fields = 0
    gc.disable()  # as the command does
    try:
        for number, folder in enumerate(folders):
            read = read_sources(read_tree(folder, SUFFIXES, INVENTORY).sources)
            files = inventory_files(Org(read.objects, read.value_sets, read.people))
            replace_tree(work / str(number), files, files)
            fields += sum(len(one.fields) for one in read.objects.values())
    finally:
        gc.enable()
    return fields


def asked(estates: Sequence[Estate], runs: int | None) -> list[Import]:
    """Measure in a process of its own: the project's org beside one that the generator made, and real orgs where there are some."""
    made = [estate.org for estate in estates if estate.org is not None]
    named = [f"the project's own org and a made one={folder}" for folder in (OWN, *made[-1:])]
    named += [f"real orgs={source.parent}" for source in sorted(REAL.glob("*/SOURCE.md")) if "| objects |" in source.read_text("utf-8")]
    command = [sys.executable, __file__, str(runs or RUNS), *named]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"imports.py ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return [Import(**json.loads(line)) for line in done.stdout.splitlines()]


def table(imports: Sequence[Import]) -> str:
    """Markdown."""
    rows = [
        f"| {one.name} | {one.files:,} | {one.fields:,} | {median(one.bare):.3f} | {median(one.taken):.3f} | {one.ratio:.2f} | {GOAL:g} |"
        for one in imports
    ]
    return (
        "\n".join(
            [
                "| `import` of | files | fields | bare expat CPU s | import CPU s | ratio | goal |",
                "| --- | --- | --- | --- | --- | --- | --- |",
                *rows,
            ]
        )
        + "\n"
    )


def verdicts(imports: Sequence[Import]) -> Iterator[Verdict]:
    """The goal, for each."""
    for one in imports:
        yield Verdict(one.ratio <= GOAL, f"importing {one.name} takes {one.ratio:.2f} times the CPU of a bare expat pass (goal {GOAL:g})")


def main(runs: str, *arguments: str) -> None:
    """Measure what is named and print it."""
    named: dict[str, list[str]] = {}
    for argument in arguments:
        name, _, folder = argument.partition("=")
        named.setdefault(name, []).append(folder)
    for name, folders in named.items():
        print(json.dumps(asdict(measured(name, folders, int(runs)))))


if __name__ == "__main__":
    main(*sys.argv[1:])

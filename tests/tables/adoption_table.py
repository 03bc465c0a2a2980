#!/usr/bin/env python3
"""`make adoption-table`: what became of each permission set and profile when it was adopted into an estate of its own and built again.

Prints Markdown. Rows are counted by the comparison, which knows nothing of ours; ends with 1 if anything that was built grants something else.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

# `adopt` and `tables` are packages below tests/, as pytest sees them, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from adopt import comparison
from adopt.estates import adopted, built, org, read, specs_after, told
from tables.trees import markdown, trees

#: Columns for what most files grant, by element; all other elements are counted together.
COLUMNS = {
    "objectPermissions": "objects",
    "fieldPermissions": "fields",
    "userPermissions": "permissions",
    "classAccesses": "classes",
    "recordTypeVisibilities": "record types",
    "tabSettings": "tabs",
}
HEAD = ["org", "file", *COLUMNS.values(), "other", "all false", "external", "findings", "same?"]


@dataclass(frozen=True)
class Line:
    """One file. `trouble`: why it could not be adopted, or what differs."""

    tree: str
    path: str
    rows: dict[str, int]
    all_false: int
    external: int
    findings: int
    trouble: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name; several of one tree may have the same."""
        return self.path.rpartition("/")[2]


def line(tree: Path, path: Path) -> Line:
    """Adopt one file, build, compare."""
    data = path.read_bytes()
    wanted = comparison.rows(data)
    counts = {COLUMNS.get(tag, "other"): 0 for tag in (*COLUMNS, "other")}
    for tag, names in wanted.items():
        counts[COLUMNS.get(tag, "other")] += len(names)
    adoption = adopted([read(path)], org(tree))
    external = sum(kind["external"] for kind in adoption.reports[0].kinds.values()) if adoption.reports else 0
    trouble = (told(adoption),)
    if not adoption.after.failed:
        [xml] = built(specs_after(adoption), org(tree)).values()
        trouble = tuple(comparison.differences(wanted, comparison.rows(xml)))
    findings = sum(one.allowed is None for one in adoption.after.diagnostics)
    return Line(tree.name, path.relative_to(tree).as_posix(), counts, comparison.all_false(data), external, findings, trouble)


def table(lines: list[Line]) -> str:
    """The lines as Markdown, with their sums."""
    names = Counter((one.tree, one.name) for one in lines)
    rows = [[*cells(one, one.path if names[one.tree, one.name] > 1 else one.name), "no" if one.trouble else "yes"] for one in lines]
    sums = {name: sum(one.rows[name] for one in lines) for name in lines[0].rows}
    whole = Line(
        "all",
        f"{len(lines)} files",
        sums,
        *(sum(getattr(one, name) for one in lines) for name in ("all_false", "external", "findings")),
        (),
    )
    same = sum(not one.trouble for one in lines)
    return markdown(HEAD, [*rows, [*cells(whole, whole.path), f"{same} of {len(lines)}"]], left=2)


def cells(one: Line, name: str) -> list[str]:
    numbers = (*one.rows.values(), one.all_false, one.external, one.findings)
    return [one.tree, name, *(f"{number:,}" if number else "" for number in numbers)]


def main() -> int:
    """Every file of every tree."""
    lines = [line(tree, path) for tree in trees() for path in comparison.holders(tree)]
    print(table(lines), end="")
    for one in lines:
        for said in one.trouble:
            print(f"{one.tree}: {one.path}: {said}", file=sys.stderr)
    return int(any(one.trouble for one in lines))


if __name__ == "__main__":
    sys.exit(main())

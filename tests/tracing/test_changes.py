"""What changes in a spec changes the lines that are traced to it, and no others."""

import difflib
from collections.abc import Iterator

import pytest

from small_estate import FILES, compiled, user
from syncwright.compile import Compilation
from syncwright.tracing.places import Specs
from syncwright.tracing.specs import comes_of, on_line

ESTATE = {
    "objects/device.yaml": """object: Device__c
owner: ops
why: what customers have
for: [marketo, ae]
defaults: {pii: none}
fields:
  Text__c:
    why: on the plate
    sync: from-salesforce
  Other__c:
    why: another
    sync: two-way
  Email__c:
    why: mailed
    sync: {marketo: two-way}
  Formula__c:
    why: worked out at night
    sync: hidden
""",
    "objects/people.yaml": """object: [Lead, Contact]
owner: ops
why: people
for: [marketo]
defaults:
  pii: none
  sync: from-salesforce
fields:
  Score__c:
    why: scored
    sync: two-way
  Motto__c:
    why: quoted
""",
    **user("fields: {Lead.Region__c: {access: edit, why: f}}, permissions: {ConvertLeads: {why: p}}"),
}
EDITS = [
    ("objects/device.yaml", 8, "    why: for another reason"),
    ("objects/device.yaml", 9, "    sync: two-way"),
    ("objects/device.yaml", 9, "    sync: hidden"),
    ("objects/device.yaml", 11, "    why: for another reason"),
    ("objects/device.yaml", 12, "    sync: from-salesforce"),
    ("objects/device.yaml", 12, "    sync: {ae: from-salesforce}"),
    ("objects/device.yaml", 14, "    why: for another reason"),
    ("objects/device.yaml", 15, "    sync: {ae: two-way}"),
    ("objects/device.yaml", 15, "    sync: hidden"),
    ("objects/device.yaml", 17, "    why: for another reason"),
    ("objects/device.yaml", 18, "    sync: from-salesforce"),
    ("objects/device.yaml", 3, "why: what everybody has"),
    ("objects/people.yaml", 7, "  sync: two-way"),
    ("objects/people.yaml", 7, "  sync: hidden"),
    ("objects/people.yaml", 6, "  pii: contact"),
    ("objects/people.yaml", 10, "    why: for another reason"),
    ("objects/people.yaml", 11, "    sync: hidden"),
    ("objects/people.yaml", 13, "    why: for another reason"),
]


def changed(before: bytes, after: bytes) -> Iterator[tuple[range, range]]:
    """The lines (1-based) that differ, in pieces: those of the one and those of the other."""
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before.split(b"\n"), after.split(b"\n"), autojunk=False).get_opcodes():
        if tag != "equal":
            yield range(i1 + 1, i2 + 1), range(j1 + 1, j2 + 1)


def heads(data: bytes) -> list[bytes]:
    """The heads of the tables of a page."""
    return [line for line in data.split(b"\n") if line.startswith(b"| field |")]


def traced(compilation: Compilation, path: str, line: int) -> dict[str, set[int]]:
    """The lines that come from a line of a spec, by file."""
    specs = Specs(compilation.catalog, compilation.sources)
    files = comes_of(list(compilation.artifacts()), on_line(specs, f"specs/{path}", line).wanted)
    return {one.path: {line for first, last in one.ranges for line in range(first, last + 1)} for one in files}


def files(compilation: Compilation) -> dict[str, bytes]:
    return {one.path: one.data for one in compilation.artifacts()}


@pytest.mark.parametrize(("path", "line", "text"), EDITS)
def test_a_changed_line_changes_what_is_traced_to_it_and_nothing_else(path, line, text):
    old = {**FILES, **ESTATE}
    lines = old[path].split("\n")
    assert lines[line - 1] != text
    lines[line - 1] = text
    before, after = compiled(ESTATE), compiled({**ESTATE, path: "\n".join(lines)})
    assert not before.failed and not after.failed
    one, other = files(before), files(after)
    assert one.keys() == other.keys()
    from_before, from_after = traced(before, path, line), traced(after, path, line)
    for name in one:
        if heads(one[name]) != heads(other[name]):
            continue  # a table has the columns that say something there, and the last row to say it takes its column from all of them
        for gone, new in changed(one[name], other[name]):
            # A piece of a diff may begin with a line that two rows have alike: of each piece one side is all traced.
            told = set(gone) <= from_before.get(name, set()) if gone else True
            told_after = set(new) <= from_after.get(name, set()) if new else True
            assert told or told_after, (name, gone, new)


@pytest.mark.parametrize(("path", "line", "text"), [edit for edit in EDITS if "why" in edit[2] and edit[1] > 3])
def test_all_that_shows_a_reason_is_traced_to_it(path, line, text):
    """Each row of the dictionary that says the new reason is one that the line is traced to, and each that it is traced to says it.

    Not every file of it has rows for the fields of custom objects.
    """
    lines = {**FILES, **ESTATE}[path].split("\n")
    lines[line - 1] = text
    compilation = compiled({**ESTATE, path: "\n".join(lines)})
    from_line = traced(compilation, path, line)
    for name, data in files(compilation).items():
        if name.startswith("dictionary/"):
            says = {number for number, row in enumerate(data.decode().split("\n"), 1) if text.partition("why: ")[2] in row}
            assert says == from_line.get(name, set()), name

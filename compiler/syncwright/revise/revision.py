"""A handed-back dictionary, read top to bottom: what it says otherwise, which entries that changes, what the specs then compile to. Knows no disk."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from syncwright.compile import Compilation
from syncwright.diagnostics import Finding
from syncwright.files import Tree
from syncwright.limits import FILE_FINDINGS
from syncwright.records import Struct
from syncwright.revise.changes import Edit, edits, tidy
from syncwright.revise.dictionary import Told, told
from syncwright.revise.entries import EntryEdit, entry_edits, with_edits
from syncwright.sheets import Handed
from syncwright.syntax.edit import EditError
from syncwright.text import SourceFile

T = TypeVar("T")
#: Compiles a folder of specs.
Compile = Callable[[Tree], Compilation]


class Revised(Struct, frozen=True):
    """What a handed-back dictionary comes to: files by path as they are to be and as they are, and what all specs then compile to.

    With `findings` nothing of it is taken; with errors in `after` nothing is to be written. `notes`: what else a reader should know.
    """

    edits: tuple[Edit, ...]
    files: Mapping[str, str]
    before: Mapping[str, str]
    after: Compilation
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether nothing is to be written."""
        return bool(self.findings) or self.after.failed


def revise(handed: Handed, specs: Tree, now: Compilation, base: Told | None, compiled: Compile) -> Revised:
    """Specs in which each field says what the sheet says of it. `base`: the dictionary that was exported, where it is not that of `now`."""
    assert now.catalog is not None, "asked of what compiled"
    present = told(now)
    owners = now.catalog.estate.spec.owners
    taken, findings = _parted(edits(handed, base or present, present, owners), Edit)
    if findings:
        return Revised((), {}, {}, now, tuple(findings))
    entries, findings = _parted(entry_edits(handed, taken, now.catalog), EntryEdit)
    if findings:
        return Revised((), {}, {}, now, tuple(findings))
    by_path: dict[str, list[EntryEdit]] = {}
    for entry in entries:
        by_path.setdefault(entry.path, []).append(entry)
    sources = {source.path: source for source in specs.sources}
    files = {path: with_edits(sources[path], some) for path, some in sorted(by_path.items())}
    before = {path: sources[path].text for path in files}
    after = (
        compiled(Tree([SourceFile(path, files[path].encode()) if path in files else one for path, one in sources.items()]))
        if files
        else now
    )
    if not after.failed and files:
        _verified(present, told(after), entries)
    return Revised(tuple(taken), files, before, after, notes=tuple(_notes(taken, entries)))


def _parted(found: Iterable[T | Finding], kind: type[T]) -> tuple[list[T], list[Finding]]:
    """What can be taken, and what cannot. A sheet in which everything is wrong is not read to its end."""
    taken: list[T] = []
    findings: list[Finding] = []
    for one in found:
        if isinstance(one, kind):
            taken.append(one)
        elif isinstance(one, Finding):
            findings.append(one)
            if len(findings) == FILE_FINDINGS:
                break
    return taken, findings


def _verified(before: Told, after: Told, entries: Iterable[EntryEdit]) -> None:
    """Raises EditError unless the dictionary then says exactly what was edited: a bug of ours."""
    wanted = {(field, entry.column): entry.new for entry in entries for field in entry.fields}
    if before.rows.keys() != after.rows.keys():
        raise EditError("an edit would have changed which fields there are")
    for field, row in after.rows.items():
        if row == before.rows[field]:
            continue
        for name, was, text in zip(after.columns, before.rows[field], row, strict=True):
            if not _as_wanted(name, was, text, wanted.get((field, name))):
                raise EditError(f"an edit would have changed `{name}` of `{field}`")


def _as_wanted(name: str, was: str, text: str, new: str | tuple[str, ...] | None) -> bool:
    """Whether a cell says what was edited; where nothing was, whether it stayed. A title follows its owner."""
    match new:
        case None:
            return was == text or name == "owner_title"
        case tuple():
            return sorted(text.split("; ") if text else ()) == sorted(new)
        case _:
            return tidy(text) == new


def _notes(taken: Iterable[Edit], entries: Iterable[EntryEdit]) -> Iterator[str]:
    """Fields that change with others, because one entry says it of them."""
    asked = {(edit.field, edit.column) for edit in taken}
    together = [(one, field) for one in entries for field in one.fields if (field, one.column) not in asked]
    for one, field in islice(together, 10):
        yield f"`{one.column}` of `{field}` changes too: it is the entry `{one.said}` of {one.path}"
    if len(together) > 10:
        yield f"{len(together) - 10:,} more fields change with others in the same way"

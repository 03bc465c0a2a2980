"""What is remembered of an estate between two builds, and how much of it still holds. Reads no disk."""

from collections.abc import Iterable, Mapping, Sequence

from syncwright.cache.blocks import Blocks
from syncwright.cache.digest import digest
from syncwright.cache.recall import Recall
from syncwright.catalog.model import Outlined
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.records import NotThatRecord, Struct, line, read
from syncwright.spec.compiled import ObjectSpec
from syncwright.text import SourceFile


class Told(Struct, frozen=True, array_like=True):
    """A finding, its rule by its id."""

    rule: str
    place: Place
    message: str
    help: str | None
    related: tuple[tuple[Place, str], ...]


class File(Struct, frozen=True, array_like=True):
    """A file of plain objects: their names, its outline, what was found in it, and what each object's fields need that is not told of beside them."""

    objects: tuple[str, ...]
    outline: ObjectSpec
    findings: tuple[Told, ...]
    needs: dict[str, tuple[str, ...]]


class Index(Struct, frozen=True):
    """Everything that is remembered of one build.

    `context`: hash of what every file depends on. `others`, `specs`: hashes of the files that are not of kind `object`, and of those that
    are. `objects`: of each file of kind `object`. `names`: the fields of plain objects. `blocks`: where their lines are, by generated file.
    """

    context: str
    others: dict[str, str]
    specs: dict[str, str]
    objects: dict[str, tuple[str, ...]]
    files: dict[str, File]
    names: dict[str, tuple[str, ...]]
    blocks: dict[str, Blocks]


def hash_of(source: SourceFile) -> str:
    """The hash of a file's bytes."""
    return digest(source.data).hex()


def packed(index: Index) -> bytes:
    """The index as bytes."""
    return line(index)


def unpacked(data: bytes | None) -> Index | None:
    """The index from its bytes; None for what is none."""
    try:
        return read(data, Index) if data is not None else None
    except NotThatRecord:
        return None


def unchanged(index: Index, sources: Sequence[SourceFile], hashes: Mapping[str, str]) -> frozenset[str] | None:
    """The files that need not be compiled again; None if that cannot be said, and everything has to be.

    A file is compiled again if it changed, if it is not plain, or if it says something of an object that such a file says something of.
    """
    others = {path: said for path, said in hashes.items() if path not in index.specs}
    if others != index.others or len(hashes) != len(index.others) + len(index.specs):
        return None
    paths = [source.path for source in sources]
    again = {path for path in index.specs if index.specs[path] != hashes.get(path) or path not in index.files}
    touched = {name for path in again for name in index.objects[path]}
    while True:
        more = {path for path in index.specs if path not in again and not touched.isdisjoint(index.objects[path])}
        if not more:
            return frozenset(path for path in paths if path in index.specs and path not in again)
        again |= more
        touched.update(name for path in more for name in index.objects[path])


def recalled(index: Index, kept: Iterable[str], rules: Iterable[Rule]) -> Recall:
    """What a compilation takes over of these files. Raises NotThatRecord if it cannot be read."""
    by_id = {rule.id: rule for rule in rules}
    outlines: dict[str, ObjectSpec] = {}
    findings: dict[str, tuple[Finding, ...]] = {}
    needs: dict[str, set[str]] = {}
    for path in kept:
        held = index.files[path]
        outlines[path] = held.outline
        findings[path] = tuple(_finding(one, by_id) for one in held.findings)
        for name in held.objects:
            needs.setdefault(name, set()).update(held.needs.get(name, ()))
    return Recall(outlines, findings, {name: Outlined(frozenset(index.names[name]), frozenset(found)) for name, found in needs.items()})


def told(finding: Finding) -> Told:
    """A finding as it is remembered."""
    return Told(finding.rule.id, finding.place, finding.message, finding.help, finding.related)


def _finding(one: Told, rules: Mapping[str, Rule]) -> Finding:
    if one.rule not in rules:
        raise NotThatRecord(f"there is no rule {one.rule}")
    return Finding(rules[one.rule], one.place, one.message, one.help, one.related)

"""The changes of a plan's document in the order in which whoever decides has to see them. Knows no words and no form."""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from itertools import chain

from syncwright.plan.document import Document, StoredChange, StoredDelete, StoredEdit, StoredForget, StoredHazard, StoredRecreate
from syncwright.records import Struct
from syncwright.views.plan.counts import waits


class Rank(IntEnum):
    """How much a part matters to whoever decides: what is taken or cannot be taken back comes first."""

    GRAVE = 0
    NOTED = 1
    WIDENS = 2
    CHANGED = 3
    ADDED = 4


#: Hazards that make a part grave.
GRAVE = frozenset({"takes", "destructive", "irreversible", "privacy", "archives", "starts"})
_NO_KINDS: frozenset[str] = frozenset()


class Part(Struct, frozen=True, gc=False):
    """One part of a change with what is to know of it."""

    rank: Rank
    edit: StoredEdit
    hazards: tuple[StoredHazard, ...]


class Section(Struct, frozen=True):
    """One change: the group that it is shown in, its hazards as a whole, and its parts in the order of their ranks.

    `widens` and `takes`: how many parts do so. `sorts`: how many parts are to go, to change and to come.
    """

    change: StoredChange
    group: str
    hazards: tuple[StoredHazard, ...]
    parts: tuple[Part, ...]
    widens: int
    takes: int
    sorts: dict[str, int]


#: The group of changes that no API makes.
PEOPLE = "people"


def sections(doc: Document) -> list[Section]:
    """Every change, grouped by system with those for people last; in each group what takes most comes first."""
    titles = {system.name: system.title for system in doc.systems}
    found = [_section(change, titles.get(change.system, change.system)) for change in doc.changes]
    return sorted(found, key=lambda one: (one.group == PEOPLE, one.group, _weight(one, doc.binding.made), one.change.address))


def _section(change: StoredChange, system: str) -> Section:
    own = tuple(one for one in change.hazards if one.attribute is None)
    by_part: dict[tuple[str | None, str | None], list[StoredHazard]] = {}
    for one in change.hazards:
        if one.attribute is not None:
            by_part.setdefault((one.attribute, one.name), []).append(one)
    edits = () if isinstance(change, StoredForget) else change.edits
    ranked: dict[Rank, list[Part]] = {rank: [] for rank in Rank}
    effects = {"widens": 0, "takes": 0, None: 0}
    for edit in edits:
        part = _part(edit, tuple(by_part.pop((edit.attribute, edit.name), ())) if by_part else ())
        ranked[part.rank].append(part)
        effects[edit.access] += 1
    # What is said of a part that does not differ is said of the whole.
    own += tuple(one for some in by_part.values() for one in some)
    parts = tuple(chain.from_iterable(ranked.values()))
    group = PEOPLE if change.by_hand else system
    return Section(change, group, own, parts, effects["widens"], effects["takes"], tally(parts))


def _part(edit: StoredEdit, hazards: tuple[StoredHazard, ...]) -> Part:
    kinds = {one.kind for one in hazards} if hazards else _NO_KINDS
    if edit.access == "takes" or (edit.new is None and edit.name is not None) or not GRAVE.isdisjoint(kinds):
        rank = Rank.GRAVE
    elif kinds - {"widens"}:
        rank = Rank.NOTED
    elif edit.access == "widens" or kinds:
        rank = Rank.WIDENS
    else:
        rank = Rank.CHANGED if edit.old is not None else Rank.ADDED
    return Part(rank, edit, hazards)


def _weight(one: Section, made: str) -> tuple[int, int]:
    """Sort key within a group: removals that happen now, what is lost, what is noted, the rest; then what waits and what is left alone."""
    if isinstance(one.change, StoredForget):
        return 5, 0
    if waits(one.change, made):
        return 4, 0
    if isinstance(one.change, (StoredDelete, StoredRecreate)):
        return 0, -len(one.parts)
    if one.parts and one.parts[0].rank is Rank.GRAVE:
        return 1, -sum(part.rank is Rank.GRAVE for part in one.parts)
    return (2, 0) if one.hazards else (3, 0)


def tally(parts: Iterable[Part]) -> dict[str, int]:
    """How many parts are to go, to change and to come."""
    counts = Counter([sort_of_part(part.edit) for part in parts])
    return {sort: counts[sort] for sort in ("remove", "change", "add")}


def sort_of_part(edit: StoredEdit) -> str:
    """What happens to a part."""
    return "remove" if edit.new is None else "add" if edit.old is None else "change"

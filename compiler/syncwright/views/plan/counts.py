"""How many changes of each sort a plan has. Each is counted once; what waits or is done by hand is counted as that."""

from collections.abc import Iterable, Mapping, Sequence

from syncwright.plan.document import (
    Counts,
    StoredChange,
    StoredCreate,
    StoredDelete,
    StoredForget,
    StoredRecreate,
    System,
)


def waits(change: StoredChange, made: str) -> bool:
    """Whether it is a removal whose day had not come when the plan was made."""
    return isinstance(change, StoredDelete) and change.until is not None and change.until > made[:10]


def sort_of(change: StoredChange, made: str) -> str:
    """What a change counts as: a field of Counts."""
    if isinstance(change, StoredForget):
        return "forget"
    if waits(change, made):
        return "waiting"
    if change.by_hand:
        return "by_hand"
    if isinstance(change, StoredCreate):
        return "add"
    if isinstance(change, StoredDelete):
        return "remove"
    return "recreate" if isinstance(change, StoredRecreate) else "change"


def counted(changes: Iterable[StoredChange], made: str) -> Counts:
    """The counts of some changes. `made`: when the plan was made."""
    tally = dict.fromkeys(Counts.__struct_fields__, 0)
    for change in changes:
        tally[sort_of(change, made)] += 1
        if isinstance(change, StoredForget) or waits(change, made):
            continue
        for edit in change.edits:
            if edit.access is not None:
                tally[edit.access] += 1
    return Counts(**tally)


def by_system(changes: Sequence[StoredChange], titles: Mapping[str, str], made: str) -> tuple[System, ...]:
    """The counts of each system that has any change, by name."""
    found: dict[str, list[StoredChange]] = {}
    for change in changes:
        found.setdefault(change.system, []).append(change)
    return tuple(System(name, titles.get(name, name), counted(found[name], made)) for name in sorted(found))

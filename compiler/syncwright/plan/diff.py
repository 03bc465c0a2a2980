"""The difference between what was seen and what is wanted, as changes. Order and rows that say nothing are no difference."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from syncwright.plan.changes import Change, Create, Delete, Edit, Forget, Recreate, Rename, Update
from syncwright.records import Struct
from syncwright.resource import Attribute, Observation, Resource, ResourceType
from syncwright.want import Reason


class Removal(Struct, frozen=True):
    """What a person said to delete: the address, why, and the ISO day before which it waits.

    `shown_by`: parts of resources, by attribute and name, that let somebody see it; if any are named, it goes only after they are gone for
    as long as `hidden_for` says, such as `90 days`, or at all where it says nothing.
    """

    address: str
    reasons: tuple[Reason, ...]
    until: str | None = None
    shown_by: frozenset[tuple[str, str]] = frozenset()
    hidden_for: str | None = None


class NotSeen(Exception):
    """An address that nobody looked at completely; without that no removal could be known. A plan is refused."""

    def __init__(self, address: str, where: str) -> None:
        super().__init__(f"`{address}` was not seen completely in {where or 'what was observed'}")
        self.address = address


def diff(
    desired: Mapping[str, Resource],
    observed: Observation,
    types: Mapping[str, ResourceType],
    removed: Mapping[str, Removal] = {},
) -> list[Change]:
    """Changes by address. What was seen and is wanted no more is forgotten, unless `removed` says to delete it. What is renamed is not deleted.

    Raises NotSeen for what is wanted or to be removed and was not seen completely.
    """
    changes: list[Change] = []
    renamed: set[str] = set()
    for address in sorted(desired):
        after = desired[address]
        before = _seen(address, observed)
        if before is None and after.previously is not None and (former := observed.resources.get(after.previously)) is not None:
            renamed.add(former.address)
            changes.append(Rename(former, after, tuple(edits(former, after, types[after.type]))))
        elif before is None:
            changes.append(Create(after, tuple(edits(None, after, types[after.type]))))
        elif (changed := _changed(before, after, types[after.type])) is not None:
            changes.append(changed)
    for address in sorted(removed):
        gone = _seen(address, observed)
        if gone is not None and address not in renamed:
            said = removed[address]
            parts = tuple(edits(gone, None, types[gone.type]))
            changes.append(Delete(gone, parts, said.reasons, said.until))
    left = observed.resources.keys() - desired.keys() - removed.keys() - renamed
    changes += [Forget(observed.resources[address]) for address in sorted(left)]
    return sorted(changes, key=lambda change: change.address)


def _seen(address: str, observed: Observation) -> Resource | None:
    if address in observed.complete:
        return observed.resources[address]
    if address in observed.absent:
        return None
    raise NotSeen(address, observed.where)


def _changed(before: Resource, after: Resource, kind: ResourceType) -> Update | Recreate | None:
    parts = tuple(edits(before, after, kind))
    if not parts:
        return None
    forcing = tuple(edit for edit in parts if kind.attributes[edit.attribute].on_change == "recreate")
    return Recreate(before, after, parts, forcing) if forcing else Update(before, after, parts)


def edits(before: Resource | None, after: Resource | None, kind: ResourceType) -> Iterator[Edit]:
    """The parts that differ. Of a resource of which only named parts are ours, those that `after` names."""
    for attribute, said in kind.attributes.items():
        old = before.attributes.get(attribute) if before else None
        new = after.attributes.get(attribute) if after else None
        if old == new:
            continue
        if (new is None and after is not None and not kind.whole) or (said.once and before is not None):
            continue
        because = after.because.get(attribute, {}) if after else {}
        whole = kind.whole or said.whole or after is None
        match said.kind:
            case "scalar":
                yield from _scalar(attribute, old, new, because)
            case "map":
                yield from _parts(attribute, _mapping(old), _mapping(new), because, whole)
            case "words":
                yield from _parts(attribute, _words(old), _words(new), because, whole)
            case never:
                assert_never(never)


def _scalar(attribute: str, old: Attribute | None, new: Attribute | None, because: Mapping[str, tuple[Reason, ...]]) -> Iterator[Edit]:
    before, after = (None if not value else str(value) for value in (old, new))
    if before != after:
        yield Edit(attribute, None, before, after, because.get("", ()))


def _parts(
    attribute: str, old: Mapping[str, str], new: Mapping[str, str], because: Mapping[str, tuple[Reason, ...]], whole: bool
) -> Iterator[Edit]:
    names = new.keys() | old.keys() if whole else new.keys()
    for name in sorted(n for n in names if old.get(n) != new.get(n)):
        yield Edit(attribute, name, old.get(name), new.get(name), because.get(name, ()))


def _mapping(value: Attribute | None) -> Mapping[str, str]:
    return {} if value is None or isinstance(value, str) else value


def _words(value: Attribute | None) -> Mapping[str, str]:
    """Each word of each name, as `Lead:edit`."""
    return {f"{name}:{word}": "yes" for name, words in _mapping(value).items() for word in words.split()}

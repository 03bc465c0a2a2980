"""What differs between two versions of one file."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from syncwright.field_history.meaning import NOTHING, Head, Meaning, Version, meaning, said_itself, shared
from syncwright.records import Struct


class Difference(Struct, frozen=True, gc=False, array_like=True):
    """One thing that is said: what it was, and what it became. None: it was not said."""

    name: str
    before: str | None
    after: str | None


What = tuple[Difference, ...]


class FileChange(Struct, frozen=True):
    """What differs between two versions of a file.

    `objects`: whose fields they are; none where neither version is about any. `head`: what the file says of all its fields. `changed`: fields of both,
    those of which the same changed together. `came`: fields that were not in it, with the name each says it had. `gone`: fields that are not in it any more.
    """

    objects: tuple[str, ...] = ()
    head: What = ()
    changed: Mapping[What, list[str]] = {}
    came: Mapping[str, str] = {}
    gone: frozenset[str] = frozenset()


def file_change(old: Version | None, new: Version | None) -> FileChange:
    """What differs; nothing where one of them cannot be read."""
    if old is None or new is None or old is new:
        return FileChange()
    alike = old.head is new.head or old.head == new.head
    before, after = (
        one.fields(name for name, own in one.entries.items() if not alike or other.entries.get(name) is not own)
        for one, other in ((old, new), (new, old))
    )
    changed: dict[What, list[str]] = defaultdict(list)
    of_all: dict[Hashable, What] = {}
    for name, own in before.items():
        then = after.get(name)
        if then is None:
            continue
        if own is then and not own.get("at"):
            # Only what its file says can be another: that is the same for all that say as much themselves.
            said = said_itself(own)
            what = of_all.get(said)
            if what is None:
                what = of_all[said] = differences(own, old.head, then, new.head)
        else:
            what = differences(own, old.head, then, new.head, alike=alike)
        if what:
            changed[what].append(name)
    came = {name: _former(own) for name, own in after.items() if name not in before}
    head = () if alike or NOTHING.head in (old.head, new.head) else tuple(_between(old.head.own, new.head.own))
    return FileChange(new.head.objects or old.head.objects, head, changed, came, frozenset(before.keys() - after.keys()))


def differences(own: Mapping[str, Any], head: Head, then: Mapping[str, Any], then_head: Head, *, alike: bool = False) -> What:
    """What is said otherwise of a field. `alike`: the file says the same of all its fields."""
    if own == then:
        return () if alike else tuple(_between(shared(own, head), shared(then, then_head)))
    return tuple(_between(meaning(own, head), meaning(then, then_head)))


def _between(before: Meaning, after: Meaning) -> Iterator[Difference]:
    if before != after:
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name):
                yield Difference(name, before.get(name), after.get(name))


def _former(own: Mapping[str, Any]) -> str:
    former = own.get("previously")
    return former if isinstance(former, str) else ""

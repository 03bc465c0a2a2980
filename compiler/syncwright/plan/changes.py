"""Changes of resources: a closed union. A Create has no before; it cannot be asked for one."""

from collections.abc import Iterator

from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.want import Reason


class Edit(Struct, frozen=True, gc=False):
    """One part of a resource that differs: `name` within `attribute`, None for a scalar. `old` or `new` is None where it is not there."""

    attribute: str
    name: str | None
    old: str | None
    new: str | None
    reasons: tuple[Reason, ...] = ()


class Create(Struct, frozen=True):
    """Make what is not there."""

    after: Resource
    edits: tuple[Edit, ...]

    @property
    def address(self) -> str:
        return self.after.address


class Update(Struct, frozen=True):
    """Change what is there, in place."""

    before: Resource
    after: Resource
    edits: tuple[Edit, ...]

    @property
    def address(self) -> str:
        return self.after.address


class Recreate(Struct, frozen=True):
    """Remove it and make it anew, as the platform cannot change it in place. `because`: the edits that force it."""

    before: Resource
    after: Resource
    edits: tuple[Edit, ...]
    because: tuple[Edit, ...]

    @property
    def address(self) -> str:
        return self.after.address


class Rename(Struct, frozen=True):
    """The same thing under another name, with what else differs."""

    before: Resource
    after: Resource
    edits: tuple[Edit, ...]

    @property
    def address(self) -> str:
        return self.after.address


class Delete(Struct, frozen=True):
    """Remove what is there, because a person said so. `until` is the ISO day before which it waits, None if it need not wait."""

    before: Resource
    edits: tuple[Edit, ...]
    reasons: tuple[Reason, ...]
    until: str | None = None

    @property
    def address(self) -> str:
        return self.before.address


class Forget(Struct, frozen=True):
    """Stop managing what is there; it stays as it is."""

    before: Resource

    @property
    def address(self) -> str:
        return self.before.address

    @property
    def edits(self) -> tuple[Edit, ...]:
        return ()


Change = Create | Update | Recreate | Rename | Delete | Forget


def removals(change: Change) -> Iterator[Edit]:
    """The parts that are there now and would not be."""
    return (edit for edit in change.edits if edit.new is None and edit.name is not None)

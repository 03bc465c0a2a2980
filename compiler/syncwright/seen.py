"""Who sees a field, and through what. Knows no platform: each says it of its own users."""

from collections.abc import Sequence
from typing import Protocol

from syncwright.records import Struct
from syncwright.want import Reason


class Through(Struct, frozen=True, gc=False):
    """What lets a user see something: "permission set Marketo_Sync", "profile Admin", "no field-level security".

    `reasons` are there where our own specs asked for it; `ours` says that it is made of the specs. `everybody`: it is nobody's grant, as
    every user has it.
    """

    title: str
    ours: bool = False
    reasons: tuple[Reason, ...] = ()
    everybody: bool = False


class FieldAccess(Struct, frozen=True, gc=False):
    """How one user reads and edits one field. Without `read` the user does not see it."""

    user: str
    read: tuple[Through, ...] = ()
    edit: tuple[Through, ...] = ()


class Seen(Protocol):
    """Every user's access to fields, by the names of their objects and their own; users who don't see a field are left out."""

    def __call__(self, owner: str, name: str) -> tuple[FieldAccess, ...]:
        """Access to one field, with the reasons where our own specs asked for it."""

    def alike(self, owner: str, names: Sequence[str]) -> list[tuple[FieldAccess, ...]]:
        """Access to many fields of one object, without reasons. Fields that are alike have one answer, the same object."""


class Everywhere(Struct, frozen=True):
    """What several platforms say, together."""

    asked: Sequence[Seen]

    def __call__(self, owner: str, name: str) -> tuple[FieldAccess, ...]:
        """Access to one field."""
        return tuple(access for ask in self.asked for access in ask(owner, name))

    def alike(self, owner: str, names: Sequence[str]) -> list[tuple[FieldAccess, ...]]:
        """Access to many fields; what is alike on each platform is not told apart from what is alike on all."""
        return [
            tuple(access for accesses in each for access in accesses)
            for each in zip(*(a.alike(owner, names) for a in self.asked), strict=True)
        ]

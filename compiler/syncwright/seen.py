"""Who sees a field, and through what. Knows no platform: each says it of its own users."""

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
    """Every user's access to a field, by the names of its object and its own; users who don't see it are left out."""

    def __call__(self, owner: str, name: str, *, reasons: bool = True) -> tuple[FieldAccess, ...]:
        """Asked without `reasons` for very many fields: those that are alike then have one answer, the same object."""

"""What a filter's names mean in one place: an object's fields, other filters, maps. A Scope is handed in; this room makes none."""

from typing import Protocol

from syncwright.diagnostics import Rule
from syncwright.expression.predicate import Column, Predicate
from syncwright.records import Struct


class Unknown(Struct, frozen=True):
    """A name that means nothing here, or nothing that a filter can test."""

    rule: Rule
    message: str
    help: str | None = None


class Scope(Protocol):
    """What names mean. None for what is broken and said to be so elsewhere."""

    @property
    def zone(self) -> str | None:
        """Time zone in which a day begins and ends; None where nobody says it."""

    def column(self, name: str) -> Column | Unknown | None:
        """The field of this name."""

    def filter(self, name: str) -> Predicate | Unknown | None:
        """What another filter means here."""

    def keys(self, name: str) -> tuple[str, ...] | Unknown | None:
        """The values that a map replaces."""

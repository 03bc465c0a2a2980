"""What several documents say in one form: where something stands, and facts with their source."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from syncwright.facts import Fact
from syncwright.records import Bounds, Struct

FORMAT: Final = 1


class Line(Struct, frozen=True):
    """Where something stands in the specs or in the inventory. Line and column are 1-based."""

    path: str
    line: int
    column: int


class ToldFact(Struct, frozen=True):
    """A sentence of the platform's documentation, or what others observed."""

    says: str
    source: str
    certain: Annotated[
        bool, Bounds(description="Whether the source is the vendor's documentation; if not, it was observed or is told by others.")
    ]


def line(found: dict[str, Any] | None) -> Line | None:
    """As `Places` has it."""
    return Line(found["path"], found["line"], found["column"]) if found is not None else None


def facts(some: Sequence[Fact]) -> tuple[ToldFact, ...]:
    """Each with its source."""
    return tuple(ToldFact(one.says, one.source, one.certain) for one in some)

"""What a plan says of filters and partitions: which records start and stop passing, in words and by one record each way. Knows no filter.

The records are the plan's and the document's alike.
"""

from typing import Annotated, Literal

from syncwright.plan.bounded import Day, Name, Prose
from syncwright.records import Bounds, Struct

#: In a word. `both`: wider here and narrower there. `added`, `removed`: the filter, or the object that it is about, is on one side alone.
Outcome = Literal["unchanged", "widened", "narrowed", "both", "not provable", "added", "removed"]


class HeldValue(Struct, frozen=True, forbid_unknown_fields=True):
    """What a record holds in one field."""

    field: Annotated[Name, Bounds(description="API name of the field, with the relationship before a parent's.")]
    label: Annotated[Prose, Bounds(description="How people call it.")]
    kind: Annotated[
        Name,
        Bounds(description="What it is to a filter: text, picklist, several, checkbox, number, currency, percent, date, datetime or id."),
    ]
    holds: Annotated[
        Prose | bool | tuple[Prose, ...] | None,
        Bounds(
            description="Texts as they are, numbers in digits, days and moments in ISO form; a list where several can be chosen; null if blank."
        ),
    ]


class ShownRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """A record that shows something. What it holds in other fields does not matter."""

    day: Annotated[Day, Bounds(description="The day on which it does.")]
    fields: Annotated[tuple[HeldValue, ...], Bounds(description="What it holds, by name of the field; empty if any record does.")]
    before: Annotated[Name | None, Bounds(description="Of a partition: what it got before; null if nothing.")]
    after: Annotated[Name | None, Bounds(description="Of a partition: what it gets; null if nothing.")]


class ScopeChange(Struct, frozen=True, forbid_unknown_fields=True):
    """A filter, or a case of a partition, on one object: what it says otherwise, and for which records that makes a difference."""

    key: Annotated[Name, Bounds(description="Spec key, such as `filter/marketo-scope`.")]
    object: Annotated[Name, Bounds(description="The object whose records it is about.")]
    case: Annotated[Name | None, Bounds(description="The case of a partition.")]
    outcome: Annotated[
        Outcome,
        Bounds(description="Unchanged: proven that the same records pass. Added, removed: it is on one side alone."),
    ]
    before: Annotated[Prose | None, Bounds(description="What it said, in plain English; null if it was not there.")]
    after: Annotated[Prose | None, Bounds(description="What it says; null if it is gone.")]
    through: Annotated[tuple[Name, ...], Bounds(description="Spec keys of filters and maps that it names and that say otherwise.")]
    starts: Annotated[ShownRecord | None, Bounds(description="A record that passes now and did not; null if none was found.")]
    stops: Annotated[ShownRecord | None, Bounds(description="A record that passed and does not now; null if none was found.")]
    not_provable: Annotated[Prose, Bounds(description="Why it was not proven that there is no record where none was found; else empty.")]

    @property
    def makes_a_difference(self) -> bool:
        """Whether it is not proven that the same records pass."""
        return self.outcome != "unchanged"

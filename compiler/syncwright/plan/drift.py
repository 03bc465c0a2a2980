"""What somebody else did to what is ours since we last made it, and this plan would undo. Knows no ledger and no platform.

The records are the plan's and the document's alike.
"""

from typing import Annotated, Literal

from syncwright.plan.bounded import Name, Prose
from syncwright.records import Bounds, Struct

What = Literal["changed", "gone", "back", "unknown"]


class DriftedPart(Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a resource that is not as we made it, and would not stay as it is."""

    attribute: Annotated[Name, Bounds(description="The attribute that differs.")]
    name: Annotated[Prose | None, Bounds(description="Which part of the attribute; null for a scalar.")]
    made: Annotated[Prose | None, Bounds(description="As we made it; null where we made none.")]
    found: Annotated[Prose | None, Bounds(description="As it is; null where it is not there.")]
    undone: Annotated[bool, Bounds(description="Whether the plan makes it as we made it before; else the specs say something else again.")]


class Drift(Struct, frozen=True, forbid_unknown_fields=True):
    """A resource of ours that somebody changed behind our back."""

    address: Annotated[Name, Bounds(description="What it is.")]
    what: Annotated[
        What,
        Bounds(description="Parts were changed; it is no longer there; it is there again; or what was changed is not known."),
    ]
    parts: Annotated[tuple[DriftedPart, ...], Bounds(description="Every part that was changed; none where it is gone, back or not known.")]
    made: Annotated[Name, Bounds(description="When we last made it, or saw that it was made: UTC.")]
    plan: Annotated[Name, Bounds(description="Id of the plan that did; empty where none is known.")]
    by: Annotated[Name | None, Bounds(description="Who changed it last, as the platform says; null where it does not.")]
    at: Annotated[Name | None, Bounds(description="When that was, as the platform says; null where it does not.")]

"""Records that a plan takes out of a platform, as data: which they were before and which they are afterwards. Counts none itself."""

from typing import TYPE_CHECKING

from syncwright.facts import Fact
from syncwright.plan.model import Hazard
from syncwright.records import Struct

if TYPE_CHECKING:  # hardly any plan takes records out of anything
    from syncwright.expression.predicate import Predicate


class Departure(Struct, frozen=True):
    """Records of one object that a plan may take out of one place of a platform, such as a business unit.

    `address`: what lets them in there. `before` and `after`: the records that it lets in. `fact`: what becomes of those that go. `shown`: one that
    goes, in words; empty if none was looked for. `proven`: whether some record is known to go.
    """

    address: str
    where: str
    object: str
    before: "Predicate"
    after: "Predicate"
    fact: Fact
    shown: str = ""
    proven: bool = True


class Departed(Struct, frozen=True):
    """What was counted in data: all records, those that were let in before, and those that go."""

    records: int
    before: int
    goes: int
    data: str


def hazard(one: Departure, counted: Departed | None) -> Hazard:
    """What a reviewer must know of it."""
    if counted is not None:
        which = f"{counted.goes:,} of {counted.before:,} {one.object} records that match in {counted.data} stop matching"
    else:
        which = (
            f"a {one.object} with {one.shown} stops matching"
            if one.shown
            else f"{one.object} records {'' if one.proven else 'may '}stop matching"
        )
        which += ", and how many do is not known here"
    return Hazard("archives", one.address, f"`{one.where}`: {which}; {one.fact.says}", source=one.fact.source)

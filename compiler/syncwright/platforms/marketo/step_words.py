"""How steps speak of many fields and of facts. Knows no step."""

from collections.abc import Sequence

from syncwright.facts import Fact
from syncwright.plan.access import AccessChange

#: Names that a step's text lists, and that its title does; the plan has them all.
LISTED, NAMED = 200, 5


def addresses(changes: Sequence[AccessChange]) -> tuple[str, ...]:
    """Addresses of what changes, each once."""
    return tuple(dict.fromkeys(one.address for one in changes))


def fields(changes: Sequence[AccessChange]) -> str:
    """One field by its name, several by their number."""
    things = {one.thing for one in changes}
    return f"`{things.pop()}`" if len(things) == 1 else f"{len(things):,} fields"


def names(changes: Sequence[AccessChange]) -> str:
    """All of them, or the first of a long list."""
    things = sorted({one.thing for one in changes})
    return ", ".join(things[:LISTED]) + beyond(len(things))


def beyond(number: int) -> str:
    """What a text leaves out of a long list."""
    return f" and {number - LISTED:,} more, which the plan lists" if number > LISTED else ""


def sentence(fact: Fact) -> str:
    """A fact with its source, as sure as it is."""
    says = fact.worded(fact.says)
    return f"{says[0].upper()}{says[1:]} ({fact.source})."

"""A field's type in words, as people know it from their org: `Text(80)`, `Number(18, 2)`, `Lookup(Account)`."""

from syncwright.inventory import Field

#: How many objects a type names that it points to.
SHOWN = 4


def typed(held: Field) -> str:
    """The type with its length, its digits or what it points to; empty where the org's source does not say the type."""
    if held.type is None:
        return ""
    if held.precision is not None:
        return f"{held.type}({held.precision}, {held.scale or 0})"
    if held.length is not None:
        return f"{held.type}({held.length})"
    if not held.references:
        return held.type
    # What an activity is about can be any of a hundred objects.
    return f"{held.type}({', '.join(held.references) if len(held.references) <= SHOWN else f'{len(held.references)} objects'})"

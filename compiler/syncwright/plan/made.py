"""What a plan's changes leave behind, as a ledger keeps it: what we last made of each resource, to tell later what somebody else did to it.

A digest says that something differs; only what it was says what.
"""

from collections.abc import Iterable, Mapping

from syncwright.plan.changes import Change, Forget
from syncwright.records import compact, read
from syncwright.resource import Attribute, Resource

#: Resources by address; None where we deleted it, or where it has another name since.
Made = Mapping[str, Resource | None]


def made_text(changes: Iterable[Change]) -> str:
    """What these changes make, for a record of a ledger. Of a resource of which only parts are ours, those that the specs name."""
    found: dict[str, Mapping[str, Attribute] | None] = {}
    for change in changes:
        before, after = getattr(change, "before", None), getattr(change, "after", None)
        if before is not None and not isinstance(change, Forget):
            found[before.address] = None
        if after is not None:
            found[after.address] = after.attributes
    return compact(found).decode() if found else ""


def read_made(text: str) -> dict[str, Resource | None]:
    """What such a text says; nothing where there is none. Raises NotThatRecord for any other."""
    held = read(text.encode(), dict[str, dict[str, Attribute] | None]) if text else {}
    return {address: Resource(address, attributes) if attributes is not None else None for address, attributes in held.items()}

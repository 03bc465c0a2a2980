"""How custom objects hang on leads, contacts and accounts, by the lookups that the org holds. Adobe's pages differ on how far away they may be."""

from collections.abc import Iterator

from syncwright.inventory import Org

#: What an object has to be related to.
PEOPLE = ("Account", "Contact", "Lead")
_LINKS = ("Lookup", "MasterDetail")


def links(org: Org, owner: str) -> Iterator[tuple[str, str]]:
    """The lookups of an object, in no order: field, and the object that it points to."""
    held = org.objects.get(owner)
    for name, field in held.fields.items() if held is not None else ():
        if field.references and field.type in _LINKS:
            yield from ((name, target) for target in field.references)


def direct(org: Org, owner: str) -> list[tuple[str, str]]:
    """Lookups to leads, contacts and accounts."""
    return sorted((name, target) for name, target in links(org, owner) if target in PEOPLE)


def through(org: Org, owner: str) -> list[tuple[str, str]]:
    """Lookups to objects that themselves have one to leads, contacts or accounts."""
    return sorted((name, target) for name, target in links(org, owner) if target not in PEOPLE and direct(org, target))

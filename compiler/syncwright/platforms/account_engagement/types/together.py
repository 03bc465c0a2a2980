"""Fields of Salesforce that are one there, or are said to be several: findings that need more than one of them."""

from collections.abc import Iterator, Sequence

from syncwright.diagnostics import Finding
from syncwright.facts import Fact
from syncwright.inventory.offered import offered
from syncwright.platforms.account_engagement.fields import MAPPED
from syncwright.platforms.account_engagement.types import rules
from syncwright.platforms.account_engagement.types.told import Told

READ_ONLY = {
    "Account": Fact(
        "with a connector the fields of prospect accounts are read-only in Account Engagement", "HELP: Prospect Account Considerations"
    ),
    "Opportunity": Fact("opportunities are read-only in Account Engagement", "third parties", certain=False),
}
BY_NAME = Fact("one field there is mapped by API name to leads and contacts, and capitals do not matter", "HELP: Map Custom Fields")
ONCE = Fact("a field that is mapped is not offered again", "HELP: Map Custom Fields")


def findings(told: Sequence[Told]) -> Iterator[Finding]:
    """Of one unit."""
    prospects = [one for one in told if MAPPED[one.side.object] == "prospect"]
    yield from _apart(prospects)
    yield from _twice(told)


def values_of(one: Told) -> tuple[str, ...]:
    """The values that Salesforce offers in a field."""
    return offered(one.catalog.org, one.side.object, one.side.name) or ()


def _apart(told: Sequence[Told]) -> Iterator[Finding]:
    """Custom fields of one API name that are to be two fields there."""
    first: dict[str, Told] = {}
    for one in told:
        name = one.side.there.name
        if name is None or not one.side.name.endswith("__c"):
            continue
        other = first.setdefault(one.side.name.casefold(), one)
        there = other.side.there.name
        if other.side.path != one.side.path and there is not None and there.casefold() != name.casefold():
            message = f"`{other.side.path}` and `{one.side.path}` are to be `{there}` and `{name}` in `{one.where}`: {BY_NAME.says}"
            related = ((one.at("field"), "the other one"),)
            yield rules.MAPPED_APART(other.at("field"), message, help="give both the same name there, or hide one", related=related)


def _twice(told: Sequence[Told]) -> Iterator[Finding]:
    """Two fields of one object that are to be one there, and one field that is to be two."""
    of_field: dict[str, Told] = {}
    of_name: dict[tuple[str, str], Told] = {}
    for one in told:
        name = one.side.there.name
        if name is None:
            continue
        same = of_field.setdefault(one.side.path, one)
        there = same.side.there.name
        if same is not one and there is not None and there.casefold() != name.casefold():
            message = f"`{one.side.path}` is to be `{there}` and `{name}` in `{one.where}`: {ONCE.says}"
            yield rules.MAPPED_TWICE(one.at("field"), message, help="keep one of the two", related=((same.at("field"), "here"),))
        twin = of_name.setdefault((one.side.object, name.casefold()), one)
        if twin.side.path != one.side.path:
            message = f"`{twin.side.path}` and `{one.side.path}` are both to be `{name}` in `{one.where}`, which maps one field of an object to it"
            yield rules.MAPPED_TWICE(one.at("field"), message, help="give each a field of its own", related=((twin.at("field"), "here"),))

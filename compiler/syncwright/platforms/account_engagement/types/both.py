"""Everything that is to be said of an Account Engagement connector's two sides, for people to read."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.crossing import BothSides, ObjectCrossing
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.connection import freshness
from syncwright.platforms.account_engagement.connection.objects import CUSTOM, OBJECTS
from syncwright.platforms.account_engagement.types import limits
from syncwright.platforms.account_engagement.types.counterparts import ALIKE, CHECKBOX, FORMULA, PHONE, PICKLIST
from syncwright.platforms.account_engagement.types.crossings import crossings
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Direction

_WAYS: dict[str, Direction] = {"both": "two-way", "from-salesforce": "from-salesforce", "to-salesforce": "to-salesforce"}
_NOTES = (
    freshness.CADENCE,
    FORMULA,
    CHECKBOX,
    PICKLIST,
    PHONE,
    limits.DEFAULT_TEXT,
    limits.CUSTOM_TEXT,
    limits.TEXTAREA,
    limits.USERS,
    limits.FILLS,
    limits.KEEPS,
    ALIKE,
)
_NOT_DOCUMENTED = (
    "how long a value is that any other type than Text and Textarea holds, and how many digits a Number has",
    "what the sync makes of a text that is longer than its field there: an import cuts it off",
    "whether a Date keeps a time of day",
    "which types the default fields have",
    "how several values are joined where a Checkbox or a Multi-Select goes to a text of Salesforce",
    "what a blank does where the most recent value wins",
    "which fields of campaigns, their members and custom objects sync: nobody maps them one by one",
    "how many custom fields and custom objects each edition takes",
)


def both_sides(catalog: Catalog, connector: Named[ConnectorSpec]) -> BothSides:
    """Objects, the fields of prospects, accounts and opportunities, and what is known of all."""
    synced = [name for name, one in catalog.objects.items() if one.syncs(connector.name)]
    told = crossings(catalog, connector)
    return BothSides(
        "Account Engagement",
        tuple(_objects(synced)),
        tuple(sorted(told, key=lambda one: (one.object, one.key, one.field, one.connector))),
        (),
        (),
        _NOTES,
        _NOT_DOCUMENTED,
    )


def _objects(names: Sequence[str]) -> Iterator[ObjectCrossing]:
    known = {one.object: one for one in OBJECTS}
    for name in names:
        if name in known:
            one = known[name]
            wins = "salesforce" if one.way == "from-salesforce" else None
            yield ObjectCrossing(name, f"object/{name}", _WAYS[one.way], wins, f"{one.there}: {_sure(one.says)}", one.says.source)
    if any(name.endswith("__c") for name in names):
        yield ObjectCrossing("custom objects", None, "from-salesforce", None, _sure(CUSTOM), CUSTOM.source)


def _sure(fact: Fact) -> str:
    return fact.worded(fact.says)

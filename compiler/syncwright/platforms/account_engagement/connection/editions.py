"""What the editions of Account Engagement have, as far as somebody wrote it down. Knows no connector."""

from collections.abc import Iterator

from syncwright.facts import Fact
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection import facts
from syncwright.records import Struct

#: From the smallest to the largest.
ORDER = ("growth", "plus", "advanced", "premium")


class Feature(Struct, frozen=True):
    """Something that an edition has: `least` is the smallest one that has it."""

    key: str
    title: str
    least: str
    says: Fact

    def needs_more_than(self, edition: str | None) -> bool:
        """Whether an edition that is said is too small for it."""
        return edition is not None and ORDER.index(edition) < ORDER.index(self.least)


BUSINESS_UNITS = Feature("business_units", "business units", "advanced", facts.UNIT_EDITIONS)
DATA_SHARING = Feature("marketing_data_sharing", "marketing data sharing", "advanced", facts.SHARING_EDITIONS)
#: Plus has them at extra cost, so Plus is not too small for certain.
CUSTOM_OBJECTS = Feature("custom_objects", "custom objects", "plus", facts.OBJECT_EDITIONS)

#: API calls a day of one unit, by "Using the API" of Salesforce Help. The daily number of Growth stands in one page only: another says that Growth has no API.
CALLS_A_DAY = {"growth": 25_000, "plus": 50_000, "advanced": 100_000, "premium": 100_000}
CALLS = Fact("calls of the API a day, for each unit", "Salesforce Help: Using the API")
NO_API_IN_GROWTH = Fact(
    "another page of Salesforce says that the API is there in Plus, Advanced and Premium alone",
    "Trailhead: Pardot API quick look",
    certain=False,
)
AT_ONCE = Fact("at most 5 calls of the API run at once", "Salesforce Help: Using the API")


def calls(edition: str | None) -> str:
    """How many calls of the API a unit has a day, in words."""
    if edition is None:
        return "not known: the edition is not said"
    in_doubt = f"; {NO_API_IN_GROWTH.says}" if edition == "growth" else ""
    return f"{CALLS_A_DAY[edition]:,}; {AT_ONCE.says}{in_doubt}"


def used(spec: AccountEngagementConnector) -> Iterator[Feature]:
    """The features that the words of a connector use. Custom objects stand in other specs."""
    if len(spec.business_units) > 1:
        yield BUSINESS_UNITS
    if spec.marketing_data_sharing:
        yield DATA_SHARING

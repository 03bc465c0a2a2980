"""The fields that every prospect has, and the fields of Salesforce that they are mapped to from the start. Tables only; knows no catalog.

Sources: HELP = Salesforce Help, "Default Prospect Field Mapping", whose table was read up to the assigned user; names of the API are those of the
prospect in version 5. The rest is what third parties list, or was taken for each other by its name, and is marked so.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from syncwright.facts import Fact
from syncwright.records import Struct

Wins = Literal["salesforce", "account_engagement"]

HELP = "HELP: Default Prospect Field Mapping"
MAPPED = Fact("mapped to each other when the connector is verified", HELP)
OPTED_OUT = Fact("mapped to each other from the start", "third parties' lists of default prospect fields", certain=False)
BY_NAME = Fact("taken for each other by their names: the part of the page that lists it was not read", "an assumption", certain=False)
EMAIL = Fact("mapped to each other; it can be edited where several prospects may have one address", HELP)
COMPANY = Fact(
    "mapped to each other; of a contact it comes from the account, and nothing in Account Engagement overrides it",
    "HELP: Prospect Account Considerations",
)
PROPRIETARY = Fact("Account Engagement is its source, Salesforce's field is read-only, and it cannot be mapped to another", HELP)
OWNER = Fact("Salesforce is its source; it can neither be changed to Account Engagement nor mapped to another", HELP)


class DefaultField(Struct, frozen=True):
    """One of them. `salesforce`: the field by object. `wins`: whose value is kept, where that cannot be changed."""

    name: str
    label: str | None
    salesforce: Mapping[str, str]
    fact: Fact
    wins: Wins | None = None

    @property
    def locked(self) -> bool:
        """Whether neither its mapping nor what wins can be changed."""
        return self.wins is not None


def _both(name: str, label: str | None, field: str, fact: Fact, wins: Wins | None = None) -> DefaultField:
    return DefaultField(name, label, {"Lead": field, "Contact": field}, fact, wins)


def _address(name: str, part: str) -> DefaultField:
    return DefaultField(name, None, {"Lead": part, "Contact": f"Mailing{part}"}, BY_NAME)


#: Every one of them that has a field in Salesforce.
FIELDS = (
    _both("firstName", "First Name", "FirstName", MAPPED),
    _both("lastName", "Last Name", "LastName", MAPPED),
    _both("email", "Email", "Email", EMAIL),
    DefaultField("company", "Company", {"Lead": "Company"}, COMPANY),
    _both("campaignId", "Campaign", "pi__campaign__c", PROPRIETARY, "account_engagement"),
    _both("score", "Score", "pi__score__c", PROPRIETARY, "account_engagement"),
    _both("grade", "Grade", "pi__grade__c", PROPRIETARY, "account_engagement"),
    _both("assignedToId", "Assigned User", "OwnerId", OWNER, "salesforce"),
    _both("optedOut", "Opted Out", "HasOptedOutOfEmail", OPTED_OUT),
    _both("isEmailHardBounced", None, "pi__pardot_hard_bounced__c", BY_NAME),
    _both("comments", None, "pi__comments__c", BY_NAME),
    _both("notes", None, "pi__notes__c", BY_NAME),
    _both("salutation", None, "Salutation", BY_NAME),
    _both("jobTitle", None, "Title", BY_NAME),
    DefaultField("department", None, {"Contact": "Department"}, BY_NAME),
    _both("phone", None, "Phone", BY_NAME),
    _both("fax", None, "Fax", BY_NAME),
    DefaultField("website", None, {"Lead": "Website"}, BY_NAME),
    _both("source", None, "LeadSource", BY_NAME),
    DefaultField("industry", None, {"Lead": "Industry"}, BY_NAME),
    DefaultField("annualRevenue", None, {"Lead": "AnnualRevenue"}, BY_NAME),
    DefaultField("employees", None, {"Lead": "NumberOfEmployees"}, BY_NAME),
    _address("addressOne", "Street"),
    _address("city", "City"),
    _address("state", "State"),
    _address("zip", "PostalCode"),
    _address("country", "Country"),
    _both("isDoNotCall", None, "DoNotCall", BY_NAME),
)

#: Those that have none from the start: of the first a third party says so, and the others have no standard field of their name.
UNMAPPED: Mapping[str, Fact] = {
    "isDoNotEmail": Fact("mapped to nothing from the start", "third parties' articles on Do Not Email", certain=False),
    "addressTwo": BY_NAME,
    "territory": BY_NAME,
    "yearsInBusiness": BY_NAME,
}

BY_NAME_THERE: Mapping[str, DefaultField] = {one.name: one for one in FIELDS}


def _of_salesforce() -> Iterator[tuple[tuple[str, str], DefaultField]]:
    for one in FIELDS:
        yield from (((owner, name), one) for owner, name in one.salesforce.items())


BY_FIELD: Mapping[tuple[str, str], DefaultField] = dict(_of_salesforce())
#: Names in the API of all fields that every prospect has.
NAMES = frozenset({*BY_NAME_THERE, *UNMAPPED})

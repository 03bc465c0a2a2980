"""Syncing with person accounts: a switch of the connector by one page of Salesforce, and Support's by another. Nobody documents a way back."""

from syncwright.platforms.account_engagement.connection.creation import PERSON_ACCOUNTS_BY_SUPPORT
from syncwright.platforms.account_engagement.facts import CREATES_ACCOUNTS
from syncwright.platforms.account_engagement.support import facts
from syncwright.platforms.account_engagement.support.request import Query, Request
from syncwright.platforms.account_engagement.units import Unit

NAME = "person-accounts"
_MENU = ("Account Engagement Settings", "Connectors", "Salesforce connector", "Edit Settings")
_SYNC, _CREATE = "Sync Prospects with Person Accounts", "Create Person Accounts Instead of Leads"
_OPEN = (
    "whether this can be taken back",
    "what becomes of prospects whose lead was converted to a person account before",
)


def request(unit: Unit) -> Request | None:
    """None where the specs leave person accounts out."""
    how = unit.connector.spec.person_accounts
    if how == "off":
        return None
    creates = how == "create_as_person_account"
    return Request(
        NAME,
        "Person accounts",
        f"The specs say that `{unit.address}` syncs with person accounts, and that prospects become {'person accounts' if creates else 'leads'}.",
        f"connector/{unit.connector.name}#person_accounts",
        (
            facts.LOST_AT_CONVERSION,
            *((facts.WITHOUT_LEADS, CREATES_ACCOUNTS) if creates else (facts.WITH_LEADS,)),
            facts.TWO_RECORDS,
            PERSON_ACCOUNTS_BY_SUPPORT,
            facts.A_SWITCH,
            facts.NOT_TAKEN_BACK,
        ),
        (
            "Please enable person account syncing for this business unit"
            + (", with person accounts made instead of leads." if creates else ", with leads made as before."),
        ),
        "a converted lead's prospect shows the person account as its record, and no lead is made anew",
        _MENU,
        tuple(_boxes(creates)),
        (
            "Both are Salesforce's own pages, and they differ: where the boxes are there, set them; else send the request.",
            "Somebody who may decide it has decided it: a way back is not documented.",
            *(("See that the connector's user creates accounts: its permission set is deployed and assigned.",) if creates else ()),
        ),
        (
            Query(
                "Person accounts that are there. Each is two records in Account Engagement.",
                "SELECT COUNT() FROM Account WHERE IsPersonAccount = true",
            ),
        ),
        ("Convert a test lead with a prospect to a person account while the connector is paused, and sync the prospect by hand.",),
        _OPEN,
    )


def _boxes(creates: bool) -> list[tuple[str, str]]:
    both = [(_SYNC, "ticked, Enable"), (_CREATE, "ticked"), ("Default person account record type", "chosen")]
    return both if creates else both[:1]

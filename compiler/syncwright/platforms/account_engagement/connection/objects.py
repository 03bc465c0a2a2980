"""Which objects sync which way, each with its source. What no page says is marked as not certain."""

from typing import Literal

from syncwright.facts import Fact
from syncwright.records import Struct

Way = Literal["both", "from-salesforce", "to-salesforce"]


class SyncedObject(Struct, frozen=True):
    """One object of Salesforce and what it is on the other side. `paused`: whether it moves while the connector is paused."""

    object: str
    there: str
    way: Way
    says: Fact
    paused: bool = False


PREREQUISITES = "Salesforce Help: prerequisites for prospects to sync"
ACCOUNTS = "Salesforce Help: considerations for prospect accounts"
PLANNING = "Trailhead: Plan your Pardot and Salesforce integration"

OBJECTS = (
    SyncedObject(
        "Lead", "Prospect", "both", Fact("field by field, by each field's sync behaviour; one lead is one prospect", PREREQUISITES)
    ),
    SyncedObject("Contact", "Prospect", "both", Fact("the company comes from the account, and nothing overrides it", ACCOUNTS)),
    SyncedObject(
        "Account",
        "Prospect Account",
        "from-salesforce",
        Fact(
            "read-only there; it needs a prospect that syncs with one of its contacts, and is brought up to date apart from prospects; standard "
            "fields are mapped by themselves, custom ones by hand",
            ACCOUNTS,
        ),
    ),
    SyncedObject(
        "Opportunity",
        "Opportunity",
        "from-salesforce",
        Fact(
            "it needs a contact role of a contact that syncs; one of an account alone does not sync",
            "third parties' articles",
            certain=False,
        ),
    ),
    SyncedObject(
        "Campaign",
        "Campaign",
        "from-salesforce",
        Fact(
            "with Connected Campaigns, Salesforce's campaigns are the primary ones, and the API cannot change them",
            "Account Engagement API guide: Salesforce endpoints",
        ),
        paused=True,
    ),
    SyncedObject(
        "CampaignMember",
        "membership of a campaign",
        "to-salesforce",
        Fact(
            "the connector's user creates, reads and edits members; nothing says the direction in detail",
            "Salesforce Help: Add permissions to the connector user",
            certain=False,
        ),
    ),
    SyncedObject(
        "User",
        "User",
        "from-salesforce",
        Fact("User Sync has Salesforce as its source", "Salesforce Help: User Sync Basics"),
        paused=True,
    ),
    SyncedObject(
        "Task",
        "e-mails",
        "to-salesforce",
        Fact("e-mails are written as tasks, by a setting; other activities are only shown", "a third party's notes", certain=False),
    ),
)
#: Of any custom object.
CUSTOM = Fact("custom objects come from Salesforce and are read in automation", "nowhere documented in what was read", certain=False)
PERSON_ACCOUNT = Fact(
    "a person account is a prospect and a prospect account, once Support has enabled it", "Salesforce Help, article 000383961"
)

# ------------------------------------------------------------------ while the connector is paused

STILL = Fact("while the connector is paused no record syncs; users, campaigns and metadata still do", PLANNING)
BY_HAND = Fact(
    "while it is paused a prospect still syncs by hand: `Sync with CRM` on the prospect, `Send to Account Engagement` on the lead or contact",
    "Salesforce Help: Considerations for Using the Salesforce Connector",
)


def moves_while_paused() -> tuple[str, ...]:
    """What moves although the connector is paused, as sentences with their sources."""
    named = ", ".join(one.object for one in OBJECTS if one.paused)
    return (f"{_upper(STILL)} Of the objects here that is {named}.", _upper(BY_HAND))


def _upper(fact: Fact) -> str:
    return f"{fact.says[:1].upper()}{fact.says[1:]} ({fact.source})."

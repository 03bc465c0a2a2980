"""What makes, matches, changes, merges and deletes prospects and records, by the settings of the connector, each with its source."""

from collections.abc import Iterator

from syncwright.facts import Fact
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection import facts
from syncwright.platforms.account_engagement.connection.facts import (
    ASSIGNMENT,
    CONSIDERATIONS,
    MERGING,
    PERSON_ACCOUNTS,
    SAME_EMAIL,
    SETTINGS,
)
from syncwright.records import Struct


class Setting(Struct, frozen=True):
    """A setting of the connector that people tick. `label`: as the page has it. `says`: what it does."""

    key: str
    label: str
    says: Fact


#: In the order of the vendor's page. The order and wording in the app may be newer.
SETTINGS_OF_CONNECTOR = (
    Setting(
        "create_prospects",
        "Automatically create prospects in Pardot if they're created as a Lead or Contact in Salesforce",
        Fact("a new lead or contact becomes a prospect if its e-mail address is on none yet; earlier ones do not", SETTINGS),
    ),
    Setting(
        "default_campaign",
        "Default campaign",
        Fact("prospects made from leads and contacts get this campaign", "help.pardot.com, article 2128368 of 2016"),
    ),
    Setting(
        "change_emails",
        "Automatically change email addresses in Pardot to reflect changes in Salesforce",
        Fact("where it is off, a prospect whose record gets another address stops to sync, and later makes another record", SETTINGS),
    ),
    Setting(
        "match_users",
        "Automatically match Salesforce users to users",
        Fact("users of both sides that have one e-mail address are matched", SETTINGS),
    ),
    Setting(
        "delete_and_merge",
        "Automatically delete or merge prospects if the corresponding records in Salesforce are deleted or merged",
        Fact("what is deleted or merged from then on in Salesforce is deleted or merged here", SETTINGS),
    ),
)

MERGE_NEEDS_EMAILS = Fact("deleting and merging needs changed addresses to be taken over", SETTINGS)
NOT_WITH_SAME_EMAIL = Fact("changing e-mail addresses is no setting where several prospects may have one address", SETTINGS)
MERGE_ALWAYS_ON = Fact("where several prospects may have one address, deleting and merging is always on", SAME_EMAIL)
MATCH_BY_ID = Fact("where several prospects may have one address, records are matched by CRM id both ways", SAME_EMAIL)
FIRST_OF_SEVERAL = Fact("a prospect without a CRM id takes the first record of its address", SAME_EMAIL)
MATCH_BY_EMAIL = Fact(
    "records are matched by e-mail address, where each prospect has one of its own", "Salesforce Help: prerequisites for prospects to sync"
)
#: Salesforce's own pages differ: the general one is followed, as the other is about accounts without several prospects of one address.
UNASSIGNED = Fact("an unassigned prospect updates the record it matches, and never makes one", CONSIDERATIONS)
ASSIGNED = Fact("a prospect makes a record once it is assigned, if none matches", "Salesforce Help: prerequisites for prospects to sync")
CREATES_LEADS = Fact(
    "what is made is a lead; Support switches it to a contact or a person account",
    "a third party's article; for person accounts Salesforce Help too",
    certain=False,
)
PERSON_ACCOUNTS_BY_SUPPORT = Fact("the sync of person accounts is switched on by Support", CONSIDERATIONS)
PERSON_ACCOUNTS_OFF = Fact(
    "without it, leads are made of prospects whose person is an account, are lost when they are converted, and made again", PERSON_ACCOUNTS
)
QUEUE = Fact("a queue takes no prospect that has an owner, and is not for a connector with reverse syncing", ASSIGNMENT)
RULE = Fact("the active assignment rule gets the record without an owner and hands it back with one; it reassigns nobody", ASSIGNMENT)
IMPORTS = Fact("who is imported syncs; whoever is not assigned makes no record where no address matches", CONSIDERATIONS)
DELETED = Fact("a prospect whose record is deleted is archived and marked `[[crm_deleted]]`; undeleting brings it back", MERGING)
MERGED = Fact("of merged records the primary keeps its prospect, and the other prospect goes to the recycle bin", MERGING)
MAILABILITY = Fact(
    "since Summer '21 an upgrade of mailability parts Do Not Email from the opt-out; a unit with the former sync changes its connector's settings for it",
    facts.MAILABILITY,
)


def matching(same_email_prospects: bool) -> str:
    """What records are matched by: `crm_id` or `email`."""
    return "crm_id" if same_email_prospects else "email"


def told(spec: AccountEngagementConnector) -> Iterator[Fact]:
    """What becomes of prospects and records, as a connector is set."""
    if spec.same_email_prospects:
        yield from (MATCH_BY_ID, FIRST_OF_SEVERAL, MERGE_ALWAYS_ON)
    else:
        yield MATCH_BY_EMAIL
    yield from (ASSIGNED, UNASSIGNED, CREATES_LEADS, IMPORTS, DELETED, MERGED, MAILABILITY)

"""What the connector, its units, its user and its people cannot be as their specs say. What looks for it is imported where there is something to look at."""

from collections.abc import Iterator
from importlib import import_module

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Check, Finding, Rule
from syncwright.platforms.account_engagement.units import connectors

PAGES = "syncwright.platforms.account_engagement.pages"

#: Trailhead: somebody watches the queue, else records and fields are not synced and nobody knows.
NOBODY_WATCHES = Rule("AEN814", "nobody-watches-errors", "error", PAGES)
#: Seven days are ours; the source says only that somebody watches.
WATCHED_RARELY = Rule("AEN815", "errors-watched-rarely", "warning", PAGES)
#: Third parties and an article of Salesforce Help: no pause, no integration user, no data sharing.
OLD_VERSION = Rule("AEN816", "connector-of-version-1", "warning", PAGES)
#: Salesforce Help, article 001728600, and error 234 of the API.
NEEDS_VERSION_2 = Rule("AEN817", "needs-version-2", "error", PAGES)
#: Salesforce Help: Account Engagement Business Units; Configure Marketing Data Sharing Rules.
EDITION_TOO_SMALL = Rule("AEN818", "edition-too-small", "warning", PAGES)
#: Third parties name 25; no page of Salesforce that was read does.
TOO_MANY_UNITS = Rule("AEN819", "too-many-units", "warning", PAGES)
#: Salesforce Help: Considerations for Using the Salesforce Connector.
ONE_UNIT_TWICE = Rule("AEN820", "one-unit-twice", "error", PAGES)
#: Trailhead, and Salesforce Help: Account Engagement Integration User.
INTEGRATION_USER_SHARED = Rule("AEN821", "integration-user-shared", "error", PAGES)
#: What the connector writes is attributed to its user, so that two that share one cannot be told apart.
CONNECTOR_USER_SHARED = Rule("AEN822", "connector-user-shared", "warning", PAGES)
#: Salesforce Help: Account Engagement Integration User.
NOT_THE_INTEGRATION_USER = Rule("AEN823", "not-the-integration-user", "error", PAGES)
#: Salesforce Help, article 000383961.
PERSON_ACCOUNTS_OFF = Rule("AEN824", "person-accounts-off", "warning", PAGES)
#: Third parties on whom records fall to, and Salesforce Help on users that are not mapped.
USERS_NOT_MAPPED = Rule("AEN825", "users-not-mapped", "warning", PAGES)
#: Salesforce Help: Create Account Engagement Users.
USER_IN_TWO_UNITS = Rule("AEN826", "user-in-two-units", "error", PAGES)
#: Trailhead: a partner is recommended.
UNITS_WITHOUT_PARTNER = Rule("AEN827", "units-without-partner", "warning", PAGES)
#: Salesforce Help: Salesforce Connector Settings, and considerations for prospects of one address.
SETTING_DOES_NOT_FIT = Rule("AEN828", "setting-does-not-fit", "warning", PAGES)
#: What the connector writes is attributed to its user, and a password that somebody changes stops it. Advice, and no page of Salesforce's.
USER_OF_PEOPLE = Rule("AEN829", "connector-user-of-people", "warning", PAGES)
#: pardot.com, on the sync queue: it grows as long as workflows or mass updates touch records that sync.
TOUCHED_ON_A_SCHEDULE = Rule("AEN887", "records-touched-on-a-schedule", "warning", PAGES)

#: Module of this room, and function in it, that looks for each.
_LOOKS = {
    NOBODY_WATCHES: "operation.watched",
    WATCHED_RARELY: "operation.rarely",
    OLD_VERSION: "allowed.old",
    NEEDS_VERSION_2: "allowed.version",
    EDITION_TOO_SMALL: "allowed.edition",
    TOO_MANY_UNITS: "allowed.many",
    ONE_UNIT_TWICE: "allowed.twice",
    INTEGRATION_USER_SHARED: "identity.integration",
    CONNECTOR_USER_SHARED: "identity.own",
    NOT_THE_INTEGRATION_USER: "identity.another",
    PERSON_ACCOUNTS_OFF: "person_accounts.off",
    USERS_NOT_MAPPED: "users.unmapped",
    USER_IN_TWO_UNITS: "users.in_two",
    UNITS_WITHOUT_PARTNER: "allowed.partner",
    SETTING_DOES_NOT_FIT: "settled.fit",
    USER_OF_PEOPLE: "identity.people",
    TOUCHED_ON_A_SCHEDULE: "queue.scheduled",
}
RULES = tuple(_LOOKS)


def _late(path: str) -> Check:
    """A check that is imported when an estate has something to look at: start-up time."""
    module, _, name = path.partition(".")

    def check(catalog: Catalog) -> Iterator[Finding]:
        if _here(catalog):
            yield from getattr(import_module(f"{__package__}.{module}"), name)(catalog)

    return check


def _here(catalog: Catalog) -> bool:
    """Whether there is a connector, or a user that only Account Engagement may have."""
    return next(connectors(catalog), None) is not None or any(one.spec.kind != "user" for one in catalog.users.values())


for _rule, _path in _LOOKS.items():
    _rule.check(_late(_path))

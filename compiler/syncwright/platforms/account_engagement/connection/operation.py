"""Who watches the sync errors of a connector, and how often. Other platforms ask for it as well as they can; here it is asked for always."""

from collections.abc import Iterator
from datetime import date, timedelta

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding
from syncwright.durations import ends
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection import facts
from syncwright.platforms.account_engagement.connection.rules import NOBODY_WATCHES, WATCHED_RARELY
from syncwright.platforms.account_engagement.units import connectors

_LONGEST = timedelta(days=7)
#: Any day: a length of time is measured from it.
_FROM = date(2024, 1, 1)


def watched(catalog: Catalog) -> Iterator[Finding]:
    """Connectors whose errors nobody watches."""
    for one in connectors(catalog):
        operations = one.spec.operations
        if operations is None:
            message = f"nobody watches the sync errors of `{one.name}`: {facts.WATCHED.says}"
            help_ = "say `operations: {errors_owner: ..., deputy: ..., review_every: 2 days}`, with owners of the estate"
            yield NOBODY_WATCHES(one.at("connector"), message, help=help_)
        elif _is_a_user(catalog, one, operations.errors_owner):
            message = f"`{operations.errors_owner}`, who watches the sync errors of `{one.name}`, is the user that it works through, and reads no mail"
            yield NOBODY_WATCHES(one.at("operations", "errors_owner"), message, help="name a team of people")


def _is_a_user(catalog: Catalog, one: Named[AccountEngagementConnector], owner: str) -> bool:
    """Whether an owner is a sync user: by its name, or by an address that is the user's."""
    if owner == one.spec.sync_user:
        return True
    known = catalog.estate.spec.owners.get(owner)
    place = catalog.environment.spec.users.get(one.spec.sync_user)
    contact = known.contact.casefold() if known is not None else ""
    return contact.startswith("b2bmaintegration@") or (place is not None and contact == place.username.casefold())


def rarely(catalog: Catalog) -> Iterator[Finding]:
    """Errors that are looked at less than once a week."""
    for one in connectors(catalog):
        said = one.spec.operations
        if said is not None and ends(_FROM, said.review_every) - _FROM > _LONGEST:
            message = f"the sync errors of `{one.name}` are looked at every {said.review_every}, and until then what failed stays as it was"
            yield WATCHED_RARELY(one.at("operations", "review_every"), message, help="look at least once a week")

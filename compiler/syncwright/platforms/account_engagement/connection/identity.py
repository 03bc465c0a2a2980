"""Whose user the connector works through: the integration user is Account Engagement's alone, and a user of your own is nobody else's."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection import facts
from syncwright.platforms.account_engagement.connection.rules import (
    CONNECTOR_USER_SHARED,
    INTEGRATION_USER_SHARED,
    NOT_THE_INTEGRATION_USER,
    USER_OF_PEOPLE,
)
from syncwright.platforms.account_engagement.units import connectors
from syncwright.platforms.account_engagement.wants import INTEGRATION
from syncwright.spec.compiled import ConnectorSpec, SyncUserSpec

#: How the user name of the integration user begins. A sandbox may add something at its end.
NAME = "b2bmaintegration@"


def integration(catalog: Catalog) -> Iterator[Finding]:
    """Other platforms that work through the integration user."""
    for one in catalog.connectors.values():
        user = catalog.users.get(one.spec.sync_user)
        if user is not None and user.spec.kind == INTEGRATION and not isinstance(one.spec, AccountEngagementConnector):
            message = f"`{one.name}` works through `{user.name}`, the integration user: {facts.ONLY_IT.says}"
            related = ((user.at("kind"), "the integration user"),)
            yield INTEGRATION_USER_SHARED(one.at("sync_user"), message, help=f"give `{one.name}` a user of its own", related=related)


def own(catalog: Catalog) -> Iterator[Finding]:
    """A user of a connector's own that another one has, too."""
    for one in connectors(catalog):
        user = catalog.users.get(one.spec.sync_user)
        if user is not None and user.spec.kind != INTEGRATION:
            for other in _beside(catalog, one, user):
                message = f"`{other.name}` works through `{user.name}`, as `{one.name}` does: what either writes is attributed to one user"
                help_ = "give each a user of its own, so that what one of them changes is told apart and a lock-out stops one alone"
                yield CONNECTOR_USER_SHARED(one.at("sync_user"), message, help=help_, related=((other.at("sync_user"), "here too"),))


def _beside(catalog: Catalog, one: Named[AccountEngagementConnector], user: Named[SyncUserSpec]) -> Iterator[Named[ConnectorSpec]]:
    """Other connectors of the same user; of two of this platform the later one is told of."""
    for other in catalog.connectors.values():
        if other.spec.sync_user == user.name and (not isinstance(other.spec, AccountEngagementConnector) or other.name > one.name):
            yield other


def another(catalog: Catalog) -> Iterator[Finding]:
    """Users that cannot be the integration user."""
    for user in catalog.users.values():
        if user.spec.kind == INTEGRATION:
            yield from _as_somebody(catalog, user)


def _as_somebody(catalog: Catalog, user: Named[SyncUserSpec]) -> Iterator[Finding]:
    named = catalog.environment.spec.users.get(user.name)
    if named is not None and not named.username.casefold().startswith(NAME):
        message = f"`{user.name}` is the integration user, and here its user name is `{named.username}`: it is `{NAME}` and the org's id"
        help_ = "leave the user name out, or say `kind: user` of a user of your own"
        yield NOT_THE_INTEGRATION_USER(catalog.environment.at("users", user.name, "username"), message, help=help_)
    if user.spec.license is not None and user.spec.license != facts.PROFILE:
        message = f"`{user.name}` is the integration user, and has the licence {user.spec.license}: {facts.NO_LICENCE.says}"
        yield NOT_THE_INTEGRATION_USER(user.at("license"), message, help="take it out, or say `kind: user` of a user of your own")
    profile = user.spec.profile if user.spec.profile is None or isinstance(user.spec.profile, str) else user.spec.profile.name
    if profile is not None and profile != facts.PROFILE:
        message = f"`{user.name}` is the integration user, and has the profile {profile}: it is provisioned with {facts.PROFILE}"
        yield NOT_THE_INTEGRATION_USER(user.at("profile"), message, help="take it out, or say `kind: user` of a user of your own")


def people(catalog: Catalog) -> Iterator[Finding]:
    """Users of a connector's own that log in by the address of people."""
    teams = {one.contact.casefold(): name for name, one in catalog.estate.spec.owners.items()}
    for one in connectors(catalog):
        user = catalog.users.get(one.spec.sync_user)
        place = catalog.environment.spec.users.get(one.spec.sync_user)
        if user is None or user.spec.kind == INTEGRATION or place is None:
            continue
        team = teams.get(place.username.casefold())
        if team is not None:
            message = f"`{user.name}`, through which `{one.name}` works, logs in as `{place.username}`, the address of `{team}`: what people and what the connector change is told apart no more"
            related = ((catalog.estate.at("owners", team, "contact"), "the same address"),)
            where = catalog.environment.at("users", user.name, "username")
            yield USER_OF_PEOPLE(where, message, help="use the integration user, or a user that nobody else logs in as", related=related)

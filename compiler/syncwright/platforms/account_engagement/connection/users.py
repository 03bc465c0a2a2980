"""Which users of Salesforce are users of a unit: nobody in two units, and somebody at all."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.platforms.account_engagement.compiled import UserSync
from syncwright.platforms.account_engagement.connection import facts
from syncwright.platforms.account_engagement.connection.rules import USER_IN_TWO_UNITS, USERS_NOT_MAPPED
from syncwright.platforms.account_engagement.settings import place, settings, user_sync
from syncwright.platforms.account_engagement.units import Unit, units

#: What assigns users to a unit, with how people call one of them.
WHO = {
    "public_groups": "the public group",
    "roles": "the role",
    "roles_and_subordinates": "the role and its subordinates",
    "users": "the user",
}


def assigned(sync: UserSync) -> Iterator[tuple[str, str]]:
    """Each group, role and user that is assigned, with the key that says it."""
    for key in WHO:
        for name in getattr(sync, key):
            yield key, name


def mapped(unit: Unit) -> bool:
    """Whether anything connects the users of both sides."""
    return next(assigned(user_sync(unit)), None) is not None or settings(unit).match_users is True


def unmapped(catalog: Catalog) -> Iterator[Finding]:
    """Units whose users are nobody in Salesforce."""
    for unit in units(catalog):
        if not mapped(unit):
            message = f"no user of `{unit.address}` is connected with one of Salesforce: {facts.TO_CONNECTOR_USER.worded(facts.TO_CONNECTOR_USER.says)}"
            help_ = "say in `user_sync` who is a user and in which role, or `match_users: true` in `settings`"
            yield USERS_NOT_MAPPED(unit.connector.at(*unit.keys), message, help=help_)


def in_two(catalog: Catalog) -> Iterator[Finding]:
    """Users, groups and roles of two units."""
    first: dict[tuple[str, str], Unit] = {}
    for unit in units(catalog):
        for key, name in assigned(user_sync(unit)):
            other = first.setdefault((_same(key), name.casefold()), unit)
            if other is not unit:
                whose = "has its members" if key == "public_groups" else "has it"
                message = (
                    f"{WHO[key]} `{name}` is assigned to `{unit.address}`, and `{other.address}` {whose}, too: {facts.UNIQUE_EMAIL.says}"
                )
                related = ((place(other, "user_sync", key), "here"),)
                help_ = "assign each person to one unit alone, as far as Account Engagement goes"
                yield USER_IN_TWO_UNITS(place(unit, "user_sync", key), message, help=help_, related=related)


def _same(key: str) -> str:
    """A role has its users with and without its subordinates."""
    return "roles" if key == "roles_and_subordinates" else key

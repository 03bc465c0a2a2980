"""Which users have what, as plans need it: the users behind each resource, and what the specs say that a user is to have."""

from collections.abc import Collection, Iterator

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.platform import Users
from syncwright.platforms.salesforce.naming import (
    GROUP,
    MUTING_SET,
    PROFILE,
    SET,
    User,
    own_group,
    own_muting_set,
    own_set,
    plain,
    profile_name,
)
from syncwright.platforms.salesforce.types import ASSIGNED, ASSIGNMENTS, FLAGS, LICENSES
from syncwright.resource import Resource
from syncwright.want import Reason

#: What is assigned is called so.
TITLES = {SET: "permission set", GROUP: "permission set group"}

#: The flag of the user record that lets somebody work with campaigns: it is no permission. DOC: User in the Object Reference.
MARKETING_USER = "UserPermissionsMarketingUser"

#: User licences that need a permission set licence before they can take a permission set.
LICENCE_NEEDS = {"Salesforce Integration": "Salesforce API Integration"}
LICENCE_FACT = Fact(
    "a user with the licence Salesforce Integration needs the permission set licence Salesforce API Integration",
    "goravseth.com/salesforce-integration-user, lietzau-consulting.de 2023/04",
    certain=False,
)


def users(catalog: Catalog, addresses: Collection[str]) -> Users:
    """The sync users that have what each of these resources gives, or lose what it takes."""
    found: dict[str, list[str]] = {}
    by_profile: dict[str, list[str]] = {}
    for user in catalog.users.values():
        own = [f"{SET}/{own_set(user)}", f"{ASSIGNMENTS}/{user.name}"]
        if user.spec.group:
            own += [f"{GROUP}/{own_group(user)}", f"{MUTING_SET}/{own_muting_set(user)}"]
        for address in (*own, *(f"{kind}/{name}" for name in user.spec.with_ for kind in (SET, GROUP))):
            found.setdefault(address, []).append(user.name)
        if (profile := profile_name(user)) is not None:
            by_profile.setdefault(profile, []).append(user.name)
    wanted = {address: tuple(names) for address, names in found.items() if address in addresses}
    for address in addresses:
        kind, _, name = address.partition("/")
        if kind == PROFILE and plain(name) in by_profile:
            wanted[address] = tuple(by_profile[plain(name)])
    return wanted


def assignments(catalog: Catalog, made: Collection[str]) -> Iterator[Resource]:
    """What each user is to have. Nothing of it is in source files, and what is not assigned has no effect. `made`: addresses."""
    for user in catalog.users.values():
        one = _assignments(catalog, user, made)
        if any(one.attributes.values()):
            yield one


def own(user: User) -> tuple[str, str]:
    """What is made for a user to be assigned: its type and name."""
    return (GROUP, own_group(user)) if user.spec.group else (SET, own_set(user))


def _assignments(catalog: Catalog, user: User, made: Collection[str]) -> Resource:
    """The user's own set or group, those it has besides, the licence that those need, and the flags of its record."""
    key = f"sync_user/{user.name}"
    assigned: dict[str, str] = {}
    because: dict[str, tuple[Reason, ...]] = {}
    kind, name = own(user)
    ours = f"{kind}/{name}" in made
    if ours:
        assigned[name] = TITLES[kind]
        because[name] = (Reason("it is made for this user", key, user.path, ("sync_user",)),)
    for index, other in enumerate(user.spec.with_):
        group = other in catalog.org.people.groups or f"{GROUP}/{other}" in made
        if group or not user.spec.group:  # the user's own group brings its members along
            assigned[other] = TITLES[GROUP if group else SET]
            because[other] = (Reason("the user is said to have it", f"{key}#with", user.path, ("with", index)),)
    attributes: dict[str, dict[str, str]] = {ASSIGNED: assigned}
    reasons = {ASSIGNED: because}
    needed = LICENCE_NEEDS.get(user.spec.license or "")
    if needed is not None:
        words = LICENCE_FACT.worded(LICENCE_FACT.says)
        attributes[LICENSES] = {needed: "yes"}
        reasons[LICENSES] = {needed: (Reason(words, f"{key}#license", user.path, ("license",), added=True),)}
    if user.spec.marketing_user:
        attributes[FLAGS] = {MARKETING_USER: "yes"}
        reasons[FLAGS] = {
            MARKETING_USER: (Reason("the user works with campaigns", f"{key}#marketing_user", user.path, ("marketing_user",)),)
        }
    return Resource(f"{ASSIGNMENTS}/{user.name}", attributes, reasons, depends_on=(f"{kind}/{name}",) if ours else ())

"""What is made for a sync user is called: its permission set, its group and muting set; and how a profile's name stands in a file name."""

import re
from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.facts import NAME_LENGTH
from syncwright.spec.compiled import SyncUserSpec

SET = "salesforce.permission_set"
GROUP = "salesforce.permission_set_group"
MUTING_SET = "salesforce.muting_set"
PROFILE = "salesforce.profile"

User = Named[SyncUserSpec]


def set_name(user: str) -> str:
    """API name of a user's permission set: letters, digits and single underscores, first a letter, at most 80 characters."""
    name = "_".join(word.capitalize() for word in re.split("[-_]", user))
    return (name if name[0].isalpha() else f"User_{name}")[:NAME_LENGTH].rstrip("_")


def own_set(user: User) -> str:
    """What the permission set made for a user is called: as its spec says, or after the user."""
    return user.spec.permission_set.name or set_name(user.name)


def own_group(user: User) -> str:
    """What its permission set group is called."""
    return _with_suffix(own_set(user), "_Group")


def own_muting_set(user: User) -> str:
    """What the muting set of its group is called."""
    return _with_suffix(own_set(user), "_Mute")


def _with_suffix(name: str, suffix: str) -> str:
    return name[: NAME_LENGTH - len(suffix)].rstrip("_") + suffix


def adopted(user: User) -> bool:
    """Whether the user's access was adopted, so that it is kept as it is."""
    return user.spec.preset == "adopted"


def profile_name(user: User) -> str | None:
    """Name of the user's profile as people read it, if the spec says it."""
    said = user.spec.profile
    return None if said is None else plain(said if isinstance(said, str) else said.name)


def manages_profile(user: User) -> bool:
    """Whether the profile is to lose what is hidden from the user."""
    said = user.spec.profile
    return said is not None and not isinstance(said, str) and said.manage


def plain(name: str) -> str:
    """A profile's name as people read it: files, and whoever copies from them, write `Custom%3A Sales`."""
    if "%" not in name:
        return name
    from urllib.parse import unquote

    return unquote(name)


def encoded(name: str) -> str:
    """A profile's name as the Metadata API writes it in files: most signs of ASCII by their code, as in a web address."""
    return re.sub(r"[!-)+,/:-@\[-^`{-~]", lambda sign: f"%{ord(sign[0]):02X}", name)


def taken_names(catalog: Catalog) -> Iterator[Finding]:
    """Users that would get one permission set or group between them, or that have a set of this name already."""
    made: dict[tuple[str, str], User] = {}
    for user in catalog.users.values():
        key = ("permission_set", "name") if user.spec.permission_set.name else ("sync_user",)
        for kind, name in _made_for(user):
            other = made.setdefault((kind, name), user)
            if other is not user:
                message = f"`{user.name}` and `{other.name}` would both get the {kind} `{name}`"
                help_ = "rename one of the two by more than `-` and `_`"
                yield rules.PERMISSION_SET_NAME_TAKEN(user.at(*key), message, help=help_, related=((other.at("sync_user"), "the other"),))
                break
        name = own_set(user)
        if name in user.spec.with_:
            message = f"`{name}` is made for this user, and what is made replaces a permission set of that name"
            help_ = "leave it out here if it is the one; rename the user if it is not"
            yield rules.PERMISSION_SET_NAME_TAKEN(user.at("with", user.spec.with_.index(name)), message, help=help_)


def _made_for(user: User) -> Iterator[tuple[str, str]]:
    yield "permission set", own_set(user)
    if user.spec.group:
        yield "permission set group", own_group(user)
        yield "permission set", own_muting_set(user)

"""Which spec keys are behind the lines of a file: those of the parts of its resource, and of the users that it is made for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.origin import Lines, Part, Rows
from syncwright.platforms.salesforce.metadata import Mark
from syncwright.platforms.salesforce.naming import (
    GROUP,
    MUTING_SET,
    PROFILE,
    SET,
    User,
    manages_profile,
    own_group,
    own_muting_set,
    own_set,
    plain,
    profile_name,
)
from syncwright.resource import Resource

#: What a spec of a user says of a set under `permission_set`, by attribute.
_SAID = {"label": "label", "description": "description", "license": "license", "activation_required": "activation_required"}


def users_of(catalog: Catalog, resource: Resource) -> list[User]:
    """The users that a resource is made for: one, but of a profile all who have it and say `manage`."""
    name = resource.name
    match resource.type:
        case kind if kind == SET:
            return [user for user in catalog.users.values() if own_set(user) == name]
        case kind if kind == GROUP:
            return [user for user in catalog.users.values() if own_group(user) == name]
        case kind if kind == MUTING_SET:
            return [user for user in catalog.users.values() if own_muting_set(user) == name]
        case kind if kind == PROFILE:
            return [user for user in catalog.users.values() if manages_profile(user) and profile_name(user) == plain(name)]
    return []


def behind(catalog: Catalog, resource: Resource) -> tuple[str, ...]:
    """The spec keys behind the whole of a resource: of its users, else of all its parts."""
    users = sorted(f"sync_user/{user.name}" for user in users_of(catalog, resource))
    return tuple(users or resource.spec_keys())


def parts(catalog: Catalog, resource: Resource, marks: Iterable[Mark]) -> Iterator[Part]:
    """Where the lines come from that say parts of the resource."""
    users = users_of(catalog, resource)
    for mark in marks:
        said = resource.attributes.get(mark.attribute, "") if mark.attribute else None
        if said is None:
            yield Lines(mark.lines)
        elif isinstance(said, str):
            reasons = resource.because.get(mark.attribute, {}).get("", ())
            keys = tuple(sorted({reason.key for reason in reasons})) or _of_text(catalog, users, mark.attribute)
            yield Lines(mark.lines, keys, (mark.attribute, ""))
        elif mark.attribute == "object_permissions":
            yield from (
                Lines(mark.lines, _of_row(resource, mark.attribute, name, said[name]), (mark.attribute, name)) for name in mark.names
            )
        else:
            yield from _of_names(resource, mark)


def package_parts(
    members: Sequence[tuple[str, Sequence[str]]], keys: Mapping[tuple[str, str], tuple[str, ...]], of_version: tuple[str, ...]
) -> tuple[Part, ...]:
    """Where the lines of a manifest come from, as `metadata.package` writes it. `keys` are those behind a member, by type and name."""
    found = [Lines(2)]
    for kind, names in members:
        found += [Lines(1), *(Lines(1, keys[kind, name]) for name in names), Lines(2)]
    return (*found, Lines(1, of_version))


def _of_text(catalog: Catalog, users: Sequence[User], attribute: str) -> tuple[str, ...]:
    """What a user's spec says itself, else the user and, for a description that names it, the estate."""
    found = []
    for user in users:
        said = getattr(user.spec.permission_set, _SAID.get(attribute, ""), None)
        found.append(f"sync_user/{user.name}#permission_set.{attribute}" if said else f"sync_user/{user.name}")
        if attribute == "description" and not said:
            found.append(f"estate/{catalog.estate.name}")
    return tuple(sorted(found))


def _of_row(resource: Resource, attribute: str, name: str, words: str) -> tuple[str, ...]:
    """The keys of a row whose words are parts of their own, such as `Lead:read`."""
    because = resource.because.get(attribute, {})
    return tuple(sorted({reason.key for word in words.split() for reason in because.get(f"{name}:{word}", ())}))


def _of_names(resource: Resource, mark: Mark) -> Iterator[Part]:
    """Rows that come from nothing but the fields they are called after, as nearly all do, are said together."""
    because = resource.because.get(mark.attribute, {})
    owner, fields = "", list[str]()
    for name in mark.names:
        reasons = because.get(name, ())
        of, _, field = name.partition(".")
        own = len(reasons) == 1 and reasons[0].key == f"object/{of}#{field}"
        if fields and not (own and of == owner):
            yield Rows(mark.lines, f"object/{owner}", fields, mark.attribute)
            fields = []
        if own:
            owner = of
            fields.append(field)
        else:
            yield Lines(mark.lines, tuple(sorted({reason.key for reason in reasons})), (mark.attribute, name))
    if fields:
        yield Rows(mark.lines, f"object/{owner}", fields, mark.attribute)

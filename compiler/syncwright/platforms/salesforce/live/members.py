"""What resources are called in the Metadata API: the type and the name that a manifest lists. Knows no org."""

from collections.abc import Iterable

from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.platforms.salesforce.types import FIELD, FLOW, PICKLIST_VALUE, SHARING_RULE, VALUE_SET
from syncwright.platforms.salesforce.value_moves import list_address, parted

#: Types of the Metadata API, by type of resource.
TYPES = {
    FIELD: "CustomField",
    FLOW: "Flow",
    VALUE_SET: "GlobalValueSet",
    MUTING_SET: "MutingPermissionSet",
    SET: "PermissionSet",
    GROUP: "PermissionSetGroup",
    PROFILE: "Profile",
    SHARING_RULE: "SharingCriteriaRule",
}
_FILES = {
    "Flow": "flows/{}.flow",
    "GlobalValueSet": "globalValueSets/{}.globalValueSet",
    "MutingPermissionSet": "mutingpermissionsets/{}.mutingpermissionset",
    "PermissionSet": "permissionsets/{}.permissionset",
    "PermissionSetGroup": "permissionsetgroups/{}.permissionsetgroup",
    "Profile": "profiles/{}.profile",
    "StandardValueSet": "standardValueSets/{}.standardValueSet",
}

#: A component: its type in the Metadata API, and its name.
Member = tuple[str, str]


def member(address: str) -> Member:
    """The component at an address. A value of a list is in that of its list."""
    kind, _, name = address.partition("/")
    return member(list_address(parted(name)[0])) if kind == PICKLIST_VALUE else (TYPES[kind], name)


def file_of(one: Member) -> str:
    """The file of a package that says it."""
    kind, name = one
    owner = name.partition(".")[0]
    if kind == "CustomField":
        return f"objects/{owner}.object"
    return f"sharingRules/{owner}.sharingRules" if kind == "SharingCriteriaRule" else _FILES[kind].format(name)


def listed(members: Iterable[Member]) -> list[tuple[str, list[str]]]:
    """As a manifest lists them: types by name, names sorted, each once."""
    found: dict[str, set[str]] = {}
    for kind, name in members:
        found.setdefault(kind, set()).add(name)
    return [(kind, sorted(names)) for kind, names in sorted(found.items())]

"""Types of metadata: in which folder and file they lie, what lies inside the file of another. Facts; knows no org and no zip.

Names, folders and endings: forcedotcom/source-deploy-retrieve ac2a8fe, its registry (Apache-2.0).
"""

from dataclasses import dataclass
from urllib.parse import quote

#: Characters of names that stand in file names as they are, besides letters and digits.
_PLAIN = " -_.()@~'!,+$#"


@dataclass(frozen=True, slots=True)
class Kind:
    """A type with files of its own. `prefix`: of the ids of its components, ours where Salesforce's is not public."""

    type: str
    folder: str
    suffix: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A type that lies in the file of `parent`, as its element `tag`; full names are `Parent.Name`."""

    type: str
    parent: str
    tag: str
    prefix: str


KINDS = (
    Kind("CustomObject", "objects", "object", "01I"),
    Kind("GlobalValueSet", "globalValueSets", "globalValueSet", "0Nt"),
    Kind("StandardValueSet", "standardValueSets", "standardValueSet", "0Ns"),
    Kind("CustomPermission", "customPermissions", "customPermission", "0CP"),
    Kind("Group", "groups", "group", "00G"),
    Kind("Queue", "queues", "queue", "00G"),
    Kind("Role", "roles", "role", "00E"),
    Kind("CustomTab", "tabs", "tab", "01r"),
    Kind("Layout", "layouts", "layout", "00h"),
    Kind("DuplicateRule", "duplicateRules", "duplicateRule", "0Bm"),
    Kind("LeadConvertSettings", "LeadConvertSettings", "LeadConvertSetting", "0Lc"),
    Kind("Flow", "flows", "flow", "300"),
    Kind("Workflow", "workflows", "workflow", "01Q"),
    Kind("SharingRules", "sharingRules", "sharingRules", "02c"),
    Kind("PermissionSet", "permissionsets", "permissionset", "0PS"),
    Kind("MutingPermissionSet", "mutingpermissionsets", "mutingpermissionset", "0QM"),
    Kind("PermissionSetGroup", "permissionsetgroups", "permissionsetgroup", "0PG"),
    Kind("Profile", "profiles", "profile", "00e"),
)
INNER = (
    Inner("CustomField", "CustomObject", "fields", "00N"),
    Inner("BusinessProcess", "CustomObject", "businessProcesses", "019"),
    Inner("RecordType", "CustomObject", "recordTypes", "012"),
    Inner("CompactLayout", "CustomObject", "compactLayouts", "0AH"),
    Inner("FieldSet", "CustomObject", "fieldSets", "0IX"),
    Inner("Index", "CustomObject", "indexes", "0Ix"),
    Inner("ListView", "CustomObject", "listViews", "00B"),
    Inner("SharingReason", "CustomObject", "sharingReasons", "02a"),
    Inner("ValidationRule", "CustomObject", "validationRules", "03d"),
    Inner("WebLink", "CustomObject", "webLinks", "00b"),
    Inner("SharingCriteriaRule", "SharingRules", "sharingCriteriaRules", "02d"),
    Inner("SharingGuestRule", "SharingRules", "sharingGuestRules", "02e"),
    Inner("SharingOwnerRule", "SharingRules", "sharingOwnerRules", "02f"),
    Inner("SharingTerritoryRule", "SharingRules", "sharingTerritoryRules", "02g"),
)
BY_TYPE = {kind.type: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}
INNER_BY_TYPE = {inner.type: inner for inner in INNER}
#: Types in the order in which they are made: what others name comes first. Everything is checked once all of it is there.
ORDER = {
    type_: place
    for place, type_ in enumerate(one for kind in KINDS for one in (kind.type, *(i.type for i in INNER if i.parent == kind.type)))
}


def inside(parent: str) -> dict[str, Inner]:
    """What lies in the files of a type, by element."""
    return {inner.tag: inner for inner in INNER if inner.parent == parent}


def prefix_of(type_: str) -> str:
    """First three characters of the ids of a type."""
    return INNER_BY_TYPE[type_].prefix if type_ in INNER_BY_TYPE else BY_TYPE[type_].prefix


def known_type(type_: str) -> bool:
    """The type can be deployed and retrieved here."""
    return type_ in BY_TYPE or type_ in INNER_BY_TYPE


def home_of(type_: str, name: str) -> tuple[Kind, str]:
    """The kind of the file that a component lies in, and that file's name without its ending."""
    inner = INNER_BY_TYPE.get(type_)
    return (BY_TYPE[type_], name) if inner is None else (BY_TYPE[inner.parent], name.partition(".")[0])


def path_of(type_: str, name: str) -> str:
    """Where a component lies in a package, as `objects/Lead.object`. Blanks stay, other characters are escaped as Salesforce does."""
    kind, stem = home_of(type_, name)
    return f"{kind.folder}/{quote(stem, safe=_PLAIN)}.{kind.suffix}"

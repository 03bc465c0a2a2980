"""Resources as an SFDX project: a file each, the manifest, the project file."""

from collections.abc import Callable, Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.origin import Lines
from syncwright.platform import Artifact
from syncwright.platforms.salesforce import metadata
from syncwright.platforms.salesforce.destructive import members
from syncwright.platforms.salesforce.metadata import Written
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.platforms.salesforce.origins import behind, package_parts, parts
from syncwright.platforms.salesforce.types import FIELD, FLOW, SHARING_RULE, VALUE_SET
from syncwright.records import Struct, pretty
from syncwright.resource import Resource

_SOURCE = "salesforce/force-app/main/default"


class _Kind(Struct, frozen=True):
    """How resources of one type become files. `name` is that of the Metadata API."""

    name: str
    folder: str
    suffix: str
    write: Callable[[Resource], bytes | Written]


def _field(resource: Resource) -> Written:
    # Start-up time: most estates have none.
    from syncwright.platforms.salesforce.field_xml import field

    return field(resource)


def _flow(resource: Resource) -> bytes:
    # Start-up time: most estates have none.
    from syncwright.platforms.salesforce.flows import xml

    return xml(resource)


def _value_set(resource: Resource) -> Written:
    from syncwright.platforms.salesforce.value_xml import global_value_set

    return global_value_set(resource)


#: By the type of resource, in order of their names in the Metadata API.
_KINDS = {
    FIELD: _Kind("CustomField", "objects", "field", _field),
    FLOW: _Kind("Flow", "flows", "flow", _flow),
    VALUE_SET: _Kind("GlobalValueSet", "globalValueSets", "globalValueSet", _value_set),
    MUTING_SET: _Kind("MutingPermissionSet", "mutingpermissionsets", "mutingpermissionset", metadata.muting_set),
    SET: _Kind("PermissionSet", "permissionsets", "permissionset", metadata.permission_set),
    GROUP: _Kind("PermissionSetGroup", "permissionsetgroups", "permissionsetgroup", metadata.group),
    PROFILE: _Kind("Profile", "profiles", "profile", metadata.profile),
}
#: What several resources share a file of: the rules of an object.
_SHARING = "SharingCriteriaRule"


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The files of one SFDX project."""
    named: dict[str, list[str]] = {}
    of_members: dict[tuple[str, str], tuple[str, ...]] = {}
    rules: dict[str, list[Resource]] = {}
    for resource in resources:
        if resource.type == SHARING_RULE:
            rules.setdefault(resource.name.partition(".")[0], []).append(resource)
            continue
        kind = _KINDS[resource.address.partition("/")[0]]
        path = f"{_SOURCE}/{kind.folder}/{_file(resource)}.{kind.suffix}-meta.xml"
        keys = behind(catalog, resource)
        yield _artifact(path, kind.write(resource), keys, catalog, resource)
        of_members[kind.name, resource.name] = keys
        named.setdefault(kind.name, []).append(resource.name)
    for owner, held in rules.items():
        yield _rules_of(catalog, owner, held)
        of_members |= {(_SHARING, one.name): behind(catalog, one) for one in held}
        named.setdefault(_SHARING, []).extend(one.name for one in held)
    version = catalog.estate.spec.salesforce.api_version
    of_version = (f"estate/{catalog.estate.name}#salesforce.api_version",)
    listed = [(name, sorted(named[name])) for name in (*(kind.name for kind in _KINDS.values()), _SHARING) if name in named]
    yield Artifact(
        "salesforce/manifest/package.xml", metadata.package(listed, version), of_version, package_parts(listed, of_members, of_version)
    )
    yield from _deletions(catalog, version, of_version)
    yield Artifact("salesforce/sfdx-project.json", _project(version), of_version)


def _rules_of(catalog: Catalog, owner: str, rules: Sequence[Resource]) -> Artifact:
    """The file of an object's sharing rules. Only of one rule alone is it that rule's."""
    # Start-up time: most estates have none.
    from syncwright.platforms.salesforce.sharing_xml import FOLDER, SUFFIX, file

    made = file(rules)
    said = [part for one, text in made for part in (parts(catalog, one, text.marks) if one is not None else (Lines(text.marks[0].lines),))]
    keys = tuple(sorted({key for one in rules for key in behind(catalog, one)}))
    path = f"{_SOURCE}/{FOLDER}/{owner}{SUFFIX}-meta.xml"
    return Artifact(path, b"".join(text.data for _, text in made), keys, tuple(said), rules[0].address if len(rules) == 1 else None)


def _file(resource: Resource) -> str:
    """A field lies in the folder of its object."""
    if resource.type != FIELD:
        return resource.name
    owner, _, name = resource.name.partition(".")
    return f"{owner}/fields/{name}"


def _artifact(path: str, made: bytes | Written, keys: tuple[str, ...], catalog: Catalog, resource: Resource) -> Artifact:
    """What says nothing of its lines comes as a whole from the keys of its resource."""
    if isinstance(made, bytes):
        return Artifact(path, made, keys, (), resource.address)
    return Artifact(path, made.data, keys, tuple(parts(catalog, resource, made.marks)), resource.address)


def _deletions(catalog: Catalog, version: str, of_version: tuple[str, ...]) -> Iterator[Artifact]:
    """What is deleted after all of this is deployed. A wildcard is not allowed there, and hardly any estate has such a file."""
    gone = members(catalog)
    if gone:
        keys = {("CustomField", one.name): tuple(sorted(field.key for field in one.fields)) for one in gone}
        listed = [("CustomField", [one.name for one in gone])]
        parts = package_parts(listed, keys, of_version)
        yield Artifact("salesforce/manifest/destructiveChangesPost.xml", metadata.package(listed, version), of_version, parts)


def _project(version: str) -> bytes:
    project = {"packageDirectories": [{"default": True, "path": "force-app"}], "sourceApiVersion": version}
    return pretty(project).encode()

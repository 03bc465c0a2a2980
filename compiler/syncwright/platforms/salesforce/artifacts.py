"""Resources as an SFDX project: a file each, the manifest, the project file."""

from collections.abc import Callable, Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.platform import Artifact
from syncwright.platforms.salesforce import metadata
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.records import Struct, pretty
from syncwright.resource import Resource

_SOURCE = "salesforce/force-app/main/default"


class _Kind(Struct, frozen=True):
    """How resources of one type become files. `name` is that of the Metadata API."""

    name: str
    folder: str
    suffix: str
    write: Callable[[Resource], bytes]


#: By the type of resource, in order of their names in the Metadata API.
_KINDS = {
    MUTING_SET: _Kind("MutingPermissionSet", "mutingpermissionsets", "mutingpermissionset", metadata.muting_set),
    SET: _Kind("PermissionSet", "permissionsets", "permissionset", metadata.permission_set),
    GROUP: _Kind("PermissionSetGroup", "permissionsetgroups", "permissionsetgroup", metadata.group),
    PROFILE: _Kind("Profile", "profiles", "profile", metadata.profile),
}


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The files of one SFDX project."""
    members: dict[str, list[str]] = {}
    for resource in resources:
        kind = _KINDS[resource.address.partition("/")[0]]
        path = f"{_SOURCE}/{kind.folder}/{resource.name}.{kind.suffix}-meta.xml"
        yield Artifact(path, kind.write(resource), tuple(resource.spec_keys()))
        members.setdefault(kind.name, []).append(resource.name)
    version = catalog.estate.spec.salesforce.api_version
    of_version = (f"estate/{catalog.estate.name}#salesforce.api_version",)
    users = tuple(sorted({f"sync_user/{name}" for name in catalog.users}))
    listed = [(kind.name, sorted(members[kind.name])) for kind in _KINDS.values() if kind.name in members]
    yield Artifact("salesforce/manifest/package.xml", metadata.package(listed, version), (*of_version, *users))
    yield Artifact("salesforce/sfdx-project.json", _project(version), of_version)


def _project(version: str) -> bytes:
    project = {"packageDirectories": [{"default": True, "path": "force-app"}], "sourceApiVersion": version}
    return pretty(project).encode()

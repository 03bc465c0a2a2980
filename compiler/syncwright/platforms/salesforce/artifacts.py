"""Permission sets as an SFDX project: elements in the order in which Salesforce retrieves them, rows sorted by name.

No comment stands before a root element: Salesforce's own tools stumble over it.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from syncwright.catalog.model import Catalog
from syncwright.platform import Artifact
from syncwright.records import pretty
from syncwright.resource import Resource
from syncwright.xml import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
_SOURCE = "salesforce/force-app/main/default"


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The files of one SFDX project: a permission set a resource, the manifest, the project file."""
    keys: set[str] = set()
    for resource in resources:
        spec_keys = resource.spec_keys()
        keys.update(spec_keys)
        yield Artifact(f"{_SOURCE}/permissionsets/{resource.name}.permissionset-meta.xml", permission_set(resource), tuple(spec_keys))
    version = catalog.estate.spec.salesforce.api_version
    of_version = (f"estate/{catalog.estate.name}#salesforce.api_version",)
    users = tuple(sorted({f"sync_user/{name}" for name in catalog.users}))
    yield Artifact("salesforce/manifest/package.xml", _package(resources, version), (*of_version, *users))
    yield Artifact("salesforce/sfdx-project.json", _project(version), of_version)


def permission_set(resource: Resource) -> bytes:
    """The XML of one permission set. Only true rows are written: what is not listed is not granted."""
    said = resource.attributes
    fields, objects, permissions = (said[name] for name in ("field_permissions", "object_permissions", "user_permissions"))
    assert isinstance(fields, Mapping) and isinstance(objects, Mapping) and isinstance(permissions, Mapping), "lower() makes maps of them"
    # Written row by row: at 100,000 fields a list of rows, their join and its bytes would be held at the same time.
    out = BytesIO()
    out.write(f"{_HEAD}<PermissionSet {_NAMESPACE}>\n    <description>{escape(str(said['description']))}</description>\n".encode())
    for name, access in fields.items():
        out.write(_FIELD_ROW % (b"true" if access == "edit" else b"false", name.encode()))
    out.write(f"    <label>{escape(str(said['label']))}</label>\n".encode())
    for name, access in objects.items():
        out.write(_object_row(name, access.split()).encode())
    for name in permissions:
        out.write(_PERMISSION_ROW % name.encode())
    out.write(b"</PermissionSet>\n")
    return out.getvalue()


_FIELD_ROW = b"""    <fieldPermissions>
        <editable>%s</editable>
        <field>%s</field>
        <readable>true</readable>
    </fieldPermissions>
"""
_PERMISSION_ROW = b"""    <userPermissions>
        <enabled>true</enabled>
        <name>%s</name>
    </userPermissions>
"""


def _object_row(name: str, access: Sequence[str]) -> str:
    def row(element: str, word: str) -> str:
        return f"        <{element}>{'true' if word in access else 'false'}</{element}>\n"

    return (
        "    <objectPermissions>\n"
        + row("allowCreate", "create")
        + row("allowDelete", "delete")
        + row("allowEdit", "edit")
        + row("allowRead", "read")
        + row("modifyAllRecords", "modify-all")
        + f"        <object>{name}</object>\n"
        + row("viewAllRecords", "view-all")
        + "    </objectPermissions>\n"
    )


def _package(resources: Sequence[Resource], version: str) -> bytes:
    members = "".join(f"        <members>{resource.name}</members>\n" for resource in resources)
    types = f"    <types>\n{members}        <name>PermissionSet</name>\n    </types>\n" if members else ""
    return f"{_HEAD}<Package {_NAMESPACE}>\n{types}    <version>{version}</version>\n</Package>\n".encode()


def _project(version: str) -> bytes:
    project = {"packageDirectories": [{"default": True, "path": "force-app"}], "sourceApiVersion": version}
    return pretty(project).encode()

"""What a retrieve writes of permission sets and profiles: rows depend on what else is in the same request. Knows no zip."""

from collections.abc import Collection
from dataclasses import dataclass

from syncwright.sandbox.salesforce.fields import ACTIVITIES, UNSECURED, field_of
from syncwright.sandbox.salesforce.grants import KEYS, key_of, made
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: Which components of the same request bring a profile's rows along: element, its name in the row, the component's type.
_BROUGHT = {
    "objectPermissions": ("object", "CustomObject"),
    "recordTypeVisibilities": ("recordType", "RecordType"),
    "customPermissions": ("name", "CustomPermission"),
    "layoutAssignments": ("layout", "Layout"),
    "tabVisibilities": ("tab", "CustomTab"),
    "flowAccesses": ("flow", "Flow"),
    "applicationVisibilities": ("application", "CustomApplication"),
    "classAccesses": ("apexClass", "ApexClass"),
    "pageAccesses": ("apexPage", "ApexPage"),
    "customMetadataTypeAccesses": ("name", "CustomObject"),
    "customSettingAccesses": ("name", "CustomObject"),
}


@dataclass(frozen=True)
class Offered:
    """What is in a request besides: components by type and name, and the fields among them that have field-level security, as rows name them."""

    components: Collection[tuple[str, str]]
    secured: tuple[str, ...]


def offered(state: State, components: Collection[tuple[str, str]]) -> Offered:
    """What a request holds."""
    fields = [name for type_, name in components if type_ == "CustomField"]
    return Offered(components, tuple(sorted(full for name in fields for full in _rows(state, name))))


def _rows(state: State, full: str) -> list[str]:
    object_, _, name = full.partition(".")
    if object_.endswith(UNSECURED):
        return []
    field = field_of(state, object_, name)
    if field is None or field.required:
        return []
    return [f"{one}.{name}" for one in sorted(ACTIVITIES)] if object_ == "Activity" else [full]


def of_set(root: Element, request: Offered) -> list[Element]:
    """A permission set is given back whole; a field of the same request that it does not grant has a row that says so."""
    granted = {row.get("field") for row in root.all("fieldPermissions")}
    silent = [
        made("fieldPermissions", {"editable": "false", "field": one, "readable": "false"}) for one in request.secured if one not in granted
    ]
    return _sorted([*root.children, *silent])


def of_profile(root: Element, request: Offered) -> list[Element]:
    """A profile is given back with the rows about components of the same request, and what is about nothing else."""
    kept = [row for row in root.children if _brought(row, request)]
    return of_set(Element(root.tag, root.line, "", kept), request)


def _brought(row: Element, request: Offered) -> bool:
    if row.tag == "fieldPermissions":
        return row.get("field") in request.secured
    if row.tag in _BROUGHT:
        name, type_ = _BROUGHT[row.tag]
        return (type_, row.get(name) or "") in request.components
    return True


def _sorted(rows: list[Element]) -> list[Element]:
    return sorted(rows, key=lambda row: key_of(row) if row.tag in KEYS else (row.tag,))

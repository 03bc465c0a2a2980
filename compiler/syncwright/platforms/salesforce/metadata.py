"""Metadata files: elements in the order in which Salesforce retrieves them, which is that of the alphabet, and rows sorted by name.

No comment stands before a root element: Salesforce's own tools stumble over it. Only true rows are written for what grants: what is not
listed is not granted. A profile's rows say `false`, as a deployment lays them over the profile that is there.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO

from syncwright.inventory.access import ELEMENTS, OBJECT_WORDS, Element
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.resource import Resource
from syncwright.xml import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'

#: How a tab is shown, by our words for it.
_TABS = {"visible": "Visible", "available": "Available"}
#: An object's flags in order, with our words for them. The last one came late, and is written only where it is true.
_FLAGS = sorted((flag, word) for flag, word in OBJECT_WORDS.items() if word != "view-all-fields")

_FIELD_ROW = b"""    <fieldPermissions>
        <editable>%s</editable>
        <field>%s</field>
        <readable>%s</readable>
    </fieldPermissions>
"""


def permission_set(resource: Resource) -> bytes:
    """The XML of one permission set."""
    said = resource.attributes
    # Written row by row: at 100,000 fields a list of rows, their join and its bytes would be held at the same time.
    out = _opened("PermissionSet")
    texts = {"description": said["description"], "label": said["label"], "license": said["license"]}
    if said["activation_required"] == "true":
        texts["hasActivationRequired"] = "true"
    rows = {element.tag: element for element in ELEMENTS}
    for tag in sorted({*texts, *rows}):
        if tag in rows:
            _rows(out, rows[tag], said[ATTRIBUTES[rows[tag].kind]])
        elif texts[tag]:
            _text(out, tag, texts[tag])
    return _closed(out, "PermissionSet")


def muting_set(resource: Resource) -> bytes:
    """The XML of a muting set: what it says `true` of is taken away, reading and editing alike."""
    out = _opened("MutingPermissionSet")
    _text(out, "description", resource.attributes["description"])
    for name in _held(resource.attributes[HIDDEN_FIELDS]):
        out.write(_FIELD_ROW % (b"true", name.encode(), b"true"))
    _text(out, "label", resource.attributes["label"])
    return _closed(out, "MutingPermissionSet")


def profile(resource: Resource) -> bytes:
    """The XML of what a profile loses, and nothing else that it says."""
    out = _opened("Profile")
    for name in _held(resource.attributes[HIDDEN_FIELDS]):
        out.write(_FIELD_ROW % (b"false", name.encode(), b"false"))
    return _closed(out, "Profile")


def group(resource: Resource) -> bytes:
    """The XML of a permission set group. Its status is the org's own business: writing it starts a recalculation."""
    out = _opened("PermissionSetGroup")
    _text(out, "description", resource.attributes["description"])
    _text(out, "label", resource.attributes["label"])
    if resource.attributes[MUTING]:
        _text(out, "mutingPermissionSets", resource.attributes[MUTING])
    for name in _held(resource.attributes[MEMBERS]):
        _text(out, "permissionSets", name)
    return _closed(out, "PermissionSetGroup")


def package(members: Sequence[tuple[str, Sequence[str]]], version: str) -> bytes:
    """The manifest: the names of what is deployed, by type."""
    types = "".join(
        "    <types>\n"
        + "".join(f"        <members>{escape(name)}</members>\n" for name in names)
        + f"        <name>{kind}</name>\n    </types>\n"
        for kind, names in members
    )
    return f"{_HEAD}<Package {_NAMESPACE}>\n{types}    <version>{version}</version>\n</Package>\n".encode()


def _opened(root: str) -> BytesIO:
    out = BytesIO()
    out.write(f"{_HEAD}<{root} {_NAMESPACE}>\n".encode())
    return out


def _closed(out: BytesIO, root: str) -> bytes:
    out.write(f"</{root}>\n".encode())
    return out.getvalue()


def _text(out: BytesIO, tag: str, text: object) -> None:
    out.write(f"    <{tag}>{escape(str(text))}</{tag}>\n".encode())


def _held(rows: object) -> Mapping[str, str]:
    assert isinstance(rows, Mapping), "lower() makes maps of rows"
    return rows


def _rows(out: BytesIO, element: Element, rows: object) -> None:
    held = _held(rows)
    match element.kind:
        case "fields":
            out.writelines(
                _FIELD_ROW % (b"true" if access == "edit" else b"false", name.encode(), b"true") for name, access in held.items()
            )
        case "objects":
            out.writelines(_object_row(name, access.split()).encode() for name, access in held.items())
        case _:
            for name, access in held.items():
                children = sorted(((element.name, escape(name)), (element.flag, _TABS.get(access, "true"))))
                inner = "".join(f"        <{tag}>{text}</{tag}>\n" for tag, text in children)
                out.write(f"    <{element.tag}>\n{inner}    </{element.tag}>\n".encode())


def _object_row(name: str, access: Sequence[str]) -> str:
    children = [(flag, "true" if word in access else "false") for flag, word in _FLAGS]
    children.append(("object", name))
    if "view-all-fields" in access:
        children.append(("viewAllFields", "true"))
    inner = "".join(f"        <{tag}>{text}</{tag}>\n" for tag, text in sorted(children))
    return f"    <objectPermissions>\n{inner}    </objectPermissions>\n"

"""Metadata files: elements in the order in which Salesforce retrieves them, which is that of the alphabet, and rows sorted by name.

No comment stands before a root element: Salesforce's own tools stumble over it. Only true rows are written for what grants: what is not
listed is not granted. A profile's rows say `false`, as a deployment lays them over the profile that is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from syncwright.inventory.access import ELEMENTS, OBJECT_WORDS, Element
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.records import Struct
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
#: Whether a field is editable and readable.
_EDITED, _READ = (b"true", b"true"), (b"false", b"true")


class Mark(Struct, frozen=True):
    """So many lines for each of these parts of a resource: names within an attribute. Without an attribute, lines that say none."""

    lines: int
    attribute: str = ""
    names: Sequence[str] = ("",)


class Written(Struct, frozen=True):
    """A file, and which part of its resource each of its lines says, from the first line on."""

    data: bytes
    marks: tuple[Mark, ...] = ()


class _Out:
    """Takes the elements of one file. What is not marked belongs to no part."""

    def __init__(self, root: str) -> None:
        # Written row by row: at 100,000 fields a list of rows, their join and its bytes would be held at the same time.
        self.file = BytesIO()
        self.root = root
        head = f"{_HEAD}<{root} {_NAMESPACE}>\n"
        self.file.write(head.encode())
        self.marks = [Mark(head.count("\n"))]

    def text(self, attribute: str, tag: str, text: object, name: str = "") -> None:
        """One element that holds a text, which may have line ends in it."""
        element = f"    <{tag}>{escape(str(text))}</{tag}>\n"
        self.file.write(element.encode())
        self.marks.append(Mark(element.count("\n"), attribute, (name,)))

    def fields(self, attribute: str, rows: Mapping[str, tuple[bytes, bytes]]) -> None:
        """Rows of fields, with whether each is editable and readable."""
        self.file.writelines(_FIELD_ROW % (editable, name.encode(), readable) for name, (editable, readable) in rows.items())
        self.marks.append(Mark(_FIELD_ROW.count(b"\n"), attribute, list(rows)))

    def row(self, attribute: str, name: str, tag: str, children: Iterable[tuple[str, str]]) -> None:
        """One row of several elements, each a line."""
        inner = "".join(f"        <{child}>{text}</{child}>\n" for child, text in sorted(children))
        row = f"    <{tag}>\n{inner}    </{tag}>\n"
        self.file.write(row.encode())
        self.marks.append(Mark(row.count("\n"), attribute, (name,)))

    def closed(self) -> Written:
        """The file."""
        self.file.write(f"</{self.root}>\n".encode())
        return Written(self.file.getvalue(), tuple(self.marks))


def permission_set(resource: Resource) -> Written:
    """The XML of one permission set."""
    said = resource.attributes
    out = _Out("PermissionSet")
    texts = {"description": "description", "label": "label", "license": "license"}
    if said["activation_required"] == "true":
        texts["hasActivationRequired"] = "activation_required"
    rows = {element.tag: element for element in ELEMENTS}
    for tag in sorted({*texts, *rows}):
        if tag in rows:
            _rows(out, rows[tag], said[ATTRIBUTES[rows[tag].kind]])
        elif said[texts[tag]]:
            out.text(texts[tag], tag, said[texts[tag]])
    return out.closed()


def muting_set(resource: Resource) -> Written:
    """The XML of a muting set: what it says `true` of is taken away, reading and editing alike."""
    out = _Out("MutingPermissionSet")
    out.text("description", "description", resource.attributes["description"])
    out.fields(HIDDEN_FIELDS, dict.fromkeys(_held(resource.attributes[HIDDEN_FIELDS]), (b"true", b"true")))
    out.text("label", "label", resource.attributes["label"])
    return out.closed()


def profile(resource: Resource) -> Written:
    """The XML of what a profile loses, and nothing else that it says."""
    out = _Out("Profile")
    out.fields(HIDDEN_FIELDS, dict.fromkeys(_held(resource.attributes[HIDDEN_FIELDS]), (b"false", b"false")))
    return out.closed()


def group(resource: Resource) -> Written:
    """The XML of a permission set group. Its status is the org's own business: writing it starts a recalculation."""
    out = _Out("PermissionSetGroup")
    out.text("description", "description", resource.attributes["description"])
    out.text("label", "label", resource.attributes["label"])
    if resource.attributes[MUTING]:
        out.text(MUTING, "mutingPermissionSets", resource.attributes[MUTING])
    for name in _held(resource.attributes[MEMBERS]):
        out.text(MEMBERS, "permissionSets", name, name)
    return out.closed()


def package(members: Sequence[tuple[str, Sequence[str]]], version: str) -> bytes:
    """The manifest: the names of what is deployed, by type."""
    types = "".join(
        "    <types>\n"
        + "".join(f"        <members>{escape(name)}</members>\n" for name in names)
        + f"        <name>{kind}</name>\n    </types>\n"
        for kind, names in members
    )
    return f"{_HEAD}<Package {_NAMESPACE}>\n{types}    <version>{version}</version>\n</Package>\n".encode()


def _held(rows: object) -> Mapping[str, str]:
    assert isinstance(rows, Mapping), "lower() makes maps of rows"
    return rows


def _rows(out: _Out, element: Element, rows: object) -> None:
    attribute, held = ATTRIBUTES[element.kind], _held(rows)
    match element.kind:
        case "fields":
            out.fields(attribute, {name: _EDITED if access == "edit" else _READ for name, access in held.items()})
        case "objects":
            for name, access in held.items():
                out.row(attribute, name, element.tag, _object_row(name, access.split()))
        case _:
            for name, access in held.items():
                out.row(attribute, name, element.tag, ((element.name, escape(name)), (element.flag, _TABS.get(access, "true"))))


def _object_row(name: str, access: Sequence[str]) -> list[tuple[str, str]]:
    children = [(flag, "true" if word in access else "false") for flag, word in _FLAGS]
    children.append(("object", name))
    if "view-all-fields" in access:
        children.append(("viewAllFields", "true"))
    return children

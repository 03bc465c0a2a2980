"""Reads SFDX source: `objects/<Object>/<Object>.object-meta.xml` and `objects/<Object>/fields/*.field-meta.xml`.

Knows the elements that say what a field is; pages, layouts, rules and the rest of a tree are not looked at.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from syncwright.diagnostics import Finding, Place
from syncwright.inventory import rules
from syncwright.inventory.model import Field, Kind, Object, merged
from syncwright.text import Position, SourceFile, Span
from syncwright.xml import Element, XmlError, read

OBJECT_SUFFIX = ".object-meta.xml"
FIELD_SUFFIX = ".field-meta.xml"
SUFFIXES = (OBJECT_SUFFIX, FIELD_SUFFIX)

_KIND_BY_SUFFIX: dict[str, Kind] = {"__mdt": "metadata", "__e": "event", "__b": "big", "__x": "external", "__c": "custom"}

#: What Salesforce allows in an API name, and so in the name of an object's folder.
_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")


class _Unreadable(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_sfdx(sources: Iterable[SourceFile]) -> tuple[dict[str, Object], list[Finding]]:
    """The objects that SFDX files define, and what could not be read.

    Of one field in two folders the later file holds, so that an overlay goes over its base. In one folder it is a finding.
    """
    objects: dict[str, Object] = {}
    findings: list[Finding] = []
    seen: dict[tuple[PurePosixPath, str], Place] = {}
    for source in sources:
        try:
            one = _object(source) if source.path.endswith(OBJECT_SUFFIX) else _field(source, seen)
        except _Unreadable as error:
            findings.append(error.finding)
            continue
        objects[one.name] = merged(objects.get(one.name), one)
    return objects, findings


def kind_by_name(name: str) -> Kind:
    """What an object is by its name alone; a custom setting shows only in its file."""
    return next((kind for suffix, kind in _KIND_BY_SUFFIX.items() if name.endswith(suffix)), "standard")


def _root(source: SourceFile, tag: str) -> Element:
    try:
        root = read(source.data)
    except XmlError as error:
        at = Span(Position(error.line, error.column), Position(error.line, error.column + 1))
        raise _Unreadable(rules.NOT_XML(Place(source.path, span=at), f"this is not XML that can be read: {error}")) from error
    if root.tag != tag:
        raise _Unreadable(rules.NOT_METADATA(_line(source, root), f"the root element is `{root.tag}`, and `{tag}` was expected"))
    return root


def _line(source: SourceFile, element: Element) -> Place:
    return Place(source.path, span=Span(Position(element.line, 1), Position(element.line, 2)))


def _object(source: SourceFile) -> Object:
    root = _root(source, "CustomObject")
    name = _object_name(source, root, PurePosixPath(source.path).name.removesuffix(OBJECT_SUFFIX))
    kind: Kind = "setting" if root.first("customSettingsType") else kind_by_name(name)
    fields = {}
    # The record's name is a field of every custom object, although its file does not list it as one.
    named = root.first("nameField")
    if named is not None and kind in ("custom", "external"):
        fields["Name"] = Field(
            type=named.get("type") or "Text", label=named.get("label"), required=named.get("type") != "AutoNumber", fls="no"
        )
    return Object(name, kind, fields, root.get("label"))


def _field(source: SourceFile, seen: dict[tuple[PurePosixPath, str], Place]) -> Object:
    """The object of a field, with that field alone. `seen` holds where the fields read before stand, by folder and name."""
    root = _root(source, "CustomField")
    named, folder = root.first("fullName"), PurePosixPath(source.path).parent
    if named is None or not named.text:
        raise _Unreadable(rules.NOT_METADATA(_line(source, root), "the field has no `fullName`"))
    name, here = named.text, _line(source, named)
    if not _API_NAME.fullmatch(name):
        raise _Unreadable(rules.NOT_METADATA(here, f"`{name[:40]}` cannot be the name of a field"))
    object_name = _object_name(source, root, folder.parent.name if folder.name == "fields" else "")
    other = seen.setdefault((folder, name), here)
    if PurePosixPath(other.path) != PurePosixPath(source.path):
        message = f"`{object_name}.{name}` is defined here and in another file"
        raise _Unreadable(rules.DEFINED_TWICE(here, message, help="delete the copy", related=((other, "there"),)))
    return Object(object_name, kind_by_name(object_name), {name: _field_of(source, root)})


def _object_name(source: SourceFile, root: Element, name: str) -> str:
    if _API_NAME.fullmatch(name):
        return name
    message = f"`{name[:40]}` cannot be the name of an object" if name else "which object the field belongs to is not to be seen from here"
    help_ = "name the package folder, such as `force-app`: a field lies in `objects/<Object>/fields`"
    raise _Unreadable(rules.NOT_METADATA(_line(source, root), message, help=help_))


def _field_of(source: SourceFile, root: Element) -> Field:
    return Field(
        type=root.get("type"),
        label=root.get("label"),
        length=_number(source, root, "length"),
        precision=_number(source, root, "precision"),
        scale=_number(source, root, "scale"),
        required=root.get("required") == "true",
        unique=root.get("unique") == "true",
        external_id=root.get("externalId") == "true",
        formula=root.get("formula"),
        references=tuple(sorted(_targets(root))),
        summary=_summary(root),
    )


def _targets(root: Element) -> Iterator[str]:
    for element in root.children:
        if element.tag == "referenceTo" and element.text:
            yield element.text


def _summary(root: Element) -> str | None:
    operation = root.get("summaryOperation")
    if operation is None:
        return None
    return f"{operation} {root.get('summarizedField') or root.get('summaryForeignKey') or ''}".strip()


def _number(source: SourceFile, root: Element, tag: str) -> int | None:
    element = root.first(tag)
    if element is None:
        return None
    if not (element.text.isascii() and element.text.isdigit() and len(element.text) < 10):
        raise _Unreadable(rules.NOT_METADATA(_line(source, element), f"`{tag}` is `{element.text[:40]}`, which is no number"))
    return int(element.text)

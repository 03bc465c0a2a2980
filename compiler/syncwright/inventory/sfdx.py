"""Reads SFDX source: `objects/<Object>/<Object>.object-meta.xml` and `objects/<Object>/fields/*.field-meta.xml`.

Knows the elements that say what a field is; pages, layouts, rules and the rest of a tree are not looked at.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from syncwright.diagnostics import Finding, Place
from syncwright.inventory import rules
from syncwright.inventory.model import Field, Kind, Object, merge
from syncwright.text import Position, SourceFile, Span
from syncwright.xml import Element, XmlError, read

OBJECT_SUFFIX = ".object-meta.xml"
FIELD_SUFFIX = ".field-meta.xml"
SUFFIXES = (OBJECT_SUFFIX, FIELD_SUFFIX)

_KIND_BY_SUFFIX: dict[str, Kind] = {"__mdt": "metadata", "__e": "event", "__b": "big", "__x": "external", "__c": "custom"}


class _Unreadable(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_sfdx(sources: Iterable[SourceFile]) -> tuple[dict[str, Object], list[Finding]]:
    """The objects that SFDX files define, and what could not be read. Files may be given in any order."""
    parts: list[dict[str, Object]] = []
    findings: list[Finding] = []
    for source in sorted(sources, key=lambda s: s.path):
        try:
            one = _object(source) if source.path.endswith(OBJECT_SUFFIX) else _field(source)
        except _Unreadable as error:
            findings.append(error.finding)
            continue
        parts.append({one.name: one})
    return merge(parts), findings


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
    name = PurePosixPath(source.path).name.removesuffix(OBJECT_SUFFIX)
    kind: Kind = "setting" if root.first("customSettingsType") else kind_by_name(name)
    fields = {}
    # The record's name is a field of every custom object, although its file does not list it as one.
    named = root.first("nameField")
    if named is not None and kind in ("custom", "external"):
        fields["Name"] = Field(
            type=named.get("type") or "Text", label=named.get("label"), required=named.get("type") != "AutoNumber", fls="no"
        )
    return Object(name, kind, fields, root.get("label"))


def _field(source: SourceFile) -> Object:
    path = PurePosixPath(source.path)
    root = _root(source, "CustomField")
    name = root.get("fullName")
    if not name:
        raise _Unreadable(rules.NOT_METADATA(_line(source, root), "the field has no `fullName`"))
    object_name = path.parent.parent.name
    return Object(object_name, kind_by_name(object_name), {name: _field_of(source, root)})


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

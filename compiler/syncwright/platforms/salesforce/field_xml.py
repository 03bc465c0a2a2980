"""A custom field's file: its attributes as elements, in the order in which Salesforce retrieves them, and back. Knows no type's rules.

A file that is there is changed element by element: what we have no attribute for, and all that does not change, stays byte for byte.
"""

from collections.abc import Mapping, Sequence

from syncwright.inventory.fields import compliance_of
from syncwright.inventory.source import Reading
from syncwright.plan.changes import Edit
from syncwright.platforms.salesforce.field_attributes import ATTRIBUTES, FieldAttribute
from syncwright.platforms.salesforce.field_types import kind_of
from syncwright.platforms.salesforce.metadata import Mark, Written
from syncwright.platforms.salesforce.value_lists import FIELD_TYPES
from syncwright.platforms.salesforce.value_xml import read_picklist, value_set_element, value_set_lines
from syncwright.resource import Attribute, Resource
from syncwright.xml import Element, Piece, escape, pieces

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n'
_TAIL = "</CustomField>\n"
_BY_NAME = {one.name: one for one in ATTRIBUTES}


def field(resource: Resource) -> Written:
    """The XML of a field that is not there yet. A flag that the type has is always said, so that nothing is left to a default."""
    said = resource.attributes
    elements = {"fullName": [("", "", f"    <fullName>{escape(resource.name.partition('.')[2])}</fullName>\n")]}
    flags = _flags(said)
    for one in ATTRIBUTES:
        value = said.get(one.name, "")
        assert isinstance(value, str), "these are texts"
        if value or one.name in flags:
            elements[one.tag] = [(one.name, "", _line(one, value))]
    elements["valueSet"] = list(value_set_lines(said))
    ordered = [part for tag in sorted(elements, key=_place) for part in elements[tag]]
    marks = (
        Mark(_HEAD.count("\n")),
        *(Mark(xml.count("\n"), attribute, (name,)) for attribute, name, xml in ordered),
        Mark(_TAIL.count("\n")),
    )
    return Written((_HEAD + "".join(xml for *_, xml in ordered) + _TAIL).encode(), marks)


def read(reading: Reading, element: Element) -> dict[str, Attribute]:
    """The attributes that a field's element says. What it says `false` is left out, as what it does not say is. Raises Unreadable."""
    texts = reading.texts(element, several=("summaryFilterItems",))  # another element that stands twice says two things
    said: dict[str, Attribute] = {}
    for one in ATTRIBUTES:
        if one.kind == "flag":
            if reading.flag(element, texts, one.tag):
                said[one.name] = "true"
        elif text := texts.get(one.tag):
            said[one.name] = ";".join(compliance_of(text)) if one.name == "compliance" else text
    return {name: value for name, value in {**said, **read_picklist(reading, element)}.items() if value}


def overlaid(data: bytes, edits: Sequence[Edit], after: Mapping[str, Attribute]) -> bytes:
    """A field's file with what the edits change, to be as `after` says. Raises XmlError for what is no XML."""
    found = data
    for edit in edits:
        one = _BY_NAME.get(edit.attribute)
        if one is not None:
            found = _with(found, one.tag, _line(one, edit.new or "") if edit.new or one.kind == "flag" else "")
    if any(edit.attribute in FIELD_TYPES for edit in edits):
        # The form of old, for API version 37.0 and before, says the same by another element.
        found = _with(_with(found, "picklist", ""), "valueSet", value_set_element(after))
    return found


def _with(data: bytes, tag: str, line: str) -> bytes:
    """The file with these lines for an element; without the element if there are none."""
    children, closing = pieces(data)
    text = line.encode()
    held = next((one for one in children if one.tag == tag), None)
    if held is not None:
        start, end = _whole_line(data, held)
        return data[:start] + (text if (start, end) != (held.start, held.end) else text.strip()) + data[end:]
    at = next((one.start for one in children if _place(one.tag) > _place(tag)), closing)
    begins = data.rfind(b"\n", 0, at) + 1
    if data[begins:at].strip():
        return data[:at] + text.strip() + data[at:]
    return data[:begins] + text + data[begins:]


def _whole_line(data: bytes, held: Piece) -> tuple[int, int]:
    """The lines that an element stands on, if nothing else does; else the element alone."""
    start, end = data.rfind(b"\n", 0, held.start) + 1, data.find(b"\n", held.end) + 1
    alone = end > 0 and not data[start : held.start].strip() and not data[held.end : end].strip()
    return (start, end) if alone else (held.start, held.end)


def _place(tag: str) -> tuple[bool, str]:
    return tag != "fullName", tag


def _line(one: FieldAttribute, value: str) -> str:
    text = (value or "false") if one.kind == "flag" else value
    return f"    <{one.tag}>{escape(text)}</{one.tag}>\n"


def _flags(said: Mapping[str, Attribute]) -> frozenset[str]:
    """The flags that a field says whether or not they hold. Whether case matters is asked of a unique text; of a history nobody need ask."""
    kind = kind_of(str(said.get("type", "")), formula="formula" in said)
    unasked = {"history"} if said.get("unique") else {"history", "case_sensitive"}
    return frozenset(one.name for one in ATTRIBUTES if one.kind == "flag" and kind is not None and one.name in kind.takes - unasked)

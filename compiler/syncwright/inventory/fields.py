"""Reads one field: a `CustomField` file, or a `fields` element of an object's file. Knows nothing of the object it belongs to."""

from syncwright.inventory.model import Field
from syncwright.inventory.source import Reading
from syncwright.xml import Element

_SEVERAL = ("referenceTo", "summaryFilterItems")


def field_of(reading: Reading, element: Element) -> Field:
    """What the element says of a field. Raises Unreadable where a value is not of its kind."""
    said = reading.texts(element, "CustomField", _SEVERAL)
    values, value_set, controlled_by = _values(reading, element, said)
    operation = said.get("summaryOperation")
    return Field(
        type=said.get("type"),
        label=said.get("label"),
        length=reading.number(element, said, "length"),
        precision=reading.number(element, said, "precision"),
        scale=reading.number(element, said, "scale"),
        required=reading.flag(element, said, "required"),
        unique=reading.flag(element, said, "unique"),
        external_id=reading.flag(element, said, "externalId"),
        formula=said.get("formula"),
        references=tuple(sorted({one.text for one in element.all("referenceTo") if one.text})) if "referenceTo" in said else (),
        summary=f"{operation} {said.get('summarizedField') or said.get('summaryForeignKey') or ''}".strip() if operation else None,
        summary_over=said.get("summaryForeignKey"),
        values=values,
        value_set=value_set,
        controlled_by=controlled_by,
        tracked=reading.flag(element, said, "trackHistory"),
        description=said.get("description") or None,
        help=said.get("inlineHelpText") or None,
        classification=said.get("securityClassification") or None,
        compliance=compliance_of(said.get("complianceGroup")),
    )


def compliance_of(said: str | None) -> tuple[str, ...]:
    """The compliance groups that a text names, sorted."""
    # `None` is what a retrieve writes where nothing was chosen.
    return tuple(sorted({word.strip() for word in said.split(";")} - {"", "None"})) if said else ()


def _values(reading: Reading, element: Element, said: dict[str, str]) -> tuple[tuple[str, ...], str | None, str | None]:
    """Active values, the set that they are taken from, and the field that controls them."""
    held = element.first("valueSet") if "valueSet" in said else element.first("picklist") if "picklist" in said else None
    if held is None:
        return (), said.get("globalPicklist") or None, None
    definition = held.first("valueSetDefinition") or held
    return active_values(reading, definition), held.get("valueSetName"), held.get("controllingField")


#: What one value is called, in fields of today and of old, and in sets.
_VALUE_TAGS = ("value", "picklistValues", "customValue", "standardValue")


def active_values(reading: Reading, holder: Element) -> tuple[str, ...]:
    """The values that an element lists and that can be chosen, by API name, in their order."""
    values: dict[str, None] = {}
    for one in holder.children:
        if one.tag in _VALUE_TAGS:
            said = reading.texts(one, several=("controllingFieldValues",))
            name = said.get("fullName")
            if not name:
                raise reading.wrong(one, "a value of the picklist has no `fullName`")
            if "isActive" not in said or reading.flag(one, said, "isActive"):
                values[name] = None
    return tuple(values)

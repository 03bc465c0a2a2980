"""An answer of version 3 or 4 of the API: a query of `customField`, or one custom field.

Source: Account Engagement API, Custom Fields, version 4: `crm_id` is the API name of the field of Salesforce that it is mapped to.
"""

from syncwright.diagnostics import Place
from syncwright.instance import InstanceField
from syncwright.inventory.source import Unreadable, at_line
from syncwright.platforms.account_engagement.adopting.answer import Answer
from syncwright.platforms.account_engagement.adopting.rules import HELP, PROSPECT_FIELDS_NOT_READ
from syncwright.text import Position, SourceFile, Span, short
from syncwright.xml import Element, XmlError, read


def xml_answer(source: SourceFile) -> Answer:
    """What it says. Raises Unreadable."""
    try:
        root = read(source.data)
    except XmlError as error:
        at = Position(error.line, error.column)
        place = Place(source.path, span=Span(at, at))
        raise Unreadable(PROSPECT_FIELDS_NOT_READ(place, f"this is no XML: {error}", help=HELP)) from error
    if (wrong := root.get("err")) is not None:
        message = f"the answer is an error: {short(wrong, 200)}"
        raise _unreadable(source, root, message, "ask again, and give what is answered then")
    result = root.first("result")
    found = (result or root).all("customField")
    said = (result.get("total_results") if result is not None else None) or ""
    total = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else len(found)
    return Answer(tuple(_field(source, one) for one in found), total=total)


def _unreadable(source: SourceFile, at: Element, message: str, help_: str = HELP) -> Unreadable:
    return Unreadable(PROSPECT_FIELDS_NOT_READ(at_line(source.path, at.line), message, help=help_))


def _field(source: SourceFile, one: Element) -> InstanceField:
    name = one.get("field_id")
    if not name:
        raise _unreadable(source, one, "something here has no `field_id`, so that it is no custom field")
    mapped = one.get("crm_id")
    of_crm = bool(mapped) if mapped is not None else None
    return InstanceField(
        name,
        at_line(source.path, one.line),
        one.get("name") or None,
        one.get("type") or None,
        of_crm,
        None,
        ((None, mapped),) if mapped else (),
    )

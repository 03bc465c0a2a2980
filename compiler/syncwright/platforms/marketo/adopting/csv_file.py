"""An export of Field Management as CSV: *Export Field Names*, *Export All Objects*, or a table with headers of that kind.

What the columns are called is not documented, so that headers are known by their words. Source of those words: Adobe's "Standard Fields" (REST API
Name, SOAP API Name, Friendly Label) and what its REST API calls the same.
"""

import re
from collections.abc import Mapping, Sequence

from syncwright.csv_table import Line, TableNotRead, read_table
from syncwright.instance import InstanceField
from syncwright.inventory.source import Unreadable, at_line
from syncwright.names import did_you_mean
from syncwright.platforms.marketo.adopting.rules import FIELDS_NOT_READ
from syncwright.text import SourceFile, short

#: Headers in small letters, without what stands between words; the first that is there counts.
_HEADERS: Mapping[str, Sequence[str]] = {
    "name": ("restapiname", "restname", "apiname", "mlmapiname", "fieldapiname", "fieldname", "name"),
    "label": ("friendlylabel", "friendlyname", "displayname", "fieldlabel", "label", "marketofieldname", "marketofield"),
    "type": ("datatype", "fieldtype", "type"),
    "of_crm": ("crmmanaged", "managedbycrm"),
    "writable": ("updateable", "updatable"),
    "object": ("object", "objecttype", "objectname", "entity"),
    "mapped": (
        "crmfieldmap",
        "crmfield",
        "crmfields",
        "salesforcefield",
        "salesforcefields",
        "salesforceapiname",
        "sfdcfield",
        "sfdcfields",
    ),
}
#: Objects of *Export All Objects* whose fields are those of people and their companies.
_PEOPLE = ("person", "lead", "company", "leadfields", "personcompany", "leadfieldspersoncompany", "")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_ON_OBJECT = re.compile(
    r"(?:(?P<before>Lead|Contact|Account)\.)?(?P<name>[A-Za-z]\w*)(?:\s*\((?:SFDC\s+)?(?P<after>Lead|Contact|Account)\))?", re.IGNORECASE
)


def csv_fields(source: SourceFile) -> list[InstanceField]:
    """The fields that a table names. Raises Unreadable."""
    try:
        table = read_table(source.text)
    except TableNotRead as error:
        raise Unreadable(FIELDS_NOT_READ(at_line(source.path, error.line), error.says, help=error.help)) from error
    if not table.header.cells:
        return []
    columns = _columns(source, table.header)
    return [one for line in table.lines if (one := _field(source, line, columns)) is not None]


def _columns(source: SourceFile, header: Line) -> dict[str, int]:
    """Where each thing stands."""
    there = [_word(cell) for cell in header.cells]
    found = {what: there.index(word) for what, words in _HEADERS.items() for word in reversed(words) if word in there}
    if "name" not in found:
        near = did_you_mean("REST API Name", header.cells)
        message = f"no column of this header is the REST API name of a field: {short(', '.join(header.cells), 120)}"
        raise Unreadable(FIELDS_NOT_READ(at_line(source.path, header.number), message, help=near or "call one of them `REST API Name`"))
    return found


def _field(source: SourceFile, line: Line, columns: Mapping[str, int]) -> InstanceField | None:
    """One line; None if it is about another object, or about a field without a name."""
    said = {what: line.cells[at] for what, at in columns.items() if at < len(line.cells)}
    if not said.get("name") or _word(said.get("object", "")) not in _PEOPLE:
        return None
    return InstanceField(
        said["name"],
        at_line(source.path, line.number),
        said.get("label") or None,
        said.get("type") or None,
        _FLAGS.get(said.get("of_crm", "").lower()),
        _FLAGS.get(said.get("writable", "").lower()),
        tuple(_mapped(said.get("mapped", ""))),
    )


def _mapped(text: str) -> list[tuple[str | None, str]]:
    """Fields of Salesforce in one cell, such as `Tier__c (SFDC Lead), Contact.Tier__c`."""
    found = []
    for part in re.split(r"[,;\n]", text):
        match = _ON_OBJECT.fullmatch(part.strip())
        if match is not None:
            owner = match["before"] or match["after"]
            found.append((owner.capitalize() if owner else None, match["name"]))
    return found


def _word(header: str) -> str:
    return "".join(filter(str.isalnum, header)).lower()

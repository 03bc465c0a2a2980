"""One file that says what fields of people a Marketo instance has: an answer of its REST API as JSON, or an export of Field Management as CSV."""

from syncwright.instance import InstanceField
from syncwright.inventory.source import Unreadable, at_line
from syncwright.platforms.marketo.adopting.rules import FIELDS_NOT_READ, HELP
from syncwright.text import SourceFile

#: How files begin that a spreadsheet program writes: ZIP, and the older compound file.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def fields(source: SourceFile) -> list[InstanceField]:
    """The fields of people that a file names, in its order. Raises Unreadable."""
    if source.data.startswith(_WORKBOOKS):
        message = f"`{source.path}` is a workbook"
        raise Unreadable(FIELDS_NOT_READ(at_line(source.path, 1), message, help="open it and save the sheet as CSV"))
    source = _as_utf8(source)
    if source.text.lstrip()[:1] in ("{", "["):
        from syncwright.platforms.marketo.adopting.json_file import json_fields as read
    else:
        from syncwright.platforms.marketo.adopting.csv_file import csv_fields as read
    found = read(source)
    if not found:
        raise Unreadable(FIELDS_NOT_READ(at_line(source.path, 1), f"`{source.path}` names no field of people", help=HELP))
    return found


def _as_utf8(source: SourceFile) -> SourceFile:
    if not source.data.startswith(_UTF_16):
        return source
    return SourceFile(source.path, source.data.decode("utf-16", errors="replace").encode())

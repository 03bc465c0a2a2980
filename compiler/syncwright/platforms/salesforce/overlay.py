"""Rows of a profile laid over the file that is there: what they say is changed in place, and every other byte stays as it is."""

import re
from bisect import bisect
from collections.abc import Mapping

from syncwright.records import Struct
from syncwright.xml import escape, pieces, read

_TAG = "fieldPermissions"
_EMPTY = b'<?xml version="1.0" encoding="UTF-8"?>\n<Profile xmlns="http://soap.sforce.com/2006/04/metadata">\n</Profile>\n'
_ROW = """    <fieldPermissions>
        <editable>{}</editable>
        <field>{}</field>
        <readable>{}</readable>
    </fieldPermissions>
"""


class _Row(Struct, frozen=True):
    """A row that stands in the file."""

    name: str
    start: int
    end: int


def overlaid(data: bytes | None, rows: Mapping[str, tuple[bool, bool]]) -> bytes:
    """The file with rows that say so: editable and readable by field. Without a file, one that holds these rows alone."""
    data = data or _EMPTY
    children, closing = pieces(data)
    held = [_Row(_name(data[one.start : one.end]), one.start, one.end) for one in children if one.tag == _TAG]
    edits = [(one.start, one.end, _said(data[one.start : one.end], *rows[one.name])) for one in held if one.name in rows]
    ordered = sorted(held, key=lambda one: one.name)
    names = [one.name for one in ordered]
    behind = next((one.start for one in children if one.tag > _TAG), closing)
    for name in sorted(rows.keys() - set(names)):
        # Rows of one kind stand together; Salesforce refuses a file in which others come between them.
        place = bisect(names, name)
        at = line_after(data, ordered[place - 1].end) if place else line_of(data, held[0].start if held else behind)
        edits.append((at, at, _new(name, *rows[name])))
    parts: list[bytes] = []
    done = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        parts += [data[done:start], text]
        done = end
    return b"".join([*parts, data[done:]])


def _name(row: bytes) -> str:
    # A piece has no declaration of a namespace, and needs none: only names without a prefix stand in such files.
    return read(row).get("field") or ""


def _said(row: bytes, editable: bool, readable: bool) -> bytes:
    for tag, flag in (("editable", editable), ("readable", readable)):
        row, found = re.subn(rb"(<%b>)[^<]*(</%b>)" % (tag.encode(), tag.encode()), rb"\g<1>%b\g<2>" % _word(flag), row)
        if not found:
            row = row.replace(b"</fieldPermissions>", b"<%b>%b</%b></fieldPermissions>" % (tag.encode(), _word(flag), tag.encode()))
    return row


def _new(name: str, editable: bool, readable: bool) -> bytes:
    return _ROW.format(_word(editable).decode(), escape(name), _word(readable).decode()).encode()


def _word(flag: bool) -> bytes:
    return b"true" if flag else b"false"


def line_of(data: bytes, at: int) -> int:
    """Where the line begins that holds this place, if nothing but blanks stands before it on the line."""
    start = data.rfind(b"\n", 0, at) + 1
    return start if not data[start:at].strip() else at


def line_after(data: bytes, at: int) -> int:
    """Where the next line begins, if nothing but blanks stands behind this place on its line."""
    end = data.find(b"\n", at)
    return end + 1 if end != -1 and not data[at:end].strip() else at

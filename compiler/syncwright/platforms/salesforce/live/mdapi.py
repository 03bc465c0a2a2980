"""Files of source as those of the Metadata API's own format, and back: there all fields of an object stand in one file, and no name ends in `-meta.xml`.

What stands in a field's element stays byte for byte, both ways.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from syncwright.platforms.salesforce.observe import META
from syncwright.text import SourceFile
from syncwright.xml import XmlError, pieces

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = b'xmlns="http://soap.sforce.com/2006/04/metadata"'
_FIELD = re.compile(r"(?:.*/)?objects/([^/]+)/fields/[^/]+\.field-meta\.xml")
#: How a file of ours begins.
_ROOT = re.compile(rb'<\?xml version="1\.0" encoding="UTF-8"\?>\n<[A-Za-z]+ xmlns="[^"]*">')
#: Folders of the format, by the ending of a file's name.
FOLDERS = {
    "permissionset": "permissionsets",
    "permissionsetgroup": "permissionsetgroups",
    "mutingpermissionset": "mutingpermissionsets",
    "profile": "profiles",
    "flow": "flows",
    "globalValueSet": "globalValueSets",
    "sharingRules": "sharingRules",
}


def composed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of source as those of a package, by path."""
    found: dict[str, bytes] = {}
    fields: dict[str, list[bytes]] = {}
    for path, data in sorted(files.items()):
        held = _FIELD.fullmatch(path)
        if held is not None:
            fields.setdefault(held[1], []).append(b"    <fields>\n" + inside(data) + b"    </fields>\n")
        else:
            name = path.rpartition("/")[2].removesuffix(META)
            found[f"{FOLDERS[name.rpartition('.')[2]]}/{name}"] = data
    for owner, rows in fields.items():
        found[f"objects/{owner}.object"] = b"".join((_HEAD, b"<CustomObject ", _NAMESPACE, b">\n", *rows, b"</CustomObject>\n"))
    return found


def inside(data: bytes) -> bytes:
    """What stands between a root's tags, whole lines of it."""
    head = _ROOT.match(data)
    if head is None:  # written by others: a comment before the root, or another encoding
        children, closing = pieces(data)
        return b"    " + data[children[0].start : closing].strip() + b"\n" if children else b""
    return data[head.end() : data.rindex(b"</")].strip(b"\n") + b"\n"


def decomposed(files: Iterable[SourceFile]) -> Iterator[SourceFile]:
    """Files of a package as those of source: each field of an object in a file of its own. Raises XmlError for an object that is no XML."""
    for file in files:
        folder, _, name = file.path.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        if suffix == "object":
            yield from _fields(file, stem)
        elif suffix == "field" or name.endswith(META) or not folder:
            yield file
        else:
            yield SourceFile(f"{file.path}{META}", file.data)


def _fields(file: SourceFile, owner: str) -> Iterator[SourceFile]:
    for piece in pieces(file.data)[0]:
        if piece.tag == "fields":
            row = file.data[piece.start : piece.end]
            name = _name(row)
            whole = b"".join(
                (
                    _HEAD,
                    b"<CustomField ",
                    _NAMESPACE,
                    b">\n    ",
                    row[row.index(b">") + 1 : row.rindex(b"</")].strip(),
                    b"\n</CustomField>\n",
                )
            )
            yield SourceFile(f"objects/{owner}/fields/{name}.field{META}", whole)


def _name(row: bytes) -> str:
    found = re.search(rb"<fullName>\s*([A-Za-z][A-Za-z0-9_]{0,120})\s*</fullName>", row)
    if found is None:
        raise XmlError("a field has no name", 1, 1)
    return found[1].decode()


__all__ = ["FOLDERS", "composed", "decomposed", "inside"]

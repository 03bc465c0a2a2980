"""Characters that a spec file may not hold, because a reviewer cannot see them or sees something else."""

import re
import unicodedata
from collections.abc import Iterator

#: Bytes that may stand in a file which is ASCII all through: printable ones, tab and LF. CR only before LF (checked apart).
_PLAIN = bytes([*range(0x20, 0x7F), 0x09, 0x0A, 0x0D])

# C0 and C1 controls but tab, LF and CRLF; line and paragraph separators; zero-width and bidirectional controls;
# the byte order mark inside a file; variation selectors but the one that makes an emoji; joiners of shorthand, music and
# hieroglyphs; tags of the supplementary planes; non-characters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|\r(?!\n)"
)
# What XML has no way to hold, not even by its number. Nearly everything that people write ends in XML.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NON_CHARACTER = frozenset(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))


def all_plain(data: bytes) -> bool:
    """Whether the bytes hold nothing but printable ASCII, tabs and line ends: the fast answer for most files."""
    return not data.translate(None, _PLAIN) and (b"\r" not in data or data.count(b"\r") == data.count(b"\r\n"))


def refused(text: str) -> Iterator[tuple[int, str]]:
    """Each forbidden character: its index in `text` and how to call it."""
    for match in _REFUSED.finditer(text):
        yield match.start(), name_of(match.group()[0])
    for index, character in enumerate(text) if _NON_CHARACTER.intersection(text) else ():
        if character in _NON_CHARACTER and not _REFUSED.match(character):
            yield index, name_of(character)


def unwritable(text: str) -> str | None:
    """The first character that may not stand in a spec even as an escape, and how to call it."""
    match = _UNWRITABLE.search(text)
    return name_of(match.group()) if match is not None else None


def name_of(character: str) -> str:
    """Such as `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, _CONTROLS.get(character, 'control character'))}"


_CONTROLS = {"\r": "CARRIAGE RETURN without a line feed", "\x00": "NULL", "\x1b": "ESCAPE", "\x85": "NEXT LINE", "\x08": "BACKSPACE"}

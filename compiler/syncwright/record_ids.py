"""Record ids as Salesforce writes them: 15 characters in which case matters, or 18 that are safe in any case. Knows no object."""

import re

_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?")


def checksum(id15: str) -> str:
    """The three characters that make a case-sensitive 15-character Salesforce id safe to compare in any case."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    chunks = (id15[i : i + 5] for i in (0, 5, 10))
    return "".join(letters[sum(1 << i for i, c in enumerate(chunk) if c.isupper())] for chunk in chunks)


def whole_id(text: str) -> str | None:
    """The id in 18 characters; None if the text is no record id or its checksum is wrong."""
    if not _ID.fullmatch(text):
        return None
    whole = text[:15] + checksum(text[:15])
    return whole if text in (whole, text[:15]) else None


def same_id(one: str, other: str) -> bool:
    """Whether two texts are the same record id, whatever their lengths, or the same text."""
    return (whole_id(one) or one) == (whole_id(other) or other)

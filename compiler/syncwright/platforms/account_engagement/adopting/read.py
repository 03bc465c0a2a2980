"""One file that says what custom fields an account has: an answer of version 5 of the API as JSON, or of version 3 or 4 as XML."""

from syncwright.inventory.source import Unreadable, at_line
from syncwright.platforms.account_engagement.adopting.answer import Answer
from syncwright.platforms.account_engagement.adopting.rules import HELP, PROSPECT_FIELDS_NOT_READ
from syncwright.text import SourceFile


def answer(source: SourceFile) -> Answer:
    """What a file says, told apart by how it begins. Raises Unreadable."""
    begins = source.text.lstrip()[:1]
    if begins == "<":
        from syncwright.platforms.account_engagement.adopting.xml_file import xml_answer as read
    elif begins in ("{", "["):
        from syncwright.platforms.account_engagement.adopting.json_file import json_answer as read
    else:
        raise Unreadable(PROSPECT_FIELDS_NOT_READ(at_line(source.path, 1), f"`{source.path}` is neither JSON nor XML", help=HELP))
    found = read(source)
    if not found.fields:
        raise Unreadable(PROSPECT_FIELDS_NOT_READ(at_line(source.path, 1), f"`{source.path}` names no custom field", help=HELP))
    return found

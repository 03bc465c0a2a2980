"""How much a field of Salesforce takes, and what Salesforce refuses, each with its source. Knows no spec, and no other platform."""

from syncwright.facts import Fact
from syncwright.inventory.model import Field

TOO_LONG = Fact("Salesforce refuses a value that is too long (STRING_TOO_LONG)", "SOAP API Developer Guide: AllowFieldTruncationHeader")
DIGITS = Fact("Salesforce refuses a number with more digits than the field has", "SOAP API Developer Guide: exception codes")
MUST_FIT = Fact("Salesforce refuses a value of another type", "SOAP API Developer Guide: exception codes")
DAY_ONLY = Fact("a date field has no time of day", "Salesforce Help: Custom Field Types")

#: Types whose values are texts that can be longer than a few characters.
TEXTS = frozenset({"Text", "TextArea", "LongTextArea", "Html", "Email", "Phone", "Url", "EncryptedText"})
_LENGTHS = {"TextArea": 255, "LongTextArea": 32_768, "Html": 32_768, "Email": 80, "Phone": 40, "Url": 255}
#: Types whose values Salesforce makes itself.
_MADE = ("AutoNumber", "Summary")


def length(held: Field) -> int | None:
    """How many characters a field of Salesforce takes: what the org says, else the most of its type; None where it holds no text."""
    if held.type not in TEXTS or held.formula is not None:
        return None
    return held.length or _LENGTHS.get(held.type)


def whole_digits(held: Field) -> int | None:
    """How many digits a number has before the point; None where that is not known."""
    return held.precision - (held.scale or 0) if held.precision is not None else None


def is_written(held: Field) -> bool:
    """Whether anybody can write the field."""
    return held.formula is None and not held.read_only and held.type not in _MADE

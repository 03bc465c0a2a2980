"""How much a value can hold on either side, by type. Sources: each fact carries its own."""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.platforms.marketo.types.words import MarketoType

STRING = Fact("a String holds 255 characters", "Adobe: field types")
TEXT = Fact("a Text Area holds 30,000 bytes, of which a character outside ASCII takes up to 4", "Adobe: field types")
WHOLE = Fact("an Integer or a Score is a whole number", "Adobe: field types")
PERCENT = Fact("a Percent is a whole number", "Adobe: field types")
COPIED = Fact("of an amount the number is copied, whatever its currency", "Adobe: opportunity sync")
FLOATS = Fact(
    "a Float or a Currency keeps about seven digits, and large amounts become other numbers",
    "blog.teknkl.com: Marketo currency fields",
    certain=False,
)
BLANK = Fact("a Boolean there can be blank, which some features take for false and some do not", "Marketing Nation 350630", certain=False)
ID_ONLY = Fact("the id syncs, and not the name behind it", "Adobe: field sync")
JOINED = Fact("several values become one text, joined by `;`", "Marketing Nation: Marketo Whisperer, 2015", certain=False)
RESTRICTED = Fact("a restricted picklist takes none but its values", "Adobe: Marketo Measure error notifications")
INTEGER = Fact("an Integer there has 64 bits", "blog.teknkl.com: Marketo field limits, integers", certain=False)
MISMATCH = Fact("where the two types do not match, Marketo deletes what is in its field", "Adobe: field sync")
NO_TIME = Fact("a Date has no time of day", "Adobe: field types")

#: Characters of those that count characters, and bytes of those that count bytes.
CHARACTERS: Mapping[MarketoType, int] = {"string": 255}
BYTES: Mapping[MarketoType, int] = {"text": 30_000}
#: The longest of all, for a field of which nobody knows the type.
MOST_BYTES = 30_000
#: Most bytes that one character takes in UTF-8.
WIDEST = 4
#: A whole number that a Float of 32 bits still keeps: 2 to the power of 24.
EXACT = 16_777_216

_WHOLE = frozenset({"integer", "score", "percent"})


def whole(type_: MarketoType | None) -> bool:
    """Whether a type keeps whole numbers alone."""
    return type_ in _WHOLE

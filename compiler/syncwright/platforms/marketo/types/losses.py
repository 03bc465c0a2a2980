"""What the values of a field lose between Salesforce and Marketo, each way, by the types of both sides. Knows no specs, and no data."""

from collections.abc import Iterator, Sequence

from syncwright.crossing import Beyond, Kind, Larger, Longer, Loss, NotAmong, Test, Way
from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.inventory.takes import DAY_ONLY, DIGITS, MUST_FIT, TOO_LONG, is_written, length, whole_digits
from syncwright.platforms.marketo.types import limits
from syncwright.platforms.marketo.types.ignored import IGNORED
from syncwright.platforms.marketo.types.words import TITLES, MarketoType
from syncwright.records import Struct
from syncwright.spec.words import Direction

_LOOKUPS = ("Lookup", "MasterDetail", "Hierarchy")
_PICKLISTS = ("Picklist", "MultiselectPicklist")
_NUMBERS = ("Number", "Currency", "Percent")
_FLOATS = ("float", "currency")
#: What kind of value a type holds, on either side; what is missing holds texts.
_FAMILIES = {
    **dict.fromkeys(("Number", "Currency", "Percent", "Summary", "currency", "float", "integer", "percent", "score"), "number"),
    **dict.fromkeys(("Checkbox", "boolean"), "truth"),
    **dict.fromkeys(("Date", "DateTime", "date", "datetime"), "day"),
}


class Sides(Struct, frozen=True):
    """One field on both sides. `values`: those of a picklist that the org knows. `several_currencies`: whether the org has them.

    `custom`: whether it is a custom field; of standard lookups Marketo makes people, companies and owners. `ignored`: whether the sync leaves it alone.
    """

    held: Field
    there: MarketoType | None
    values: Sequence[str] = ()
    several_currencies: bool = False
    custom: bool = True
    ignored: bool = False


def losses(sides: Sides, direction: Direction) -> Iterator[Loss]:
    """Everything that is lost in a direction, in the order in which people read it."""
    if sides.ignored and direction != "hidden":
        yield _from("field", "nothing of it arrives", IGNORED, "filled")
        return
    if direction in ("two-way", "from-salesforce"):
        yield from _from_salesforce(sides)
    if direction in ("two-way", "to-salesforce"):
        yield from _to_salesforce(sides)


def _from_salesforce(sides: Sides) -> Iterator[Loss]:
    held, there = sides.held, sides.there
    yield from _too_long_there(held, there)
    if held.type in _LOOKUPS and sides.custom:
        yield _from("record", "people see a record id", limits.ID_ONLY, "filled")
    if held.type == "MultiselectPicklist":
        yield _from("values", "several values become one text", limits.JOINED, "several")
    if held.type in _NUMBERS and held.scale and limits.whole(there):
        assert there is not None, "a type that keeps whole numbers is a type"
        source = limits.PERCENT if there == "percent" else limits.WHOLE
        yield _from("fraction", f"what stands behind the point may have no place in a {TITLES[there]}", source, "fraction")
    if held.type in _NUMBERS and there in _FLOATS and _exceeds(held, limits.EXACT):
        yield _from("exactness", "large numbers may change", limits.FLOATS, Beyond(limits.EXACT))
    if held.type == "Currency" and sides.several_currencies:
        yield _from("currency", "the currency of the amount is lost", limits.COPIED, "filled")
    if there is not None and apart(held, there) and family(there) != "text":
        yield _from("text", f"what is no {TITLES[there]} has no place", limits.MISMATCH)
    if held.type == "DateTime" and there == "date":
        yield _from("time", "the time of day is lost", limits.NO_TIME, "time")


def _too_long_there(held: Field, there: MarketoType | None) -> Iterator[Loss]:
    size = length(held)
    if size is None:
        return
    most = limits.CHARACTERS.get(there) if there is not None else None
    if most is not None and size > most:
        yield _from("length", f"of {size:,} characters {most:,} have a place", limits.STRING, Longer(most))
    elif size > limits.MOST_BYTES:
        says = f"of {size:,} characters at most {limits.MOST_BYTES:,} have a place, and fewer outside ASCII"
        yield _from("length", says, limits.TEXT, Larger(limits.MOST_BYTES))
    elif size * limits.WIDEST > limits.MOST_BYTES:
        yield _from("length", f"of {size:,} characters fewer have a place outside ASCII", limits.TEXT, Larger(limits.MOST_BYTES))


def _to_salesforce(sides: Sides) -> Iterator[Loss]:
    held, there = sides.held, sides.there
    if not is_written(held):
        return
    size = length(held)
    longest = limits.CHARACTERS.get(there) or limits.BYTES.get(there) if there is not None else None
    if size is not None and (longest is None or longest > size):
        yield _to("length", f"a text of more than {size:,} characters is refused", TOO_LONG, Longer(size))
    if held.type in _PICKLISTS and sides.values:
        several = held.type == "MultiselectPicklist"
        says = f"a value that is none of its {len(sides.values):,} is refused, if the picklist is restricted"
        yield _to("value", says, limits.RESTRICTED, NotAmong(tuple(sides.values), several))
    if held.type == "Checkbox" and there in (None, "boolean"):
        yield _to("blank", "blank and false become one", limits.BLANK, "blank")
    if held.type in _NUMBERS and held.precision is not None:
        yield from _digits(held)
    if held.type == "Date" and there == "datetime":
        yield _to("time", "the time of day is lost", DAY_ONLY, "time")
    if apart(held, there) and family(there) == "text":
        yield _to("text", f"a text that is no {held.type} is refused", MUST_FIT)


def _digits(held: Field) -> Iterator[Loss]:
    digits = whole_digits(held)
    assert digits is not None, "asked of fields with digits"
    says = f"a number of more than {digits} digits{' before the point' if held.scale else ''} is refused"
    yield _to("digits", says, DIGITS, Beyond(10**digits - 1))


def family(type_: str | None) -> str | None:
    """What kind of value a type of either side holds; None of one that nobody knows."""
    return _FAMILIES.get(type_, "text") if type_ is not None else None


def apart(held: Field, there: MarketoType | None) -> bool:
    """Whether the two hold values of different kinds."""
    return there is not None and held.type is not None and family(held.type) != family(there)


def _exceeds(held: Field, most: int) -> bool:
    return held.precision is None or 10 ** (held.precision - (held.scale or 0)) - 1 > most


def _from(kind: Kind, says: str, fact: Fact, test: Test | None = None) -> Loss:
    return _loss("from Salesforce", kind, says, fact, test)


def _to(kind: Kind, says: str, fact: Fact, test: Test | None = None) -> Loss:
    return _loss("to Salesforce", kind, says, fact, test)


def _loss(way: Way, kind: Kind, says: str, fact: Fact, test: Test | None) -> Loss:
    return Loss(kind, way, says, fact, test)

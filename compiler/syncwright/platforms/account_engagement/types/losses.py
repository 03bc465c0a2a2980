"""What the values of a field lose between Salesforce and Account Engagement, each way, by the types and the sync behaviour. Knows no specs, and no data."""

from collections.abc import Iterator

from syncwright.crossing import Beyond, Kind, Longer, Loss, NotAmong, Test, Way
from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.inventory.takes import DIGITS, TOO_LONG, is_written, length, whole_digits
from syncwright.platforms.account_engagement.types import limits
from syncwright.platforms.account_engagement.types.words import LISTS, SEVERAL, AeType
from syncwright.records import Struct
from syncwright.spec.words import Direction

_LOOKUPS = ("Lookup", "MasterDetail", "Hierarchy")
_PICKLISTS = ("Picklist", "MultiselectPicklist")
_NUMBERS = ("Number", "Currency", "Percent", "Summary")
_DAYS = ("Date", "DateTime")


class Sides(Struct, frozen=True):
    """One field on both sides. `values`: those of a picklist that the org knows; `offered`: the predefined ones there. None where nobody knows them.

    `default`: whether it is a default field there, and `locked`: whether nobody can change how it syncs. `wins`: whose value is kept.
    `overwrites`: whether a blank value of Salesforce replaces a prospect's. `several_currencies`: whether the org has them.
    """

    held: Field
    there: AeType | None
    values: tuple[str, ...] | None = None
    offered: tuple[str, ...] | None = None
    default: bool = False
    locked: bool = False
    wins: str | None = None
    overwrites: bool = False
    several_currencies: bool = False


def losses(sides: Sides, direction: Direction) -> Iterator[Loss]:
    """Everything that is lost in a direction, in the order in which people read it. Of a locked field both sides are the vendor's own."""
    if sides.locked:
        return
    if direction != "hidden" and _never(sides):
        yield _from("field", "nothing of it arrives", limits.NO_LOOKUP, "filled")
        return
    if direction in ("two-way", "from-salesforce"):
        yield from _from_salesforce(sides)
    if direction in ("two-way", "to-salesforce"):
        yield from _to_salesforce(sides)


def _never(sides: Sides) -> bool:
    """Whether no field there takes it. A default field that is mapped to a lookup is the vendor's own business."""
    if sides.default:
        return False
    return sides.held.type == "Location" or (sides.held.type in _LOOKUPS and sides.there != "CRM User")


# ------------------------------------------------------------------ from Salesforce


def _from_salesforce(sides: Sides) -> Iterator[Loss]:
    held, there = sides.held, sides.there
    yield from _too_long_there(sides)
    if held.type == "Phone" and there == "Number":
        yield _from("text", "what is no number does not arrive", limits.PHONE)
    elif there is not None and _apart(held, there):
        yield _from("text", f"what is no {there} has no place", _takes(there))
    if held.type == "MultiselectPicklist" and there in limits.ONE:
        yield _from("values", f"of several values one has a place in a {there}", limits.ONE_OPTION, "several")
    yield from _not_offered(sides)
    if held.type == "DateTime" and there == "Date":
        yield _from("time", "the time of day may be lost", limits.DAYS, "time")
    if held.type == "Currency" and sides.several_currencies:
        yield _from("currency", "the currency of the amount is lost", limits.NO_CURRENCY, "filled")
    if _blank_stays(sides):
        yield _from("blank", "a blank does not clear the prospect's value", limits.FILLS, "blank")


def _too_long_there(sides: Sides) -> Iterator[Loss]:
    size, known = length(sides.held), limits.longest(sides.there, default=sides.default)
    if size is not None and known is not None and size > known[0]:
        yield _from("length", f"of {size:,} characters {known[0]:,} have a place", known[1], Longer(known[0]))


def _not_offered(sides: Sides) -> Iterator[Loss]:
    """Values of a picklist that are not among the predefined ones there, or that a checkbox has."""
    held, there = sides.held, sides.there
    if held.type == "Checkbox" and there is not None and there != "Radio Button":
        yield _from("value", f"`true` and `false` are no values of a {there}", limits.TRUE_FALSE, "filled")
    elif held.type in _PICKLISTS and there in LISTS and sides.offered is not None and _beyond(sides.values, sides.offered):
        says = f"a value that is none of its {len(sides.offered):,} there has no place"
        yield _from("value", says, limits.SAME_VALUES, NotAmong(sides.offered, held.type == "MultiselectPicklist"))


def _takes(there: AeType) -> Fact:
    return limits.NUMBERS if there == "Number" else limits.DAYS if there == "Date" else limits.SAME_VALUES


def _apart(held: Field, there: AeType) -> bool:
    """Whether a type that takes numbers or days alone meets values of another kind."""
    if there == "Number":
        return held.type not in (*_NUMBERS, "AutoNumber", None)
    return there == "Date" and held.type not in (*_DAYS, None)


def _beyond(values: tuple[str, ...] | None, offered: tuple[str, ...]) -> bool:
    """Whether there may be values that are not offered."""
    return values is None or not set(values) <= set(offered)


def _blank_stays(sides: Sides) -> bool:
    """Whether a blank in Salesforce does not reach the prospect. What it does with the most recent value is not documented."""
    if sides.held.type == "Checkbox":
        return False
    return sides.wins == "account_engagement" or (sides.wins == "salesforce" and not sides.overwrites)


# ------------------------------------------------------------------ to Salesforce


def _to_salesforce(sides: Sides) -> Iterator[Loss]:
    held, there = sides.held, sides.there
    if not is_written(held):
        return
    yield from _too_long_here(sides)
    yield from _refused(sides)
    if held.type in _NUMBERS and (digits := whole_digits(held)) is not None:
        says = f"a number of more than {digits} digits{' before the point' if held.scale else ''} is refused"
        yield _to("digits", says, DIGITS, Beyond(10**digits - 1))
    if there is not None and _unlike(held, there):
        yield _to("text", f"a value that is no {held.type} is refused", limits.MATCH)
    if sides.wins in ("account_engagement", "salesforce") and held.type != "Checkbox":
        yield _to("blank", "an empty value there clears nothing here", limits.KEEPS, "blank")


def _too_long_here(sides: Sides) -> Iterator[Loss]:
    size, known = length(sides.held), limits.longest(sides.there, default=sides.default)
    if size is not None and sides.there not in ("Number", "Date") and (known is None or known[0] > size):
        yield _to("length", f"a text of more than {size:,} characters is refused", TOO_LONG, Longer(size))


def _refused(sides: Sides) -> Iterator[Loss]:
    """Values that a picklist does not have, where prospects can have them."""
    held, several = sides.held, sides.held.type == "MultiselectPicklist"
    if held.type in _PICKLISTS and sides.values and (sides.offered is None or _beyond(sides.offered, sides.values)):
        says = f"a value that is none of its {len(sides.values):,} is refused, if the picklist is restricted"
        yield _to("value", says, limits.RESTRICTED, NotAmong(sides.values, several))
    if held.type == "Picklist" and sides.there in SEVERAL:
        yield _to("values", f"several values have no place in a {held.type}", limits.MATCH, "several")


def _unlike(held: Field, there: AeType) -> bool:
    """Whether what prospects hold can be of another kind than what Salesforce takes."""
    if held.type in _NUMBERS:
        return there != "Number"
    if held.type in _DAYS:
        return there != "Date"
    return held.type == "Checkbox" and there != "Radio Button"


def _from(kind: Kind, says: str, fact: Fact, test: Test | None = None) -> Loss:
    return _loss("from Salesforce", kind, says, fact, test)


def _to(kind: Kind, says: str, fact: Fact, test: Test | None = None) -> Loss:
    return _loss("to Salesforce", kind, says, fact, test)


def _loss(way: Way, kind: Kind, says: str, fact: Fact, test: Test | None) -> Loss:
    return Loss(kind, way, says, fact, test)

"""Fields looked at one by one, in each unit of a connector: findings at the words in the specs that Account Engagement has otherwise.

What is wrong at one place is found once, however many units and objects have it: the place is the cause.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.types import typed
from syncwright.diagnostics import Finding, Place
from syncwright.inventory import Field
from syncwright.inventory.takes import is_written
from syncwright.names import did_you_mean
from syncwright.platforms.account_engagement.default_fields import BY_FIELD, BY_NAME_THERE
from syncwright.platforms.account_engagement.fields import MAPPED, Side, ae_field, ways, words
from syncwright.platforms.account_engagement.types import blanks, opted_out, rules, together
from syncwright.platforms.account_engagement.types.counterparts import CHECKBOX, PHONE, TRUE_FALSE, UNSUPPORTED, counterpart
from syncwright.platforms.account_engagement.types.fits import TEXT_IN_PICKLIST, fits
from syncwright.platforms.account_engagement.types.told import Told
from syncwright.platforms.account_engagement.types.words import TYPES, ae_type, written
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.rules._fields import listed
from syncwright.spec.words import Direction

_WRITES = ("two-way", "to-salesforce")
#: The way that a field goes whose source is fixed, and the way against it.
_ALONG: dict[str | None, Direction] = {"account_engagement": "to-salesforce", "salesforce": "from-salesforce"}
_AGAINST: dict[str | None, Direction] = {"account_engagement": "from-salesforce", "salesforce": "to-salesforce"}


def findings(catalog: Catalog, connector: str, fields: Sequence[CatalogField]) -> Iterator[Finding]:
    """Of each field in turn, of a compound each part, and of fields that are one there."""
    mine = [unit for unit in units(catalog) if unit.connector.name == connector]
    # Where nothing is said of one unit alone, all have what the first has.
    of_units = [_told(catalog, unit, fields) for unit in (mine if any(map(_apart, fields)) else mine[:1])]
    found: dict[tuple[str, Place], Finding] = {}
    for told in of_units:
        for finding in (*_each(told), *together.findings(told), *opted_out.findings(catalog, told)):
            found.setdefault((finding.rule.id, finding.place), finding)
    yield from found.values()
    yield from blanks.findings([one for told in of_units for one in told])


def _apart(field: CatalogField) -> bool:
    """Whether anything is said of one business unit."""
    layers = (field.spec.at, field.group.defaults.at, *(part.at for part in field.spec.parts.values()))
    return any("/" in address for words in layers for address in words)


def _told(catalog: Catalog, unit: Unit, fields: Sequence[CatalogField]) -> list[Told]:
    sides = [side for field in fields for side in _sides(catalog, unit, field)]
    return [Told(catalog, unit, side, catalog.org.field(side.object, side.name)) for side in sides]


def _sides(catalog: Catalog, unit: Unit, field: CatalogField) -> Iterator[Side]:
    for name, way in ways(catalog, unit, field):
        yield Side(field.object, name, field, way, ae_field(catalog, unit, field, name))


def _each(told: Sequence[Told]) -> Iterator[Finding]:
    for one in told:
        yield from _object(one)
        yield from _type(one)
        yield from _locked(one)
        if one.held is not None:
            yield from _held(one, one.held)


def _object(one: Told) -> Iterator[Finding]:
    if MAPPED[one.side.object] == "prospect" or one.side.direction == "from-salesforce":
        return
    fact = together.READ_ONLY[one.side.object]
    message = f"`{one.side.path}` is to go {_to(one.side.direction)}, and {fact.worded(fact.says)}"
    yield rules.READ_ONLY_OBJECT(one.side.field.at(), message, help="say `from-salesforce`")


def _to(direction: Direction) -> str:
    return {"two-way": "both ways", "to-salesforce": "to Salesforce"}.get(direction, "from Salesforce")


def _type(one: Told) -> Iterator[Finding]:
    at = words(one.side.field, one.unit.address, one.side.name)
    if at is not None and at.type is not None and ae_type(at.type) is None:
        known = [written(name) for name in TYPES]
        listed = ", ".join(f"`{name}`" for name in known)
        help_ = did_you_mean(at.type, known) or f"types: {listed}"
        yield rules.UNKNOWN_TYPE(one.at("type"), f"Account Engagement has no type `{at.type}`", help=help_)


def _locked(one: Told) -> Iterator[Finding]:
    """Another mapping or another side that wins, where neither can be changed; and the company, which nothing overrides."""
    side = one.side
    if MAPPED[side.object] != "prospect":
        return
    mine = BY_FIELD.get((side.object, side.name))
    theirs = BY_NAME_THERE.get(side.there.name or "")
    remapped = next((known for known in (mine, theirs) if known is not None and known.locked and mine is not theirs), None)
    if remapped is not None:
        ours = remapped.salesforce[side.object]
        message = f"`{side.path}` is to be `{side.there.name}`, and `{remapped.name}` is `{ours}` and no other: {remapped.fact.says}"
        yield rules.LOCKED(one.at("field"), message, help=f"leave `{ours}` and `{remapped.name}` to each other")
    elif theirs is not None and theirs.locked and side.there.wins != theirs.wins:
        message = f"`{side.there.wins}` is to win in `{theirs.name}`: {theirs.fact.says}"
        yield rules.LOCKED(one.at("wins"), message, help=f"say `wins: {theirs.wins}`, or leave it out")
    elif theirs is not None and theirs.locked and side.direction == _AGAINST[theirs.wins]:
        message = f"`{side.path}` is to go {_to(side.direction)}: {theirs.fact.says}"
        yield rules.LOCKED(side.field.at(), message, help=f"say `{_ALONG[theirs.wins]}`")
    if side.there.name == "company" and side.there.wins == "account_engagement":
        fact = BY_NAME_THERE["company"].fact
        message = f"Account Engagement is to win in `company`, which is {fact.says}"
        yield rules.COMPANY(one.at("wins"), message, help="say `wins: salesforce`")


def _held(one: Told, held: Field) -> Iterator[Finding]:
    """What follows from the type in Salesforce, of a field that somebody maps."""
    side, there = one.side, one.side.there
    pair = counterpart(held)
    custom = side.name.endswith("__c")
    if not pair.supported and pair.fact.certain and (custom or one.at("field") != side.field.at()) and not there.locked:
        message = f"`{side.path}` is {typed(held)}: {UNSUPPORTED.says}"
        yield rules.UNSUPPORTED(side.field.at(), message, help="hide it, and sync a field that holds the name or the value")
        return
    if there.wins == "account_engagement" and not there.locked and not is_written(held):
        what = (
            "a formula"
            if held.formula is not None
            else f"{typed(held)}, which Salesforce works out itself"
            if not held.read_only
            else "read-only"
        )
        message = f"Account Engagement is to win in `{side.path}`, which is {what}"
        yield rules.NOBODY_WRITES(one.at("wins"), message, help="say `wins: salesforce`")
    if there.default and BY_NAME_THERE.get(there.name or "") is not None:
        return
    if held.type == "Phone" and there.type == "Number":
        message = f"`{side.path}` is a phone and a Number in `{one.where}`: {PHONE.says}"
        yield rules.NUMBER_FOR_A_PHONE(one.at("type"), message, help="say `type: text`")
    elif held.type == "Checkbox":
        yield from _checkbox(one)
    else:
        yield from _refused(one, held)
        yield from _values(one, held)


def _checkbox(one: Told) -> Iterator[Finding]:
    there = one.side.there
    if there.type != "Radio Button":
        message = f"`{one.side.path}` is a checkbox and a {there.type} in `{one.where}`: {CHECKBOX.says}"
        yield rules.NOT_A_RADIO_BUTTON(one.at("type"), message, help="say `type: radio_button`")
    elif there.values is not None and set(there.values) != set(TRUE_FALSE):
        message = f"`{one.side.path}` is a checkbox, and has the values {listed(there.values)} in `{one.where}`: {CHECKBOX.says}"
        yield rules.NOT_A_RADIO_BUTTON(one.at("values"), message, help="say `values: [true, false]`, or leave them out")


def _refused(one: Told, held: Field) -> Iterator[Finding]:
    """Values of a type that Salesforce's field does not take, where Account Engagement's are written to it."""
    there = one.side.there
    pushes = there.wins not in (None, "salesforce") and one.side.direction in _WRITES
    if there.typed_by != "specs" or there.type is None or not pushes:
        return
    fact = fits(there.type, held, restricted=_restricted(one.side.field))
    if fact is not None:
        message = f"`{one.side.path}` is {typed(held)}, and takes the values of a {there.type}: {fact.worded(fact.says)}"
        help_ = (
            "make it a dropdown with its values, or allow this if the picklist takes others"
            if fact == TEXT_IN_PICKLIST
            else "give both sides a type of the same kind"
        )
        yield rules.REFUSED(one.at("type"), message, help=help_)


def _restricted(field: CatalogField) -> bool | None:
    """Whether a picklist takes no other values; None where that is not known."""
    return field.spec.create.restricted if field.spec.create is not None else None


def _values(one: Told, held: Field) -> Iterator[Finding]:
    """Predefined values that the specs say, and that are not Salesforce's."""
    at = words(one.side.field, one.unit.address, one.side.name)
    ours = together.values_of(one)
    if at is None or not at.values or not ours or held.type not in ("Picklist", "MultiselectPicklist"):
        return
    theirs = set(at.values)
    more, less = [value for value in at.values if value not in ours], [value for value in ours if value not in theirs]
    if more or less:
        said = [f"{listed(more)} {'is' if len(more) == 1 else 'are'} not among those of Salesforce"] if more else []
        said += [f"{listed(less)} {'is' if len(less) == 1 else 'are'} missing"] if less else []
        message = f"the values of `{one.side.path}` in `{one.where}` are not those of the picklist: {' and '.join(said)}"
        near = {"".join(value.split()).casefold(): value for value in ours}
        alike = [near[letters] for value in more if (letters := "".join(value.split()).casefold()) in near]
        help_ = (
            f"write {listed(alike)} as Salesforce does, capitals and blanks included"
            if alike
            else "leave `values` out to have Salesforce's"
        )
        yield rules.VALUES_APART(one.at("values"), message, help=help_)

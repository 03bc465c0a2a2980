"""Fields looked at on both sides, one by one: findings where the two do not go together, each at the words in the specs that say so."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.at import place_said, said_at
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.types import typed
from syncwright.crossing import Loss
from syncwright.diagnostics import Finding, Place
from syncwright.inventory import Field
from syncwright.inventory.takes import length
from syncwright.names import did_you_mean
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.fields import MarketoField, named_field, part_at
from syncwright.platforms.marketo.known_fields import DEFAULT, REST
from syncwright.platforms.marketo.types import limits, rules
from syncwright.platforms.marketo.types.added import added
from syncwright.platforms.marketo.types.crossings import sides, ways
from syncwright.platforms.marketo.types.ignored import IGNORED, ignored
from syncwright.platforms.marketo.types.losses import losses
from syncwright.platforms.marketo.types.objects import object_sync
from syncwright.platforms.marketo.types.words import TITLES, TYPES, marketo_type
from syncwright.records import Struct
from syncwright.rules.fil928_amounts_in_several_currencies import several_currencies
from syncwright.spec.words import Direction

_READS = ("two-way", "from-salesforce")
_WRITES = ("two-way", "to-salesforce")
_LOOKUPS = ("Lookup", "MasterDetail", "Hierarchy")
#: Kinds of losses that come of two types that do not go together, whatever the values are.
_OF_TYPES = ("text", "fraction", "time")


def field_findings(catalog: Catalog, connector: str, fields: Sequence[CatalogField]) -> Iterator[Finding]:
    """Of each field in turn, of a compound each part; and of any two that say to be one field in Marketo."""
    several = several_currencies(catalog)
    for field in fields:
        yield from _documented(field, connector)
        yield from _by_type(field, connector, several=several)
        for name, direction in ways(catalog, connector, field):
            yield from _said(field, name, connector)
            held, there = catalog.org.field(field.object, name), named_field(catalog, connector, field.object, name)
            if held is not None and there is not None:
                yield from _both(catalog, _Crossed(field, name, connector, direction), held, there)
    yield from _one_name(connector, fields)


class _Crossed(Struct, frozen=True):
    """A field, or the part of one that is called `name`, on its way."""

    field: CatalogField
    name: str
    connector: str
    direction: Direction

    @property
    def path(self) -> str:
        return f"{self.field.object}.{self.name}"


def of_marketo(catalog: Catalog, connector: str) -> Iterator[Finding]:
    """Types of fields that live in Marketo alone."""
    for one in catalog.elsewhere[connector].values():
        for field in one.fields.values():
            yield from _said(field, field.name, connector)
            made = field.spec.create
            if made is not None and marketo_type(made.type) is None:
                yield _no_type(field.at("create", "type"), made.type)


def _said(field: CatalogField, name: str, connector: str) -> Iterator[Finding]:
    """A type that Marketo has not, and another name for a field whose mapping nobody can change."""
    at = said_at(field, connector) if name == field.name else part_at(field, name, connector)
    if at is None:
        return
    if at.type is not None and marketo_type(at.type) is None:
        yield _no_type(place_at(field, name, connector, "type"), at.type)
    known = DEFAULT.get(field.object, {}).get(name)
    if known is None or at.field is None:
        return
    there = REST.get(known)
    if there is not None and at.field != there:
        message = (
            f"`{field.object}.{name}` syncs with `{known}`, which is `{there}` and not `{at.field}`: standard mappings cannot be changed"
        )
        yield rules.STANDARD(place_at(field, name, connector, "field"), message, help=f"say `field: {there}`, or leave it out")


def _no_type(place: Place, said: str) -> Finding:
    listed = ", ".join(f"`{one}`" for one in TYPES)
    return rules.UNKNOWN_TYPE(place, f"Marketo has no type `{said}`", help=did_you_mean(said, TYPES) or f"types: {listed}")


def _documented(field: CatalogField, connector: str) -> Iterator[Finding]:
    """What Adobe says of the object and of the field by name."""
    direction, path = field.directions[connector], f"{field.object}.{field.name}"
    known = object_sync(field.object)
    if known is not None and known.direction == "from-salesforce" and direction in _WRITES:
        message = f"`{path}` is to go {_to(direction)}, and `{connector}` writes nothing to `{field.object}` ({known.source})"
        yield rules.DIRECTION(field.at(), message, help="say `from-salesforce`")
    if ignored(field.object, field.name):
        yield rules.IGNORED(
            field.at(), f"`{path}` reaches nobody: {IGNORED.says} ({IGNORED.source})", help="hide it, or copy it to a custom field"
        )
    wanted = added(field.name) if field.object in facts.ADDED_TO else None
    if wanted is not None and field.held is not None and field.held.type is not None and typed(wanted) != typed(field.held):
        message = f"`{path}` is {typed(field.held)}, and Marketo's set-up has it as {typed(wanted)}"
        yield rules.ADDED_TYPE(field.at(), message, help="make it anew with the type of the set-up page, before Marketo sees it")


def _to(direction: Direction) -> str:
    return "both ways" if direction == "two-way" else "to Salesforce"


def _by_type(field: CatalogField, connector: str, *, several: bool) -> Iterator[Finding]:
    """What follows from the type in Salesforce alone."""
    held, path = field.held, f"{field.object}.{field.name}"
    if held is None or field.directions[connector] not in _READS:
        return
    # A custom object finds its person through a lookup, whose id nobody reads.
    if held.type in _LOOKUPS and field.name.endswith("__c") and not field.object.endswith("__c"):
        message = f"`{path}` is a {held.type}: {limits.ID_ONLY.says}, so `{connector}` shows a record id"
        yield rules.LOOKUP(field.at(), message, help="hide it, and sync a text field that holds the name")
    if held.type == "Currency" and several:
        message = f"`{path}` is an amount, and this org has several currencies: {limits.COPIED.says}"
        yield rules.CURRENCY(field.at(), message, help="sync a field that holds the amount in one currency")


def _both(catalog: Catalog, one: _Crossed, held: Field, there: MarketoField) -> Iterator[Finding]:
    """What the two types make of each other. An assumed type is not held against anybody."""
    for loss in losses(sides(catalog, one.field.object, one.name, held, there, several=False), one.direction):
        if loss.kind == "length" and loss.way == "from Salesforce" and _over(held, there):
            message = f"`{one.path}` may be longer than `{one.connector}` keeps: {_worded(loss)}"
            yield rules.LONGER(one.field.at(), message, help=f"`syncwright losses {one.path} --data FILE` counts what is too long")
        if loss.kind in _OF_TYPES and there.typed_by == "specs":
            assert there.type is not None, "the specs say it"
            message = f"`{one.path}` is {typed(held)}, and {TITLES[there.type]} in `{one.connector}`: {_worded(loss)}"
            place = place_at(one.field, one.name, one.connector, "type")
            yield rules.TYPES_APART(place, message, help="give both sides a type of the same kind")


def _over(held: Field, there: MarketoField) -> bool:
    """Whether a value in ASCII can be too long; that one outside ASCII can, is no finding."""
    size = length(held) or 0
    return size > limits.MOST_BYTES or (there.typed_by == "specs" and size > limits.CHARACTERS.get(there.type or "text", size))


def _worded(loss: Loss) -> str:
    return f"{loss.fact.worded(loss.says)} ({loss.fact.source})"


def _one_name(connector: str, fields: Sequence[CatalogField]) -> Iterator[Finding]:
    """Two fields of one object that say to be the same field in Marketo."""
    taken: dict[tuple[str, str], CatalogField] = {}
    for field in fields:
        at = field.spec.at.get(connector)
        if at is None or at.field is None:
            continue
        first = taken.setdefault((field.object, at.field), field)
        if first is not field:
            message = f"`{first.object}.{first.name}` and `{field.object}.{field.name}` are both `{at.field}` in `{connector}`"
            place, related = field.at("at", connector, "field"), ((first.at("at", connector, "field"), "here"),)
            yield rules.SAME_NAME(place, message, help="give each a field of its own", related=related)


def place_at(field: CatalogField, name: str, connector: str, key: str) -> Place:
    """Where a detail of a field, or of one of its parts, stands: with the field, else in what its file says of all."""
    if name != field.name:
        return field.at("parts", name.removeprefix(field.name.removesuffix("Address")), "at", connector, key)
    return place_said(field, connector, key) or field.at()

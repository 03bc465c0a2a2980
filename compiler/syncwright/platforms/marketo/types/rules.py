"""What the two sides of a field make of each other, as rules. Which fields are worth a closer look is decided here, in one pass over all of them."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, Unit
from syncwright.diagnostics import Finding, Rule
from syncwright.inventory import Field
from syncwright.inventory.takes import length
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.facts import ADDED
from syncwright.platforms.marketo.types.ignored import EVERYWHERE, OF_OBJECT, WHOLE
from syncwright.platforms.marketo.types.limits import MOST_BYTES
from syncwright.platforms.marketo.types.objects import object_sync
from syncwright.rules.fil928_amounts_in_several_currencies import several_currencies

PAGES = "syncwright.platforms.marketo.pages"

UNKNOWN_TYPE = Rule("MKT720", "unknown-marketo-type", "error", PAGES)
LONGER = Rule("MKT721", "longer-than-marketo-keeps", "note", PAGES)
TYPES_APART = Rule("MKT722", "types-do-not-match", "warning", PAGES)
LOOKUP = Rule("MKT723", "lookup-brings-an-id", "warning", PAGES)
IGNORED = Rule("MKT724", "field-ignored-by-marketo", "warning", PAGES)
DIRECTION = Rule("MKT725", "direction-that-marketo-has-not", "warning", PAGES)
REFUSED = Rule("MKT726", "value-that-salesforce-refuses", "warning", PAGES)
BOTH_WRITE = Rule("MKT727", "written-on-both-sides", "warning", PAGES)
LOOP = Rule("MKT728", "update-loop", "warning", PAGES)
STANDARD = Rule("MKT729", "standard-mapping-changed", "warning", PAGES)
SAME_NAME = Rule("MKT730", "two-fields-of-one-marketo-field", "error", PAGES)
CURRENCY = Rule("MKT731", "amount-without-its-currency", "warning", PAGES)
ADDED_TYPE = Rule("MKT732", "marketo-field-of-another-type", "warning", PAGES)

RULES = (
    UNKNOWN_TYPE,
    LONGER,
    TYPES_APART,
    LOOKUP,
    IGNORED,
    DIRECTION,
    REFUSED,
    BOTH_WRITE,
    LOOP,
    STANDARD,
    SAME_NAME,
    CURRENCY,
    ADDED_TYPE,
)

_LONG, _LOOKUPS = frozenset({"LongTextArea", "Html"}), frozenset({"Lookup", "MasterDetail", "Hierarchy"})
_TYPES = _LONG | _LOOKUPS | {"Currency"}
_NAMES = frozenset({*EVERYWHERE, *ADDED}.union(*OF_OBJECT.values(), *WHOLE.values()))
_WRITES = ("two-way", "to-salesforce")


def connectors(catalog: Catalog) -> list[str]:
    """Names of the Marketo connectors."""
    return [one.name for one in catalog.connectors.values() if isinstance(one.spec, MarketoConnector)]


@UNKNOWN_TYPE.check_part
def _fields(catalog: Catalog, unit: Unit) -> Iterator[Finding]:
    """Findings of every rule about one field: at 100,000 fields each pass over them counts."""
    names = connectors(catalog)
    if not names:
        return
    several = several_currencies(catalog)
    suspects = {
        (field.object, field.name): field
        for field in unit.fields
        if field.name in _NAMES
        or field.spec.at
        or ((held := field.held) is not None and held.type in _TYPES and _by_type(field, held, several=several))
    }
    suspects |= {(field.object, field.name): field for field in _by_file(catalog, unit)}
    for name in names:
        written = {(field.object, field.name): field for field in _written(unit, name)}
        told = [field for _, field in sorted((suspects | written).items()) if field.directions.get(name, "hidden") != "hidden"]
        if told:
            # Start-up time: most runs have nothing to look at more closely.
            from syncwright.platforms.marketo.types.checks import field_findings

            yield from field_findings(catalog, name, told)


def _by_type(field: CatalogField, held: Field, *, several: bool) -> bool:
    """Whether a field of one of these types is worth a closer look: most are as long as Marketo keeps, and a custom object has its lookups to be found by."""
    if held.type in _LONG:
        return (length(held) or 0) > MOST_BYTES
    if held.type in _LOOKUPS:
        return field.name.endswith("__c") and not field.object.endswith("__c")
    return several


def _by_file(catalog: Catalog, unit: Unit) -> Iterator[CatalogField]:
    """Fields of which more is said than a glance at them shows: in what their file says of all, or of the parts of one."""
    mine = {one.name for one in unit.objects}
    yield from (field for field in catalog.rare if field.spec.parts and field.object in mine)
    for one in unit.objects:
        if any(group.defaults.at for group in one.groups):
            yield from (field for field in one.fields.values() if field.group.defaults.at)


def _written(unit: Unit, connector: str) -> Iterator[CatalogField]:
    """Fields that are to be written to objects of which nothing is."""
    for one in unit.objects:
        known = object_sync(one.name)
        if known is not None and known.direction == "from-salesforce":
            yield from (field for field in one.fields.values() if field.directions.get(connector) in _WRITES)


@LOOP.check
def _across(catalog: Catalog) -> Iterator[Finding]:
    """What campaigns and Salesforce make of a field between them."""
    if not catalog.campaigns and not catalog.rare and not catalog.filters:
        return
    from syncwright.platforms.marketo.types.writing import findings

    for name in connectors(catalog):
        yield from findings(catalog, name)


@SAME_NAME.check
def _elsewhere(catalog: Catalog) -> Iterator[Finding]:
    """Types of fields that live in Marketo alone."""
    for name in connectors(catalog):
        if name in catalog.elsewhere:
            from syncwright.platforms.marketo.types.checks import of_marketo

            yield from of_marketo(catalog, name)

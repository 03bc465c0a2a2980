"""What is wrong with bands on Salesforce: a score that a flow cannot go by, names that no list of values takes, flows that get in each other's way."""

from collections.abc import Iterator, Sequence

from syncwright.bands import bands
from syncwright.catalog.banded import banded, score_held
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding
from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.names import did_you_mean
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.band_flows import SINCE, flow_name
from syncwright.spec.compiled import BandSpec
from syncwright.text import short

#: Reports of 2021 and 2022; no page of Salesforce's says what such a flow sees.
NOT_FRESH = Fact("a flow before the save is reported to see a formula's value from before the save, or to fail", "community", certain=False)
#: Of a percentage it is not known here whether a flow sees 25 or 0.25, and an amount of money may be in another currency on each record.
_NUMBERS = frozenset({"Number", "Summary"})


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Findings about every band of the estate."""
    names: dict[str, CatalogField] = {}
    for field in banded(catalog):
        spec = field.spec.band
        assert spec is not None, "banded() found it by that"
        if field.object not in catalog.org.objects:
            continue
        yield from _score(catalog, field, spec)
        yield from _names(field, spec)
        yield from _written(field)
        yield from _taken(names, field)
        if float(catalog.estate.spec.salesforce.api_version) < SINCE:
            message = f"the flow that keeps `{field.said}` takes version {SINCE}.0 or a later one"
            yield rules.NEWER_THAN_API_VERSION(field.at("band"), message, help="raise `salesforce.api_version` in `estate.yaml`")


def _score(catalog: Catalog, field: CatalogField, spec: BandSpec) -> Iterator[Finding]:
    held, place = score_held(catalog, field), field.at("band", "of")
    if held is None:
        message = f"`{field.object}` has no field `{spec.of}` in this org"
        yield rules.BAND_OF_NO_SCORE(place, message, help=did_you_mean(spec.of, catalog.org.objects[field.object].fields))
    elif held.type is not None and held.type not in _NUMBERS:
        message = f"`{spec.of}` is of type {held.type}, and bands are made of a Number"
        yield rules.BAND_OF_NO_SCORE(place, message, help="name the field that holds the score")
    elif held.formula is not None or held.type == "Summary":
        what = "a formula" if held.formula is not None else "a roll-up summary"
        message = NOT_FRESH.worded(
            f"`{spec.of}` is {what}, and the flow that keeps `{field.said}` may go by the value it had before the save"
        )
        yield rules.BAND_OF_COMPUTED_SCORE(place, message, help="band a field that is stored, or try it in a sandbox and allow this")
    else:
        yield from _reach(field, spec, held)


def _reach(field: CatalogField, spec: BandSpec, held: Field) -> Iterator[Finding]:
    """Bands that begin above the largest number that the score's field can hold."""
    if held.precision is None:
        return
    most = 10 ** (held.precision - (held.scale or 0)) - 1
    never = [band.name for band in bands(spec.edges, spec.names) if band.start is not None and band.start > most]
    if never:
        message = f"no score is in `{short(never[0])}`: `{spec.of}` holds {most:,} at most"
        yield rules.BAND_OF_NO_SCORE(field.at("band", "edges"), message, help="take the edges above that out")


def _names(field: CatalogField, spec: BandSpec) -> Iterator[Finding]:
    if not spec.names:
        return
    made = len(bands(spec.edges))
    if len(spec.names) != made:
        message = (
            f"`{field.said}` has {made} band{'s' if made != 1 else ''} and {len(spec.names)} name{'s' if len(spec.names) != 1 else ''}"
        )
        yield rules.BAND_NAMES_UNFIT(field.at("band", "names"), message, help="name each band once, from the lowest to the highest")
        return
    for index, name in enumerate(spec.names):
        if (wrong := _wrong(spec.names, index)) is not None:
            yield rules.BAND_NAMES_UNFIT(field.at("band", "names", index), f"`{short(name)}` {wrong}", help="call the band something else")


def _wrong(names: Sequence[str], index: int) -> str | None:
    name = names[index]
    if name != name.strip() or not name.isprintable():
        return "begins or ends with a blank, or holds a character that is not seen"
    before = [other.casefold() for other in names[:index]]
    return "is the name of another band too, but for capitals" if name.casefold() in before else None


def _written(field: CatalogField) -> Iterator[Finding]:
    """A band that a connector writes: the flow sets it right at the same save."""
    writers = [name for name, way in field.directions.items() if way in ("two-way", "to-salesforce")]
    if writers:
        message = f"`{field.said}` is kept by its flow, and {' and '.join(f'`{name}`' for name in writers)} would write it"
        yield rules.BAND_WRITTEN(field.at(), message, help="let it sync `from-salesforce`")


def _taken(names: dict[str, CatalogField], field: CatalogField) -> Iterator[Finding]:
    name = flow_name(field)
    other = names.setdefault(name.casefold(), field)
    if other is not field:
        message = f"the flows of `{field.object}.{field.name}` and `{other.object}.{other.name}` would both be called `{name}`"
        related = ((other.at(), "the other"),)
        yield rules.FLOW_NAME_TAKEN(field.at(), message, help="rename one of the two fields", related=related)

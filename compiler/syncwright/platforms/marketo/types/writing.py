"""Who writes a field besides the sync: campaigns in Marketo; formulas, flows of bands and stored answers in Salesforce. What the two make of
each other is found here: values that are refused, fields that both write, and updates that go round in circles. Of flows and workflow
rules of the org the inventory knows what they may write; of Apex nothing is known.
"""

from collections.abc import Iterable, Iterator, Sequence

from syncwright.catalog.asked import predicates
from syncwright.catalog.maps import values_of as mapped
from syncwright.catalog.model import CampaignStep, Catalog, CatalogCampaign, CatalogField, Touched
from syncwright.diagnostics import Finding, Place
from syncwright.expression.predicate import columns
from syncwright.graph.formula import references
from syncwright.inventory import Field
from syncwright.inventory.takes import length
from syncwright.platforms.marketo.types import rules
from syncwright.platforms.marketo.types.crossings import values_of
from syncwright.records import Struct
from syncwright.rules._fields import listed
from syncwright.spec.words import Direction

#: A field as `Lead.Score__c`.
Path = str
_READS = ("two-way", "from-salesforce")
_WRITES = ("two-way", "to-salesforce")
_CHANGES = ("change", "change_score")
#: What clears a field, and what a token begins with: its value is known when it runs.
_CLEARS, _TOKEN = "NULL", "{{"


class Writer(Struct, frozen=True):
    """What writes a field in Salesforce, and from which fields: `says` in words, and where that stands if a spec says it."""

    writes: Path
    says: str
    reads: tuple[Path, ...]
    place: Place | None = None


def findings(catalog: Catalog, connector: str) -> Iterator[Finding]:
    """Everything about one connector."""
    campaigns = [one for one in catalog.campaigns.values() if one.connector == connector]
    for campaign in campaigns:
        for step in campaign.steps:
            if step.kind in _CHANGES:
                yield from _refused(catalog, connector, campaign, step)
                yield from _both(catalog, connector, campaign, step)
    yield from _loops(catalog, connector, campaigns)


def direction(catalog: Catalog, connector: str, owner: str, name: str) -> Direction | None:
    """Which way a field goes, or the compound that it is part of; None if the specs say nothing of it."""
    one, held = catalog.objects.get(owner), catalog.org.field(owner, name)
    if one is None:
        return None
    field = one.fields.get(name) or (one.fields.get(held.part_of) if held is not None and held.part_of is not None else None)
    return field.directions.get(connector) if field is not None else None


def writers(catalog: Catalog) -> list[Writer]:
    """What writes fields in Salesforce: what the estate makes, formulas of leads and contacts, flows and workflow rules of the org."""
    ours = {one.writes: one for one in _ours(catalog)}
    # What the estate makes is in the inventory too, once it was deployed.
    return [*ours.values(), *(one for one in _of_the_org(catalog) if one.writes not in ours)]


def _ours(catalog: Catalog) -> Iterator[Writer]:
    for field in catalog.rare:
        if field.spec.band is not None and field.spec.retire is None:
            yield _band(field, field.spec.band.of)
    for scope in catalog.scopes():
        asked = list(predicates(scope)) if scope.stored else []
        for owner, stored in scope.stored.items():
            reads = {f"{owner}.{column.name}" for of, predicate, _ in asked if of == owner for column in columns(predicate)}
            yield Writer(f"{owner}.{stored.field}", f"the flow of `{scope.name}`", tuple(sorted(reads)), scope.at("as", "field"))


def _of_the_org(catalog: Catalog) -> Iterator[Writer]:
    for owner in ("Lead", "Contact"):
        one = catalog.objects.get(owner)
        for field in one.fields.values() if one is not None else ():
            if field.held is not None and field.held.formula is not None:
                yield Writer(f"{owner}.{field.name}", "a formula", _read(owner, [field.held.formula]), field.at())
    for each in catalog.org.automations.values():
        if each.active and {"create", "update"} & {*each.on}:
            read = (*(f"{each.object}.{name}" for name in each.reads), *_read(each.object, each.formulas))
            yield from (Writer(path, f"the {each.kind} `{each.name}` of the org", read) for path in each.writes)


def _read(owner: str, formulas: Iterable[str]) -> tuple[Path, ...]:
    return tuple(sorted({f"{owner}.{name}" for formula in formulas for name in references(formula) if "." not in name}))


def _band(field: CatalogField, score: str) -> Writer:
    return Writer(f"{field.object}.{field.name}", "the flow of its band", (f"{field.object}.{score}",), field.at("band"))


def _both(catalog: Catalog, connector: str, campaign: CatalogCampaign, step: CampaignStep) -> Iterator[Finding]:
    """A campaign that changes what only Salesforce writes."""
    lost = [one for one in step.fields if direction(catalog, connector, one.object, one.field) == "from-salesforce"]
    if lost:
        names = listed([f"{one.object}.{one.field}" for one in lost])
        message = f"`{campaign.name}` changes {names}, of which `{connector}` writes nothing to Salesforce"
        yield rules.BOTH_WRITE(
            campaign.at(*step.keys, step.kind), message, help="let it sync `two-way`, or change a field of Marketo's own"
        )


# ------------------------------------------------------------------ values


def _refused(catalog: Catalog, connector: str, campaign: CatalogCampaign, step: CampaignStep) -> Iterator[Finding]:
    """Values that a step writes and Salesforce does not take."""
    written = list(_written(catalog, step))
    for place, values in written:
        for touched in step.fields:
            if touched.held is not None and direction(catalog, connector, touched.object, touched.field) in _WRITES:
                yield from _unfit(catalog, campaign, touched, touched.held, place, values)


def _written(catalog: Catalog, step: CampaignStep) -> Iterator[tuple[tuple[str | int, ...], Sequence[str]]]:
    """Keys in the campaign's file, and the values that are written by what stands there."""
    spec = step.spec
    if spec.to is not None:
        yield (*step.keys, "to"), (spec.to,)
    for number, choice in enumerate(spec.choices):
        if choice.to is not None:
            yield (*step.keys, "choices", number, "to"), (choice.to,)
    if spec.otherwise is not None:
        yield (*step.keys, "otherwise"), (spec.otherwise,)
    if spec.map is not None and spec.map in catalog.maps:
        yield (*step.keys, "map"), tuple(dict.fromkeys(mapped(catalog.maps[spec.map].spec).values()))


def _unfit(
    catalog: Catalog, campaign: CatalogCampaign, touched: Touched, held: Field, keys: Sequence[str | int], values: Sequence[str]
) -> Iterator[Finding]:
    known = [one for one in values if one != _CLEARS and not one.startswith(_TOKEN)]
    offered, size, path = values_of(catalog, held), length(held), f"{touched.object}.{touched.field}"
    strange = [one for one in known if one not in offered] if offered and held.type == "Picklist" else []
    long = [one for one in known if size is not None and len(one) > size]
    if strange:
        message = f"`{path}` has no value {listed(strange)}, and `{campaign.name}` writes {'it' if len(strange) == 1 else 'them'}"
        help_ = "write values that the picklist has: a restricted one refuses any other"
        yield rules.REFUSED(campaign.at(*keys), message, help=help_)
    if long:
        message = f"`{path}` takes {size:,} characters, and `{campaign.name}` writes {listed(long)}"
        yield rules.REFUSED(campaign.at(*keys), message, help="write a shorter value: Salesforce refuses one that is too long")


# ------------------------------------------------------------------ circles


def _loops(catalog: Catalog, connector: str, campaigns: Sequence[CatalogCampaign]) -> Iterator[Finding]:
    """Campaigns that start again by what Salesforce makes of what they changed."""
    again = [one for one in campaigns if _again(one)]
    if not again:
        return
    kept = writers(catalog)
    for campaign in again:
        waits = set(_waits(campaign))
        for step in campaign.steps:
            for touched in step.fields if step.kind in _CHANGES else ():
                start = f"{touched.object}.{touched.field}"
                way = _way_back(catalog, connector, kept, start, waits)
                if way is not None:
                    yield _loop(campaign, step, start, way)
                    break


def _again(campaign: CatalogCampaign) -> bool:
    """Whether one person can go through more than once without anybody starting it."""
    recurs = bool(campaign.events) or getattr(campaign.spec, "every", None) is not None
    return recurs and campaign.spec.qualify != "once"


def _waits(campaign: CatalogCampaign) -> Iterator[Path]:
    """The fields whose values start it, or put a person into its audience."""
    for event in campaign.events:
        yield from (f"{one.object}.{one.field}" for one in event.fields)
    for owner, predicate in campaign.on.items():
        yield from (f"{owner}.{column.name}" for column in columns(predicate))


def _way_back(catalog: Catalog, connector: str, kept: Sequence[Writer], start: Path, waits: set[Path]) -> list[Writer] | None:
    """From a field that is written in Marketo, what makes others of it until one is waited for; None if there is no way."""
    owner, _, name = start.partition(".")
    if direction(catalog, connector, owner, name) not in _WRITES:
        return None
    ways: list[list[Writer]] = [[]]
    seen: set[Path] = set()
    for way in ways:
        for writer in kept:
            if (way[-1].writes if way else start) not in writer.reads or writer.writes in seen:
                continue
            seen.add(writer.writes)
            owner, _, name = writer.writes.partition(".")
            if writer.writes in waits and direction(catalog, connector, owner, name) in _READS:
                return [*way, writer]
            ways.append([*way, writer])
    return None


def _loop(campaign: CatalogCampaign, step: CampaignStep, start: Path, way: Sequence[Writer]) -> Finding:
    made = ", ".join(f"{one.says} makes `{one.writes}` of it" for one in way)
    message = f"`{campaign.name}` changes `{start}`, {made}, and that starts `{campaign.name}` again"
    related = tuple((one.place, "made here") for one in way if one.place is not None)
    help_ = "let it run `once`, or ask in `who` for what the change makes untrue"
    return rules.LOOP(campaign.at(*step.keys, step.kind), message, help=help_, related=related)

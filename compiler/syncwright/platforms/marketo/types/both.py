"""Everything that is to be said of a Marketo connector's two sides, for people to read."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.crossing import Alone, BothSides, ObjectCrossing
from syncwright.facts import Fact
from syncwright.platforms.marketo.fields import marketo_field
from syncwright.platforms.marketo.types import limits
from syncwright.platforms.marketo.types.counterparts import ALIKE
from syncwright.platforms.marketo.types.crossings import crossings
from syncwright.platforms.marketo.types.editions import EDITIONS
from syncwright.platforms.marketo.types.floor import enforced, query
from syncwright.platforms.marketo.types.objects import CUSTOM, CUSTOM_ENDINGS, CYCLE, object_sync
from syncwright.platforms.marketo.types.words import TITLES
from syncwright.spec.compiled import ConnectorSpec

NEW_VALUES = Fact("a new value of a picklist is told to admins, and added to no form by itself", "Adobe: add or remove picklist values")
LABELS = Fact("a new label in Salesforce changes nothing in Marketo", "Adobe: field sync")
FORMULAS = Fact("a new result of a formula does not sync until something else changes the record", "Adobe: field sync")

_NOTES = (
    CYCLE,
    LABELS,
    NEW_VALUES,
    FORMULAS,
    limits.STRING,
    limits.TEXT,
    limits.INTEGER,
    limits.FLOATS,
    limits.BLANK,
    limits.JOINED,
    ALIKE,
)
_NOT_DOCUMENTED = (
    "what becomes of a text that is longer than its field in Marketo keeps",
    "which type Marketo gives an encrypted text, a time or a location",
    "whether a percentage really loses its fraction",
    "how many fields can sync",
    "in which zone a date and time is shown",
)


def both_sides(catalog: Catalog, connector: Named[ConnectorSpec]) -> BothSides:
    """Objects, the fields of those that are no custom objects, and what is known of all."""
    synced = [name for name, one in catalog.objects.items() if one.syncs(connector.name)]
    custom = tuple(name for name in synced if name.endswith(CUSTOM_ENDINGS))
    told = crossings(catalog, connector, [name for name in synced if name not in custom])
    return BothSides(
        "Marketo",
        tuple(_objects(synced, custom)),
        tuple(sorted(told, key=lambda one: (one.object, one.key, one.field))),
        tuple(_alone(catalog, connector.name)),
        custom,
        (*_NOTES, *_floor(synced), *_edition(catalog)),
        _NOT_DOCUMENTED,
    )


def _objects(names: Sequence[str], custom: Sequence[str]) -> Iterator[ObjectCrossing]:
    for name in names:
        known = object_sync(name)
        if known is not None and name not in custom:
            yield ObjectCrossing(name, f"object/{name}", known.direction, known.wins, known.but, known.source)
    if custom:
        yield ObjectCrossing("custom objects", None, CUSTOM.direction, CUSTOM.wins, CUSTOM.but, CUSTOM.source)


def _alone(catalog: Catalog, connector: str) -> Iterator[Alone]:
    for one in catalog.elsewhere.get(connector, {}).values():
        for field in one.fields.values():
            there = marketo_field(catalog, connector, field)
            type_ = TITLES[there.type] if there.type is not None else None
            yield Alone(field.key, there.rest or field.name, there.label, type_, field.why or "")


def _floor(names: list[str]) -> Iterator[Fact]:
    """Fields without which the sync fails: what we keep visible, and what is to be looked at."""
    source = "Marketing Nation 250695, read in part"
    for name in names:
        kept, asked = enforced(name), query(name)
        if kept:
            says = f"without {_listed(kept)} of `{name}` the sync is said to fail: field-level security keeps {'it' if len(kept) == 1 else 'them'} visible"
            yield Fact(says, source, certain=False)
        if asked is not None:
            says = f"nor without others of `{name}`, which have no field-level security; asked as the sync user, this shows whether they are visible: `{asked}`"
            yield Fact(says, source, certain=False)


def _edition(catalog: Catalog) -> Iterator[Fact]:
    edition = catalog.estate.spec.salesforce.edition
    known = EDITIONS.get(edition)
    if known is None:
        yield Fact(f"of {edition} edition Adobe has no set-up page", "not documented", certain=False)
    else:
        api = "" if known.api else "; the API has to be asked for"
        yield Fact(f"in {edition} edition {known.by} decides which fields sync{api}", known.source)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))

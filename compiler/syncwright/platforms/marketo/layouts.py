"""Page layouts as Marketo needs them in Salesforce Professional Edition, where they open fields to its sync user. Worked out, not written.

Source: Adobe's set-up page for Professional Edition, step 2 of 3. What the API shows of a field that is on no layout is nowhere said, so nothing
here rests on it.
"""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.inventory.access import Layout
from syncwright.inventory.layouts import layouts_of
from syncwright.inventory.model import SYSTEM_FIELDS
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.records import Struct

_WRITES = ("two-way", "to-salesforce")
EVENT = "Event"


class Shown(Struct, frozen=True):
    """One field that has to be on the layouts of its object. `edit`: Marketo writes it, so that it must not be read-only there."""

    name: str
    label: str
    edit: bool
    section: bool
    key: str


class ObjectLayouts(Struct, frozen=True):
    """What one connector needs of the layouts of one object: fields on them and off them, and the layouts that are known."""

    object: str
    label: str
    shown: tuple[Shown, ...]
    hidden: tuple[Shown, ...]
    known: tuple[Layout, ...]

    def lacking(self, layout: Layout) -> list[Shown]:
        """The fields that have to be put on a layout, or may be edited there and cannot."""
        return [one for one in self.shown if layout.shows.get(one.name) not in (("edit",) if one.edit else ("edit", "read"))]

    def showing(self, layout: Layout) -> list[Shown]:
        """The fields that have to be taken off."""
        return [one for one in self.hidden if one.name in layout.shows]


def professional(catalog: Catalog) -> bool:
    """Whether the org is of the edition in which layouts open fields."""
    edition: str = catalog.estate.spec.salesforce.edition
    return edition == "professional"


def connectors(catalog: Catalog) -> list[Named[MarketoConnector]]:
    """The Marketo connectors of an estate with that edition."""
    if not professional(catalog):
        return []
    return [Named(one.name, one.spec, one.path) for one in catalog.connectors.values() if isinstance(one.spec, MarketoConnector)]


def object_layouts(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[ObjectLayouts]:
    """What a connector needs, by object. Events are always among them: their all-day box has to be there."""
    names = {name for name, one in catalog.objects.items() if one.syncs(connector.name)} | {EVENT}
    for name in sorted(names):
        one = catalog.objects.get(name, CatalogObject(name))
        shown: dict[str, Shown] = {}
        for field in _fields(catalog, one, connector.name, hidden=False):
            # Of the components of a compound one may be written, and the whole with it.
            if field.edit or field.name not in shown:
                shown[field.name] = field
        if name == EVENT:
            key = f"connector/{connector.name}"
            shown.setdefault(facts.ALL_DAY, Shown(facts.ALL_DAY, facts.ALL_DAY_LABEL, False, False, key))
        hidden = {field.name: field for field in _fields(catalog, one, connector.name, hidden=True)}
        held = catalog.org.objects.get(name)
        yield ObjectLayouts(
            name,
            held.label if held is not None and held.label else name,
            tuple(shown[each] for each in sorted(shown)),
            tuple(hidden[each] for each in sorted(hidden.keys() - shown.keys())),
            tuple(layouts_of(catalog.org.people, name, profile(catalog, connector))),
        )


def profile(catalog: Catalog, connector: Named[MarketoConnector]) -> str:
    """The profile whose layouts count."""
    user = catalog.users.get(connector.spec.sync_user)
    said = user.spec.profile if user is not None else None
    return facts.PROFILE if said is None else said if isinstance(said, str) else said.name


def _fields(catalog: Catalog, one: CatalogObject, connector: str, *, hidden: bool) -> Iterator[Shown]:
    """Each under the name that it has on a layout: a component stands there as its whole. What every record has has no place there."""
    for field in one.fields.values():
        direction = field.directions.get(connector)
        if direction is not None and (direction == "hidden") == hidden and (field.name not in SYSTEM_FIELDS or field.name == "OwnerId"):
            held = catalog.org.field(one.name, field.name)
            name = held.part_of if held is not None and held.part_of is not None else field.name
            section = one.name in ("Lead", "Contact") and (name in facts.ADDED or name == facts.OPT_OUT) and not hidden
            yield Shown(name, _label(catalog, field, name), direction in _WRITES, section, field.key)


def _label(catalog: Catalog, field: CatalogField, name: str) -> str:
    held = catalog.org.field(field.object, name)
    said = facts.ADDED.get(name) or (facts.OPT_OUT_LABEL if name == facts.OPT_OUT else None)
    return (held.label if held is not None else None) or said or name


def attributes(one: ObjectLayouts) -> Mapping[str, Mapping[str, str]]:
    """What is wanted of the layouts of an object, as a plan compares it."""
    return {
        "shown": {field.name: "edit" if field.edit else "read" for field in one.shown},
        "hidden": {field.name: "yes" for field in one.hidden},
    }


def names(fields: Sequence[Shown]) -> str:
    """Fields in words, the first few by name."""
    words = [f"`{one.name}`" for one in fields[:5]]
    more = [f"{len(fields) - 5:,} more"] if len(fields) > 5 else []
    parts = [*words, *more]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))

"""The rows of the data dictionary: every field of every object as the specs mean it, and who sees it. Writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from syncwright.catalog.at import direction, said_at
from syncwright.catalog.banded import described
from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Group
from syncwright.catalog.types import typed
from syncwright.docs.columns import OF_CONNECTOR
from syncwright.inventory import Field
from syncwright.records import Encoded, Struct, line
from syncwright.seen import FieldAccess, Seen
from syncwright.spec.compiled import AtSpec, FieldSpec, PartSpec

_NOTHING = AtSpec()
_NOT_HELD = Field()


class Row(Struct, frozen=True, gc=False, omit_defaults=True):
    """One field of one object: an attribute for each of `COLUMNS`, and last what is said for connectors. What is not said is left at its default."""

    object: str
    field: str
    label: str = ""
    type: str = ""
    required: bool = False
    formula: str = ""
    why: str = ""
    owner: str = ""
    owner_title: str = ""
    pii: str = ""
    basis: str = ""
    reviewed: str = ""
    used_by: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    converts_to: tuple[str, ...] = ()
    created: bool = False
    band: str = ""
    retire: str = ""
    read_by: tuple[str, ...] = ()
    edited_by: tuple[str, ...] = ()
    key: str = ""
    connectors: Encoded = Encoded(b"{}")


class OnConnectors(Struct, frozen=True, gc=False):
    """What is said of a field for each connector: a text for each of their columns, and the same as JSON."""

    cells: tuple[str, ...]
    json: Encoded


class _File(Struct):
    """What one file says for all its fields, as the columns have it; and what it says for connectors, by the directions of the fields."""

    group: Group
    why: str
    owner: str
    pii: str
    basis: str
    reviewed: str
    on_connectors: dict[int, OnConnectors] = {}


class Sheet(Struct, frozen=True):
    """The rows of one object, column by column, in the order of `COLUMNS`; and what is said for connectors, a row each."""

    object: str
    columns: tuple[Sequence[Any], ...]
    on: Sequence[OnConnectors]

    def rows(self) -> list[Row]:
        """The same row by row."""
        return list(map(Row, *self.columns, (on.json for on in self.on)))


class Rows:
    """Makes rows. What many fields share is made once, and each column in one go: at 100,000 rows every call counts."""

    def __init__(self, catalog: Catalog, seen: Seen) -> None:
        self._catalog = catalog
        self._seen = seen
        self._titles = {name: owner.title for name, owner in catalog.estate.spec.owners.items()}
        lead = catalog.org.objects.get("Lead")
        self._mapped: Mapping[str, tuple[str, ...]] = lead.conversion if lead is not None else {}
        self._files: dict[str, _File] = {}
        # By identity: fields that are alike have the same answer. It is kept, so that no other can take its place.
        self._told: dict[int, tuple[tuple[FieldAccess, ...], tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, one: CatalogObject) -> Sheet:
        """The rows of an object, by the names of its fields."""
        fields = list(one.fields.values())
        files = [self._files.get(field.group.path) or self._file(field.group) for field in fields]
        on = [self._connectors(field, file) for field, file in zip(fields, files, strict=True)]
        return Sheet(one.name, (*self._of_org(fields), *self._of_specs(one, fields, files)), on)

    @staticmethod
    def _of_org(fields: Sequence[CatalogField]) -> Iterator[Sequence[Any]]:
        """Object, field, and what the org says of it."""
        held = [field.held or _NOT_HELD for field in fields]
        yield [field.object for field in fields]
        yield [field.name for field in fields]
        yield [one.label or "" for one in held]
        yield [typed(one) for one in held]
        yield [one.required for one in held]
        yield [one.formula or "" for one in held]

    def _of_specs(self, one: CatalogObject, fields: Sequence[CatalogField], files: Sequence[_File]) -> Iterator[Sequence[Any]]:
        """What the specs say, and who sees it."""
        specs = [field.spec for field in fields]
        said = list(zip(specs, files, strict=True))
        titles, days = self._titles, _Days()
        owners = [spec.owner or file.owner for spec, file in said]
        told = self._who(one.name, fields)
        nothing = ((),) * len(fields)
        yield [spec.why or file.why for spec, file in said]
        yield owners
        yield [titles.get(owner, "") for owner in owners]
        yield [spec.pii or file.pii for spec, file in said]
        yield [spec.basis or file.basis for spec, file in said]
        yield [days[spec.reviewed] if spec.reviewed is not None else file.reviewed for spec, file in said]
        yield [spec.used_by or file.group.spec.used_by for spec, file in said]
        yield [_parts(spec) if spec.parts else () for spec in specs]
        yield [_pair(field) if len(file.group.spec.object) > 1 else () for field, file in zip(fields, files, strict=True)]
        yield [self._converts_to(field) for field in fields] if one.name == "Lead" else nothing
        yield [spec.create is not None or spec.band is not None for spec in specs]
        yield [described(field) if field.spec.band is not None else "" for field in fields]
        yield [f"{spec.retire.stage} since {spec.retire.since}" if spec.retire is not None else "" for spec in specs]
        yield [read_by for _, read_by, _ in told]
        yield [edited_by for _, _, edited_by in told]
        yield [f"object/{one.name}#{field.name}" for field in fields]

    def _who(self, name: str, fields: Sequence[CatalogField]) -> list[tuple[tuple[FieldAccess, ...], tuple[str, ...], tuple[str, ...]]]:
        """Who reads each field and who edits it, a text a user."""
        told = []
        for accesses in self._seen.alike(name, [field.name for field in fields]):
            known = self._told.get(id(accesses))
            if known is None:
                known = self._told[id(accesses)] = (accesses, *_told(accesses))
            told.append(known)
        return told

    def _file(self, group: Group) -> _File:
        said = group.defaults
        reviewed = said.reviewed.isoformat() if said.reviewed is not None else ""
        owner = said.owner or group.spec.owner or ""
        made = self._files[group.path] = _File(group, said.why or "", owner, said.pii or "", said.basis or "", reviewed)
        return made

    def _converts_to(self, field: CatalogField) -> tuple[str, ...]:
        return (field.spec.convert,) if field.spec.convert is not None else self._mapped.get(field.name, ())

    def _connectors(self, field: CatalogField, file: _File) -> OnConnectors:
        if field.spec.at:
            return self._on(field)
        # By identity: fields that go the same ways share what says so.
        ways = id(field.directions)
        made = file.on_connectors.get(ways)
        if made is None:
            made = file.on_connectors[ways] = self._on(field)
        return made

    def _on(self, field: CatalogField) -> OnConnectors:
        cells: list[str] = []
        json: dict[str, dict[str, str]] = {}
        for connector in self._catalog.connectors:
            said = _on_connector(field, connector)
            cells += said
            if any(said):
                json[connector] = {column.name: text for column, text in zip(OF_CONNECTOR, said, strict=True) if text}
        return OnConnectors(tuple(cells), Encoded(line(json)))


def _on_connector(field: CatalogField, connector: str) -> tuple[str, str, str, str]:
    """A text for each of a connector's columns. What a file says for all its fields is left out where the field does not sync."""
    goes = field.directions.get(connector)
    if goes is None:
        return "", "", "", ""
    own, all_fields = field.spec.at.get(connector, _NOTHING), field.group.defaults.at.get(connector, _NOTHING)
    if goes == "hidden":
        all_fields = _NOTHING
    cells = goes, own.field or all_fields.field or "", own.type or all_fields.type or "", own.wins or all_fields.wins or ""
    units = [name for at in (field.spec.at, field.group.defaults.at) for name in at if name.startswith(f"{connector}/")]
    return _with_units(field, sorted(set(units)), cells) if units else cells


def _with_units(field: CatalogField, units: Sequence[str], cells: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    """The same with what holds in one unit alone: `salesforce; ae/emea: account_engagement`."""
    said = {unit: (said_at(field, unit), direction(field, unit)) for unit in units}
    theirs = {unit: (way, at.field or "", at.type or "", at.wins or "") for unit, (at, way) in said.items() if at is not None}
    return tuple(  # type: ignore[return-value]
        "; ".join([cell, *(f"{unit}: {own[n]}" for unit, own in theirs.items() if own[n] != cell)]).removeprefix("; ")
        for n, cell in enumerate(cells)
    )


def _told(accesses: tuple[FieldAccess, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who reads and who edits, a text a user: `marketo-sync: permission set Marketo_Sync`."""
    read: list[str] = []
    edited: list[str] = []
    for one in accesses:
        for through, texts in ((one.read, read), (one.edit, edited)):
            if through:
                titles = through[0].title if len(through) == 1 else ", ".join([each.title for each in through])
                texts.append(f"{one.user}: {titles}")
    return tuple(read), tuple(edited)


def _pair(field: CatalogField) -> tuple[str, ...]:
    """The fields that hold the same idea on the other objects of the file."""
    spec, objects = field.spec, field.group.spec.object
    return tuple(f"{other}.{spec.is_.get(other, field.said)}" for other in sorted(objects) if other != field.object)


def _parts(spec: FieldSpec) -> tuple[str, ...]:
    return tuple(_part(name, said) for name, said in sorted(spec.parts.items()))


def _part(name: str, said: PartSpec) -> str:
    """A part and what is said of it: `Country (ae: country)`."""
    ways = said.sync if isinstance(said.sync, dict) else {"": said.sync} if said.sync is not None else {}
    notes = [f"{connector}: {way}" if connector else way for connector, way in sorted(ways.items())]
    for connector, at in sorted(said.at.items()):
        notes += [f"{connector}: {text}" for text in (at.sync, at.field, at.type, at.wins, ", ".join(at.values)) if text]
    return f"{name} ({', '.join(notes)})" if notes else name


class _Days(dict[date, str]):
    """Days as they are written, each made once."""

    def __missing__(self, day: date) -> str:
        made = self[day] = day.isoformat()
        return made

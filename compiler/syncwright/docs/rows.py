"""The rows of the data dictionary: every field of every object as the specs mean it, and who sees it. Writes nothing."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Group
from syncwright.catalog.types import typed
from syncwright.docs.columns import OF_CONNECTOR
from syncwright.records import Encoded, Struct, line
from syncwright.seen import FieldAccess, Seen
from syncwright.spec.compiled import AtSpec, FieldSpec, PartSpec

_NOTHING = AtSpec()


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
    on_connectors: dict[tuple[str, ...], OnConnectors] = {}


#: Who reads a field and who edits it, a text a user.
Who = tuple[tuple[str, ...], tuple[str, ...]]


class Rows:
    """Makes rows. What many fields share is made once."""

    def __init__(self, catalog: Catalog, seen: Seen) -> None:
        self._catalog = catalog
        self._seen = seen
        self._titles = {name: owner.title for name, owner in catalog.estate.spec.owners.items()}
        lead = catalog.org.objects.get("Lead")
        self._mapped: Mapping[str, tuple[str, ...]] = lead.conversion if lead is not None else {}
        self._files: dict[str, _File] = {}
        # By identity: fields that are alike have the same answer. It is kept, so that no other can take its place.
        self._told: dict[int, tuple[tuple[FieldAccess, ...], tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, one: CatalogObject) -> Iterator[tuple[Row, OnConnectors]]:
        """The rows of an object, by the names of its fields."""
        for field in one.fields.values():
            file = self._files.get(field.group.path) or self._file(field.group)
            on = self._connectors(field, file)
            yield self._row(field, file, on), on

    def _row(self, field: CatalogField, file: _File, on: OnConnectors) -> Row:
        spec, held = field.spec, field.held
        owner = spec.owner or file.owner
        read_by, edited_by = self._who(field)
        return Row(
            field.object,
            field.name,
            (held.label or "") if held is not None else _label(spec),
            typed(held) if held is not None else _type(spec),
            held is not None and held.required,
            (held.formula or "") if held is not None else "",
            spec.why or file.why,
            owner,
            self._titles.get(owner, ""),
            spec.pii or file.pii,
            spec.basis or file.basis,
            spec.reviewed.isoformat() if spec.reviewed is not None else file.reviewed,
            spec.used_by or file.group.spec.used_by,
            tuple(_part(name, said) for name, said in sorted(spec.parts.items())) if spec.parts else (),
            _pair(field) if len(file.group.spec.object) > 1 else (),
            self._converts_to(field) if field.object == "Lead" else (),
            spec.create is not None or spec.band is not None,
            f"{spec.retire.stage} since {spec.retire.since}" if spec.retire is not None else "",
            read_by,
            edited_by,
            f"object/{field.object}#{field.name}",
            on.json,
        )

    def _who(self, field: CatalogField) -> Who:
        accesses = self._seen(field.object, field.name, reasons=False)
        told = self._told.get(id(accesses))
        if told is None:
            told = self._told[id(accesses)] = (accesses, *_told(accesses))
        return told[1:]

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
        ways = tuple(field.directions.values())
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
    direction = field.directions.get(connector)
    if direction is None:
        return "", "", "", ""
    own, all_fields = field.spec.at.get(connector, _NOTHING), field.group.defaults.at.get(connector, _NOTHING)
    if direction == "hidden":
        all_fields = _NOTHING
    return direction, own.field or all_fields.field or "", own.type or all_fields.type or "", own.wins or all_fields.wins or ""


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


def _part(name: str, said: PartSpec) -> str:
    """A part and what is said of it: `Country (ae: country)`."""
    ways = said.sync if isinstance(said.sync, dict) else {"": said.sync} if said.sync is not None else {}
    notes = [f"{connector}: {way}" if connector else way for connector, way in sorted(ways.items())]
    for connector, at in sorted(said.at.items()):
        notes += [f"{connector}: {text}" for text in (at.sync, at.field, at.type, at.wins) if text]
    return f"{name} ({', '.join(notes)})" if notes else name


def _label(spec: FieldSpec) -> str:
    return spec.create.label if spec.create is not None else ""


def _type(spec: FieldSpec) -> str:
    """The type of a field that is yet to be created."""
    if spec.create is None:
        return ""
    return f"{spec.create.type}({spec.create.length})" if spec.create.length is not None else spec.create.type

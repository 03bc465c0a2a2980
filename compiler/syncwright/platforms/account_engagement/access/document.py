"""What Salesforce hides and Account Engagement shows, as a document that programs read, and from which the page is drawn: a line for each field."""

from collections.abc import Iterator
from typing import Final

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.origin import Lines, Part, rows
from syncwright.platforms.account_engagement.access import facts
from syncwright.platforms.account_engagement.access.visible import Seen, Shown, Visibility
from syncwright.records import Struct, line, replace

FORMAT: Final = 1
#: The schema's file in the folder of schemas.
FILE = "account-engagement-visibility.schema.json"


class FieldRow(Struct, frozen=True, gc=False):
    """One field that is mapped, and hidden from some profiles which read its object.

    `key`: of the spec that says it. `units`: where it is mapped, if not in all business units. `privacy`: its class, if the specs say one. `owner`: by the name of the specs.
    """

    key: str
    field: str
    label: str
    privacy: str | None
    owner: str | None
    why: str | None
    units: tuple[str, ...]
    hidden_from: tuple[str, ...]
    shown_by: tuple[str, ...]


class ObjectRow(Struct, frozen=True):
    """One object that syncs: `unread` by these profiles at all, `shared` with these as far as sharing goes, and its fields."""

    object: str
    label: str
    unread: tuple[str, ...]
    shared: tuple[str, ...]
    fields: tuple[FieldRow, ...]


class ProfileRow(Struct, frozen=True):
    """One profile. `role`: of its users in Account Engagement, if the specs say it. `known`: whether the inventory holds it."""

    profile: str
    licence: str | None
    role: str | None
    known: bool


class FactRow(Struct, frozen=True):
    """What it rests on, and where that was read. `certain`: false where the source is a third party."""

    says: str
    source: str
    certain: bool


class Document(Struct, frozen=True):
    """All of one connector. `profiles_said`: whether the specs say which profiles its users have; else all of the inventory are told of."""

    format: int
    estate: str
    environment: str
    connector: str
    user: str
    profiles_said: bool
    profiles: tuple[ProfileRow, ...]
    objects: tuple[ObjectRow, ...]
    rests_on: tuple[FactRow, ...]
    not_known: tuple[str, ...]


RESTS_ON: tuple[Fact, ...] = (facts.NO_FIELD_SECURITY,)
NOT_KNOWN = (
    "A profile's file says what was retrieved together with it: of a field or an object that was left out then, nothing is known, and it counts as hidden here.",
    "Which permission sets somebody has besides a profile is in no inventory: those that would show a field are named beside it.",
    "Sharing is not worked out: which records somebody sees in Salesforce is not known here.",
    "Whether a role or a page of Account Engagement shows less than all fields of a prospect is not documented.",
)


def document(catalog: Catalog, found: Visibility) -> Document:
    """The document."""
    return Document(
        FORMAT,
        catalog.estate.name,
        catalog.environment.name,
        found.connector.name,
        found.connector.spec.sync_user,
        found.said,
        tuple(ProfileRow(one.name, one.licence, one.role, one.known) for one in found.profiles),
        tuple(_object(one) for one in found.objects if one.unread or one.shared or one.fields),
        tuple(FactRow(one.says, one.source, one.certain) for one in RESTS_ON),
        NOT_KNOWN,
    )


def _object(one: Seen) -> ObjectRow:
    return ObjectRow(one.name, one.label, one.unread, one.shared, tuple(map(_field, one.fields)))


def _field(one: Shown) -> FieldRow:
    field = one.field
    label = (field.held.label if field.held is not None else None) or field.name
    return FieldRow(field.key, field.name, label, field.pii, field.owner, _flat(field.why), one.units, one.hidden_from, one.shown_by)


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) if text is not None else None


def lines(doc: Document) -> Iterator[tuple[str, Part]]:
    """The document as JSON, piece by piece, each with the specs behind its lines: a line for each field."""
    head = line(replace(doc, objects=(), rests_on=(), not_known=())).decode()
    yield head[: head.index(',"objects":[]')] + ',"objects":[\n', Lines(1)
    for number, one in enumerate(doc.objects):
        yield from _object_lines(one, "" if number + 1 == len(doc.objects) else ",")
    rest = line({"rests_on": doc.rests_on, "not_known": doc.not_known}).decode()
    yield f"],{rest[1:]}\n", Lines(1)


def _object_lines(one: ObjectRow, comma: str) -> Iterator[tuple[str, Part]]:
    whole = line(replace(one, fields=())).decode()
    if not one.fields:
        yield f"{whole}{comma}\n", Lines(1, (f"object/{one.object}",))
        return
    yield f"{whole[:-2]}\n", Lines(1, (f"object/{one.object}",))
    text = ",\n".join(line(field).decode() for field in one.fields)
    names = [field.field for field in one.fields]
    [part] = rows(f"object/{one.object}", names, [1] * len(names))
    yield f"{text}\n", part
    yield f"]}}{comma}\n", Lines(1)

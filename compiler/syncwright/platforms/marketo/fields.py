"""What a field is in Marketo: its name in the REST API, its label and its type, as far as somebody has said or documented them.

What is None is not documented. Knows no instance: there, a describe of people says all of it.
"""

from typing import Literal

from syncwright.catalog.at import said_at
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.inventory import Field
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.known_fields import DEFAULT, LABELS, REST, SEEN, recorded_type
from syncwright.platforms.marketo.types.counterparts import counterpart
from syncwright.platforms.marketo.types.words import MarketoType, marketo_type
from syncwright.records import Struct
from syncwright.spec.compiled import AtSpec

#: Who says it: the specs, Adobe's pages, one instance's recorded answers, or nobody, so that types of the same name are taken for each other.
Source = Literal["specs", "documented", "recorded", "assumed"]
NOT_DOCUMENTED = "not documented"


class MarketoField(Struct, frozen=True):
    """One field of people, companies or opportunities as Marketo has it.

    `rest`: name in the REST API. `label`: what people see. `documented`: whether the label is said in the specs or by Adobe.
    `in_salesforce`: its label there, or its API name, which a field keeps that Marketo made itself as far as anybody has seen.
    `by`: who says the REST name. `typed_by`: who says the type.
    """

    rest: str | None
    label: str | None
    type: MarketoType | None
    documented: bool
    in_salesforce: str
    by: Source | None = None
    typed_by: Source | None = None

    @property
    def called(self) -> str:
        """What people find it by: its label, else the one that it has in Salesforce, which is not documented."""
        return self.label or self.in_salesforce


def marketo_field(catalog: Catalog, connector: str, field: CatalogField) -> MarketoField:
    """A synced field of Salesforce, or one of `Person`, as the instance of a connector has it."""
    at = said_at(field, connector)
    if field.object in catalog.elsewhere.get(connector, ()):
        return _of_marketo(field, at)
    return _of_salesforce(field.object, field.name, field.held, at)


def named_field(catalog: Catalog, connector: str, owner: str, name: str) -> MarketoField | None:
    """The same of a name: of a field that the specs name, a part of a compound that they name, or any other field of the org; None if there is none."""
    mine = catalog.elsewhere.get(connector, {}).get(owner)
    if mine is not None:
        return marketo_field(catalog, connector, mine.fields[name]) if name in mine.fields else None
    one = catalog.objects.get(owner)
    if one is not None and name in one.fields:
        return marketo_field(catalog, connector, one.fields[name])
    held = catalog.org.field(owner, name)
    if held is None:
        return None
    whole = one.fields.get(held.part_of) if one is not None and held.part_of is not None else None
    return _of_salesforce(owner, name, held, part_at(whole, name, connector) if whole is not None else None)


def part_at(whole: CatalogField, name: str, connector: str) -> AtSpec | None:
    """What the spec of a compound says of one of its parts, such as `MailingCity` of `MailingAddress`, for one connector."""
    prefix = whole.name.removesuffix("Address")
    part = whole.spec.parts.get(name.removeprefix(prefix))
    return part.at.get(connector) if part is not None else None


def label(owner: str, name: str, in_salesforce: str) -> tuple[str, bool]:
    """What Marketo calls a field of Salesforce, and whether that is documented. `in_salesforce`: its label there."""
    known = _label(owner, name)
    return (known, True) if known is not None else (in_salesforce or name, False)


def _label(owner: str, name: str) -> str | None:
    known = DEFAULT.get(owner, {}).get(name)
    return known if known is not None or owner not in facts.ADDED_TO else facts.ADDED.get(name)


def _of_salesforce(owner: str, name: str, held: Field | None, at: AtSpec | None) -> MarketoField:
    called = _label(owner, name)
    rest, by = _rest(called)
    if at is not None and at.field is not None:
        rest, by = at.field, "specs"
        # What the specs say holds, and a label that belongs to another REST name does not.
        if called is not None and at.field not in (REST.get(called), SEEN.get(called)):
            called = LABELS.get(at.field)
    type_, typed_by = _type(at, rest)
    if typed_by is None and held is not None:
        pair = counterpart(owner, name, held)
        type_, typed_by = pair.type, ("documented" if pair.fact.certain else "assumed") if pair.type is not None else None
    shown = (held.label if held is not None else None) or name
    return MarketoField(rest, called, type_, called is not None, shown, by, typed_by)


def _of_marketo(field: CatalogField, at: AtSpec | None) -> MarketoField:
    made = field.spec.create
    rest = (at.field if at is not None else None) or field.name
    called = made.label if made is not None else LABELS.get(rest)
    type_, typed_by = _type(at, rest)
    if made is not None and type_ is None:
        type_, typed_by = marketo_type(made.type), "specs"
    return MarketoField(rest, called, type_, called is not None, called or field.name, "specs", typed_by if type_ is not None else None)


def _rest(called: str | None) -> tuple[str | None, Source | None]:
    if called is None:
        return None, None
    if called in REST:
        return REST[called], "documented"
    return (SEEN[called], "recorded") if called in SEEN else (None, None)


def _type(at: AtSpec | None, rest: str | None) -> tuple[MarketoType | None, Source | None]:
    if at is not None and at.type is not None:
        said = marketo_type(at.type)
        return said, "specs" if said is not None else None
    seen = recorded_type(rest) if rest is not None else None
    return seen, "recorded" if seen is not None else None

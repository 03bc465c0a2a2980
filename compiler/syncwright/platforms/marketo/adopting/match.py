"""Which fields of Salesforce the fields of a Marketo instance are. What nothing says is found by what it is called, and said to be.

A file does not name a field of Salesforce; the default mapping is documented for standard fields alone; and what Marketo calls a custom field in its
API is documented nowhere. So a name or a label that is the same counts, where no other field has it and the file says that the CRM manages the field.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.at import said_at
from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.instance import By, Counterpart, Instance, InstanceField, Known, merged
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.adopting.own_names import OWN, SYNC_KEEPS
from syncwright.platforms.marketo.adopting.read import fields
from syncwright.platforms.marketo.fields import named_field, part_at
from syncwright.platforms.marketo.known_fields import DEFAULT, LABELS, SEEN
from syncwright.platforms.marketo.types.words import marketo_type
from syncwright.spec.compiled import ConnectorSpec
from syncwright.text import SourceFile

#: Objects whose fields a describe of people names: theirs, and those of their companies.
OBJECTS = ("Lead", "Contact", "Account")
PERSON = "Person"
_LABELS = {**LABELS, **{rest: label for label, rest in SEEN.items()}}


def instance(catalog: Catalog, connector: Named[ConnectorSpec], sources: Sequence[SourceFile]) -> Instance:
    """All fields that the files name, each with its counterparts. Raises Unreadable."""
    found = merged([fields(source) for source in sources])
    title = " and ".join(dict.fromkeys(source.path.rpartition("/")[2] for source in sources))
    return Instance(title, tuple(_Matching(catalog, connector.name).each(found)), OBJECTS, PERSON, tuple(_notes(found)))


def _notes(found: Sequence[InstanceField]) -> Iterator[str]:
    if all(one.of_crm is None for one in found):
        yield (
            "none of the files says which fields the CRM manages (the answer of `describe2.json` does): fields that are mapped by default, or "
            "have the API name of a field of Salesforce, are taken to sync"
        )
    strange = sorted({one.type for one in found if one.type is not None and marketo_type(one.type) is None})
    if strange:
        yield f"nobody documents the type {', '.join(f'`{one}`' for one in strange)}: such fields are left as they are"


class _Matching:
    """One matching, with the fields of the org by what they are called."""

    def __init__(self, catalog: Catalog, connector: str) -> None:
        self.catalog, self.connector = catalog, connector
        self.said = dict(_said(catalog, connector))
        self.names: dict[str, dict[str, str]] = {}
        self.labels: dict[str, dict[str, list[str]]] = {}
        for owner in OBJECTS:
            held = catalog.org.objects.get(owner)
            self.names[owner] = {name.lower(): name for name in held.fields} if held is not None else {}
            labelled = self.labels[owner] = dict[str, list[str]]()
            for name, field in held.fields.items() if held is not None else ():
                if field.label and name.endswith("__c"):
                    labelled.setdefault(field.label.lower(), []).append(name)

    def each(self, found: Sequence[InstanceField]) -> Iterator[Known]:
        """Every field. What is found surely is taken before anything is found by a part of its name, or by its label."""
        sure = {one.name: self._surely(one) for one in found}
        taken = {(each.object, each.field) for counterparts in sure.values() for each in counterparts}
        for one in found:
            counterparts, several = sure[one.name], tuple[str, ...]()
            own = one.name in _LABELS or one.name in OWN or one.name.startswith(SYNC_KEEPS)
            if not counterparts and one.of_crm is not False and not own:
                counterparts = tuple(each for each in self._called(one, f"{one.name}__c") if (each.object, each.field) not in taken)
            if not counterparts and one.of_crm and not own:
                counterparts, several = self._by_label(one, taken)
            yield Known(one, counterparts, own, None if own else self._type(one), several)

    def _type(self, one: InstanceField) -> str | None:
        """The type as a spec says it, of a field that could live in Marketo alone."""
        known = marketo_type(one.type) if one.type is not None else None
        return known if one.of_crm is False and one.writable is not False and known not in (None, "formula", "reference") else None

    def _surely(self, one: InstanceField) -> tuple[Counterpart, ...]:
        if one.name in self.said:
            return tuple(Counterpart(owner, name, "specs", implied=True) for owner, name in self.said[one.name])
        if one.of_crm is False:
            return ()
        if one.mapped:
            return tuple(self._counterpart(owner, name, "file", one) for owner, name in self._mapped(one))
        if one.name in _LABELS:
            return tuple(self._counterpart(owner, name, "documented", one) for owner, name in self._by_default(_LABELS[one.name]))
        return tuple(self._called(one, one.name))

    def _mapped(self, one: InstanceField) -> Iterator[tuple[str, str]]:
        """What the file says; of a name without its object, every object that has it."""
        for said, name in one.mapped:
            for owner in (said,) if said is not None else OBJECTS:
                if (known := self.names.get(owner, {}).get(name.lower())) is not None:
                    yield owner, known

    def _by_default(self, label: str) -> Iterator[tuple[str, str]]:
        for owner in OBJECTS:
            for name, called in (*DEFAULT[owner].items(), *(facts.ADDED.items() if owner in facts.ADDED_TO else ())):
                if called == label and name.lower() in self.names[owner]:
                    yield owner, name
                    break

    def _called(self, one: InstanceField, name: str) -> Iterator[Counterpart]:
        """Custom fields with this API name."""
        for owner in OBJECTS:
            known = self.names[owner].get(name.lower(), "")
            if known.endswith("__c"):
                yield self._counterpart(owner, known, "name", one)

    def _by_label(self, one: InstanceField, taken: set[tuple[str, str]]) -> tuple[tuple[Counterpart, ...], tuple[str, ...]]:
        """Custom fields that have its label, one an object; else all of them, as nothing says which."""
        label = (one.label or "").lower()
        found = {owner: [name for name in self.labels[owner].get(label, ()) if (owner, name) not in taken] for owner in OBJECTS}
        if any(len(names) > 1 for names in found.values()):
            return (), tuple(f"{owner}.{name}" for owner, names in found.items() for name in names)
        return tuple(self._counterpart(owner, names[0], "label", one) for owner, names in found.items() if names), ()

    def _counterpart(self, owner: str, name: str, by: By, one: InstanceField) -> Counterpart:
        known = named_field(self.catalog, self.connector, owner, name)
        return Counterpart(owner, name, by, implied=known is not None and known.rest == one.name)


def _said(catalog: Catalog, connector: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """REST names that specs say, each with the fields of Salesforce that they say it of."""
    found: dict[str, list[tuple[str, str]]] = {}
    for owner in OBJECTS:
        one = catalog.objects.get(owner)
        for field in one.fields.values() if one is not None else ():
            for name, rest in _rest_names(field, connector):
                found.setdefault(rest, []).append((owner, name))
    yield from found.items()


def _rest_names(field: CatalogField, connector: str) -> Iterator[tuple[str, str]]:
    at = said_at(field, connector)
    if at is not None and at.field is not None:
        yield field.name, at.field
    for part in field.spec.parts:
        name = field.name.removesuffix("Address") + part
        at = part_at(field, name, connector)
        if at is not None and at.field is not None:
            yield name, at.field

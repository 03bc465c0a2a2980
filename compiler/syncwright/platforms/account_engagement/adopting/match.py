"""Which fields of Salesforce the custom fields of an account are, by what the answers say is mapped; where they do not say it, by the API name.

One field of an account is mapped by one API name to leads and contacts alike, whatever its letters: Salesforce Help, Map Salesforce and Account
Engagement Custom Fields. An answer says nothing of sync behaviours, of predefined values, and of fields of accounts and opportunities.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.instance import By, Counterpart, Instance, InstanceField, Known, merged
from syncwright.platforms.account_engagement.adopting.answer import Answer, partial
from syncwright.platforms.account_engagement.adopting.read import answer
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.default_fields import NAMES
from syncwright.platforms.account_engagement.fields import words
from syncwright.platforms.account_engagement.types.counterparts import counterpart
from syncwright.platforms.account_engagement.types.words import ae_type, written
from syncwright.platforms.account_engagement.units import Unit
from syncwright.spec.compiled import ConnectorSpec
from syncwright.text import SourceFile

#: The objects whose records are prospects.
OBJECTS = ("Lead", "Contact")
PROSPECT = "Prospect"


def instance(catalog: Catalog, connector: Named[ConnectorSpec], sources: Sequence[SourceFile]) -> Instance:
    """All custom fields that the answers name, each with its counterparts; a connector is called by the address of a unit where they are one's. Raises Unreadable."""
    answers = [answer(source) for source in sources]
    found = merged([one.fields for one in answers])
    title = " and ".join(dict.fromkeys(source.path.rpartition("/")[2] for source in sources))
    assert isinstance(connector.spec, AccountEngagementConnector), "asked of a connector of this platform"
    whole = connector.name.partition("/")[0]
    matching = _Matching(catalog, Unit(connector.name, Named(whole, connector.spec, connector.path)))
    known = tuple(matching.each(found))
    notes = (*_notes(answers, found, known), *_of_unit(connector.name, whole))
    return Instance(title, known, OBJECTS, PROSPECT, notes, custom=True, everywhere=NAMES, address=connector.name)


def _notes(answers: Sequence[Answer], found: Sequence[InstanceField], known: Sequence[Known]) -> Iterator[str]:
    if partial(answers, len(found)):
        yield "there are more fields than the answers name: ask for all of them, and give every page"
    if all(one.of_crm is None for one in found):
        yield (
            "the answers do not say which fields are mapped (`salesforceId` of version 5, `crm_id` of version 4 do): fields that have the API name of "
            "a field of leads or contacts are taken to be"
        )
    elif any(one.by_id for one in answers):
        yield "that `salesforceId` holds the API name of the mapped field is not documented: hold what was written against the connector's field list"
    strange = sorted({one.type for one in found if one.type is not None and ae_type(one.type) is None})
    if strange:
        yield f"nobody documents the type {', '.join(f'`{one}`' for one in strange)}: it was left out"
    if any(one.counterparts for one in known):
        yield "no answer says what wins, or what the predefined values are: say `wins:` and `values:` under `at:`"


def _of_unit(address: str, whole: str) -> Iterator[str]:
    if address != whole:
        yield f"fields that are added sync in every unit of `{whole}`, until `sync:` under `at:` says otherwise of one"


class _Matching:
    """One matching, with the custom fields of the org by their API names in small letters."""

    def __init__(self, catalog: Catalog, unit: Unit) -> None:
        self.catalog, self.unit = catalog, unit
        self.said = dict(self._said())
        self.names: dict[str, dict[str, str]] = {}
        for owner in OBJECTS:
            held = catalog.org.objects.get(owner)
            self.names[owner] = {name.lower(): name for name in held.fields} if held is not None else {}

    def each(self, found: Sequence[InstanceField]) -> Iterator[Known]:
        """Every field."""
        for one in found:
            type_ = ae_type(one.type) if one.type is not None else None
            counterparts = self._counterparts(one)
            said = written(type_) if type_ is not None else None
            yield Known(one, counterparts, type=said, words={"type": said} if said and not self._follows(type_, counterparts) else {})

    def _follows(self, type_: str | None, counterparts: Sequence[Counterpart]) -> bool:
        """Whether the type is the one that fields like those of Salesforce have there."""
        held = [self.catalog.org.field(each.object, each.field) for each in counterparts]
        return all(one is not None and counterpart(one).type == type_ for one in held)

    def _counterparts(self, one: InstanceField) -> tuple[Counterpart, ...]:
        if one.name in self.said:
            return tuple(Counterpart(owner, name, "specs", implied=True) for owner, name in self.said[one.name])
        if one.of_crm is False:
            return ()
        if one.mapped:
            return tuple(each for _, name in one.mapped for each in self._called(name, "file"))
        return tuple(self._called(f"{one.name}__c", "name")) if one.of_crm is None else ()

    def _called(self, name: str, by: By) -> Iterator[Counterpart]:
        for owner in OBJECTS:
            if (known := self.names[owner].get(name.lower())) is not None:
                yield Counterpart(owner, known, by)

    def _said(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Names there that specs say, each with the fields of Salesforce that they say it of."""
        found: dict[str, list[tuple[str, str]]] = {}
        for owner in OBJECTS:
            one = self.catalog.objects.get(owner)
            for field in one.fields.values() if one is not None else ():
                at = words(field, self.unit.address, field.name)
                if at is not None and at.field is not None:
                    found.setdefault(at.field, []).append((owner, field.name))
        yield from found.items()

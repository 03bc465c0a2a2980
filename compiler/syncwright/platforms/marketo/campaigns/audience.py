"""Who goes through a campaign, as the one smart list that a campaign has; and whom its choices are for, in the same words."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, CatalogCampaign
from syncwright.expression.normal import normal
from syncwright.expression.predicate import Column, Fixed, Predicate
from syncwright.platforms.marketo.campaigns.document import Filter, Refusal, SmartList
from syncwright.platforms.marketo.fields import MarketoField, named_field
from syncwright.platforms.marketo.filters.lists import refused
from syncwright.platforms.marketo.filters.smart_list import ListFilter, always_filled, list_of_people
from syncwright.platforms.marketo.known_fields import TYPE


def everybody(campaign: CatalogCampaign) -> bool:
    """Whether it is for people, too, whom Salesforce does not hold: nothing says on which objects it is."""
    return not campaign.spec.objects


def audience(catalog: Catalog, campaign: CatalogCampaign) -> SmartList:
    """The list of who goes through, or why there is none."""
    said = campaign.on if campaign.spec.who is not None else dict.fromkeys(campaign.objects, Fixed(value=True))
    return _list(catalog, campaign, said, whole=everybody(campaign))


def choice_list(catalog: Catalog, campaign: CatalogCampaign, on: Mapping[str, Predicate]) -> SmartList:
    """The list of those of an audience whom a choice is for; or why there is none."""
    filled = {owner: always_filled(normal(predicate)) for owner, predicate in campaign.on.items()}
    return _list(catalog, campaign, on, whole=True, filled=filled)


def _list(
    catalog: Catalog, campaign: CatalogCampaign, on: Mapping[str, Predicate], *, whole: bool, filled: Mapping[str, frozenset[str]] = {}
) -> SmartList:
    refusals = tuple(dict.fromkeys(_refusals(catalog, on)))
    if refusals:
        return SmartList("All", None, (), refusals)
    forms = {owner: normal(predicate) for owner, predicate in on.items()}
    found = list_of_people(
        forms, lambda owner, column: _read(catalog, campaign.connector, owner, column).called, everybody=whole, filled=filled
    )
    match, logic = {"all": ("All", None), "any": ("Any", None)}.get(found.logic, ("Advanced", found.logic))
    filters = tuple(_filter(catalog, campaign, number, one) for number, one in enumerate(found.filters, 1))
    return SmartList(match, logic, filters)  # type: ignore[arg-type]


def single(found: SmartList) -> Filter | None:
    """The one filter of a list, which a choice can ask by itself; None if it has several or none."""
    return found.filters[0] if len(found.filters) == 1 else None


def called(catalog: Catalog, connector: str, owner: str, name: str) -> MarketoField:
    """A field that a campaign reads or changes, as Marketo has it."""
    found = named_field(catalog, connector, owner, name)
    assert found is not None, "the catalog resolved the name, and smart lists ask nothing of parents"
    return found


def _read(catalog: Catalog, connector: str, owner: str, column: Column) -> MarketoField:
    """The same of what a condition reads: Salesforce holds what access is needed for."""
    there = (owner,) if column.needs else catalog.elsewhere.get(connector, {})
    return next(
        called(catalog, connector, one, column.name)
        for one in there
        if column.needs or column.name in catalog.elsewhere[connector][one].fields
    )


def _filter(catalog: Catalog, campaign: CatalogCampaign, number: int, one: ListFilter) -> Filter:
    if one.column is None or one.field == TYPE:
        return Filter(number, one.field, one.operator, one.values)
    owner = one.column.needs[-1].partition(".")[0] if one.column.needs else ""
    there = _read(catalog, campaign.connector, owner, one.column)
    return Filter(number, one.field, one.operator, one.values, f"{owner}.{one.column.name}" if owner else None, there.documented)


def _refusals(catalog: Catalog, on: Mapping[str, Predicate]) -> Iterator[Refusal]:
    for predicate in on.values():
        for one in refused(catalog, predicate):
            yield Refusal(one.rule.id, one.says, one.help)

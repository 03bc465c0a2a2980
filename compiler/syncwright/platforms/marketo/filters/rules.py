"""Filters that Marketo cannot have: without a field that its sync filter can test, no request is made, and not every condition is a smart list."""

from collections.abc import Iterator
from functools import partial

from syncwright.catalog.model import Catalog, CatalogFilter
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.platforms.marketo.compiled import MarketoConnector

PAGES = "syncwright.platforms.marketo.pages"

FIELD_MISSING = Rule("MKT708", "sync-filter-without-field", "warning", PAGES)
RELATIVE_DATE = Rule("MKT709", "smart-list-relative-date", "warning", PAGES)
SEVERAL_VALUES = Rule("MKT710", "smart-list-several-values", "warning", PAGES)
RECORD_ID = Rule("MKT711", "smart-list-record-id", "warning", PAGES)
PARENT = Rule("MKT712", "smart-list-parent-field", "warning", PAGES)
MOMENT = Rule("MKT713", "smart-list-moment", "warning", PAGES)


@FIELD_MISSING.check
def _without_field(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        addresses = one.spec.for_ if isinstance(one, CatalogFilter) else tuple(case.for_ for case in one.spec.cases.values())
        named = [name for name in dict.fromkeys(addresses) if _marketo(catalog, name)]
        by_sharing = isinstance(one, CatalogFilter) and one.spec.share is not None
        if named and one.spec.as_ is None and not by_sharing:
            place = one.at("for") if isinstance(one, CatalogFilter) else one.at("cases")
            message = f"`{named[0]}` is to sync by `{one.name}`, and what its sync filter can test besides a field is not documented"
            yield FIELD_MISSING(place, message, help="keep the answer in a field: `as: {field: ...}`")


def _marketo(catalog: Catalog, name: str) -> bool:
    return name in catalog.connectors and isinstance(catalog.connectors[name].spec, MarketoConnector)


def _refused(catalog: Catalog, rule: Rule) -> Iterator[Finding]:
    """What no smart list can say, where no field keeps the answer that one could ask for."""
    if catalog.campaigns:
        yield from _of_campaigns(catalog, rule)
    if not catalog.filters and not catalog.partitions:
        return
    # Start-up time: most estates have no filter.
    from syncwright.platforms.marketo.filters.lists import refused
    from syncwright.platforms.marketo.filters.scope import scopes
    from syncwright.platforms.marketo.filters.smart_list import PEOPLE

    said = set[tuple[Place, str]]()
    for scope in scopes(catalog):
        place = scope.of.at("where" if isinstance(scope.of, CatalogFilter) else "cases")
        for owner, predicate in scope.on.items() if scope.of.spec.as_ is None else ():
            if owner not in PEOPLE:
                continue
            for one in refused(catalog, predicate):
                if one.rule is rule and (place, one.says) not in said:
                    said.add((place, one.says))
                    yield rule(place, one.says, help=one.help)


def _of_campaigns(catalog: Catalog, rule: Rule) -> Iterator[Finding]:
    """The same of who goes through a campaign, and of whom its choices are for."""
    from syncwright.platforms.marketo.campaigns.bundle import campaigns
    from syncwright.platforms.marketo.filters.lists import refused

    for campaign in campaigns(catalog):
        asked = [(campaign.at("who"), one) for one in campaign.on.values()]
        for step in campaign.steps:
            for tests in step.choices.values():
                asked += [(campaign.at(*step.keys, "choices", index, "if"), one) for index, one in enumerate(tests)]
        found = {(place, one.says): None for place, predicate in asked for one in refused(catalog, predicate) if one.rule is rule}
        for place, says in found:
            yield rule(place, says, help="test a field that keeps the answer, such as the one that a filter has it in by `as:`")


for _rule in (RELATIVE_DATE, SEVERAL_VALUES, RECORD_ID, PARENT, MOMENT):
    _rule.check(partial(_refused, rule=_rule))

RULES = (FIELD_MISSING, RELATIVE_DATE, SEVERAL_VALUES, RECORD_ID, PARENT, MOMENT)

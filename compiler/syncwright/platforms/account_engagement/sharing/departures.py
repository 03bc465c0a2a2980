"""Records that a plan takes out of a unit: those that its rule let in and lets in no more, as the rule or the condition behind it changed.

Beside another revision of the specs both conditions are known. Where live systems are looked at, the field that keeps the answer says what was.
"""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.expression.algebra import FEW, NoRecord, Witness, some_record
from syncwright.expression.clock import clock_in
from syncwright.expression.predicate import All, Fixed, Not, Predicate
from syncwright.plan.changes import Update
from syncwright.plan.departures import Departure
from syncwright.platform import Planned
from syncwright.platforms.account_engagement.sharing import facts
from syncwright.platforms.account_engagement.sharing.apart import has, in_words, takes
from syncwright.platforms.account_engagement.sharing.plan import address
from syncwright.platforms.account_engagement.sharing.rule import SharingRule, sharing_rules
from syncwright.platforms.account_engagement.units import units

_FORMULA = "formula"
_Rules = Mapping[tuple[str, str], SharingRule]


def departures(planned: Planned) -> Iterator[Departure]:
    """One for each rule that lets in less, or may."""
    if planned.former is None:
        yield from _by_the_field(planned)
        return
    before, after = (planned.catalog, planned.former) if planned.back else (planned.former, planned.catalog)
    old, new = _rules(before), _rules(after)
    there = {unit.address for unit in units(before)}
    for key, rule in new.items():
        # A unit that is new has no prospects yet.
        if key[0] in there and _touched(planned, rule, old.get(key)):
            yield from _departure(after, rule, takes(old[key]) if key in old else Fixed(True))


def _rules(catalog: Catalog) -> _Rules:
    if not catalog.filters and not catalog.partitions:
        return {}
    return {(rule.unit.address, rule.object): rule for rule in sharing_rules(catalog)}


def _touched(planned: Planned, rule: SharingRule, former: SharingRule | None) -> bool:
    """Whether the plan has anything of what lets records in: a part of a plan may have nothing of it."""
    meant = {address(rule)}
    for one in (rule, former):
        if one is not None and one.stored:
            meant |= {f"salesforce.field/{one.object}.{name}" for name in (one.field, one.asked.of.stored[one.object].formula)}
    return any(change.address in meant for change in planned.changes)


def _departure(catalog: Catalog, rule: SharingRule, before: Predicate) -> Iterator[Departure]:
    after = takes(rule)
    clock = clock_in(catalog.estate.spec.salesforce.timezone, catalog.today)
    found = some_record(All((before, Not(after))), clock, FEW)
    if not isinstance(found, NoRecord):
        shown = in_words(found) if isinstance(found, Witness) and not isinstance(before, Fixed) else ""
        yield Departure(address(rule), rule.unit.address, rule.object, before, after, facts.ARCHIVED, shown, isinstance(found, Witness))


def _by_the_field(planned: Planned) -> Iterator[Departure]:
    """Rules that ask for a kept answer which is worked out otherwise from here on."""
    catalog = planned.catalog
    changed = {one.address for one in planned.changes if isinstance(one, Update) and any(edit.attribute == _FORMULA for edit in one.edits)}
    for rule in _rules(catalog).values() if changed else ():
        if rule.stored and f"salesforce.field/{rule.object}.{rule.asked.of.stored[rule.object].formula}" in changed:
            yield Departure(address(rule), rule.unit.address, rule.object, has(rule), takes(rule), facts.ARCHIVED, proven=False)

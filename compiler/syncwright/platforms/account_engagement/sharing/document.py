"""The Marketing Data Sharing rules of one business unit as a document: what its sheet is drawn from, and machines read."""

from collections.abc import Iterator, Sequence
from typing import Any

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.sharing import facts
from syncwright.platforms.account_engagement.sharing.apart import apart
from syncwright.platforms.account_engagement.sharing.rule import SharingRule, sharing_rules
from syncwright.platforms.account_engagement.units import Unit, units

Document = dict[str, Any]

FORMAT = 1


def documents(catalog: Catalog) -> Iterator[tuple[Unit, list[SharingRule], Document]]:
    """A document for each unit that has a rule, with the rules that it says."""
    every = sharing_rules(catalog)
    for unit in units(catalog):
        ours = [rule for rule in every if rule.unit.address == unit.address]
        if ours:
            yield unit, ours, _document(catalog, unit, ours, every)


def _document(catalog: Catalog, unit: Unit, ours: Sequence[SharingRule], every: Sequence[SharingRule]) -> Document:
    spec = unit.connector.spec
    owners = catalog.estate.spec.owners
    place = catalog.environment.spec.connectors.get(unit.address)
    known = place if place is not None and place != "absent" else None
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": catalog.environment.name,
        "unit": unit.address,
        "business_unit": known.business_unit if known is not None else None,
        "state": known.state if known is not None else None,
        "owner": spec.owner,
        "owner_title": owners[spec.owner].title if spec.owner in owners else spec.owner,
        "user": spec.sync_user,
        "rules": [_rule(catalog, rule, every) for rule in ours],
        "not_documented": list(facts.UNDOCUMENTED),
    }


def _rule(catalog: Catalog, rule: SharingRule, every: Sequence[SharingRule]) -> Document:
    held = rule.held
    return {
        "object": rule.object,
        "field": rule.field,
        "label": held.label if held is not None and held.label else rule.field,
        "type": held.type if held is not None else None,
        "operator": "equals",
        "value": rule.text,
        "of": rule.asked.spec,
        "case": rule.asked.case,
        "why": " ".join(rule.asked.of.spec.why.split()),
        "stored": rule.stored,
        "editable": rule.editable,
        "others": [
            _beside(catalog, rule, other) for other in every if other.object == rule.object and other.unit.address != rule.unit.address
        ],
        "without": [
            unit.address
            for unit in units(catalog)
            if not any(other.object == rule.object and other.unit.address == unit.address for other in every)
        ],
    }


def _beside(catalog: Catalog, rule: SharingRule, other: SharingRule) -> Document:
    """Another unit's rule on the same object, and whether a record can match both."""
    found = apart(catalog, *sorted((rule, other), key=lambda each: each.unit.address))
    return {"unit": other.unit.address, "field": other.field, "value": other.text, "apart": found.how, "record": found.record or None}


def keys_of(catalog: Catalog, rule: SharingRule) -> tuple[str, ...]:
    """The spec keys that a rule comes from."""
    one = rule.asked
    inside = [f"cases.{one.case}"] if one.case is not None else ["for"]
    inside += ["as"] if rule.stored else [] if one.case is not None else ["where"]
    keys = [f"{one.spec}#{part}" for part in (*inside, "objects", "why")]
    held = catalog.objects.get(rule.object)
    if held is not None and rule.field in held.fields:
        keys.append(held.fields[rule.field].key)
    return tuple(sorted((*keys, rule.unit.key)))

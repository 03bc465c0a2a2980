"""What is wrong with Marketing Data Sharing rules between units: too many of an object, one without its pair, units that take the same records."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place
from syncwright.expression.written import quoted
from syncwright.platforms.account_engagement.sharing import facts, rules
from syncwright.platforms.account_engagement.sharing.apart import Apart, apart
from syncwright.platforms.account_engagement.sharing.rule import Asked, SharingRule, asked, sharing_rules
from syncwright.platforms.account_engagement.units import units


def without_data_sharing(catalog: Catalog) -> Iterator[Finding]:
    """A filter for a connector that does not choose records by rules."""
    for place, several in _by_place(catalog).items():
        unit = several[0].unit
        if not unit.connector.spec.marketing_data_sharing:
            message = f"{several[0].called} is for `{unit.address}`, and `{unit.connector.name}` chooses no records by rules"
            help_ = f"say `marketing_data_sharing: true` in the spec of `{unit.connector.name}`"
            yield rules.RULE_WITHOUT_DATA_SHARING(place, message, help=help_, related=((unit.connector.at("connector"), "this connector"),))


def several(catalog: Catalog) -> Iterator[Finding]:
    """A second rule of an object in one unit."""
    first: dict[tuple[str, str], Asked] = {}
    said: set[tuple[Place, Place]] = set()
    for one in asked(catalog):
        other = first.setdefault((one.unit.address, one.object), one)
        if other is one or (other.named, one.named) in said:
            continue
        said.add((other.named, one.named))
        message = f"`{one.unit.address}` gets the rule of {one.called} for `{one.object}` besides that of {other.called}, and it takes one"
        if other.of is one.of:
            help_ = "make one case of the two: join their conditions with `or`" if one.case is not None else "name it once"
        else:
            help_ = "join the two: one filter that names the other, or a partition of which each unit has a case"
        yield rules.SEVERAL_SHARING_RULES(one.named, message, help=help_, related=((other.named, "the other"),))


def unpaired(catalog: Catalog) -> Iterator[Finding]:
    """Leads have a rule in a unit and contacts none, or the other way."""
    told: dict[Place, tuple[Asked, str, list[str]]] = {}
    for address, held in _asked_of(catalog).items():
        there = [name for name in facts.PAIR if name in held]
        if len(there) == 1:
            one = held[there[0]]
            [missing] = {*facts.PAIR} - {*there}
            told.setdefault(Place(one.of.path, ("objects",)), (one, missing, []))[2].append(address)
    for place, (one, missing, addresses) in told.items():
        where = " and ".join(f"`{address}`" for address in addresses)
        message = f"{where} {'gets' if len(addresses) == 1 else 'get'} a rule for `{one.object}` and none for `{missing}`"
        help_ = f"{facts.PAIRED.says}: add `{missing}` to `objects:`"
        yield rules.RULE_WITHOUT_ITS_PAIR(place, message, help=help_)


def without_rule(catalog: Catalog) -> Iterator[Finding]:
    """A unit that takes all leads and contacts while others choose theirs."""
    held = _asked_of(catalog)
    others = [one for each in held.values() for name, one in each.items() if name in facts.PAIR]
    for unit in units(catalog) if others else ():
        if not any(name in held.get(unit.address, {}) for name in facts.PAIR):
            message = f"`{unit.address}` has no rule for leads and contacts, and `{others[0].unit.address}` has: {facts.BOTH.says}"
            help_ = f"{facts.PAIRED.says}: give it a filter or a case of its own"
            related = ((others[0].named, f"the rule of {others[0].unit.address}"),)
            yield rules.UNIT_WITHOUT_SHARING_RULE(unit.connector.at(*unit.keys), message, help=help_, related=related)


def share_records(catalog: Catalog) -> Iterator[Finding]:
    """Rules of two units that take one record: the same rule, or conditions that a record passes both of."""
    for one, other, found in _pairs(catalog, "no"):
        both = f"`{one.unit.address}` and `{other.unit.address}` both take"
        what = (
            f"a `{one.object}` with {found.record}" if found.record else f"every `{one.object}` whose `{one.field}` is {quoted(one.text)}"
        )
        related = _other(one, other)
        help_ = "use a partition of which each unit has a case of its own"
        yield rules.UNITS_SHARE_RECORDS(other.asked.named, f"{both} {what}: {facts.ONE_UNIT.says}", help=help_, related=related)


def not_told_apart(catalog: Catalog) -> Iterator[Finding]:
    """Rules of two units that ask for two fields, of whose conditions nothing is proven."""
    for one, other, _ in _pairs(catalog, "not provable"):
        message = (
            f"nothing shows that a `{one.object}` is in one of `{one.unit.address}` and `{other.unit.address}` only: their rules ask for "
            f"`{one.field}` and `{other.field}`, and that no record passes both is not provable"
        )
        help_ = "use a partition for both, so that one field keeps them apart"
        yield rules.UNITS_NOT_TOLD_APART(other.asked.named, message, help=help_, related=_other(one, other))


def _other(one: SharingRule, other: SharingRule) -> tuple[tuple[Place, str], ...]:
    return ((one.asked.named, "the other"),) if one.asked.named != other.asked.named else ()


def objects(catalog: Catalog) -> Iterator[Finding]:
    """Objects that no rule is documented for."""
    for place, several in _by_place(catalog).items():
        one = several[0]
        for index, name in enumerate(one.of.spec.objects):
            if name in facts.OBJECTS or (name.endswith("__c") and name != facts.CHANGE_LOG):
                continue
            where = Place(one.of.path, ("objects", index) if len(one.of.spec.objects) > 1 else ("objects",))
            message = f"`{one.unit.address}` can have no rule for `{name}`, as far as is documented"
            if name == facts.CHANGE_LOG:
                message = f"`{one.unit.address}` can have no rule for `{name}`: {facts.NO_CHANGE_LOG.says}"
            if name in facts.REPORTED:
                message += "; that it can is reported by a third party"
            help_ = "rules are for leads, contacts, opportunities and custom objects: take it out of `objects:`"
            yield rules.OBJECT_WITHOUT_SHARING_RULES(where, message, help=help_, related=((place, "for it"),))


def _by_place(catalog: Catalog) -> Mapping[Place, list[Asked]]:
    """What is for units, by where it names them, so that each cause is said once."""
    found: dict[Place, list[Asked]] = {}
    for one in asked(catalog):
        found.setdefault(one.named, []).append(one)
    return found


def _asked_of(catalog: Catalog) -> dict[str, dict[str, Asked]]:
    """What is for each unit, by object."""
    found: dict[str, dict[str, Asked]] = {}
    for one in asked(catalog):
        found.setdefault(one.unit.address, {}).setdefault(one.object, one)
    return found


def _pairs(catalog: Catalog, how: str) -> Iterator[tuple[SharingRule, SharingRule, Apart]]:
    """Rules of two units on one object that are apart so, once for each two places in the specs."""
    said: set[tuple[Place, Place]] = set()
    for one, other in combinations(sharing_rules(catalog), 2):
        places = (one.asked.named, other.asked.named)
        if one.object == other.object and places not in said and (found := apart(catalog, one, other)).how == how:
            said.add(places)
            yield one, other, found


CHECKS: Mapping[str, rules.Check] = {
    rules.RULE_WITHOUT_DATA_SHARING.id: without_data_sharing,
    rules.SEVERAL_SHARING_RULES.id: several,
    rules.RULE_WITHOUT_ITS_PAIR.id: unpaired,
    rules.UNIT_WITHOUT_SHARING_RULE.id: without_rule,
    rules.UNITS_SHARE_RECORDS.id: share_records,
    rules.UNITS_NOT_TOLD_APART.id: not_told_apart,
    rules.OBJECT_WITHOUT_SHARING_RULES.id: objects,
}

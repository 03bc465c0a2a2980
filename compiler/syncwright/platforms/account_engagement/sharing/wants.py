"""What the connector's user needs for Marketing Data Sharing rules: to read and edit the field of each. Other fields of a filter it need not see."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.account_engagement import facts
from syncwright.platforms.account_engagement.sharing.rule import SharingRule, sharing_rules
from syncwright.spec.compiled import SyncUserSpec
from syncwright.want import Reason, WantField


def shared(catalog: Catalog, connector: str, user: Named[SyncUserSpec]) -> Iterator[WantField]:
    """A want for each field of a rule, once for each spec that asks for it.

    What is hidden from an ordinary user is a finding. An integration user sees what is hidden: for it that means not mapped.
    """
    told: set[tuple[str, str, str]] = set()
    for rule in sharing_rules(catalog):
        want = WantField(user.name, rule.object, rule.granted, rule.editable, reason(rule))
        key = (rule.object, rule.granted, want.reason.key)
        if rule.unit.connector.name != connector or key in told or catalog.org.field(rule.object, rule.granted) is None:
            continue
        told.add(key)
        if user.spec.kind != "user" or not hidden(catalog, rule):
            yield want


def hidden(catalog: Catalog, rule: SharingRule) -> bool:
    """Whether the specs hide a rule's field from the connector."""
    return direction(catalog, rule) == "hidden"


def direction(catalog: Catalog, rule: SharingRule) -> str | None:
    """Which way a rule's field goes for the connector; None if no spec says so."""
    one = catalog.objects.get(rule.object)
    said = one.fields.get(rule.field) or one.fields.get(rule.granted) if one is not None else None
    return said.directions.get(rule.unit.connector.name) if said is not None else None


def reason(rule: SharingRule) -> Reason:
    """Why the field is granted: the spec whose rule it is."""
    one = rule.asked
    kind = one.spec.partition("/")[0]
    why = f"the {kind} `{one.of.name}` tests it, and {facts.SHARING_RULE_FIELD.says}"
    keys = one.keys if one.case is None or rule.stored else ("cases", one.case)
    return Reason(why, f"{one.spec}#{'.'.join(map(str, keys))}", one.of.path, keys)

"""What is wrong with one Marketing Data Sharing rule: a condition that is none, or a field that cannot be, or should not be, the field of one."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place
from syncwright.platforms.account_engagement import facts as connector_facts
from syncwright.platforms.account_engagement.sharing import facts, rules
from syncwright.platforms.account_engagement.sharing.form import Refused
from syncwright.platforms.account_engagement.sharing.rule import Asked, SharingRule, asked, rule_of, sharing_rules
from syncwright.platforms.account_engagement.sharing.wants import direction

_LEAD, _CONTACT = facts.PAIR


def shape(catalog: Catalog) -> Iterator[Finding]:
    """Conditions that no rule says; one finding for each, whatever objects and units it is for."""
    found: dict[Place, tuple[Asked, str, dict[str, None]]] = {}
    for one in asked(catalog):
        refused = rule_of(catalog, one)
        if isinstance(refused, Refused):
            found.setdefault(one.place, (one, refused.says, {}))[2][one.object] = None
    for place, (one, says, objects) in found.items():
        where = " and ".join(f"`{name}`" for name in objects)
        message = f"{one.called} cannot be a Marketing Data Sharing rule of `{one.unit.address}` on {where}: it {says}"
        yield rules.SHARING_RULE_SHAPE(place, message, help="keep the answer in a field of its own, which the rule asks for: `as:`")


def mapped(catalog: Catalog) -> Iterator[Finding]:
    """Fields of rules that sync with the connector."""
    for rule in _once(catalog):
        goes = direction(catalog, rule)
        if goes not in (None, "hidden"):
            name = rule.unit.connector.name
            said = catalog.objects[rule.object].fields
            field = said.get(rule.field) or said[rule.granted]
            message = (
                f"`{rule.object}.{rule.field}` syncs with `{name}`, and what a Marketing Data Sharing rule asks for must not be mapped"
            )
            help_ = f"hide it from `{name}`, or name it in a file that is not `for` it; `as:` keeps the answer in another field"
            yield rules.SHARING_FIELD_MAPPED(rule.asked.place, message, help=help_, related=((field.at(), "it syncs by this"),))


def by_default(catalog: Catalog) -> Iterator[Finding]:
    """Standard fields that prospects have from the start."""
    for rule in _once(catalog):
        fact = facts.MAPPED_BY_DEFAULT.get(rule.field) if rule.object in facts.PAIR else None
        if fact is not None and direction(catalog, rule) in (None, "hidden"):
            message = f"`{rule.object}.{rule.field}` is to be in a Marketing Data Sharing rule, and {fact.worded(fact.says)}"
            help_ = "take that mapping away first, or keep the answer in a field of its own: `as:`"
            yield rules.DEFAULT_FIELD(rule.asked.place, message, help=help_)


def not_edited(catalog: Catalog) -> Iterator[Finding]:
    """Fields that nobody edits: whether they can be in a rule is not documented."""
    for rule in _once(catalog):
        if not rule.editable:
            message = (
                f"nobody can edit `{rule.object}.{rule.field}`, and {connector_facts.SHARING_RULE_FIELD.says}: whether it can be that field "
                "is not documented"
            )
            yield rules.SHARING_FIELD_NOT_EDITED(rule.asked.place, message, help="keep the answer in a field of its own: `as:`")


def converted(catalog: Catalog) -> Iterator[Finding]:
    """Fields of leads whose value no contact gets at conversion. One that keeps an answer is written on the contact by its own flow."""
    lead = catalog.org.objects.get(_LEAD)
    for rule in _once(catalog):
        if rule.object != _LEAD or rule.stored or not rule.field.endswith("__c") or lead is None:
            continue
        one = catalog.objects.get(_LEAD)
        said = one.fields.get(rule.field) if one is not None else None
        if (rule.held is not None and rule.held.formula is not None) or rule.field in lead.conversion:
            continue
        if said is None or said.spec.convert is None:
            message = f"nothing says what takes `{_LEAD}.{rule.field}` when a lead is converted: {facts.ARCHIVED.says}"
            help_ = (
                f"map it to a field of `{_CONTACT}` in the org's lead conversion, and say so with `convert:`; or keep the answer with `as:`"
            )
            yield rules.LOST_AT_CONVERSION(rule.asked.place, message, help=help_)


def _once(catalog: Catalog) -> Iterator[SharingRule]:
    """A rule for each field and spec: units of one connector that ask for the same field have one cause."""
    told: set[tuple[str, str, Place, str]] = set()
    for rule in sharing_rules(catalog):
        key = (rule.object, rule.field, rule.asked.place, rule.unit.connector.name)
        if key not in told:
            told.add(key)
            yield rule


CHECKS: Mapping[str, rules.Check] = {
    rules.SHARING_RULE_SHAPE.id: shape,
    rules.SHARING_FIELD_MAPPED.id: mapped,
    rules.DEFAULT_FIELD.id: by_default,
    rules.SHARING_FIELD_NOT_EDITED.id: not_edited,
    rules.LOST_AT_CONVERSION.id: converted,
}

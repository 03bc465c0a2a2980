"""What the specs and the inventory say together of a unit before its connector is unpaused: access, conversion, the field map, picklists."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Rule
from syncwright.platforms.account_engagement.gate.verdict import Subject, Verdict, needless, not_so, so, unknown
from syncwright.platforms.account_engagement.units import Unit

#: Only fields of prospects have a sync behaviour: those of accounts and opportunities are read there.
_PROSPECT = "prospect"
_WRITES = ("two-way", "to-salesforce")
#: Names that a line lists.
_LISTED = 5


def assigned(subject: Subject) -> Verdict:
    """Whether the ledger shows that the user has what was compiled for it."""
    user = subject.unit.connector.spec.sync_user
    address = f"salesforce.assignments/{user}"
    if address in subject.evidence.held:
        return so(f"the ledger shows that `{user}` has what was made for it")
    return unknown(f"the ledger does not show that `{user}` has what was made for it")


def seen(subject: Subject) -> Verdict:
    """Whether its user sees every field that syncs, and edits those that come from Account Engagement."""
    user, ask = subject.unit.connector.spec.sync_user, subject.evidence.seen
    if ask is None:
        return unknown("nobody asked who sees what")
    lacking: list[str] = []
    number = 0
    for name, fields in _synced(subject.catalog, subject.unit).items():
        number += len(fields)
        for field, accesses in zip(fields, ask.alike(name, [one.name for one in fields]), strict=True):
            held = next((one for one in accesses if one.user == user), None)
            if held is None or not held.read:
                lacking.append(f"`{name}.{field.name}` is not seen")
            elif field.directions.get(subject.unit.connector.name) in _WRITES and not held.edit:
                lacking.append(f"`{name}.{field.name}` is not edited")
    lacking += _rule_fields(subject, user)
    if lacking:
        return not_so(
            f"`{user}` lacks access: {_some(lacking)}",
            "grant it, or hide the field; `syncwright why OBJECT.FIELD` says who sees it and through what",
        )
    return so(f"`{user}` sees all {number:,} fields that sync, and edits those that come from there")


def _rule_fields(subject: Subject, user: str) -> Iterator[str]:
    """Fields of Marketing Data Sharing rules, which have to be edited, too."""
    catalog, ask = subject.catalog, subject.evidence.seen
    if ask is None or not (catalog.filters or catalog.partitions):
        return
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

    for rule in sharing_rules(catalog):
        if rule.unit.address == subject.unit.address and rule.held is not None and rule.editable:
            held = next((one for one in ask(rule.object, rule.granted) if one.user == user), None)
            if held is None or not held.read or not held.edit:
                yield f"`{rule.object}.{rule.field}`, which its rule asks for, is not read and edited"


def converted(subject: Subject) -> Verdict:
    """Whether each custom field of leads that syncs becomes a field of the contact."""
    lead = subject.catalog.org.objects.get("Lead")
    fields = [one for one in _synced(subject.catalog, subject.unit).get("Lead", []) if one.name.endswith("__c")]
    if not fields or lead is None:
        return needless("no custom field of leads syncs")
    lost = [
        f"`{one.name}`"
        for one in fields
        if one.name not in lead.conversion and one.spec.convert is None and not (one.held is not None and one.held.formula is not None)
    ]
    if lost:
        return not_so(
            f"nothing takes {_some(lost)} of a lead that is converted", "map them in the org's lead conversion, and say so with `convert:`"
        )
    return so(f"each of {len(fields):,} custom fields of leads is taken over at conversion")


def mapped(subject: Subject) -> Verdict:
    """Whether each field that syncs has a field there, and a sync behaviour."""
    # Start-up time: hardly any command asks for it.
    from syncwright.platforms.account_engagement.fields import mapped as every

    found = list(every(subject.catalog, subject.unit))
    open_ = [f"`{one.sides[0].path}`" for one in found if one.of == _PROSPECT and one.there.wins is None]
    number = sum(one.of == _PROSPECT for one in found)
    if not number:
        return needless("no field of prospects is mapped")
    if open_:
        return not_so(f"nothing says whose value stays of {_some(open_)}", "say `wins:` under `at:`, or in the `defaults:` of the file")
    return so(f"{number:,} fields of prospects, each with its sync behaviour")


def by_rules(subject: Subject, rules: Sequence[Rule], fine: str) -> Verdict:
    """What rules find, whatever the policy says of them, less what authors accept."""
    catalog = subject.catalog
    found = [finding for rule in rules if rule.looks is not None for finding in rule.looks(catalog)]
    found += [finding for rule in rules if rule.looks_at_part is not None for finding in rule.looks_at_part(catalog, catalog.whole())]
    left = [one for one in found if not subject.evidence.accepted(one, catalog.today.isoformat())]
    if left:
        more = f", and {len(left) - 1:,} more" if len(left) > 1 else ""
        return not_so(f"{left[0].message} ({left[0].rule.id}){more}", left[0].help or "`syncwright check` shows it")
    return so(fine + (f"; {len(found):,} are accepted by their authors" if found else ""))


def _synced(catalog: Catalog, unit: Unit) -> dict[str, list[CatalogField]]:
    """The fields that sync with the connector, by object; of objects with access of their own alone."""
    name = unit.connector.name
    found = {one.name: list(one.visible(name)) for one in catalog.objects.values()}
    return {owner: fields for owner, fields in found.items() if fields}


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more

"""What Marketo's users have to know and do when the sync user sees more or less of Salesforce. Nothing of it has an API.

Sources: Adobe's documentation of the Salesforce sync (product docs, crm-sync/salesforce-sync), page by page.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Named
from syncwright.facts import Fact
from syncwright.plan.access import AccessChange, newly_seen, no_longer_seen
from syncwright.plan.changes import Rename, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.marketo import backfill, hiding
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.step_words import LISTED, NAMED, addresses, beyond, sentence
from syncwright.platforms.marketo.support.facts import MAPPED_BY_SUPPORT, NAMED_ANEW

#: Set-up, step 3 of 3, Enterprise and Unlimited: "created in Marketo permanently and cannot be deleted".
FOR_GOOD = Fact("the field that it makes of it can be hidden and never deleted", "Adobe: Salesforce sync set-up, step 3 of 3")
TYPE_DROPS = Fact("Marketo deletes what is in its field if the two types do not match", "Adobe: field sync")
#: Schema refresh, choice of objects and fields: in the user interface alone, with the sync switched off.
OBJECT_SYNC = Fact("a custom object is enabled while the global sync is disabled", "Adobe: enable and disable custom object sync")

_SYSTEM = "Marketo"


def hazards(planned: Planned) -> Iterator[Hazard]:
    """Fields that become visible for good, standard fields that are hidden, and renames that Marketo takes for new fields."""
    for connector in _connectors(planned):
        for one in _newly_seen(planned, connector):
            says = f"`{connector.name}` sees `{one.thing}` for good: {FOR_GOOD.says}"
            yield Hazard("irreversible", one.address, says, one.attribute, one.name, FOR_GOOD.source, one.user)
        yield from hiding.hazards(connector, list(_no_longer_seen(planned, connector)))
        for rename in _renames(planned, connector):
            says = f"`{rename.after.name}` becomes another field in `{connector.name}`: {NAMED_ANEW.says}"
            yield Hazard("irreversible", rename.address, says, source=NAMED_ANEW.source)
            support = MAPPED_BY_SUPPORT.worded(MAPPED_BY_SUPPORT.says)
            yield Hazard("vendor", rename.address, support, source=MAPPED_BY_SUPPORT.source)
        for update in _retyped(planned, connector):
            says = f"`{update.after.name}` changes its type, and syncs with `{connector.name}`: {TYPE_DROPS.says}"
            yield Hazard("irreversible", update.address, says, "type", source=TYPE_DROPS.source)


def steps(planned: Planned) -> Iterator[Step]:
    """Work for the connector's owner, after what it rests on."""
    for connector in _connectors(planned):
        seen = list(_newly_seen(planned, connector))
        if seen:
            yield backfill.step(planned.catalog, connector, seen)
        gone = list(_no_longer_seen(planned, connector))
        if gone:
            yield hiding.step(planned.catalog, connector, gone)
        for rename in _renames(planned, connector):
            yield _renamed(connector, rename)
        yield from _objects(planned, connector)


def _connectors(planned: Planned) -> Iterator[Named[MarketoConnector]]:
    for one in planned.catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector):
            yield Named(one.name, one.spec, one.path)


def _newly_seen(planned: Planned, connector: Named[MarketoConnector]) -> Iterator[AccessChange]:
    """Fields of objects that sync which the user sees by what changes, and through nothing else."""
    for one in newly_seen(planned.access, [connector.spec.sync_user]):
        if _syncs(planned, connector, one) and not _seen_besides(planned, one):
            yield one


def _no_longer_seen(planned: Planned, connector: Named[MarketoConnector]) -> Iterator[AccessChange]:
    """Fields that the user saw of objects that sync, and sees no more."""
    return (one for one in no_longer_seen(planned.access, [connector.spec.sync_user]) if _syncs(planned, connector, one))


def _syncs(planned: Planned, connector: Named[MarketoConnector], one: AccessChange) -> bool:
    held = planned.catalog.objects.get(one.thing.partition(".")[0])
    return held is not None and held.syncs(connector.name)


def _seen_besides(planned: Planned, one: AccessChange) -> bool:
    owner, _, name = one.thing.partition(".")
    found = (access for access in planned.seen(owner, name) if access.user == one.user)
    return any(not through.ours for access in found for through in access.read)


def _renames(planned: Planned, connector: Named[MarketoConnector]) -> Iterator[Rename]:
    for change in planned.changes:
        if isinstance(change, Rename):
            owner, _, name = change.after.name.partition(".")
            held = planned.catalog.objects.get(owner)
            field = held.fields.get(name) if held is not None else None
            if field is not None and field.directions.get(connector.name, "hidden") != "hidden":
                yield change


def _retyped(planned: Planned, connector: Named[MarketoConnector]) -> Iterator[Update]:
    """Fields that sync and change their type. Those of activities stand under both objects that have them."""
    for change in planned.changes:
        if not isinstance(change, Update) or not any(edit.attribute == "type" for edit in change.edits):
            continue
        owner, _, name = change.after.name.partition(".")
        shown = [planned.catalog.objects.get(each) for each in (("Task", "Event") if owner == "Activity" else (owner,))]
        fields = [one.fields[name] for one in shown if one is not None and name in one.fields]
        if any(field.directions.get(connector.name, "hidden") != "hidden" for field in fields):
            yield change


def _renamed(connector: Named[MarketoConnector], rename: Rename) -> Step:
    return Step(
        f"marketo.renamed/{connector.name}/{rename.after.name}",
        "person",
        _SYSTEM,
        f"move `{connector.name}` from `{rename.before.name}` to `{rename.after.name}`",
        connector.spec.owner,
        f"no asset uses the field that was made of `{rename.before.name}`, and it is hidden",
        after=(rename.address,),
        text=(
            f"{sentence(NAMED_ANEW)}\nMake every asset that uses the old field use the new one, then hide the old one in Admin, Field "
            "Management. Values that are there already reach the new field with the next update of each record.\n"
            f"Or, {MAPPED_BY_SUPPORT.worded(MAPPED_BY_SUPPORT.says)} ({MAPPED_BY_SUPPORT.source}): export the values before, and send the "
            f"ticket in generated/marketo/support/{connector.name}/re-mapping.md."
        ),
    )


def _objects(planned: Planned, connector: Named[MarketoConnector]) -> Iterator[Step]:
    """Custom objects that the user newly reads: enabled by hand, between switching the sync off and on again."""
    found: dict[str, AccessChange] = {}
    for one in planned.access:
        name, _, word = one.thing.partition(":")
        if one.kind == "objects" and word == "read" and one.widens and one.user == connector.spec.sync_user and name.endswith("__c"):
            held = planned.catalog.objects.get(name)
            if held is not None and held.syncs(connector.name):
                found[name] = one
    if not found:
        return
    names = ", ".join(f"`{name}`" for name in sorted(found)[:LISTED]) + beyond(len(found))
    what = names if len(found) <= NAMED else f"{len(found):,} custom objects"
    hold, enable, release = (f"marketo.{what}/{connector.name}" for what in ("hold", "objects", "release"))
    owner, deployed = connector.spec.owner, addresses(list(found.values()))
    switch = f"In Marketo, Admin, Salesforce Objects Sync: {{}} Global Sync. {sentence(OBJECT_SYNC)}"
    yield Step(
        hold, "hold", _SYSTEM, f"disable the global sync of `{connector.name}`", owner, "the page offers to enable it", (), deployed,
        switch.format("Disable"),
    )  # fmt: skip
    yield Step(
        enable, "person", _SYSTEM, f"enable {what} in `{connector.name}`", owner, "the page lists each as enabled", (), (hold,),
        f"In Marketo, Admin, Salesforce Objects Sync: Refresh Schema, then enable {names}, each with the fields that the specs name.",
    )  # fmt: skip
    yield Step(
        release, "release", _SYSTEM, f"enable the global sync of `{connector.name}`", owner, "Sync Status shows a cycle that ended", (), (enable,),
        switch.format("Enable"),
    )  # fmt: skip

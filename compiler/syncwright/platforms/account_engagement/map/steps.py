"""The steps that a changed field map takes, in order: mappings are taken away and made, sync behaviours set, and the values that are there brought.

Nothing is set by an API. What becomes of predefined values is in `value_steps.py`.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.counted import with_values
from syncwright.plan.access import AccessChange, newly_seen
from syncwright.plan.changes import Edit
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step, StepKind
from syncwright.platform import Planned
from syncwright.platforms.account_engagement.connection import freshness
from syncwright.platforms.account_engagement.fields import sides
from syncwright.platforms.account_engagement.map import facts
from syncwright.platforms.account_engagement.map.bundle import path
from syncwright.platforms.account_engagement.map.changed import Changed, changed
from syncwright.platforms.account_engagement.map.resource import FIELD, address
from syncwright.platforms.account_engagement.map.value_steps import hazards as value_hazards
from syncwright.platforms.account_engagement.map.value_steps import steps as value_steps
from syncwright.platforms.account_engagement.sharing.facts import IMPORTS
from syncwright.platforms.account_engagement.types.limits import narrows
from syncwright.platforms.account_engagement.types.words import ae_type
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.runbook.task import listed, sentence

_SYSTEM = "Account Engagement"
_NOTHING = Edit("", None, None, None)
#: Numbers of records that a cost is shown for.
EXAMPLES = (10_000, 100_000, 1_000_000)


def steps(planned: Planned) -> Iterator[Step]:
    """Those of every unit: of what its field map says otherwise, and of custom fields that the connector's user newly sees."""
    for unit in units(planned.catalog):
        told = changed(planned, unit) or Changed(unit, {}, {}, {}, {})
        seen = list(_newly_seen(planned, told))
        yield from _unmapped(planned, told)
        yield from _mapped(planned, told, seen)
        yield from _behaving(planned, told)
        yield from value_steps(planned, told)
        yield from _brought(planned, told, seen)


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That a person does it, and which values go."""
    for unit in units(planned.catalog):
        told = changed(planned, unit)
        if told is None:
            continue
        yield Hazard("by-hand", address(unit), facts.NO_API.worded(facts.NO_API.says), source=facts.NO_API.source)
        for name, edit in told.behaving.items():
            if edit.old is not None:
                yield Hazard("destructive", address(unit), facts.DIFFERENT.says, edit.attribute, name, facts.DIFFERENT.source)
        yield from _narrower(told)
        yield from value_hazards(told)


def _narrower(told: Changed) -> Iterator[Hazard]:
    """Types that hold less than those before, and mappings that keep nothing in step any more."""
    for name, edit in told.retyped.items():
        before, after = ae_type(edit.old or ""), ae_type(edit.new or "")
        fact = narrows(before, after) if before is not None and after is not None else None
        if fact is not None:
            says = f"prospects may have values that have no place in a {after}: {fact.worded(fact.says)}"
            yield Hazard("destructive", address(told.unit), says, edit.attribute, name, fact.source)
    for name in told.unmapped:
        says = f"nothing keeps {name} in step any more; what becomes of the values that prospects have is not documented"
        yield Hazard("by-hand", address(told.unit), says, FIELD, name, facts.FIRST.source)


def step_id(what: str, unit: Unit) -> str:
    """The id of a step of a unit."""
    return f"account_engagement.{what}/{unit.address}"


def _newly_seen(planned: Planned, told: Changed) -> Iterator[AccessChange]:
    """Custom fields that the connector's user newly sees and that the unit maps, besides those whose mapping is said to change."""
    access = list(newly_seen(planned.access, [told.unit.connector.spec.sync_user]))
    if access:
        already = {one for edit in told.fields.values() for one in (edit.new or "").split(", ")}
        mine = {side.path for side in sides(planned.catalog, told.unit)} - already
        yield from (one for one in access if one.thing.endswith("__c") and one.thing in mine)


# ------------------------------------------------------------------ mappings


def _unmapped(planned: Planned, told: Changed) -> Iterator[Step]:
    if told.unmapped:
        text = [
            "Take the Salesforce field out of each. What becomes of the values that prospects have is not documented: keep an export of them.",
            *(f"{name}: mapped to {told.fields[name].old}" for name in told.unmapped),
        ]
        title = f"take the mapping of {_fields(told.unmapped)} away in `{told.unit.address}`"
        yield _step(planned, told.unit, "unmap", title, "the field's page shows no Salesforce field", text)


def _mapped(planned: Planned, told: Changed, seen: Sequence[AccessChange]) -> Iterator[Step]:
    paths = [told.fields[name].new or "" for name in told.mapped] + sorted({one.thing for one in seen})
    if not paths and not told.retyped:
        return
    after = (step_id("unmap", told.unit), *(one.address for one in seen), *_access(planned, told.unit), *_made(paths))
    text = [sentence(facts.FIRST), sentence(facts.NOT_BY_ITSELF), *_how(told)]
    text += [
        f"{name}: its type is {edit.new} and not {edit.old}; whether it can be changed is not documented"
        for name, edit in told.retyped.items()
    ]
    text += [f"Also: {listed(sorted({one.thing for one in seen}))}"] if seen and told.mapped else []
    text += [f"Fields: {listed(sorted({one.thing for one in seen}))}"] if seen and not told.mapped else []
    text.append(f"generated/{path(planned.catalog, told.unit)}.md has each click.")
    what = _fields(paths or list(told.retyped))
    yield _step(
        planned,
        told.unit,
        "map",
        f"map {what} in `{told.unit.address}`",
        "the field's page shows the Salesforce field that it is mapped to",
        text,
        after,
    )


def _how(told: Changed) -> Iterator[str]:
    for name in told.mapped:
        edit = told.fields[name]
        said = [f"{name}: map it to {edit.new}" + (f" and no longer to {edit.old}" if edit.old is not None else "")]
        said += [f"type {type_}" for type_ in (told.types.get(name, _NOTHING).new,) if type_ is not None]
        values = [one.name or "" for one in told.values.get(name, ()) if one.new is not None]
        said += [f"predefined values {listed(values)}"] if values else []
        said += [f"sync behaviour: {chosen}" for chosen in (told.behaviours.get(name, _NOTHING).new,) if chosen is not None]
        yield "; ".join(said)


def _behaving(planned: Planned, told: Changed) -> Iterator[Step]:
    if told.behaving:
        text = [sentence(facts.DIFFERENT), f"Keep an export of prospects and of the records, then choose the {facts.BEHAVIOUR} of each:"]
        text += [f"{name}: {edit.new}" + (f", and not {edit.old}" if edit.old is not None else "") for name, edit in told.behaving.items()]
        title = f"set the sync behaviour of {_fields(list(told.behaving))} in `{told.unit.address}`"
        after = (step_id("map", told.unit), *_access(planned, told.unit))
        yield _step(planned, told.unit, "behaviours", title, "the field's page shows its sync behaviour", text, after)


# ------------------------------------------------------------------ the values that are there


def _brought(planned: Planned, told: Changed, seen: Sequence[AccessChange]) -> Iterator[Step]:
    """The offer to bring values: nobody has to, and how many records it takes a plan does not know."""
    paths = [path for name in told.mapped for path in (told.fields[name].new or "").split(", ")] + [one.thing for one in seen]
    if not paths:
        return
    text = [sentence(facts.NOT_BY_ITSELF), "Decide whether values that are there matter. How many records have some, Salesforce says:"]
    text += [f"  {query}" for query in queries(planned, paths)]
    text.append("If they do, update each of them once in Salesforce, or import prospects with their values, by CRM id.")
    text += [sentence(IMPORTS)] if told.unit.connector.spec.marketing_data_sharing else []
    text += [f"What it takes, an estimate ({freshness.BATCHES.source}):"]
    text += [f"  {number:,} records: {freshness.worded(number)}" for number in EXAMPLES]
    text.append(sentence(freshness.GROWS))
    proves = "a record that nobody changed since shows its values on its prospect"
    title = f"bring the values of {_fields(sorted(set(paths)))} to `{told.unit.address}`"
    yield _step(planned, told.unit, "bring", title, proves, text, (step_id("map", told.unit), step_id("behaviours", told.unit)), "backfill")


def queries(planned: Planned, paths: Sequence[str]) -> Iterator[str]:
    """Queries that count the records with a value in any of these fields, given as `Lead.Email`."""
    by: dict[str, list[str]] = {}
    for one in sorted(set(paths)):
        by.setdefault(one.partition(".")[0], []).append(one.partition(".")[2])
    for owner, names in by.items():
        test = with_values(planned.catalog.org, owner, names)
        yield f"SELECT COUNT() FROM {owner}" + (f" WHERE {test}" if test else "")  # noqa: S608 - for people to run


# ------------------------------------------------------------------ words


def _step(
    planned: Planned,
    unit: Unit,
    what: str,
    title: str,
    proves: str,
    text: Sequence[str],
    after: Sequence[str] = (),
    kind: StepKind = "person",
) -> Step:
    mine = address(unit)
    changes = (mine,) if kind == "person" and any(one.address == mine for one in planned.changes) else ()
    return Step(step_id(what, unit), kind, _SYSTEM, title, unit.connector.spec.owner, proves, changes, tuple(after), "\n".join(text))


def _access(planned: Planned, unit: Unit) -> tuple[str, ...]:
    """What gives the connector's user access: a field that it does not see is not offered."""
    user = unit.connector.spec.sync_user
    return tuple(dict.fromkeys(one.address for one in planned.access if one.user == user and one.kind == "fields" and one.widens))


def _made(paths: Sequence[str]) -> tuple[str, ...]:
    """The fields that the estate makes itself."""
    return tuple(f"salesforce.field/{one}" for each in paths for one in each.split(", "))


def _fields(names: Sequence[str]) -> str:
    return f"`{names[0]}`" if len(names) == 1 else f"{len(names):,} fields"

"""The steps that changed predefined values take: the new ones are added, prospects go over, the old ones are deleted. A value is never changed in place."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.plan.changes import Edit
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step, StepKind
from syncwright.platform import Planned
from syncwright.platforms.account_engagement.fields import MappedField, mapped
from syncwright.platforms.account_engagement.map import facts
from syncwright.platforms.account_engagement.map.changed import Changed
from syncwright.platforms.account_engagement.map.resource import address, named
from syncwright.platforms.account_engagement.units import Unit
from syncwright.runbook.task import listed, sentence

_ADD, _MOVE, _DROP = "values", "move_values", "drop_values"


def steps(planned: Planned, told: Changed) -> Iterator[Step]:
    """Those of one unit."""
    added = {name: [_value(one) for one in edits if one.new is not None] for name, edits in told.revalued.items()}
    gone = {name: [_value(one) for one in edits if one.new is None] for name, edits in told.revalued.items()}
    moved = _renamed(planned.catalog, told, added, gone)
    if any(added.values()):
        yield _add(planned, told, added)
    if any(gone.values()):
        holders = _holders(planned.catalog, told)
        yield _move(told, gone, moved, holders)
        yield _drop(told, gone, holders)


def hazards(told: Changed) -> Iterator[Hazard]:
    """That prospects hold values that go."""
    for name, edits in told.revalued.items():
        for edit in edits:
            if edit.new is None:
                says = f"prospects may hold `{_value(edit)}` in {name}; {facts.OVERWRITES.says}"
                yield Hazard("destructive", address(told.unit), says, edit.attribute, f"{name}: {_value(edit)}", facts.OVERWRITES.source)


def _add(planned: Planned, told: Changed, added: Mapping[str, Sequence[str]]) -> Step:
    text = [sentence(facts.OVERWRITES), sentence(facts.PREDEFINED)]
    text += [f"{name}: add {listed([f'`{one}`' for one in values])}" for name, values in added.items() if values]
    return _step(
        told.unit, _ADD, f"add {_values(added)} in `{told.unit.address}`", "the field's page lists them", text, _made(planned.catalog, told)
    )


def _move(told: Changed, gone: Mapping[str, Sequence[str]], moved: Mapping[str, Mapping[str, str]], holders: Sequence[str]) -> Step:
    """Records of Salesforce get their new values first, and prospects may have them from there."""
    text = ["Look what names each: prospects, automation and segmentation rules, dynamic lists, forms, and completion actions."]
    for name, values in gone.items():
        for one in values:
            new = moved.get(name, {}).get(one)
            text.append(
                f"{name}: prospects with `{one}` get " + (f"`{new}`" if new is not None else "what you decide: the specs do not say it")
            )
    title = f"move prospects off {_values(gone)} in `{told.unit.address}`"
    return _step(
        told.unit,
        _MOVE,
        title,
        "no prospect and no rule has any of them",
        text,
        (_id(_ADD, told.unit), *(f"salesforce.replace/{one}/*" for one in holders)),
        "backfill",
    )


def _drop(told: Changed, gone: Mapping[str, Sequence[str]], holders: Sequence[str]) -> Step:
    text = [f"{name}: delete {listed([f'`{one}`' for one in values])}" for name, values in gone.items() if values]
    title = f"delete {_values(gone)} in `{told.unit.address}`"
    return _step(
        told.unit,
        _DROP,
        title,
        "the field's page lists them no more",
        text,
        (_id(_MOVE, told.unit), *(f"salesforce.retire_values/{one}" for one in holders)),
    )


def _step(unit: Unit, what: str, title: str, proves: str, text: Sequence[str], after: Sequence[str], kind: StepKind = "person") -> Step:
    changes = (address(unit),) if kind == "person" else ()
    owner = unit.connector.spec.owner
    return Step(_id(what, unit), kind, "Account Engagement", title, owner, proves, changes, tuple(after), "\n".join(text))


def _id(what: str, unit: Unit) -> str:
    return f"account_engagement.{what}/{unit.address}"


def _value(edit: Edit) -> str:
    assert edit.name is not None, "a value is a part of a map"
    return edit.name


def _values(by: Mapping[str, Sequence[str]]) -> str:
    every = [one for values in by.values() for one in values]
    return f"the predefined value `{every[0]}`" if len(every) == 1 else f"{len(every):,} predefined values"


def _renamed(
    catalog: Catalog, told: Changed, added: Mapping[str, Sequence[str]], gone: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, str]]:
    """By field, the value that takes the place of each that goes, as far as the specs say it; on the way back the other way round."""
    found: dict[str, dict[str, str]] = {}
    for one in mapped(catalog, told.unit):
        name = named(one)
        if gone.get(name):
            for old, new in _previously(one):
                here, there = (old, new) if old in gone[name] else (new, old)
                if here in gone[name] and there in added[name]:
                    found.setdefault(name, {})[here] = there
    return found


def _previously(one: MappedField) -> Iterator[tuple[str, str]]:
    """Former and new values of a picklist that the specs rename."""
    for side in one.sides:
        for new, said in side.field.spec.values.items():
            for old in said.previously:
                yield old, new


def _holders(catalog: Catalog, told: Changed) -> list[str]:
    """The picklists of Salesforce whose values change, and the sets that they take them from."""
    sides = [side for one in mapped(catalog, told.unit) if named(one) in told.revalued for side in one.sides]
    held = (catalog.org.field(side.object, side.name) for side in sides)
    sets = [one.value_set for one in held if one is not None and one.value_set is not None]
    return list(dict.fromkeys([*(side.path for side in sides), *sets]))


def _made(catalog: Catalog, told: Changed) -> tuple[str, ...]:
    """These have the values first."""
    return tuple(f"salesforce.{'field' if '.' in one else 'value_set'}/{one}" for one in _holders(catalog, told))

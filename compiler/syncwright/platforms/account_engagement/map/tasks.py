"""Fields as tasks of the runbook: made and mapped, their sync behaviour entered, and what Opted Out does signed by who answers for consent."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.fields import MappedField, mapped
from syncwright.platforms.account_engagement.map import facts
from syncwright.platforms.account_engagement.map.bundle import path
from syncwright.platforms.account_engagement.map.made import OPTED_OUT, behaviour, called, remapped, work
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.units import Unit

FIELDS, BEHAVIOURS, SIGNED = "fields", "sync-behaviours", "opted-out"
_PAGES = facts.PAGES["prospect"][0]


def tasks(catalog: Catalog, unit: Unit) -> Iterator[Task]:
    """One each, where there is something to do."""
    found = list(mapped(catalog, unit))
    made = [one for one in found if work(one) == "create" or remapped(one)]
    set_ = [one for one in found if one.of == "prospect" and work(one) != "none" and behaviour(one) is not None]
    opted_out = next((one for one in found if one.there.name == OPTED_OUT), None)
    file = f"{path(catalog, unit)}.md"
    if made:
        yield _fields(unit, made, file)
    if opted_out is not None:
        yield _signed(unit, opted_out, file)
    if set_:
        before = [*([FIELDS] if made else []), *([SIGNED] if opted_out is not None else [])]
        yield _behaviours(unit, set_, file, before)


def _fields(unit: Unit, made: Sequence[MappedField], file: str) -> Task:
    return Task(
        FIELDS,
        "fields",
        "make the custom fields and map them",
        "the page of each field shows the Salesforce field that it is mapped to",
        unit.connector.spec.owner,
        facts.FIRST,
        _PAGES,
        does=("Make each field that is not there, with its type and its values, and map it, as the sheet says.",),
        keys=_keys(unit, made),
        file=file,
        notes=(f"{facts.NOT_BY_ITSELF.says[:1].upper()}{facts.NOT_BY_ITSELF.says[1:]} ({facts.NOT_BY_ITSELF.source}).",),
        rests_on=tuple(_mapped(one) for one in made),
    )


def _behaviours(unit: Unit, fields: Sequence[MappedField], file: str, before: Sequence[str]) -> Task:
    return Task(
        BEHAVIOURS,
        "fields",
        "set the sync behaviour of each field",
        "the page of each field shows its sync behaviour as the sheet has it",
        unit.connector.spec.owner,
        facts.NO_API,
        _PAGES,
        does=(f"Choose the {facts.BEHAVIOUR} of each field, as the sheet says.",),
        keys=_keys(unit, fields),
        after=tuple(before),
        file=file,
        rests_on=tuple(f"{one.sides[0].path}: {behaviour(one)}" for one in fields),
    )


def _signed(unit: Unit, one: MappedField, file: str) -> Task:
    overwritten = (
        (f"{facts.UNSUBSCRIBES.worded(facts.UNSUBSCRIBES.says)} ({facts.UNSUBSCRIBES.source})",) if one.there.wins == "salesforce" else ()
    )
    return Task(
        SIGNED,
        "fields",
        "agree to what an unsubscribe and its withdrawal do",
        "who answers for consent has said yes to it, by name and day",
        one.field.owner or unit.connector.spec.owner,
        facts.DIFFERENT,
        None,
        (
            (facts.BEHAVIOUR, behaviour(one) or "nobody has said it"),
            ("Field", called(one)),
            ("In Salesforce", ", ".join(side.path for side in one.sides)),
        ),
        keys=_keys(unit, [one]),
        file=file,
        notes=overwritten,
    )


def _mapped(one: MappedField) -> str:
    """Everything that is typed for a field: with another type or one value more what was attested holds no longer."""
    paths = ", ".join(side.path for side in one.sides)
    values = f" ({', '.join(one.there.values)})" if one.there.values is not None else ""
    return f"{paths}: {called(one)}, {one.there.type or 'of no known type'}{values}"


def _keys(unit: Unit, fields: Sequence[MappedField]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((unit.key, *(side.field.key for one in fields for side in one.sides))))

"""How the gate of a unit stands: each of its checks, from the specs, the inventory, what was counted and what people attest."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.gates import Check, Evidence, Gate, Gating
from syncwright.impact.question import Question
from syncwright.platforms.account_engagement.gate import counted
from syncwright.platforms.account_engagement.gate.contents import ITEMS, Item, of
from syncwright.platforms.account_engagement.gate.verdict import Subject, Verdict, unknown
from syncwright.platforms.account_engagement.gate.watch import WATCH
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.records import replace
from syncwright.spec.compiled import ConnectorSpec


def addresses(catalog: Catalog, connector: Named[ConnectorSpec]) -> tuple[str, ...]:
    """The units of a connector that are in this environment."""
    return tuple(one.address for one in units(catalog) if one.connector.name == connector.name)


def gate(catalog: Catalog, address: str, evidence: Evidence) -> Gate:
    """All checks of a unit."""
    unit = _unit(catalog, address)
    subject = Subject(catalog, unit, evidence)
    return Gate(address, unit.connector.spec.owner, tuple(_check(item, subject) for item in ITEMS), WATCH)


def _unit(catalog: Catalog, address: str) -> Unit:
    return next(one for one in units(catalog) if one.address == address)


def _check(item: Item, subject: Subject) -> Check:
    there = tuple(subject.evidence.stands)
    names = of(subject.unit, item.tasks, there)
    base = Check(item.number, item.name, item.title, item.by, "closed", "", item.fact, tasks=names, once=item.once)
    if item.then:
        return _then(base, subject.evidence)
    found = item.look(subject) if item.look is not None else unknown()
    if found.state == "needless":
        return replace(base, state="not needed", says=found.says, tasks=())
    if found.state == "not so":
        return replace(base, state="open", says=found.says, help=found.help)
    if found.state == "unknown" and item.look is not None:
        names = of(subject.unit, item.instead, there)
        base = replace(base, tasks=names)
        if not names:
            return replace(base, state="open", says=found.says, help="nothing says so")
    if not names:
        return replace(base, says=found.says) if found.says else replace(base, state="not needed", says="nothing asks for it")
    return _by_people(base, found, subject.evidence)


def _by_people(base: Check, found: Verdict, evidence: Evidence) -> Check:
    """What is left is somebody's word."""
    undone = evidence.undone(base.tasks)
    if undone:
        says = "; ".join(filter(None, (found.says, *_why(undone, evidence))))
        return replace(base, state="open", says=says, help=f"do it, then `syncwright attest {_first(undone, evidence)} --by WHO`")
    words = dict.fromkeys(f"attested by {evidence.stands[one].by}" for one in base.tasks)
    return replace(base, says="; ".join(filter(None, (found.says if found.state == "so" else "", *words))))


def _first(undone: tuple[str, ...], evidence: Evidence) -> str:
    """What can be attested first: one of these, or what they wait for."""
    waiting = [one for name in undone if name in evidence.stands for one in evidence.stands[name].waits_for]
    free = [one for one in (*undone, *(task.name for task in waiting)) if one in evidence.stands and not evidence.stands[one].waits_for]
    return free[0] if free else undone[0]


def _then(base: Check, evidence: Evidence) -> Check:
    """What comes after the gate, and whether somebody says that it was done."""
    if not base.tasks or evidence.undone(base.tasks):
        return replace(base, state="then", says="once nothing is open")
    return replace(base, says=f"attested by {evidence.stands[base.tasks[0]].by}")


def _why(undone: tuple[str, ...], evidence: Evidence) -> Iterator[str]:
    for name in undone:
        stand = evidence.stands.get(name)
        if stand is None:
            yield f"the runbook has no task `{name}`"
        elif stand.state == "changed":
            yield f"`{name}` was attested by {stand.by}, and asks for something else since"
        elif stand.waits_for:
            yield f"`{name}` waits for {', '.join(f'`{one.name}`' for one in stand.waits_for)}"
        else:
            yield f"nobody attests `{name}`"


def _kept(catalog: Catalog, address: str) -> dict[str, Question]:
    return {f"{counted.FILLED}/{name}": one for name, one in counted.kept(catalog, _unit(catalog, address)).items()}


GATING = Gating(addresses, gate, lambda _, __: counted.questions(), _kept)

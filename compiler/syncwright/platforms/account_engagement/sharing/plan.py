"""Marketing Data Sharing rules in a plan: compared between revisions, and set by a person while the unit's connector is paused. No API sets them."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Key
from syncwright.plan.changes import Create, Forget, Recreate, Update
from syncwright.plan.departures import Departure
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned, Users
from syncwright.platforms.account_engagement.connection.objects import moves_while_paused
from syncwright.platforms.account_engagement.sharing import facts
from syncwright.platforms.account_engagement.units import Unit, folder, is_paused, units
from syncwright.resource import AttributeType, Resource, ResourceType
from syncwright.want import Reason

if TYPE_CHECKING:  # start-up time: most plans have no filter
    from syncwright.platforms.account_engagement.sharing.rule import SharingRule

#: A unit's rule of an object: `account_engagement.sharing_rule/ae/emea.Lead`.
SHARING_RULE = "account_engagement.sharing_rule"
FIELD, VALUE = "field", "value"

TYPES = (
    ResourceType(
        SHARING_RULE,
        "Marketing Data Sharing rule",
        {FIELD: AttributeType("field", "scalar", on_change="by_hand"), VALUE: AttributeType("value", "scalar", on_change="by_hand")},
        by_hand=True,
        in_source=False,
    ),
)

_SYSTEM = "Account Engagement"
#: Fields are filled before a rule asks for them: a record without its value matches no rule.
_FILLED = "salesforce.backfill/*"

Set = Create | Update | Recreate


def beside(catalog: Catalog, _made: Collection[str]) -> Iterator[Resource]:
    """Every rule."""
    if not catalog.filters and not catalog.partitions:
        return
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

    for rule in sharing_rules(catalog):
        attributes = {FIELD: rule.field, VALUE: rule.text}
        because = {FIELD: {"": (_reason(rule, rule.asked.keys),)}, VALUE: {"": (_reason(rule, _said(rule)),)}}
        yield Resource(address(rule), attributes, because, (f"salesforce.field/{rule.object}.{rule.field}",))


def address(rule: "SharingRule") -> str:
    """The address of a rule."""
    return f"{SHARING_RULE}/{rule.unit.address}.{rule.object}"


def _said(rule: "SharingRule") -> tuple[Key, ...]:
    """Where the value stands: the name of the case, or which value of the checkbox means that a record is in scope."""
    if rule.asked.case is not None:
        return ("cases", rule.asked.case)
    return ("as",) if rule.stored else ("where",)


def _reason(rule: "SharingRule", keys: tuple[Key, ...]) -> Reason:
    one = rule.asked
    return Reason(one.of.spec.why, f"{one.spec}#{'.'.join(map(str, keys))}", one.of.path, keys)


def held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """The rules of another revision of the specs: what is wanted no more stays in Account Engagement, and is said."""
    return (one for one in beside(catalog, made) if one.address in addresses or one.type == SHARING_RULE)


def users(catalog: Catalog, addresses: Collection[str]) -> Users:
    """The user whose access to records a rule narrows."""
    by_unit = {unit.address: unit.connector.spec.sync_user for unit in units(catalog)}
    found = ((one, one.removeprefix(f"{SHARING_RULE}/").rpartition(".")[0]) for one in addresses if one.startswith(f"{SHARING_RULE}/"))
    return {one: (by_unit[unit],) for one, unit in found if unit in by_unit}


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That a person does it; which prospects go, the departures say."""
    for change in planned.changes:
        if not change.address.startswith(f"{SHARING_RULE}/"):
            continue
        if isinstance(change, Forget):
            says = f"the rule stays in Account Engagement until a person takes it away; then {facts.BOTH.says.partition(';')[0]}"
            yield Hazard("by-hand", change.address, says, source=facts.BOTH.source)
            continue
        yield Hazard("by-hand", change.address, "a person sets the rule, with the connector paused", source=facts.PAUSED.source)


def departures(planned: Planned) -> Iterator[Departure]:
    """Records that a unit's rule lets in no more."""
    if (
        planned.catalog.filters
        or planned.catalog.partitions
        or (planned.former is not None and (planned.former.filters or planned.former.partitions))
    ):
        from syncwright.platforms.account_engagement.sharing.departures import departures as found

        yield from found(planned)


def steps(planned: Planned) -> Iterator[Step]:
    """For each unit whose rules change: its connector is paused, the rules are set, and it is resumed if it ran."""
    for unit in units(planned.catalog):
        changes = [
            one
            for one in planned.changes
            if isinstance(one, Set) and one.address.removeprefix(f"{SHARING_RULE}/").rpartition(".")[0] == unit.address
        ]
        if changes:
            yield from _bracketed(planned, unit, changes)


def _bracketed(planned: Planned, unit: Unit, changes: Sequence[Set]) -> Iterator[Step]:
    pause, rules, resume = (f"account_engagement.{what}/{unit.address}" for what in ("pause", "sharing_rules", "resume"))
    owner, name, before = unit.connector.spec.owner, f"`{unit.address}`", _before(planned, unit, changes)
    paused = any(is_paused(one, unit) for one in (planned.catalog, planned.former) if one is not None)
    # While a rule is there, records whose field is filled anew stop matching it; before there is one, nothing waits for the pause.
    late = before if all(isinstance(one, Create) for one in changes) else ()
    yield Step(
        pause, "person" if paused else "hold", _SYSTEM, f"see that the connector of {name} is paused" if paused else f"pause the connector of {name}", owner,
        "it is shown as paused", after=late, text="\n".join((f"{_sentence(facts.PAUSED.says)} ({facts.PAUSED.source})", *moves_while_paused())),
    )  # fmt: skip
    yield Step(
        rules,
        "person",
        _SYSTEM,
        f"set the Marketing Data Sharing {'rule' if len(changes) == 1 else 'rules'} of {name} for {_objects(changes)}",
        owner,
        "the column Criteria of the tab Marketing Data Sharing shows each rule",
        tuple(one.address for one in changes),
        (pause, *before),
        "\n".join(_text(planned.catalog, unit, changes)),
    )
    if not paused:
        yield Step(
            resume, "release", _SYSTEM, f"resume the connector of {name}, if it ran before", owner,
            "it is shown as running, and prospects and recycle bin hold what is expected", after=(rules,),
            text=f"{_sentence(facts.ARCHIVED.says)} ({facts.ARCHIVED.source}) Count the records that match before, to know what to expect.",
        )  # fmt: skip


def _before(planned: Planned, unit: Unit, changes: Sequence[Set]) -> tuple[str, ...]:
    """What a rule rests on: its field is there, the connector's user reads and edits it, and records have their values."""
    fields = {f"{one.address.rpartition('.')[2]}.{one.after.attributes[FIELD]}" for one in changes}
    seen = (one.address for one in planned.access if one.user == unit.connector.spec.sync_user and one.thing in fields)
    return (*dict.fromkeys(seen), *(f"salesforce.field/{field}" for field in sorted(fields)), _FILLED)


def _objects(changes: Sequence[Set]) -> str:
    names = [f"`{one.address.rpartition('.')[2]}`" for one in changes]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _text(catalog: Catalog, unit: Unit, changes: Sequence[Set]) -> Iterator[str]:
    yield f"In {facts.WHERE}, open each rule, set it and save it; {facts.CASE.says} ({facts.CASE.source}):"
    for one in changes:
        yield f"{one.address.rpartition('.')[2]}: {one.after.attributes[FIELD]} equals {one.after.attributes[VALUE]}"
    yield f"generated/{folder(catalog, unit)}/sharing-rules.md has what to look at before and after."


def _sentence(says: str) -> str:
    return f"{says[0].upper()}{says[1:]}."

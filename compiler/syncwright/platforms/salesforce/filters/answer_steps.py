"""What stored answers take once a filter changed: a backfill, as a flow touches no record that nobody saves; and what to know of them before.

Whatever changes an answer's formula makes every stored answer stale, the flow that copies it changed or not.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.expression.clock import Clock
from syncwright.facts import Fact
from syncwright.graph.formula import references
from syncwright.graph.paths import Paths
from syncwright.plan.changes import Change, Create, Recreate, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce.filters.answer_flow import CONVERTED, COPIES
from syncwright.platforms.salesforce.filters.answers import Answer, answers
from syncwright.platforms.salesforce.filters.made import flow_name
from syncwright.platforms.salesforce.filters.queries import count_stale, counts, list_stale, stale
from syncwright.platforms.salesforce.flow_steps import activates
from syncwright.platforms.salesforce.types import FIELD, FLOW
from syncwright.resource import Resource

_SYSTEM = "Salesforce"

FRESH = Fact(
    "that a flow after the save sees what a formula gives for the record as it was saved is reported, and documented nowhere",
    "third parties",
    certain=False,
)
RUN_AS = Fact(
    "a flow that starts with a record or by a schedule runs in system context without sharing, so that nobody needs access for it",
    "Salesforce Help: Flow Run Context",
)
SCHEDULED = Fact(
    "one flow runs for at most 250,000 records in 24 hours, or 200 for each user licence if that is more; its time is that of the org's time "
    "zone, and it runs as the Default Workflow User",
    "Salesforce Help: Schedule-Triggered Flow Considerations",
)
TODAY = Fact(
    "TODAY() is the day in the time zone of whoever it is worked out for", "Salesforce Help: Using Date and Date/Time Values in Formulas"
)

#: Attributes of a formula field, and of a flow, that decide what is stored.
_DECIDES = {FIELD: frozenset({"formula", "type", "blanks"}), FLOW: frozenset({"object", "field", COPIES, "keeps", "elements"})}


# ------------------------------------------------------------------ which answers change


def _changed(planned: Planned) -> Iterator[tuple[Answer, Change]]:
    """The answers that become stale, each with a change that makes them so."""
    made = {change.address: change for change in planned.changes if _decides(change)}
    for one in answers(planned.catalog) if made else ():
        own = (one.address, f"{FLOW}/{flow_name(one, nightly=False)}", *_behind(planned.catalog, one, made))
        found = next((made[address] for address in own if address in made), None)
        if found is not None:
            yield one, found


def _decides(change: Change) -> bool:
    if isinstance(change, Create | Recreate):
        return change.after.type in _DECIDES
    return isinstance(change, Update) and any(edit.attribute in _DECIDES.get(change.after.type, ()) for edit in change.edits)


def _behind(catalog: Catalog, one: Answer, made: dict[str, Change]) -> Iterator[str]:
    """Addresses of the formulas that an answer is worked out by, as far as they go, among those that change."""
    if not any(
        isinstance(change, Update | Recreate) and change.after.type == FIELD and address != one.address for address, change in made.items()
    ):
        return
    paths, seen = Paths(catalog.org), set[str]()
    left = [path for column in one.columns() for path in column.needs]
    while left:
        path = left.pop()
        if path in seen:
            continue
        seen.add(path)
        yield f"{FIELD}/{path}"
        owner, _, name = path.partition(".")
        held = catalog.org.field(owner, name)
        if held is not None and held.formula is not None:
            left += [node.id for reference in references(held.formula) for node in paths.reached(owner, reference)]


# ------------------------------------------------------------------ what to know before


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That every stored answer is stale until it is filled, and what the flows cannot notice."""
    for one, change in _changed(planned):
        path = f"{one.object}.{one.stored.field}"
        says = f"every record's `{path}` may be stale until the backfill is done: no flow touches what exists; how many records that is is not known here"
        yield Hazard("records", change.address, says)
        if isinstance(change, Create) and _kept_by_others(planned.catalog, one):
            says = f"`{path}` is there already: what people, imports and other flows put into it is replaced by the {one.called}"
            yield Hazard("destructive", change.address, says)
        if parents := [column.name for column in one.columns() if column.of_parent]:
            yield Hazard("records", change.address, _unnoticed(one, parents))
        if one.nightly:
            says = (
                f"every night the records of `{one.object}` whose answer changed with the day are saved, and sync: how many is not known here; "
                f"{SCHEDULED.says}"
            )
            yield Hazard("records", change.address, says, source=SCHEDULED.source)


def _kept_by_others(catalog: Catalog, one: Answer) -> bool:
    held = catalog.objects.get(one.object)
    said = held.fields.get(one.stored.field) if held is not None else None
    return said is None or said.spec.create is None


def _unnoticed(one: Answer, parents: Sequence[str]) -> str:
    named = ", ".join(f"`{name}`" for name in parents)
    until = "the next night" if one.nightly else "the record itself is saved"
    return (
        f"a change of {named} saves no record of `{one.object}`, so that its answer stays as it was until {until}. Heard at once it would cost "
        f"one save for each of the parent's records whose answer flips, all together: how many records a parent has, and how many flip, is not known here"
    )


# ------------------------------------------------------------------ steps


def backfills(planned: Planned, after: Sequence[str]) -> Iterator[Step]:
    """One backfill for each answer that changes."""
    for one, _ in _changed(planned):
        yield _backfill(planned, one, after)


def _backfill(planned: Planned, one: Answer, after: Sequence[str]) -> Step:
    said = one.of.spec.as_
    assert said is not None, "answers are those that are kept"
    by_hand = said.backfill == "by-hand"
    name = flow_name(one, nightly=False)
    waits = [activates(name), *([activates(flow_name(one, nightly=True))] if one.nightly else [])]
    return Step(
        f"salesforce.backfill/{name}",
        "person" if by_hand else "backfill",
        _SYSTEM,
        f"store what the {one.called} says of every record of `{one.object}`",
        _owner(planned, one),
        f"`{count_stale(one)}` answers 0",
        after=(*waits, *after),
        text="\n".join(_told(planned, one, by_hand=by_hand)),
        does={} if by_hand else {"object": one.object, "where": stale(one), "from": one.stored.formula, "into": one.stored.field},
    )


def _owner(planned: Planned, one: Answer) -> str:
    of_all: str = planned.catalog.estate.spec.owner
    return one.of.spec.owner or of_all


def _told(planned: Planned, one: Answer, *, by_hand: bool) -> Iterator[str]:
    field, formula = one.stored.field, one.stored.formula
    yield (
        f"Flows run when a record is saved{' and at night' if one.nightly else ''}: until this is done a stored {field} is that of before, or none."
    )
    if by_hand:
        yield f"By hand, as the spec says: the records to change are those of\n  {list_stale(one)}\nSet {field} of each to what {formula} shows, or save the record once without a change."
    else:
        yield (
            f"In bulk: export\n  {list_stale(one)}\nwith Data Loader or another tool, call the column {formula} {field}, and update these records by "
            "their Id, in batches and off-hours."
        )
    yield (
        f"Whoever does it needs to read {formula} and to edit {field}: nothing that is built here gives that to people. Or save every record once "
        "without a change: the flow then stores the answer, and needs nobody's access."
    )
    yield f"How many there are is not known here; this counts them:\n  {count_stale(one)}"
    yield f"Each is saved once, with whatever else runs then, and is looked at by every connector that sees {field}."
    if one.object in CONVERTED:
        yield "Converted leads keep the answer that they had: only a user with View and Edit Converted Leads can change them."
    yield from _counted(planned.catalog, one)
    if one.nightly:
        yield f"Or wait for a night: the flow that runs then stores the same; {SCHEDULED.says} ({SCHEDULED.source})."


def _counted(catalog: Catalog, one: Answer) -> Iterator[str]:
    """Two counts of the same, by the condition and by what is stored."""
    day = f", on {catalog.today}" if one.relative() else ""
    yield f"Afterwards both queries of a pair count the same{day}:"
    for title, asked, stored in counts(one, Clock(catalog.today, one.zone)):
        yield f"  {title}: {asked}\n  {' ' * len(title)}  {stored}"


def look(flow: Resource) -> str:
    """What to look at before a flow of these is activated."""
    said = flow.attributes
    if said.get("runs") == "every night":
        return (
            f"It begins at 2 in the night: {SCHEDULED.says} ({SCHEDULED.source}). That user's time zone should be the org's: {TODAY.says} "
            f"({TODAY.source}). See in Setup, Scheduled Jobs, that it is listed: what a first day in the past does is not documented."
        )
    return (
        f"Look before, in Flow Trigger Explorer and at the object's Apex triggers, at what else writes {said.get('field')}. A record whose answer "
        f"changes is saved a second time in the same transaction; {RUN_AS.says} ({RUN_AS.source}).\n"
        f"Try it in a sandbox first: {FRESH.says}. Save a record that comes into scope, and see that {said.get('field')} follows at once."
    )

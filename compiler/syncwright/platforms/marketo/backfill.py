"""The backfill that a newly visible field makes possible: which records to count and to update once, and what that costs. Nobody has to do it.

How many records there are, a plan does not know: it hands out the queries that count them, and the cost for some numbers.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from syncwright.catalog.counted import with_values
from syncwright.catalog.model import Catalog, Named
from syncwright.facts import Fact
from syncwright.plan.access import AccessChange
from syncwright.plan.steps import Step
from syncwright.platforms.marketo import cost
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.filters.scope import scopes
from syncwright.platforms.marketo.step_words import addresses, fields, names, sentence

VALUES_LATER = Fact(
    "values that are there already reach Marketo with the next update of each record", "Adobe: add an existing Salesforce field to the sync"
)
FIRST_SYNC = Fact("the first sync brings all records with all that the user sees", "Adobe: understanding the Salesforce sync")
OFF_HOURS = Fact("many updates at once make a backlog, so bulk updates belong into quiet hours", "Adobe: Salesforce sync backlog metrics")

#: Numbers of records that a cost is shown for.
EXAMPLES = (10_000, 100_000, 1_000_000)


def step(catalog: Catalog, connector: Named[MarketoConnector], seen: Sequence[AccessChange]) -> Step:
    """The offer, for the connector's owner to take or to leave."""
    return Step(
        f"marketo.values/{connector.name}",
        "backfill",
        "Marketo",
        f"bring the values of {fields(seen)} to `{connector.name}`",
        connector.spec.owner,
        "a record that nobody changed since shows its values in Marketo",
        after=(*addresses(seen), f"marketo.release/{connector.name}"),
        text="\n".join(_text(catalog, connector, seen)),
    )


def _text(catalog: Catalog, connector: Named[MarketoConnector], seen: Sequence[AccessChange]) -> Iterator[str]:
    yield f"{sentence(VALUES_LATER)} {sentence(FIRST_SYNC)}"
    yield "Decide whether older records matter. How many there are, Salesforce says:"
    yield from (f"  {query}" for query in queries(catalog, connector.name, [one.thing for one in seen]))
    yield f"If they do, update each of them once in Salesforce, in batches. {sentence(OFF_HOURS)}"
    yield from costs()
    yield f"Fields: {names(seen)}"


def queries(catalog: Catalog, connector: str, things: Sequence[str]) -> Iterator[str]:
    """Queries that count the records with a value in any of these fields, given as `Lead.Email`, as far as the connector syncs them."""
    for owner, group in groupby(sorted(set(things)), lambda thing: thing.partition(".")[0]):
        held = [thing.partition(".")[2] for thing in group]
        tests = [test for test in (with_values(catalog.org, owner, held), *_in_scope(catalog, connector, owner)) if test]
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        yield f"SELECT COUNT() FROM {owner}{where}"  # noqa: S608 - for people to run


def costs() -> Iterator[str]:
    """What it costs to update some numbers of records."""
    first = cost.updates(EXAMPLES[0]).facts[0]
    yield f"What it costs, an estimate: {first.says} ({first.source}). {cost.QUEUE.says[0].upper()}{cost.QUEUE.says[1:]} ({cost.QUEUE.source})."
    for number in EXAMPLES:
        yield f"  {number:,} records: {cost.updates(number).calls:,} calls, {cost.queued(number)}"


def _in_scope(catalog: Catalog, connector: str, owner: str) -> Iterator[str]:
    """That the filters which keep their answer in a field let a record through."""
    for scope in scopes(catalog):
        if scope.connector.name == connector and owner in scope.stored:
            field = scope.stored[owner].field
            yield f"{field} = {scope.values[0]}" if scope.box else f"{field} IN ({', '.join(map(_quoted, scope.values))})"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"

"""What is counted in exports for a gate: e-mail addresses, prospects, and records whose kept answer is not what it should be."""

import tempfile
from collections.abc import Mapping, Sequence

import click

from syncwright.catalog import Catalog
from syncwright.cli.exports import find_exports
from syncwright.cli.progress import progress
from syncwright.expression.clock import Clock, clock_in
from syncwright.gates import Count, Gating, Question
from syncwright.impact.answer import Answer
from syncwright.impact.counting import counting
from syncwright.impact.duck import Duck
from syncwright.impact.engine import Engine, NotRead, asked
from syncwright.impact.headers import Table, matched
from syncwright.impact.question import Question as ScopeQuestion

#: What an export of the platform's own people is called in --data.
PROSPECT = "Prospect"


def counts(
    catalog: Catalog, gating: Gating, addresses: Sequence[str], data: Sequence[str]
) -> tuple[dict[str, dict[str, Count]], list[str]]:
    """What was counted for each address, and what could not be. Raises NotRead and NoEngine."""
    notes: list[str] = []
    found: dict[str, dict[str, Count]] = {address: {} for address in addresses}
    with tempfile.TemporaryDirectory(prefix="syncwright-gate-") as folder:
        engine = Duck(folder)
        try:
            exports = find_exports(data, [*catalog.org.objects, PROSPECT], None, engine.tables)
            tables = {owner: engine.open(export) for owner, export in exports.items()}
            for address in addresses:
                for question in gating.questions(catalog, address):
                    _asked(engine, question, tables, found[address], notes)
                for name, scope in gating.kept(catalog, address).items():
                    _kept(engine, catalog, name, scope, tables, found[address], notes)
        finally:
            engine.close()
    return found, list(dict.fromkeys(notes))


def _asked(engine: Engine, question: Question, tables: Mapping[str, Table], found: dict[str, Count], notes: list[str]) -> None:
    wanted = {owner: needs for owner, needs in question.needs.items() if owner in tables or owner not in question.optional}
    lacking = [owner for owner in wanted if owner not in tables]
    if lacking or not wanted:
        names = " and ".join(lacking or question.needs)
        notes.append(f"there is no data of {names}: `{question.name}` was not counted")
        return
    columns: dict[str, tuple[str, ...]] = {}
    for owner, needs in wanted.items():
        headers = [next((one for name in names if (one := tables[owner].find(name)) is not None), None) for names in needs]
        missing = [names[0] for names, header in zip(needs, headers, strict=True) if header is None]
        if missing:
            notes.append(f"`{tables[owner].shown}` has no column `{missing[0]}`: `{question.name}` was not counted")
            return
        columns[owner] = (tables[owner].sql, *(one.sql for one in headers if one is not None))
    shown = " and ".join(tables[owner].shown for owner in wanted)
    try:
        with progress(f"counting {question.name}", engine.done):
            row = engine.rows(question.sql(columns))[0]
    except NotRead as error:  # a statement over several tables does not say of which
        raise NotRead(shown, error.message, line=error.line, help_=error.help) from error
    found[question.name] = Count(dict(zip(question.numbers, map(int, row), strict=True)), shown)


def _kept(
    engine: Engine,
    catalog: Catalog,
    name: str,
    scope: ScopeQuestion,
    tables: Mapping[str, Table],
    found: dict[str, Count],
    notes: list[str],
) -> None:
    answer = counted_scope(engine, clock_of(catalog), scope, tables, f"kept{len(found)}", notes)
    if answer is not None:
        numbers = {"records": answer.rows, "answered": answer.after, "missing": answer.starts, "stale": answer.stops}
        found[name] = Count(numbers, tables[scope.object].shown)


def counted_scope(
    engine: Engine, clock: Clock, scope: ScopeQuestion, tables: Mapping[str, Table], name: str, notes: list[str]
) -> Answer | None:
    """What is counted of one object before and after; None where its data lacks something, which is noted."""
    if scope.object not in tables:
        notes.append(f"there is no data of {scope.object}, of which nothing is said")
        return None
    columns = matched(tables[scope.object], tables, scope.reads())
    if columns.missing:
        listed = ", ".join(f"`{one.column.name}`" for one in columns.missing)
        notes.append(f"`{tables[scope.object].shown}` has no column {listed}: its records were not counted")
        return None
    with progress(f"counting {scope.object}", engine.done):
        return asked(engine, counting(scope, columns, (), clock, name), 0)


def clock_of(catalog: Catalog) -> Clock:
    """Today where the org is."""
    return clock_in(catalog.estate.spec.salesforce.timezone, catalog.today)


def told(notes: Sequence[str]) -> None:
    """Say what was not counted."""
    for one in notes:
        click.echo(f"note: {one}", err=True)

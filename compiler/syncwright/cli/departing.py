"""Which records a plan takes out of a platform, counted in exports."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import click

from syncwright.catalog import Catalog
from syncwright.cli.exports import find_exports
from syncwright.cli.gate_counts import clock_of, counted_scope, told
from syncwright.impact.duck import Duck
from syncwright.impact.engine import NoEngine, NotRead
from syncwright.impact.question import Question
from syncwright.plan.departures import Departed, Departure

_IN = "in scope"


def departed(catalog: Catalog, data: Sequence[str], asked: Sequence[Departure]) -> Mapping[str, Departed]:
    """What was counted, by address. What there is no data of is said, and left out."""
    found: dict[str, Departed] = {}
    notes: list[str] = []
    with _engine() as engine:
        exports = find_exports(data, catalog.org.objects, None, engine.tables)
        tables = {owner: engine.open(export) for owner, export in exports.items()}
        for number, one in enumerate(asked):
            question = Question(one.object, ((_IN, one.before),), ((_IN, one.after),))
            answer = counted_scope(engine, clock_of(catalog), question, tables, f"going{number}", notes)
            if answer is not None:
                found[one.address] = Departed(answer.rows, answer.before, answer.stops, tables[one.object].shown)
    told(list(dict.fromkeys(notes)))
    return found


@contextmanager
def _engine() -> Iterator[Duck]:
    with tempfile.TemporaryDirectory(prefix="syncwright-plan-") as folder:
        try:
            engine = Duck(folder)
        except NoEngine as error:
            raise click.ClickException(str(error)) from error
        try:
            yield engine
        except NotRead as error:
            line = f", line {error.line}" if error.line else ""
            raise click.ClickException(f"`{error.shown}`{line}: {error.message}{f'; {error.help}' if error.help else ''}") from error
        finally:
            engine.close()

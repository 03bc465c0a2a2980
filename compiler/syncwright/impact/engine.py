"""What an engine does for an impact: opens exports as tables, keeps a staged table, and answers statements. Runs none itself."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from syncwright.impact.answer import Answer, answer
from syncwright.impact.counting import Counting
from syncwright.impact.headers import Table
from syncwright.records import Struct

Form = Literal["csv", "parquet", "duckdb"]
Rows = Sequence[tuple[Any, ...]]


class Export(Struct, frozen=True):
    """The records of one object, as they lie on disk. `delimiter` and `headers` of a CSV; `table` of a database, with its schema."""

    object: str
    shown: str
    form: Form
    paths: tuple[str, ...]
    delimiter: str = ","
    headers: tuple[str, ...] = ()
    table: tuple[str, ...] = ()


class NotRead(Exception):
    """Data cannot be read to its end. `line` is that of a CSV, where the engine says one; `help` what to do."""

    def __init__(self, shown: str, message: str, *, line: int | None = None, help_: str | None = None) -> None:
        super().__init__(message)
        self.shown, self.message, self.line, self.help = shown, message, line, help_


class NoEngine(Exception):
    """The engine is not installed; the message says what to install."""


class Engine(Protocol):
    """Runs statements that are written in DuckDB's SQL. Raises NotRead where the data stops it."""

    @property
    def name(self) -> str:
        """What it is called, with its version."""

    def open(self, export: Export) -> Table:
        """The export as a table."""

    def stage(self, name: str, select: str, of: Table) -> None:
        """Keep what a statement answers under a name. The whole of the data is read here, and only here."""

    def rows(self, statement: str) -> Rows:
        """What a statement answers."""

    def drop(self, name: str) -> None:
        """Forget a staged table."""

    def done(self) -> float | None:
        """How far the statement that runs is, from 0 to 100; None where nobody knows."""

    def close(self) -> None:
        """Leave nothing behind."""


def asked(engine: Engine, one: Counting, samples: int) -> Answer:
    """Everything that is counted of one object: one pass over its data, the rest over what was staged."""
    engine.stage(one.table, one.stage(), one.matched.table)
    cases, totals = engine.rows(one.cases()), engine.rows(one.totals())
    breakdowns = [engine.rows(statement) for statement in one.breakdowns()]
    shown = {which: engine.rows(statement) for which, statement in one.samples(samples).items()} if samples else {}
    engine.drop(one.table)
    return answer(one, cases, totals[0], breakdowns, shown)

"""From a question and the tables that were found to the statements that answer it. Runs nothing."""

from collections.abc import Mapping, Sequence

from syncwright.expression.clock import Clock
from syncwright.expression.normal import normal
from syncwright.expression.predicate import Column
from syncwright.impact.headers import Matched
from syncwright.impact.question import Cases, Question
from syncwright.records import Struct
from syncwright.sql import impact as sql
from syncwright.sql.duckdb import holds
from syncwright.sql.impact import Staging
from syncwright.sql.staging import with_short_ids

#: Groups of a breakdown that are told apart; the others are counted together.
GROUPS = 1_000


class Grouping(Struct, frozen=True):
    """What records are broken down by: what people asked for, the column that is, and its SQL."""

    asked: str
    header: str
    sql: str


class Counting(Struct, frozen=True):
    """All statements about one object, over a table that is staged first. `samples` are those of the kinds of change, by name."""

    question: Question
    matched: Matched
    groupings: tuple[Grouping, ...]
    staging: Staging
    table: str

    def stage(self, *, packed: bool = True) -> str:
        return sql.staged(self.staging, packed=packed)

    def cases(self) -> str:
        return sql.cases(self.table)

    def totals(self) -> str:
        return sql.totals(self.staging, self.table)

    def breakdowns(self) -> tuple[str, ...]:
        return tuple(sql.breakdown(number, self.table, GROUPS) for number in range(len(self.groupings)))

    def samples(self, most: int, *, packed: bool = True) -> dict[str, str]:
        return {which: sql.samples(self.staging, self.table, which, most, packed=packed) for which in sql.TOUCHED}


def counting(question: Question, found: Matched, groupings: Sequence[Grouping], clock: Clock, table: str) -> Counting:
    """The statements of a question of which every column was found."""
    assert not found.missing, "what is missing is said, and nothing is counted"
    names = {one.column.name: f"v{number}" for number, one in enumerate(found.found)}
    numbers = {name: number for number, name in enumerate(question.names(), 1)}

    def cases(said: Cases) -> tuple[tuple[int, str], ...]:
        return tuple((numbers[name], holds(normal(with_short_ids(one)), clock, lambda column: _name(names, column))) for name, one in said)

    id_ = found.table.find("Id")
    staging = Staging(
        found.table.sql,
        f"s.{id_.sql}" if id_ is not None else None,
        tuple(one.read for one in found.found),
        tuple(one.sql for one in groupings),
        found.joins,
        cases(question.before),
        cases(question.after),
    )
    return Counting(question, found, tuple(groupings), staging, table)


def _name(names: Mapping[str, str], column: Column) -> str:
    return names[column.name]

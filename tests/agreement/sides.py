"""Each place that a filter is sent to, as a judge: from filters and records to which of them pass. The judges share no code with the compiler."""

from collections.abc import Callable, Mapping, Sequence

from agreement.pairs import VALUE_SETS, WORDS, Case
from agreement.stand_in import Tables
from expression.scopes import CLOCK
from judges import dialects, soql, spark
from judges.salesforce_formula import compiled
from syncwright.expression.normal import normal
from syncwright.platforms.salesforce.filters.formula import formula
from syncwright.platforms.salesforce.filters.soql import where
from syncwright.sql.dialects import translated, without_dots
from syncwright.sql.duckdb import condition

#: For each filter of each case, for each of the case's records: does it pass?
Answers = list[list[list[bool]]]
Side = Callable[[Sequence[Case]], Answers]


def by_formula(cases: Sequence[Case]) -> Answers:
    """The checkbox's formula, in the interpreter that is certified on the verdicts of Salesforce's engine. A null is no answer."""
    found = []
    for case in cases:
        formulas = [compiled(formula(normal(one), CLOCK.zone), WORDS, value_sets=VALUE_SETS) for one in case.filters]
        assert {one.kind for one in formulas} == {"Boolean"}
        found.append([[one(record, today=CLOCK.today, zone=CLOCK.zone) for record in case.records] for one in formulas])
    return found


def by_query(reading: soql.Reading) -> Side:
    """The query, read by a SOQL parser of other people; in one reading of what is not documented of null."""

    def side(cases: Sequence[Case]) -> Answers:
        soql.read([where(normal(one), CLOCK) for case in cases for one in case.filters])  # in one call of Node
        fields = WORDS | {"Id": "id"}
        found = []
        for case in cases:
            tests = soql.where(
                [where(normal(one), CLOCK) for one in case.filters], fields, today=CLOCK.today, zone=CLOCK.zone, reading=reading
            )
            records = [{**record, "Id": "001000000000001AAA"} for record in case.records]
            found.append([[bool(test(record)) for record in records] for test in tests])
        return found

    return side


def by_stand_in(cases: Sequence[Case]) -> Answers:
    """The query, asked of the stand-in of Salesforce, whose parser and whose reading of it are its own."""
    found = []
    for case in cases:
        tables = Tables(WORDS, case.records)
        found.append([tables.passing(where(normal(one), CLOCK), CLOCK.today) for one in case.filters])
    return found


def by_duckdb(cases: Sequence[Case]) -> Answers:
    """The condition, in DuckDB itself."""
    return [dialects.matches([condition(normal(one), CLOCK) for one in case.filters], "duckdb", case.records, WORDS) for case in cases]


def by_spark(cases: Sequence[Case]) -> Answers:
    """The condition in Spark's dialect, in Spark itself. It takes a second to plan a query, whatever that is about: ask about many records."""
    fields = {_flat(name): word for name, word in WORDS.items()}
    found = []
    for case in cases:
        texts = [translated(condition(normal(one), CLOCK, without_dots), "spark") for one in case.filters]
        found.append(spark.matches(texts, [{_flat(name): held for name, held in record.items()} for record in case.records], fields))
    return found


def _flat(name: str) -> str:
    return name.replace(".", "_")


SIDES: Mapping[str, Side] = {
    "formula": by_formula,
    **{f"query, where null {reading}": by_query(reading) for reading in soql.READINGS},
    "stand-in": by_stand_in,
    "duckdb": by_duckdb,
}

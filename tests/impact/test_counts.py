"""What an engine counts is what the reference says of each record, whatever the export looks like."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, some_records
from impact.exports import export
from judges.java import offer_java
from syncwright.cli.exports import find_exports
from syncwright.expression.evaluate import passes
from syncwright.expression.predicate import Fixed
from syncwright.impact.counting import Grouping, counting
from syncwright.impact.duck import Duck
from syncwright.impact.engine import NotRead, asked
from syncwright.impact.headers import matched
from syncwright.impact.question import Question
from syncwright.sql.impact import group

SCOPE = "in scope"


@pytest.fixture(scope="module")
def duck(tmp_path_factory):
    engine = Duck(str(tmp_path_factory.mktemp("room")), "500MB")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark", reason="half a gigabyte")
    offer_java()
    from syncwright.impact.spark import Spark

    engine = Spark()
    yield engine
    engine.close()


def counted(engine, path, question, samples=1_000, by="Status", name="staged"):
    """The answer about a file of leads."""
    found = find_exports([f"Lead={path}"], ["Lead", "Account"], None, lambda _: [])["Lead"]
    table = engine.open(found)
    columns = matched(table, {"Lead": table}, question.reads())
    assert columns.missing == ()
    header = table.find(by)
    grouping = Grouping(by, header.name, group(f"s.{header.sql}", header.family))
    return asked(engine, counting(question, columns, [grouping], CLOCK, name), samples)


def expected(question, cells):
    """Case before and after, of each record."""

    def case(cases, row):
        record = {name: held for name, (held, _) in row.items()}
        return next((name for name, predicate in cases if passes(predicate, record, CLOCK)), None)

    return [(case(question.before, row), case(question.after, row)) for row in cells]


def agree(answer, question, cells):
    """Every number of the answer is what the records say one by one."""
    pairs = expected(question, cells)
    assert dict(answer.cases) == Counter(pairs)
    read = [column.name for column in question.reads()]
    blank = [[name for name in read if row[name][0] is None and not row[name][1] and COLUMNS[name].kind != "checkbox"] for row in cells]
    assert answer.blank_rows == sum(map(bool, blank))
    for count in answer.columns:
        name = count.found.column.name
        assert count.blank in (None, sum(name in names for names in blank))
        assert (count.failed or 0) == sum(row[name][1] for row in cells)
    changed = {f"00Q{n:012d}": pair for n, pair in enumerate(pairs) if pair[0] != pair[1]}
    assert {sample.id: (sample.before, sample.after) for sample in answer.samples} == changed
    [by] = answer.breakdowns
    starts = Counter(row["Status"][0] for row, (before, after) in zip(cells, pairs, strict=True) if before is None and after is not None)
    assert {one.value: one.starts for one in by.groups if one.starts} == dict(starts)
    assert sum(one.before for one in by.groups) == answer.before


cases = st.one_of(
    predicates.map(lambda one: ((SCOPE, one),)),
    st.lists(predicates, min_size=2, max_size=3).map(lambda some: tuple((f"case {n}", one) for n, one in enumerate(some))),
)
questions = st.one_of(
    st.builds(lambda before, after: Question("Lead", ((SCOPE, before),), ((SCOPE, after),)), predicates, predicates),
    st.builds(lambda before, after: Question("Lead", before, after), cases, cases),
)


@settings(max_examples=150)
@given(questions, st.integers(0, 2**32))
def test_duckdb_counts_what_the_reference_says_of_each_record(duck, tmp_path_factory, question, seed):
    path = tmp_path_factory.mktemp("csv") / "Lead.csv"
    cells = export(path, COLUMNS, some_records(seed, 40), Random(seed))
    agree(counted(duck, path, question), question, cells)


def test_there_are_damaged_values_and_changes_in_both_directions(duck, tmp_path):
    cells = export(tmp_path / "Lead.csv", COLUMNS, some_records(7, 500), Random(7))
    question = Question(
        "Lead",
        ((SCOPE, meaning("Score__c >= 1 and Blocked__c = false")),),
        ((SCOPE, meaning("Email is not blank and CreatedDate < today")),),
    )
    answer = counted(duck, tmp_path / "Lead.csv", question, samples=10)
    assert min(answer.starts, answer.stops) > 50
    assert {one.found.column.name for one in answer.columns if one.failed} == {"Score__c", "Blocked__c", "CreatedDate"}
    assert [sum(sample.change == which for sample in answer.samples) for which in ("starts", "stops")] == [10, 10]
    assert [one.id for one in answer.samples[:10]] == sorted(one.id for one in answer.samples[:10])
    assert sum(row["Score__c"][1] for row in cells) > 10


@settings(max_examples=60)
@given(questions, st.integers(0, 2**32))
def test_parquet_and_a_database_count_as_the_csv_does(duck, tmp_path_factory, question, seed):
    folder = tmp_path_factory.mktemp("same")
    cells = export(folder / "Lead.csv", COLUMNS, some_records(seed, 30), Random(seed))
    agree(
        counted(duck, typed(folder, cells), question), question, [{name: (held, False) for name, (held, _) in row.items()} for row in cells]
    )


TYPES = {
    "checkbox": "BOOLEAN",
    "number": "DOUBLE",
    "currency": "DECIMAL(18, 2)",
    "percent": "DECIMAL(30, 6)",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ",
}


def typed(folder, cells):
    """The same records as Parquet, each column of its type; what was damaged is NULL."""
    import duckdb

    path = folder / "typed.parquet"
    types = {name: TYPES.get(column.kind, "VARCHAR") for name, column in COLUMNS.items()}
    with duckdb.connect() as run:
        run.execute("SET TimeZone = 'UTC'")
        run.execute(f"CREATE TABLE t (Id VARCHAR, {', '.join(f'{chr(34)}{name}{chr(34)} {kind}' for name, kind in types.items())})")
        marks = ", ".join("?" * (len(types) + 1))
        values = [
            [f"00Q{n:012d}", *(";".join(held) if isinstance(held, tuple) else held for held, _ in row.values())]
            for n, row in enumerate(cells)
        ]
        run.executemany(f"INSERT INTO t VALUES ({marks})", values)
        run.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.long
def test_spark_counts_what_the_reference_says_of_each_record(spark, tmp_path_factory):
    drawn = []

    @settings(max_examples=12)
    @given(questions)
    def draw(question) -> None:
        drawn.append(question)

    draw()
    path = tmp_path_factory.mktemp("csv") / "Lead.csv"
    cells = export(path, COLUMNS, some_records(99, 300), Random(99))
    parquet = typed(path.parent, cells)
    plain = [{name: (held, False) for name, (held, _) in row.items()} for row in cells]
    for number, question in enumerate(drawn):
        agree(counted(spark, path, question, name=f"staged{number}"), question, cells)
        if number % 4 == 0:
            agree(counted(spark, parquet, question, name=f"typed{number}"), question, plain)


@pytest.mark.long
def test_spark_counts_nothing_in_an_export_that_broke_off(spark, tmp_path):
    (tmp_path / "Lead.csv").write_text("Id,Status,Email\n1,Open,a\n2,Open\n", "utf-8")
    question = Question("Lead", ((SCOPE, Fixed(True)),), ((SCOPE, meaning("Status = 'Open'")),))
    with pytest.raises(NotRead, match="Spark stopped: this line does not fit the header: 2,Open"):
        counted(spark, tmp_path / "Lead.csv", question, name="broken")


def test_everything_before_leaves_nothing_to_start(duck, tmp_path):
    cells = export(tmp_path / "Lead.csv", COLUMNS, some_records(3, 60), Random(3))
    question = Question("Lead", ((SCOPE, Fixed(True)),), ((SCOPE, meaning("Email is not blank")),))
    answer = counted(duck, tmp_path / "Lead.csv", question)
    assert (answer.before, answer.starts) == (60, 0)
    assert answer.stops == sum(row["Email"][0] is None for row in cells)

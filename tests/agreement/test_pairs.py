"""No record is treated differently: the reference, DuckDB, the formula and the query take the same records; in the long tier Spark does too.

What is counted are pairs of a filter and a record that differ from one another, each of them asked of every side.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from agreement.pairs import Case, cases, joined, operators
from agreement.sides import SIDES, by_spark
from expression.scopes import CLOCK
from syncwright.expression.evaluate import passes, passes_normal
from syncwright.expression.normal import OPPOSITE, Holds, atoms, normal
from syncwright.expression.predicate import Predicate, Test, columns, size
from syncwright.expression.predicate import tests as every_test
from syncwright.expression.types import KINDS

QUICK, FULL = 20_000, 200_000
PAIRS = [pytest.param(QUICK, id="20,000"), pytest.param(FULL, id="200,000", marks=pytest.mark.long)]


def different(some: Sequence[Case]) -> int:
    """How many pairs there are in all, each once."""
    return len({(one, tuple(record.values())) for case in some for record in case.known for one in case.filters})


def wrong(some: Sequence[Case], answers: list[list[list[bool]]]) -> Iterator[tuple[int, Predicate, dict[str, Any], Any]]:
    """Where a side differs from the reference: how large the filter is, the filter, what it reads of the record, what the side said."""
    for case, said in zip(some, answers, strict=True):
        for one, ours, theirs in zip(case.filters, case.expected(), said, strict=True):
            for record, expected, answer in zip(case.records, ours, theirs, strict=True):
                if answer is not expected:
                    yield size(one), one, {column.name: record[column.name] for column in columns(one)}, answer


def simplest(some: Sequence[Case], answers: list[list[list[bool]]]) -> tuple[int, Any]:
    """How many answers are wrong, and one of the smallest filters with one."""
    found = list(wrong(some, answers))
    return len(found), min(found, key=lambda one: one[0], default=None)


@pytest.mark.parametrize("pairs", PAIRS)
def test_there_are_as_many_pairs_as_are_said(pairs):
    assert different(cases(pairs)) >= pairs


@pytest.mark.parametrize("pairs", PAIRS)
@pytest.mark.parametrize("side", SIDES)
def test_every_side_takes_the_records_that_the_reference_takes(side, pairs):
    some = cases(pairs)
    answers = SIDES[side](some)
    assert sum(len(row) for case in answers for row in case) >= pairs
    assert simplest(some, answers) == (0, None)


@pytest.mark.long
def test_spark_takes_the_records_that_the_reference_takes():
    some = list(joined(cases(QUICK), 12))
    assert different(some) >= FULL
    answers = by_spark(some)
    assert sum(len(row) for case in answers for row in case) >= FULL
    assert simplest(some, answers) == (0, None)


def test_a_wrong_answer_shows():
    """The comparison above, of a side that is wrong about one record."""
    some = cases(QUICK)[:3]
    answers = [case.expected() for case in some]
    assert simplest(some, answers) == (0, None)
    answers[1][0][0] = not answers[1][0][0]
    assert simplest(some, answers)[0] == 1
    answers[1][0][0] = None  # a formula's null
    assert simplest(some, answers)[0] == 1


# ------------------------------------------------------------------ that the pairs are worth asking


def test_most_filters_take_some_records_and_leave_others():
    verdicts = [{*answers} for case in cases(QUICK) for answers in case.expected()]
    assert sum(one == {True, False} for one in verdicts) > 0.6 * len(verdicts)


def test_every_test_of_every_kind_of_field_is_passed_by_some_records_and_failed_by_others():
    """Each test, and the opposite that a `not` makes of it, on each kind of field that takes it."""
    asked: dict[tuple[str, str], set[bool]] = {}
    for case in cases(QUICK):
        for one in case.filters:
            for atom in atoms(normal(one)):
                operator = atom.operator if isinstance(atom, Holds) else type(atom).__name__
                asked.setdefault((atom.column.kind, operator), set()).update(passes_normal(atom, record, CLOCK) for record in case.known)
    assert {pair for pair, answers in asked.items() if answers != {True, False}} == set()
    opposites = {"blank": ("Blank", "Filled"), **{one: (one, OPPOSITE[one]) for one in OPPOSITE}}
    taken = {(kind, each) for kind in KINDS for one in operators(kind) for each in (opposites[one] if kind != "checkbox" else (one,))}
    assert asked.keys() == taken


def test_what_a_filter_compares_with_is_what_records_hold():
    """A literal that no record holds, nor holds but for a second, a day or a cent, would leave the place where the answer turns unasked."""
    met, tests = 0, 0
    for case in cases(QUICK):
        for test in (test for one in case.filters for test in every_test(one) if test.operator in ("=", "<", "<=", ">", ">=")):
            equal = Test(test.column, "=", test.values)
            met += any(passes(equal, record, CLOCK) for record in case.known)
            tests += 1
    assert tests > 500
    assert met > 0.75 * tests

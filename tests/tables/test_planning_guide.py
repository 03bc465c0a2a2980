"""That each statement of the planning guide is carried by something that is there, and shown by a test that is run."""

import pytest

from tables.carried import check_named, check_run
from tables.planning_guide import FILE, STATEMENTS, Statement, markdown

EACH = [pytest.param(one, id=one.says[:60]) for one in STATEMENTS]


def test_the_table_is_what_is_written():
    assert FILE.read_text("utf-8") == markdown(), "run `python tests/tables/planning_guide.py`"


def test_every_statement_of_the_guide_has_a_row():
    assert len({one.says for one in STATEMENTS}) == len(STATEMENTS) == 15


@pytest.mark.parametrize("statement", EACH)
def test_what_is_named_is_there(statement: Statement, repository):
    assert check_named(statement.feature, repository)


@pytest.mark.parametrize("statement", EACH)
def test_each_test_is_there_and_is_run(statement: Statement, repository):
    assert statement.shown
    check_run(statement.shown, repository)

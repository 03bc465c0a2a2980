"""That each practice is carried by something that is there, and shown by a test that is run."""

import pytest

from tables.carried import check_named, check_run
from tables.practices import FILE, PRACTICES, Practice, markdown

EACH = [pytest.param(one, id=f"{one.number} {one.asks}") for one in PRACTICES]


def test_the_table_is_what_is_written():
    assert FILE.read_text("utf-8") == markdown(), "run `python tests/tables/practices.py`"


def test_every_practice_of_the_guidance_has_a_row():
    assert {one.number for one in PRACTICES} == set(range(1, 11))


@pytest.mark.parametrize("practice", EACH)
def test_what_is_named_is_there(practice: Practice, repository):
    assert check_named(practice.feature, repository) or practice.number == 3


@pytest.mark.parametrize("practice", EACH)
def test_each_test_is_there_and_is_run(practice: Practice, repository):
    check_run(practice.shown, repository)

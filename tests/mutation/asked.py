"""What the trials of mutants ask besides tests of single texts: a few thousand pairs of filters and records, of one side."""

from datetime import date
from decimal import Decimal

import pytest

from agreement.pairs import WORDS, cases
from agreement.sides import SIDES
from agreement.test_pairs import simplest
from expression.scopes import CLOCK
from judges.smart_list import READINGS, Filter, takes_in
from mutation.emitters import PAIRS
from syncwright.expression.normal import normal
from syncwright.platforms.marketo.filters.smart_list import SmartList, refusals, smart_list
from syncwright.platforms.marketo.known_fields import TYPE


@pytest.mark.parametrize("side", SIDES)
def test_the_side_takes_the_records_that_the_reference_takes(side):
    assert simplest(cases(PAIRS), SIDES[side](cases(PAIRS))) == (0, None)


#: What a list says as a text is a value of its kind again.
VALUES = {"number": Decimal, "currency": Decimal, "percent": Decimal, "date": date.fromisoformat, "checkbox": "true".__eq__}


def filters(one: SmartList) -> list[Filter]:
    return [Filter(each.field, each.operator, tuple(map(VALUES.get(WORDS.get(each.field, ""), str), each.values))) for each in one.filters]


@pytest.mark.parametrize("reading", READINGS)
def test_a_smart_list_finds_whom_the_reference_lets_pass(reading):
    asked = 0
    for case in cases(PAIRS):
        for one, expected in zip(case.filters, case.expected(), strict=True):
            if [*refusals(normal(one))]:
                continue
            found = smart_list(normal(one), "Lead", lambda column: column.name)
            people = [record | {TYPE: "Lead"} for record in case.records]
            words = WORDS | {TYPE: "text"}
            assert [
                takes_in(filters(found), each, words, reading=reading, today=CLOCK.today, logic=found.logic) for each in people
            ] == expected
            asked += len(expected)
    assert asked > PAIRS / 8

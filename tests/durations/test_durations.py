"""On which day a length of time ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.durations import ends


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-01-15", "1 month", "2026-02-15"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2026-08-31", "1 month", "2026-09-30"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-11-30", "1 month", "2026-12-30"),
        ("2026-12-01", "1 month", "2027-01-01"),
        ("2026-01-01", "12 months", "2027-01-01"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2096-02-29", "4 years", "2100-02-28"),
        ("2026-02-28", "1 day", "2026-03-01"),
        ("2024-02-28", "2 weeks", "2024-03-13"),
        ("2026-05-01", "24 hours", "2026-05-02"),
        ("2026-05-01", "25 hours", "2026-05-03"),
        ("2026-05-01", "1 minute", "2026-05-02"),
        ("2026-05-01", "2880 minutes", "2026-05-03"),
        ("2026-05-01", "9999 years", "9999-12-31"),
        ("9999-12-31", "1 day", "9999-12-31"),
        ("9999-06-30", "9999 weeks", "9999-12-31"),
    ],
)
def test_it_ends_on(start, length, end):
    assert ends(date.fromisoformat(start), length) == date.fromisoformat(end)


DAYS = st.dates(max_value=date(3000, 1, 1))


@given(DAYS, st.integers(1, 9999))
def test_months_end_in_the_month_that_the_calendar_counts(start, count):
    end = ends(start, f"{count} months")
    assert end.year * 12 + end.month == start.year * 12 + start.month + count
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 800))
def test_a_year_is_twelve_months(start, count):
    assert ends(start, f"{count} years") == ends(start, f"{12 * count} months")


@given(DAYS, DAYS, st.integers(1, 9999), st.sampled_from(["minutes", "hours", "days", "weeks", "months", "years"]))
def test_what_begins_later_ends_no_earlier(one, other, count, unit):
    first, second = sorted((one, other))
    assert ends(first, f"{count} {unit}") <= ends(second, f"{count} {unit}")

"""The condition of a query as a test of one record. Knows no clock: it is handed the present day.

Text is compared without regard to case, ids by their 15 characters with regard to it. What a null does is documented for `=` and `!=` with `null`
alone; here a null passes `!=`, NOT IN and EXCLUDES and nothing else, and NOT turns that round. A client had better not rest on it.

Source: SOQL and SOSL Reference: Comparison Operators, Date Formats and Date Literals, Querying Multi-Select Picklists.
"""

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from syncwright.sandbox.salesforce.soql import Condition, Joined, Query, Relative, Test
from syncwright.sandbox.salesforce.soql_schema import IDS, NUMBERS, Column, Row, Scope
from syncwright.sandbox.salesforce.soql_words import Literal, Pattern, QueryRefused

Passes = Callable[[Row], bool]
#: Answers a query in brackets with the values of its one column.
Inner = Callable[[Query], Collection[Any]]

#: Further away than any record; beyond it calendars end.
_MOST_DAYS = 365_000
_SAYS = {"boolean": "boolean", "date": "date", "datetime": "dateTime", "int": "int"}


def test_of(condition: Condition, scope: Scope, today: date, inner: Inner) -> Passes:
    """Whether a record passes. Raises QueryRefused for what cannot be asked of a column."""
    if isinstance(condition, Joined):
        parts = [test_of(part, scope, today, inner) for part in condition.parts]
        if condition.how == "not":
            return lambda row: not parts[0](row)
        together = all if condition.how == "and" else any
        return lambda row: together(part(row) for part in parts)
    column, read = scope.resolve(condition.path)
    if not column.filterable or column.type in ("address", "complexvalue"):
        raise scope.refused("INVALID_FIELD", f"field '{column.name}' can not be filtered in a query call", condition.path.at)
    if isinstance(condition.values, Query):
        return _within(column, read, condition.operator, inner(condition.values))
    return _Asked(column, condition, scope, today).test(read)


def _within(column: Column, read: Callable[[Row], Any], operator: str, values: Collection[Any]) -> Passes:
    wanted = {_key(column, value) for value in values if value is not None}
    outside = operator == "not in"
    return lambda row: (_key(column, read(row)) in wanted) is not outside


def _key(column: Column, value: Any) -> Any:
    """What two values are equal by."""
    if isinstance(value, str):
        return value[:15] if column.type in IDS else value.lower()
    return value


class _Asked:
    """One comparison of one column."""

    def __init__(self, column: Column, test: Test, scope: Scope, today: date) -> None:
        self.column, self.asked, self.scope, self.today = column, test, scope, today
        assert not isinstance(test.values, Query), "queries in brackets are answered before"
        self.values = test.values

    def test(self, read: Callable[[Row], Any]) -> Passes:
        operator = self.asked.operator
        match operator:
            case "like":
                return self._like(read)
            case "includes" | "excludes":
                return self._includes(read, operator == "excludes")
            case "in" | "not in":
                several = [self._equals(value) for value in self.values]
                outside = operator == "not in"
                return lambda row: any(one(read(row)) for one in several) is not outside
            case "=" | "!=":
                equals = self._equals(self.values[0])
                outside = operator == "!="
                return lambda row: equals(read(row)) is not outside
            case _:
                return self._ordered(read, operator)

    def _equals(self, value: Literal | Relative) -> Callable[[Any], bool]:
        if value is None:
            return lambda found: found is None or found == ""
        if isinstance(value, Relative) or self.column.type in ("date", "datetime"):
            first, after = self._span(value)
            return lambda found: found is not None and first <= self._moment(found) < after
        wanted = self._comparable(value)
        return lambda found: found is not None and _key(self.column, _plain(found, self.column)) == _key(self.column, wanted)

    def _ordered(self, read: Callable[[Row], Any], operator: str) -> Passes:
        value = self.values[0]
        if value is None:
            return lambda _: False
        if self.column.type in ("date", "datetime") or isinstance(value, Relative):
            first, after = self._span(value)
            sides: dict[str, Callable[[datetime], bool]] = {
                "<": lambda at: at < first,
                "<=": lambda at: at < after,
                ">": lambda at: at >= after,
                ">=": lambda at: at >= first,
            }
            holds = sides[operator]
            return lambda row: (found := read(row)) is not None and holds(self._moment(found))
        wanted = _key(self.column, self._comparable(value))
        compare: dict[str, Callable[[Any], bool]] = {
            "<": lambda one: one < wanted,
            "<=": lambda one: one <= wanted,
            ">": lambda one: one > wanted,
            ">=": lambda one: one >= wanted,
        }
        fits = compare[operator]
        return lambda row: (found := read(row)) is not None and fits(_key(self.column, _plain(found, self.column)))

    def _like(self, read: Callable[[Row], Any]) -> Passes:
        value = self.values[0]
        if not isinstance(value, Pattern) or self.column.type in {*NUMBERS, *IDS, "boolean", "date", "datetime"}:
            raise self._refused("invalid operator on " + ("id" if self.column.type in IDS else self.column.type) + " field")
        # Ignoring case, `re` takes a dotless i for an i. Escapes of signs alone stand in the pattern, so lower case changes no meaning.
        pattern = re.compile(value.like.lower(), re.DOTALL)
        return lambda row: isinstance(found := read(row), str) and pattern.fullmatch(found.lower()) is not None

    def _includes(self, read: Callable[[Row], Any], outside: bool) -> Passes:
        if self.column.type != "multipicklist":
            raise self._refused("includes or excludes operators only valid on multipicklist field")
        wanted = [{part.strip().lower() for part in str(self._comparable(value)).split(";")} for value in self.values]

        def passes(row: Row) -> bool:
            held = {part.lower() for part in (read(row) or "").split(";")}
            return any(one <= held for one in wanted) is not outside

        return passes

    def _comparable(self, value: Literal | Relative) -> str | Decimal | bool:
        """The literal, if it is of the column's kind."""
        kind = self.column.type
        if kind == "boolean" and isinstance(value, bool):
            return value
        if kind in NUMBERS and isinstance(value, Decimal):
            return value
        if kind in {*NUMBERS, "boolean", "date", "datetime"}:
            quotes = " and should not be enclosed in quotes" if isinstance(value, Pattern) else ""
            raise self._refused(f"{self._criterion} must be of type {_SAYS.get(kind, 'double')}{quotes}")
        if not isinstance(value, Pattern):
            raise self._refused(f"{self._criterion} must be of type string and should be enclosed in quotes")
        if kind in IDS and not re.fullmatch(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", value.value):
            raise QueryRefused("INVALID_QUERY_FILTER_OPERATOR", f"{self.column.name}: invalid ID field: {value.value}")
        return value.value

    @property
    def _criterion(self) -> str:
        return f"value of filter criterion for field '{self.column.name}'"

    def _span(self, value: Literal | Relative) -> tuple[datetime, datetime]:
        """What a literal of time covers: a day its whole day (UTC here, where an org takes the user's), a moment itself."""
        if isinstance(value, Relative):
            if self.column.type not in ("date", "datetime"):
                self._comparable(value)
            first, after = _days(value, self.today, self._refused)
            return _midnight(first), _midnight(after)
        if isinstance(value, datetime) and self.column.type == "datetime":
            return value, value + timedelta(microseconds=1)
        if isinstance(value, date) and not isinstance(value, datetime) and self.column.type == "date":
            return _midnight(value), _midnight(value + timedelta(1))
        quotes = " and should not be enclosed in quotes" if isinstance(value, Pattern) else ""
        raise self._refused(f"{self._criterion} must be of type {_SAYS[self.column.type]}{quotes}")

    def _moment(self, found: str) -> datetime:
        return _midnight(date.fromisoformat(found)) if self.column.type == "date" else moment(found)

    def _refused(self, says: str) -> QueryRefused:
        return self.scope.refused("INVALID_FIELD", says, self.asked.path.at)


def _plain(found: Any, column: Column) -> Any:
    return Decimal(str(found)) if column.type in NUMBERS and not isinstance(found, bool) else found


def moment(text: str) -> datetime:
    """A moment as records hold it: `2026-03-02T08:15:00.000+0000`."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _days(value: Relative, today: date, refused: Callable[[str], QueryRefused]) -> tuple[date, date]:
    """First day, and the day after the last. Weeks, quarters and fiscal years are not known."""
    if value.days > _MOST_DAYS:
        raise refused(f"Invalid N value for date literal {value.name}: {value.days}")
    day, many = timedelta(1), timedelta(value.days)
    month = today.replace(day=1)
    next_month = (month + timedelta(31)).replace(day=1)
    known = {
        "today": (today, today + day),
        "yesterday": (today - day, today),
        "tomorrow": (today + day, today + 2 * day),
        "last_n_days": (today - many, today + day),
        "next_n_days": (today + day, today + many + day),
        "n_days_ago": (today - many, today - many + day),
        "this_month": (month, next_month),
        "last_month": ((month - day).replace(day=1), month),
        "this_year": (today.replace(month=1, day=1), date(today.year + 1, 1, 1)),
        "last_year": (date(today.year - 1, 1, 1), date(today.year, 1, 1)),
    }
    if value.name not in known:
        raise refused(f"unexpected token: '{value.name}'")
    return known[value.name]

"""What the tests of one field tell apart: its choices, and what each test cuts out of them. Says the same as the reference does."""

from collections.abc import Sequence

from syncwright.expression.choices import Choices, Cut, Field, either, nothing_else
from syncwright.expression.clock import Clock
from syncwright.expression.ordered import in_order
from syncwright.expression.predicate import Column, Test
from syncwright.expression.worded import of_several, of_texts


def told_apart(column: Column, tests: Sequence[Test], clock: Clock) -> Field:
    """A field as these tests of it see it. Raises OverflowError where a day lies beyond the calendar."""
    match column.kind:
        case "checkbox":
            return _checkbox(column)
        case "text" | "picklist" | "id":
            return of_texts(column, tests)
        case "several":
            return of_several(column, tests)
        case _:
            return in_order(column, tests, clock)


def _checkbox(column: Column) -> Field:
    choices = Choices(column, (True, False), Cut(3), 3, nothing_else)
    return Field(choices, lambda test: either(choices, Cut(1 if test.values[0] else 2)))

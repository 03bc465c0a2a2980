"""What is asked of one object's records: which case each is in, before and after. Knows neither files nor SQL."""

from collections.abc import Iterator

from syncwright.expression.predicate import Column, Predicate, Test, columns, relative, tests
from syncwright.records import Struct

#: A case: its name, and the records that it takes of those that no case before it takes.
Cases = tuple[tuple[str, Predicate], ...]


class Question(Struct, frozen=True):
    """One filter, partition or field on one object. A filter has one case; a record in none is out. `connector`: for whom a field is asked."""

    object: str
    before: Cases
    after: Cases
    connector: str | None = None

    def names(self) -> tuple[str, ...]:
        """Names of all cases; the first is number 1."""
        return tuple(dict.fromkeys(name for name, _ in (*self.after, *self.before)))

    def reads(self) -> tuple[Column, ...]:
        """Every column that either side reads, those first that only one of them tests so."""
        every = {column.name: column for _, predicate in (*self.before, *self.after) for column in columns(predicate)}
        changed = self.changed()
        return tuple(sorted(every.values(), key=lambda column: (column.name not in changed, column.name)))

    def changed(self) -> frozenset[str]:
        """Names of the columns whose tests differ between the sides: what decides."""
        before, after = ({(name, test) for name, test in _tests(cases)} for cases in (self.before, self.after))
        return frozenset(test.column.name for _, test in before ^ after)

    @property
    def relative(self) -> bool:
        """Whether either side speaks of today."""
        return any(relative(predicate) for _, predicate in (*self.before, *self.after))

    @property
    def same(self) -> bool:
        """Whether both sides are the same to the letter."""
        return self.before == self.after


def _tests(cases: Cases) -> Iterator[tuple[str, Test]]:
    return ((name, test) for name, predicate in cases for test in tests(predicate))

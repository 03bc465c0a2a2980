"""Filters and partitions of two revisions beside each other: what differs in words, and for which records. What a filter names counts too."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal

from syncwright.catalog import Catalog
from syncwright.catalog.maps import values_of
from syncwright.catalog.model import CatalogFilter, CatalogPartition
from syncwright.expression.algebra import Change, Found, NotProvable, Witness, changed
from syncwright.expression.clock import clock_in
from syncwright.expression.english import english
from syncwright.expression.evaluate import Held, passes
from syncwright.expression.predicate import Fixed, Predicate, Today, tests
from syncwright.expression.written import canonical
from syncwright.plan.scopes import HeldValue, Outcome, ScopeChange, ShownRecord
from syncwright.records import Struct

#: What a record gets from a partition before and after.
Goes = tuple[str | None, str | None]


class _Said(Struct, frozen=True):
    """A filter or a case on one object, on one side. `text`: its own, in one form; `uses`: spec keys of what it names."""

    predicate: Predicate
    text: str
    english: str
    uses: tuple[str, ...]


def scope_changes(before: Catalog, after: Catalog, *, back: bool = False) -> tuple[ScopeChange, ...]:
    """Every filter and case that says something else, or names what does; `back`: the way back."""
    if before is after:
        return ()
    old, new = (after, before) if back else (before, after)
    return tuple(_Sides(old, new, after.today).changes())


class _Sides:
    def __init__(self, before: Catalog, after: Catalog, today: date) -> None:
        self.before, self.after = before, after
        self.clocks = [clock_in(one.estate.spec.salesforce.timezone, today) for one in (before, after)]
        self._differ: dict[str, bool] = {}

    def changes(self) -> Iterator[ScopeChange]:
        for name in sorted(self.before.filters.keys() | self.after.filters.keys()):
            yield from self._filter(f"filter/{name}", self.before.filters.get(name), self.after.filters.get(name))
        for name in sorted(self.before.partitions.keys() | self.after.partitions.keys()):
            yield from self._partition(f"partition/{name}", self.before.partitions.get(name), self.after.partitions.get(name))

    def _filter(self, key: str, before: CatalogFilter | None, after: CatalogFilter | None) -> Iterator[ScopeChange]:
        old, new = (_filters(one) if one is not None else {} for one in (before, after))
        for owner in sorted(old.keys() | new.keys()):
            yield from self._change(key, owner, None, old.get(owner), new.get(owner), lambda _: (None, None))

    def _partition(self, key: str, before: CatalogPartition | None, after: CatalogPartition | None) -> Iterator[ScopeChange]:
        for owner in sorted({owner for one in (before, after) if one is not None for owner in one.on}):
            old, new = (_cases(one, owner) for one in (before, after))

            def goes(shown: Witness, owner: str = owner) -> Goes:
                return _taker(before, owner, shown), _taker(after, owner, shown)

            for case in dict.fromkeys((*new, *old)):
                yield from self._change(key, owner, case, old.get(case), new.get(case), goes, whole=bool(old and new))

    def _change(
        self,
        key: str,
        owner: str,
        case: str | None,
        old: _Said | None,
        new: _Said | None,
        goes: Callable[[Witness], Goes],
        *,
        whole: bool = False,
    ) -> Iterator[ScopeChange]:
        """What differs, if anything does. `whole`: the side that is missing is there without it, and nothing passes it."""
        through = tuple(sorted(name for name in {*old.uses, *new.uses} if self._other(name))) if old and new else ()
        if old == new and not through:
            return
        if (old is None or new is None) and not whole:
            outcome: Outcome = "added" if old is None else "removed"
            yield ScopeChange(key, owner, case, outcome, _english(old), _english(new), (), None, None, "")
            return
        found = self._found(*(one.predicate if one is not None else Fixed(False) for one in (old, new)))
        if found.outcome == "unchanged" and old and new and old.text == new.text and not through:
            return  # a label, or what else people read
        starts, stops = (_record(one, goes) for one in (found.starts, found.stops))
        whys = dict.fromkeys(one.why for one in (found.starts, found.stops) if isinstance(one, NotProvable))
        yield ScopeChange(key, owner, case, found.outcome, _english(old), _english(new), through, starts, stops, "; ".join(whys))

    def _found(self, old: Predicate, new: Predicate) -> Change:
        if self.clocks[0].zone != self.clocks[1].zone and (_by_zone(old) or _by_zone(new)):
            why = NotProvable(f"days begin in `{self.clocks[1].zone}`, and before in `{self.clocks[0].zone}`")
            return Change(why, why)
        return changed(old, new, self.clocks[1])

    def _other(self, key: str) -> bool:
        """Whether a filter or a map that is named says something else by its own text."""
        if key not in self._differ:
            kind, _, name = key.partition("/")
            sides = [(_map if kind == "map" else _where)(one, name) for one in (self.before, self.after)]
            self._differ[key] = sides[0] != sides[1]
        return self._differ[key]


def _map(catalog: Catalog, name: str) -> tuple[str, ...] | None:
    return tuple(sorted(values_of(catalog.maps[name].spec))) if name in catalog.maps else None


def _where(catalog: Catalog, name: str) -> str | None:
    return canonical(catalog.filters[name].spec.where) if name in catalog.filters else None


def _filters(one: CatalogFilter) -> dict[str, _Said]:
    text = canonical(one.spec.where)
    return {owner: _Said(predicate, text, english(predicate), one.uses) for owner, predicate in one.on.items()}


def _cases(one: CatalogPartition | None, owner: str) -> dict[str, _Said]:
    """The cases of a partition on an object, each with what is above it."""
    if one is None:
        return {}
    found, above = {}, ""
    for case in one.on.get(owner, ()):
        text = canonical(one.spec.cases[case.name].where)
        rest = f"none of the cases above it ({above}) takes it, and:\n" if above else ""
        found[case.name] = _Said(case.takes, f"{above}: {text}", rest + english(case.where), one.uses)
        above = f"{above}, {case.name}" if above else case.name
    return found


def _by_zone(predicate: Predicate) -> bool:
    """Whether it depends on when days begin."""
    return any(
        isinstance(value, Today) or (test.column.kind == "datetime" and isinstance(value, date) and not isinstance(value, datetime))
        for test in tests(predicate)
        for value in test.values
    )


# ------------------------------------------------------------------ as the plan has it


def _english(said: _Said | None) -> str | None:
    return said.english if said is not None else None


def _taker(one: CatalogPartition | None, owner: str, shown: Witness) -> str | None:
    """What a record gets: the first case that takes it, or what the others get; None if that is nothing."""
    if one is None:
        return None
    taker = next((case.name for case in one.on.get(owner, ()) if passes(case.where, shown.record, shown.clock)), None)
    return taker or (one.spec.otherwise if one.spec.otherwise != "blank" else None)


def _record(found: Found, goes: Callable[[Witness], Goes]) -> ShownRecord | None:
    if not isinstance(found, Witness):
        return None
    fields = tuple(HeldValue(one.name, one.label or one.name, one.kind, _plain(found.record[one.name])) for one in found.columns)
    return ShownRecord(found.clock.today.isoformat(), fields, *goes(found))


def _plain(held: Held) -> str | bool | tuple[str, ...] | None:
    """A value as the document has it."""
    match held:
        case Decimal():
            return f"{held:f}"
        case datetime():
            return f"{held.replace(tzinfo=None).isoformat()}Z"
        case date():
            return held.isoformat()
        case _:
            return held

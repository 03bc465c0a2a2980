"""A query answered: records that pass, in order, with the columns asked for. Pure: objects and their records come from a schema, the day is handed in.

Source: SOQL and SOSL Reference: ORDER BY, COUNT(), Aggregate Functions, Relationship Queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from syncwright.sandbox.salesforce.soql import Condition, Everything, Joined, Order, Path, Query, Test, Total, parse
from syncwright.sandbox.salesforce.soql_schema import IDS, NUMBERS, Column, Entity, Row, Schema, Scope, entity_of
from syncwright.sandbox.salesforce.soql_tests import test_of
from syncwright.sandbox.salesforce.soql_words import Pattern, QueryRefused

#: `OFFSET` goes no further (SOQL and SOSL Reference, OFFSET).
MOST_OFFSET = 2000

#: The address of a record: object and id.
Address = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a query found. `count`: of records, which a bare `COUNT()` answers without any. `columns`: as they were asked for, for CSV."""

    records: list[dict[str, Any]]
    count: int
    columns: tuple[str, ...]


def answer(text: str, schema: Schema, today: date, address: Address) -> Answered:
    """All that a query finds. Raises QueryRefused as an org refuses it."""
    return _answered(parse(text), schema, today, address)


def _answered(
    query: Query, schema: Schema, today: date, address: Address, owner: Entity | None = None, where: Condition | None = None
) -> Answered:
    entity = owner or entity_of(schema, query.owner, query.text if owner is None else query.owner, query.at)
    scope = Scope(schema, entity, query.text)
    if query.offset > MOST_OFFSET:
        raise QueryRefused("NUMBER_OUTSIDE_VALID_RANGE", f"Maximum SOQL offset allowed is {MOST_OFFSET}")
    condition = query.where if where is None else where if query.where is None else Joined("and", (where, query.where))
    passes = None if condition is None else test_of(condition, scope, today, lambda inner: _values(inner, schema, today, address))
    found = [row for row in entity.rows() if passes is None or passes(row)]
    if query.groups or any(isinstance(one, Total) for one in query.selected):
        return _totals(query, scope, found)
    shown = [_shown(one, scope, today, address) for one in _expanded(query, entity)]
    found = _slice(query, _sorted(query.order, scope, found))
    return Answered([_record(row, scope.entity, shown, address) for row in found], len(found), tuple(name for name, _ in shown))


def _values(query: Query, schema: Schema, today: date, address: Address) -> list[Any]:
    if len(query.selected) != 1 or not isinstance(query.selected[0], Path):
        raise QueryRefused("MALFORMED_QUERY", "The inner select must have one and only one item in its select list")
    scope = Scope(schema, entity_of(schema, query.owner, query.owner, 0), query.text)
    _, read = scope.resolve(query.selected[0])
    passes = None if query.where is None else test_of(query.where, scope, today, lambda inner: _values(inner, schema, today, address))
    return [read(row) for row in scope.entity.rows() if passes is None or passes(row)]


def _expanded(query: Query, entity: Entity) -> list[Path | Query]:
    found: list[Path | Query] = []
    for one in query.selected:
        if isinstance(one, Everything):
            found += [Path((column.name,), 0) for column in entity.columns() if _fits(one.which, column)]
        elif not isinstance(one, Total):
            found.append(one)
    named = [one.text.lower() for one in found if isinstance(one, Path)]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice is not None:
        raise QueryRefused("INVALID_FIELD", f"duplicate field selected: {twice}")
    return found


def _fits(which: str, column: Column) -> bool:
    return which == "all" or column.name.endswith("__c") is (which == "custom")


#: What fills in one column of a record that is shown.
_Fill = Callable[[Row, dict[str, Any]], None]


def _shown(one: Path | Query, scope: Scope, today: date, address: Address) -> tuple[str, _Fill]:
    if isinstance(one, Query):
        return one.owner, _children(one, scope, today, address)
    column, read = scope.resolve(one)
    parts = one.parts[1:] if len(one.parts) > 1 and one.parts[0].lower() == scope.entity.name.lower() else one.parts
    links = [_link(scope, parts[: place + 1]) for place in range(len(parts) - 1)]

    def fill(row: Row, into: dict[str, Any]) -> None:
        for name, key, targets, key_of in links:
            id_ = key(row)
            kind = None if id_ is None else _kind(scope, targets, key_of, id_)
            if kind is None:
                into.setdefault(name, None)
                return
            if into.get(name) is None:
                into[name] = {"attributes": {"type": kind, "url": address(kind, str(id_))}}
            into = into[name]
        into[column.name] = read(row)

    return ".".join((*(name for name, *_ in links), column.name)), fill


def _link(scope: Scope, parts: tuple[str, ...]) -> tuple[str, Callable[[Row], Any], tuple[str, ...], str]:
    """A step of a path to a parent: the relationship's own name, what reads the parent's id, which objects it may be of, and their column with it."""
    entities = [scope.entity]
    column: Column | None = None
    for part in parts:
        links = [one for entity in entities for one in entity.columns() if (one.relationship or "").lower() == part.lower()]
        assert links, "the path was resolved before"
        column = links[0]
        entities = [one for link in links for name in link.to if (one := scope.schema.entity(name)) is not None]
    assert column is not None and column.relationship is not None, "a path has parts"
    _, read = scope.resolve(Path((*parts[:-1], column.name), 0))
    return column.relationship, read, column.to, column.key


def _kind(scope: Scope, targets: tuple[str, ...], key: str, id_: Any) -> str | None:
    """Which of the objects has the record; None if none of them has it."""
    for name in targets:
        entity = scope.schema.entity(name)
        if entity is not None and id_ in scope.rows_by(entity, key):
            return name
    return None


def _children(query: Query, scope: Scope, today: date, address: Address) -> _Fill:
    child = scope.schema.child(scope.entity, query.owner)
    entity = None if child is None else scope.schema.entity(child.entity)
    if child is None or entity is None:
        says = f"Didn't understand relationship '{query.owner}' in FROM part of query call."
        raise scope.refused("INVALID_TYPE", says, max(scope.text.find(query.owner), 0))

    def fill(row: Row, into: dict[str, Any]) -> None:
        mine = Test(Path((child.field,), 0), "=", (Pattern(str(row.get("Id")), ""),))
        found = _answered(query, scope.schema, today, address, entity, mine)
        into[query.owner] = {"totalSize": found.count, "done": True, "records": found.records} if found.count else None

    return fill


def _record(row: Row, entity: Entity, shown: Sequence[tuple[str, _Fill]], address: Address) -> dict[str, Any]:
    made: dict[str, Any] = {"attributes": {"type": entity.name, "url": address(entity.name, str(row.get("Id")))}}
    for _, fill in shown:
        fill(row, made)
    return made


def _sorted(order: tuple[Order, ...], scope: Scope, rows: list[Row]) -> list[Row]:
    """By the last order first: sorting keeps what was in order before."""
    for one in reversed(order):
        column, read = _simple(scope, one.path, "sorted")
        blank = [row for row in rows if read(row) is None]
        filled = sorted((row for row in rows if read(row) is not None), key=lambda row: _sort_key(column, read(row)), reverse=one.down)
        rows = filled + blank if one.nulls_last else blank + filled
    return rows


def _simple(scope: Scope, path: Path, deed: str) -> tuple[Column, Callable[[Row], Any]]:
    """A column with values that can be compared."""
    column, read = scope.resolve(path)
    if column.type in ("address", "location"):
        raise scope.refused("INVALID_FIELD", f"field '{column.name}' can not be {deed} in a query call", path.at)
    return column, read


def _sort_key(column: Column, value: Any) -> Any:
    if column.type in NUMBERS:
        return Decimal(str(value))
    return value.lower() if isinstance(value, str) and column.type not in IDS else value


def _slice(query: Query, rows: list[Row]) -> list[Row]:
    return rows[query.offset :][: query.limit]


def _totals(query: Query, scope: Scope, rows: list[Row]) -> Answered:
    match query.selected:
        case (Total("count", None),) if not query.groups:
            return Answered([], len(rows) if query.limit is None else min(len(rows), query.limit), ())
    keys = [_simple(scope, path, "grouped") for path in query.groups]
    together: dict[tuple[Any, ...], list[Row]] = {} if keys else {(): rows}
    for row in rows if keys else ():
        together.setdefault(tuple(read(row) for _, read in keys), []).append(row)
    shown = _named(query, scope)
    made = [{"attributes": {"type": "AggregateResult"}, **{name: total(of) for name, total in shown}} for of in together.values()]
    made = made[query.offset :][: query.limit]
    return Answered(made, len(made), tuple(name for name, _ in shown))


def _named(query: Query, scope: Scope) -> list[tuple[str, Callable[[list[Row]], Any]]]:
    """Columns of a result of totals: what was grouped by under its own name, totals under their alias or `expr0`, `expr1`."""
    groups = {path.text.lower() for path in query.groups}
    shown: list[tuple[str, Callable[[list[Row]], Any]]] = []
    unnamed = 0
    for one in query.selected:
        if isinstance(one, Total):
            shown.append((one.alias or f"expr{unnamed}", _total(one, scope)))
            unnamed += one.alias is None
        elif isinstance(one, Path) and one.text.lower() in groups:
            column, read = scope.resolve(one)
            shown.append((column.name, lambda rows, read=read: read(rows[0])))  # type: ignore[misc]
        else:
            text = one.text if isinstance(one, Path) else "FIELDS()"
            raise QueryRefused("MALFORMED_QUERY", f"Field must be grouped or aggregated: {text}")
    return shown


def _total(one: Total, scope: Scope) -> Callable[[list[Row]], Any]:
    if one.of is None:
        raise QueryRefused("MALFORMED_QUERY", "COUNT() must be the only element in the SELECT list")
    column, read = _simple(scope, one.of, "aggregated")
    if one.function in ("sum", "avg") and column.type not in NUMBERS:
        raise scope.refused("INVALID_FIELD", f"field {one.of.text} does not support aggregate operator {one.function.upper()}", one.of.at)

    def total(rows: list[Row]) -> Any:
        values = [value for row in rows if (value := read(row)) is not None]
        match one.function:
            case "count":
                return len(values)
            case "count_distinct":
                return len(set(values))
            case _ if not values:
                return None
            case "min":
                return min(values, key=lambda value: _sort_key(column, value))
            case "max":
                return max(values, key=lambda value: _sort_key(column, value))
            case function:
                added = sum(Decimal(str(value)) for value in values)
                return float(added if function == "sum" else added / len(values))

    return total

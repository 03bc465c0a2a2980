"""Findings about data that lacks a column: at the name in the filter that asks for it, with what the data has instead."""

from collections.abc import Iterator

from syncwright.catalog.meant import Meant
from syncwright.catalog.model import Catalog
from syncwright.catalog.scopes import ObjectScope
from syncwright.diagnostics import Finding, Place
from syncwright.expression.check import read
from syncwright.expression.predicate import Column
from syncwright.expression.tree import All, Any, Expression, Named, Not, Path, Truth
from syncwright.impact.headers import Missing
from syncwright.impact.rules import COLUMN_NOT_IN_DATA
from syncwright.names import did_you_mean
from syncwright.records import replace

#: How many of a table's columns a message names.
_SHOWN = 12


def missing_columns(catalog: Catalog, name: str, owner: str, missing: tuple[Missing, ...]) -> Iterator[Finding]:
    """A finding for each field whose column is not there, where the filter names it first."""
    for one in missing:
        place = next(_places(catalog, name, owner, one.column), None) or _whole(catalog, name, owner)
        yield COLUMN_NOT_IN_DATA(place, _message(one), help=_help(one))


def _message(one: Missing) -> str:
    if one.twice:
        return f"`{one.table.shown}` has two columns `{one.header}`, and which of them is meant nobody can say"
    for_ = (
        f", by which `{one.column.name}` is found"
        if one.header != one.column.name.rpartition(".")[2] and one.header != one.column.name
        else ""
    )
    if one.parent is not None and not for_:
        return f"`{one.table.shown}` has no column `{one.header}`, and there is no data of `{one.parent}`"
    return f"`{one.table.shown}` has no column `{one.header}`{for_}"


def _help(one: Missing) -> str:
    names = [header.name for header in one.table.headers]
    near = did_you_mean(one.header, names)
    has = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    there = f"it has {has}{more}"
    if one.twice:
        return f"leave one of them out of the export; {there}"
    export = f"export it too, or add the data of `{one.parent}`" if one.parent is not None else "export it too"
    return f"{near or export}; {there}"


def _whole(catalog: Catalog, name: str, owner: str) -> Place:
    """Where what was asked for stands, if no word of it names the column."""
    scope = catalog.filters.get(name)
    if scope is not None:
        return scope.at("where")
    partition = catalog.partitions.get(name)
    if partition is not None:
        return partition.at("cases")
    one = catalog.objects.get(owner)
    field = one.fields.get(name.partition(".")[2]) if one is not None else None
    return field.at() if field is not None else catalog.estate.at()


def _places(catalog: Catalog, name: str, owner: str, column: Column) -> Iterator[Place]:
    """Where a filter, a partition, or what they name, reads a column. Of a field: where the filters of its connectors do."""
    scope = _scope(catalog, owner)
    for where, text in _texts(catalog, name, owner):
        yield from _in_text(catalog, scope, where, text, column, frozenset())


def _texts(catalog: Catalog, name: str, owner: str) -> Iterator[tuple[Place, str]]:
    if name in catalog.filters:
        yield catalog.filters[name].at("where"), catalog.filters[name].spec.where
    elif name in catalog.partitions:
        one = catalog.partitions[name]
        yield from ((one.at("cases", case, "where"), said.where) for case, said in one.spec.cases.items())
    else:
        for scope in catalog.scopes():
            if owner in scope.on:
                yield from _texts(catalog, scope.name, owner)


def _scope(catalog: Catalog, owner: str) -> ObjectScope:
    zone = catalog.estate.spec.salesforce.timezone
    return ObjectScope(owner, catalog.objects, catalog.org, Meant(catalog.org), catalog.maps, (), zone, lambda _name, _owner: None)


def _in_text(catalog: Catalog, scope: ObjectScope, where: Place, text: str, column: Column, seen: frozenset[str]) -> Iterator[Place]:
    tree = read(text, where)
    if isinstance(tree, Finding):
        return
    for one in _leaves(tree):
        if isinstance(one, Named):
            below = catalog.filters.get(one.name)
            if below is not None and one.name not in seen:
                yield from _in_text(catalog, scope, below.at("where"), below.spec.where, column, seen | {one.name})
        else:
            meant = scope.column(one.name)
            if isinstance(meant, Column) and meant.name == column.name:
                yield replace(where, inside=(one.at.start, one.at.end))


def _leaves(tree: Expression) -> Iterator[Path | Named]:
    match tree:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(inner):
            yield from _leaves(inner)
        case Named():
            yield tree
        case Truth():
            return
        case _:
            yield tree.path

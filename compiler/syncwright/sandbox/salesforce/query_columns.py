"""The columns of a query as a request with `columns=true` is answered, which `sf data query` asks for to draw its table. Knows no record.

No page describes this answer; its keys are those that forcedotcom/cli's plugin-data reads.
"""

from typing import Any

from syncwright.sandbox.salesforce.soql import Everything, Path, Query, Total
from syncwright.sandbox.salesforce.soql_schema import Scope


def columns(query: Query, scope: Scope) -> dict[str, Any]:
    """All of them, parents and children as columns within columns."""
    found: list[dict[str, Any]] = []
    unnamed = 0
    for one in query.selected:
        match one:
            case Path(parts):
                found.append(_path(parts))
            case Everything():
                found += [_column(column.name) for column in scope.entity.columns()]
            case Total(_, _, alias):
                found.append(_column(alias or f"expr{unnamed}", aggregate=True))
                unnamed += alias is None
            case Query():
                inner = [_path(path.parts) for path in one.selected if isinstance(path, Path)]
                found.append(_column(one.owner, aggregate=True, within=inner))
    return {"columnMetadata": found, "entityName": scope.entity.name, "groupBy": bool(query.groups), "idSelected": True, "keyPrefix": None}


def _path(parts: tuple[str, ...]) -> dict[str, Any]:
    return _column(parts[0], within=[_path(parts[1:])] if len(parts) > 1 else [])


def _column(name: str, *, aggregate: bool = False, within: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "aggregate": aggregate,
        "columnName": name,
        "custom": name.endswith("__c"),
        "displayName": name,
        "foreignKeyName": None,
        "joinColumns": within or [],
    }

"""What an export holds, as a filter's condition expects it: of the type that the schema says, a blank as NULL. Runs nothing.

`raw` is what is there, or NULL where that is blank; `value` is made of it. Where `raw` is there and `value` is not, the cast failed. A file's own
idea of its types is never asked: a date is `2026-03-31`, a moment says the time to the second and, if it says no offset, means UTC.

An id is its first 15 characters, in which case matters: exports have 15 or 18, and both are the same record.
"""

from collections.abc import Mapping
from typing import Literal

from syncwright.expression.predicate import All, Any, Fixed, Not, Predicate, Test
from syncwright.expression.types import Kind

#: What a table holds, as far as it matters here. Everything in a CSV is text; what is none of the others goes by way of text.
Family = Literal["text", "boolean", "exact", "double", "date", "timestamp", "timestamptz", "other"]

ID_LENGTH = 15

#: Families that a kind of field takes as they are.
_TAKEN: Mapping[Kind, tuple[Family, ...]] = {
    "checkbox": ("boolean",),
    "number": ("exact", "double"),
    "currency": ("exact", "double"),
    "percent": ("exact", "double"),
    "date": ("date", "timestamp"),
    "datetime": ("timestamp", "timestamptz"),
}


def raw(held: str, family: Family, kind: Kind) -> str:
    """What a column holds, or NULL where that is blank."""
    if family in _TAKEN.get(kind, ()):
        return held
    return f"NULLIF(trim({held}), '')" if family == "text" else f"NULLIF(trim(CAST({held} AS VARCHAR)), '')"


def value(held: str, family: Family, kind: Kind) -> str:
    """What a condition is asked of, made of the raw value. NULL if that is none of its type; a checkbox is never NULL."""
    if family in _TAKEN.get(kind, ()):
        return _typed(held, family, kind)
    match kind:
        case "checkbox":
            return f"coalesce(TRY_CAST({held} AS BOOLEAN), FALSE)"
        case "number" | "currency" | "percent":
            return f"TRY_CAST({held} AS DECIMAL(38, 18))"
        case "date":
            return f"CASE WHEN length({held}) = 10 AND substr({held}, 5, 1) = '-' THEN TRY_CAST({held} AS DATE) END"
        case "datetime":
            return (
                f"CASE WHEN length({held}) >= 19 AND substr({held}, 5, 1) = '-' THEN TRY_CAST({held} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END"
            )
        case "id":
            return f"CASE WHEN length({held}) IN ({ID_LENGTH}, 18) THEN {short_id(held)} END"
        case _:
            return held


def failed(held: str, made: str, family: Family, kind: Kind) -> str | None:
    """Whether something was there and is none of its type; None where that cannot be."""
    if kind in ("text", "picklist", "several") or (family in _TAKEN.get(kind, ()) and family != "double"):
        return None
    if kind == "checkbox":
        return f"({held} IS NOT NULL AND TRY_CAST({held} AS BOOLEAN) IS NULL)"
    return f"({held} IS NOT NULL AND {made} IS NULL)"


def short_id(held: str) -> str:
    """An id as it is compared."""
    return f"substr({held}, 1, {ID_LENGTH})"


def with_short_ids(predicate: Predicate) -> Predicate:
    """The same of ids as they are staged."""
    match predicate:
        case Test(column, operator, values) if column.kind == "id":
            return Test(column, operator, tuple(str(one)[:ID_LENGTH] for one in values))
        case Not(inner):
            return Not(with_short_ids(inner))
        case All(parts):
            return All(tuple(map(with_short_ids, parts)))
        case Any(parts):
            return Any(tuple(map(with_short_ids, parts)))
        case Test() | Fixed():
            return predicate


def _typed(held: str, family: Family, kind: Kind) -> str:
    match kind, family:
        case "checkbox", _:
            return f"coalesce({held}, FALSE)"
        case _, "double":
            return f"CASE WHEN {held} - {held} = 0 THEN {held} END"  # not NaN, not infinite
        case "date", "timestamp":
            return f"CAST({held} AS DATE)"
        case "datetime", "timestamptz":
            return f"{held} AT TIME ZONE 'UTC'"
        case "datetime", _:
            return f"CAST({held} AS TIMESTAMP)"
    return held

"""What a record in JSON holds, as what a filter asks of: texts as dates, lists and numbers of the right kind. Knows no filter."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, assert_never

from syncwright.expression.evaluate import Held
from syncwright.expression.predicate import Column
from syncwright.expression.types import TITLES
from syncwright.record_ids import whole_id

_BOXES = {"true": True, "1": True, "false": False, "0": False}


class Unfit(ValueError):
    """A value that the field cannot hold."""


def held_value(column: Column, said: Any) -> Held:
    """The value under a key as the field holds it; None for null and for an empty text. Raises Unfit."""
    if said is None or said in ("", []):
        return False if column.kind == "checkbox" else None
    try:
        return _of_kind(column, said)
    except (ValueError, TypeError, InvalidOperation) as error:
        raise Unfit(f"`{column.name}` is {TITLES[column.kind]}, and the record has {_shown(said)} there") from error


def _of_kind(column: Column, said: Any) -> Held:
    match column.kind:
        case "text" | "picklist":
            return _text(said)
        case "several":
            texts = said if isinstance(said, list) else _text(said).split(";")
            return tuple(_text(one) for one in texts if one)
        case "checkbox":
            return said if isinstance(said, bool) else _BOXES[_text(said).casefold()] if _text(said).casefold() in _BOXES else _no(said)
        case "number" | "currency" | "percent":
            return _no(said) if isinstance(said, bool) else Decimal(str(said))
        case "date":
            return date.fromisoformat(_text(said)[:10])
        case "datetime":
            moment = datetime.fromisoformat(_text(said))
            return moment.astimezone(UTC) if moment.tzinfo is not None else _no(said)
        case "id":
            return whole_id(_text(said)) or _no(said)
        case _:
            assert_never(column.kind)


def _text(said: Any) -> str:
    if isinstance(said, (str, int, Decimal)) and not isinstance(said, bool):
        return str(said)
    raise TypeError(said)


def _no(said: Any) -> Any:
    raise ValueError(said)


def _shown(said: Any) -> str:
    text = str(said).lower() if isinstance(said, bool) else str(said)
    return f"`{text if len(text) <= 40 else text[:40] + '...'}`"

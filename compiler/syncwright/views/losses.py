"""What values lose between the two sides, as a document, as text and as CSV."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from syncwright.crossing import Crossing, Loss
from syncwright.docs.csv import written
from syncwright.views.diagnostics import as_json
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "csv", "document", "human"]

Document = dict[str, Any]
#: Numbers of one loss of one field: values, those that lose something, and the column that they were counted in.
Numbers = Mapping[tuple[str, str, str, Loss], tuple[int, int, str]]

_COLUMNS = ("connector", "object", "field", "type", "there", "type_there", "direction", "way", "kind", "says", "source")
#: Fields that the human form shows, if nobody named any.
_SHOWN = 60


def document(fields: Iterable[Crossing], numbers: Numbers, notes: Sequence[str]) -> Document:
    """Every field with what it loses; numbers are null where nothing was counted."""
    return {"format": 1, "fields": [_field(one, numbers) for one in fields], "notes": list(notes)}


def _field(one: Crossing, numbers: Numbers) -> Document:
    return {
        "connector": one.connector,
        "object": one.object,
        "field": one.field,
        "key": one.key,
        "type": one.type,
        "there": one.there,
        "label_there": one.label_there,
        "type_there": one.type_there,
        "type_assumed": one.assumed,
        "direction": one.direction,
        "wins": one.wins,
        "losses": [_loss(one, loss, numbers) for loss in one.losses],
    }


def _loss(one: Crossing, loss: Loss, numbers: Numbers) -> Document:
    values, lost, column = numbers.get((one.connector, one.object, one.field, loss), (None, None, None))
    return {
        "way": loss.way,
        "kind": loss.kind,
        "says": loss.says,
        "because": loss.fact.says,
        "source": loss.fact.source,
        "certain": loss.fact.certain,
        "values": values,
        "lost": lost,
        "column": column,
    }


def csv(doc: Document) -> str:
    """A line a loss, safe to open in a spreadsheet."""
    losing = [(one, loss) for one in doc["fields"] for loss in one["losses"]]
    rows = [[one[name] or "" for name in _COLUMNS[:7]] + [loss[name] for name in _COLUMNS[7:]] for one, loss in losing]
    numbers = [["" if loss[name] is None else str(loss[name]) for name in ("values", "lost")] for _, loss in losing]
    by_column = [written(cells) for cells in zip(*rows, strict=True)]
    head = ",".join((*_COLUMNS, "values", "lost"))
    return "\n".join([head, *(",".join((*cells, *counted)) for *cells, counted in zip(*by_column, numbers, strict=True))]) + "\n"


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: the fields that lose something, those first that do so in the data."""
    losing = sorted((one for one in doc["fields"] if one["losses"]), key=_most)
    lines = [line for one in losing[:_SHOWN] for line in _told(one, paint)]
    if (more := len(losing) - _SHOWN) > 0:
        lines.append(f"... and {more:,} more fields; name some, or use --format json or csv")
    none = len(doc["fields"]) - len(losing)
    lines.append(f"{len(losing):,} field{'s' if len(losing) != 1 else ''} may lose something, {none:,} nothing that is known")
    return "\n".join([*lines, *(f"note: {visible(one)}" for one in doc["notes"])]) + "\n"


def _most(one: Document) -> tuple[int, str, str]:
    return -max((loss["lost"] or 0 for loss in one["losses"]), default=0), one["object"], one["field"]


def _told(one: Document, paint: Paint) -> list[str]:
    there = one["there"] or one["label_there"] or "not documented"
    type_there = f"{one['type_there']}{' (assumed)' if one['type_assumed'] else ''}" if one["type_there"] else "not documented"
    head = f"{one['object']}.{one['field']}  {one['type']}  {one['direction']}  {one['connector']}: {there}, {type_there}"
    return [paint.bold(visible(head)), *(f"  {visible(_said(loss))}" for loss in one["losses"])]


def _said(loss: Document) -> str:
    sure = "" if loss["certain"] else ", observed and not documented"
    said = f"{loss['way']}: {loss['says']} ({loss['source']}{sure})"
    return said if loss["lost"] is None else f"{said}: {loss['lost']:,} of {loss['values']:,}"

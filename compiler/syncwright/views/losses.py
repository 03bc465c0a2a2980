"""What values lose between the two sides, as a document, as text and as CSV."""

from collections.abc import Iterable, Mapping, Sequence

from syncwright.crossing import Crossing, Loss
from syncwright.docs.csv import written
from syncwright.records import pretty
from syncwright.views.documents.losses import LosingField, Losses, ToldLoss
from syncwright.views.documents.told import FORMAT
from syncwright.views.paint import Paint, visible

#: Numbers of one loss of one field: values, those that lose something, and the column that they were counted in.
Numbers = Mapping[tuple[str, str, str, Loss], tuple[int, int, str]]

_COLUMNS = ("connector", "object", "field", "type", "there", "type_there", "direction", "way", "kind", "says", "source")
#: Fields that the human form shows, if nobody named any.
_SHOWN = 60


def document(fields: Iterable[Crossing], numbers: Numbers, notes: Sequence[str]) -> Losses:
    """Every field with what it loses; numbers are null where nothing was counted."""
    return Losses(FORMAT, tuple(_field(one, numbers) for one in fields), tuple(notes))


def as_json(doc: Losses) -> str:
    """The document itself."""
    return pretty(doc)


def _field(one: Crossing, numbers: Numbers) -> LosingField:
    return LosingField(
        one.connector,
        one.object,
        one.field,
        one.key,
        one.type,
        one.there,
        one.label_there,
        one.type_there,
        one.assumed,
        one.direction,
        one.wins,
        tuple(_loss(one, loss, numbers) for loss in one.losses),
    )


def _loss(one: Crossing, loss: Loss, numbers: Numbers) -> ToldLoss:
    values, lost, column = numbers.get((one.connector, one.object, one.field, loss), (None, None, None))
    fact = loss.fact
    return ToldLoss(loss.way, loss.kind, loss.says, fact.says, fact.source, fact.certain, values, lost, column)


def csv(doc: Losses) -> str:
    """A line a loss, safe to open in a spreadsheet."""
    losing = [(one, loss) for one in doc.fields for loss in one.losses]
    rows = [[getattr(one, name) or "" for name in _COLUMNS[:7]] + [getattr(loss, name) for name in _COLUMNS[7:]] for one, loss in losing]
    numbers = [["" if getattr(loss, name) is None else str(getattr(loss, name)) for name in ("values", "lost")] for _, loss in losing]
    by_column = [written(cells) for cells in zip(*rows, strict=True)]
    head = ",".join((*_COLUMNS, "values", "lost"))
    return "\n".join([head, *(",".join((*cells, *counted)) for *cells, counted in zip(*by_column, numbers, strict=True))]) + "\n"


def human(doc: Losses, paint: Paint) -> str:
    """For a terminal: the fields that lose something, those first that do so in the data."""
    losing = sorted((one for one in doc.fields if one.losses), key=_most)
    lines = [line for one in losing[:_SHOWN] for line in _told(one, paint)]
    if (more := len(losing) - _SHOWN) > 0:
        lines.append(f"... and {more:,} more fields; name some, or use --format json or csv")
    none = len(doc.fields) - len(losing)
    lines.append(f"{len(losing):,} field{'s' if len(losing) != 1 else ''} may lose something, {none:,} nothing that is known")
    return "\n".join([*lines, *(f"note: {visible(one)}" for one in doc.notes)]) + "\n"


def _most(one: LosingField) -> tuple[int, str, str]:
    return -max((loss.lost or 0 for loss in one.losses), default=0), one.object, one.field


def _told(one: LosingField, paint: Paint) -> list[str]:
    there = one.there or one.label_there or "not documented"
    type_there = f"{one.type_there}{' (assumed)' if one.type_assumed else ''}" if one.type_there else "not documented"
    head = f"{one.object}.{one.field}  {one.type}  {one.direction}  {one.connector}: {there}, {type_there}"
    return [paint.bold(visible(head)), *(f"  {visible(_said(loss))}" for loss in one.losses)]


def _said(loss: ToldLoss) -> str:
    sure = "" if loss.certain else ", observed and not documented"
    said = f"{loss.way}: {loss.says} ({loss.source}{sure})"
    return said if loss.lost is None else f"{said}: {loss.lost:,} of {loss.values:,}"

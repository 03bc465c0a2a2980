"""From an export of Sync Status, or a table of backlogs, to values. Told apart by their headers; half a file is never read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from syncwright.csv_table import TableNotRead, header, read_table, uneven
from syncwright.diagnosis.runs import History, HistoryNotRead, SyncRun, Waiting
from syncwright.platforms.marketo.history import columns
from syncwright.platforms.marketo.history.moments import NoForm, moments

#: A cell per column, by the column's name in lower case, and the line it begins on.
Cells = tuple[int, Mapping[str, str]]


def history(text: str, form: str | None = None) -> History | None:
    """What the file tells; None if it is neither. `form`: of its moments, as strptime has it. Raises HistoryNotRead."""
    headers = {_name(one) for one in header(text)}
    if headers >= columns.RUNS:
        return History(runs=tuple(_runs(_cells(text), form)), fine=columns.FINE)
    if headers >= columns.WAITING:
        return History(waiting=tuple(_waiting(_cells(text), form)))
    return None


def _name(column: str) -> str:
    return " ".join(column.split()).casefold()


def _cells(text: str) -> list[Cells]:
    """The lines, each as long as the header."""
    try:
        table = read_table(text)
        if short := next((line for line in table.lines if len(line.cells) < len(table.header.cells)), None):
            raise uneven(table.header, short)
    except TableNotRead as error:
        raise HistoryNotRead(error.line, error.says, error.help) from error
    headers = [_name(one) for one in table.header.cells]
    if twice := next((one for index, one in enumerate(headers) if one and one in headers[:index]), None):
        raise HistoryNotRead(table.header.number, f"two columns are called `{twice}`")
    return [(line.number, dict(zip(headers, line.cells, strict=True))) for line in table.lines]


def _moments(rows: Sequence[Cells], column: str, form: str | None) -> list[datetime | None]:
    """Those of a column; None for a cell that is empty."""
    said = [(line, cells.get(column, "")) for line, cells in rows]
    filled = [(line, text) for line, text in said if text]
    try:
        read = dict(zip((line for line, _ in filled), moments([text for _, text in filled], form), strict=True))
    except NoForm as error:
        help_ = "say their form, such as `--moments '%d/%m/%Y %H:%M'`"
        raise HistoryNotRead(filled[error.index][0], f"{error.says}, in the column `{column}`", help_) from error
    return [read.get(line) for line, _ in said]


def _runs(rows: Sequence[Cells], form: str | None) -> Iterator[SyncRun]:
    pairs = zip(rows, _moments(rows, columns.BEGAN, form), _moments(rows, columns.ENDED, form), strict=True)
    for (line, cells), began, ended in pairs:
        if began is None:
            raise HistoryNotRead(line, f"the column `{columns.BEGAN}` is empty")
        if ended is not None and ended < began:
            raise HistoryNotRead(line, "this run ended before it began", "see that one form of moments is used in all of the file")
        numbers = {name: _number(line, column, cells.get(column, "")) for name, column in columns.NUMBERS.items()}
        yield SyncRun(line, began, ended, cells[columns.OBJECT], cells[columns.OPERATION], cells[columns.ENDING], **numbers)


def _waiting(rows: Sequence[Cells], form: str | None) -> Iterator[Waiting]:
    for (line, cells), at in zip(rows, _moments(rows, columns.FETCHED, form), strict=True):
        name = next((cells[one] for one in columns.OBJECTS if cells.get(one)), None) or next(iter(cells.values()))
        if at is None or not name or not cells[columns.WAITS]:
            raise HistoryNotRead(line, f"an object, `{columns.WAITS}` and `{columns.FETCHED}` are needed in each line")
        hourly = cells.get(columns.PER_HOUR, "")
        per_hour = _number(line, columns.PER_HOUR, hourly) if hourly else None
        yield Waiting(line, at, name, _number(line, columns.WAITS, cells[columns.WAITS]), per_hour)


def _number(line: int, column: str, text: str) -> int:
    """A whole number, with or without marks between thousands; 0 for an empty cell."""
    digits = text.replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not digits:
        return 0
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        raise HistoryNotRead(line, f"`{text[:40]}` is no number of records, in the column `{column}`")
    return int(digits)

"""The history of a sync as a document and as text: each object in a line, and what somebody should look at."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from syncwright.diagnosis.runs import GROWING, Backlog, History, ObjectRuns, backlogs, by_object, unusual
from syncwright.records import Struct, pretty
from syncwright.views.documents.history import BacklogOf, FileHistory, Histories, RunsOf, ToldUnusual
from syncwright.views.documents.told import FORMAT
from syncwright.views.paint import Paint, visible

#: Lines of a file that the human form names for one thing.
_LINES = 5


def document(told: Mapping[str, History]) -> Histories:
    """What each file tells, by path."""
    return Histories(FORMAT, tuple(_file(path, one) for path, one in told.items()))


def as_json(doc: Histories) -> str:
    """The document itself."""
    return pretty(doc)


def _file(path: str, told: History) -> FileHistory:
    moments = [run.began for run in told.runs] or [one.at for one in told.waiting]
    return FileHistory(
        path,
        min(moments).isoformat() if moments else None,
        max(moments).isoformat() if moments else None,
        tuple(_runs(one) for one in by_object(told.runs)),
        tuple(_backlog(one) for one in backlogs(told.waiting)),
        tuple(ToldUnusual(one.kind, one.object, one.says, tuple(one.lines), one.help) for one in unusual(told)),
    )


def _runs(one: ObjectRuns) -> RunsOf:
    per_hour = None if one.per_hour is None else round(one.per_hour)
    return RunsOf(one.object, one.runs, one.changed, one.skipped, one.failed, per_hour, _minutes(one.longest), _minutes(one.apart))


def _backlog(one: Backlog) -> BacklogOf:
    return BacklogOf(one.object, one.at.isoformat(), one.records, _minutes(one.left), one.growing)


def _minutes(one: timedelta | None) -> float | None:
    return None if one is None else round(one.total_seconds() / 60, 1)


def human(doc: Histories, paint: Paint) -> str:
    """For a terminal."""
    lines: list[str] = []
    for file in doc.files:
        lines.append(paint.bold(visible(file.path)) + (f"  {file.first} to {file.last}" if file.first else "  empty"))
        lines += _table(file.runs, _RUN_COLUMNS) + _table(file.backlogs, _BACKLOG_COLUMNS)
        lines += [f"  {GROWING.says} [{GROWING.source}]"] if file.backlogs else []
        for one in file.unusual:
            lines += _told(file.path, one, paint)
        if not file.unusual and file.first:
            lines.append("  nothing stands out")
        lines.append("")
    return "\n".join(lines)


def _told(path: str, one: ToldUnusual, paint: Paint) -> list[str]:
    first = f"{visible(path)}:{one.lines[0]}"
    more = f" and {len(one.lines) - 1:,} more lines" if len(one.lines) > 1 else ""
    return [f"  {paint.bold(one.kind)} {visible(one.object)}: {visible(one.says)}  {first}{more}", f"    {one.help}"]


_RUN_COLUMNS = {
    "object": "object",
    "runs": "runs",
    "changed": "changed",
    "skipped": "skipped",
    "failed": "failed",
    "per_hour": "an hour",
    "longest_minutes": "longest (min)",
    "apart_minutes": "apart (min)",
}
_BACKLOG_COLUMNS = {"object": "object", "records": "waiting", "left_minutes": "left (min)", "growing": "growing"}


def _table(rows: Sequence[Struct], columns: Mapping[str, str]) -> list[str]:
    """Rows under headers, numbers to the right; nothing where there are none."""
    if not rows:
        return []
    table = [list(columns.values()), *([_cell(getattr(row, name)) for name in columns] for row in rows)]
    widths = [max(len(line[index]) for line in table) for index in range(len(columns))]
    return [
        "  " + "  ".join([line[0].ljust(widths[0]), *(cell.rjust(widths[i]) for i, cell in enumerate(line[1:], 1))]).rstrip()
        for line in table
    ]


def _cell(value: Any) -> str:
    match value:
        case None:
            return "not known"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:,}"
        case _:
            return visible(str(value))

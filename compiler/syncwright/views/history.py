"""The history of a sync as a document and as text: each object in a line, and what somebody should look at."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from syncwright.diagnosis.runs import GROWING, Backlog, History, ObjectRuns, Unusual, backlogs, by_object, unusual
from syncwright.views.diagnostics import as_json
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]

Document = dict[str, Any]

#: Lines of a file that the human form names for one thing.
_LINES = 5


def document(told: Mapping[str, History]) -> Document:
    """What each file tells, by path."""
    return {"format": 1, "files": [_file(path, one) for path, one in told.items()]}


def _file(path: str, told: History) -> Document:
    moments = [run.began for run in told.runs] or [one.at for one in told.waiting]
    return {
        "path": path,
        "first": min(moments).isoformat() if moments else None,
        "last": max(moments).isoformat() if moments else None,
        "runs": [_runs(one) for one in by_object(told.runs)],
        "backlogs": [_backlog(one) for one in backlogs(told.waiting)],
        "unusual": [_unusual(one) for one in unusual(told)],
    }


def _runs(one: ObjectRuns) -> Document:
    return {
        "object": one.object,
        "runs": one.runs,
        "changed": one.changed,
        "skipped": one.skipped,
        "failed": one.failed,
        "per_hour": None if one.per_hour is None else round(one.per_hour),
        "longest_minutes": _minutes(one.longest),
        "apart_minutes": _minutes(one.apart),
    }


def _backlog(one: Backlog) -> Document:
    at = one.at.isoformat()
    return {"object": one.object, "at": at, "records": one.records, "left_minutes": _minutes(one.left), "growing": one.growing}


def _unusual(one: Unusual) -> Document:
    return {"kind": one.kind, "object": one.object, "says": one.says, "lines": list(one.lines), "help": one.help}


def _minutes(one: timedelta | None) -> float | None:
    return None if one is None else round(one.total_seconds() / 60, 1)


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    lines: list[str] = []
    for file in doc["files"]:
        lines.append(paint.bold(visible(file["path"])) + (f"  {file['first']} to {file['last']}" if file["first"] else "  empty"))
        lines += _table(file["runs"], _RUN_COLUMNS) + _table(file["backlogs"], _BACKLOG_COLUMNS)
        lines += [f"  {GROWING.says} [{GROWING.source}]"] if file["backlogs"] else []
        for one in file["unusual"]:
            lines += _told(file["path"], one, paint)
        if not file["unusual"] and file["first"]:
            lines.append("  nothing stands out")
        lines.append("")
    return "\n".join(lines)


def _told(path: str, one: Document, paint: Paint) -> list[str]:
    first = f"{visible(path)}:{one['lines'][0]}"
    more = f" and {len(one['lines']) - 1:,} more lines" if len(one["lines"]) > 1 else ""
    return [f"  {paint.bold(one['kind'])} {visible(one['object'])}: {visible(one['says'])}  {first}{more}", f"    {one['help']}"]


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


def _table(rows: list[Document], columns: Mapping[str, str]) -> list[str]:
    """Rows under headers, numbers to the right; nothing where there are none."""
    if not rows:
        return []
    table = [list(columns.values()), *([_cell(row[name]) for name in columns] for row in rows)]
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

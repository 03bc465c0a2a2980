"""What an adoption made, as a document and as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.adopt import Adoption, Report
from syncwright.views.diagnostics import Document, as_json, counts
from syncwright.views.file_diff import changes, coloured, listed
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]

_COUNTS = ("read", "granted", "synced", "external", "off")


def document(adoption: Adoption, said: Sequence[Mapping[str, Any]], dry_run: bool) -> Document:
    """The files that change, what became of each file that was adopted, and what is to be said besides. `said`: findings in those files."""
    files, before = adoption.files, adoption.before
    return {
        "format": 1,
        "user": adoption.user,
        "spec": adoption.spec,
        "written": not dry_run,
        "changes": changes(before, files),
        "adopted": [_report(one) for one in adoption.reports],
        "notes": list(adoption.notes),
        "read": list(said),
        "findings": counts(adoption.after.diagnostics),
    }


def _report(one: Report) -> Document:
    total = {word: sum(kind[word] for kind in one.kinds.values()) for word in _COUNTS}
    return {
        "path": one.path,
        "title": one.title,
        "total": total,
        "kinds": one.kinds,
        "elsewhere": {name: list(texts) for name, texts in one.elsewhere.items()},
    }


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: what would be written, if nothing was; each file's counts; what to do next."""
    parts = [] if doc["written"] else [coloured(change["diff"], paint) for change in doc["changes"]]
    for one in doc["adopted"]:
        parts += [f"\n{paint.bold(visible(one['title']))} ({visible(one['path'])})\n", *_table(one), *_elsewhere(one)]
    if doc["notes"]:
        parts.append("\n" + "".join(f"note: {visible(note)}\n" for note in doc["notes"]))
    parts.append("\n" + _changes(doc, paint))
    return "".join(parts).lstrip("\n")


def _table(one: Document) -> list[str]:
    if not one["kinds"]:
        return ["  grants nothing\n"]
    rows = [["", "rows", "granted", "synced", "external", "all false"]]
    for kind, number in [*one["kinds"].items(), *([("together", one["total"])] if len(one["kinds"]) > 1 else [])]:
        rows.append([kind.replace("_", " "), *(f"{number[word]:,}" if number[word] else "" for word in _COUNTS)])
    used = [column for column in range(6) if column < 3 or any(row[column] for row in rows[1:])]
    widths = {column: max(len(row[column]) for row in rows) for column in used}
    return [
        ("  " + "  ".join(row[c].ljust(widths[c]) if c == 0 else row[c].rjust(widths[c]) for c in used)).rstrip() + "\n" for row in rows
    ]


def _elsewhere(one: Document) -> list[str]:
    if not one["elsewhere"]:
        return []
    lines = ["  no permission set can hold, and so not adopted:\n"]
    for name, texts in one["elsewhere"].items():
        shown = "; ".join(visible(text) for text in texts[:3]) + (f"; and {len(texts) - 3} more" if len(texts) > 3 else "")
        lines.append(f"    {visible(name)} ({len(texts)}): {shown}\n")
    return lines


def _changes(doc: Document, paint: Paint) -> str:
    if not doc["changes"]:
        return paint.strong("the specs say all of it already", "fine") + "\n"
    warnings = doc["findings"]["warning"]
    found = f"  # {warnings:,} warning{'s' if warnings != 1 else ''}" if warnings else ""
    steps = f"next:\n  syncwright check{found}\n  give each row a reason of its own, or take it away\n"
    return listed(doc, paint) + (steps if doc["written"] else "")

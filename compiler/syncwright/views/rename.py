"""What a rename made, as a document and as text."""

from collections.abc import Sequence

from syncwright.limits import SHOWN_FINDINGS
from syncwright.rename import Renaming
from syncwright.views.diagnostics import Document, as_json, counts
from syncwright.views.file_diff import changes, coloured, listed
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]


def document(renaming: Renaming, what: str, new: str, notes: Sequence[str], *, dry_run: bool) -> Document:
    """The files that change, lines that still have the former name, and what is to be said besides."""
    return {
        "format": 1,
        "what": what,
        "new": new,
        "written": not dry_run,
        "changes": changes(renaming.before, renaming.files),
        "left": [{"path": one.path, "line": one.line, "text": one.text} for one in renaming.left],
        "notes": [*renaming.notes, *notes],
        "findings": counts(renaming.after.diagnostics),
    }


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: what would be written, if nothing was; the files; what was left as it is."""
    parts = [] if doc["written"] else [coloured(change["diff"], paint) for change in doc["changes"]]
    parts.append(listed(doc, paint))
    parts += _left(doc["left"], paint)
    parts += [f"note: {visible(note)}\n" for note in doc["notes"]]
    return "".join(parts)


def _left(held: list[Document], paint: Paint) -> list[str]:
    if not held:
        return []
    lines = [f"  {visible(one['path'])}:{one['line']}: {visible(one['text'])}\n" for one in held[:SHOWN_FINDINGS]]
    more = [f"  ... and {len(held) - SHOWN_FINDINGS:,} more\n"] if len(held) > SHOWN_FINDINGS else []
    return [paint.strong("left as they are, in words and comments:", "warning") + "\n", *lines, *more]

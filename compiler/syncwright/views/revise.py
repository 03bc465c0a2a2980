"""What a handed-back dictionary changes, as a document and as text."""

from collections.abc import Sequence

from syncwright.revise import Revised
from syncwright.views.diagnostics import Document, as_json, counts
from syncwright.views.file_diff import changes, coloured, listed
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human", "shown"]


def document(revised: Revised, file: str, notes: Sequence[str], *, written: bool) -> Document:
    """The cells that say something else, the files that change, and what is to be said besides."""
    return {
        "format": 1,
        "file": file,
        "written": written,
        "edits": [{"field": one.field, "column": one.column, "before": one.now, "after": one.new} for one in revised.edits],
        "changes": changes(revised.before, revised.files),
        "notes": [*revised.notes, *notes],
        "findings": counts(revised.after.diagnostics),
    }


def shown(doc: Document, paint: Paint) -> str:
    """What would be written, line by line."""
    return "".join(coloured(change["diff"], paint) for change in doc["changes"])


def human(doc: Document, paint: Paint) -> str:
    """What became of it: how many cells, which files."""
    number = len(doc["edits"])
    if not number:
        return f"{visible(doc['file'])} says what the specs say: there is nothing to write\n"
    head = f"{number:,} cell{'s' if number != 1 else ''} of {visible(doc['file'])} say{'s' if number == 1 else ''} something else\n"
    return "".join([head, listed(doc, paint), *(f"note: {visible(note)}\n" for note in doc["notes"])])

"""What somebody changed behind our back and specs now say, as a document and as text."""

from syncwright.adopt.drift import Said
from syncwright.plan.drift import Drift
from syncwright.views.diagnostics import Document, as_json, counts
from syncwright.views.file_diff import changes, coloured, listed
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]


def document(drift: Drift, said: Said, *, dry_run: bool) -> Document:
    """What was changed, by whom, and the files that say it."""
    return {
        "format": 1,
        "address": drift.address,
        "by": drift.by,
        "at": drift.at,
        "parts": [{"attribute": one.attribute, "name": one.name, "made": one.made, "found": one.found} for one in drift.parts],
        "written": not dry_run,
        "changes": changes(said.before, said.files),
        "findings": counts(said.after.diagnostics),
    }


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: the files line by line, and what to do next."""
    diffs = [coloured(change["diff"], paint) for change in doc["changes"]]
    return "".join([*diffs, listed(doc, paint), _next(doc)])


def _next(doc: Document) -> str:
    if not doc["written"]:
        return ""
    return f"next:\n  give each row a reason of its own: all that is known is who changed {visible(doc['address'])}, and when\n"

"""Fields of the org that no spec names, as a document, as text and as CSV."""

from typing import Any

from syncwright.docs.csv import written
from syncwright.graph.coverage import Coverage
from syncwright.limits import SHOWN_FINDINGS
from syncwright.views.diagnostics import as_json
from syncwright.views.paint import Paint, columns, visible

__all__ = ["as_json", "csv", "document", "human"]

Document = dict[str, Any]

#: Objects that the human form shows.
_OBJECTS = 20
_COLUMNS = ("object", "field", "label", "type", "users", "holders")


def document(found: Coverage) -> Document:
    """Objects with their totals, and fields, those first that most can see."""
    return {
        "format": 1,
        "objects": [
            {"object": one.object, "in_specs": one.in_specs, "fields": one.fields, "named": one.named, "seen": one.seen}
            for one in found.objects
        ],
        "fields": [
            {"object": f.object, "field": f.field, "label": f.label, "type": f.type, "users": list(f.users), "holders": f.holders}
            for f in found.fields
        ],
    }


def csv(doc: Document) -> str:
    """A line a field, safe to open in a spreadsheet."""
    rows = [[one["object"], one["field"], one["label"] or "", one["type"] or "", " ".join(one["users"])] for one in doc["fields"]]
    by_column = [written(cells) for cells in zip(*rows, strict=True)]
    holders = [str(one["holders"]) for one in doc["fields"]]
    return "\n".join([",".join(_COLUMNS), *map(",".join, zip(*by_column, holders, strict=True))]) + "\n"


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: what is left out of each object, and the fields that most can see."""
    concerned = [one for one in doc["objects"] if one["in_specs"] or one["seen"]]
    lines = [paint.bold("fields that no spec names, of the objects in the specs and those that a sync user sees")]
    width = max((len(one["object"]) for one in concerned[:_OBJECTS]), default=0)
    for one in concerned[:_OBJECTS]:
        left = one["fields"] - one["named"]
        seen = f", {one['seen']:,} of them seen by a sync user" if one["seen"] else ""
        lines.append(f"  {visible(one['object']):<{width}}  {left:>6,} of {one['fields']:,}{seen}")
    if (more := len(concerned) - _OBJECTS) > 0:
        lines.append(f"  ... and {more:,} more objects")
    if not concerned:
        lines.append("  there are none")
    return "\n".join([*lines, *_fields(doc, paint)]) + "\n"


def _fields(doc: Document, paint: Paint) -> list[str]:
    seen = [one for one in doc["fields"] if one["users"] or one["holders"]]
    lines = [paint.bold("seen by most")] if seen else ["nobody is known to see any of them"]
    names = [f"{one['object']}.{one['field']}" for one in seen[:SHOWN_FINDINGS]]
    width = max(map(columns, names), default=0)
    for name, one in zip(names, seen, strict=False):
        users = ", ".join(one["users"])
        holders = f"granted {one['holders']:,} time{'s' if one['holders'] != 1 else ''} in the org" if one["holders"] else ""
        lines.append(f"  {visible(name):<{width}}  {'; '.join(word for word in (users, holders) if word)}")
    if (more := len(seen) - SHOWN_FINDINGS) > 0:
        lines.append(f"... and {more:,} more; `--format csv` lists all {len(doc['fields']):,} fields, those that nobody sees too")
    return lines

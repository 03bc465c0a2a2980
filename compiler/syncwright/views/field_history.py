"""What commits changed of a field's meaning, as a document and as text."""

from collections.abc import Sequence

from syncwright.field_history import FieldChange
from syncwright.views.diagnostics import Document, as_json
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]


def document(field: str, found: Sequence[FieldChange], only_last: int | None) -> Document:
    """The changes, newest first. `only_last`: how many commits were looked at, where there may be more."""
    return {"format": 1, "field": field, "only_last": only_last, "changes": [_change(one) for one in found]}


def _change(one: FieldChange) -> Document:
    said = {"commit": one.commit, "who": one.who, "when": one.when, "said": one.said, "path": one.path, "how": one.how}
    what = [{"name": each.name, "before": each.before, "after": each.after} for each in one.what]
    return said | ({"was": one.was} if one.was else {}) | {"what": what}


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: a paragraph a commit."""
    parts = [paint.bold(f"what the specs said of {doc['field']}, newest first") + "\n"]
    for one in doc["changes"]:
        renamed = f" from {one['was']}" if "was" in one else ""
        parts.append(f"\n{one['when'][:10]}  {paint.bold(visible(one['who']))}  {one['commit'][:10]}  {visible(one['said'])}\n")
        parts.append(f"  {one['how']}{visible(renamed)} in {visible(one['path'])}\n")
        parts += [f"    {text}\n" for each in one["what"] for text in _lines(each, one["how"])]
    if doc["only_last"] is not None:
        parts.append(f"\nonly the last {doc['only_last']:,} commits that touched specs were looked at; --last takes more\n")
    return "".join(parts)


def _lines(one: Document, how: str) -> list[str]:
    name, before, after = one["name"], one["before"], one["after"]
    if how == "added" or before is None:
        return [f"{name}: {visible(after)}"]
    if after is None:
        return [f"{name}: no longer {visible(before)}"]
    return [f"{name}: {visible(before)}", f"{' ' * len(name)}  -> {visible(after)}"]

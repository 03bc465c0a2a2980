"""The answers of `trace`, drawn from their documents."""

from collections.abc import Iterator
from typing import Any

from syncwright.views.diagnostics import as_json
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "human"]

Document = dict[str, Any]

#: How many of what there can be many of are shown: ranges of one file, files, reasons, parts of one change.
_RANGES, _FILES, _BEHIND, _PARTS = 12, 40, 8, 12

_STATES = {
    "absent": "the file is not there: this is said of what the specs build now",
    "older": "the file is older than the specs: this is said of what it was built from; `syncwright build` renews it",
    "edited": "the file is not what the specs build: this is said of the same line in what they build now",
}


def human(doc: Document, paint: Paint) -> str:
    """The answer, whatever was asked about."""
    drawn = {"spec": _spec, "plan": _plan, "resource": _resource, "artifact": _artifact}[doc["kind"]]
    return "\n".join(drawn(doc, paint)) + "\n"


def _asked(doc: Document, paint: Paint) -> str:
    return paint.bold(f"{visible(doc['file'])}:{doc['line']}") + f"  {visible(doc['text'].strip())[:120]}"


def _artifact(doc: Document, paint: Paint) -> Iterator[str]:
    yield _asked(doc, paint)
    if doc["state"] in _STATES:
        yield f"  {_STATES[doc['state']]}"
    part = doc["part"]
    if part is None:
        yield "  belongs to the file as a whole" + (", which comes from" if doc["keys"] else "")
    else:
        where = f"lines {part['first']} to {part['last']}" if part["first"] != part["last"] else f"line {part['first']}"
        yield f"  {visible(part['title'])} ({where})" if part["title"] else f"  {where}"
    yield from _behind(doc, paint)


def _resource(doc: Document, paint: Paint) -> Iterator[str]:
    part = doc["part"]
    yield paint.bold(visible(doc["address"])) + (f"  {visible(part['title'])}" if part["title"] else "")
    if doc["artifact"]:
        yield f"  in {visible(doc['artifact'])}, {_range((part['first'], part['last']))}"
    yield from _behind(doc, paint)


def _plan(doc: Document, paint: Paint) -> Iterator[str]:
    yield _asked(doc, paint)
    if doc["change"]:
        yield f"  {visible(doc['change'])}" + (f": {visible(doc['part'])}" if doc["part"] else "")
    if doc["step"]:
        yield f"  step: {visible(doc['step'])}"
    if not doc["keys"]:
        yield "  no spec is behind this line alone: it belongs to the plan as a whole"
    yield from _behind(doc, paint)


def _behind(doc: Document, paint: Paint) -> Iterator[str]:
    for one in doc["behind"][:_BEHIND]:
        yield from _reason(one, paint)
    more = len(doc["behind"][_BEHIND:]) if doc["kind"] != "artifact" else max(len(doc["keys"]), len(doc["behind"])) - _BEHIND
    if more > 0:
        yield f"  and {more:,} more"


def _reason(one: Document, paint: Paint) -> Iterator[str]:
    word = f"{visible(one['word'])}: " if one["word"] else ""
    why = visible(" ".join(one["why"].split())) if one["why"] else ""
    added = "asked for by nobody, something else needs it: " if one["added"] else ""
    yield f"  {word}{added}{why} ({visible(one['key'])})" if why or added else f"  {word}{visible(one['key'])}"
    if not one["places"]:
        yield "    no spec says this any more"
    for place in one["places"]:
        if not place["part"].startswith("defaults."):
            yield from _place(place, paint)
    defaults: dict[str, list[str]] = {}
    for place in one["places"]:
        if place["part"].startswith("defaults."):
            defaults.setdefault(f"{visible(place['path'])}:{place['line']}", []).append(visible(place["part"]))
    for where, said in defaults.items():
        yield paint.dim("     :::") + f" {where}  {', '.join(said)} hold{'s' if len(said) == 1 else ''} for it, too"


def _place(place: Document, paint: Paint) -> Iterator[str]:
    """A piece of a spec with its lines."""
    lines = place["lines"]
    margin = max(len(str(place["line"] + len(lines))), 4)
    yield paint.dim(f"{' ' * margin} -->") + f" {visible(place['path'])}:{place['line']}:{place['column']}"
    yield paint.dim(f"  {' ' * margin} |")
    for number, text in enumerate(lines, place["line"]):
        yield paint.dim(f"  {number:>{margin}} |") + f" {visible(text)[:160]}".rstrip()
    more = place["end"] - place["line"] + 1 - len(lines)
    if more > 0:
        yield paint.dim(f"  {' ' * margin} |") + f" and {more:,} more line{'s' if more != 1 else ''}"


def _spec(doc: Document, paint: Paint) -> Iterator[str]:
    yield _asked(doc, paint)
    if doc["what"] != "spec":
        yield f"  {'a comment' if doc['what'] == 'comment' else 'a blank line'}: nothing is made of it"
        return
    said = ", ".join(visible(one) for one in doc["says"][:_PARTS]) or "the whole file"
    fields = f"; it has a say in {doc['fields']:,} fields" if doc["fields"] > 1 else ""
    yield f"  {said}{fields}"
    parts = [one for one in doc["files"] if one["ranges"]]
    for one in parts[:_FILES]:
        shown = ", ".join(_range(each) for each in one["ranges"][:_RANGES])
        more = f" and {len(one['ranges']) - _RANGES:,} more places" if len(one["ranges"]) > _RANGES else ""
        yield f"  {visible(one['path'])}: {one['lines']:,} line{'s' if one['lines'] != 1 else ''}"
        yield f"    {shown}{more}"
    if len(parts) > _FILES:
        yield f"  and {len(parts) - _FILES:,} more files"
    whole = [one["path"] for one in doc["files"] if one["whole"]]
    if whole:
        more = f" and {len(whole) - _PARTS:,} more" if len(whole) > _PARTS else ""
        yield f"  as a whole: {', '.join(visible(path) for path in whole[:_PARTS])}{more}"
    if not doc["files"]:
        yield "  nothing that is generated comes from it"
    if doc["plan"] is not None:
        yield from _planned(doc["plan"], paint)


def _range(each: Any) -> str:
    first, last = each
    return f"{first}-{last}" if first != last else f"{first}"


def _planned(doc: Document, paint: Paint) -> Iterator[str]:
    yield paint.bold(f"in {visible(doc['file'])}")
    for one in doc["changes"]:
        yield f"  {one['change']} {visible(one['address'])}"
        yield from (f"    {visible(part)}" for part in one["parts"][:_PARTS])
        if len(one["parts"]) > _PARTS:
            yield f"    and {len(one['parts']) - _PARTS:,} more"
        yield from (f"    step: {visible(step)}" for step in one["steps"])
    if not doc["changes"]:
        yield "  no change comes from it"

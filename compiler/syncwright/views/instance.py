"""What became of the fields of an instance, and where it and the specs disagree, as a document and as text."""

from collections.abc import Callable, Sequence
from typing import Any

from syncwright.adopt.differences import Difference
from syncwright.adopt.instances import InstanceAdoption
from syncwright.diagnostics import Place
from syncwright.instance import Instance
from syncwright.views.diagnostics import Document, as_json, counts
from syncwright.views.file_diff import changes, coloured, listed
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]

_SHOWN = 50
#: What is counted, in words.
_COUNTS = {
    "read": "fields read",
    "of_crm": "that the CRM manages",
    "named_already": "named by the specs already",
    "added": "added to the specs",
    "said": "whose name there is said now",
    "alone": "that live there alone, added",
    "always_visible": "that every user sees",
    "unknown": "of no known field of Salesforce",
    "own": "of the platform itself",
    "unmapped": "mapped to nothing in Salesforce",
}

#: File and line of a place.
Where = Callable[[Place], tuple[str, int]]


def document(
    instance: Instance, connector: str, adoption: InstanceAdoption | None, found: Sequence[Difference], where: Where, *, dry_run: bool
) -> Document:
    """`adoption`: None where only the differences were asked for."""
    return {
        "format": 1,
        "connector": connector,
        "read": instance.title,
        "written": adoption is not None and not dry_run,
        "counts": adoption.counts if adoption is not None else None,
        "changes": changes(adoption.before, adoption.files) if adoption is not None else [],
        "unknown": [_unknown(instance, one.field.name) for one in adoption.unknown] if adoption is not None else [],
        # What is known of no field stands under `unknown`, where there is an adoption.
        "differences": [_difference(one, where) for one in found if adoption is None or one.what != "not known"],
        "notes": list(adoption.notes if adoption is not None else instance.notes),
        "findings": counts(adoption.after.diagnostics) if adoption is not None else None,
    }


def _unknown(instance: Instance, name: str) -> dict[str, Any]:
    known = next(one for one in instance.fields if one.field.name == name)
    return {"name": name, "label": known.field.label, "type": known.field.type, "could_be": list(known.several)}


def _difference(one: Difference, where: Where) -> dict[str, Any]:
    path, line = where(one.place)
    return {"what": one.what, "field": one.field, "says": one.says, "help": one.help, "path": path, "line": line}


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: what would be written, if nothing was; what became of the fields; where the two sides disagree; what to do next."""
    parts = []
    if doc["counts"] is not None:
        parts += [] if doc["written"] else [coloured(change["diff"], paint) for change in doc["changes"]]
        parts += [f"{paint.bold(visible(doc['connector']))} ({visible(doc['read'])})\n", *_counted(doc), *_unknowns(doc)]
    parts += _differences(doc, paint)
    if doc["notes"]:
        parts.append("\n" + "".join(f"note: {visible(note)}\n" for note in doc["notes"]))
    if doc["counts"] is not None:
        parts.append("\n" + _changes(doc, paint))
    return "".join(parts).lstrip("\n")


def _counted(doc: Document) -> list[str]:
    told = [(f"{doc['counts'][name]:,}", words) for name, words in _COUNTS.items() if doc["counts"][name]]
    width = max((len(number) for number, _ in told), default=0)
    return [f"  {number.rjust(width)} {words}\n" for number, words in told]


def _unknowns(doc: Document) -> list[str]:
    if not doc["unknown"]:
        return []
    lines = ["\nthe CRM manages them, and nothing says as which field of Salesforce:\n"]
    for one in doc["unknown"][:_SHOWN]:
        could = f"; could be {', '.join(one['could_be'])}" if one["could_be"] else ""
        lines.append(f'  {visible(one["name"])}, "{visible(one["label"] or "")}", {visible(one["type"] or "no type")}{could}\n')
    return [*lines, *_more(len(doc["unknown"]))]


def _differences(doc: Document, paint: Paint) -> list[str]:
    if not doc["differences"]:
        return [paint.strong("the specs and the instance agree", "fine") + "\n"] if doc["counts"] is None else []
    lines = [f"\n{len(doc['differences']):,} {'difference' if len(doc['differences']) == 1 else 'differences'}:\n"]
    told = (
        f"  {one['path']}:{one['line']}: {visible(one['says'])}\n    help: {visible(one['help'])}\n" for one in doc["differences"][:_SHOWN]
    )
    return [*lines, *told, *_more(len(doc["differences"]))]


def _more(number: int) -> list[str]:
    return [f"  and {number - _SHOWN:,} more, which --format json has\n"] if number > _SHOWN else []


def _changes(doc: Document, paint: Paint) -> str:
    if not doc["changes"]:
        return paint.strong("the specs say all of it already", "fine") + "\n"
    warnings = doc["findings"]["warning"]
    found = f"  # {warnings:,} warning{'s' if warnings != 1 else ''}" if warnings else ""
    steps = f"next:\n  syncwright check{found}\n  give each field a reason of its own, or hide it\n"
    return listed(doc, paint) + (steps if doc["written"] else "")

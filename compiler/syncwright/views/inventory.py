"""What an import brought: a document, and the document as people read it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from syncwright.inventory.changes import Change
from syncwright.inventory.external import External
from syncwright.inventory.model import Org
from syncwright.text import short
from syncwright.views.paint import visible

Document = dict[str, Any]

#: Changes that are listed for people, and rows of one permission set in a line; the document has all.
_SHOWN, _ROWS = 40, 3

#: A text that is longer is not shown, only that it changed.
_LONG = 40

_OBJECTS = {
    "standard": "standard object",
    "custom": "custom object",
    "external": "external object",
    "setting": "custom setting",
    "metadata": "custom metadata type",
    "event": "platform event",
    "big": "big object",
}
_NOT_SYNCED = ("setting", "metadata", "event", "big")


def document(findings: Document, target: str, org: Org, changes: Sequence[Change] | None, external: Iterable[External]) -> Document:
    """Counts by kind; every change since the last import, None if there was none; what is named of other packages; the findings."""
    return {
        "format": 1,
        "target": target,
        "counts": _counts(org),
        "changes": None if changes is None else [_change(one) for one in changes],
        "external": [{"namespace": one.namespace, "fields": one.fields, "rows": one.rows} for one in external],
        "findings": findings,
    }


def _counts(org: Org) -> Document:
    kinds = dict.fromkeys(_OBJECTS, 0)
    parts = {"fields": 0, "record_types": 0, "validation_rules": 0, "duplicate_rules": 0, "conversion": 0}
    for one in org.objects.values():
        kinds[one.kind] += 1
        for name in parts:
            parts[name] += len(getattr(one, name))
    rows: dict[str, int] = {}
    people = org.people
    for held in (people.permission_sets, people.profiles, people.muting_sets):
        for holder in held.values():
            for kind, granted in holder.rows.items():
                rows[kind] = rows.get(kind, 0) + len(granted)
    return {
        "objects": kinds,
        **parts,
        "value_sets": len(org.value_sets),
        "permission_sets": len(people.permission_sets),
        "profiles": len(people.profiles),
        "permission_set_groups": len(people.groups),
        "muting_sets": len(people.muting_sets),
        "page_layouts": len(people.layouts),
        "automations": len(org.automations),
        "rows": dict(sorted(rows.items())),
    }


def _change(one: Change) -> Document:
    details = {name: {"before": before, "after": after} for name, (before, after) in one.details.items()}
    return {"what": one.what, "name": one.name, "change": one.change, "details": details}


def human(doc: Document) -> str:
    """For a terminal: what is there now and where, what changed, what other packages are named."""
    counts = doc["counts"]
    objects = counts["objects"]
    things = [(sum(objects.values()), "object"), *((counts[f"{word}s"], word.replace("_", " ")) for word in _WORDS)]
    rows = sum(counts["rows"].values())
    lines = [f"{_listed(things)} written to {visible(doc['target'])}"]
    unsynced = [(objects[kind], _OBJECTS[kind]) for kind in _NOT_SYNCED]
    if any(number for number, _ in unsynced):
        lines.append(f"recorded, though they cannot be synced: {_listed(unsynced)}")
    if doc["external"]:
        lines += _external(doc["external"], rows)
    if doc["changes"] is not None:
        lines += _changed(doc["changes"])
    return "\n".join(lines) + "\n"


_WORDS = (
    *("field", "record_type", "validation_rule", "duplicate_rule", "value_set"),
    *("permission_set", "profile", "permission_set_group", "muting_set", "page_layout", "automation"),
)


def _listed(things: Iterable[tuple[int, str]]) -> str:
    return ", ".join(_counted(number, thing) for number, thing in things if number)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _external(external: Sequence[Document], rows: int) -> list[str]:
    named, fields = sum(one["rows"] for one in external), sum(one["fields"] for one in external)
    by = ", ".join(f"{one['namespace'] or 'no namespace'} {one['fields']:,}" for one in sorted(external, key=lambda one: -one["fields"]))
    said = f"{named:,} of {_counted(rows, 'row')} of permission sets and profiles name {_counted(fields, 'field')}"
    return [f"{said} that no file here defines, such as those of other packages: {by}"]


def _changed(changes: Sequence[Document]) -> list[str]:
    if not changes:
        return ["nothing changed since the last import"]
    kinds = [one["change"] for one in changes]
    counted = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in ("added", "removed", "changed") if kind in kinds)
    lines = [f"since the last import {counted}:"]
    lines += [f"  {_line(one)}" for one in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        lines.append(f"  and {len(changes) - _SHOWN:,} more; `--format json` lists all")
    return lines


def _line(one: Document) -> str:
    sign = {"added": "+", "removed": "-", "changed": "~"}[one["change"]]
    said = "; ".join(_differences(one["details"])) if one["change"] == "changed" else ""
    return f"{sign} {one['what']} {visible(one['name'])}{': ' if said else ''}{said}"


def _differences(details: Mapping[str, Document]) -> Iterable[str]:
    """Each difference in a few words; rows that were gained, lost or changed together."""
    gained, lost, other = [], [], []
    for name, held in details.items():
        # A row goes by its kind and its name; an attribute is one word.
        _, is_row, row = name.partition(" ")
        before, after = held["before"], held["after"]
        if not is_row:
            yield _difference(name.replace("_", " "), before, after)
        elif before is None:
            gained.append(f"{visible(row)} {after}")
        elif after is None:
            lost.append(f"{visible(row)} {before}")
        else:
            other.append(f"{visible(row)} {before} -> {after}")
    for word, found in (("gained", gained), ("lost", lost), ("changed", other)):
        if found:
            yield f"{_counted(len(found), 'row')} {word}: {_first(found, ', ')}"


def _difference(name: str, before: Any, after: Any) -> str:
    if isinstance(before, tuple) and isinstance(after, tuple):
        new = [f"+{visible(short(str(one)))}" for one in after if one not in before]
        gone = [f"-{visible(short(str(one)))}" for one in before if one not in after]
        return f"{name} {_first(new + gone, ' ') or 'in another order'}"
    if any(isinstance(one, str) and len(one) > _LONG for one in (before, after)):
        return f"{name} changed"
    return f"{name} {_word(before)} -> {_word(after)}"


def _first(words: Sequence[str], between: str) -> str:
    return between.join(words[:_ROWS]) + (f" and {len(words) - _ROWS:,} more" if len(words) > _ROWS else "")


def _word(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "none" if value is None else "yes" if value else "no"
    return visible(str(value))

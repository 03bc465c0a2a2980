"""Whether records would sync, as a document and as text. Values of a record are never in it, only whether there are any."""

from collections.abc import Sequence
from typing import Any

from syncwright.candidates.answer import Answer, Remark, Way
from syncwright.candidates.read import Candidate
from syncwright.graph.places import Places
from syncwright.views.diagnostics import as_json
from syncwright.views.edges import at
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]

Document = dict[str, Any]

_VERDICTS = {"yes": "would sync, as far as the specs and the record say", "no": "would not sync", "unknown": "cannot be said"}
_MARKS = {"yes": "yes", "no": "no ", "unknown": "?  ", "note": "   "}
_HOLDS = {True: "holds", False: "does not hold", None: "not known"}
_WAYS = {"two-way": "both ways", "from-salesforce": "from Salesforce", "to-salesforce": "to Salesforce", "hidden": "hidden, so nowhere"}
#: Fields that are named of each kind.
_SHOWN = 40


def document(connector: str, environment: str, answers: Sequence[tuple[Candidate, Answer]], places: Places) -> Document:
    """The answer for each record, in order."""
    return {
        "format": 1,
        "connector": connector,
        "environment": environment,
        "records": [_record(candidate, answer, places) for candidate, answer in answers],
    }


def _record(candidate: Candidate, answer: Answer, places: Places) -> Document:
    return {
        "object": candidate.object,
        "id": candidate.id,
        "verdict": answer.verdict,
        "because": [_remark(one, places) for one in answer.remarks],
        "fields": [_way(one, places) for one in answer.ways],
        "not_known_from_here": [_remark(one, places) for one in answer.unseen],
    }


def _remark(one: Remark, places: Places) -> Document:
    return {
        "about": one.about,
        "state": one.state,
        "says": one.says,
        "conditions": [{"says": part.says, "holds": part.holds} for part in one.parts],
        "source": one.source or None,
        "certain": one.certain,
        "place": places.of(one.place),
    }


def _way(one: Way, places: Places) -> Document:
    return {
        "field": one.field,
        "direction": one.direction,
        "there": one.there,
        "filled": one.filled,
        "says": list(one.says),
        "place": places.of(one.place),
    }


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    return "\n".join("\n".join(_told(one, doc["connector"], paint)) + "\n" for one in doc["records"])


def _told(one: Document, connector: str, paint: Paint) -> list[str]:
    name = visible(f"{one['object']} {one['id']}" if one["id"] else one["object"])
    lines = [f"{paint.bold(name)}  {_VERDICTS[one['verdict']]}  ({connector})"]
    for remark in one["because"]:
        lines += _line(remark, paint)
    if one["fields"]:
        lines += [paint.bold("fields"), *_fields(one["fields"], paint)]
    if one["not_known_from_here"]:
        lines.append(paint.bold("not known from here"))
    for remark in one["not_known_from_here"]:
        lines += _line(remark, paint)
    return lines


def _line(one: Document, paint: Paint) -> list[str]:
    sure = "" if one["certain"] else " (observed, not documented)"
    source = f"  [{one['source']}]" if one["source"] else ""
    lines = [f"  {_MARKS[one['state']]} {visible(one['about'])}: {visible(one['says'])}{sure}{source}{at(one['place'], paint)}"]
    return [*lines, *(f"        {_HOLDS[part['holds']]}: {visible(part['says'])}" for part in one["conditions"])]


def _fields(fields: Sequence[Document], paint: Paint) -> list[str]:
    """Those that something is to be said of on a line each, the others by their way."""
    lines = []
    for way, title in _WAYS.items():
        plain = [one for one in fields if one["direction"] == way and not one["says"]]
        told = [
            _listed("", [one["field"] for one in plain if one["filled"]]),
            _listed("blank: ", [one["field"] for one in plain if one["filled"] is False]),
            _listed("not in the record: ", [one["field"] for one in plain if one["filled"] is None and way != "hidden"]),
        ]
        if any(told):
            lines.append(f"  {title}: {'; '.join(one for one in told if one)}")
    return [*lines, *(_noted(one, paint) for one in fields if one["says"])]


def _noted(one: Document, paint: Paint) -> str:
    return f"  {visible(one['field'])} ({one['direction']}): {visible('; '.join(one['says']))}{at(one['place'], paint)}"


def _listed(title: str, names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{title}{', '.join(map(visible, names[:_SHOWN]))}{more}" if names else ""

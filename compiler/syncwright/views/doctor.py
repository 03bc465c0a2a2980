"""What a doctor found, as a document and as text for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncwright.platform import Check
from syncwright.records import builtins, pretty
from syncwright.views.paint import Paint, visible

Document = dict[str, Any]
_ROLES = {"ok": "fine", "missing": "error", "too much": "error", "unknown": "warning"}
_WORDS = {"ok": "ok", "missing": "missing", "too much": "too much", "unknown": "not known"}


def document(environment: str, found: Mapping[str, Sequence[Check]], versions: Mapping[str, str]) -> Document:
    """Checks by the title of what was examined, in order, and what this program runs on."""
    return {
        "format": 1,
        "environment": environment,
        "checks": [{"of": title, **builtins(one)} for title, some in found.items() for one in some],
        "versions": dict(versions),
    }


def as_json(doc: Document) -> str:
    """The document itself."""
    return pretty(doc)


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    return "\n".join(_lines(doc, paint)) + "\n"


def _lines(doc: Document, paint: Paint) -> Iterator[str]:
    yield f"environment {visible(doc['environment'])}"
    titles = dict.fromkeys(one["of"] for one in doc["checks"])
    for title in titles:
        yield ""
        yield paint.bold(visible(title))
        for one in doc["checks"]:
            if one["of"] == title:
                yield from _check(one, paint)
    yield ""
    yield "versions: " + ", ".join(f"{name} {visible(said)}" for name, said in doc["versions"].items())
    yield _sum(doc, paint)


def _check(one: Mapping[str, str], paint: Paint) -> Iterator[str]:
    word = paint.strong(f"{_WORDS[one['state']]:9}", _ROLES[one["state"]])
    steps = f" (for {one['steps']})" if one["steps"] else ""
    yield f"  {word}  {visible(one['name'])}: {visible(one['says'])}{steps}"
    if one["help"] and one["state"] != "ok":
        yield f"             = help: {visible(one['help'])}"


def _sum(doc: Document, paint: Paint) -> str:
    states = [one["state"] for one in doc["checks"]]
    counted = [(states.count(state), word, _ROLES[state]) for state, word in _WORDS.items()]
    return ", ".join(paint.strong(f"{number} {word}", role) for number, word, role in counted if number)

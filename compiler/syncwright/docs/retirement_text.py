"""The report on fields on their way out as Markdown, drawn from its document. What people wrote stays text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from syncwright.markdown import escaped

_WHEN = {
    "before": "before it is hidden",
    "hide": "to hide it",
    "hidden": "once it is hidden",
    "delete": "to delete it",
    "deleted": "once it is deleted",
}
_USES = {
    "formula": "formula of",
    "roll-up": "roll-up",
    "controls": "decides the values of",
    "validation-rule": "validation rule",
    "inactive-validation-rule": "inactive validation rule",
    "band": "band",
    "conversion": "conversion with",
}
_STAGES = {"hidden": "hidden", "delete": "to be deleted"}


def markdown(doc: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The report: an overview, and a section a field."""
    title = f"# Fields on their way out of {escaped(doc['estate'])}, {escaped(doc['environment'])}"
    return _lines((title, "", *_overview(doc))), [_lines(("", *_field(one))) for one in doc["fields"]]


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _overview(doc: Mapping[str, Any]) -> Iterator[str]:
    yield "Nothing is deleted before a person says `stage: delete`, and a plan holds it back until the earliest day."
    yield ""
    yield "| field | stage | since | earliest deletion | owner | still seen by | still used by |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in doc["fields"]:
        users = ", ".join(escaped(each["user"]) for each in one["seen"]) or "nobody"
        used = str(len(one["uses"]) + len(one["used_by"])) if one["uses"] or one["used_by"] else "nothing known"
        cells = (one["name"], _STAGES[one["stage"]], one["since"], _earliest(one), escaped(one["owner_title"]), users, used)
        yield f"| {' | '.join(cells)} |"


def _earliest(one: Mapping[str, Any]) -> str:
    if one["only_hidden_because"] is not None:
        return "never"
    return str(one["earliest_deletion"] or "not said")


def _field(one: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {one['name']}"
    yield ""
    yield " ".join(_head(one))
    yield ""
    yield f"Why it goes, or what it was for: {escaped(one['why'] or 'no spec says it')}. Owner: {escaped(one['owner_title'])}."
    yield ""
    yield "**Who still sees it**"
    yield ""
    yield from _seen(one)
    yield ""
    yield "**What still uses it**"
    yield ""
    yield from _uses(one)
    if one["loses"]:
        yield ""
        yield "**What is lost, and what stays**"
        yield ""
        yield from (_fact(each) for each in one["loses"])
    yield ""
    yield "**What is done, in this order**"
    yield ""
    yield from _steps(one)


def _head(one: Mapping[str, Any]) -> Iterator[str]:
    what = " ".join(filter(None, (escaped(one["type"] or ""), f"({escaped(one['label'])})" if one["label"] else "")))
    yield f"{_STAGES[one['stage']].capitalize()} since {one['since']}."
    if not one["in_org"]:
        yield "The org does not hold it."
    elif what:
        yield f"In the org: {what}."
    if one["only_hidden_because"] is not None:
        yield f"It cannot be deleted: {one['only_hidden_because']}."
    elif one["earliest_deletion"] is not None:
        yield f"Not deleted before {one['earliest_deletion']}."
    else:
        yield "No day is said on which it may be deleted."


def _seen(one: Mapping[str, Any]) -> Iterator[str]:
    for each in one["seen"]:
        edits = f"; edits it through {', '.join(map(escaped, each['edits']))}" if each["edits"] else ""
        yield f"- {escaped(each['user'])} reads it through {', '.join(map(escaped, each['reads']))}{edits}"
    if not one["seen"]:
        yield "- no sync user, as far as the inventory says what users have"


def _uses(one: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"- {_USES[use['kind']]} {escaped(use['what'])}" for use in one["uses"])
    yield from (f"- as its spec says: {escaped(text)}" for text in one["used_by"])
    if not one["uses"] and not one["used_by"]:
        yield "- nothing that the inventory or a spec names; Apex, flows, reports and pages are not read"


def _fact(one: Mapping[str, Any]) -> str:
    source = f" ({escaped(one['source'])})" if one["source"] else ""
    return f"- {escaped(one['system'])}: {escaped(one['says'])}{source}"


def _steps(one: Mapping[str, Any]) -> Iterator[str]:
    for number, step in enumerate(one["steps"], 1):
        yield f"{number}. [ ] {_WHEN[step['when']]}, in {escaped(step['system'])}: **{escaped(step['title'])}** (owner: {escaped(step['owner'])})"
        yield f"   {escaped(step['text'])}"
        yield f"   Done when: {escaped(step['proves'])}"

"""A unit's Marketing Data Sharing rules as a sheet that a person follows from top to bottom: pause, set, read back, resume."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from syncwright.markdown import escaped
from syncwright.platforms.account_engagement.sharing import facts

Document = dict[str, Any]
#: A line, and the number of the rule that it says; None for what holds for all.
Line = tuple[str, int | None]
Lines = Callable[[Document], Iterator[str]]


def sheet(doc: Document) -> Iterator[Line]:
    """The lines."""
    yield from _all(_head(doc))
    yield from _each(doc, "## Before", "", partial(_needed, doc["user"]))
    yield from _all(_before())
    yield from _all(_pause(doc))
    yield from _each(doc, "## Set", _opened(), _set)
    yield from _each(doc, "## Read back", "On the tab Marketing Data Sharing, the column Criteria of each object shows:", _read)
    yield from _all(_resume(doc))
    yield from _each(doc, "## Which records these are", "", _scope)
    yield from _all(_known(doc))


def _all(lines: Iterator[str]) -> Iterator[Line]:
    return ((line, None) for line in lines)


def _each(doc: Document, title: str, words: str, lines: Lines) -> Iterator[Line]:
    """A section with some lines for each rule."""
    yield from (("", None), (title, None), ("", None))
    if words:
        yield from ((words, None), ("", None))
    for number, rule in enumerate(doc["rules"]):
        yield from ((line, number) for line in lines(rule))


def _head(doc: Document) -> Iterator[str]:
    yield f"# Marketing Data Sharing rules of {escaped(doc['unit'])} in {escaped(doc['estate'])}, {escaped(doc['environment'])}"
    yield ""
    yield f"Owner of all of it: {escaped(doc['owner_title'])}. {_sentence(facts.NO_API.worded(facts.NO_API.says))} So a person sets them."
    if doc["business_unit"]:
        yield f"The business unit is {escaped(doc['business_unit'])}: look that it is the one that is chosen."


def _needed(name: str, rule: Document) -> Iterator[str]:
    path = escaped(f"{rule['object']}.{rule['field']}")
    user = escaped(name)
    if rule["editable"]:
        yield f"- [ ] {user} reads and edits {path}: its permission set is deployed and assigned."
    else:
        yield f"- [ ] {user} reads {path}. Nobody can edit it, and whether it can be in a rule is not documented: try it in a sandbox first."
    if rule["stored"]:
        yield f"- [ ] Every {escaped(rule['object'])} record has its answer in {path}: its flow is active and the backfill has ended. A blank matches no rule."
    yield f"- [ ] No field of Account Engagement is mapped to {path}: {facts.OWN_FIELD.says} ({facts.OWN_FIELD.source})."


def _before() -> Iterator[str]:
    for fact in (facts.VERSION, facts.WHO):
        yield f"- [ ] {_sentence(fact.says)} ({fact.source})"


def _pause(doc: Document) -> Iterator[str]:
    yield ""
    yield "## Pause"
    yield ""
    if doc["state"] == "paused":
        yield f"- [ ] See that the Salesforce connector of {escaped(doc['unit'])} is paused, as the specs say it is."
    else:
        yield f"- [ ] Pause the Salesforce connector of {escaped(doc['unit'])}: {facts.PAUSED.says} ({facts.PAUSED.source})."
    yield "  Done when: it is shown as paused."


def _opened() -> str:
    return f"Open {facts.WHERE}. {_sentence(facts.FORM.says)} ({facts.FORM.source})"


def _set(rule: Document) -> Iterator[str]:
    yield f"- [ ] Open the rule of **{escaped(rule['object'])}**, set it to what follows, and save it:"
    label = escaped(rule["label"])
    name = f" ({escaped(rule['field'])})" if rule["label"] != rule["field"] else ""
    yield f"  - field: {label}{name}"
    yield "  - operator: equals"
    yield f"  - value: {_value(rule)}"


def _value(rule: Document) -> str:
    if rule["type"] == "Checkbox":
        return f"{rule['value']} ({'ticked' if rule['value'] == 'true' else 'not ticked'}); how the page writes it is not documented"
    return f"{escaped(rule['value'])}, in exactly this case: {facts.CASE.says}"


def _read(rule: Document) -> Iterator[str]:
    yield f"- [ ] {escaped(rule['object'])}: {escaped(rule['field'])} equals {escaped(rule['value'])}"


def _resume(doc: Document) -> Iterator[str]:
    unit = escaped(doc["unit"])
    yield ""
    yield "## Resume"
    yield ""
    yield f"{_sentence(facts.ARCHIVED.says)} ({facts.ARCHIVED.source}) `syncwright plan --data` counts them in an export."
    yield ""
    if doc["state"] == "paused":
        yield f"The specs say that the connector of {unit} is paused: leave it so."
        return
    yield f"- [ ] Resume the connector of {unit}, if it ran before."
    yield "  Done when: it is shown as running, and the counts of prospects and of the recycle bin are what you expect."


def _scope(rule: Document) -> Iterator[str]:
    kind, _, name = rule["of"].partition("/")
    case = f", case {escaped(rule['case'])}" if rule["case"] is not None else ""
    yield f"- **{escaped(rule['object'])}**: {kind} {escaped(name)}{case}: {escaped(rule['why'])}"
    for other in rule["others"]:
        yield f"  - {_apart(other)}"
    for unit in rule["without"]:
        yield f"  - {escaped(unit)} has no rule: {facts.BOTH.says} ({facts.BOTH.source}), so the same record may sync there."


def _apart(other: Document) -> str:
    unit, theirs = escaped(other["unit"]), f"{escaped(other['field'])} equals {escaped(other['value'])}"
    match other["apart"]:
        case "by value":
            return f"{unit} ({theirs}): no record has both values, as a field has one on a record."
        case "by condition":
            return f"{unit} ({theirs}): no record passes both conditions, which is proven; it holds once the backfill has ended."
        case "no" if other["record"]:
            return f"{unit} ({theirs}): a record can match both, such as one with {escaped(other['record'])}."
        case "no":
            return f"{unit} ({theirs}): the same rule, so that the same records match both."
        case _:
            return f"{unit} ({theirs}): that no record passes both conditions is not provable."


def _known(doc: Document) -> Iterator[str]:
    yield ""
    yield "## What is known of them"
    yield ""
    for fact in (
        facts.BOTH,
        facts.UNIQUE,
        facts.PAIRED,
        facts.OWN_RECORDS,
        facts.ONE_UNIT,
        facts.IMPORTS,
        facts.NO_MAIL,
        facts.NO_CHANGE_LOG,
    ):
        yield f"- {_sentence(fact.says)} ({fact.source})"
    yield ""
    yield "Not documented, so that nothing here rests on it:"
    yield ""
    yield from (f"- {one}" for one in doc["not_documented"])


def _sentence(says: str) -> str:
    return f"{says[0].upper()}{says[1:]}."

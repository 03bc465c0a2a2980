"""Workflow rules that update fields: of which object, when, and from what. Rules that only send something are left out.

Source of the elements: Workflow in the Metadata API Developer Guide, v67. An update of a parent's field is not looked at.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from syncwright.inventory.automation import Automation, Start
from syncwright.inventory.source import API_NAME, Reading
from syncwright.text import short
from syncwright.xml import Element

#: As the name of a file: what cannot stand in one is written as the Metadata API writes it in names.
_FILE = " !#$&'()+,;=@[]{}^~`%"
_MOST_BYTES = 200


def workflow_file(reading: Reading) -> tuple[Automation, ...]:
    """`Lead.workflow`: the rules in it that update fields. Raises Unreadable."""
    root, owner = reading.root("Workflow"), reading.stem
    if not API_NAME.fullmatch(owner):
        raise reading.wrong(root, f"`{short(owner)}` cannot be the name of an object", "the name of the file says it")
    reading.once(root, "workflow of", owner)
    updates = {one.get("fullName"): one for one in root.all("fieldUpdates") if one.get("targetObject") is None and one.get("field")}
    return tuple(_rules(reading, root, owner, updates))


def _rules(reading: Reading, root: Element, owner: str, updates: Mapping[str | None, Element]) -> Iterator[Automation]:
    for rule in root.all("rules"):
        done = [updates[name] for name in _does(rule) if name in updates]
        if not done:
            continue
        name = f"{owner}.{quote(rule.get('fullName') or '', safe=_FILE)}"
        if name == f"{owner}." or len(name.encode()) > _MOST_BYTES:
            raise reading.wrong(rule, "a workflow rule has no name, or one that is too long")
        reading.once(rule, "workflow rule", name)
        on: tuple[Start, ...] = ("create",) if rule.get("triggerType") == "onCreateOnly" else ("create", "update")
        reads = {item.get("field") or "" for item in rule.all("criteriaItems")}
        formulas = {formula for one in (rule, *done) if (formula := one.get("formula"))}
        yield Automation(
            name,
            "workflow rule",
            owner,
            on,
            reading.flag(rule, {"active": rule.get("active") or "false"}, "active"),
            tuple(sorted({f"{owner}.{one.get('field')}" for one in done})),
            tuple(sorted({one.removeprefix(f"{owner}.") for one in reads if one.startswith(f"{owner}.") and one.count(".") == 1})),
            tuple(sorted(formulas)),
        )


def _does(rule: Element) -> Iterator[str | None]:
    """Names of the field updates that it makes, at once or later."""
    for one in (rule, *rule.all("workflowTimeTriggers")):
        yield from (action.get("name") for action in one.all("actions") if action.get("type") == "FieldUpdate")

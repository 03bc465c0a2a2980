"""Flows and processes that records or a schedule start: which fields they may write and read. Others are started by people or by other flows.

Source of the elements: Flow in the Metadata API Developer Guide, v67. What a process of Process Builder says in `processMetadataValues` is in no
guide; it is as real files have it. Which way a run takes is not worked out, so every write of the file counts. Not looked at: records that it
creates or deletes, writes to a parent through its relationship, and what flows and Apex that it calls do.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from syncwright.inventory.automation import Automation, Start
from syncwright.inventory.source import API_NAME, Reading
from syncwright.text import short
from syncwright.xml import Element

_RECORD, _PRIOR = "$Record", "$Record__Prior"
_ON: dict[str, tuple[Start, ...]] = {
    "Create": ("create",),
    "Update": ("update",),
    "CreateAndUpdate": ("create", "update"),
    "Delete": ("delete",),
    "onCreateOnly": ("create",),
    "onAllChanges": ("create", "update"),
}
#: Older files have the number of the version in their name.
_VERSION = re.compile(r"-\d+\Z")


def flow_file(reading: Reading) -> tuple[Automation, ...]:
    """`Set_Region.flow`: the flow, if it is one that records or a schedule start. Raises Unreadable."""
    root, name = reading.root("Flow"), _VERSION.sub("", reading.stem)
    if not API_NAME.fullmatch(name):
        raise reading.wrong(root, f"`{short(name)}` cannot be the name of a flow", "the name of the file says it")
    reading.once(root, "flow", reading.stem)
    process = {value.get("name"): _text(value.first("value")) for value in root.all("processMetadataValues")}
    start = root.first("start") or Element("start", root.line)
    owner, on, itself, before = start.get("object") or "", _starts(start), _RECORD, _PRIOR
    if root.get("processType") == "Workflow":
        owner, on = process.get("ObjectType") or "", _ON.get(process.get("TriggerType") or "", ())
        itself, before = process.get("ObjectVariable") or "", process.get("OldObjectVariable") or ""
    if not API_NAME.fullmatch(owner) or not on:
        return ()
    conditions = (one.get("field") for one in start.all("filters"))
    reads = {*_named(root, itself), *_named(root, before), *filter(None, conditions)}
    writes = tuple(sorted(set(_writes(root, {**_records(root), itself: owner}))))
    kind: Literal["flow", "process"] = "flow" if itself == _RECORD else "process"
    active = root.get("status") == "Active"
    return (Automation(name, kind, owner, on, active, writes, tuple(sorted(reads)), calls=tuple(sorted(set(_calls(root))))),)


def _starts(start: Element) -> tuple[Start, ...]:
    if start.get("triggerType") == "Scheduled":
        return ("schedule",)
    return _ON.get(start.get("recordTriggerType") or "", ())


def _text(value: Element | None) -> str | None:
    return value.children[0].text if value is not None and value.children else None


def _records(root: Element) -> Mapping[str, str]:
    """The object of each name that stands for a record or for several."""
    found = {one.get("name") or "": one.get("objectType") or "" for one in root.all("variables")}
    found |= {one.get("name") or "": one.get("object") or "" for one in root.all("recordLookups")}
    found |= {one.get("name") or "": found.get(one.get("collectionReference") or "", "") for one in root.all("loops")}
    return {name: owner for name, owner in found.items() if owner}


def _writes(root: Element, records: Mapping[str, str]) -> Iterator[str]:
    """Fields that updates name, and, where a record is saved as it is, those that were assigned to it before."""
    updates = root.all("recordUpdates")
    for update in updates:
        owner = update.get("object") or records.get(update.get("inputReference") or "")
        names = [one.get("field") for one in update.all("inputAssignments")]
        yield from (f"{owner}.{name}" for name in names if owner and name)
    start = root.first("start")
    before = start is not None and start.get("triggerType") == "RecordBeforeSave"
    if before or not all(one.all("inputAssignments") for one in updates):
        for assignment in root.all("assignments"):
            for item in assignment.all("assignmentItems"):
                record, _, name = (item.get("assignToReference") or "").partition(".")
                if record in records and name.isidentifier():
                    yield f"{records[record]}.{name}"


def _named(element: Element, record: str) -> Iterator[str]:
    """Fields of a record that are named anywhere, in references as in formulas; not those of its parents."""
    pattern = re.compile(rf"(?<![\w.]){re.escape(record)}\.([A-Za-z]\w*)(?![\w.])")
    waiting = [element] if record else []
    while waiting:
        one = waiting.pop()
        waiting += one.children
        if record in one.text and one.tag != "assignToReference":
            yield from pattern.findall(one.text)


def _calls(root: Element) -> Iterator[str]:
    named = [*(one.get("flowName") for one in root.all("subflows")), *(one.get("apexClass") for one in root.all("apexPluginCalls"))]
    named += [one.get("actionName") for one in root.all("actionCalls") if one.get("actionType") in ("apex", "flow")]
    yield from filter(None, named)

"""Runs a flow of one record: from its start through decisions to what it assigns or updates, as its file says. Knows no flow.

Made after the descriptions of `FlowStart`, `FlowDecision`, `FlowRule`, `FlowCondition`, `FlowAssignment`, `FlowRecordFilter` and `FlowRecordUpdate`
in Salesforce's Metadata API Developer Guide. Whether a blank equals a blank they do not say: it is asked for, and tests ask for both.
Whatever it does not know is an error, so that a flow that runs here holds nothing else. What Salesforce does beyond those texts it cannot show.
"""

import operator
import re
from collections.abc import Mapping
from decimal import Decimal
from xml.etree import ElementTree

_NS = "{http://soap.sforce.com/2006/04/metadata}"
_COMPARED = {
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
}
Value = str | Decimal | bool | None


class Assigned(dict[str, Value]):
    """What the flow assigned, by field; nothing where it assigned nothing."""


class Flow:
    """A flow out of its file. `blanks_equal`: whether one blank field equals another."""

    def __init__(self, data: bytes, *, blanks_equal: bool = False) -> None:
        self.blanks_equal = blanks_equal
        self.root = ElementTree.fromstring(data)  # noqa: S314 - our own output
        self.nodes = {
            _text(one, "name"): one for one in self.root if one.find(f"{_NS}name") is not None and _tag(one) != "processMetadataValues"
        }
        kinds = {_tag(one) for one in self.nodes.values()}
        assert kinds <= {"decisions", "assignments", "recordUpdates"}, kinds
        start = self.root.find(f"{_NS}start")
        assert start is not None
        self.object, self.trigger, self.on = (_text(start, tag) for tag in ("object", "triggerType", "recordTriggerType"))
        assert start.find(f"{_NS}filterFormula") is None
        self.filters, self.logic = start.findall(f"{_NS}filters"), _text(start, "filterLogic")
        assert self.trigger == "Scheduled" or not self.filters
        assert ("recordUpdates" in kinds) is (self.trigger != "RecordBeforeSave"), "before the save nothing is updated, after it all is"
        self.first = _target(start)

    def takes(self, record: Mapping[str, Value]) -> bool:
        """Whether a flow that runs by a schedule runs for a record."""
        assert self.trigger == "Scheduled" and self.filters
        return _logic(self.logic, [self._passes(one, record) for one in self.filters])

    def _passes(self, filter_: ElementTree.Element, record: Mapping[str, Value]) -> bool:
        held, value = record.get(_text(filter_, "field")), _value(filter_.find(f"{_NS}value"), record)
        how = _text(filter_, "operator")
        if how == "IsNull":
            return (held is None) is value
        if how == "NotEqualTo":
            # What becomes of a null here is not documented, so that no result may hang on it.
            return held != value if held is not None else self.blanks_equal
        assert how == "EqualTo", how
        return held is not None and held == value

    def save(self, record: Mapping[str, Value]) -> Assigned:
        """Run it for a record: that is about to be saved, or was saved, or is looked at in the night."""
        seen, assigned, at = dict(record), Assigned(), self.first
        for _ in range(len(self.nodes) + 1):
            if at is None:
                return assigned
            node = self.nodes[at]
            if _tag(node) == "decisions":
                at = self._decided(node, seen)
            elif _tag(node) == "recordUpdates":
                assert _text(node, "inputReference") == "$Record"
                for item in node.findall(f"{_NS}inputAssignments"):
                    field = _text(item, "field")
                    assigned[field] = seen[field] = _none(_value(item.find(f"{_NS}value"), seen))
                at = _target(node)
            else:
                for item in node.findall(f"{_NS}assignmentItems"):
                    assert _text(item, "operator") == "Assign"
                    field = _field(_text(item, "assignToReference"))
                    assigned[field] = seen[field] = _value(item.find(f"{_NS}value"), seen) or None
                at = _target(node)
        raise AssertionError("the flow goes in a circle")

    def _decided(self, node: ElementTree.Element, record: Mapping[str, Value]) -> str | None:
        for rule in node.findall(f"{_NS}rules"):
            held = [self._holds(one, record) for one in rule.findall(f"{_NS}conditions")]
            if _logic(_text(rule, "conditionLogic"), held):
                return _target(rule)
        return _target(node, "defaultConnector")

    def _holds(self, condition: ElementTree.Element, record: Mapping[str, Value]) -> bool:
        left = record.get(_field(_text(condition, "leftValueReference")))
        right, how = _value(condition.find(f"{_NS}rightValue"), record), _text(condition, "operator")
        if how == "IsNull":
            return (left is None) is right
        if how == "EqualTo":
            return left == right if left is not None and right is not None else self.blanks_equal and left is right
        return left is not None and bool(_COMPARED[how](left, right))


def _logic(said: str, held: list[bool]) -> bool:
    if said in ("and", "or"):
        return all(held) if said == "and" else any(held)
    assert re.fullmatch(r"[0-9ANDOR ()]+", said), said
    text = re.sub(r"[0-9]+", lambda number: str(held[int(number[0]) - 1]), said.replace("AND", "and").replace("OR", "or"))
    return bool(eval(text, {"__builtins__": {}}))  # noqa: S307 - numbers, brackets, `and` and `or`


def _none(value: Value) -> Value:
    return None if value == "" else value


def _value(value: ElementTree.Element | None, record: Mapping[str, Value]) -> Value:
    assert value is not None
    [one] = value
    text = one.text or ""
    match _tag(one):
        case "stringValue":
            return text
        case "numberValue":
            return Decimal(text)
        case "booleanValue":
            return text == "true"
        case "elementReference":
            return record.get(_field(text))
        case other:
            raise AssertionError(other)


def _field(reference: str) -> str:
    assert reference.startswith("$Record."), reference
    return reference.removeprefix("$Record.")


def _target(node: ElementTree.Element, connector: str = "connector") -> str | None:
    found = node.find(f"{_NS}{connector}/{_NS}targetReference")
    return None if found is None else found.text


def _text(node: ElementTree.Element, tag: str) -> str:
    return node.findtext(f"{_NS}{tag}") or ""


def _tag(node: ElementTree.Element) -> str:
    return node.tag.removeprefix(_NS)

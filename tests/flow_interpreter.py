"""Runs a flow that starts before a record is saved: from its start through decisions to assignments, as its file says. Knows no flow.

Made after the descriptions of `FlowDecision`, `FlowRule`, `FlowCondition` and `FlowAssignment` in Salesforce's Metadata API Developer Guide.
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
    """A flow out of its file."""

    def __init__(self, data: bytes) -> None:
        self.root = ElementTree.fromstring(data)  # noqa: S314 - our own output
        self.nodes = {
            _text(one, "name"): one for one in self.root if one.find(f"{_NS}name") is not None and _tag(one) != "processMetadataValues"
        }
        kinds = {_tag(one) for one in self.nodes.values()}
        assert kinds <= {"decisions", "assignments"}, kinds
        start = self.root.find(f"{_NS}start")
        assert start is not None
        self.object, self.trigger, self.on = (_text(start, tag) for tag in ("object", "triggerType", "recordTriggerType"))
        assert not start.findall(f"{_NS}filters") and start.find(f"{_NS}filterFormula") is None
        self.first = _target(start)

    def save(self, record: Mapping[str, Value]) -> Assigned:
        """Run it for a record that is about to be saved."""
        seen, assigned, at = dict(record), Assigned(), self.first
        for _ in range(len(self.nodes) + 1):
            if at is None:
                return assigned
            node = self.nodes[at]
            if _tag(node) == "decisions":
                at = self._decided(node, seen)
            else:
                for item in node.findall(f"{_NS}assignmentItems"):
                    assert _text(item, "operator") == "Assign"
                    field = _field(_text(item, "assignToReference"))
                    assigned[field] = seen[field] = _value(item.find(f"{_NS}value")) or None
                at = _target(node)
        raise AssertionError("the flow goes in a circle")

    def _decided(self, node: ElementTree.Element, record: Mapping[str, Value]) -> str | None:
        for rule in node.findall(f"{_NS}rules"):
            held = [_holds(one, record) for one in rule.findall(f"{_NS}conditions")]
            if _logic(_text(rule, "conditionLogic"), held):
                return _target(rule)
        return _target(node, "defaultConnector")


def _holds(condition: ElementTree.Element, record: Mapping[str, Value]) -> bool:
    left = record.get(_field(_text(condition, "leftValueReference")))
    right, how = _value(condition.find(f"{_NS}rightValue")), _text(condition, "operator")
    if how == "IsNull":
        return (left is None) is right
    if how == "EqualTo":
        return left is not None and left == right
    return left is not None and bool(_COMPARED[how](left, right))


def _logic(said: str, held: list[bool]) -> bool:
    if said in ("and", "or"):
        return all(held) if said == "and" else any(held)
    assert re.fullmatch(r"[0-9ANDOR ()]+", said), said
    text = re.sub(r"[0-9]+", lambda number: str(held[int(number[0]) - 1]), said.replace("AND", "and").replace("OR", "or"))
    return bool(eval(text, {"__builtins__": {}}))  # noqa: S307 - numbers, brackets, `and` and `or`


def _value(value: ElementTree.Element | None) -> Value:
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

"""The parts that flows are built of, as elements in the order of Salesforce's schema. Knows no flow in particular."""

from collections.abc import Iterable, Sequence

from syncwright.platforms.salesforce.facts import LABEL_LENGTH
from syncwright.platforms.salesforce.flow_xml import Node


def root(version: str, label: str, description: str, elements: Iterable[Node], start: Node) -> Node:
    """A whole flow, inactive. `elements` come in the order of their names."""
    found = list(elements)
    # The description's place is behind assignments and decisions, and before everything else that we make.
    first = [one for one in found if one.tag < "description"]
    last = [one for one in found if one.tag > "processType"]
    return Node(
        "Flow",
        children=(
            Node("apiVersion", version),
            *first,
            *([Node("description", description)] if description else []),
            Node("interviewLabel", f"{label} {{!$Flow.CurrentDateTime}}"),
            Node("label", label),
            *BUILDER,
            Node("processType", "AutoLaunchedFlow"),
            *last,
            start,
            INACTIVE,
        ),
    )


def start(target: str, *said: Node) -> Node:
    """Where it begins."""
    return Node("start", children=(*place(50, 0), connector(target), *said))


def decision(name: str, label: str, otherwise: str, meaning: str, rules: Sequence[Node], row: int) -> Node:
    """Rules in turn, and where it goes if none holds."""
    return Node(
        "decisions",
        children=(
            Node("name", name),
            Node("label", label),
            *place(182, 134 * row),
            Node("defaultConnector", children=(Node("targetReference", otherwise),)),
            Node("defaultConnectorLabel", meaning[:LABEL_LENGTH]),
            *rules,
        ),
    )


def rule(name: str, label: str, logic: str, conditions: Sequence[Node], target: str | None = None) -> Node:
    """An outcome of a decision; without a target the flow ends there."""
    goes = [connector(target)] if target else []
    said = [Node("label", label[:LABEL_LENGTH])]
    return Node("rules", children=(Node("name", name), Node("conditionLogic", logic), *conditions, *goes, *said))


def condition(left: str, operator: str, right: Node) -> Node:
    """What a rule asks."""
    value = Node("rightValue", children=(right,))
    return Node("conditions", children=(Node("leftValueReference", left), Node("operator", operator), value))


def connector(target: str) -> Node:
    """Where it goes on."""
    return Node("connector", children=(Node("targetReference", target),))


def place(x: int, y: int) -> tuple[Node, Node]:
    """Where Flow Builder draws it."""
    return Node("locationX", str(x)), Node("locationY", str(y))


def boolean(*, value: bool = True) -> Node:
    """`true` or `false`."""
    return Node("booleanValue", "true" if value else "false")


def text(said: str) -> Node:
    """A text."""
    return Node("stringValue", said)


def reference(path: str) -> Node:
    """The value of something else."""
    return Node("elementReference", path)


def _metadata(name: str, said: str) -> Node:
    return Node("processMetadataValues", children=(Node("name", name), Node("value", children=(text(said),))))


#: What Flow Builder writes into every flow that it saves, so that it opens this one with its own layout.
BUILDER = (
    _metadata("BuilderType", "LightningFlowBuilder"),
    _metadata("CanvasMode", "AUTO_LAYOUT_CANVAS"),
    _metadata("OriginBuilderType", "LightningFlowBuilder"),
)
#: In Setup this is called inactive. What activates a flow is a step of its own.
INACTIVE = Node("status", "Draft")

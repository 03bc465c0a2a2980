"""The flow that keeps a band: decisions and assignments that work out, while a record is saved, what `bands.next_band` says.

It runs before the record is saved, so that its value is part of the same save and costs no second one, and it assigns only where the band
changes. It has no condition to start: every save sets right what is wrong, and a save without a change is all that a backfill takes.
Decision 0014 says why. Not tried on an org: that a blank text clears a picklist before a save, and that this activates.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from syncwright.bands import Band
from syncwright.platforms.salesforce import flow_xml
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH, LABEL_LENGTH
from syncwright.platforms.salesforce.flow_xml import Node
from syncwright.records import Struct
from syncwright.resource import Attribute, Resource

#: Names of elements. Those of bands end in the band's number, as what a band is called need not be a name.
_KEEP, _CHOOSE, _CLEAR, _SET = "Keep_or_Change", "Choose_Band", "Clear_Band", "Set_Band_"


#: Attribute of a flow that is no band flow: its elements.
ELEMENTS = "elements"


class BandFlow(Struct, frozen=True):
    """Which field of an object it keeps by which score, and what it is called. `api_version`: the version that it runs under."""

    object: str
    field: str
    score: str
    bands: tuple[Band, ...]
    dead_band: int
    label: str
    description: str
    api_version: str


# ------------------------------------------------------------------ as attributes of a resource


def attributes(flow: BandFlow) -> dict[str, Attribute]:
    """The flow in words; `of_attributes` reads them back."""
    return {
        "label": flow.label,
        "description": flow.description,
        "api_version": flow.api_version,
        "object": flow.object,
        "field": flow.field,
        "score": flow.score,
        "bands": {band.name: _worded(band) for band in flow.bands},
        "dead_band": str(flow.dead_band),
    }


def of_attributes(said: Mapping[str, Attribute]) -> BandFlow:
    """The flow that attributes speak of."""
    found = said["bands"]
    assert not isinstance(found, str), "bands are a map"
    made = sorted((_band(name, words) for name, words in found.items()), key=lambda band: (band.start is not None, band.start or 0))
    text = {name: value for name, value in said.items() if isinstance(value, str)}
    return BandFlow(
        text["object"], text["field"], text["score"], tuple(made), int(text["dead_band"]), text["label"], text.get("description", ""),
        text["api_version"],
    )  # fmt: skip


def _worded(band: Band) -> str:
    if band.start is None:
        return "every score" if band.end is None else f"below {band.end}"
    return f"from {band.start}" if band.end is None else f"from {band.start}, below {band.end}"


def _band(name: str, words: str) -> Band:
    start = end = None
    for part in words.split(", "):
        side, _, number = part.partition(" ")
        start = int(number) if side == "from" else start
        end = int(number) if side == "below" else end
    return Band(name, start, end)


# ------------------------------------------------------------------ as a file


def xml(resource: Resource) -> bytes:
    """The file of a flow; of one that is no band flow, on the way back to it, what was seen of it."""
    held = resource.attributes.get(ELEMENTS)
    if not held:
        return flow_xml.data(elements(of_attributes(resource.attributes)))
    assert not isinstance(held, str), "elements are a map"
    texts = {name: value for name, value in resource.attributes.items() if isinstance(value, str)}
    return flow_xml.of_parts(held, texts, (*_BUILDER, _INACTIVE))


def seen(root: Node) -> dict[str, Attribute]:
    """The attributes of a flow that was read: in words if it is a band flow, else every element of it."""
    found = recognised(root)
    if found is not None:
        return attributes(found)
    return {**{name: root.text_of(tag) or "" for name, tag in flow_xml.TEXTS.items()}, ELEMENTS: flow_xml.parts(root)}


# ------------------------------------------------------------------ as elements of a flow


def elements(flow: BandFlow) -> Node:
    """The root element, in the order of Salesforce's schema."""
    score, band = f"$Record.{flow.score}", f"$Record.{flow.field}"
    several = len(flow.bands) > 1
    numbers = [*enumerate(flow.bands, 1)]
    assignments = [_assignment(_CLEAR, "No band", band, "", 0), *(_set(number, one, band) for number, one in numbers)]
    decisions = [_choose(numbers, score)] if several else []
    decisions.append(_keep(flow, score, band, _CHOOSE if several else f"{_SET}1"))
    return Node(
        "Flow",
        children=(
            Node("apiVersion", flow.api_version),
            *assignments,
            *decisions,
            *([Node("description", flow.description)] if flow.description else []),
            Node("interviewLabel", f"{flow.label} {{!$Flow.CurrentDateTime}}"),
            Node("label", flow.label),
            *_BUILDER,
            Node("processType", "AutoLaunchedFlow"),
            Node(
                "start",
                children=(
                    *_place(50, 0),
                    _connector(_KEEP),
                    Node("object", flow.object),
                    Node("recordTriggerType", "CreateAndUpdate"),
                    Node("triggerType", "RecordBeforeSave"),
                ),
            ),
            _INACTIVE,
        ),
    )


def _keep(flow: BandFlow, score: str, band: str, otherwise: str) -> Node:
    """Ends where nothing is to be done; clears the band of a record without a score."""
    no_score = _condition(score, "IsNull", _boolean())
    rules = [
        _rule(
            "No_Score_No_Band", "No score and no band", "1 AND (2 OR 3)", (no_score, _condition(band, "IsNull", _boolean()), _is(band, ""))
        ),
        _rule("No_Score", "No score", "and", (no_score,), _CLEAR),
    ]
    for number, one in enumerate(flow.bands, 1):
        conditions = [_is(band, one.name)]
        if one.start is not None:
            conditions.append(_condition(score, "GreaterThanOrEqualTo", _number(one.start - flow.dead_band)))
        if one.end is not None:
            conditions.append(_condition(score, "LessThan", _number(one.end + flow.dead_band)))
        rules.append(_rule(f"Stays_{number}", f"Stays {one.name}", "and", conditions))
    return _decision(_KEEP, "Keep or change", otherwise, "Changes", rules, 1)


def _choose(numbers: Sequence[tuple[int, Band]], score: str) -> Node:
    """The first band whose end the score is below; the last where it is below none."""
    rules = [
        _rule(f"Below_{number}", f"Is {one.name}", "and", (_condition(score, "LessThan", _number(one.end)),), f"{_SET}{number}")
        for number, one in numbers
        if one.end is not None
    ]
    last, top = numbers[-1]
    return _decision(_CHOOSE, "Choose the band", f"{_SET}{last}", f"Is {top.name}", rules, 2)


def _decision(name: str, label: str, otherwise: str, meaning: str, rules: Sequence[Node], row: int) -> Node:
    return Node(
        "decisions",
        children=(
            Node("name", name),
            Node("label", label),
            *_place(182, 134 * row),
            Node("defaultConnector", children=(Node("targetReference", otherwise),)),
            Node("defaultConnectorLabel", meaning[:LABEL_LENGTH]),
            *rules,
        ),
    )


def _rule(name: str, label: str, logic: str, conditions: Sequence[Node], target: str | None = None) -> Node:
    """An outcome of a decision; without a target the flow ends there."""
    connector = [_connector(target)] if target else []
    said = [Node("label", label[:LABEL_LENGTH])]
    return Node("rules", children=(Node("name", name), Node("conditionLogic", logic), *conditions, *connector, *said))


def _condition(left: str, operator: str, right: Node) -> Node:
    value = Node("rightValue", children=(right,))
    return Node("conditions", children=(Node("leftValueReference", left), Node("operator", operator), value))


def _is(left: str, text: str) -> Node:
    return _condition(left, "EqualTo", Node("stringValue", text))


def _set(number: int, band: Band, field: str) -> Node:
    return _assignment(f"{_SET}{number}", f"Set {band.name}", field, band.name, number)


def _assignment(name: str, label: str, field: str, text: str, column: int) -> Node:
    item = (Node("assignToReference", field), Node("operator", "Assign"), Node("value", children=(Node("stringValue", text),)))
    at = _place(50 + 264 * column, 402)
    return Node(
        "assignments", children=(Node("name", name), Node("label", label[:LABEL_LENGTH]), *at, Node("assignmentItems", children=item))
    )


def _connector(target: str) -> Node:
    return Node("connector", children=(Node("targetReference", target),))


def _place(x: int, y: int) -> tuple[Node, Node]:
    return Node("locationX", str(x)), Node("locationY", str(y))


def _boolean() -> Node:
    return Node("booleanValue", "true")


def _number(number: int) -> Node:
    return Node("numberValue", f"{number}.0")


def _metadata(name: str, text: str) -> Node:
    return Node("processMetadataValues", children=(Node("name", name), Node("value", children=(Node("stringValue", text),))))


#: What Flow Builder writes into every flow that it saves, so that it opens this one with its own layout.
_BUILDER = (
    _metadata("BuilderType", "LightningFlowBuilder"),
    _metadata("CanvasMode", "AUTO_LAYOUT_CANVAS"),
    _metadata("OriginBuilderType", "LightningFlowBuilder"),
)
#: In Setup this is called inactive. What activates a flow is a step of its own.
_INACTIVE = Node("status", "Draft")


# ------------------------------------------------------------------ back from elements


def recognised(root: Node) -> BandFlow | None:
    """The band flow that these elements are, every one of them; None where anything is missing, changed or added."""
    guessed = _guess(root)
    return guessed if guessed is not None and elements(guessed).meaning() == root.meaning() else None


def _guess(root: Node) -> BandFlow | None:
    """What it would be if it were one."""
    start = root.first("start")
    keep = next((one for one in root.all("decisions") if one.text_of("name") == _KEEP), None)
    fields = sorted({one.text for one in root.walk("assignToReference")})
    scores = sorted({one.text for one in root.walk("leftValueReference")} - set(fields))
    if start is None or keep is None or len(fields) != 1 or len(scores) != 1:
        return None
    try:
        stays = [_range(rule) for rule in keep.all("rules") if (rule.text_of("name") or "").startswith("Stays_")]
        ends = [int(Decimal(_last(rule))) for one in root.all("decisions") if one is not keep for rule in one.all("rules")]
    except (InvalidOperation, ValueError, OverflowError, StopIteration):
        return None
    if len(stays) != len(ends) + 1:
        return None
    cuts = [None, *ends, None]
    made = tuple(Band(name, cuts[index], cuts[index + 1]) for index, (name, _) in enumerate(stays))
    dead_band = (stays[0][1] or ends[0]) - ends[0] if ends else 0
    said = {name: root.text_of(name) or "" for name in ("label", "description", "apiVersion")}
    object_name = start.text_of("object") or ""
    field, score = (path.removeprefix("$Record.") for path in (fields[0], scores[0]))
    return BandFlow(object_name, field, score, made, dead_band, said["label"], said["description"], said["apiVersion"])


def _range(rule: Node) -> tuple[str, int | None]:
    """The band that a rule keeps, and up to which score."""
    name = next(rule.walk("stringValue")).text
    upper = [each for each in rule.all("conditions") if each.text_of("operator") == "LessThan"]
    return name, int(Decimal(_last(upper[0]))) if upper else None


def _last(rule: Node) -> str:
    return next(rule.walk("numberValue")).text


def describe(estate: str, path: str, score: str) -> str:
    """What the flow says of itself."""
    text = f"Keeps {path} by {score}, and changes it only where the band does. Compiled from the specs of {estate}: change those, not this flow."
    return text[:DESCRIPTION_LENGTH]

"""The flow that keeps a band: decisions and assignments that work out, while a record is saved, what `bands.next_band` says.

It runs before the record is saved, so that its value is part of the same save and costs no second one, and it assigns only where the band
changes. It has no condition to start: every save sets right what is wrong, and a save without a change is all that a backfill takes.
Decision 0014 says why. Not tried on an org: that a blank text clears a picklist before a save, and that this activates.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from syncwright.bands import Band
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH, LABEL_LENGTH
from syncwright.platforms.salesforce.flow_elements import boolean, condition, decision, place, root, rule, start, text
from syncwright.platforms.salesforce.flow_xml import Node
from syncwright.records import Struct
from syncwright.resource import Attribute

#: What a step that is to store bands calls one: this, and the band's name.
WORDED = "band "

#: Names of elements. Those of bands end in the band's number, as what a band is called need not be a name.
_KEEP, _CHOOSE, _CLEAR, _SET = "Keep_or_Change", "Choose_Band", "Clear_Band", "Set_Band_"


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
    made = of_words(found)
    words = {name: value for name, value in said.items() if isinstance(value, str)}
    return BandFlow(
        words["object"], words["field"], words["score"], made, int(words["dead_band"]), words["label"], words.get("description", ""),
        words["api_version"],
    )  # fmt: skip


def of_words(said: Mapping[str, str]) -> tuple[Band, ...]:
    """Bands by name and in words, from the lowest."""
    made = (_band(name, words) for name, words in said.items())
    return tuple(sorted(made, key=lambda band: (band.start is not None, band.start or 0)))


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


# ------------------------------------------------------------------ as elements of a flow


def elements(flow: BandFlow) -> Node:
    """The root element, in the order of Salesforce's schema."""
    score, band = f"$Record.{flow.score}", f"$Record.{flow.field}"
    several = len(flow.bands) > 1
    numbers = [*enumerate(flow.bands, 1)]
    assignments = [_assignment(_CLEAR, "No band", band, "", 0), *(_set(number, one, band) for number, one in numbers)]
    decisions = [_choose(numbers, score)] if several else []
    decisions.append(_keep(flow, score, band, _CHOOSE if several else f"{_SET}1"))
    starts = start(
        _KEEP, Node("object", flow.object), Node("recordTriggerType", "CreateAndUpdate"), Node("triggerType", "RecordBeforeSave")
    )
    return root(flow.api_version, flow.label, flow.description, (*assignments, *decisions), starts)


def _keep(flow: BandFlow, score: str, band: str, otherwise: str) -> Node:
    """Ends where nothing is to be done; clears the band of a record without a score."""
    no_score = condition(score, "IsNull", boolean())
    rules = [
        rule("No_Score_No_Band", "No score and no band", "1 AND (2 OR 3)", (no_score, condition(band, "IsNull", boolean()), _is(band, ""))),
        rule("No_Score", "No score", "and", (no_score,), _CLEAR),
    ]
    for number, one in enumerate(flow.bands, 1):
        conditions = [_is(band, one.name)]
        if one.start is not None:
            conditions.append(condition(score, "GreaterThanOrEqualTo", _number(one.start - flow.dead_band)))
        if one.end is not None:
            conditions.append(condition(score, "LessThan", _number(one.end + flow.dead_band)))
        rules.append(rule(f"Stays_{number}", f"Stays {one.name}", "and", conditions))
    return decision(_KEEP, "Keep or change", otherwise, "Changes", rules, 1)


def _choose(numbers: Sequence[tuple[int, Band]], score: str) -> Node:
    """The first band whose end the score is below; the last where it is below none."""
    rules = [
        rule(f"Below_{number}", f"Is {one.name}", "and", (condition(score, "LessThan", _number(one.end)),), f"{_SET}{number}")
        for number, one in numbers
        if one.end is not None
    ]
    last, top = numbers[-1]
    return decision(_CHOOSE, "Choose the band", f"{_SET}{last}", f"Is {top.name}", rules, 2)


def _is(left: str, said: str) -> Node:
    return condition(left, "EqualTo", text(said))


def _set(number: int, band: Band, field: str) -> Node:
    return _assignment(f"{_SET}{number}", f"Set {band.name}", field, band.name, number)


def _assignment(name: str, label: str, field: str, said: str, column: int) -> Node:
    item = (Node("assignToReference", field), Node("operator", "Assign"), Node("value", children=(text(said),)))
    at = place(50 + 264 * column, 402)
    return Node(
        "assignments", children=(Node("name", name), Node("label", label[:LABEL_LENGTH]), *at, Node("assignmentItems", children=item))
    )


def _number(number: int) -> Node:
    return Node("numberValue", f"{number}.0")


# ------------------------------------------------------------------ back from elements


def recognised(found: Node) -> BandFlow | None:
    """The band flow that these elements are, every one of them; None where anything is missing, changed or added."""
    guessed = _guess(found)
    return guessed if guessed is not None and elements(guessed).meaning() == found.meaning() else None


def _guess(flow: Node) -> BandFlow | None:
    """What it would be if it were one."""
    begins = flow.first("start")
    keep = next((one for one in flow.all("decisions") if one.text_of("name") == _KEEP), None)
    fields = sorted({one.text for one in flow.walk("assignToReference")})
    scores = sorted({one.text for one in flow.walk("leftValueReference")} - set(fields))
    if begins is None or keep is None or len(fields) != 1 or len(scores) != 1:
        return None
    try:
        stays = [_range(rule) for rule in keep.all("rules") if (rule.text_of("name") or "").startswith("Stays_")]
        ends = [int(Decimal(_last(rule))) for one in flow.all("decisions") if one is not keep for rule in one.all("rules")]
    except (InvalidOperation, ValueError, OverflowError, StopIteration):
        return None
    if len(stays) != len(ends) + 1:
        return None
    cuts = [None, *ends, None]
    made = tuple(Band(name, cuts[index], cuts[index + 1]) for index, (name, _) in enumerate(stays))
    dead_band = (stays[0][1] or ends[0]) - ends[0] if ends else 0
    said = {name: flow.text_of(name) or "" for name in ("label", "description", "apiVersion")}
    object_name = begins.text_of("object") or ""
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
    said = f"Keeps {path} by {score}, and changes it only where the band does. Compiled from the specs of {estate}: change those, not this flow."
    return said[:DESCRIPTION_LENGTH]

"""The flow that stores an answer: it copies a formula field to the stored field where the two differ, and knows no condition itself.

One runs after every save of a record; the other once a night, for answers that speak of today, over the records whose two fields differ.
Decision 0021 says why. Not tried on an org: that this activates, and that a blank text of the formula clears a picklist.
"""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.platforms.salesforce import flow_elements
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH
from syncwright.platforms.salesforce.flow_elements import boolean, condition, decision, place, reference, rule, text
from syncwright.platforms.salesforce.flow_xml import Node
from syncwright.records import Struct
from syncwright.resource import Attribute

#: Names of elements.
_DIFFERS, _SAME, _STORE = "Keep_or_Change", "Same", "Store_the_Answer"

#: Attribute by which such a flow is known: the formula field that it copies.
COPIES = "copies"
_KEPT, _RUNS, _ANSWERS = "keeps", "runs", "answers"
_CHECKBOX, _TEXT = "true or false", "the name of a case"
_SAVES, _NIGHTS = "after every save", "every night"

#: Objects whose records nobody changes any more once this is so, but for users with a permission of their own; they keep the answer that
#: they had. HELP: Let Users View and Edit Converted Leads; an update of one is refused (CANNOT_UPDATE_CONVERTED_LEAD, third parties).
CONVERTED = {"Lead": "IsConverted"}

#: When a night's run begins, in the org's time zone, and the first night. A day that never changes, so that the same specs are the same
#: bytes; what a first day in the past does is not documented. DOC: FlowSchedule, in the Metadata API Developer Guide.
AT, FROM = "02:00:00.000Z", "2026-01-01"


class AnswerFlow(Struct, frozen=True):
    """Which formula field it copies to which field. `cased`: the answer is the name of a case; else it is true or false.

    `answers`: where it runs at night, every name that the formula gives, without blank. The other flow need not know them.
    """

    object: str
    field: str
    formula: str
    cased: bool
    answers: tuple[str, ...]
    nightly: bool
    label: str
    description: str
    api_version: str


# ------------------------------------------------------------------ as attributes of a resource


def attributes(flow: AnswerFlow) -> dict[str, Attribute]:
    """The flow in words; `of_attributes` reads them back."""
    return {
        "label": flow.label,
        "description": flow.description,
        "api_version": flow.api_version,
        "object": flow.object,
        "field": flow.field,
        COPIES: flow.formula,
        _KEPT: _TEXT if flow.cased else _CHECKBOX,
        _RUNS: _NIGHTS if flow.nightly else _SAVES,
        **({_ANSWERS: dict.fromkeys(sorted(flow.answers), "yes")} if flow.answers else {}),
    }


def of_attributes(said: Mapping[str, Attribute]) -> AnswerFlow:
    """The flow that attributes speak of."""
    answers = said.get(_ANSWERS, {})
    assert not isinstance(answers, str), "answers are a map"
    words = {name: value for name, value in said.items() if isinstance(value, str)}
    return AnswerFlow(
        words["object"], words["field"], words[COPIES], words[_KEPT] == _TEXT, tuple(sorted(answers)), words[_RUNS] == _NIGHTS,
        words["label"], words.get("description", ""), words["api_version"],
    )  # fmt: skip


# ------------------------------------------------------------------ as elements of a flow


def elements(flow: AnswerFlow) -> Node:
    """The root element, in the order of Salesforce's schema."""
    made = [_store(flow)] if flow.nightly else [_differs(flow), _store(flow)]
    begins = flow_elements.start(_STORE, *_at_night(flow)) if flow.nightly else flow_elements.start(_DIFFERS, *_after_save(flow))
    return flow_elements.root(flow.api_version, flow.label, flow.description, made, begins)


def _after_save(flow: AnswerFlow) -> tuple[Node, ...]:
    return (
        Node("object", flow.object),
        Node("recordTriggerType", "CreateAndUpdate"),
        Node("triggerType", "RecordAfterSave"),
    )


def _at_night(flow: AnswerFlow) -> tuple[Node, ...]:
    groups = list(_unequal(flow)) if flow.cased else [_equal(flow.field, flow.formula, value=value) for value in (True, False)]
    logic, filters = _logic(groups), [one for group in groups for one in group[0]]
    if flow.object in CONVERTED:
        # The last number, so that the others stay what they are.
        logic, filters = f"({logic}) AND {len(filters) + 1}", [*filters, _filter(CONVERTED[flow.object], "EqualTo", boolean(value=False))]
    return (
        Node("filterLogic", logic),
        *filters,
        Node("object", flow.object),
        Node("schedule", children=(Node("frequency", "Daily"), Node("startDate", FROM), Node("startTime", AT))),
        Node("triggerType", "Scheduled"),
    )


#: Filters that belong together, and how: `{0} AND ({1} OR {2})`.
_Group = tuple[tuple[Node, ...], str]


def _equal(field: str, formula: str, *, value: bool) -> _Group:
    """A checkbox that is one, and its formula the other."""
    return (_filter(field, "EqualTo", boolean(value=value)), _filter(formula, "EqualTo", boolean(value=not value))), "({0} AND {1})"


def _unequal(flow: AnswerFlow) -> Iterator[_Group]:
    """The formula gives a name that is not stored; or none, and something is stored. A filter compares a field with nothing but a value."""
    stored, now = flow.field, flow.formula
    for answer in flow.answers:
        said = text(answer)
        yield (
            (_filter(now, "EqualTo", said), _filter(stored, "NotEqualTo", said), _filter(stored, "IsNull", boolean())),
            "({0} AND ({1} OR {2}))",
        )
    yield (_filter(now, "IsNull", boolean()), _filter(stored, "IsNull", boolean(value=False))), "({0} AND {1})"


def _logic(groups: Sequence[_Group]) -> str:
    said, number = [], 1
    for filters, form in groups:
        said.append(form.format(*range(number, number + len(filters))))
        number += len(filters)
    return " OR ".join(said)


def _filter(field: str, operator: str, right: Node) -> Node:
    return Node("filters", children=(Node("field", field), Node("operator", operator), Node("value", children=(right,))))


def _differs(flow: AnswerFlow) -> Node:
    """Ends where both say the same. Whether a blank equals a blank is not asked of Salesforce."""
    stored, now = f"$Record.{flow.field}", f"$Record.{flow.formula}"
    same = condition(stored, "EqualTo", reference(now))
    logic, conditions = "and", [same]
    if flow.cased:
        blank = [condition(path, *test) for path in (stored, now) for test in (("IsNull", boolean()), ("EqualTo", text("")))]
        logic, conditions = "1 OR ((2 OR 3) AND (4 OR 5))", [same, *blank]
    rules = [rule(_SAME, "Same", logic, conditions)]
    if (flag := CONVERTED.get(flow.object)) is not None:
        rules.insert(0, rule("Converted", "Converted", "and", (condition(f"$Record.{flag}", "EqualTo", boolean()),)))
    return decision(_DIFFERS, "Keep or change", _STORE, "Changes", rules, 1)


def _store(flow: AnswerFlow) -> Node:
    """Without a fault path, so that an answer that cannot be stored is said, not swallowed."""
    value = Node("value", children=(reference(f"$Record.{flow.formula}"),))
    return Node(
        "recordUpdates",
        children=(
            Node("name", _STORE),
            Node("label", "Store the answer"),
            *place(182, 134 if flow.nightly else 268),
            Node("inputAssignments", children=(Node("field", flow.field), value)),
            Node("inputReference", "$Record"),
        ),
    )


# ------------------------------------------------------------------ back from elements


def recognised(found: Node) -> AnswerFlow | None:
    """The flow of this kind that these elements are, every one of them; None where anything is missing, changed or added."""
    guessed = _guess(found)
    return guessed if guessed is not None and elements(guessed).meaning() == found.meaning() else None


def _guess(flow: Node) -> AnswerFlow | None:
    """What it would be if it were one."""
    begins, stores = flow.first("start"), flow.all("recordUpdates")
    if begins is None or len(stores) != 1:
        return None
    fields = [one.text for one in stores[0].walk("field")]
    formulas = [one.text.removeprefix("$Record.") for one in stores[0].walk("elementReference")]
    if len(fields) != 1 or len(formulas) != 1:
        return None
    nightly = begins.text_of("triggerType") == "Scheduled"
    names = sorted({one.text for each in flow.children if each.tag != "processMetadataValues" for one in each.walk("stringValue")})
    said = {name: flow.text_of(name) or "" for name in ("label", "description", "apiVersion")}
    owner = begins.text_of("object") or ""
    answers = tuple(names) if nightly else ()
    return AnswerFlow(owner, fields[0], formulas[0], bool(names), answers, nightly, said["label"], said["description"], said["apiVersion"])


def describe(estate: str, what: str, path: str, *, nightly: bool) -> str:
    """What the flow says of itself."""
    when = "renews what time has changed" if nightly else "stores what a save has changed"
    said = f"Keeps {path}, the answer of the {what}: {when}. Compiled from the specs of {estate}: change those, not this flow."
    return said[:DESCRIPTION_LENGTH]

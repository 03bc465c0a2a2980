"""The flows that store an answer, with the formula that they copy: together they leave on each record what the reference says of it."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK
from flow_interpreter import Flow
from judges import xsd
from judges.flows import broken
from judges.metadata_types import unknown_elements, wrong_values
from platforms.salesforce.test_filters import VALUE_SETS, WORDS, declared, parts, some
from syncwright.catalog.model import Case
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.normal import normal
from syncwright.expression.predicate import Predicate
from syncwright.platforms.salesforce.filters.answer_flow import AnswerFlow, attributes, elements, of_attributes, recognised
from syncwright.platforms.salesforce.filters.formula import formula
from syncwright.platforms.salesforce.filters.stored import chosen
from syncwright.platforms.salesforce.flow_xml import data, node
from syncwright.platforms.salesforce.flows import seen, xml
from syncwright.resource import Resource
from syncwright.xml import read

formulas = pytest.importorskip("judges.salesforce_formula")

ADDRESS = "salesforce.flow/Contact_In_Scope"
STORED, NOW = "In_Scope__c", "In_Scope_Now__c"
NAMES = ("AMER", "EMEA & more", "é'\"")
both = pytest.mark.parametrize("blanks_equal", [False, True], ids=["a blank equals none", "blanks are equal"])


def flow(*, cased: bool = False, nightly: bool = False, owner: str = "Contact", **more: Any) -> AnswerFlow:
    answers = tuple(sorted(NAMES)) if cased and nightly else ()
    said = {"label": f"{owner}: In Scope", "description": "Keeps it.", "api_version": "67.0", **more}
    return AnswerFlow(owner, STORED, NOW, cased, answers, nightly, **said)


SHAPES = {f"{'case' if cased else 'yes or no'} {'at night' if nightly else 'after a save'} of {owner}": flow(cased=cased, nightly=nightly, owner=owner)
          for cased in (False, True) for nightly in (False, True) for owner in ("Contact", "Lead")}  # fmt: skip


def written(one: AnswerFlow) -> bytes:
    return data(elements(one))


def worked_out(text: str, records: Sequence[Record]) -> list[Any]:
    """What the formula gives for each; a text that is empty is none, as a query answers."""
    judged = formulas.compiled(text, WORDS, value_sets=VALUE_SETS)
    return [value if (value := judged(record, today=CLOCK.today, zone=CLOCK.zone)) != "" else None for record in records]


@cache
def runs(one: AnswerFlow, blanks_equal: bool) -> Flow:
    return Flow(written(one), blanks_equal=blanks_equal)


def stored(one: AnswerFlow, before: Mapping[str, Any], *, blanks_equal: bool) -> tuple[Any, bool]:
    """What is stored once the flow had its turn, and whether it wrote."""
    run = runs(one, blanks_equal)
    assigned = run.save(before) if not one.nightly or run.takes(before) else {}
    assert set(assigned) <= {STORED}
    return assigned.get(STORED, before[STORED]), bool(assigned)


@both
@pytest.mark.parametrize("nightly", [False, True])
@pytest.mark.parametrize("syncs_when", [True, False])
@settings(max_examples=50)
@given(predicate=declared, part=parts, before=st.booleans())
def test_a_checkbox_holds_what_the_reference_says(
    predicate: Predicate, part: int, before: bool, nightly: bool, syncs_when: bool, blanks_equal: bool
):
    text = formula(normal(predicate, negated=not syncs_when), CLOCK.zone)
    for record, now in zip(some(part), worked_out(text, some(part)), strict=True):
        found, wrote = stored(flow(nightly=nightly), {STORED: before, NOW: now}, blanks_equal=blanks_equal)
        expected = passes(predicate, record, CLOCK) is syncs_when
        assert (found, wrote) == (expected, expected is not before), text


@both
@pytest.mark.parametrize("nightly", [False, True])
@settings(max_examples=50)
@given(
    one=declared,
    two=declared,
    part=parts,
    before=st.sampled_from([None, *NAMES, "of another time"]),
    rest=st.sampled_from(["blank", NAMES[2]]),
)
def test_a_case_is_the_first_that_takes_the_record(
    one: Predicate, two: Predicate, part: int, before: str | None, rest: str, nightly: bool, blanks_equal: bool
):
    cases = [Case(name, "ae", where, where) for name, where in zip(NAMES, (one, two), strict=False)]
    text = chosen(cases, rest, CLOCK.zone)
    for record, now in zip(some(part), worked_out(text, some(part)), strict=True):
        expected = next((case.name for case in cases if passes(case.where, record, CLOCK)), None if rest == "blank" else rest)
        held = {STORED: before, NOW: now}
        assert stored(flow(cased=True, nightly=nightly), held, blanks_equal=blanks_equal) == (expected, expected != before), text


@both
@pytest.mark.parametrize(("stored_text", "now"), [("", None), (None, ""), ("", ""), (None, None)])
def test_an_empty_text_and_none_are_one_and_the_same(stored_text: str | None, now: str | None, blanks_equal: bool):
    held = {STORED: stored_text, NOW: now}
    assert Flow(written(flow(cased=True)), blanks_equal=blanks_equal).save(held) == {}


@pytest.mark.parametrize("cased", [False, True])
@pytest.mark.parametrize("nightly", [False, True])
def test_a_converted_lead_keeps_its_answer(cased: bool, nightly: bool):
    before, now = ("AMER", NAMES[1]) if cased else (False, True)
    for converted in (True, False):
        one = flow(cased=cased, nightly=nightly, owner="Lead")
        found, wrote = stored(one, {STORED: before, NOW: now, "IsConverted": converted}, blanks_equal=False)
        assert (found, wrote) == ((before, False) if converted else (now, True))


def test_one_starts_after_every_save_and_the_other_every_night_and_both_are_deployed_inactive():
    saves, nights = (written(flow(nightly=nightly)) for nightly in (False, True))
    assert (Flow(saves).object, Flow(saves).trigger, Flow(saves).on) == ("Contact", "RecordAfterSave", "CreateAndUpdate")
    assert Flow(nights).trigger == "Scheduled" and b"<frequency>Daily</frequency>" in nights
    assert all(b"<status>Draft</status>" in text for text in (saves, nights))


@pytest.mark.parametrize("one", SHAPES.values(), ids=SHAPES)
def test_its_attributes_and_its_file_both_lead_back_to_it(one: AnswerFlow):
    assert of_attributes(attributes(one)) == one
    assert recognised(node(read(written(one)))) == one
    assert seen(node(read(written(one)))) == {name: value for name, value in attributes(one).items()}
    assert xml(Resource(ADDRESS, attributes(one))) == written(one)


BY_HAND = {
    "another field": (b"<field>In_Scope__c<", b"<field>Other__c<"),
    "before the save": (b">RecordAfterSave<", b">RecordBeforeSave<"),
    "only new records": (b">CreateAndUpdate<", b">Create<"),
    "a condition to start": (b"        <object>", b"        <filterFormula>ISNEW()</filterFormula>\n        <object>"),
    "a comparison": (b"<operator>EqualTo<", b"<operator>NotEqualTo<"),
    "a value": (b"<elementReference>$Record.In_Scope_Now__c</elementReference>\n            </value>", b"<booleanValue>true</booleanValue>\n            </value>"),
    "a fault path": (b"        <inputAssignments>", b"        <faultConnector><targetReference>Keep_or_Change</targetReference></faultConnector>\n        <inputAssignments>"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), BY_HAND.values(), ids=BY_HAND)
def test_a_flow_changed_by_hand_is_another_and_keeps_every_element(old: bytes, new: bytes):
    text = written(flow()).replace(old, new, 1)
    assert text != written(flow())
    held = seen(node(read(text)))
    assert "copies" not in held
    assert node(read(xml(Resource(ADDRESS, held)))).meaning() == node(read(text)).meaning()


# ------------------------------------------------------------------ judged


@pytest.mark.parametrize("one", SHAPES.values(), ids=SHAPES)
def test_every_element_is_one_that_salesforce_declares(one: AnswerFlow, tmp_path: Path):
    file = tmp_path / "A.flow-meta.xml"
    file.write_bytes(written(one))
    assert unknown_elements(file) + wrong_values(file) == []


@pytest.mark.real_orgs
@pytest.mark.skipif(not xsd.available(), reason="left out: there is no schema to judge by")
@pytest.mark.parametrize("one", SHAPES.values(), ids=SHAPES)
def test_every_element_stands_in_the_order_of_the_schema(one: AnswerFlow, tmp_path: Path):
    file = tmp_path / "A.flow-meta.xml"
    file.write_bytes(written(one))
    assert xsd.validate(file) == []


def on_purpose(one: AnswerFlow) -> dict[str, str]:
    """It is deployed inactive; in which turn flows run is the org's to say; an answer that cannot be stored is not swallowed; and a second
    save is what a formula costs, which a flow before the save does not see."""
    found = {"InactiveFlow": "Draft", "MissingFaultPath": "Store_the_Answer", "TriggerOrder": "TriggerOrder"}
    return found if one.nightly else found | {"RecursiveAfterUpdate": "Store_the_Answer"}


def test_the_linter_of_flows_finds_what_is_so_on_purpose_and_nothing_else(tmp_path: Path):
    files = {tmp_path / f"Answer_{number}.flow-meta.xml": one for number, one in enumerate(SHAPES.values())}
    for file, one in files.items():
        file.write_bytes(written(one))
    assert broken(list(files)) == {file.name.partition(".")[0]: on_purpose(one) for file, one in files.items()}

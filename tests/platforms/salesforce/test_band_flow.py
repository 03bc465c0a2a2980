"""The flow that keeps a band does exactly what the arithmetic says, writes nothing where the band stays, and is known again when it is read."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_interpreter import Flow
from judges import xsd
from judges.flows import broken
from judges.metadata_types import unknown_elements, wrong_values
from syncwright.bands import bands, next_band
from syncwright.platforms.salesforce.band_flow import BandFlow, attributes, elements, of_attributes, recognised
from syncwright.platforms.salesforce.flow_xml import data, node
from syncwright.platforms.salesforce.flows import seen, xml
from syncwright.resource import Resource
from syncwright.xml import read

ADDRESS = "salesforce.flow/Account_Score_Band"
BAND, SCORE = "Score_Band__c", "Score__c"


def flow(edges=(0, 26, 51, 76, 100), dead_band=2, names=(), **more):
    said = {"label": "Account: Score Band", "description": "Keeps it.", "api_version": "67.0", **more}
    return BandFlow("Account", BAND, SCORE, bands(edges, names), dead_band if len(edges) > 2 else 0, **said)


def written(one):
    return data(elements(one))


def known(text):
    return recognised(node(read(text)))


edges = st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=7, unique=True).map(sorted)
#: Names as people give them, with quotes and signs of XML, and no two that differ in capitals alone.
name = st.text("aBß7é<&>'\"-+ 日", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def flows(draw):
    cuts = draw(edges)
    names = draw(st.one_of(st.just([]), st.lists(name, min_size=len(cuts) - 1, max_size=len(cuts) - 1, unique_by=str.casefold)))
    return flow(cuts, draw(st.integers(0, 50)), names)


@st.composite
def saves(draw):
    """A flow, and a record as it is saved: any score, near an edge as a rule, and any band, also none and one that is unknown."""
    one = draw(flows())
    cuts = [band.end for band in one.bands if band.end is not None] or [0]
    near = st.builds(lambda cut, off: cut + off, st.sampled_from(cuts), st.integers(-60, 60))
    score = draw(
        st.one_of(st.none(), near, near.map(lambda whole: Decimal(whole) - Decimal("0.001")), st.decimals(-(10**7), 10**7, places=3))
    )
    band = draw(st.one_of(st.none(), st.just(""), st.just("of another time"), st.sampled_from([band.name for band in one.bands])))
    return one, None if score is None else Decimal(score), band


@given(saves())
@settings(max_examples=400)
def test_the_flow_does_what_the_arithmetic_says_and_writes_only_a_change(save):
    one, score, band = save
    assigned = Flow(written(one)).save({SCORE: score, BAND: band})
    expected = next_band(one.bands, band, score, one.dead_band)
    if expected == (band or None):
        assert assigned == {}
    else:
        assert assigned == {BAND: expected}


@given(saves())
def test_a_second_save_writes_nothing(save):
    one, score, band = save
    run = Flow(written(one))
    after = {SCORE: score, BAND: band} | run.save({SCORE: score, BAND: band})
    assert run.save(after) == {}


def test_it_starts_before_every_save_and_is_deployed_inactive():
    text = written(flow())
    one = Flow(text)
    assert (one.object, one.trigger, one.on) == ("Account", "RecordBeforeSave", "CreateAndUpdate")
    assert b"<status>Draft</status>" in text


def test_it_says_which_estate_it_comes_from_and_where_to_change_it():
    from syncwright.platforms.salesforce.band_flow import describe

    said = describe("meridian", "Account.Score_Band__c", "Score__c")
    assert "`" not in said and "meridian" in said and "Account.Score_Band__c" in said and "change those" in said
    assert len(describe("m" * 300, "A.B", "C")) == 255


@given(flows())
def test_its_attributes_and_its_file_both_lead_back_to_it(one):
    assert of_attributes(attributes(one)) == one
    assert known(written(one)) == one


@given(flows())
def test_the_same_flow_is_the_same_bytes(one):
    assert xml(Resource(ADDRESS, attributes(one))) == written(of_attributes(dict(reversed(attributes(one).items()))))


# ------------------------------------------------------------------ as it comes back from an org

RETRIEVED = {
    "active": (b"<status>Draft</status>", b"<status>Active</status>"),
    "drawn elsewhere": (b"<locationX>182</locationX>", b"<locationX>440</locationX>"),
    "numbers without a point": (b".0</numberValue>", b"</numberValue>"),
    "what a newer version adds": (b"    <assignments>\n        <name>Clear", b"    <areMetricsLoggedToDataCloud>false</areMetricsLoggedToDataCloud>\n    <assignments>\n        <name>Clear"),
    "an environment": (b"    <interviewLabel>", b"    <environments>Default</environments>\n    <interviewLabel>"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), RETRIEVED.values(), ids=RETRIEVED)
def test_a_retrieved_flow_is_the_same(old, new):
    text = written(flow())
    assert old in text
    assert known(text.replace(old, new)) == flow()


def test_nodes_in_another_order_are_the_same():
    text = written(flow()).decode()
    nodes = re.findall(r"    <assignments>.*?</assignments>\n", text, re.DOTALL)
    other = text.replace("".join(nodes), "".join(reversed(nodes)))
    assert other != text
    assert known(other.encode()) == flow()


BY_HAND = {
    "an edge": (b"<numberValue>28.0<", b"<numberValue>29.0<"),
    "both ends of one edge": (b"<numberValue>26.0<", b"<numberValue>27.0<"),
    "a value": (b"<stringValue>26-50<", b"<stringValue>26-49<"),
    "a comparison": (b"<operator>LessThan<", b"<operator>LessThanOrEqualTo<"),
    "when it starts": (b">CreateAndUpdate<", b">Update<"),
    "after the save": (b">RecordBeforeSave<", b">RecordAfterSave<"),
    "a condition to start": (b"        <object>", b"        <filterFormula>ISNEW()</filterFormula>\n        <object>"),
    "where a rule leads": (b"<targetReference>Set_Band_2<", b"<targetReference>Set_Band_1<"),
    "logic": (b"1 AND (2 OR 3)", b"1 AND 2"),
    "one assignment more": (
        b"        </assignmentItems>\n    </assignments>",
        b"        </assignmentItems>\n        <assignmentItems><assignToReference>$Record.Score_Band__c</assignToReference></assignmentItems>\n    </assignments>",
    ),
    "an element of another kind": (
        b"    <description>",
        b"    <constants><name>C</name><dataType>String</dataType></constants>\n    <description>",
    ),
    "the order of a run": (b"</Flow>", b"    <triggerOrder>5</triggerOrder>\n</Flow>"),
}


@pytest.mark.parametrize(("old", "new"), BY_HAND.values(), ids=BY_HAND)
def test_a_flow_changed_by_hand_is_another_and_keeps_every_element(old, new):
    text = written(flow()).replace(old, new, 1)
    assert text != written(flow())
    held = seen(node(read(text)))
    assert "bands" not in held
    again = xml(Resource(ADDRESS, held))
    assert node(read(again)).meaning() == node(read(text)).meaning()


def test_rules_in_another_order_are_another_flow():
    text = written(flow()).decode()
    rules = re.findall(r"        <rules>\n            <name>Below_.*?</rules>\n", text, re.DOTALL)
    assert known(text.replace("".join(rules), "".join(reversed(rules))).encode()) is None


def test_a_description_and_a_label_of_another_hand_are_seen():
    found = known(written(flow(label="Old", description="")))
    assert found is not None and (found.label, found.description) == ("Old", "")


def test_anything_else_that_is_a_flow_is_read():
    other = b'<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><label>Screen</label><screens><name>A</name></screens><status>Active</status></Flow>'
    assert seen(node(read(other))) == {
        "label": "Screen", "description": "", "api_version": "",
        "elements": {"screens A": "    <screens>\n        <name>A</name>\n    </screens>\n"},
    }  # fmt: skip


# ------------------------------------------------------------------ judged

SHAPES = {"four": flow(), "one": flow((0, 10)), "two": flow((0, 5, 10), 0), "named": flow((0, 50, 100), 1, ("<cold> & 'blue'", "hot"))}


@pytest.mark.parametrize("one", SHAPES.values(), ids=SHAPES)
def test_every_element_is_one_that_salesforce_declares(one, tmp_path: Path):
    file = tmp_path / "A.flow-meta.xml"
    file.write_bytes(written(one))
    assert unknown_elements(file) + wrong_values(file) == []


@pytest.mark.real_orgs
@pytest.mark.skipif(not xsd.available(), reason="left out: there is no schema to judge by")
@pytest.mark.parametrize("one", SHAPES.values(), ids=SHAPES)
def test_every_element_stands_in_the_order_of_the_schema(one, tmp_path: Path):
    file = tmp_path / "A.flow-meta.xml"
    file.write_bytes(written(one))
    assert xsd.validate(file) == []


#: A flow that is not active is what we deploy, and in which turn flows run is the org's to say.
ON_PURPOSE = {"InactiveFlow": "Draft", "TriggerOrder": "TriggerOrder"}


def test_the_linter_of_flows_finds_what_is_so_on_purpose_and_nothing_else(tmp_path: Path):
    files = [tmp_path / f"Band_{name}.flow-meta.xml" for name in SHAPES]
    for file, one in zip(files, SHAPES.values(), strict=True):
        file.write_bytes(written(one))
    assert broken(files) == {f"Band_{name}": ON_PURPOSE for name in SHAPES}


def test_the_linter_of_flows_sees_what_is_wrong(tmp_path: Path):
    file = tmp_path / "Band_of_Account.flow-meta.xml"
    file.write_bytes(written(flow(description="")).replace(b"<targetReference>Set_Band_2<", b"<targetReference>Set_Band_1<"))
    assert broken([file]) == {"Band_of_Account": ON_PURPOSE | {"FlowDescription": "undefined", "UnconnectedElement": "Set_Band_2"}}

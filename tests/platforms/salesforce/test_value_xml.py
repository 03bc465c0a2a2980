"""Lists of values as files: what is written reads back as the same, judged by Salesforce's schema, its declarations and its library."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judges import xsd
from judges.metadata_types import unknown_elements, wrong_values
from judges.sdr import Component, convert
from picklists import own, plain, shared, using
from plan_estates import built
from small_estate import clean, compiled, told
from syncwright.inventory.reader import read_sources
from syncwright.inventory.source import Reading
from syncwright.plan.changes import Edit
from syncwright.platforms.salesforce.field_xml import overlaid
from syncwright.platforms.salesforce.value_lists import (
    ALPHABETICAL,
    COLORS,
    CONTROLLED_BY,
    DEFAULT,
    DEPENDENCIES,
    DESCRIPTIONS,
    FIELD_TYPES,
    INACTIVE,
    ORDER,
    RESTRICTED,
    SET,
    VALUES,
    joined,
    rows,
    shown,
    split,
    with_values,
    without_values,
)
from syncwright.platforms.salesforce.value_xml import global_value_set, read_picklist, read_set, value_set_element
from syncwright.resource import Resource
from syncwright.text import SourceFile
from syncwright.xml import read

ODD = "A & B <c>; d\\e"
FULL = {
    "High": {"label": "Fits well", "default": True, "color": "#00AA55", "description": "call today"},
    "Low": {},
    "Old": {"active": False, "label": "Was used"},
    "Ünlikely": {"label": "Not likely"},
}
FILES = {
    **shared(FULL, "label: Fit of a lead\norder: [Low]\n", "Fit"),
    **shared({ODD: {"label": "odd"}, **plain("a", "b")}, "sorted: true\n", "Odd"),
    **using("Fit"),
    **own(FULL, ", order: [Low, High]"),
    **own(plain("a", "b"), ", restricted: false, sorted: true", "MultiselectPicklist", "Many__c"),
}

names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def lists(draw):
    """A list as attributes, of any shape that a file can say."""
    every = draw(st.lists(names, unique=True, min_size=1, max_size=8))
    active = draw(st.lists(st.sampled_from(every), unique=True, min_size=1))
    labels = {name: draw(names) for name in every}
    order = ALPHABETICAL if draw(st.booleans()) else joined(draw(st.permutations(active)))
    some = st.lists(st.sampled_from(active), unique=True)
    return {
        VALUES: {name: labels[name] for name in active},
        INACTIVE: {name: labels[name] for name in every if name not in active},
        DEFAULT: draw(st.sampled_from(["", *active])),
        ORDER: order,
        COLORS: {name: "#A1B2C3" for name in draw(some)},
        DESCRIPTIONS: {name: draw(names) for name in draw(some)},
    }


def reading(path, data):
    return Reading(SourceFile(path, data), path)


@given(lists(), names)
def test_a_set_reads_back_as_it_was_written(list_, label):
    resource = Resource("salesforce.value_set/A", {"label": label, "description": "d", **list_})
    assert read_set(reading("A.globalValueSet-meta.xml", global_value_set(resource).data)) == resource.attributes


@given(lists(), st.booleans(), st.booleans())
def test_a_picklist_reads_back_as_it_was_written(list_, restricted, controlled):
    more = {CONTROLLED_BY: "Other__c", DEPENDENCIES: {name: joined(["x; y", "z"]) for name in list_[VALUES]}} if controlled else {}
    said = {**list_, RESTRICTED: "true" if restricted else "false", **more}
    data = f"<CustomField>{value_set_element(said)}</CustomField>".encode()
    assert read_picklist(reading("A__c.field-meta.xml", data), read(data)) == said


@given(lists())
def test_every_line_of_a_set_is_marked_with_the_part_that_it_says(list_):
    made = global_value_set(Resource("salesforce.value_set/A", {"label": "A", "description": "", **list_}))
    lines = made.data.decode().split("\n")
    at = 0
    for mark in made.marks:
        here = "\n".join(lines[at : at + mark.lines])
        at += mark.lines
        if mark.attribute in (VALUES, INACTIVE):
            assert read(here.encode()).get("fullName") == mark.names[0]
    assert lines[at:] == ["</GlobalValueSet>", ""]


@given(st.lists(names, unique=True))
def test_an_order_is_a_text_that_holds_any_name(values):
    assert split(joined(values)) == values


@given(lists(), st.lists(names, unique=True, max_size=3))
def test_values_that_come_stand_behind_and_go_again(list_, more):
    new = [name for name in more if name not in list_[VALUES]]
    longer = with_values(list_, {name: name for name in new})
    assert set(shown(longer)) == {*list_[VALUES], *new}
    if list_[ORDER] != ALPHABETICAL:
        assert shown(longer) == [*shown(list_), *new]
    assert without_values(longer, new) == list_


def test_an_inventory_reads_what_is_built():
    compilation = clean(FILES)
    tree = built(compilation)
    got = read_sources([SourceFile(path, data) for path, data in sorted(tree.items()) if "globalValueSet" in path or "/fields/" in path])
    assert got.findings == []
    assert got.value_sets["Fit"].values == ("Low", "High", "Ünlikely")
    fit = got.objects["Lead"].fields["Fit__c"]
    assert (fit.values, fit.value_set) == (("Low", "High", "Ünlikely"), None)
    assert got.objects["Lead"].fields["Area__c"].value_set == "Fit"


def test_a_set_is_named_in_the_manifest_before_the_fields_that_use_it_are_deployed():
    package = read(built(clean(FILES))["manifest/package.xml"])
    found = {one.get("name"): [member.text for member in one.all("members")] for one in package.all("types")}
    assert found["GlobalValueSet"] == ["Fit", "Odd"]
    assert {"Lead.Area__c", "Lead.Fit__c", "Lead.Many__c"} <= set(found["CustomField"])


# ------------------------------------------------------------------ judged


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The SFDX project of an estate with every kind of list."""
    compilation = compiled(FILES)
    assert not compilation.failed, told(compilation)
    folder = tmp_path_factory.mktemp("values")
    for one in compilation.artifacts():
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    return folder / "salesforce"


@pytest.mark.real_orgs
@pytest.mark.skipif(not xsd.available(), reason=f"left out: nothing here is judged by Salesforce's XSD, as there is no {xsd.schema_file()}")
def test_every_file_stands_in_the_order_of_the_schema(project):
    assert {file.name: faults for file in project.rglob("*.xml") if (faults := xsd.validate(file))} == {}


def test_every_element_and_every_value_is_one_that_salesforce_declares(project):
    files = sorted(project.rglob("*.xml"))
    assert {"Fit.globalValueSet-meta.xml", "Odd.globalValueSet-meta.xml", "Fit__c.field-meta.xml"} <= {file.name for file in files}
    assert {file.name: faults for file in files if (faults := unknown_elements(file) + wrong_values(file))} == {}


def test_salesforces_library_finds_sets_and_fields(project, tmp_path):
    converted = convert(project, tmp_path)
    assert converted.error is None
    wanted = {Component("GlobalValueSet", "Fit"), Component("GlobalValueSet", "Odd"), Component("CustomField", "Lead.Fit__c")}
    assert wanted <= set(converted.components)
    assert [path for path in converted.unclaimed if path.startswith("force-app")] == []


# ------------------------------------------------------------------ what orgs really hold


def real(real_data: Path, ending: str) -> list[Path]:
    return sorted(real_data.rglob(f"*{ending}"))


@pytest.mark.real_orgs
def test_real_sets_read_and_write_the_same_values(real_data):
    files = [*real(real_data, ".globalValueSet-meta.xml"), *real(real_data, ".globalValueSet")]
    assert len(files) >= 11
    for path in files:
        before = read_set(reading(path.name, path.read_bytes()))
        again = read_set(reading(path.name, global_value_set(Resource("salesforce.value_set/A", before)).data))
        assert (path.name, again) == (path.name, before)


@pytest.mark.real_orgs
def test_real_picklists_keep_everything_that_is_said_of_their_values(real_data):
    checked = 0
    for path in real(real_data, ".field-meta.xml"):
        data = path.read_bytes()
        if b"<valueSet>" not in data or b"%%%" in data:
            continue
        at = reading(path.name, data)
        before = read_picklist(at, at.root("CustomField"))
        assert at.findings == []
        after = overlaid(data, [Edit(ORDER, None, None, None)], before)
        there = reading(path.name, after)
        assert (path.name, read_picklist(there, there.root("CustomField"))) == (path.name, before)
        rest = [(one.tag, one.text) for one in read(data).children if one.tag != "valueSet"]
        assert [(one.tag, one.text) for one in read(after).children if one.tag != "valueSet"] == rest
        checked += 1
    assert checked >= 200


@pytest.mark.real_orgs
def test_real_dependent_picklists_say_what_controls_them(real_data):
    found = {}
    for path in real(real_data, ".field-meta.xml"):
        data = path.read_bytes()
        if b"<controllingField>" in data:
            at = reading(path.name, data)
            said = read_picklist(at, at.root("CustomField"))
            found[path.name] = (said.get(CONTROLLED_BY, ""), len(rows(said, DEPENDENCIES)))
    assert len(found) >= 5
    assert all(name and number for name, number in found.values()), found


def test_every_attribute_of_a_list_is_one_of_a_field():
    assert {VALUES, INACTIVE, DEFAULT, ORDER, COLORS, DESCRIPTIONS, SET, RESTRICTED, CONTROLLED_BY, DEPENDENCIES} == FIELD_TYPES.keys()


def test_a_field_of_the_old_form_gets_the_new_one():
    old = b"<CustomField>\n    <fullName>A__c</fullName>\n    <picklist>\n        <sorted>false</sorted>\n    </picklist>\n    <type>Picklist</type>\n</CustomField>\n"
    list_ = {VALUES: {"a": "a"}, ORDER: "a", RESTRICTED: "true"}
    after = read(overlaid(old, [Edit(VALUES, "a", None, "a")], list_))
    assert [one.tag for one in after.children] == ["fullName", "type", "valueSet"]

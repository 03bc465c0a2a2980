"""Fields that an estate creates, as files: every type, judged by Salesforce's schema and library, and read back as what was meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from created_fields import EVERY_TYPE, created, spec_of
from judges import xsd
from judges.metadata_types import unknown_elements, wrong_values
from judges.sdr import Component, convert
from small_estate import compiled, found, told
from syncwright.catalog.owned import definition, owned
from syncwright.inventory.fields import field_of
from syncwright.inventory.source import Reading
from syncwright.plan.changes import Edit
from syncwright.platforms.salesforce.field_types import FORMULAS, KINDS
from syncwright.platforms.salesforce.field_xml import field, overlaid, read
from syncwright.platforms.salesforce.owned_fields import resource
from syncwright.records import replace
from syncwright.text import SourceFile

FIELDS = "salesforce/force-app/main/default/objects"
#: Rules about what the names mean to others, which are not about the file.
OF_OTHERS = {"GOV503", "SFC626", "SFC603", "SFC621"}


def files_of(compilation) -> dict[str, bytes]:
    return {one.path: one.data for one in compilation.artifacts()}


@pytest.fixture(scope="module")
def compilation():
    done = created(EVERY_TYPE)
    assert {rule for rule, _ in found(done)} <= {"SFC626"}, told(done)
    return done


@pytest.fixture(scope="module")
def project(compilation, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("created")
    for path, data in files_of(compilation).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / "salesforce"


def test_every_type_that_is_made_here_has_an_example():
    made = {create["type"] for _, create in EVERY_TYPE.values() if "formula" not in create}
    assert made == KINDS.keys() - {"Picklist", "MultiselectPicklist"}
    assert {create["type"] for _, create in EVERY_TYPE.values() if "formula" in create} <= FORMULAS.keys()


@pytest.mark.skipif(not xsd.available(), reason="left out: needs Salesforce's schema")
def test_salesforces_schema_takes_a_field_of_every_type(project):
    every = sorted(project.rglob("*.field-meta.xml"))
    assert len(every) == len(EVERY_TYPE)
    assert {path.name: xsd.validate(path) for path in every if xsd.validate(path)} == {}
    assert {path.name: unknown_elements(path) for path in every if unknown_elements(path)} == {}
    assert {path.name: wrong_values(path) for path in every if wrong_values(path)} == {}


def test_salesforces_library_finds_every_field(project, tmp_path):
    converted = convert(project, tmp_path)
    assert (converted.error, converted.unclaimed) == (None, ())
    expected = {Component("CustomField", definition(owner, name).path) for name, (owner, _) in EVERY_TYPE.items()}
    assert {one for one in converted.components if one.type == "CustomField"} == expected


def test_a_field_of_a_task_is_defined_on_the_activity(compilation):
    made = files_of(compilation)
    assert f"{FIELDS}/Activity/fields/Outcome_A__c.field-meta.xml" in made
    assert b"<members>Activity.Outcome_A__c</members>" in made["salesforce/manifest/package.xml"]


def test_a_person_accounts_field_is_defined_on_the_contact():
    done = created({"Tier__pc": ("Account", {"type": "Text", "length": 10})})
    assert f"{FIELDS}/Contact/fields/Tier__c.field-meta.xml" in files_of(done), told(done)


@pytest.mark.parametrize("name", EVERY_TYPE)
def test_a_field_reads_back_as_it_was_meant(compilation, name):
    owner, _ = EVERY_TYPE[name]
    one = compilation.catalog.objects[owner].fields[name]
    data = files_of(compilation)[f"{FIELDS}/{definition(owner, name).object}/fields/{name}.field-meta.xml"]
    reading = Reading(SourceFile(f"objects/{owner}/fields/{name}.field-meta.xml", data), f"{name}.field-meta.xml")
    held = field_of(reading, reading.root("CustomField"))
    assert replace(held, classification=None) == meant(owned(one.spec, name))
    assert reading.findings == []
    wanted = resource(compilation.catalog, f"salesforce.field/{owner}.{name}", one)
    assert read(reading, reading.root("CustomField")) == {attribute: value for attribute, value in wanted.attributes.items() if value}


def meant(made):
    """With the digits that a formula has where the spec does not say them."""
    return replace(made, precision=18) if made.formula is not None and made.type == "Number" else made


def test_flags_are_always_said():
    made = files_of(created({"A__c": ("Device__c", {"type": "Text", "length": 9})}))[f"{FIELDS}/Device__c/fields/A__c.field-meta.xml"]
    for flag in (b"externalId", b"unique", b"required"):
        assert b"<%s>false</%s>" % (flag, flag) in made
    assert b"caseSensitive" not in made, "it means nothing for a text that is not unique"


@pytest.mark.parametrize(
    ("pii", "policy", "classification", "compliance"),
    [
        ("consent", "", "Confidential", "GDPR;PII"),
        ("special", "", "MissionCritical", "GDPR;PII"),
        ("none", "", "Internal", None),
        ("consent", "{consent: {classification: Restricted}}", "Restricted", "GDPR;PII"),
        ("contact", "{contact: {compliance: [PII, CCPA]}}", "Confidential", "CCPA;PII"),
        ("contact", "{contact: {compliance: []}}", "Confidential", None),
    ],
)
def test_the_privacy_class_says_how_sensitive_the_data_is(pii, policy, classification, compliance):
    from small_estate import FILES

    said = FILES["estate.yaml"] + (f"policy: {{privacy: {policy}}}\n" if policy else "")
    files = {**spec_of({"A__c": ("Lead", {"type": "Text", "length": 9})}, f"sync: hidden, pii: {pii}"), "estate.yaml": said}
    [made] = (one for one in compiled(files).resources if one.type == "salesforce.field")
    assert (made.attributes["classification"], made.attributes["compliance"] or None) == (classification, compliance)


@pytest.mark.parametrize(
    ("create", "pii", "tracked"),
    [
        ({"type": "Checkbox"}, "consent", "true"),
        ({"type": "Checkbox"}, "contact", None),
        ({"type": "Checkbox", "history": True}, "none", "true"),
        ({"type": "Checkbox", "history": False}, "consent", ""),
        ({"type": "Checkbox", "formula": "true"}, "consent", None),
    ],
)
def test_the_history_of_consent_is_kept(create, pii, tracked):
    done = created({"A__c": ("Lead", create)}, more=f"sync: hidden, pii: {pii}")
    [made] = (one for one in done.resources if one.type == "salesforce.field")
    assert made.attributes.get("history") == tracked


def test_two_fields_that_are_one_in_salesforce_have_to_be_the_same():
    files = spec_of({"A__c": ("Task", {"type": "Text", "length": 9})}) | spec_of({"A__c": ("Event", {"type": "Text", "length": 8})})
    done = compiled(files)
    assert [rule for rule, _ in found(done)] == ["REF416"], told(done)
    same = spec_of({"A__c": ("Task", {"type": "Text", "length": 9})}) | spec_of({"A__c": ("Event", {"type": "Text", "length": 9})})
    [made] = (one for one in compiled(same).resources if one.type == "salesforce.field")
    assert made.spec_keys() == ["object/Event#A__c", "object/Task#A__c"]


def test_a_formula_is_granted_for_reading_alone():
    done = created({"F__c": ("Lead", {"type": "Checkbox", "formula": "true"})}, more="pii: none, sync: two-way")
    assert "SFC601" in {rule for rule, _ in found(done)}


# ------------------------------------------------------------------ a file that is there

HELD = b"""<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>A__c</fullName>
    <!-- kept by hand -->
    <businessStatus>Active</businessStatus>
    <label>Old</label>
    <lookupFilter>
        <active>true</active>
    </lookupFilter>
    <newElement>of a later version</newElement>
    <type>Text</type>
</CustomField>
"""


def test_what_nobody_says_stays_byte_for_byte():
    edits = [Edit("label", None, "Old", "New & <more>"), Edit("help", None, None, "Help"), Edit("unique", None, "true", None)]
    changed = overlaid(HELD, edits, {})
    assert changed == HELD.replace(b"<label>Old</label>", b"<label>New &amp; &lt;more&gt;</label>").replace(
        b"    <label>", b"    <inlineHelpText>Help</inlineHelpText>\n    <label>"
    ).replace(b"</type>\n", b"</type>\n    <unique>false</unique>\n")
    assert overlaid(changed, [Edit("help", None, "Help", None)], {}).count(b"inlineHelpText") == 0


def test_a_file_on_one_line_is_changed_in_place():
    flat = HELD.replace(b"\n", b"").replace(b"    ", b"")
    changed = overlaid(flat, [Edit("label", None, "Old", "New"), Edit("length", None, None, "9")], {})
    assert b"<label>New</label><length>9</length><lookupFilter>" in changed


# ------------------------------------------------------------------ whatever is said

NAMES = st.sampled_from(sorted(KINDS.keys() - {"Picklist", "MultiselectPicklist"}))
TEXTS = st.text(st.characters(max_codepoint=0x2FFF, categories=["L", "N", "Po", "Sm", "Sc"]), min_size=1, max_size=30).filter(
    lambda text: text == text.strip()
)
CREATES = st.fixed_dictionaries(
    {"label": TEXTS, "type": NAMES},
    optional={
        "length": st.sampled_from([0, 1, 80, 255, 256, 131_072, 131_073]),
        "precision": st.integers(0, 20),
        "scale": st.integers(0, 20),
        "visible_lines": st.sampled_from([1, 2, 6, 50, 51]),
        "required": st.booleans(),
        "unique": st.booleans(),
        "external_id": st.booleans(),
        "case_sensitive": st.booleans(),
        "default": st.sampled_from(["true", "false", "1", '"a"']),
        "formula": st.sampled_from(["Text__c", "NOT(ISBLANK(Other__c))", "Nothing__c", "1 < 2"]),
        "blanks": st.sampled_from(["as-zero", "as-blank"]),
        "refers_to": st.sampled_from(["Contact", "Nothing__c"]),
        "relationship_name": st.just("Devices"),
        "on_delete": st.sampled_from(["clear", "restrict", "cascade"]),
        "display_format": st.sampled_from(["A-{0}", "A"]),
        "starting_number": st.integers(0, 9),
        "summary": st.sampled_from([{"operation": "count", "by": "Visit__c.Device__c"}, {"operation": "sum", "by": "Visit__c.Device__c"}]),
        "mask": st.sampled_from([{"kind": "all"}, {"kind": "none"}]),
        "decimal": st.booleans(),
        "help": TEXTS,
        "description": TEXTS,
        "history": st.booleans(),
    },
)


@given(CREATES)
def test_a_spec_is_either_found_wrong_or_makes_a_file_that_salesforces_schema_takes(tmp_path_factory, create):
    done = created({"A__c": ("Device__c", create)}, label=False)
    errors = [one for one in done.diagnostics if one.severity == "error" and one.allowed is None]
    if errors:
        assert {one.rule.id for one in errors} <= {f"SFC6{n}" for n in range(16, 28)}, told(done)
        return
    [made] = (one for one in done.resources if one.type == "salesforce.field")
    written = tmp_path_factory.mktemp("any") / "A__c.field-meta.xml"
    written.write_bytes(field(made).data)
    assert not xsd.available() or xsd.validate(written) == []
    reading = Reading(SourceFile("objects/Device__c/fields/A__c.field-meta.xml", written.read_bytes()), "A__c.field-meta.xml")
    assert read(reading, reading.root("CustomField")) == {name: value for name, value in made.attributes.items() if value}


# ------------------------------------------------------------------ real fields

#: Elements that say what a spec can say. The others of a real field are kept when it is changed, and are nothing that a spec creates.
_SPEC = {
    "length": "length",
    "precision": "precision",
    "scale": "scale",
    "visibleLines": "visible_lines",
    "defaultValue": "default",
    "formula": "formula",
    "referenceTo": "refers_to",
    "relationshipName": "relationship_name",
    "relationshipLabel": "relationship_label",
    "relationshipOrder": "relationship_order",
    "displayFormat": "display_format",
    "inlineHelpText": "help",
    "description": "description",
    "label": "label",
    "type": "type",
}
_FLAGS = {
    "required": "required",
    "unique": "unique",
    "externalId": "external_id",
    "caseSensitive": "case_sensitive",
    "reparentableMasterDetail": "reparentable",
    "writeRequiresMasterRead": "read_suffices",
    "trackHistory": "history",
    "displayLocationInDecimal": "decimal",
}
_WORDS = {
    "formulaTreatBlanksAs": ("blanks", {"BlankAsZero": "as-zero", "BlankAsBlank": "as-blank"}),
    "deleteConstraint": ("on_delete", {"SetNull": "clear", "Restrict": "restrict", "Cascade": "cascade"}),
}
_NUMBERS = {"length", "precision", "scale", "visible_lines", "relationship_order"}


def create_of(element) -> dict:
    """What a spec would say to make a field like this one."""
    said = {key: element.get(tag) for tag, key in _SPEC.items() if element.get(tag)}
    said = {key: int(value) if key in _NUMBERS else value for key, value in said.items()}
    said |= {key: True for tag, key in _FLAGS.items() if element.get(tag) == "true"}
    said |= {key: words[element.get(tag)] for tag, (key, words) in _WORDS.items() if element.get(tag)}
    if element.get("summaryOperation"):
        rolled = {
            "operation": element.get("summaryOperation"),
            "by": element.get("summaryForeignKey"),
            "of": element.get("summarizedField"),
        }
        said["summary"] = {key: value for key, value in rolled.items() if value}
    if element.get("formula") and element.get("type") == "Text":
        said.pop("unique", None)
    return said


@pytest.mark.real_orgs
@pytest.mark.parametrize("tree", ["npsp", "nav-arbeidsgiver", "ebikes", "dreamhouse", "outboundfunds"])
def test_real_fields_are_made_again_from_what_a_spec_would_say_of_them(real_data, tree):
    """Every tenth of a tree's fields, on an object of ours: the file that is built says what theirs says."""
    tried = 0
    for path in sorted((real_data / tree).rglob("*__c.field-meta.xml"))[::10]:
        reading = Reading(SourceFile(str(path), path.read_bytes()), path.name)
        element = reading.root("CustomField")
        kind = element.get("type")
        if kind not in KINDS or kind in ("Picklist", "MultiselectPicklist") or path.parent.parent.name.endswith(("__mdt", "__e", "__b")):
            continue
        tried += 1
        theirs = {name: value for name, value in read(reading, element).items() if name not in ("classification", "compliance")}
        done = created({"A__c": ("Device__c", create_of(element))}, label=False, more="sync: hidden")
        [made] = (one for one in done.resources if one.type == "salesforce.field")
        ours = {name: value for name, value in made.attributes.items() if value}
        if "description" not in theirs:
            del ours["description"]
        if "formula" in theirs:
            theirs.setdefault("blanks", "BlankAsZero")  # a text formula may leave it out; we never do
        theirs = {**theirs, **({"description": " ".join(theirs["description"].split())} if "description" in theirs else {})}
        assert ours == theirs, path
        wrong = {rule for rule, _ in found(done)} - {
            "SFC624",
            "SFC623",
            "SFC626",
            "SFC627",
            "SFC621",
            "GOV503",
            "GOV501",
            "GOV502",
            "GOV504",
        }
        assert not wrong, f"{path}\n{told(done)}"
    assert tried > 1

"""Objects in metadata format, as older retrieves hold them: all of an object in one file, and rules and conversion in files beside it."""

import pytest

from syncwright.inventory import Field, Object
from syncwright.inventory.model import RecordType, ValidationRule
from syncwright.inventory.reader import Imported, read_sources
from syncwright.text import SourceFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}\n</{0}>\n'


def file(path: str, kind: str, body: str) -> SourceFile:
    return SourceFile(path, HEAD.format(kind, body).encode())


def read(*sources: SourceFile, namespace: str = "") -> Imported:
    got = read_sources(sources, namespace)
    assert not got.findings, got.findings
    return got


def refused(*sources: SourceFile) -> tuple[str, int, str]:
    [found] = read_sources(sources).findings
    assert found.place.span is not None
    return found.rule.id, found.place.span.start.line, found.message


FUND = """\
    <actionOverrides><actionName>Accept</actionName><type>Default</type></actionOverrides>
    <actionOverrides><actionName>Clone</actionName><type>Default</type></actionOverrides>
    <enableHistory>true</enableHistory>
    <fields>
        <fullName>Amount__c</fullName>
        <label>Amount</label>
        <precision>16</precision>
        <required>false</required>
        <scale>2</scale>
        <trackHistory>true</trackHistory>
        <type>Currency</type>
    </fields>
    <fields>
        <fullName>Account__c</fullName>
        <referenceTo>Account</referenceTo>
        <type>MasterDetail</type>
    </fields>
    <label>Fund</label>
    <nameField><label>Fund Name</label><trackHistory>true</trackHistory><type>Text</type></nameField>
    <recordTypes>
        <fullName>Grant</fullName>
        <active>true</active>
        <label>Grants</label>
        <picklistValues><picklist>Status__c</picklist><values><fullName>Open</fullName><default>false</default></values></picklistValues>
        <picklistValues><picklist>Kind__c</picklist><values><fullName>A</fullName><default>false</default></values></picklistValues>
    </recordTypes>
    <sharingModel>ReadWrite</sharingModel>
    <validationRules>
        <fullName>Positive</fullName>
        <active>true</active>
        <errorConditionFormula>Amount__c &lt; 0</errorConditionFormula>
        <errorDisplayField>Amount__c</errorDisplayField>
        <errorMessage>No debts</errorMessage>
    </validationRules>
    <webLinks><fullName>Go</fullName></webLinks>"""


def test_one_file_holds_all_of_an_object():
    assert read(file("objects/Fund__c.object", "CustomObject", FUND)).objects == {
        "Fund__c": Object(
            "Fund__c",
            "custom",
            {
                "Name": Field(type="Text", label="Fund Name", required=True, tracked=True, fls="no"),
                "Amount__c": Field(type="Currency", label="Amount", precision=16, scale=2, tracked=True),
                "Account__c": Field(type="MasterDetail", references=("Account",)),
            },
            "Fund",
            record_types={"Grant": RecordType("Grants", active=True)},
            validation_rules={"Positive": ValidationRule("Amount__c < 0", active=True, field="Amount__c")},
        )
    }


def test_an_overlay_in_metadata_format_goes_over_source_of_the_same_object():
    got = read(
        file(
            "force-app/objects/Lead/fields/A__c.field-meta.xml",
            "CustomField",
            "<fullName>A__c</fullName><length>80</length><type>Text</type>",
        ),
        file("force-app/objects/Lead/fields/B__c.field-meta.xml", "CustomField", "<fullName>B__c</fullName><type>Date</type>"),
        file(
            "unpackaged/a/objects/Lead.object",
            "CustomObject",
            "<fields><fullName>A__c</fullName><length>90</length><type>Text</type></fields>",
        ),
        file("unpackaged/b/objects/Lead.object", "CustomObject", "<fields><fullName>C__c</fullName><type>Url</type></fields>"),
        file("unpackaged/b/objects/Status.object", "CustomObject", "<customSettingsType>List</customSettingsType>"),
    )
    assert got.objects["Lead"].fields == {
        "A__c": Field(type="Text", length=90),
        "B__c": Field(type="Date"),
        "C__c": Field(type="Url"),
    }
    assert got.objects["Status"].kind == "setting"


def test_a_standard_field_without_a_type_says_only_what_differs():
    [one] = read(
        file("objects/Lead.object", "CustomObject", "<fields><fullName>Email</fullName><trackHistory>true</trackHistory></fields>")
    ).objects.values()
    assert one.fields == {"Email": Field(tracked=True)}


@pytest.mark.parametrize(
    ("name", "kind"), [("Rule__mdt", "metadata"), ("Done__e", "event"), ("Log__b", "big"), ("Order__x", "external"), ("Lead", "standard")]
)
def test_a_name_says_the_kind_of_an_object(name, kind):
    assert read(file(f"objects/{name}.object", "CustomObject", "<label>L</label>")).objects[name].kind == kind


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<fields>\n<type>Text</type></fields>", ("INV302", 3, "the field has no `fullName`")),
        (
            "<fields><fullName>A__c</fullName></fields>\n<fields><fullName>A__c</fullName></fields>",
            ("INV305", 4, "the field `A__c` stands in this file twice"),
        ),
        ("<fields><fullName>A__c</fullName>\n<length>x</length></fields>", ("INV302", 4, "`length` is `x`, which is no number")),
        (
            "<recordTypes><fullName>A</fullName><active>\nTRUE</active></recordTypes>",
            ("INV302", 3, "`active` is `TRUE`, which is neither `true` nor `false`"),
        ),
        ("<recordTypes><fullName>A-B</fullName></recordTypes>", ("INV302", 3, "`A-B` cannot be the name of a record type")),
        ("<validationRules><fullName>A</fullName></validationRules>", ("INV302", 3, "the validation rule has no `errorConditionFormula`")),
        ("<label>A</label><label>A</label>", ("INV302", 3, "`label` stands here for the second time")),
        (
            "<nameField><label>A</label><trackHistory>x</trackHistory></nameField>",
            ("INV302", 3, "`trackHistory` is `x`, which is neither `true` nor `false`"),
        ),
    ],
    ids=range(8),
)
def test_an_object_file_is_refused_with_the_line(body, said):
    assert refused(file("objects/Fund__c.object", "CustomObject", body)) == said


# ------------------------------------------------------------------ duplicate rules


def rule(path: str, body: str) -> SourceFile:
    return file(f"duplicateRules/{path}.duplicateRule-meta.xml", "DuplicateRule", body)


def test_a_duplicate_rule_belongs_to_the_object_in_its_name():
    body = "<actionOnInsert>Allow</actionOnInsert><isActive>{}</isActive><operationsOnInsert>Alert</operationsOnInsert><operationsOnInsert>Report</operationsOnInsert>"
    got = read(
        rule("Lead.Same_Email", body.format("true")),
        rule("Lead.Old", body.format("false")),
        rule("Device__c.Serial", "<masterLabel>S</masterLabel>"),
    )
    assert {name: one.duplicate_rules for name, one in got.objects.items()} == {
        "Lead": {"Same_Email": True, "Old": False},
        "Device__c": {"Serial": False},
    }
    assert got.objects["Device__c"].kind == "custom"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (rule("Same_Email", "<isActive>true</isActive>"), "which object the duplicate rule belongs to is not to be seen from its name"),
        (rule("Lead.A", "<isActive>on</isActive>"), "`isActive` is `on`, which is neither `true` nor `false`"),
        (rule("Lead.A", "<isActive>true</isActive><isActive>true</isActive>"), "`isActive` stands here for the second time"),
        (file("Lead.A.duplicateRule", "MatchingRules", ""), "the root element is `MatchingRules`, and `DuplicateRule` was expected"),
    ],
    ids=range(4),
)
def test_a_duplicate_rule_that_is_none_is_refused(source, message):
    assert refused(source)[2] == message


# ------------------------------------------------------------------ lead conversion


def mapping(target: str, **fields: str) -> str:
    rows = "".join(
        f"<mappingFields><inputField>{a}</inputField><outputField>{b}</outputField></mappingFields>\n" for a, b in fields.items()
    )
    return f"<objectMapping><inputObject>Lead</inputObject>\n{rows}<outputObject>{target}</outputObject></objectMapping>"


def conversion(body: str) -> SourceFile:
    return file("LeadConvertSettings/LeadConvertSettings.LeadConvertSetting-meta.xml", "LeadConvertSettings", body)


def test_what_a_lead_field_becomes_is_kept_by_field():
    body = "<allowOwnerChange>false</allowOwnerChange>" + mapping("Contact", A__c="B__c", C__c="C__c") + mapping("Account", A__c="A__c")
    assert read(conversion(body)).objects == {
        "Lead": Object("Lead", "standard", {}, conversion={"A__c": ("Account.A__c", "Contact.B__c"), "C__c": ("Contact.C__c",)})
    }


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (mapping("Contact", A__c=""), ("INV302", 4, "the mapping has no `outputField`")),
        (mapping("A B", A__c="B__c"), ("INV302", 5, "`A B` cannot be the name of a mapping")),
        (mapping("Contact").replace("Lead", "Contact"), ("INV302", 3, "`Contact` is not converted: only a lead is")),
        ("<objectMapping/>", ("INV302", 3, "the mapping has no `inputObject`")),
    ],
    ids=range(4),
)
def test_a_conversion_that_is_none_is_refused(body, said):
    assert refused(conversion(body)) == said


# ------------------------------------------------------------------ namespaces

OVERLAY = """
    <fields>
        <fullName>%%%NAMESPACE%%%Level__c</fullName>
        <referenceTo>%%%NAMESPACE%%%Level__c</referenceTo>
        <type>Lookup</type>
    </fields>"""


def test_placeholders_for_a_namespace_become_nothing_and_fields_merge():
    got = read(
        file("force-app/objects/Fund__c/fields/Level__c.field-meta.xml", "CustomField", "<fullName>Level__c</fullName><type>Text</type>"),
        file("unpackaged/objects/___NAMESPACE___Fund__c.object", "CustomObject", OVERLAY),
    )
    assert {name: one.fields for name, one in got.objects.items()} == {
        "Fund__c": {"Level__c": Field(type="Lookup", references=("Level__c",))}
    }


def test_placeholders_become_the_namespace_that_is_named():
    got = read(file("unpackaged/objects/___NAMESPACE___Fund__c.object", "CustomObject", OVERLAY), namespace="npsp")
    assert {name: one.fields for name, one in got.objects.items()} == {
        "npsp__Fund__c": {"npsp__Level__c": Field(type="Lookup", references=("npsp__Level__c",))}
    }


@pytest.mark.parametrize(
    ("token", "alone", "managed"),
    [
        ("%%%NAMESPACE%%%A__c", "A__c", "npsp__A__c"),
        ("%%%NAMESPACED_ORG%%%A__c", "A__c", "A__c"),
        ("%%%MANAGED_OR_NAMESPACED_ORG%%%A__c", "A__c", "npsp__A__c"),
        ("%%%NAMESPACE_DOT%%%A", "A", "npsp.A"),
        ("%%%NAMESPACE_OR_C%%%", "c", "npsp"),
        ("%%%NAMESPACED_ORG_OR_C%%%", "c", "c"),
        ("%%%MANAGED_OR_NAMESPACED_ORG_OR_C%%%", "c", "npsp"),
    ],
)
def test_each_placeholder_means_what_cumulusci_makes_of_it(token, alone, managed):
    source = file("objects/Fund__c.object", "CustomObject", f"<label>{token}</label>")
    assert read(source).objects["Fund__c"].label == alone
    assert read(source, namespace="npsp").objects["Fund__c"].label == managed


def test_lines_are_those_of_the_file_whatever_placeholders_become():
    body = "<label>%%%NAMESPACE%%%</label>\n<fields><fullName>%%%SOMETHING%%%A__c</fullName></fields>"
    assert refused(file("objects/___NAMESPACE___Fund__c.object", "CustomObject", body)) == (
        "INV302",
        4,
        "`%%%SOMETHING%%%A__c` cannot be the name of a field",
    )

"""What an SFDX tree says of an org's objects and fields, and what of it cannot be read."""

import itertools
from collections.abc import Iterable
from xml.sax.saxutils import escape

import pytest

from syncwright.diagnostics import Finding
from syncwright.inventory import Field, Object
from syncwright.inventory.access import People
from syncwright.inventory.model import RecordType, ValidationRule, kind_by_name
from syncwright.inventory.reader import read_sources
from syncwright.limits import INVENTORY
from syncwright.text import SourceFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}\n</{0}>\n'


def field_file(path: str, name: str | None = None, /, **said: str | list[str]) -> SourceFile:
    """`Lead/Score__c` with elements; `name` where the file says another one than its own."""
    owner, own = path.rsplit("/", 1)
    elements = [
        ("fullName", own if name is None else name),
        *((tag, v) for tag, vs in said.items() for v in ([vs] if isinstance(vs, str) else vs)),
    ]
    body = "\n".join(f"    <{tag}>{escape(text)}</{tag}>" for tag, text in elements if text != "-")
    folder = "/".join(("force-app", "objects", owner)) if "/" not in owner else owner
    return SourceFile(f"{folder}/fields/{own}.field-meta.xml", HEAD.format("CustomField", body).encode())


def object_file(name: str, body: str = "", folder: str = "force-app/objects") -> SourceFile:
    return SourceFile(f"{folder}/{name}/{name}.object-meta.xml", HEAD.format("CustomObject", body).encode())


def read_sfdx(sources: Iterable[SourceFile]) -> tuple[dict[str, Object], list[Finding]]:
    read = read_sources(sources)
    assert not read.value_sets and read.people == People()
    return read.objects, read.findings


def part_file(folder: str, name: str, body: str) -> SourceFile:
    """`Lead/recordTypes/Partner` and the elements of its file."""
    kind = {"recordTypes": "RecordType", "validationRules": "ValidationRule"}[folder.rpartition("/")[2]]
    ending = kind[0].lower() + kind[1:]
    return SourceFile(f"force-app/objects/{folder}/{name}.{ending}-meta.xml", HEAD.format(kind, body).encode())


def field_of(*said: SourceFile) -> Field:
    """The one field of the one object in these files."""
    objects, findings = read_sfdx(said)
    assert not findings, findings
    [one] = objects.values()
    [field] = one.fields.values()
    return field


def refused(*sources: SourceFile) -> Finding:
    objects, findings = read_sfdx(sources)
    assert len(findings) == 1, findings
    return findings[0]


# ------------------------------------------------------------------ fields

TYPES = (
    "AutoNumber Checkbox Currency Date DateTime Email EncryptedText ExternalLookup File Hierarchy Html IndirectLookup Location LongTextArea Lookup "
    "MasterDetail MetadataRelationship MultiselectPicklist Number Percent Phone Picklist Summary Text TextArea Time Url"
).split()


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_kept_by_its_name_in_the_metadata_api(name):
    assert field_of(field_file("Lead/A__c", type=name, label="A")) == Field(type=name, label="A")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (
            {"type": "Text", "length": "80", "unique": "true", "externalId": "true"},
            Field(type="Text", length=80, unique=True, external_id=True),
        ),
        ({"type": "Number", "precision": "18", "scale": "0"}, Field(type="Number", precision=18, scale=0)),
        ({"type": "Text", "length": "80", "required": "true"}, Field(type="Text", length=80, required=True)),
        ({"type": "Text", "required": "false", "unique": "false"}, Field(type="Text")),
        (
            {"type": "Checkbox", "formula": 'IF(A < 1 && B = "x", TRUE, FALSE)'},
            Field(type="Checkbox", formula='IF(A < 1 && B = "x", TRUE, FALSE)'),
        ),
        ({"type": "Lookup", "referenceTo": "Account"}, Field(type="Lookup", references=("Account",))),
        ({"type": "Lookup", "referenceTo": ["Lead", "Contact"]}, Field(type="Lookup", references=("Contact", "Lead"))),
        ({"type": "MasterDetail", "referenceTo": "Fund__c"}, Field(type="MasterDetail", references=("Fund__c",))),
        (
            {"type": "Summary", "summaryOperation": "sum", "summarizedField": "Gift__c.Amount__c", "summaryForeignKey": "Gift__c.Fund__c"},
            Field(type="Summary", summary="sum Gift__c.Amount__c", summary_over="Gift__c.Fund__c"),
        ),
        (
            {"type": "Summary", "summaryOperation": "count", "summaryForeignKey": "Gift__c.Fund__c"},
            Field(type="Summary", summary="count Gift__c.Fund__c", summary_over="Gift__c.Fund__c"),
        ),
        ({"trackHistory": "true"}, Field(tracked=True)),
        ({"trackHistory": "false", "required": "0", "unique": "1"}, Field(unique=True)),
        ({"description": "Why", "inlineHelpText": "How"}, Field(description="Why", help="How")),
        ({"description": "", "inlineHelpText": ""}, Field()),
        (
            {"securityClassification": "Restricted", "complianceGroup": "PII;CCPA;GDPR"},
            Field(classification="Restricted", compliance=("CCPA", "GDPR", "PII")),
        ),
        ({"complianceGroup": "None"}, Field()),
        ({"globalPicklist": "Regions"}, Field(value_set="Regions")),
        ({"label": "Straße & Söhne", "type": "Text"}, Field(type="Text", label="Straße & Söhne")),
        ({"type": " Text ", "length": "\n80\n"}, Field(type="Text", length=80)),
    ],
    ids=str,
)
def test_what_a_field_says_is_kept(said, field):
    assert field_of(field_file("Lead/A__c", **said)) == field


def test_a_field_named_unlike_its_file_goes_by_its_own_name():
    objects, findings = read_sfdx([field_file("Lead/A__c", "B__c", type="Text")])
    assert (list(objects["Lead"].fields), findings) == (["B__c"], [])


def test_elements_below_others_say_nothing_of_the_field():
    body = "    <fullName>A__c</fullName>\n    <valueSet><type>Number</type><required>true</required></valueSet>\n    <type>Picklist</type>"
    source = SourceFile("objects/Lead/fields/A__c.field-meta.xml", HEAD.format("CustomField", body).encode())
    assert field_of(source) == Field(type="Picklist")


VALUES = """
    <valueSet>
        {}
        <restricted>true</restricted>
        <valueSetDefinition>
            <sorted>false</sorted>
            <value><fullName>B</fullName><default>true</default><label>Be</label></value>
            <value><fullName>C</fullName><default>false</default><isActive>false</isActive><label>Sea</label></value>
            <value><fullName>A</fullName><default>false</default><isActive>true</isActive><label>Eh</label></value>
        </valueSetDefinition>
        <valueSettings><controllingFieldValue>X</controllingFieldValue><valueName>A</valueName></valueSettings>
    </valueSet>"""

OF_OLD = """
    <picklist>
        <picklistValues>
            <fullName>B</fullName>
            <controllingFieldValues>X</controllingFieldValues>
            <controllingFieldValues>Y</controllingFieldValues>
        </picklistValues>
        <picklistValues><fullName>A</fullName></picklistValues>
        <controllingField>Region__c</controllingField>
        <sorted>false</sorted>
    </picklist>"""


def picklist_file(body: str) -> SourceFile:
    return SourceFile("objects/Lead/fields/A__c.field-meta.xml", HEAD.format("CustomField", f"<fullName>A__c</fullName>{body}").encode())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (VALUES.format(""), Field(values=("B", "A"))),
        (VALUES.format("<controllingField>Region__c</controllingField>"), Field(values=("B", "A"), controlled_by="Region__c")),
        ("<valueSet><restricted>true</restricted><valueSetName>Regions</valueSetName></valueSet>", Field(value_set="Regions")),
        (
            OF_OLD,
            Field(values=("B", "A"), controlled_by="Region__c"),
        ),
    ],
    ids=["own", "dependent", "global", "of old"],
)
def test_a_picklist_has_its_active_values_in_order_or_the_set_they_come_from(body, field):
    assert field_of(picklist_file(body)) == field


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "<valueSet><valueSetDefinition><value><label>A</label></value></valueSetDefinition></valueSet>",
            "a value of the picklist has no `fullName`",
        ),
        (
            "<valueSet><valueSetDefinition><value><fullName>A</fullName><isActive>no</isActive></value></valueSetDefinition></valueSet>",
            "`isActive` is `no`, which is neither `true` nor `false`",
        ),
        ("<required>yes</required>", "`required` is `yes`, which is neither `true` nor `false`"),
        ("<trackHistory/>", "`trackHistory` is ``"),
        ("<type>Text</type>\n<type>Number</type>", "`type` stands here for the second time"),
    ],
    ids=range(5),
)
def test_a_value_that_is_no_value_is_refused(body, message):
    assert message in refused(picklist_file(body)).message


def test_an_element_that_nobody_knows_is_told_and_the_field_is_read():
    objects, findings = read_sfdx([picklist_file("\n<lenght>80</lenght>\n<type>Text</type>\n<lenght>8</lenght>")])
    assert objects["Lead"].fields == {"A__c": Field(type="Text")}
    assert [(one.rule.id, one.rule.severity, one.place.span.start.line, one.message) for one in findings] == [
        ("INV306", "warning", 4, "`lenght` in `CustomField` is not known and was left out")
    ]


# ------------------------------------------------------------------ objects


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lead", "standard"),
        ("Fund__c", "custom"),
        ("ns__Fund__c", "custom"),
        ("Rule__mdt", "metadata"),
        ("Done__e", "event"),
        ("Log__b", "big"),
        ("Order__x", "external"),
        ("Knowledge__kav", "standard"),
    ],
)
def test_a_name_says_the_kind_of_an_object(name, kind):
    assert kind_by_name(name) == kind
    assert read_sfdx([field_file(f"{name}/A__c", type="Text")])[0][name].kind == kind


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("name", ["Switches__c", "aa__Switches__c", "zz__Switches__c"])
def test_a_custom_setting_is_one_whichever_of_its_files_is_read_first(name, order):
    files = [
        object_file(name, "<customSettingsType>Hierarchy</customSettingsType>"),
        field_file(f"{name}/A__c"),
        field_file(f"{name}/B__c"),
    ]
    objects, _ = read_sfdx([files[i] for i in order])
    assert objects[name].kind == "setting"


def test_the_name_of_a_record_is_a_field_of_a_custom_object():
    body = "<label>Fund</label><nameField><label>Fund Name</label><type>Text</type></nameField>"
    assert read_sfdx([object_file("Fund__c", body)])[0]["Fund__c"] == Object(
        "Fund__c", "custom", {"Name": Field(type="Text", label="Fund Name", required=True, fls="no")}, "Fund"
    )


def test_a_numbered_name_is_not_required():
    body = "<nameField><displayFormat>A-{0}</displayFormat><label>No.</label><type>AutoNumber</type></nameField>"
    assert read_sfdx([object_file("Fund__c", body)])[0]["Fund__c"].fields["Name"] == Field(type="AutoNumber", label="No.", fls="no")


@pytest.mark.parametrize("name", ["Lead", "Rule__mdt", "Log__b"])
def test_other_objects_do_not_get_a_name_field(name):
    body = "<nameField><label>Name</label><type>Text</type></nameField>"
    assert read_sfdx([object_file(name, body)])[0][name].fields == {}


# ------------------------------------------------------------------ record types and rules


def test_record_types_and_validation_rules_are_parts_of_their_object():
    objects, findings = read_sfdx(
        [
            part_file("Lead/recordTypes", "Partner", "<fullName>Partner</fullName><active>true</active><label>Partners</label>"),
            part_file(
                "Lead/recordTypes", "Old", "<fullName>Old</fullName><active>false</active><description>d</description><label>Old</label>"
            ),
            part_file(
                "Lead/validationRules",
                "Named",
                "<fullName>Named</fullName><active>true</active><errorConditionFormula>ISBLANK(Email) &amp;&amp; 1 &lt; 2</errorConditionFormula>"
                "<errorDisplayField>Email</errorDisplayField><errorMessage>m</errorMessage>",
            ),
            part_file("Lead/validationRules", "Off", "<fullName>Off</fullName><errorConditionFormula>false</errorConditionFormula>"),
        ]
    )
    assert not findings
    assert objects == {
        "Lead": Object(
            "Lead",
            "standard",
            {},
            record_types={"Partner": RecordType("Partners", active=True), "Old": RecordType("Old")},
            validation_rules={
                "Named": ValidationRule("ISBLANK(Email) && 1 < 2", active=True, field="Email"),
                "Off": ValidationRule("false"),
            },
        )
    }


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (part_file("Lead/recordTypes", "A", "<active>true</active>"), "the record type has no `fullName`"),
        (part_file("Lead/recordTypes", "A", "<fullName>A</fullName><active>on</active>"), "`active` is `on`"),
        (part_file("Lead/recordTypes", "A", "<fullName>A b</fullName>"), "`A b` cannot be the name of a record type"),
        (
            SourceFile("recordTypes/A.recordType-meta.xml", HEAD.format("RecordType", "<fullName>A</fullName>").encode()),
            "which object the record type belongs to is not to be seen from here",
        ),
        (part_file("Lead/validationRules", "A", "<fullName>A</fullName>"), "has no `errorConditionFormula`"),
        (
            part_file("Lead/validationRules", "A", "<errorConditionFormula>1</errorConditionFormula>"),
            "the validation rule has no `fullName`",
        ),
        (
            part_file("Lead/validationRules", "A", "<fullName>A</fullName><active>1</active><active>1</active>"),
            "`active` stands here for the second time",
        ),
    ],
    ids=range(7),
)
def test_a_part_that_is_none_is_refused(source, message):
    found = refused(source)
    assert found.rule.id == "INV302"
    assert message in found.message


# ------------------------------------------------------------------ several files about one thing


def test_package_roots_are_merged():
    objects, findings = read_sfdx(
        [
            object_file("Fund__c", "<label>Fund</label>", "base/objects"),
            field_file("base/objects/Fund__c/A__c", type="Text"),
            field_file("more/objects/Fund__c/B__c", type="Date"),
            field_file("more/objects/Lead/C__c", type="Url"),
        ]
    )
    assert not findings
    assert {name: sorted(one.fields) for name, one in objects.items()} == {"Fund__c": ["A__c", "B__c"], "Lead": ["C__c"]}


def test_an_overlay_that_is_read_later_replaces_the_whole_field():
    base = field_file("base/objects/Lead/A__c", type="Text", length="80", required="true", label="Old")
    overlay = field_file("an-overlay/objects/Lead/A__c", type="Number", precision="3", scale="0", label="New")
    assert field_of(base, overlay) == Field(type="Number", precision=3, scale=0, label="New")
    assert field_of(overlay, base) == Field(type="Text", length=80, required=True, label="Old")


def test_an_override_without_type_says_only_what_differs():
    base = field_file("base/objects/Lead/A__c", type="Text", length="80", required="true", label="Old")
    assert field_of(base, field_file("more/objects/Lead/A__c", label="New")) == Field(type="Text", length=80, required=True, label="New")


def test_two_files_of_one_folder_that_define_one_field_are_a_finding_at_both():
    found = refused(field_file("Lead/A__c", type="Text"), field_file("Lead/A__c 2", "A__c", type="Number"))
    assert found.rule.id == "INV305"
    assert found.place.path.endswith("A__c 2.field-meta.xml")
    assert [place.path.endswith("/A__c.field-meta.xml") for place, _ in found.related] == [True]


def test_the_same_file_named_twice_is_read_twice_and_is_no_finding():
    once = field_file("Lead/A__c", type="Text")
    assert read_sfdx([once, SourceFile(f"./{once.path}", once.data)]) == read_sfdx([once])


# ------------------------------------------------------------------ what cannot be read


def raw(text: str | bytes, name: str = "objects/Lead/fields/A__c.field-meta.xml") -> SourceFile:
    return SourceFile(name, text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "message"),
    [
        ("", "INV301", 1, 1, "no element found"),
        ("<CustomField>\n  <type>Text\n</CustomField>", "INV301", 3, 3, "mismatched tag"),
        ("<CustomField>\n<a/>\n", "INV301", 3, 1, "no element found"),
        ("<CustomField/>\n<CustomField/>", "INV301", 2, 1, "junk after document element"),
        ("<CustomField>&who;</CustomField>", "INV301", 1, 14, "undefined entity"),
        (b"<CustomField>\xff</CustomField>", "INV301", 1, 14, "not well-formed"),
        ("<!DOCTYPE CustomField>\n<CustomField/>", "INV301", 1, None, "document type"),
        ('<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<CustomField/>', "INV301", 2, None, "document type"),
        ("<a>" * 100, "INV301", 1, INVENTORY.depth * len("<a>") + 1, "depth"),
        (HEAD.format("Profile", ""), "INV302", 2, 1, "the root element is `Profile`, and `CustomField` was expected"),
        (HEAD.format("CustomField", ""), "INV302", 2, 1, "no `fullName`"),
        (HEAD.format("CustomField", "<fullName></fullName>"), "INV302", 2, 1, "no `fullName`"),
        (HEAD.format("CustomField", "\n<fullName>A &lt;b>__c</fullName>"), "INV302", 4, 1, "`A <b>__c` cannot be the name of a field"),
        (
            HEAD.format("CustomField", "<fullName>A__c</fullName>\n<length>long</length>"),
            "INV302",
            4,
            1,
            "`length` is `long`, which is no number",
        ),
        (HEAD.format("CustomField", "<fullName>A__c</fullName>\n<scale>-1</scale>"), "INV302", 4, 1, "`scale` is `-1`"),
        (HEAD.format("CustomField", "<fullName>A__c</fullName>\n<precision>1.5</precision>"), "INV302", 4, 1, "`precision` is `1.5`"),
        (HEAD.format("CustomField", "<fullName>A__c</fullName>\n<length>1234567890</length>"), "INV302", 4, 1, "`length`"),
        (HEAD.format("CustomField", "<fullName>A__c</fullName>\n<length></length>"), "INV302", 4, 1, "`length`"),
        (HEAD.format("CustomField", "<fullName>A__c</fullName>\n<length>٣</length>"), "INV302", 4, 1, "`length`"),
    ],
    ids=range(19),
)
def test_a_field_file_is_refused_with_the_place(text, rule, line, column, message):
    found = refused(raw(text))
    assert found.rule.id == rule
    assert found.place.span is not None
    start = found.place.span.start
    assert (found.place.path, start.line, column and start.column) == ("objects/Lead/fields/A__c.field-meta.xml", line, column)
    assert message in found.message


def test_an_object_file_with_another_root_is_refused():
    assert refused(raw(HEAD.format("CustomField", ""), "objects/Lead/Lead.object-meta.xml")).message.startswith(
        "the root element is `CustomField`"
    )


@pytest.mark.parametrize(
    "path", ["A__c.field-meta.xml", "fields/A__c.field-meta.xml", "Lead/A__c.field-meta.xml", "./fields/A__c.field-meta.xml"]
)
def test_a_field_whose_object_is_not_to_be_seen_is_refused(path):
    found = refused(raw(HEAD.format("CustomField", "<fullName>A__c</fullName>"), path))
    assert (found.rule.id, found.help) == (
        "INV302",
        "name the package folder, such as `force-app`: a field lies in `objects/<Object>/fields`",
    )


@pytest.mark.parametrize("name", ["A b__c", "..", "A<b", "1A__c", "A" * 81])
def test_a_folder_that_cannot_be_an_object_is_refused(name):
    assert (
        refused(raw(HEAD.format("CustomField", "<fullName>A__c</fullName>"), f"objects/{name}/fields/A__c.field-meta.xml")).rule.id
        == "INV302"
    )


def test_what_can_be_read_is_read_although_something_cannot():
    objects, findings = read_sfdx([raw("<"), field_file("Lead/B__c", type="Text")])
    assert (list(objects["Lead"].fields), len(findings)) == (["B__c"], 1)

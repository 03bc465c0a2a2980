"""What an org refuses of fields and objects: each rule by a package that is accepted beside one that is refused."""

import pytest

from sandbox_packages import deploy, fields, manifest, refusals, xml

TEXT = "<label>X</label><length>40</length><type>Text</type>"
VALUES = "<valueSetDefinition><sorted>false</sorted>{}</valueSetDefinition>"


def value(name: str) -> str:
    return f"<value><fullName>{name}</fullName><default>false</default><label>{name}</label></value>"


def picklist(inner: str) -> str:
    return f"<label>X</label><type>Picklist</type><valueSet>{inner}</valueSet>"


DEFINED = VALUES.format(value("A") + value("B"))
LOOKUP = "<label>X</label><relationshipName>Xs</relationshipName><type>Lookup</type>"
CASES = {
    "a label": (TEXT, "<length>40</length><type>Text</type>", "Required field is missing: label"),
    "a type": (TEXT, "<label>X</label>", "Required field is missing: type"),
    "a length": (TEXT, "<label>X</label><type>Text</type>", "Must specify 'length' for a CustomField of type Text"),
    "a length that fits": (TEXT, TEXT.replace("40", "256"), "The length of a Text is between 1 and 255, not 256"),
    "no length of a text area": (
        "<label>X</label><type>TextArea</type>",
        TEXT.replace("Text<", "TextArea<"),
        "Can not specify 'length' for a CustomField of type TextArea",
    ),
    "lines of long text": (
        "<label>X</label><length>1000</length><type>LongTextArea</type><visibleLines>3</visibleLines>",
        "<label>X</label><length>1000</length><type>LongTextArea</type>",
        "Must specify 'visibleLines' for a CustomField of type LongTextArea",
    ),
    "digits": (
        "<label>X</label><precision>18</precision><scale>2</scale><type>Number</type>",
        "<label>X</label><precision>19</precision><scale>2</scale><type>Number</type>",
        "The precision is between 1 and 18, not 19",
    ),
    "digits after the point": (
        "<label>X</label><precision>3</precision><scale>3</scale><type>Percent</type>",
        "<label>X</label><precision>3</precision><scale>4</scale><type>Percent</type>",
        "The scale is at most the precision: 4 of 3",
    ),
    "a default of a checkbox": (
        "<defaultValue>false</defaultValue><label>X</label><type>Checkbox</type>",
        "<label>X</label><type>Checkbox</type>",
        "Must specify 'defaultValue' for a CustomField of type Checkbox",
    ),
    "a formula without a default": (
        "<formula>TRUE</formula><label>X</label><type>Checkbox</type>",
        "<defaultValue>true</defaultValue><formula>TRUE</formula><label>X</label><type>Checkbox</type>",
        "Can not specify 'defaultValue' for a formula",
    ),
    "a formula of fields that are there": (
        "<formula>ISBLANK(Persona__c) &amp;&amp; 'Nothing__c' = Account.Nothing__c</formula><label>X</label><type>Checkbox</type>",
        "<formula>ISBLANK(Nothing__c)</formula><label>X</label><type>Checkbox</type>",
        "Field Nothing__c does not exist. Check spelling.",
    ),
    "a formula that is not too long": (
        f"<formula>{'x' * 3900}</formula><label>X</label><type>Checkbox</type>",
        f"<formula>{'x' * 3901}</formula><label>X</label><type>Checkbox</type>",
        "Formula is too long (3901 characters). Maximum length is 3900 characters.",
    ),
    "a number that counts up": (
        "<displayFormat>L-{0000}</displayFormat><label>X</label><startingNumber>1</startingNumber><type>AutoNumber</type>",
        "<displayFormat>L-0000</displayFormat><label>X</label><startingNumber>1</startingNumber><type>AutoNumber</type>",
        "The display format of an AutoNumber holds {0}",
    ),
    "a lookup of what is there": (
        f"<referenceTo>Installed_Base__c</referenceTo>{LOOKUP}",
        f"<referenceTo>Nothing__c</referenceTo>{LOOKUP}",
        "In field: referenceTo - no CustomObject named Nothing__c found",
    ),
    "no order of a lookup": (
        f"<referenceTo>Account</referenceTo>{LOOKUP}",
        f"<referenceTo>Account</referenceTo><relationshipOrder>0</relationshipOrder>{LOOKUP}",
        "Can not specify 'relationshipOrder' for a CustomField of type Lookup",
    ),
    "values": (picklist(DEFINED), "<label>X</label><type>Picklist</type>", "Must specify 'valueSet' for a CustomField of type Picklist"),
    "one source of values": (
        picklist("<valueSetName>Product_Line</valueSetName>"),
        picklist(f"<valueSetName>Product_Line</valueSetName>{DEFINED}"),
        "Value set must reference a value set name or define a value set, but not both",
    ),
    "a value set that is there": (
        picklist("<valueSetName>Product_Line</valueSetName>"),
        picklist("<valueSetName>Nothing</valueSetName>"),
        "In field: valueSetName - no GlobalValueSet named Nothing found",
    ),
    "each value once": (
        picklist(DEFINED),
        picklist(VALUES.format(value("A") + value("a"))),
        "duplicate value found: [a] is defined multiple times",
    ),
    "a thousand values": (
        picklist(f"<restricted>true</restricted>{VALUES.format(''.join(map(value, map(str, range(1000)))))}"),
        picklist(f"<restricted>true</restricted>{VALUES.format(''.join(map(value, map(str, range(1001)))))}"),
        "A restricted value set has at most 1000 values, not 1001",
    ),
    "an external id": (
        TEXT.replace("<label>", "<externalId>true</externalId><label>"),
        "<externalId>true</externalId><label>X</label><type>Date</type>",
        "Can not specify 'externalId' for a CustomField of type Date",
    ),
    "a type of field": (TEXT, TEXT.replace(">Text<", ">Formula<"), "'Formula' is not a valid value for the enum 'FieldType'"),
    "a number for a length": (TEXT, TEXT.replace("40", "forty"), "Error parsing file: 'forty' is not a valid value for the type xsd:int"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_field_may_have(org, case):
    accepted, refused, says = CASES[case]
    assert refusals(deploy(org, fields({"X__c": refused}))) == [says]
    assert refusals(deploy(org, fields({"X__c": accepted}))) == []


def master(**more: str) -> str:
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in more.items())
    return f"<label>X</label>{inner}<referenceTo>Account</referenceTo><relationshipName>Xs</relationshipName><type>MasterDetail</type>"


def test_a_master_is_neither_required_nor_optional(org):
    assert refusals(deploy(org, fields({"X__c": master(required="true")}, "Quote_Request__c"))) == [
        "Master-Detail Relationship Fields Cannot be Optional or Required"
    ]
    assert refusals(deploy(org, fields({"X__c": master(deleteConstraint="SetNull")}, "Quote_Request__c"))) == [
        "Can not specify 'deleteConstraint' for a CustomField of type MasterDetail"
    ]
    assert refusals(deploy(org, fields({"X__c": master()}, "Quote_Request__c"))) == []


def test_an_object_has_two_masters_at_most(org):
    assert refusals(deploy(org, fields({"X__c": master(), "Y__c": master()}, "Quote_Request__c"))) == []
    assert refusals(deploy(org, fields({"Z__c": master()}, "Quote_Request__c"))) == [
        "MAX_RELATIONSHIPS_EXCEEDED: Quote_Request__c has more than 2 Master-Detail relationships"
    ]


def test_a_roll_up_counts_what_is_there(org):
    inner = "<label>X</label><summaryForeignKey>{}</summaryForeignKey><summaryOperation>count</summaryOperation><type>Summary</type>"
    good = fields({"X__c": inner.format("Service_Visit__c.Installed_Base__c")}, "Installed_Base__c")
    assert refusals(deploy(org, good)) == []
    assert refusals(deploy(org, fields({"Y__c": inner.format("Service_Visit__c.Nothing__c")}, "Installed_Base__c"))) == [
        "In field: summaryForeignKey - no CustomField named Service_Visit__c.Nothing__c found"
    ]


@pytest.mark.parametrize(
    ("object_", "says"),
    [
        ("Task", "Custom fields of Task are defined on Activity"),
        ("Nothing__c", "In field: fullName - no CustomObject named Nothing__c found"),
    ],
)
def test_a_field_lies_on_an_object_that_takes_it(org, object_, says):
    assert refusals(deploy(org, fields({"X__c": TEXT}, object_))) == [says]
    assert refusals(deploy(org, fields({"X__c": TEXT}, "Activity"))) == []


@pytest.mark.parametrize("name", ["1X__c", "X_", "X___c", "X Y__c"])
def test_a_field_has_a_name_that_salesforce_takes(org, name):
    assert refusals(deploy(org, fields({name: TEXT}))) != []


def test_fields_of_one_package_may_name_each_other(org):
    formula = "<formula>ISBLANK(X__c)</formula><label>Y</label><type>Checkbox</type>"
    assert deploy(org, fields({"A__c": formula, "X__c": TEXT}))["success"]


def test_a_new_object_says_what_it_is(org):
    name = "<nameField><label>Name</label><type>Text</type></nameField>"
    whole = f"<deploymentStatus>Deployed</deploymentStatus><label>X</label>{name}<pluralLabel>Xs</pluralLabel><sharingModel>Private</sharingModel>"

    def package(inner: str) -> dict[str, bytes]:
        return {"package.xml": manifest({"CustomObject": ["X__c"]}), "objects/X__c.object": xml("CustomObject", inner)}

    assert refusals(deploy(org, package(whole.replace(name, "")))) == ["Must specify a non-empty nameField for the CustomObject"]
    assert deploy(org, package(whole))["success"]
    assert deploy(org, fields({"Y__c": TEXT}, "X__c"))["success"]


def test_a_standard_field_keeps_its_type(org):
    assert deploy(org, fields({"Phone": "<trackHistory>true</trackHistory>"}))["success"]
    assert refusals(deploy(org, fields({"Nothing": "<trackHistory>true</trackHistory>"}))) == [
        "In field: fullName - no CustomField named Lead.Nothing found"
    ]

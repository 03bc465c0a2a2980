"""The text of an error says what it is about, in every form in which Salesforce and its clients tell it; it is believed no further than the org goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_estate import org
from syncwright.diagnosis.errors import ErrorKind
from syncwright.diagnosis.recognise import recognised
from syncwright.inventory import Field, Org
from syncwright.platforms.marketo.errors.cures import ERRORS

ORG = Org(
    org(
        {
            "Lead": {
                "Rating": Field(type="Picklist", label="Rating"),
                "Company": Field(type="Text", label="Company", length=255),
                "FirstName": Field(type="Text", label="First Name"),
                "Country": Field(type="Text", label="Country", part_of="Address"),
                "StateCode": Field(type="Text", label="State/Province Code", part_of="Address"),
                "Product_Type__c": Field(type="Picklist"),
                "Score__c": Field(type="Number"),
            },
            "Contact": {"Email_Unique__c": Field(type="Email", unique=True), "FirstName": Field(type="Text", label="First Name")},
            "Account": {"Industry": Field(type="Picklist")},
            "Campaign": {"Areas_of_Interest__c": Field(type="Picklist")},
        }
    )
)


def about(text: str, said: str | None = None) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    found = recognised(text, ERRORS, ORG, said)
    return found.kind.code if found.kind else found.named, found.object, found.fields, found.value


@pytest.mark.parametrize(
    ("text", "code", "owner", "fields", "value"),
    [
        (
            "INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: Rating, Company. Please check the security settings of this field",
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "Lead",
            ("Lead.Rating", "Lead.Company"),
            None,
        ),
        (
            "Entity type 'Campaign': INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Field(s): Areas_of_Interest__c, bad value for restricted picklist field: Unknown",
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Campaign",
            ("Campaign.Areas_of_Interest__c",),
            "Unknown",
        ),
        (
            '[{"message":"bad value for restricted picklist field: Hot!","errorCode":"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST","fields":["Rating"]}]',
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Lead",
            ("Lead.Rating",),
            "Hot!",
        ),
        ("Required fields are missing: [Product_Type__c]", "REQUIRED_FIELD_MISSING", "Lead", ("Lead.Product_Type__c",), None),
        (
            "REQUIRED_FIELD_MISSING: Required fields are missing: [Gone__c, FirstName]",
            "REQUIRED_FIELD_MISSING",
            None,
            ("Lead.FirstName", "Contact.FirstName", "Gone__c"),
            None,
        ),
        (
            "The existing country/territory doesn't recognize the state value for field: State/Province Code",
            "FIELD_INTEGRITY_EXCEPTION",
            "Lead",
            ("Lead.StateCode",),
            None,
        ),
        (
            "FIELD_INTEGRITY_EXCEPTION, Field(s): Country, CRM ErrorMessage: There's a problem with this country, even though it may appear correct.",
            "FIELD_INTEGRITY_EXCEPTION",
            "Lead",
            ("Lead.Country",),
            None,
        ),
        (
            "First Name: data value too large: Bartholomeus (max length=10)",
            "STRING_TOO_LONG",
            None,
            ("Lead.FirstName", "Contact.FirstName"),
            "Bartholomeus",
        ),
        (
            "DUPLICATE_VALUE: duplicate value found: Email_Unique__c duplicates value on record with id: 0035e00000BqXyZ",
            "DUPLICATE_VALUE",
            "Contact",
            ("Contact.Email_Unique__c",),
            None,
        ),
        ("operation performed with inactive user [0055e00000BqXyZ] as owner of contact", "INACTIVE_OWNER_OR_USER", "Contact", (), None),
        ("sObject type 'Lead' is not supported. If you are attempting to use a custom object", "INVALID_TYPE", "Lead", (), None),
        ("insufficient access rights on cross-reference id", "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", None, (), None),
        (
            "INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id: 00Q5e00000AbCdE",
            "INSUFFICIENT_ACCESS_OR_READONLY",
            "Lead",
            (),
            None,
        ),
        ("entity type cannot be updated: Account", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "Account", (), None),
        (
            "INVALID_FIELD: No such column 'Industry' on entity 'Account'. If you are",
            "INVALID_FIELD",
            "Account",
            ("Account.Industry",),
            None,
        ),
        ("invalid_grant: ip restricted", "INVALID_GRANT", None, (), None),
        ("invalid_grant: inactive user", "INACTIVE_USER", None, (), None),
        ("TotalRequests Limit exceeded.", "REQUEST_LIMIT_EXCEEDED", None, (), None),
        ("NUMBER_OUTSIDE_VALID_RANGE: too many", "NUMBER_OUTSIDE_VALID_RANGE", None, (), None),
        ("the cat sat on the mat", None, None, (), None),
    ],
)
def test_each_form_is_read(text, code, owner, fields, value):
    assert about(text) == (code, owner, fields, value)


def test_what_happened_inside_of_a_trigger_is_what_happened():
    text = (
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: LeadTrigger: execution of AfterUpdate caused by: System.DmlException: Insert failed. First exception "
        "on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, You must select the Lead Status Reason: [Rating]"
    )
    found = recognised(text, ERRORS, ORG)
    assert found.kind is not None
    assert (found.kind.code, found.inside, found.fields) == (
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        ("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",),
        ("Lead.Rating",),
    )


def test_the_object_that_is_said_beside_the_error_holds():
    assert about("Required fields are missing: [Industry]") == ("REQUIRED_FIELD_MISSING", None, (), None)
    assert about("Required fields are missing: [Industry]", "Account")[2] == ("Account.Industry",)


def test_the_longest_that_a_field_takes_is_read():
    found = recognised("STRING_TOO_LONG: Company: data value too large: Acme and so on (max length=255)", ERRORS, ORG)
    assert (found.longest, found.fields, found.value) == (255, ("Lead.Company",), "Acme and so on")


@given(st.text(max_size=200))
def test_any_text_is_about_something_or_nothing(text):
    found = recognised(text, ERRORS, ORG)
    assert all(path.partition(".")[0] in ORG.objects or path.endswith("__c") for path in found.fields)


def test_no_text_takes_long_to_read():
    """Patterns that could be tried in many ways on one text, each with what they look for again and again."""
    for text in (
        "fields: [" + "a," * 9_000,
        "Field(s): " + "a , " * 4_000,
        "a:" * 9_000,
        "A_" * 9_000,
        "[" * 9_000,
        '"fields":[' + '"a",' * 4_000,
    ):
        assert recognised(text, ERRORS, ORG).fields == ()


def test_a_kind_is_known_by_one_name_alone():
    names = [name for kind in ERRORS.kinds for name in (kind.code, *kind.also)]
    assert len(names) == len(set(names))
    assert all(isinstance(kind, ErrorKind) and kind.title and kind.causes for kind in ERRORS.kinds)

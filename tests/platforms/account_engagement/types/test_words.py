"""The types of Account Engagement, which of them goes with a type of Salesforce, and whether values fit."""

import pytest

from syncwright.inventory import Field, Org
from syncwright.inventory.store import whole_org
from syncwright.platforms.account_engagement.types.counterparts import counterpart
from syncwright.platforms.account_engagement.types.fits import MATCH, TEXT_IN_PICKLIST, fits
from syncwright.platforms.account_engagement.types.words import LISTS, SEVERAL, TYPES, ae_type, written


@pytest.mark.parametrize("type_", TYPES)
def test_a_type_is_known_as_people_and_as_specs_write_it(type_):
    for said in (type_, written(type_), type_.lower(), type_.upper(), type_.replace("-", " ")):
        assert ae_type(said) == type_


@pytest.mark.parametrize("said", ["string", "boolean", "textarea2x", "", "radio", "text box"])
def test_what_is_no_type_is_none(said):
    assert ae_type(said) is None


def test_types_of_several_values_have_lists():
    assert SEVERAL < LISTS


def test_what_is_not_supported_has_no_type_and_what_is_assumed_says_so():
    assert not counterpart(Field(type="Lookup")).supported
    assert counterpart(Field(type="Lookup")).fact.certain
    assert not counterpart(Field(type="MasterDetail")).fact.certain
    for kind in ("EncryptedText", "Time", "Html", "SomethingNew", None):
        pair = counterpart(Field(type=kind))
        assert (pair.type, pair.supported, pair.fact.certain) == (None, True, False)


def test_every_standard_field_of_people_has_an_answer():
    for owner in ("Lead", "Contact", "Account", "Opportunity"):
        for field in whole_org(Org({})).objects[owner].fields.values():
            pair = counterpart(field)
            assert (pair.type in TYPES) or not pair.fact.certain or not pair.supported


@pytest.mark.parametrize(
    ("there", "kind", "restricted", "why"),
    [
        ("Text", "Picklist", None, TEXT_IN_PICKLIST),
        ("Text", "Picklist", True, TEXT_IN_PICKLIST),
        ("Text", "Picklist", False, None),
        ("Dropdown", "Picklist", True, None),
        ("Radio Button", "MultiselectPicklist", True, None),
        ("Checkbox", "MultiselectPicklist", True, None),
        ("Checkbox", "Picklist", True, TEXT_IN_PICKLIST),
        ("Text", "Number", None, MATCH),
        ("Number", "Number", None, None),
        ("Date", "DateTime", None, None),
        ("Text", "Date", None, MATCH),
        ("Number", "Text", None, None),
        ("Dropdown", "Text", None, None),
        ("Hidden", "Picklist", True, None),
        ("CRM User", "Number", None, None),
    ],
)
def test_values_fit_or_it_is_said_why_not(there, kind, restricted, why):
    assert fits(there, Field(type=kind), restricted=restricted) == why


@pytest.mark.parametrize(
    "kind",
    [
        "Text",
        "TextArea",
        "LongTextArea",
        "Email",
        "Url",
        "Picklist",
        "MultiselectPicklist",
        "Number",
        "Currency",
        "Percent",
        "Date",
        "DateTime",
    ],
)
def test_what_goes_with_a_type_fits_it(kind):
    pair = counterpart(Field(type=kind))
    assert pair.type is not None
    assert fits(pair.type, Field(type=kind), restricted=True) is None

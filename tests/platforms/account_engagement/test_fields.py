"""What a field is in Account Engagement, by unit: its name, type, values, what wins, and who says it."""

import csv
import re

import pytest

from small_estate import FILES, compiled, org
from syncwright.inventory import Field, Org
from syncwright.inventory.model import ValueSet
from syncwright.inventory.store import whole_org
from syncwright.platforms.account_engagement.default_fields import BY_FIELD, FIELDS, NAMES, UNMAPPED
from syncwright.platforms.account_engagement.fields import AeField, ae_field, direction, mapped, sides
from syncwright.platforms.account_engagement.package_fields import FIELDS as PACKAGE
from syncwright.platforms.account_engagement.units import Unit, units

AE = FILES["connectors/ae.yaml"] + "marketing_data_sharing: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n"
CUSTOM = {
    "Line__c": Field(type="Picklist", values=("Drives", "Sensors")),
    "Markets__c": Field(type="MultiselectPicklist", value_set="Market"),
    "Opt_In__c": Field(type="Checkbox"),
    "Motto__c": Field(type="Text", length=80),
    "Phone_2__c": Field(type="Phone"),
    "Sum__c": Field(type="Summary", summary="count X.Y"),
    "Secret__c": Field(type="EncryptedText"),
    "Worth__c": Field(type="Currency", formula="1"),
    "pi__url__c": Field(type="Url"),
    "pi__score__c": Field(type="Number"),
}
ORG = Org(
    org({"Lead": CUSTOM, "Contact": {**CUSTOM, "MOTTO__c": CUSTOM["Motto__c"]}, "Account": CUSTOM}),
    {"Market": ValueSet("Market", "global", ("Food",))},
)


def catalog_of(fields: str, owner: str = "Lead", defaults: str = "{sync: two-way, pii: none}", **more: str):
    head = f"object: {owner}\nowner: ops\nwhy: w\nfor: [ae]\ndefaults: {defaults}\nfields:\n"
    text = head + "".join(f"  {line}\n" for line in fields.split("\n"))
    compilation = compiled({"connectors/ae.yaml": AE, "objects/a.yaml": text, **more}, ORG)
    assert compilation.catalog is not None
    return compilation.catalog


def unit_of(catalog, address: str = "ae/emea") -> Unit:
    return next(one for one in units(catalog) if one.address == address)


def there(
    said: str, owner: str = "Lead", address: str = "ae/emea", name: str | None = None, defaults: str = "{sync: two-way, pii: none}"
) -> AeField:
    catalog = catalog_of(said, owner, defaults)
    [field] = catalog.objects[owner].fields.values()
    return ae_field(catalog, unit_of(catalog, address), field, name)


# ------------------------------------------------------------------ names


def test_what_the_specs_say_holds():
    one = there("Motto__c: {at: {ae: {field: Slogan, type: textarea, wins: account_engagement}}}")
    assert (one.name, one.type, one.typed_by, one.wins, one.wins_by) == ("Slogan", "Textarea", "specs", "account_engagement", "specs")
    assert (one.source, one.certain, one.default, one.locked) == ("specs", True, False, False)


def test_a_unit_has_its_own_words_before_those_of_its_connector():
    said = "Motto__c: {at: {ae: {field: Slogan, wins: salesforce}, ae/emea: {field: Leitspruch}}}"
    assert (there(said).name, there(said).wins) == ("Leitspruch", "salesforce")
    assert there(said, address="ae/amer").name == "Slogan"


def test_a_field_that_prospects_have_from_the_start_is_known_by_its_pages():
    one = there("FirstName:")
    assert (one.name, one.label, one.default, one.certain, one.wins) == ("firstName", "First Name", True, True, None)
    guessed = there("Salutation:")
    assert (guessed.name, guessed.certain, guessed.type, guessed.typed_by) == ("salutation", False, None, "assumed")


def test_a_field_that_is_locked_says_who_wins_though_the_specs_do_not():
    one = there("pi__score__c: {sync: to-salesforce}")
    assert (one.name, one.locked, one.wins, one.wins_by) == ("score", True, "account_engagement", "documented")
    owner = there("OwnerId: {sync: from-salesforce}")
    assert (owner.name, owner.label, owner.locked, owner.wins) == ("assignedToId", "Assigned User", True, "salesforce")


def test_a_custom_field_has_no_name_before_somebody_says_one():
    one = there("Motto__c:")
    assert (one.name, one.called, one.default, one.wins) == (None, None, False, None)


def test_fields_of_the_package_and_of_accounts_are_there_and_nobody_has_said_what_they_are_called():
    assert (there("pi__url__c:").default, there("pi__url__c:").certain) == (True, False)
    account = there("Industry: {sync: from-salesforce}", "Account")
    assert (account.name, account.default, account.certain) == (None, True, False)


def test_a_default_field_can_be_mapped_to_another_one():
    one = there("Motto__c: {at: {ae: {field: jobTitle}}}")
    assert (one.name, one.default, one.certain, one.type) == ("jobTitle", True, True, None)


# ------------------------------------------------------------------ types and values


@pytest.mark.parametrize(
    ("name", "type_", "by"),
    [
        ("Line__c", "Dropdown", "documented"),
        ("Markets__c", "Multi-Select", "assumed"),
        ("Opt_In__c", "Radio Button", "documented"),
        ("Motto__c", "Text", "assumed"),
        ("Phone_2__c", "Text", "documented"),
        ("Sum__c", "Number", "documented"),
        ("Worth__c", "Number", "assumed"),
        ("Secret__c", None, "assumed"),
    ],
)
def test_a_type_follows_from_salesforces_where_nobody_says_it(name, type_, by):
    one = there(f"{name}: {{sync: from-salesforce}}")
    assert (one.type, one.typed_by) == (type_, by)


def test_predefined_values_are_salesforces_unless_the_specs_say_others():
    assert there("Line__c:").values == ("Drives", "Sensors")
    assert there("Markets__c:").values == ("Food",)
    assert there("Opt_In__c:").values == ("true", "false")
    assert there("Line__c: {at: {ae: {values: [Drives]}}}").values == ("Drives",)
    assert there("Line__c: {at: {ae: {type: text}}}").values is None
    assert there("Motto__c:").values is None
    assert there("Motto__c: {at: {ae: {type: dropdown, values: [a, b]}}}").values == ("a", "b")


# ------------------------------------------------------------------ ways, and fields that are one there


def test_a_unit_goes_its_own_way():
    catalog = catalog_of("Motto__c: {at: {ae/emea: {sync: from-salesforce}}}\nLine__c: {at: {ae/emea: {sync: hidden}}}")
    fields = catalog.objects["Lead"].fields
    ways = {
        (name, address): direction(catalog, unit_of(catalog, address), fields[name])
        for name in fields
        for address in ("ae/emea", "ae/amer")
    }
    assert ways == {
        ("Motto__c", "ae/emea"): "from-salesforce",
        ("Motto__c", "ae/amer"): "two-way",
        ("Line__c", "ae/emea"): "hidden",
        ("Line__c", "ae/amer"): "two-way",
    }
    assert [side.path for side in sides(catalog, unit_of(catalog))] == ["Lead.Motto__c"]


def test_of_a_compound_the_parts_that_are_named_are_mapped_each_in_its_own_way():
    said = "Address: {parts: {City: {at: {ae: {field: town}}}, Country: {sync: hidden}, State: {at: {ae/emea: {sync: hidden}}}, Street: }}"
    catalog = catalog_of(said, defaults="{sync: from-salesforce, pii: none, at: {ae: {wins: salesforce}}}")
    emea, amer = (list(sides(catalog, unit_of(catalog, one))) for one in ("ae/emea", "ae/amer"))
    assert {side.name: (side.there.name, side.there.wins) for side in emea} == {
        "City": ("town", "salesforce"),
        "Street": ("addressOne", "salesforce"),
    }
    assert {side.name for side in amer} == {"City", "Street", "State"}
    assert {side.direction for side in emea} == {"from-salesforce"}


def test_leads_and_contacts_are_one_field_there():
    catalog = catalog_of("Motto__c: {at: {ae: {field: Slogan}}}\nEmail:\nLine__c:", "[Lead, Contact]")
    found = {one.there.name: [side.path for side in one.sides] for one in mapped(catalog, unit_of(catalog))}
    assert found == {
        "Slogan": ["Lead.Motto__c", "Contact.Motto__c"],
        "email": ["Lead.Email", "Contact.Email"],
        None: ["Lead.Line__c", "Contact.Line__c"],
    }


def test_capitals_of_an_api_name_do_not_matter_and_accounts_are_apart():
    more = {
        "objects/b.yaml": "object: Contact\nowner: ops\nwhy: w\nfor: [ae]\nfields: {MOTTO__c: {why: w, pii: none, sync: two-way}}\n",
        "objects/c.yaml": "object: Account\nowner: ops\nwhy: w\nfor: [ae]\nfields: {Motto__c: {why: w, pii: none, sync: from-salesforce}}\n",
    }
    catalog = catalog_of("Motto__c:", **more)
    found = [(one.of, [side.path for side in one.sides]) for one in mapped(catalog, unit_of(catalog))]
    assert found == [("prospect", ["Lead.Motto__c", "Contact.MOTTO__c"]), ("prospect account", ["Account.Motto__c"])]


def test_what_one_of_two_says_holds_for_both():
    more = {
        "objects/b.yaml": "object: Contact\nowner: ops\nwhy: w\nfor: [ae]\nfields: {Line__c: {why: w, pii: none, sync: two-way, at: {ae: {wins: salesforce, type: radio_button}}}}\n"
    }
    [one] = mapped(catalog := catalog_of("Line__c:", **more), unit_of(catalog))
    assert (one.there.wins, one.there.type, one.there.values, one.field.object) == (
        "salesforce",
        "Radio Button",
        ("Drives", "Sensors"),
        "Lead",
    )


# ------------------------------------------------------------------ tables


def test_every_default_field_is_mapped_to_a_field_that_salesforce_or_the_package_has():
    standard = whole_org(Org({})).objects
    for owner, name in BY_FIELD:
        assert name in standard[owner].fields or name in PACKAGE or name == "OwnerId", f"{owner}.{name}"


def test_no_name_stands_twice_and_only_what_the_page_fixes_is_locked():
    assert len(NAMES) == len(FIELDS) + len(UNMAPPED)
    assert {one.name: one.wins for one in FIELDS if one.locked} == {
        "campaignId": "account_engagement",
        "score": "account_engagement",
        "grade": "account_engagement",
        "assignedToId": "salesforce",
    }


@pytest.mark.real_orgs
def test_names_are_those_that_the_api_gives_prospects(real_data):
    text = (real_data / "account-engagement-api/v5-openapi/openapi.yaml").read_text("utf-8")
    listed = next(found[1] for found in re.finditer(r"example: (id,\S+)", text) if "isDoNotCall" in found[1])
    assert set(listed.split(",")) >= NAMES


@pytest.mark.real_orgs
def test_the_packages_fields_are_those_that_public_orgs_hold(real_data):
    rows = list(csv.DictReader((real_data / "vendor-field-facts/package_fields.csv").read_text().splitlines()))
    for owner in ("Lead", "Contact"):
        held = {row["field"]: row for row in rows if row["object"] == owner and row["field"].startswith("pi__")}
        assert held.keys() == PACKAGE.keys()
        for name, field in PACKAGE.items():
            number = f"{field.precision},{field.scale}" if field.precision is not None else str(field.length or "")
            assert (held[name]["type"], held[name]["length_or_precision"]) == (field.type, number), name

"""The built-in table of standard objects is canonical, sound in itself, and says what Salesforce documents."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

FOLDER = files("syncwright") / "inventory" / "standard"
TEXTS = {file.name: file.read_bytes().decode("utf-8") for file in FOLDER.iterdir() if file.name.endswith(".json")}
OBJECTS: dict[str, dict[str, Any]] = {text["name"]: text for text in map(json.loads, TEXTS.values())}

TEXT_LIKE = {"Combobox", "Email", "EncryptedText", "Html", "LongTextArea", "Name", "Phone", "Text", "TextArea", "Url"}
NUMBERS = {"Currency", "Number", "Percent"}
TYPES = (
    TEXT_LIKE
    | NUMBERS
    | {
        "Address",
        "AutoNumber",
        "Checkbox",
        "Date",
        "DateTime",
        "Id",
        "JunctionIdList",
        "Lookup",
        "MultiselectPicklist",
        "Picklist",
        "Time",
    }
)
KEYS = {"fls", "label", "length", "part_of", "precision", "read_only", "references", "required", "scale", "type"}
SYSTEM = [
    "Id",
    "CreatedById",
    "CreatedDate",
    "IsDeleted",
    "LastModifiedById",
    "LastModifiedDate",
    "SystemModstamp",
    "OwnerId",
]

CRM = [
    "Account",
    "AccountContactRelation",
    "AccountTeamMember",
    "Asset",
    "Campaign",
    "CampaignMember",
    "CampaignMemberStatus",
    "Case",
    "Contact",
    "ContactPointConsent",
    "ContactPointEmail",
    "Contract",
    "EmailMessage",
    "Event",
    "Individual",
    "Lead",
    "ListEmail",
    "Opportunity",
    "OpportunityContactRole",
    "OpportunityLineItem",
    "OpportunityTeamMember",
    "Order",
    "Pricebook2",
    "PricebookEntry",
    "Product2",
    "Quote",
    "RecordType",
    "Task",
    "User",
]

# The whole entry, so that a flag too many is seen as well as one too few. Labels are checked elsewhere.
KNOWN: dict[str, dict[str, Any]] = {
    "Lead.Address": {"fls": "yes", "type": "Address"},
    "Lead.City": {"fls": "no", "length": 40, "part_of": "Address", "type": "Text"},
    "Lead.CleanStatus": {"fls": "read", "type": "Picklist"},
    "Lead.Company": {"fls": "no", "length": 255, "required": True, "type": "Text"},
    "Lead.ConvertedDate": {"fls": "no", "read_only": True, "type": "Date"},
    "Lead.CountryCode": {"fls": "no", "part_of": "Address", "type": "Picklist"},
    "Lead.Description": {"fls": "yes", "length": 32000, "type": "LongTextArea"},
    "Lead.DoNotCall": {"fls": "yes", "type": "Checkbox"},
    "Lead.Email": {"fls": "yes", "length": 80, "type": "Email"},
    "Lead.FirstName": {"fls": "no", "length": 40, "part_of": "Name", "type": "Text"},
    "Lead.Id": {"fls": "no", "read_only": True, "type": "Id"},
    "Lead.LastName": {"fls": "no", "length": 80, "part_of": "Name", "required": True, "type": "Text"},
    "Lead.LastTransferDate": {"fls": "read", "type": "Date"},
    "Lead.Latitude": {"fls": "no", "part_of": "Address", "precision": 18, "scale": 15, "type": "Number"},
    "Lead.Name": {"fls": "no", "length": 121, "type": "Name"},
    "Lead.OwnerId": {"fls": "no", "references": ["Group", "User"], "type": "Lookup"},
    "Lead.Status": {"fls": "no", "type": "Picklist"},
    "Lead.Street": {"fls": "no", "length": 255, "part_of": "Address", "type": "TextArea"},
    "Lead.Website": {"fls": "yes", "length": 255, "type": "Url"},
    "Contact.AccountId": {"fls": "yes", "references": ["Account"], "type": "Lookup"},
    "Contact.HasOptedOutOfEmail": {"fls": "yes", "type": "Checkbox"},
    "Contact.MailingAddress": {"fls": "yes", "type": "Address"},
    "Contact.MailingCity": {"fls": "no", "length": 40, "part_of": "MailingAddress", "type": "Text"},
    "Contact.MobilePhone": {"fls": "yes", "length": 40, "type": "Phone"},
    "Account.BillingCountryCode": {"fls": "no", "part_of": "BillingAddress", "type": "Picklist"},
    "Account.Industry": {"fls": "yes", "type": "Picklist"},
    "Account.Name": {"fls": "no", "length": 255, "required": True, "type": "Text"},
    "Account.NumberOfEmployees": {"fls": "yes", "precision": 8, "scale": 0, "type": "Number"},
    "Account.PersonEmail": {"fls": "yes", "length": 80, "type": "Email"},
    "Account.PersonMobilePhone": {"length": 40, "type": "Phone"},
    "Opportunity.Amount": {"fls": "yes", "precision": 18, "scale": 2, "type": "Currency"},
    "Opportunity.CloseDate": {"fls": "no", "required": True, "type": "Date"},
    "Opportunity.ExpectedRevenue": {"fls": "read", "precision": 18, "read_only": True, "scale": 2, "type": "Currency"},
    "Opportunity.FiscalYear": {
        "fls": "no",
        "part_of": "Fiscal",
        "precision": 8,
        "read_only": True,
        "scale": 0,
        "type": "Number",
    },
    "Opportunity.ForecastCategoryName": {"fls": "no", "type": "Picklist"},
    "Opportunity.Probability": {"fls": "yes", "precision": 3, "scale": 0, "type": "Percent"},
    "Opportunity.StageName": {"fls": "no", "required": True, "type": "Picklist"},
    "Campaign.IsActive": {"fls": "yes", "type": "Checkbox"},
    "Campaign.Name": {"fls": "no", "length": 80, "required": True, "type": "Text"},
    "Campaign.NumberOfLeads": {"fls": "read", "precision": 9, "read_only": True, "scale": 0, "type": "Number"},
    "CampaignMember.CampaignId": {"fls": "no", "references": ["Campaign"], "required": True, "type": "Lookup"},
    "CampaignMember.City": {"fls": "no", "length": 40, "read_only": True, "type": "Text"},
    "CampaignMember.Status": {"fls": "no", "type": "Picklist"},
    "Task.CallDisposition": {"fls": "no", "length": 255, "type": "Text"},
    "Task.Subject": {"fls": "no", "length": 255, "type": "Combobox"},
    "Task.WhoId": {"fls": "yes", "references": ["Contact", "Lead"], "type": "Lookup"},
    "Event.IsAllDayEvent": {"fls": "yes", "type": "Checkbox"},
    "Event.StartDateTime": {"fls": "no", "type": "DateTime"},
    "Case.BusinessHoursId": {"fls": "yes", "references": ["BusinessHours"], "type": "Lookup"},
    "Case.CaseNumber": {"fls": "no", "read_only": True, "type": "AutoNumber"},
    "Case.ClosedDate": {"fls": "read", "read_only": True, "type": "DateTime"},
    "User.Username": {"fls": "no", "length": 80, "required": True, "type": "Text"},
    "OpportunityContactRole.Role": {"fls": "no", "type": "Picklist"},
    "AccountContactRelation.Roles": {"type": "MultiselectPicklist"},
    "ContactPointEmail.BestTimeToContactEndTime": {"type": "Time"},
    "Product2.ProductCode": {"length": 255, "type": "Text"},
    "Quote.QuoteToCity": {"fls": "no", "length": 40, "part_of": "QuoteToAddress", "type": "Text"},
}

LABELS = {
    "Lead.Email": "Email",
    "Lead.State": "State/Province",
    "Contact.Description": "Contact Description",
    "Contact.HasOptedOutOfEmail": "Email Opt Out",
    "Opportunity.Probability": "Probability (%)",
    "Campaign.HierarchyActualCost": "Total Actual Cost in Hierarchy",
}


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every object name, field name and entry."""
    for name, table in OBJECTS.items():
        for field, entry in table["fields"].items():
            yield name, field, entry


def entry(address: str) -> dict[str, Any]:
    name, field = address.split(".")
    found: dict[str, Any] = OBJECTS[name]["fields"][field]
    return found


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(table: dict[str, Any]) -> str:
    head = ",".join(f"{compact(key)}:{compact(table[key])}" for key in ("kind", "label", "name"))
    fields = ",\n".join(f"{compact(name)}:{compact(table['fields'][name])}" for name in sorted(table["fields"]))
    return f'{{{head},"fields":{{\n{fields}\n}}}}\n'


def test_the_objects_a_marketing_sync_may_touch_are_there() -> None:
    assert sorted(OBJECTS) == sorted(CRM)


@pytest.mark.parametrize("file", sorted(TEXTS))
def test_every_file_is_in_canonical_form(file: str) -> None:
    table = json.loads(TEXTS[file])
    assert TEXTS[file] == canonical(table)
    assert list(table) == ["kind", "label", "name", "fields"]
    assert table["kind"] == "standard"
    assert file == f"{table['name']}.json"


@pytest.mark.parametrize("address", KNOWN)
def test_known_facts_hold(address: str) -> None:
    assert {key: value for key, value in entry(address).items() if key != "label"} == KNOWN[address]


@pytest.mark.parametrize("address", LABELS)
def test_known_labels_hold(address: str) -> None:
    assert entry(address)["label"] == LABELS[address]


def test_entries_use_known_keys_and_types_and_omit_defaults() -> None:
    for name, field, found in entries():
        where = f"{name}.{field}"
        assert found.keys() <= KEYS, where
        assert found["type"] in TYPES, where
        assert found.get("fls", "no") in {"yes", "read", "no"}, where
        assert found.get("required", True) is True, where
        assert found.get("read_only", True) is True, where


def test_lengths_belong_to_text_and_digits_to_numbers() -> None:
    for name, field, found in entries():
        where = f"{name}.{field}"
        assert found.get("length", 1) > 0, where
        assert "length" not in found or found["type"] in TEXT_LIKE, where
        assert ("precision" in found) == ("scale" in found), where
        assert "precision" not in found or found["type"] in NUMBERS, where


def test_lookups_alone_reference_and_only_plain_identifiers() -> None:
    for name, field, found in entries():
        references = found.get("references", [])
        assert not references or found["type"] == "Lookup", f"{name}.{field}"
        assert references == sorted(set(references)), f"{name}.{field}"
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", target) for target in references), f"{name}.{field}"


def test_a_part_belongs_to_another_field_of_its_object_and_has_no_security_of_its_own() -> None:
    for name, field, found in entries():
        if "part_of" in found:
            whole = OBJECTS[name]["fields"].get(found["part_of"])
            assert whole is not None, f"{name}.{field}"
            assert found["part_of"] != field, f"{name}.{field}"
            assert "part_of" not in whole, f"{name}.{field}"
            assert found["fls"] == "no", f"{name}.{field}"


def test_system_and_required_fields_have_no_security() -> None:
    for name, field, found in entries():
        if field in SYSTEM or found.get("required"):
            assert found.get("fls") == "no", f"{name}.{field}"


def test_what_is_required_can_be_written() -> None:
    assert [f"{name}.{field}" for name, field, found in entries() if found.keys() >= {"required", "read_only"}] == []


def test_no_custom_field_and_no_prose_slipped_in() -> None:
    for name, field, found in entries():
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", field), f"{name}.{field}"
        assert len(found.get("label", "")) <= 80, f"{name}.{field}"
        assert not found.get("label", "").endswith("."), f"{name}.{field}"


@pytest.mark.parametrize("name", ["CampaignMember", "OpportunityContactRole", "User"])
def test_objects_without_secured_standard_fields_have_none(name: str) -> None:
    assert {found.get("fls") for found in OBJECTS[name]["fields"].values()} == {"no"}

"""The field map of a unit as a document: what is made, what is seen to, and what nobody may map."""

import json

import pytest
from jsonschema import Draft202012Validator

from field_map_estates import CONNECTOR, ORG, TWO, WINS, document, fields, files, people
from sharing_estates import PARTITION
from small_estate import FILES, clean, compiled, spec, told
from syncwright.plan.schema import drawn
from syncwright.platforms.account_engagement.map.document import FILE, FieldMap
from syncwright.records import builtins

QUIET = {"estate.yaml": FILES["estate.yaml"] + "policy: {rules: {sync-filter-without-field: off, filter-without-sync: off}}\n"}


def test_each_field_is_made_seen_to_or_left():
    found = fields(clean(people(), ORG))
    assert {name: one.work for name, one in found.items()} == {
        "Motto": "create",
        "Tier": "create",
        "Email": "check",
        "Opted Out": "check",
        "Score": "none",
    }
    assert list(found) == ["Motto", "Tier", "Email", "Opted Out", "Score"], "what is to be made comes first"


def test_one_field_there_is_mapped_to_leads_and_contacts():
    tier = fields(clean(people(), ORG))["Tier"]
    assert [(one.object, one.field, one.key) for one in tier.salesforce] == [
        ("Lead", "Tier__c", "object/Lead#Tier__c"),
        ("Contact", "Tier__c", "object/Contact#Tier__c"),
    ]
    assert (tier.name, tier.type, tier.values, tier.behaviour, tier.wins_by) == (
        "Tier",
        "Dropdown",
        ("Gold", "Silver"),
        "Use Salesforce's value",
        "specs",
    )


def test_a_checkbox_is_two_values_in_small_letters():
    agreed = fields(clean(people({"Agreed__c": "at: {ae: {field: Agreed, wins: account_engagement}}"}), ORG))["Agreed"]
    assert (agreed.type, agreed.typed_by, agreed.values) == ("Radio Button", "documented", ("true", "false"))


def test_what_a_blank_does_goes_by_who_wins_and_by_what_support_switched_on():
    said = {name: one.blanks.says for name, one in fields(clean(people(), ORG)).items() if one.blanks is not None}
    assert said == {
        "Motto": "an empty value of a prospect does not win: it is filled from Salesforce",
        "Tier": "a blank in Salesforce does not win: it is filled from the prospect",
        "Email": "a blank in Salesforce does not win: it is filled from the prospect",
        "Opted Out": "what the most recent value does where one side is blank is not documented",
    }
    switched = {CONNECTOR: FILES[CONNECTOR] + "blank_salesforce_values_overwrite: true\n"}
    tier = fields(clean(people() | switched, ORG))["Tier"]
    assert tier.blanks is not None
    assert tier.blanks.says == "a blank in Salesforce empties the prospect's value, as Support switched on"


def test_a_unit_has_its_own_words_and_its_own_way():
    said = people(
        {"Tier__c": "at: {ae: {field: Tier, wins: salesforce}, ae/emea: {field: Rank, wins: account_engagement}, ae/amer: {sync: hidden}}"}
    )
    compilation = clean(said | {CONNECTOR: TWO}, ORG)
    [emea] = fields(compilation, "ae/emea").values()
    assert (emea.name, emea.wins) == ("Rank", "account_engagement")
    assert fields(compilation, "ae/amer") == {}
    assert [path for path in files(compilation) if "amer" in path] == [], "a unit without fields has no sheet"


def test_a_name_that_nobody_says_is_nobodys_guess():
    motto = fields(clean(people({"Motto__c": "at: {ae: {wins: salesforce}}"}), ORG))["Motto"]
    assert (motto.name, motto.label, motto.called) == (None, None, "Motto")


def test_a_default_field_that_is_mapped_elsewhere_says_so():
    said = people({"Motto__c": "at: {ae: {field: jobTitle, wins: salesforce}}"})
    title = fields(compiled(said, ORG))["jobTitle"]
    assert title.work == "check"
    assert [one.says for one in title.notes] == [
        "of a default field that is mapped to another Salesforce field, values of the new one alone sync"
    ]


def test_a_formula_says_that_it_starts_no_sync():
    total = fields(compiled(people({"Sum__c": "sync: from-salesforce, at: {ae: {field: Sum, wins: salesforce}}"}), ORG))["Sum"]
    assert [one.says for one in total.notes] == ["a formula that changes starts no sync"]
    assert (total.direction, total.salesforce[0].losses[0].kind) == ("from-salesforce", "blank")


def test_accounts_and_opportunities_have_pages_of_their_own():
    more = {"objects/account.yaml": spec("Account", {"Tier__c": "at: {ae: {field: Account_Tier}}", "Name": ""}, "ae")}
    found = [(one.called, one.of, one.work) for one in document(clean(people({}) | more, ORG)).fields]
    assert found == [("Account_Tier", "prospect account", "create"), ("Account Name", "prospect account", "none")]


def test_the_field_of_a_sharing_rule_is_not_to_be_mapped():
    compilation = clean(people() | {CONNECTOR: TWO, "partitions/unit.yaml": PARTITION.replace("Title__c", "Motto__c")} | QUIET, ORG)
    assert [(one.object, one.field, one.key) for one in document(compilation, "ae/emea").unmapped] == [
        ("Contact", "Unit__c", "partition/unit"),
        ("Lead", "Unit__c", "partition/unit"),
    ]


@pytest.mark.parametrize("said", [WINS, {"Motto__c": ""}, {}])
def test_the_document_is_as_its_schema_says(said):
    compilation = compiled(people(dict(said)), ORG)
    assert not compilation.failed, told(compilation)
    schema = json.loads(drawn(FieldMap, FILE.partition(".")[0], "t"))
    doc = json.loads(json.dumps(builtins(document(compilation))))
    Draft202012Validator(schema).validate(doc)
    written = [json.loads(data) for path, data in files(compilation).items() if path.endswith(".json")]
    assert written == ([doc] if doc["fields"] else [])

"""Which way to sync suits a connector, and the page that says so."""

import json
from dataclasses import dataclass

import pytest
from jsonschema import Draft202012Validator

from sharing_estates import PARTITION
from small_estate import FILES, compiled
from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.connection.choosing import METHODS, Choice, choices
from syncwright.platforms.account_engagement.connection.document import FILE, document
from syncwright.platforms.account_engagement.connection.page import artifacts

AE, USER, PLACE = "connectors/ae.yaml", "users/ae-integration.yaml", "environments/production.yaml"
TWO = "business_units: {emea: {why: w}, amer: {why: w}}\n"
OWN = {USER: "sync_user: ae-integration\nowner: ops\n"}
ONE_FILTER = {"filters/scope.yaml": "filter: scope\nwhy: w\nowner: ops\nobjects: [Lead]\nfor: ae\nwhere: Title is not blank\n"}


@dataclass
class Case:
    name: str
    more: str
    files: dict[str, str]
    suits: str
    chosen: str
    version: str = "2"


CASES = [
    Case("all records of one unit", "", {}, "integration_user", "integration_user"),
    Case("all records, own user", "", OWN, "integration_user", "own_user"),
    Case("some records of one unit", "edition: advanced\n", ONE_FILTER, "marketing_data_sharing", "integration_user"),
    Case("two units", TWO, {}, "marketing_data_sharing", "integration_user"),
    Case("two units that share", TWO + "marketing_data_sharing: true\n", {}, "marketing_data_sharing", "marketing_data_sharing"),
    Case("two units in a small edition", TWO + "edition: plus\n", {}, "own_user", "integration_user"),
    Case("two units, of which one is here", TWO, {PLACE: FILES[PLACE] + "connectors: {ae/amer: absent}\n"}, "integration_user", "integration_user"),
    Case("version 1", "", {}, "own_user", "integration_user", version="1"),
    Case("version 1 with some records", "", ONE_FILTER, "own_user", "integration_user", version="1"),
]  # fmt: skip


def catalog(more: str = "", files: dict[str, str] | None = None, version: str = "2") -> Catalog:
    found = compiled({AE: FILES[AE].replace("version: 2", f"version: {version}") + more, **(files or {})}).catalog
    assert found is not None
    return found


def choice(case: Case) -> Choice:
    [one] = choices(catalog(case.more, case.files, case.version))
    return one


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_allowed_and_recommended_suits(case):
    one = choice(case)
    assert (one.suits, one.chosen) == (case.suits, case.chosen)
    assert not one.against[one.suits]
    assert one.why


def test_a_user_of_ones_own_is_never_forbidden():
    assert all(not choice(case).against["own_user"] for case in CASES)


def test_what_forbids_a_way_is_said_with_its_source():
    one = choice(CASES[3])
    [fact] = one.against["integration_user"]
    assert fact.source == "Trailhead: Plan your Pardot and Salesforce integration"
    assert one.on_org == 2


def test_data_sharing_is_barred_by_version_1_of_another_connector():
    old = FILES[AE].replace("connector: ae", "connector: old").replace("version: 2", "version: 1")
    found = {one.connector.name: one for one in choices(catalog(TWO, {"connectors/old.yaml": old}))}
    assert found["ae"].suits == "own_user"
    assert [fact.says for fact in found["ae"].against["marketing_data_sharing"]] == [
        "marketing data sharing needs version 2 in every business unit of the org"
    ]


def test_a_case_of_a_partition_chooses_records():
    units = TWO + "marketing_data_sharing: true\n"
    assert not choice(Case("", units, {}, "", "")).some_records
    assert choice(Case("", units, {"filters/unit.yaml": PARTITION.replace("Title__c", "Title")}, "", "")).some_records


# ------------------------------------------------------------------ the page


def test_the_page_is_the_document_in_words():
    files = {one.path: one for one in artifacts(catalog(TWO))}
    assert list(files) == ["account_engagement/sync-method.json", "account_engagement/sync-method.md"]
    doc = json.loads(files["account_engagement/sync-method.json"].data)
    page = files["account_engagement/sync-method.md"].data.decode()
    assert doc["connectors"][0]["suits"] == "marketing_data_sharing"
    assert "The specs say **the integration user, for all records**, and what suits is **Marketing Data Sharing" in page
    assert "- **Not here:** Several accounts on one org may use the integration user only with marketing data sharing" in page
    assert "### Marketing Data Sharing, for the records that rules choose (suits)" in page


def test_every_fact_on_the_page_has_a_source_and_says_how_sure_it_is():
    doc = document(catalog())
    [one] = doc.connectors
    said = [*doc.good_to_know, *doc.paused, *doc.freshness, *(row.note for row in doc.objects), *one.becomes]
    said += [fact for way in one.methods for fact in (*way.takes, *way.forbidden)]
    assert len(said) > 20
    assert all(fact.source for fact in said)
    page = next(made for made in artifacts(catalog()) if made.path.endswith(".md")).data.decode()
    assert page.count("observed and not documented") == sum(not fact.certain for fact in said)


def test_the_document_is_as_its_schema_says(repository):
    schema = json.loads((repository / "schemas" / FILE).read_text("utf-8"))
    made = next(one for one in artifacts(catalog(TWO)) if one.path.endswith(".json"))
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(made.data)))


def test_lines_about_a_connector_come_from_it_and_its_units():
    made = next(one for one in artifacts(catalog(TWO)) if one.path.endswith(".md"))
    assert {"connector/ae", "connector/ae#business_units.amer", "sync_user/ae-integration"} <= {
        key for part in made.parts for key in part.keys
    }  # type: ignore[union-attr]
    assert sum(part.count for part in made.parts) == made.data.count(b"\n")  # type: ignore[union-attr]


def test_there_is_no_page_without_a_connector():
    assert list(artifacts(catalog(files={PLACE: FILES[PLACE] + "connectors: {ae: absent}\n"}))) == []


def test_three_ways_are_told_of():
    assert [one.name for one in METHODS] == ["integration_user", "marketing_data_sharing", "own_user"]

"""The files of Marketing Data Sharing rules: what machines read, what a person follows, and which spec each line comes from."""

import json

import pytest
from markdown_it import MarkdownIt

from sharing_estates import CONNECTOR, FOUR, ORG, PARTITION, SCOPE, estate, files, fine
from small_estate import compiled, spec
from syncwright.tracing.artifacts import trace_line
from syncwright.tracing.places import Specs

RUNNING = (
    "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    "connectors: {ae/amer: {business_unit: 0Uv7Q0000004CbFSAU, state: running}, ae/emea: {state: paused}}\n"
)
AMER, EMEA = (f"account_engagement/{unit}/sharing-rules" for unit in ("amer", "emea"))


def built(*specs: str, **more: str) -> dict[str, bytes]:
    return files(fine(*specs, **more).catalog)


def test_each_unit_has_a_file_for_machines_and_a_sheet():
    assert sorted(built(PARTITION)) == [f"{AMER}.json", f"{AMER}.md", f"{EMEA}.json", f"{EMEA}.md"]


def test_machines_read_field_operator_and_value():
    doc = json.loads(built(PARTITION, environments_production=RUNNING)[f"{AMER}.json"])
    assert (doc["unit"], doc["business_unit"], doc["state"], doc["user"]) == ("ae/amer", "0Uv7Q0000004CbFSAU", "running", "ae-integration")
    assert [(one["object"], one["field"], one["operator"], one["value"]) for one in doc["rules"]] == [
        ("Contact", "Unit__c", "equals", "AMER"),
        ("Lead", "Unit__c", "equals", "AMER"),
    ]
    [other] = doc["rules"][1]["others"]
    assert other == {"unit": "ae/emea", "field": "Unit__c", "value": "EMEA", "apart": "by value", "record": None}


def test_a_sheet_pauses_sets_reads_back_and_resumes_in_this_order():
    text = built(PARTITION, environments_production=RUNNING)[f"{AMER}.md"].decode()
    headings = [line for line in text.split("\n") if line.startswith("## ")]
    assert headings == [
        "## Before",
        "## Pause",
        "## Set",
        "## Read back",
        "## Resume",
        "## Which records these are",
        "## What is known of them",
    ]
    assert "- [ ] Pause the Salesforce connector of ae/amer" in text
    assert "  - field: Unit (Unit\\_\\_c)\n  - operator: equals\n  - value: AMER, in exactly this case" in text
    assert "- [ ] ae-integration reads and edits Lead.Unit\\_\\_c" in text
    assert "its flow is active and the backfill has ended. A blank matches no rule." in text
    assert "no record has both values, as a field has one on a record" in text
    assert "- [ ] Resume the connector of ae/amer, if it ran before." in text
    assert (
        "is sent to the recycle bin. (Salesforce Help: Guidelines for Using Marketing Data Sharing) `syncwright plan --data` counts them in an export."
        in text
    )


def test_a_connector_that_is_paused_is_left_so():
    text = built(PARTITION, environments_production=RUNNING)[f"{EMEA}.md"].decode()
    assert "See that the Salesforce connector of ae/emea is paused" in text
    assert "The specs say that the connector of ae/emea is paused: leave it so." in text
    assert "- [ ] Resume" not in text


def test_what_is_not_documented_is_said_to_be_so():
    text = built(PARTITION)[f"{AMER}.md"].decode()
    assert "No API and no metadata type is known that sets these rules (observed, not documented)." in text
    assert "Not documented, so that nothing here rests on it:\n\n- Where the switch is that pauses and resumes the connector" in text


def test_a_checkbox_is_ticked_or_not_and_how_the_page_says_so_is_not_documented():
    scope = SCOPE.replace("for: ae/emea", "for: ae") + "as: {field: In_Scope__c, syncs_when: false}\n"
    alone = CONNECTOR.partition("business_units")[0]
    found = files(fine(scope, connectors_ae=alone).catalog)
    assert sorted(found) == ["account_engagement/ae/sharing-rules.json", "account_engagement/ae/sharing-rules.md"]
    assert (
        "  - value: false (not ticked); how the page writes it is not documented"
        in found["account_engagement/ae/sharing-rules.md"].decode()
    )


def test_conditions_that_were_proven_apart_are_said_to_be():
    first = SCOPE.replace("Title__c is not blank", "Market__c = 'Energy'") + "as: {field: In_Scope__c}\n"
    second = (
        first.replace("filter: scope", "filter: second")
        .replace("emea", "amer")
        .replace("Energy", "Food")
        .replace("In_Scope__c", "Blocked__c")
    )
    text = built(first, second)[f"{EMEA}.md"].decode()
    assert "no record passes both conditions, which is proven; it holds once the backfill has ended" in text


def test_a_unit_without_a_rule_of_an_object_is_named():
    text = built(PARTITION, connectors_ae=FOUR, estate=estate()["estate.yaml"].replace("off}", "off, unit-without-sharing-rule: off}"))
    assert "ae/apac has no rule: without a rule the permissions of the connector's user decide" in text[f"{AMER}.md"].decode()


def test_several_connectors_have_folders_of_their_own():
    other = {"connectors/old.yaml": CONNECTOR.replace("connector: ae", "connector: old").replace("amer: {why: w}", "apac: {why: w}")}
    more = PARTITION.replace(
        "cases:\n", "cases:\n  MEA: {for: old/emea, where: Motto__c = 'm'}\n  APAC: {for: old/apac, where: Motto__c = 'a'}\n"
    )
    found = compiled(estate(more.replace("Unit__c", "Region__c")) | other, ORG)
    assert not found.failed
    assert {path.rpartition("/")[0] for path in files(found.catalog)} == {
        f"account_engagement/{unit}" for unit in ("ae/amer", "ae/emea", "old/apac", "old/emea")
    }


def test_what_people_wrote_is_text():
    html = MarkdownIt("js-default").render(
        built(PARTITION.replace("each unit mails its own", '"<b>each</b> | *unit*"'))[f"{AMER}.md"].decode()
    )
    assert "&lt;b&gt;each&lt;/b&gt; | *unit*" in html


def test_an_estate_without_a_filter_for_a_unit_has_no_such_files():
    assert built(PARTITION.replace("ae/emea", "marketo").replace("ae/amer", "marketo")) == {}
    assert built() == {}


@pytest.mark.parametrize(("ending", "line"), [("json", '"object":"Lead"'), ("md", "Open the rule of **Lead**")])
def test_a_line_of_a_rule_comes_from_what_it_says(ending, line):
    fields = spec("[Lead, Contact]", {"Unit__c": "sync: hidden"}, "marketo")
    compilation = compiled(estate(PARTITION, objects_unit=fields), ORG)
    [artifact] = [one for one in compilation.artifacts() if one.path == f"{EMEA}.{ending}"]
    number = next(number for number, text in enumerate(artifact.data.decode().split("\n"), 1) if line in text)
    traced = trace_line(artifact.parts, artifact.keys, number, None)
    assert traced.keys == (
        "connector/ae#business_units.emea",
        "object/Lead#Unit__c",
        "partition/unit#as",
        "partition/unit#cases.EMEA",
        "partition/unit#objects",
        "partition/unit#why",
    )
    specs = Specs(compilation.catalog, compilation.sources)
    assert all(specs.of(key) for key in traced.keys)


def test_the_page_of_filters_says_the_rule_or_why_there_is_none():
    def page(text: str) -> str:
        return next(one.data for one in compiled(estate(text), ORG).artifacts() if one.path == "dictionary/filters.md").decode()

    assert "Marketing Data Sharing rule of ae/emea" in page(PARTITION)
    assert "Unit__c equals EMEA" in page(PARTITION)
    refused = PARTITION.replace("as: {field: Unit__c}\n", "allow: {sharing-rule-shape: {why: w, until: 2027-01-01}}\n")
    assert "asks for more" in page(refused) or "asks of" in page(refused)

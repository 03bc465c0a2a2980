"""`why` and `why --not` on the command line."""

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    """A copy of the example estate."""
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    return root


def answer(syncwright, estate: Path, *args: str) -> dict:
    ran = syncwright("why", *args, "--format", "json", cwd=estate)
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def line(estate: Path, place: dict) -> str:
    return (estate / place["path"]).read_text("utf-8").splitlines()[place["line"] - 1]


def test_a_field_says_why_it_syncs_and_for_whom(estate, syncwright):
    doc = answer(syncwright, estate, "Lead.Industry")
    assert doc["why"]["text"] == "segments the nurture programmes"
    assert "Industry:" in line(estate, doc["why"]["place"])
    assert [(one["connector"], one["user"], one["direction"], one["field"], one["wins"]) for one in doc["syncs"]] == [
        ("marketo", "marketo-sync", "two-way", None, None),
        ("ae", "ae-integration", "two-way", "industry", "salesforce"),
    ]
    assert doc["file_why"]["text"] == "every enquiry enters the CRM as a lead"


def test_a_field_says_what_each_unit_of_account_engagement_does_with_it(estate, syncwright):
    marketo, ae = answer(syncwright, estate, "Lead.Industry")["syncs"]
    assert marketo["says"] == []
    assert {one["about"] for one in ae["says"]} == {"ae/amer and ae/emea"}
    blank = next(one for one in ae["says"] if one["says"].startswith("a blank value of Salesforce"))
    assert (blank["source"], blank["certain"]) == ("HELP: How Sync Behavior Works", True)
    wins = next(one for one in ae["says"] if one["says"] == "its sync behaviour is Use Salesforce's value")
    assert "wins: salesforce" in line(estate, wins["place"])
    assert "    ae/amer and ae/emea\n" in syncwright("why", "Lead.Industry", cwd=estate).stdout


def test_a_field_says_who_reads_and_edits_it_through_what_and_why(estate, syncwright):
    doc = answer(syncwright, estate, "Lead.Industry")
    assert [one["user"] for one in doc["access"]] == ["ae-integration", "marketo-sync"]
    for access in doc["access"]:
        [through] = access["edits"]
        assert through["ours"]
        assert [(one["why"], one["key"]) for one in through["reasons"]] == [("segments the nurture programmes", "object/Lead#Industry")]
        assert "Industry:" in line(estate, through["reasons"][0]["place"])


def test_governance_says_where_each_word_stands(estate, syncwright):
    governance = answer(syncwright, estate, "Lead.Rating")["governance"]
    assert (governance["owner"]["value"], governance["owner"]["title"]) == ("sales-ops", "Sales operations")
    assert "owner: sales-ops" in line(estate, governance["owner"]["place"])
    assert "defaults:" in line(estate, governance["pii"]["place"])
    assert governance["reviewed"]["value"] == "2026-09-15"
    assert governance["basis"] is None


def test_what_uses_a_field_is_what_the_org_and_the_specs_say(estate, syncwright):
    email = answer(syncwright, estate, "Lead.Email")
    assert {one["target"] for one in email["uses"] if one["kind"] == "formula"} == {"Lead.Email_Domain__c", "Lead.Is_Mailable__c"}
    line_ = answer(syncwright, estate, "Lead.Product_Line__c")
    assert [one["text"] for one in line_["used_by"]] == [
        "marketo program Nurture Valves",
        "marketo program Nurture Actuation",
        "flow Route Enquiry",
    ]
    assert "Contact.Product_Line__c" in [one["target"] for one in line_["uses"] if one["kind"] == "conversion"]
    assert [one["name"] for one in line_["same_idea"]] == ["Contact.Product_Line__c"]
    made = answer(syncwright, estate, "Lead.Email_Domain__c")["made_of"]
    assert [(one["kind"], one["source"]) for one in made] == [("formula", "Lead.Email")]
    assert line(estate, made[0]["place"]).startswith('"Email_Domain__c":')


@pytest.mark.parametrize(
    ("name", "compound", "part"), [("Lead.Country", "Lead.Address", "Country"), ("Contact.MailingCity", "Contact.MailingAddress", "City")]
)
def test_a_part_is_answered_for_through_its_compound(estate, syncwright, name, compound, part):
    doc = answer(syncwright, estate, name)
    assert (doc["compound"]["name"], doc["compound"]["part"], doc["compound"]["named"]) == (compound, part, True)
    assert f"{part}:" in line(estate, doc["compound"]["place"])
    assert doc["why"]["text"] == answer(syncwright, estate, compound)["why"]["text"]
    assert [one["user"] for one in doc["access"]] == ["ae-integration", "marketo-sync"]
    shown = syncwright("why", name, cwd=estate).stdout
    assert f"a part of {compound}: access is granted on the whole of it" in shown


def test_a_part_that_no_spec_names_says_so(estate, syncwright):
    doc = answer(syncwright, estate, "Account.BillingStreet")
    assert (doc["compound"]["name"], doc["compound"]["named"]) == ("Account.BillingAddress", False)
    assert "the spec does not name this part" in syncwright("why", "Account.BillingStreet", cwd=estate).stdout


def test_a_hidden_field_says_why_and_that_nobody_sees_it(estate, syncwright):
    doc = answer(syncwright, estate, "Account.Credit_Limit__c")
    assert {one["direction"] for one in doc["syncs"]} == {"hidden"}
    assert doc["access"] == []
    assert "no sync user sees it" in syncwright("why", "Account.Credit_Limit__c", cwd=estate).stdout


def test_a_field_in_no_spec_says_who_sees_it(estate, syncwright):
    doc = answer(syncwright, estate, "Lead.CreatedDate")
    assert doc["in_specs"] is False
    assert [one["user"] for one in doc["access"]] == ["ae-integration", "marketo-sync"]
    shown = syncwright("why", "Lead.CreatedDate", cwd=estate).stdout
    assert "no spec names it" in shown
    assert "as the field has no field-level security" in shown
    assert doc["unasked"] == [{"connector": "marketo", "user": "marketo-sync", "direction": "two-way"}]
    assert "marketo syncs most of what marketo-sync sees of Lead, whether or not a spec names it" in shown
    assert answer(syncwright, estate, "Lead.Industry")["unasked"] == []
    assert answer(syncwright, estate, "Lead.CleanStatus")["unasked"] == [], "its user does not see it"


def test_an_object_says_why_and_for_whom(estate, syncwright):
    doc = answer(syncwright, estate, "Lead")
    assert "every enquiry enters the CRM as a lead" in [one["text"] for one in doc["why"]]
    assert [one["connector"] for one in doc["syncs"]] == ["ae", "marketo"]
    assert sum(doc["syncs"][1]["fields"].values()) == 66
    assert {(one["user"], *one["access"]) for one in doc["asked"]} >= {("marketo-sync", "read"), ("marketo-sync", "create")}
    shown = syncwright("why", "Lead", cwd=estate).stdout
    assert "because: members of a programme whom Salesforce does not have become leads  specs/connectors/marketo.yaml:21" in shown


def test_without_a_field_these_are_lost(estate, syncwright):
    doc = answer(syncwright, estate, "--not", "Lead.Email")
    assert [(one["connector"], one["direction"]) for one in doc["syncs"]] == [("marketo", "two-way"), ("ae", "two-way")]
    assert [(one["name"], one["before"], one["after"]) for one in doc["grants"]] == [
        ("Lead.Email", "edit", ""),
        ("Lead.Email", "edit", "read"),
    ]
    assert [(one["user"], one["added"], one["key"]) for one in doc["still"]] == [
        ("marketo-sync", True, "object/Lead"),
    ]
    assert {one["target"] for one in doc["breaks"]} == {"Lead.Email_Domain__c", "Lead.Is_Mailable__c"}
    shown = syncwright("why", "Lead.Email", "--not", cwd=estate).stdout
    assert "would be granted no more" in shown
    assert "would break, if the org lost it\n  formula: Lead.Email_Domain__c  specs/inventory/production/objects/Lead.json:" in shown


@pytest.mark.parametrize("name", ["Lead.EmailBouncedDate", "Lead.Country", "Lead.Address"])
def test_the_filters_that_read_a_field_are_named_with_their_lines(estate, syncwright, name):
    place = "business-unit.yaml:9" if name != "Lead.EmailBouncedDate" else "reachable.yaml:5"
    called = "the partition `business-unit`" if name != "Lead.EmailBouncedDate" else "the filter `reachable`"
    for arguments, title in ([], "read by filters"), (["--not"], "could not be asked any more"):
        shown = syncwright("why", name, *arguments, cwd=estate).stdout
        assert f"  {called}, of records of Lead  specs/filters/{place}" in shown.partition(f"{title}\n")[2]
    doc = answer(syncwright, estate, name)
    assert {(one["name"], one["object"]) for one in doc["filters"]} >= {(called, "Lead")}


def test_a_field_that_no_filter_reads_names_none(estate, syncwright):
    assert answer(syncwright, estate, "Lead.Title")["filters"] == []
    assert "filters" not in syncwright("why", "Lead.Title", cwd=estate).stdout


def test_without_a_field_its_conversion_is_lost(estate, syncwright):
    doc = answer(syncwright, estate, "--not", "Lead.Product_Line__c")
    assert ("Lead.Product_Line__c", "Contact.Product_Line__c") in [(one["source"], one["target"]) for one in doc["conversions"]]
    assert (
        "Lead.Product_Line__c becomes Contact.Product_Line__c" in syncwright("why", "--not", "Contact.Product_Line__c", cwd=estate).stdout
    )


def test_without_a_field_that_is_in_no_spec_nothing_is_lost(estate, syncwright):
    shown = syncwright("why", "--not", "Lead.CleanStatus", cwd=estate).stdout
    assert "no spec names it, so that no sync would be lost" in shown
    assert "nothing is known that would be lost" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Lead.Industy"], "`Lead` has no field `Industy`; did you mean `Industry`?"),
        (["Leed"], "there is no object `Leed`; did you mean `Lead`?"),
        (["Leed.Email"], "there is no object `Leed`; did you mean `Lead`?"),
        (["connector:ae"], "`syncwright graph connector:ae+1` shows what it is for"),
        (["--not", "Lead"], "`--not` asks about a field, such as `Lead.Email`"),
        (["."], "there is no object"),
        ([""], "there is no object"),
    ],
)
def test_a_name_that_is_not_there_is_wrong_usage(estate, syncwright, arguments, said):
    ran = syncwright("why", *arguments, cwd=estate)
    assert (ran.returncode, ran.stdout) == (64, "")
    assert said in ran.stderr


@pytest.mark.parametrize(("name", "field"), [("Lead.Country", "Lead.Country"), ("Contact.MailingAddress", "Contact.MailingCountry")])
def test_the_campaigns_that_read_and_change_a_field_are_named_with_their_lines(estate, syncwright, name, field):
    doc = answer(syncwright, estate, name)
    own = [one for one in doc["campaigns"] if one["name"] == "normalise-country"]
    assert sorted((one["does"], line(estate, one["place"]).strip()[:7]) for one in own) == [("changes", "- {chan"), ("reads", "who: Ad")]
    assert not [one for one in (*doc["made_of"], *doc["uses"]) if one["kind"] in ("audience", "changes", "starts", "runs")]
    text = syncwright("why", name, cwd=estate).stdout
    assert "in campaigns\n" in text
    assert "  the campaign `normalise-country` changes it  specs/campaigns/normalise-country.yaml:" in text
    lost = syncwright("why", field, "--not", cwd=estate).stdout
    assert "would no longer run as it does\n" in lost
    assert "`normalise-country` reads it" in lost


def test_a_field_that_no_campaign_touches_names_none(estate, syncwright):
    assert answer(syncwright, estate, "Account.Website")["campaigns"] == []
    assert "campaign" not in syncwright("why", "Account.Website", cwd=estate).stdout

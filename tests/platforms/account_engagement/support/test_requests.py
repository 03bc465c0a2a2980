"""What is asked of Salesforce Support: only what the specs want, with what is known of it, and what would be lost."""

import json

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lxml import html
from syrupy.assertion import SnapshotAssertion

from small_estate import FILES, ORG, objects_of, org, spec
from syncwright.inventory import Field, Object
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.support.requests import artifacts
from syncwright.platforms.account_engagement.support.tasks import tasks as support_tasks
from unit_estates import TWO, ae, built, catalog, placed, unit

PERSON = {"objects/lead.yaml": spec("Lead", {"Email": ""}, "ae"), "objects/contact.yaml": spec("Contact", {"Email": ""}, "ae")}


def files(said: dict[str, str], objects: dict[str, Object] | None = None) -> dict[str, Artifact]:
    return {one.path.removeprefix("account_engagement/"): one for one in artifacts(catalog(said, objects))}


def doc(said: dict[str, str], name: str, objects: dict[str, Object] | None = None, of: str = "ae") -> dict:
    return json.loads(files(said, objects)[f"{of}/support/{name}.json"].data)


def page(said: dict[str, str], name: str, of: str = "ae") -> str:
    return files(said)[f"{of}/support/{name}.md"].data.decode()


@pytest.mark.parametrize("name", ["same-email", "person-accounts", "contacts-instead-of-leads", "blank-overwrite"])
def test_the_pages_read_well(name, snapshot: SnapshotAssertion):
    said = ae(
        "same_email_prospects: true",
        "person_accounts: create_as_person_account",
        "settings: {creates: contact, match_users: true}",
        "blank_salesforce_values_overwrite: true",
    )
    lead = spec("Lead", {"Email": "", "Motto__c": "at: {ae: {wins: salesforce}}"}, "ae")
    assert page({**said, "objects/lead.yaml": lead, **placed("ae: {business_unit: 0Uv7Q0000004CaTSAU}")}, name) == snapshot


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ((), {"same-email"}),
        (("same_email_prospects: true",), {"same-email"}),
        (("person_accounts: sync_with_lead_creation",), {"same-email", "person-accounts"}),
        (("settings: {creates: contact}",), {"same-email", "contacts-instead-of-leads"}),
        (("blank_salesforce_values_overwrite: true",), {"same-email", "blank-overwrite"}),
    ],
)
def test_only_what_the_specs_want_is_asked(more, names):
    assert {path.split("/")[-1] for path in files(ae(*more))} == {f"{name}.{ending}" for name in names for ending in ("json", "md")}


@pytest.mark.parametrize(
    ("said", "word", "word_of_menu"), [("true", "turn it on if it does not", "several"), ("false", "change nothing", "no two")]
)
def test_whether_addresses_are_shared_is_asked_either_way_as_nothing_else_tells(said, word, word_of_menu):
    text = page(ae(f"same_email_prospects: {said}"), "same-email")
    assert word in text
    assert f"say that {word_of_menu} prospects" in text
    assert "June 14, 2016" in text
    assert "cannot be turned off (Salesforce Help: Allowing Multiple Prospects with the Same Email Address)" in text


def test_addresses_that_several_records_have_are_counted_in_the_objects_that_sync():
    said = {"objects/lead.yaml": spec("Lead", {"Email": ""}, "ae"), "objects/contact.yaml": spec("Contact", {"Email": ""})}
    [count] = doc({**ae("same_email_prospects: true"), **said}, "same-email")["counts"]
    assert count["soql"] == "SELECT Email, COUNT(Id) FROM Lead WHERE Email != null GROUP BY Email HAVING COUNT(Id) > 1"
    assert count["from"] == "object/Lead"


@pytest.mark.parametrize(
    ("how", "boxes", "creates"),
    [
        ("sync_with_lead_creation", ["Sync Prospects with Person Accounts"], False),
        (
            "create_as_person_account",
            ["Sync Prospects with Person Accounts", "Create Person Accounts Instead of Leads", "Default person account record type"],
            True,
        ),
    ],
)
def test_person_accounts_are_a_box_by_one_page_and_support_s_by_another(how, boxes, creates):
    one = doc(ae(f"person_accounts: {how}"), "person-accounts")
    assert one["where"] == ["Account Engagement Settings", "Connectors", "Salesforce connector", "Edit Settings"]
    assert [each["name"] for each in one["set"]] == boxes
    assert {"Salesforce Help: Create a Person Account", "Salesforce Help: Considerations for Using the Salesforce Connector"} <= {
        each["source"] for each in one["known"]
    }
    assert any("creates accounts" in each for each in one["before"]) is creates


@pytest.mark.parametrize(("how", "creates"), [("sync_with_lead_creation", False), ("create_as_person_account", True)])
def test_a_user_of_your_own_that_makes_person_accounts_creates_accounts(how, creates):
    own = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\nkind: user\n", **PERSON}
    held = objects_of(built({**ae(f"person_accounts: {how}"), **own}), "Ae_Integration")
    assert ("create" in held.get("Account", set())) is creates


def test_that_there_is_no_way_back_is_as_sure_as_who_says_it():
    known = {each["says"]: each["certain"] for each in doc(ae("person_accounts: sync_with_lead_creation"), "person-accounts")["known"]}
    assert known["syncing with person accounts cannot be switched off again"] is False
    assert "(observed, not documented)" in page(ae("person_accounts: sync_with_lead_creation"), "person-accounts")


def test_a_unit_that_says_contacts_asks_for_itself_alone():
    said = ae(
        "business_units: {emea: {why: w, settings: {creates: contact}}, amer: {why: w}}",
        "marketing_data_sharing: true",
    )
    found = [path for path in files(said) if "contacts" in path]
    assert found == ["emea/support/contacts-instead-of-leads.json", "emea/support/contacts-instead-of-leads.md"]
    assert doc(said, "contacts-instead-of-leads", of="emea")["from"] == "connector/ae#business_units.emea.settings.creates"


HELD = org({"Lead": {**ORG["Lead"], "Consent__c": Field(type="Checkbox"), "Motto__c": Field(type="Text", length=80)}})


def test_blanks_are_counted_where_salesforce_wins_and_a_blank_can_be():
    """A checkbox is never blank; where Account Engagement wins, a blank of Salesforce replaces nothing."""
    lead = spec(
        "Lead",
        {
            "Motto__c": "sync: from-salesforce, at: {ae: {wins: salesforce}}",
            "Consent__c": "sync: from-salesforce, at: {ae: {wins: salesforce}}",
            "Score__c": "sync: two-way, at: {ae: {wins: account_engagement}}",
        },
        "ae",
    )
    one = doc({**ae("blank_salesforce_values_overwrite: true"), "objects/lead.yaml": lead}, "blank-overwrite", HELD)
    assert [(each["says"], each["soql"]) for each in one["counts"]] == [
        ("`Lead.Motto__c`, blank:", "SELECT COUNT() FROM Lead WHERE Motto__c = null")
    ]
    assert one["counts"][0]["from"] == "object/Lead#Motto__c"
    assert any("Fields that it is about: 1." in each for each in one["before"])


def test_without_a_field_that_salesforce_wins_nothing_is_lost_by_what_the_specs_say():
    one = doc({**ae("blank_salesforce_values_overwrite: true")}, "blank-overwrite")
    assert one["counts"] == []
    assert any(each.startswith("No field says that Salesforce wins") for each in one["before"])


def test_support_is_told_which_unit_and_which_org():
    said = {
        **ae(TWO, "marketing_data_sharing: true"),
        **placed("ae/emea: {business_unit: 0Uv7Q0000004CaTSAU, state: paused}"),
    }
    one = doc(said, "same-email", of="emea")
    assert (one["unit"], one["business_unit"], one["org"], one["version"]) == ("ae/emea", "0Uv7Q0000004CaTSAU", "00D7Q000000vKmR", "2")
    assert "Business unit: ae/emea, 0Uv7Q0000004CaTSAU\n" in page(said, "same-email", of="emea")
    assert "Business unit: ae/amer, (the specs do not say its id)\n" in page(said, "same-email", of="amer")


def test_the_user_of_the_connector_is_told_by_its_name_unless_it_is_the_integration_user():
    own = {
        "users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\nkind: user\n",
        "environments/production.yaml": FILES["environments/production.yaml"]
        + "users: {ae-integration: {username: pardot@tiny.example}}\n",
    }
    assert "Salesforce connector: version 2, the integration user\n" in page(ae(), "same-email")
    assert "Salesforce connector: version 2, user pardot@tiny.example\n" in page({**ae(), **own}, "same-email")


def test_every_request_is_a_task_with_the_file_that_has_the_details():
    held = catalog(ae("same_email_prospects: true", "person_accounts: sync_with_lead_creation", "blank_salesforce_values_overwrite: true"))
    found = {task.id: task.file for task in support_tasks(held, unit(held))}
    assert found == {
        f"support/{name}": f"account_engagement/ae/support/{name}.md" for name in ("same-email", "person-accounts", "blank-overwrite")
    }
    assert set(found.values()) <= {one.path for one in artifacts(held)}


def test_a_switch_that_the_specs_turn_round_is_to_be_seen_to_again():
    on, off = (
        {task.id: task for task in support_tasks(held, unit(held))}["support/same-email"]
        for held in (catalog(ae("same_email_prospects: true")), catalog(ae()))
    )
    assert on.values != off.values
    assert on.verify != off.verify


def test_each_line_comes_from_the_specs_that_want_it():
    said = {**ae("same_email_prospects: true"), **PERSON}
    [one] = [each for each in files(said).values() if each.path.endswith(".md")]
    assert sum(part.count for part in one.parts) == one.data.count(b"\n")
    keys = {key for part in one.parts for key in part.keys}
    assert {"connector/ae#same_email_prospects", "object/Lead", "object/Contact", "environment/production#connectors"} <= keys


def test_what_people_wrote_is_shown_and_obeyed_by_nobody():
    said = {
        "estate.yaml": "estate: tiny\nowner: ops\nowners: {ops: {title: '<script>alert(1)</script> *', contact: a@b.example}}\nsalesforce: {edition: enterprise}\n"
    }
    tree = html.fromstring(github_flavored_markdown_to_html(page({**ae(), **said}, "same-email"), Options.CMARK_OPT_UNSAFE))
    assert not tree.xpath("//script")
    assert "<script>alert(1)</script> *" in tree.text_content()

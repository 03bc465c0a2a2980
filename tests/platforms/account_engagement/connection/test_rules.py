"""What a connector, its units, its user and its people cannot be as the specs say."""

import pytest

from small_estate import FILES, compiled, found, org
from syncwright.inventory import Field, Object
from syncwright.inventory.automation import Automation
from syncwright.inventory.model import Org

AE = "connectors/ae.yaml"
PLACE = "environments/production.yaml"
USER = "users/ae-integration.yaml"
UNITS = "marketing_data_sharing: true\nbusiness_units: {emea: {why: w%s}, amer: {why: w%s}}\n"
TWO = UNITS % ("", "")
#: Asked of units with data sharing by other rooms, and nothing of these tests.
ELSEWHERE = {"AEN801", "AEN803", "AEN807", "AEN813", "SFC603", "SFC611"}


def ae(more: str = "", **words: str) -> dict[str, str]:
    """The connector of the small estate with other words, and more behind them."""
    text = FILES[AE]
    for name, value in words.items():
        lines = [line for line in text.splitlines(keepends=True) if not line.startswith(f"{name}:")]
        text = "".join(lines) + (f"{name}: {value}\n" if value else "")
    return {AE: text + more}


def rules(files: dict[str, str | None], org: Org | None = None) -> list[str]:
    """The rules of this room that find something."""
    return [rule for rule, _ in found(compiled(files, org)) if rule.startswith(("AEN81", "AEN82")) and rule not in ELSEWHERE]


def messages(files: dict[str, str | None], rule: str) -> list[str]:
    return [one.message for one in compiled(files).diagnostics if one.rule.id == rule]


def test_what_everybody_should_say_is_enough():
    assert rules(ae()) == []
    assert rules(ae(TWO)) == []


# ------------------------------------------------------------------ who watches


def test_somebody_watches_the_errors_and_it_is_not_the_user_that_makes_them():
    assert rules(ae(operations="")) == ["AEN814"]
    owner = FILES["estate.yaml"].replace("owners: {ops:", "owners: {robot: {title: Robot, contact: b2bmaintegration@00d.ext}, ops:")
    robot = ae(operations="{errors_owner: robot, review_every: 1 day}")
    assert rules({**robot, "estate.yaml": owner}) == ["AEN814"]


def test_an_owner_with_the_address_of_the_user_is_that_user():
    user = {
        USER: "sync_user: ae-integration\nowner: ops\n",
        PLACE: FILES[PLACE] + "users: {ae-integration: {username: OPS@tiny.example}}\n",
    }
    assert "AEN814" in rules({**ae(), **user})


@pytest.mark.parametrize(
    ("every", "is_rare"),
    [
        ("7 days", False),
        ("1 week", False),
        ("168 hours", False),
        ("8 days", True),
        ("2 weeks", True),
        ("1 month", True),
        ("9999 minutes", False),
    ],
)
def test_errors_are_looked_at_once_a_week_or_more(every, is_rare):
    assert rules(ae(operations=f"{{errors_owner: ops, review_every: {every}}}")) == ["AEN815"] * is_rare


# ------------------------------------------------------------------ version, edition, number, ids


def test_version_1_has_no_integration_user_and_no_pause():
    assert rules(ae(version="1")) == ["AEN816", "AEN817"]
    own = {USER: "sync_user: ae-integration\nowner: ops\n"}
    assert rules({**ae(version="1"), **own}) == ["AEN816"]
    paused = {**own, PLACE: FILES[PLACE] + "connectors: {ae: {state: paused}}\n"}
    assert rules({**ae(version="1"), **paused}) == ["AEN816", "AEN817"]
    running = {**own, PLACE: FILES[PLACE] + "connectors: {ae: {state: running}}\n"}
    assert rules({**ae(version="1"), **running}) == ["AEN816"]


def test_what_only_third_parties_say_of_version_1_is_said_to_be_observed():
    [message] = messages(ae(version="1"), "AEN816")
    assert message.endswith("and it cannot be paused (observed, not documented)")


@pytest.mark.parametrize(
    ("edition", "more", "number"),
    [
        ("growth", TWO, 2),
        ("plus", TWO, 2),
        ("plus", "marketing_data_sharing: true\n", 1),
        ("advanced", TWO, 0),
        ("premium", TWO, 0),
        ("plus", "business_units: {emea: {why: w}}\n", 0),
    ],
)
def test_units_and_data_sharing_need_a_large_edition(edition, more, number):
    assert rules(ae(more, edition=edition)) == ["AEN818"] * number


def test_custom_objects_are_in_question_in_the_smallest_edition_alone():
    spec = "object: Device__c\nowner: ops\nwhy: w\nfor: [ae]\ndefaults: {sync: from-salesforce, pii: none}\nfields: {Text__c: {why: w}}\nused_by: w\n"
    device = {"objects/device.yaml": spec}
    [message] = messages({**ae(edition="growth"), **device}, "AEN818")
    assert "`Device__c`" in message and message.endswith("(observed, not documented)")
    assert messages({**ae(edition="plus"), **device}, "AEN818") == []
    assert messages({**ae(), **device}, "AEN818") == []


def test_more_than_25_units_are_asked_about_at_the_26th():
    many = [f"u{number:02}" for number in range(1, 27)]
    listed = "".join(f"  {name}: {{why: w}}\n" for name in many)
    [message] = messages(ae(f"marketing_data_sharing: true\nbusiness_units:\n{listed}"), "AEN819")
    assert message.startswith("`ae/u26` is one of 26 units of one org")
    away = {PLACE: FILES[PLACE] + "connectors: {ae/u01: absent}\n"}
    assert messages({**ae(f"marketing_data_sharing: true\nbusiness_units:\n{listed}"), **away}, "AEN819") == []


def test_one_id_is_one_unit_however_it_is_written():
    of = "connectors: {ae/emea: {business_unit: 0Uv7Q0000004CaT}, ae/amer: {business_unit: %s}}\n"
    twice = {**ae(TWO), PLACE: FILES[PLACE] + of % "0Uv7Q0000004CaTSAU"}
    assert rules(twice) == ["AEN820"]
    assert rules({**ae(TWO), PLACE: FILES[PLACE] + of % "0Uv7Q0000004CbFSAU"}) == []


def test_a_unit_of_one_environment_is_not_that_of_another():
    here = FILES[PLACE] + "connectors: {ae/emea: {business_unit: 0Uv7Q0000004CaT}}\n"
    there = here.replace("environment: production", "environment: uat").replace("00D7Q000000vKmR", "00D9V0000004wHz")
    estate = {"estate.yaml": FILES["estate.yaml"] + "default_environment: production\n"}
    files = {**ae(TWO), **estate, PLACE: here, "environments/uat.yaml": there}
    [message] = messages(files, "AEN820")
    assert "that of `ae/emea` in `production`" in message


def test_accounts_of_several_connectors_are_on_one_org_all_the_same():
    second = {"connectors/brand.yaml": FILES[AE].replace("connector: ae", "connector: brand")}
    both = messages({**ae(), **second}, "AEN801")
    assert [one.partition(",")[0] for one in both] == ["`ae` is one of 2 accounts on one org", "`brand` is one of 2 accounts on one org"]
    shared = {"connectors/brand.yaml": second["connectors/brand.yaml"] + "marketing_data_sharing: true\n"}
    assert len(messages({**ae(), **shared}, "AEN801")) == 1
    assert messages({**ae(), **second, PLACE: FILES[PLACE] + "connectors: {brand: absent}\n"}, "AEN801") == []


def test_one_unit_that_is_here_shares_the_org_with_none_that_is_not():
    units = "business_units: {emea: {why: w}, amer: {why: w}}\n"
    assert len(messages(ae(units), "AEN801")) == 1
    assert messages({**ae(units), PLACE: FILES[PLACE] + "connectors: {ae/amer: absent}\n"}, "AEN801") == []


# ------------------------------------------------------------------ whose user


def test_no_other_platform_works_through_the_integration_user():
    marketo = {"connectors/marketo.yaml": FILES["connectors/marketo.yaml"].replace("marketo-sync", "ae-integration")}
    assert rules({**ae(), **marketo}) == ["AEN821"]


def test_a_user_of_its_own_is_nobody_elses():
    shared = ae(sync_user="marketo-sync")
    assert rules(shared) == ["AEN822"]
    second = {"connectors/brand.yaml": shared[AE].replace("connector: ae", "connector: brand")}
    own = {"users/pair.yaml": "sync_user: pair\nowner: ops\n"}
    both = {name: text.replace("sync_user: marketo-sync", "sync_user: pair") for name, text in {**shared, **second}.items()}
    assert rules({**both, **own}) == ["AEN822"]


@pytest.mark.parametrize(
    ("more", "is_another"),
    [("license: Salesforce\n", True), ("profile: System Administrator\n", True), ("profile: {name: Other}\n", True), ("profile: B2BMA Integration User\n", False), ("", False)],
)  # fmt: skip
def test_the_integration_user_is_the_one_that_is_provisioned(more, is_another):
    assert rules({**ae(), USER: FILES[USER] + more}) == ["AEN823"] * is_another


@pytest.mark.parametrize(
    ("name", "is_another"),
    [("ae@tiny.example", True), ("b2bmaintegration@00d7q000000vkmr.ext", False), ("B2BMAIntegration@00D7Q000000vKmR.ext.uat", False)],
)
def test_the_integration_user_has_its_own_user_name(name, is_another):
    assert rules({**ae(), PLACE: FILES[PLACE] + f"users: {{ae-integration: {{username: {name}}}}}\n"}) == ["AEN823"] * is_another


@pytest.mark.parametrize(("name", "is_somebodys"), [("OPS@tiny.example", True), ("ae@tiny.example", False)])
def test_a_user_of_its_own_is_no_team_that_logs_in(name, is_somebodys):
    user = {USER: "sync_user: ae-integration\nowner: ops\n", PLACE: FILES[PLACE] + f"users: {{ae-integration: {{username: {name}}}}}\n"}
    watched = "owners: {ops: {title: Operations, contact: ops@tiny.example}, night: {title: Night, contact: night@tiny.example}}"
    owners = {"estate.yaml": FILES["estate.yaml"].replace("owners: {ops: {title: Operations, contact: ops@tiny.example}}", watched)}
    files = {**ae(operations="{errors_owner: night, review_every: 1 day}"), **user, **owners}
    assert rules(files) == ["AEN829"] * is_somebodys


# ------------------------------------------------------------------ person accounts


def test_person_accounts_are_seen_by_what_only_an_org_with_them_has():
    def org(field: str) -> Org:
        account = Object("Account", "standard", {field: Field(type="Text", label="Club", length=20)})
        from small_estate import org as objects

        return Org({**objects(), "Account": account})

    assert rules(ae(), org("Club__pc")) == ["AEN824"]
    assert rules(ae(), org("Club__c")) == []
    assert rules(ae(person_accounts="create_as_person_account"), org("Club__pc")) == []


def test_person_accounts_are_seen_by_a_field_of_theirs_that_syncs():
    spec = "object: Account\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields: {PersonEmail: {why: w}}\nused_by: w\n"
    [message] = messages({**ae(), "objects/account.yaml": spec}, "AEN824")
    assert "`Account.PersonEmail`" in message


# ------------------------------------------------------------------ users


@pytest.mark.parametrize(
    ("settings", "more", "number"),
    [
        ("{match_users: true}", "", 0),
        ("{match_users: false}", "", 1),
        ("", "", 1),
        ("", "user_sync: {profiles: {Marketing User: Marketing}}\n", 1),
        ("", "user_sync: {roles: [EMEA]}\n", 0),
        ("", UNITS % (", user_sync: {users: [kim@tiny.example]}", ""), 1),
        ("", UNITS % (", user_sync: {public_groups: [A]}", ", settings: {match_users: true}"), 0),
    ],
)
def test_users_of_each_unit_are_connected_with_those_of_salesforce(settings, more, number):
    assert rules(ae(more, settings=settings)) == ["AEN825"] * number


@pytest.mark.parametrize(
    ("emea", "amer", "number"),
    [
        ("public_groups: [A]", "public_groups: [B]", 0),
        ("public_groups: [A]", "public_groups: [A]", 1),
        ("users: [kim@tiny.example]", "users: [KIM@tiny.example]", 1),
        ("roles: [A]", "roles_and_subordinates: [A]", 1),
        ("roles: [A]", "public_groups: [A]", 0),
    ],
)
def test_nobody_is_assigned_to_two_units(emea, amer, number):
    assert rules(ae(UNITS % (f", user_sync: {{{emea}}}", f", user_sync: {{{amer}}}"))) == ["AEN826"] * number


def test_a_group_that_the_connector_names_is_that_of_every_unit():
    assert rules(ae(TWO + "user_sync: {public_groups: [A]}\n")) == ["AEN826"]
    assert rules(ae((UNITS % ("", ", user_sync: {public_groups: [B]}")) + "user_sync: {public_groups: [A]}\n")) == []


# ------------------------------------------------------------------ several units, and settings


def test_several_units_have_somebody_who_reviews_them():
    assert rules(ae(TWO, partner="")) == ["AEN827"]
    assert rules(ae("business_units: {emea: {why: w}}\n", partner="")) == []


@pytest.mark.parametrize(
    ("settings", "more", "number"),
    [
        ("{match_users: true, change_emails: false}", "same_email_prospects: true\n", 1),
        ("{match_users: true, delete_and_merge: false}", "same_email_prospects: true\n", 1),
        ("{match_users: true, delete_and_merge: true}", "same_email_prospects: true\n", 0),
        ("{match_users: true, delete_and_merge: true, change_emails: false}", "", 1),
        ("{match_users: true, delete_and_merge: true}", "", 0),
        ("{match_users: true, create_prospects: false, default_campaign: Web}", "", 1),
        ("{match_users: true, creates: person_account}", "", 1),
        ("{match_users: true, creates: person_account}", "person_accounts: create_as_person_account\n", 0),
        ("{match_users: true, create_prospects: false}", UNITS % (", settings: {default_campaign: Web}", ", settings: {create_prospects: true, default_campaign: Web}"), 1),
    ],
)  # fmt: skip
def test_settings_go_together(settings, more, number):
    assert rules(ae(more, settings=settings)) == ["AEN828"] * number


# ------------------------------------------------------------------ AEN887 records-touched-on-a-schedule


@pytest.mark.parametrize(
    ("on", "active", "writes", "sync", "found_"),
    [
        (("schedule",), True, ("Lead.Rating", "Task.Subject"), "from-salesforce", True),
        (("schedule",), False, ("Lead.Rating",), "from-salesforce", False),
        (("update",), True, ("Lead.Rating",), "from-salesforce", False),
        (("schedule",), True, ("Contact.Title",), "from-salesforce", False),
        (("schedule",), True, ("Lead.Rating",), "hidden", False),
    ],
)
def test_a_flow_that_writes_synced_records_on_a_schedule_is_found(on, active, writes, sync, found_):
    flow = Automation("Nightly", "flow", "Lead", on, active, writes)
    lead = f"object: Lead\nowner: ops\nwhy: enquiries\nfor: [ae]\nfields: {{Title: {{why: persona, sync: {sync}, pii: none}}}}\n"
    compilation = compiled({"objects/lead.yaml": lead}, Org(org(), automations={"Nightly": flow}))
    assert ([place for rule, place in found(compilation) if rule == "AEN887"] == ["objects/lead.yaml:1:9"]) is found_

"""Whether each business unit would sync a record: by its rule, its connector, the prospect and the settings; and where each value would be written."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing_estates import ORG, PARTITION, estate
from small_estate import FILES, TODAY, compiled, spec, told
from syncwright.candidates.answer import Answer, Remark, Way
from syncwright.candidates.read import Candidate, read_candidates
from syncwright.expression.clock import Clock
from syncwright.inventory import Field, Org
from syncwright.platforms.account_engagement.behaviour import settle
from syncwright.platforms.account_engagement.would_sync.answer import answers
from syncwright.records import replace
from syncwright.text import SourceFile

ID, OTHER_ID = "00Q5e00000AbCdEEAV", "00Q5e00000AbCdFEAV"
FIELDS = {
    "Unit__c": "sync: hidden",
    "Email": "sync: two-way",
    "Motto__c": "sync: two-way, at: {ae: {field: motto, wins: account_engagement}}",
    "Region__c": "sync: two-way, at: {ae: {field: region, wins: salesforce}}",
    "Track__c": "sync: two-way, at: {ae: {field: track, wins: account_engagement}}",
    "Score__c": "sync: from-salesforce, at: {ae: {field: points, wins: salesforce}}",
    "Hot__c": "sync: from-salesforce",
    "Company": "sync: two-way",
    "pi__campaign__c": "sync: from-salesforce",
}
#: A connector of which only what it is about is said.
PLAIN = (
    "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: w\nsync_user: ae-integration\nversion: 2\n"
    "operations: {errors_owner: ops, review_every: 2 days}\n"
)
CONNECTOR = PLAIN + "marketing_data_sharing: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"
ENVIRONMENT = FILES["environments/production.yaml"] + "connectors:\n  ae/emea: {state: running}\n  ae/amer: {state: paused}\n"
HELD = Org(
    {
        **ORG.objects,
        **{
            name: replace(ORG.objects[name], fields={**ORG.objects[name].fields, "pi__campaign__c": Field(type="Text")})
            for name in ("Lead", "Contact")
        },
    },
    ORG.value_sets,
)


def asked(
    values: Mapping[str, Any],
    there: Mapping[str, Any] | None = None,
    *,
    connector: str = "",
    owner: str = "Lead",
    files: Mapping[str, str | None] | None = None,
    fields: Mapping[str, str] = FIELDS,
) -> dict[str, Answer]:
    """What each unit answers. `connector`: more lines of the connector's spec."""
    every: dict[str, str | None] = {**estate(PARTITION), "environments/production.yaml": ENVIRONMENT}
    every["connectors/ae.yaml"] = CONNECTOR + connector
    every |= {"objects/lead.yaml": spec("Lead", fields, "ae"), "objects/contact.yaml": spec("Contact", fields, "ae"), **(files or {})}
    compilation = compiled(every, HELD)
    catalog = compilation.catalog
    assert catalog is not None, told(compilation)
    other = Candidate("Prospect", there) if there is not None else None
    found = answers(catalog, catalog.connectors["ae"], compilation.seen(), Candidate(owner, values, other), Clock(TODAY))
    return {one.part or "": one for one in found}


def emea(*args: Any, **more: Any) -> Answer:
    return asked(*args, **more)["ae/emea"]


def remark(found: Answer, about: str) -> Remark:
    [one] = [one for one in (*found.remarks, *found.unseen) if one.about == about]
    return one


def states(found: Answer) -> dict[str, str]:
    return {one.about: one.state for one in found.remarks}


def way(found: Answer, name: str) -> Way:
    [one] = [one for one in found.ways if one.field == name]
    return one


CREATES = "settings: {create_prospects: true}\n"
LEAD = {"Id": ID, "Email": "a@b.example", "Unit__c": "EMEA"}
LINKED = {"email": "a@b.example", "salesforceLeadId": ID[:15]}


# ------------------------------------------------------------------ rules and connectors


@pytest.mark.parametrize(
    ("unit", "emea_says", "amer_says"),
    [
        ({"Unit__c": "EMEA"}, "yes", "no"),
        ({"Unit__c": "AMER"}, "no", "later"),
        ({"Unit__c": "emea"}, "no", "no"),
        ({"Unit__c": None}, "no", "no"),
        ({}, "unknown", "unknown"),
    ],
)
def test_a_record_syncs_with_the_unit_whose_rule_it_passes_letter_for_letter(unit, emea_says, amer_says):
    found = asked({"Id": ID, "Email": "a@b.example", **unit}, connector=CREATES)
    assert (found["ae/emea"].verdict, found["ae/amer"].verdict) == (emea_says, amer_says)


def test_a_value_that_differs_in_case_alone_is_said_to():
    one = remark(emea({**LEAD, "Unit__c": "emea"}), "rule of ae/emea")
    assert "it differs in case alone, which a rule minds" in one.says
    assert one.source == "Salesforce Help: Guidelines for Using Marketing Data Sharing"
    assert one.place is not None
    assert one.place.path == "specs/filters/0.yaml"


def test_what_becomes_of_a_prospect_whose_record_stops_matching_is_said():
    one = remark(emea({**LEAD, "Unit__c": "AMER"}, LINKED), "rule of ae/emea")
    assert "is sent to the recycle bin" in one.says
    assert "no prospect is made of it" in remark(emea({**LEAD, "Unit__c": "AMER"}), "rule of ae/emea").says


def test_an_import_of_somebody_whose_record_does_not_match_is_warned_of():
    assert "makes a new lead" in remark(emea({**LEAD, "Unit__c": "AMER"}), "imports").says
    assert "imports" not in states(emea(LEAD))


def test_what_a_prospect_does_starts_a_sync_as_far_as_a_third_party_says():
    for found in (emea(LEAD), emea({"email": "a@b.example"}, owner="Prospect")):
        assert (remark(found, "starts").certain, remark(found, "starts").state) == (False, "note")


def test_what_the_connectors_user_made_matches_by_default():
    made = {**LEAD, "Unit__c": None, "CreatedBy": {"Username": "b2bmaintegration@00d7q000000vkmruau.ext"}}
    assert states(emea(made))["rule of ae/emea"] == "yes"
    assert states(emea({**made, "CreatedBy": {"Username": "ana@tiny.example"}}))["rule of ae/emea"] == "no"


def test_a_stored_answer_that_is_out_of_date_is_said_to_be_and_decides_all_the_same():
    one = emea({**LEAD, "Title__c": None})
    assert states(one)["rule of ae/emea"] == "yes"
    assert "the answer in `Unit__c` is out of date" in remark(one, "the case `EMEA` of `unit`").says
    assert "out of date" not in remark(emea({**LEAD, "Title__c": "xy"}), "the case `EMEA` of `unit`").says


def test_a_record_that_two_units_take_is_told_of_both():
    two = {
        f"filters/{name}.yaml": f"filter: {name}\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nfor: ae/{name}\nwhere: |\n  {field} = true\n"
        for name, field in (("emea", "In_Scope__c"), ("amer", "Blocked__c"))
    }
    found = emea({"Id": ID, "Email": "a@b.example", "In_Scope__c": True, "Blocked__c": True}, files={"filters/0.yaml": None, **two})
    assert remark(found, "units").says.startswith("it passes the rule of `ae/amer` as well: a lead or contact syncs with a prospect of one")
    assert "units" not in states(emea({**LEAD, "In_Scope__c": True, "Blocked__c": False}, files={"filters/0.yaml": None, **two}))


def test_a_paused_connector_lets_it_sync_later_and_an_unsaid_state_decides_nothing():
    found = asked({**LEAD, "Unit__c": "AMER"}, connector=CREATES)["ae/amer"]
    assert (found.verdict, states(found)["connector"]) == ("later", "later")
    assert "`Sync with CRM` on the prospect" in remark(found, "connector").says
    unsaid = emea(LEAD, connector=CREATES, files={"environments/production.yaml": FILES["environments/production.yaml"]})
    assert (unsaid.verdict, states(unsaid)["connector"]) == ("yes", "note")


def test_without_data_sharing_no_rule_is_asked():
    plain = PLAIN + CREATES
    found = asked({"Id": ID, "Email": "a@b.example"}, files={"connectors/ae.yaml": plain, "filters/0.yaml": None})
    assert list(found) == ["ae"]
    assert (found["ae"].verdict, [about for about in states(found["ae"]) if about.startswith("rule")]) == ("yes", [])


# ------------------------------------------------------------------ people


@pytest.mark.parametrize(
    ("settings", "record", "state"),
    [
        ("settings: {create_prospects: true}\n", LEAD, "yes"),
        ("settings: {create_prospects: false}\n", LEAD, "unknown"),
        ("", LEAD, "unknown"),
        ("settings: {create_prospects: true}\n", {**LEAD, "Email": None}, "unknown"),
        ("settings: {create_prospects: true}\n", {"Id": ID, "Unit__c": "EMEA"}, "unknown"),
    ],
)
def test_a_prospect_is_made_where_the_setting_says_so_and_there_is_an_address(settings, record, state):
    assert remark(emea(record, connector=settings), "prospect").state == state


@pytest.mark.parametrize(
    ("shared", "prospect", "state"),
    [
        (True, LINKED, "yes"),
        (True, {"email": "a@b.example", "salesforceLeadId": OTHER_ID}, "no"),
        (True, {"email": "A@B.example"}, "unknown"),
        (True, {"email": "x@y.example"}, "no"),
        (False, {"email": "A@B.example"}, "yes"),
        (False, {"email": "x@y.example"}, "no"),
        (False, {"email": "x@y.example", "crm_lead_fid": ID}, "unknown"),
        (False, {"firstName": "A"}, "unknown"),
    ],
)
def test_what_matches_is_the_id_where_addresses_are_shared_and_else_the_address(shared, prospect, state):
    found = emea(LEAD, prospect, connector="same_email_prospects: true\n" if shared else "")
    assert remark(found, "match").state == state


@pytest.mark.parametrize(("said", "state"), [("true", "yes"), ("false", "no")])
def test_a_changed_address_is_as_the_setting_says(said, state):
    found = emea(LEAD, {"email": "x@y.example", "salesforceLeadId": ID}, connector=f"settings: {{change_emails: {said}}}\n")
    one = remark(found, "match")
    assert (one.state, one.place.keys if one.place else None) == (state, ("settings", "change_emails"))


def test_a_deleted_record_and_the_marks_of_a_prospect_keep_it_out():
    assert states(emea({**LEAD, "IsDeleted": True}))["deleted"] == "no"
    deleted = remark(emea(LEAD, {"email": "a@b.example", "salesforceLeadId": "[[crm_deleted]]"}), "prospect")
    assert (deleted.state, deleted.certain) == ("no", True)
    ignored = remark(emea(LEAD, {"email": "a@b.example", "crm_lead_fid": "[[crm_ignore_prospect]]"}), "prospect")
    assert (ignored.state, ignored.certain) == ("no", False)
    binned = remark(emea(LEAD, {**LINKED, "isDeleted": True}), "prospect")
    assert (binned.state, "not documented" in binned.says) == ("unknown", True)


@pytest.mark.parametrize(("said", "state"), [("off", "no"), ("create_as_person_account", "yes")])
def test_a_person_account_syncs_as_the_connector_says(said, state):
    found = emea({**LEAD, "IsPersonAccount": True}, owner="Contact", connector=f"person_accounts: {said}\n")
    assert remark(found, "person account").state == state


def test_what_is_newer_than_the_last_sync_is_named_and_decides_nothing():
    prospect = {**LINKED, "salesforceLastSync": "2026-11-19T10:00:00-05:00", "updatedAt": "2026-11-18T10:00:00-05:00"}
    newer = remark(emea({**LEAD, "LastModifiedDate": "2026-11-19T15:00:01.000+00:00"}, prospect), "since the last sync")
    assert (newer.state, newer.certain, newer.says.startswith("`LastModifiedDate` is newer")) == ("note", False, True)
    older = remark(emea({**LEAD, "LastModifiedDate": "2026-11-19T14:59:59.000+00:00"}, prospect), "since the last sync")
    assert older.says.startswith("nothing that the two say is newer")
    assert "since the last sync" not in states(emea({**LEAD, "LastModifiedDate": "2026-11-19"}, prospect))


# ------------------------------------------------------------------ other objects


def other(owner: str, values: Mapping[str, Any], field: str = "Name", connector: str = "") -> Answer:
    return emea(
        {"Id": "001000000000001", **values},
        owner=owner,
        files={"objects/o.yaml": spec(owner, {field: "sync: from-salesforce"}, "ae")},
        connector=connector,
    )


def test_accounts_and_opportunities_need_what_no_record_says():
    assert states(other("Account", {}))["contacts"] == "unknown"
    role = remark(other("Opportunity", {}), "contact roles")
    assert (role.state, role.certain) == ("unknown", False)


@pytest.mark.parametrize(
    ("said", "record", "verdict"),
    [
        ("connected_campaigns: true\n", {"RecordType": {"DeveloperName": "EMEA"}}, "yes"),
        ("connected_campaigns: true\n", {"RecordType": {"DeveloperName": "AMER"}}, "no"),
        ("connected_campaigns: true\n", {}, "unknown"),
        ("connected_campaigns: false\n", {"RecordType": {"DeveloperName": "EMEA"}}, "no"),
        ("", {"RecordType": {"DeveloperName": "EMEA"}}, "unknown"),
    ],
)
def test_a_campaign_goes_to_the_unit_that_has_its_record_type(said, record, verdict):
    of_unit = PLAIN + "business_units: {emea: {why: w, campaign_record_types: [EMEA]}}\n" + said
    files = {
        "objects/o.yaml": spec("Campaign", {"Name": "sync: from-salesforce"}, "ae"),
        "connectors/ae.yaml": of_unit,
        "filters/0.yaml": None,
    }
    found = emea({"Name": "x", **record}, owner="Campaign", files=files)
    assert found.verdict == verdict


def test_a_campaign_goes_while_the_connector_is_paused():
    files = {"objects/o.yaml": spec("Campaign", {"Name": "sync: from-salesforce"}, "ae")}
    one = remark(asked({"Name": "x"}, owner="Campaign", files=files)["ae/amer"], "connector")
    assert (one.state, "campaigns and metadata still do" in one.says) == ("note", True)


def test_an_object_that_nothing_syncs_does_not_sync():
    found = emea({"Id": "500000000000001"}, owner="Case")
    assert (found.verdict, found.ways) == ("no", ())


# ------------------------------------------------------------------ prospects alone


@pytest.mark.parametrize(
    ("prospect", "verdict"),
    [
        ({"email": "a@b.example", "assignedToId": 3}, "yes"),
        ({"email": "a@b.example", "assignedToId": None}, "unknown"),
        ({"email": "a@b.example"}, "unknown"),
        ({"salesforceContactId": "003000000000001"}, "yes"),
        ({"salesforceContactId": "[[crm_deleted]]", "assignedToId": 3}, "no"),
    ],
)
def test_a_record_is_made_of_a_prospect_that_is_assigned(prospect, verdict):
    found = emea(prospect, owner="Prospect")
    assert found.verdict == verdict
    assert "Do not sync with CRM" in remark(found, "do not sync").says


@pytest.mark.real_orgs
def test_recorded_prospects_are_read_as_the_api_gives_them(real_data):
    path = real_data / "account-engagement-api/v5-amp/providers/salesforce/test/pardot/read/prospects.json"
    prospects = read_candidates(SourceFile("prospects.json", path.read_bytes()), "Prospect")
    assert [one.get("id") for one in prospects] == [55389571, 55389574, 64629229]
    for one in prospects:
        found = emea(one.values, owner="Prospect")
        assert (found.verdict, remark(found, "record").says.partition(":")[0]) == (
            "unknown",
            "the prospect does not say whether it is assigned",
        )


# ------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("name", "here", "there", "goes"),
    [
        ("Motto__c", "x", {"motto": "y"}, "to-salesforce"),
        ("Motto__c", "x", {"motto__c": "y"}, "to-salesforce"),
        ("Motto__c", "x", {"motto": None}, "from-salesforce"),
        ("Motto__c", "x", {"motto": "x"}, "nowhere"),
        ("Motto__c", "x", {}, "unknown"),
        ("Region__c", "x", {"region": "y"}, "from-salesforce"),
        ("Region__c", None, {"region": "y"}, "to-salesforce"),
        ("Score__c", 5, {"points": "5"}, "nowhere"),
        ("Score__c", 5, {"points": 6}, "from-salesforce"),
        ("Score__c", None, {"points": 6}, "nowhere"),
        ("Track__c", "Buyer", {"track": "Specifier"}, "to-salesforce"),
        ("Track__c", "Buyer", {"track": "Passer-by"}, "nowhere"),
        ("Company", "x", {"company": "y"}, "unknown"),
    ],
)
def test_each_value_goes_as_its_sync_behaviour_and_its_access_say(name, here, there, goes):
    found = way(emea({**LEAD, name: here}, {**LINKED, **there}), name)
    assert found.goes == goes, found.says


def test_a_blank_that_overwrites_goes_to_the_prospect():
    on = emea({**LEAD, "Region__c": None}, {**LINKED, "region": "y"}, connector="blank_salesforce_values_overwrite: true\n")
    assert way(on, "Region__c").goes == "from-salesforce"


def test_without_the_other_side_a_blank_is_told_of_and_no_value_goes_anywhere():
    found = emea({**LEAD, "Region__c": None, "Score__c": None})
    assert {one.goes for one in found.ways} == {None}
    assert way(found, "Region__c").says == ("it is blank: a blank value of Salesforce does not win: Account Engagement's fills it",)
    assert way(found, "Score__c").says == ("it is blank: the prospect keeps its value, and Salesforce its blank",)


def test_a_field_is_hidden_in_a_unit_that_says_so_and_told_by_its_name_there():
    fields = {**FIELDS, "Motto__c": "sync: two-way, at: {ae: {field: motto}, ae/amer: {sync: hidden}}"}
    found = asked(LEAD, fields=fields)
    assert (way(found["ae/emea"], "Motto__c").direction, way(found["ae/amer"], "Motto__c").direction) == ("two-way", "hidden")
    assert way(found["ae/emea"], "Motto__c").there == "motto"
    assert way(found["ae/emea"], "Unit__c").direction == "hidden"


def test_a_formula_is_said_to_start_no_sync_and_takes_nothing():
    found = way(emea({**LEAD, "Hot__c": True}, LINKED), "Hot__c")
    assert any("does not start a sync" in says for says in found.says)


def test_a_locked_field_is_said_to_be():
    assert any("cannot be changed" in says for says in way(emea(LEAD), "pi__campaign__c").says)


def test_no_value_is_in_any_of_it():
    found = emea({**LEAD, "Motto__c": "ours-of-old", "Track__c": "Buyer"}, {**LINKED, "motto": "theirs-of-old", "track": "Passer-by"})
    for value in ("a@b.example", "ours-of-old", "theirs-of-old", "Passer-by"):
        assert value not in repr(found)


BLANK_OR = st.one_of(st.none(), st.just(""), st.sampled_from(["x", "y"]))


@given(BLANK_OR, BLANK_OR, st.booleans())
def test_two_values_are_never_swapped_and_a_blank_only_wins_where_it_overwrites(here, there, overwrite):
    """Of both behaviours: what the settled field holds is one of the two, and a value is lost to a blank only by the switch."""
    for wins in ("salesforce", "account_engagement"):
        settled = settle(wins, there, here, overwrite=overwrite)
        assert settled.value in (here or None, there or None)
        if settled.value is None and (here or there):
            assert overwrite
            assert (wins, here or None) == ("salesforce", None)

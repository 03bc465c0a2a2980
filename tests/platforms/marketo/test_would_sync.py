"""Whether Marketo would sync a record: by the object, the filter, the answer that is stored, and what is needed to be pushed; field by field."""

from collections.abc import Mapping
from typing import Any

import pytest

from small_estate import FILES, TODAY, compiled, org, spec, told, user
from syncwright.candidates.answer import Answer, Remark, Way
from syncwright.candidates.read import Candidate
from syncwright.expression.clock import Clock
from syncwright.inventory import Field
from syncwright.platforms.marketo.would_sync import answer

FILTER = (
    "filter: scope\nwhy: w\nowner: ops\nobjects: Lead\nfor: marketo\nas: {field: In_Scope__c, backfill: bulk}\nwhere: |\n  Email is not blank\n"
    "  and Motto__c = 'x'\n"
)
LEAD = spec("Lead", {"Email": "sync: two-way", "Motto__c": "sync: two-way", "Score__c": "sync: to-salesforce", "Company": "sync: two-way"})
STORED = spec("Lead", {"In_Scope__c": "sync: from-salesforce, create: {label: In scope, type: Checkbox}"})
ESTATE = {"objects/lead.yaml": LEAD, "objects/scope.yaml": STORED, "filters/scope.yaml": FILTER}
ID = "00Q5e00000AbCdEEAV"


def asked(values: Mapping[str, Any], files: Mapping[str, str | None] = ESTATE, owner: str = "Lead", extra: Any = None) -> Answer:
    compilation = compiled(files, org(extra) if extra is not None else None)
    catalog = compilation.catalog
    assert catalog is not None, told(compilation)
    return answer(catalog, catalog.connectors["marketo"], compilation.seen(), Candidate(owner, values), Clock(TODAY))


def said(found: Answer) -> dict[str, str]:
    return {one.about: one.state for one in found.remarks}


def remark(found: Answer, about: str) -> Remark:
    [one] = [one for one in (*found.remarks, *found.unseen) if one.about == about]
    return one


def way(found: Answer, name: str) -> Way:
    [one] = [one for one in found.ways if one.field == name]
    return one


IN = {"Id": ID, "Email": "a@b.example", "Motto__c": "x", "In_Scope__c": True}


@pytest.mark.parametrize(
    ("record", "verdict", "scope", "stored"),
    [
        (IN, "yes", "yes", "yes"),
        ({**IN, "Motto__c": "y", "In_Scope__c": False}, "no", "no", "no"),
        ({**IN, "In_Scope__c": False}, "no", "yes", "no"),
        ({**IN, "Motto__c": "y"}, "no", "no", "yes"),
        ({"Id": ID, "Email": "a@b.example", "In_Scope__c": True}, "unknown", "unknown", "yes"),
        ({"Id": ID, "Email": None}, "no", "no", "unknown"),
        ({**IN, "In_Scope__c": None}, "no", "yes", "no"),
    ],
)
def test_a_filter_and_its_stored_answer_decide(record, verdict, scope, stored):
    found = asked(record)
    assert (found.verdict, said(found)["filter scope"], said(found)["answer in In_Scope__c"]) == (verdict, scope, stored)


def test_an_answer_that_is_out_of_date_is_said_to_be():
    assert "the answer is out of date" in remark(asked({**IN, "In_Scope__c": False}), "answer in In_Scope__c").says
    assert "out of date" not in remark(asked(IN), "answer in In_Scope__c").says


def test_an_answer_may_mean_that_a_record_stays_out():
    out = {**ESTATE, "filters/scope.yaml": FILTER.replace("{field: In_Scope__c, ", "{field: In_Scope__c, syncs_when: false, ")}
    assert asked({**IN, "In_Scope__c": False}, out).verdict == "yes"
    assert asked({**IN, "In_Scope__c": True}, out).verdict == "no"


def test_each_condition_is_told_with_its_place():
    one = remark(asked({"Id": ID, "Email": None, "Motto__c": "x"}), "filter scope")
    assert [(part.says, part.holds) for part in one.parts] == [("Email is not blank", False), ("Motto__c is 'x'", True)]
    assert one.place is not None
    assert (one.place.path, one.place.keys) == ("specs/filters/scope.yaml", ("where",))


def test_what_lacks_is_named():
    assert remark(asked({"Id": ID, "Email": "a@b.example"}), "filter scope").says.endswith("the record does not say `Motto__c`")


def test_an_object_that_nothing_syncs_does_not_sync():
    found = asked({"Id": "500000000000001"}, owner="Case")
    assert (found.verdict, found.ways) == ("no", ())
    assert "the sync user gets no access to `Case`" in remark(found, "object").says


@pytest.mark.parametrize(("owner", "wins"), [("Lead", "Marketo wins"), ("Contact", "Salesforce wins")])
def test_who_wins_depends_on_the_object(owner, wins):
    files = {"objects/a.yaml": spec(owner, {"Motto__c": "sync: two-way"})}
    one = remark(asked({"Id": ID, "Motto__c": "x"}, files, owner), "object")
    assert wins in one.says
    assert one.source.startswith("Adobe: ")


def test_a_deleted_record_does_not_sync_and_what_remains_is_said():
    one = remark(asked({**IN, "IsDeleted": True}), "deleted")
    assert (one.state, "stays in Marketo" in one.says) == ("no", True)


def test_a_queue_and_a_conversion_are_told_and_decide_nothing():
    found = asked({**IN, "IsConverted": True, "OwnerId": "00G5e000000abcdEAA"})
    assert (found.verdict, said(found)["converted"], said(found)["owner"]) == ("yes", "note", "note")


def test_fields_go_as_the_specs_say_and_values_are_in_none_of_it():
    found = asked({**IN, "Company": ""})
    assert {one.field: (one.direction, one.filled) for one in found.ways} == {
        "Email": ("two-way", True),
        "Motto__c": ("two-way", True),
        "Score__c": ("to-salesforce", None),
        "Company": ("two-way", False),
        "In_Scope__c": ("from-salesforce", True),
    }
    assert "a@b.example" not in repr(found)
    assert way(found, "Email").there == "email"


def test_a_compound_is_filled_where_a_part_is():
    files = {"objects/a.yaml": spec("Contact", {"MailingAddress": "sync: two-way"})}
    assert way(asked({"Id": ID, "MailingCity": "Rotterdam"}, files, "Contact"), "MailingAddress").filled is True
    assert way(asked({"Id": ID, "MailingCity": ""}, files, "Contact"), "MailingAddress").filled is False
    assert way(asked({"Id": ID}, files, "Contact"), "MailingAddress").filled is None


def test_a_value_that_a_picklist_lacks_is_said_and_not_shown():
    files = {"objects/a.yaml": spec("Lead", {"Tier__c": "sync: two-way"})}
    extra = {"Lead": {"Tier__c": Field(type="Picklist", values=("Hot", "Cold"))}}
    [says] = way(asked({"Id": ID, "Tier__c": "Lukewarm"}, files, extra=extra), "Tier__c").says
    assert says == "the value is none of the picklist's: Salesforce refuses it, if the picklist is restricted"
    assert way(asked({"Id": ID, "Tier__c": "Hot"}, files, extra=extra), "Tier__c").says == ()


def test_a_formula_is_said_to_be_late():
    files = {"objects/a.yaml": spec("Lead", {"Domain__c": "sync: from-salesforce"})}
    extra = {"Lead": {"Domain__c": Field(type="Text", formula="Email")}}
    [says] = way(asked({"Id": ID}, files, extra=extra), "Domain__c").says
    assert says.startswith("a formula: ")


def test_what_the_user_sees_though_no_spec_names_it_syncs():
    grants = user("fields: {Lead.Score__c: {access: read, why: w}}")
    files = {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: two-way"}), **grants}
    one = way(asked({"Id": ID, "score__C": 5, "Region__c": "x"}, files), "Score__c")
    assert (one.direction, one.place, one.says) == ("two-way", None, ("no spec names it, and the sync user sees it, so that it syncs",))


@pytest.mark.parametrize(
    ("options", "record", "state"),
    [
        ("", {"LastName": "X", "Company": "Y"}, None),
        ("", {"LastName": "X", "Company": None}, "no"),
        ("", {"LastName": "X"}, "unknown"),
        ("options: {default_company: Unknown}\n", {"LastName": "X"}, "yes"),
    ],
)
def test_a_lead_that_is_not_in_salesforce_needs_what_the_first_push_needs(options, record, state):
    files = {**ESTATE, "filters/scope.yaml": None, "connectors/marketo.yaml": FILES["connectors/marketo.yaml"] + options}
    assert said(asked(record, files)).get("first push") == state


def test_whether_the_user_sees_the_record_is_asked_of_the_org_unless_it_sees_all():
    one = remark(asked(IN), "visibility")
    assert (one.state, f"RecordId = '{ID}'" in one.says) == ("unknown", True)
    for grants in ("permissions: {ViewAllData: {why: w}}", "objects: {Lead: {access: [read, view-all], why: w}}"):
        assert remark(asked(IN, {**ESTATE, **user(grants)}), "visibility").state == "yes"


def test_an_id_that_is_none_does_not_reach_a_query():
    assert "' OR" not in remark(asked({**IN, "Id": "x' OR Id != '"}), "visibility").says


def test_whether_the_filter_is_in_force_only_support_can_say():
    assert "only Marketo Support can say" in remark(asked(IN), "filter in force").says
    without = asked(IN, {**ESTATE, "filters/scope.yaml": None})
    assert "filter in force" not in {one.about for one in without.unseen}


NORMALISE = (
    "campaign: normalise\nfor: marketo\nowner: ops\nwhy: w\ntype: batch\nevery: {day: '02:00'}\nqualify: every-time\nobjects: Lead\n"
    "who: Motto__c in ['x', 'y']\nflow: [{change: Motto__c, to: z}]\n"
)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"Motto__c": "x"}, "it is in its audience"),
        ({"Motto__c": "z"}, None),
        ({}, "it may be in its audience; the record does not say `Motto__c`"),
    ],
)
def test_the_campaigns_that_take_a_record_in_are_told_and_decide_nothing(record, says):
    files = {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: two-way"}), "campaigns/a.yaml": NORMALISE}
    found = asked({"Id": ID, **record}, files)
    assert found.verdict == "yes"
    assert next((one.says for one in found.remarks if one.about == "campaign normalise"), None) == says


SYNC = "campaign: at-once\nfor: marketo\nowner: ops\nwhy: w\ntype: trigger\nwhen: [{created: true}]\nflow: [{sync_person: true}]\n"


def test_a_person_of_marketo_alone_is_sent_by_a_campaign_and_by_nothing_else():
    nothing = asked({"lastName": "X", "company": "Y"}, {}, "Person")
    assert (nothing.verdict, said(nothing)) == ("unknown", {"campaigns": "unknown"})
    sent = asked({"lastName": "X", "company": "Y"}, {"campaigns/a.yaml": SYNC}, "Person")
    place = remark(sent, "campaign at-once").place
    assert place is not None
    assert (place.path, place.keys) == ("specs/campaigns/a.yaml", ("flow", 0))
    assert said(asked({"lastName": "X", "company": None}, {"campaigns/a.yaml": SYNC}, "Person"))["first push"] == "no"


def test_a_person_who_is_in_salesforce_is_asked_about_there():
    assert asked({"sfdcLeadId": ID}, {}, "Person").verdict == "yes"

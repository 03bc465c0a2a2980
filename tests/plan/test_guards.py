"""Guards: what they find, what lifts them, and that they never hide a plan."""

import pytest

from plan_estates import SET, fine, guards, since
from small_estate import FILES, spec, user
from syncwright.plan.changes import Delete
from syncwright.plan.guards.access import MOST
from syncwright.plan.guards.guard import guard
from syncwright.plan.guards.subject import Guarded, count
from syncwright.planning import Consent, wanted
from syncwright.resource import Resource


def lead(*names, more=""):
    """Fields of the lead by standard names, so that the small org holds them."""
    return {"objects/lead.yaml": spec("Lead", dict.fromkeys(names, more))}


FIVE = ("Email", "Title", "Phone", "Fax", "Website")
MANY = (
    *FIVE, "MobilePhone", "Industry", "Rating", "AnnualRevenue", "NumberOfEmployees", "Description", "LeadSource", "DoNotCall",
    "HasOptedOutOfEmail", "HasOptedOutOfFax", "Jigsaw", "CompanyDunsNumber", "GenderIdentity", "Pronouns", "Address", "Motto__c", "Score__c",
)  # fmt: skip
CONTACT = ("Title", "Phone", "Fax", "HomePhone", "OtherPhone", "Department", "Birthdate", "LeadSource", "Description", "AssistantName")


def names(diagnostics):
    return [one.rule.name for one in diagnostics]


def messages(diagnostics, rule):
    return [one.message for one in diagnostics if one.rule.name == rule]


def test_a_plan_that_changes_nothing_has_nothing_to_guard():
    assert guards(lead(*FIVE), lead(*FIVE)) == []


# ------------------------------------------------------------------ removals


def test_more_than_a_fifth_of_a_resource_needs_a_word():
    found = guards(lead(*FIVE), lead("Email", "Title"))
    [message] = messages(found, "many-removals")
    assert message == f"`{SET}` loses 3 of its 7 parts, more than 20%"
    [one] = (one for one in found if one.rule.name == "many-removals")
    assert (one.severity, one.primary.path) == ("error", "specs/users/marketo-sync.yaml")
    assert "`--allow-removals 3`" in one.help


def test_a_fifth_passes():
    assert "many-removals" not in names(guards(lead(*MANY), lead(*MANY[:-4])))


def test_the_exact_number_lifts_it_and_no_other():
    before, after = lead(*FIVE), lead("Email", "Title")
    assert "many-removals" not in names(guards(before, after, Consent(removals=3)))
    for number in (0, 2, 4, 100):
        [message] = messages(guards(before, after, Consent(removals=number)), "many-removals")
        assert message.endswith(f"; `--allow-removals {number}` was said")


def test_more_than_the_policy_lets_pass_is_one_finding():
    before = {**lead(*MANY), "objects/contact.yaml": spec("Contact", dict.fromkeys(CONTACT, ""))}
    after = {**lead("Email"), "objects/contact.yaml": spec("Contact", {"Title": ""})}
    [message] = messages(guards(before, after), "many-removals")
    assert message == f"this plan takes away 30 parts (30 of `{SET}`), more than 25"
    policy = {"estate.yaml": FILES["estate.yaml"] + "policy: {removals: 30}\n"}
    [message] = messages(guards({**before, **policy}, {**after, **policy}), "many-removals")
    assert "more than 20%" in message


def test_less_of_a_part_is_no_removal():
    assert since(lead(*FIVE, more="sync: two-way"), lead(*FIVE)).changes
    assert "many-removals" not in names(guards(lead(*FIVE, more="sync: two-way"), lead(*FIVE)))


def test_a_deletion_counts_once_it_does_not_wait():
    assert count(Delete(Resource("salesforce.field/Lead.A__c", {"type": "Text"}), (), ())) == 1
    hidden, gone = (
        {
            "objects/lead.yaml": spec(
                "Lead", {"Email": "", "Motto__c": f"retire: {{stage: {stage}, since: 2026-01-01, delete_after: 1 year}}"}
            )
        }
        for stage in ("hidden", "delete")
    )
    plan = since(hidden, gone)
    guarded = Guarded(plan, wanted(fine(gone), in_source=False).types, {}, fine(gone).catalog.estate.at("estate"), 25)
    assert guarded.removed == {}
    assert list(guard(guarded)) == []


# ------------------------------------------------------------------ emptied


def test_a_kind_of_specs_of_which_none_is_left():
    maps = {"maps/a.yaml": "map: a\nwhy: w\nvalues: {x: y}\n", "maps/b.yaml": "map: b\nwhy: w\nvalues: {x: y}\n"}
    assert messages(guards({**lead("Email"), **maps}, lead("Email")), "emptied-folder") == ["no `map` is left of 2"]
    assert guards({**lead("Email"), **maps}, lead("Email"), Consent(removals=0)) == []
    assert "emptied-folder" not in names(guards({**lead("Email"), **maps}, {**lead("Email"), "maps/a.yaml": maps["maps/a.yaml"]}))


def test_every_object_is_gone():
    found = guards(lead(*FIVE), {})
    assert "no `object` is left of 1" in messages(found, "emptied-folder")
    assert f"`{SET}` keeps nothing of what it says of any field: 5 parts go" in messages(found, "emptied-folder")


def test_one_of_one_is_no_emptied_kind():
    one, none = {**lead(*MANY), **user("tabs: {T: {why: w}}")}, lead(*MANY)
    assert "emptied-folder" not in names(guards(one, none))


# ------------------------------------------------------------------ access


def test_one_finding_for_each_spec_that_widens():
    before = lead("Email")
    after = {"objects/people.yaml": spec("[Lead, Contact]", {"Email": "", "Title": ""}), "objects/lead.yaml": None}
    found = [one for one in guards(before, after) if one.rule.name == "widening-access"]
    assert sorted(one.message for one in found) == [
        "`marketo-sync` can read `Contact.AccountId`, and 1 more",
        "`marketo-sync` can read `Contact.Email`",
        "`marketo-sync` can read `Contact.Title`, and 1 more",
    ]


def test_a_user_that_is_new_is_one_finding():
    gone = {"connectors/marketo.yaml": None, "users/marketo-sync.yaml": None}
    found = [one for one in guards(gone, lead(*FIVE)) if one.rule.name == "widening-access"]
    assert {one.primary.path for one in found} == {"specs/users/marketo-sync.yaml"}
    assert len(found) == 1


def test_many_findings_are_counted_and_not_listed():
    grants = ", ".join(f"P{n:03}: {{why: w}}" for n in range(MOST + 10))
    diagnostics = guards(lead("Email"), {**lead("Email"), **user(f"custom_permissions: {{{grants}}}")})
    found = [one for one in diagnostics if one.rule.name == "widening-access"]
    assert len(found) == MOST + 1
    assert any(one.message == "there are 10 more of these; the plan lists them all" for one in found)


def test_an_allowance_at_the_spec_covers_its_findings():
    allow = "allow: {widening-access: {why: approved, until: 2026-12-31}}"
    found = guards(lead("Email"), {"objects/lead.yaml": spec("Lead", {"Email": "", "Title": allow})})
    assert [(one.rule.name, one.allowed is not None) for one in found] == [("widening-access", True), ("irreversible-visibility", False)]


def test_policy_makes_any_adjustable_guard_an_error():
    policy = {"estate.yaml": FILES["estate.yaml"] + "policy: {rules: {widening-access: error, irreversible-visibility: 'off'}}\n"}
    found = guards({**lead("Email"), **policy}, {**lead("Email", "Title"), **policy})
    assert [(one.rule.name, one.severity) for one in found] == [("widening-access", "error")]


NAMED = {"environments/production.yaml": FILES["environments/production.yaml"] + "users: {marketo-sync: {username: m@x.example}}\n"}


@pytest.mark.parametrize(
    ("consent", "refused"),
    [(Consent(), False), (Consent(deploys_as="other@x.example"), False), (Consent(deploys_as="m@x.example"), True)],
)
def test_the_access_of_the_user_that_deploys(consent, refused):
    found = guards({**lead(*MANY), **NAMED}, {**lead(*MANY[:-1]), **NAMED}, consent)
    assert ("removes-own-access" in names(found)) is refused


def test_own_access_goes_when_that_is_said():
    consent = Consent(deploys_as="m@x.example", own_removals=True)
    assert "removes-own-access" not in names(guards({**lead(*MANY), **NAMED}, {**lead(*MANY[:-1]), **NAMED}, consent))

"""What somebody else changed since we last made it, told apart from what the specs changed."""

import pytest

from live_estate import LiveEstate
from small_estate import spec
from syncwright.plan.changes import Create, Forget, Update
from syncwright.plan.diff import NotSeen
from syncwright.plan.drift import DriftedPart
from syncwright.planning import kept
from syncwright.planning.live import observe_live, other_places
from syncwright.resource import Observation
from syncwright.target import Identity

SET = "salesforce.permission_set/Marketo_Sync"
LEAD = {"objects/lead.yaml": spec("Lead", {"Motto__c": ""})}
FIELDS = "field_permissions"


@pytest.fixture
def applied() -> LiveEstate:
    estate = LiveEstate(LEAD)
    estate.apply()
    return estate


def test_what_was_applied_plans_empty(applied):
    plan = applied.plan()
    assert plan.empty and plan.drift == ()


def test_a_row_that_somebody_added_is_drift_and_is_undone(applied):
    applied.change(SET, field_permissions={"Lead.Score__c": "read"})
    (drift,) = applied.plan().drift
    assert (drift.address, drift.what, drift.plan, drift.made) == (SET, "changed", "a" * 64, applied.at)
    assert drift.parts == (DriftedPart(FIELDS, "Lead.Score__c", None, "read", True),)
    assert applied.found("PLN813") == [
        f"`{SET}` was changed behind our back in 1 part, of which this plan undoes 1; who did it is not known"
    ]


def test_a_row_that_somebody_took_away_is_drift(applied):
    applied.change(SET, field_permissions={"Lead.Motto__c": ""})
    assert applied.plan().drift[0].parts == (DriftedPart(FIELDS, "Lead.Motto__c", "read", None, True),)


def test_what_the_specs_change_is_no_drift(applied):
    applied.files |= {"objects/lead.yaml": spec("Lead", {"Motto__c": "", "Score__c": ""})}
    plan = applied.plan()
    assert [edit.name for change in plan.changes for edit in change.edits] == ["Lead.Score__c"]
    assert plan.drift == () and applied.found("PLN813") == []


def test_each_part_is_told_apart_where_both_changed(applied):
    applied.files |= {"objects/lead.yaml": spec("Lead", {"Motto__c": "sync: two-way", "Score__c": ""})}
    applied.change(SET, field_permissions={"Lead.Score__c": "edit", "Lead.Motto__c": ""}, user_permissions={"ViewSetup": "yes"})
    (drift,) = applied.plan().drift
    assert {(part.name, part.made, part.found, part.undone) for part in drift.parts} == {
        ("Lead.Motto__c", "read", None, False),  # the specs want `edit` now
        ("Lead.Score__c", None, "edit", False),  # the specs want `read` now
        ("ViewSetup", None, "yes", True),
    }


def test_what_the_specs_say_by_now_is_no_drift_any_more(applied):
    applied.change(SET, field_permissions={"Lead.Score__c": "read"})
    applied.files |= {"objects/lead.yaml": spec("Lead", {"Motto__c": "", "Score__c": ""})}
    assert applied.plan().empty and applied.plan().drift == ()


def test_what_is_gone_is_said_and_made_again(applied):
    applied.take(SET)
    plan = applied.plan()
    assert isinstance(plan.changes[0], Create)
    assert [(one.address, one.what) for one in plan.drift] == [(SET, "gone")]
    assert applied.found("PLN813") == [f"`{SET}` is no longer there, and this plan makes it again; who did it is not known"]


def test_a_digest_without_what_was_made_says_that_something_differs(applied):
    applied.records = [applied.records[0]]
    applied.write("rebased", {"digests": f'{{"{SET}":"{"0" * 64}"}}'}, "b" * 64)
    applied.change(SET, field_permissions={"Lead.Score__c": "read"})
    assert [(one.what, one.parts) for one in applied.plan().drift] == [("unknown", ())]


def test_what_is_ours_and_wanted_no_more_is_forgotten_and_no_drift(applied):
    applied.files |= {"users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\npermission_set: {name: Another}\n"}
    applied.change(SET, field_permissions={"Lead.Score__c": "read"})
    plan = applied.plan()
    assert [type(one) for one in plan.changes if one.address == SET] == [Forget]
    assert plan.drift == ()


def test_what_was_never_ours_and_would_be_replaced_is_said(applied):
    applied.records = applied.records[:1]
    applied.change(SET, user_permissions={"ViewSetup": "yes"})
    assert isinstance(applied.plan().changes[0], Update)
    assert applied.found("PLN815") == [f"`{SET}` is there, and no plan of this ledger made it: what it holds and the specs do not say goes"]


def test_what_is_never_ours_and_only_gains_is_not_warned_of(applied):
    applied.records = applied.records[:1]
    applied.change(SET, field_permissions={"Lead.Motto__c": ""})
    assert applied.found("PLN815") == []


def test_the_way_back_has_no_drift(applied):
    applied.change(SET, field_permissions={"Lead.Score__c": "read"})
    assert applied.plan(back=True).drift == ()


# ------------------------------------------------------------------ what is looked at


def test_what_was_not_seen_completely_refuses_the_plan(applied):
    class Half:
        def observe(self, addresses):
            return Observation({}, frozenset(), frozenset(sorted(addresses)[1:]), "half an org")

    with pytest.raises(NotSeen, match="half an org"):
        observe_live({"salesforce": Half()}, applied.want(), kept(applied.records))


def test_what_is_ours_is_looked_at_although_nobody_wants_it(applied):
    asked = []

    class Asked:
        def observe(self, addresses):
            asked.extend(addresses)
            return Observation({}, frozenset(), frozenset(addresses), "")

    gone = "salesforce.permission_set/Gone"
    applied.write("observed", {"digests": f'{{"{gone}":"{"0" * 64}"}}'})
    observe_live({"salesforce": Asked()}, applied.want(), kept(applied.records))
    assert gone in asked and SET in asked


@pytest.mark.parametrize("org", ["00D7Q000000vKmR", "00D7Q000000vKmRUAU"])
def test_one_org_is_the_same_in_15_and_18_characters(applied, org):
    catalog = applied.compiled().catalog
    assert list(other_places(catalog, Identity("org", {"org": org}, "u", "67.0"))) == []


def test_another_org_is_said(applied):
    catalog = applied.compiled().catalog
    (said,) = other_places(catalog, Identity("org", {"org": "00D9V0000004wHzUAI"}, "u", "67.0"))
    assert said == "the org that answers is `00D9V0000004wHzUAI`, and the environment `production` says `00D7Q000000vKmR`"

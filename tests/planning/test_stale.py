"""A plan holds while every fact that it is bound to does, and no longer."""

from itertools import combinations

import pytest

from plan_estates import MADE, SET, against, built, fine, seen
from small_estate import FILES, spec, user
from syncwright.plan.model import Binding
from syncwright.planning import wanted
from syncwright.planning.stale import stale
from syncwright.records import replace

ONE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: two-way"})}
PLACES = FILES["environments/production.yaml"] + "connectors: {marketo: {munchkin: 123-ABC-456}, ae: {state: paused}}\n"
NOW = "2026-06-01T09:00:00Z"
SET_FILE = "force-app/main/default/permissionsets/Marketo_Sync.permissionset-meta.xml"


def compilation(more=None):
    return fine({**ONE, "environments/production.yaml": PLACES, **(more or {})})


def because(plan, now=NOW, tool="0.1", specs=None, tree=None):
    """Why a plan that was made against an empty tree does not hold."""
    made = compilation(specs)
    return stale(plan, made.catalog, wanted(made, in_source=True), seen(made, tree or {}).observation, tool, now)


@pytest.fixture(scope="module")
def plan():
    return against(compilation(), {})


def test_a_plan_holds_while_nothing_changed(plan):
    assert because(plan) == []


def test_a_plan_of_an_empty_estate_holds_too():
    empty = against(compilation(), built(compilation()))
    assert empty.empty
    assert stale(empty, compilation().catalog, wanted(compilation(), in_source=True), seen(compilation(), {}).observation, "0.1", NOW) == []


#: One fact each: how the bound value is changed, and what is said of it.
FACTS = {
    "estate": ({"estate": "other"}, "the estate is `tiny`"),
    "environment": ({"environment": "uat"}, "the environment is `production`"),
    "specs": ({"specs": "0" * 64}, "the specs mean something else"),
    "tool": ({"tool": "0.2"}, "this version of syncwright is `0.1`"),
    "made": ({"made": "2026-05-31T08:59:59Z"}, "a plan holds for 24 hours"),
    "to come": ({"made": "2026-06-01T09:06:00Z"}, "which is still to come"),
    "no moment": ({"made": "yesterday"}, "does not say when it was made"),
    "org": ({"identity": {"org": "00D000000000000AAA"}}, "the org is"),
    "instance": ({"identity": {"instance": "other.my.salesforce.com"}}, "the instance is"),
    "munchkin": ({"identity": {"connector/marketo": "999-XYZ-999"}}, "the connector/marketo is"),
    "connector less": ({"identity": {"connector/ae": None}}, "the connector/ae is"),
    "connector more": ({"identity": {"connector/telephone": "x"}}, "the connector/telephone is `none`"),
    "observed": ({"observed": {SET: "0" * 64}}, "`salesforce.permission_set/Marketo_Sync` is not as it was"),
    "observed more": ({"observed": {"salesforce.profile/Admin": "0" * 64}}, "`salesforce.profile/Admin` is not as it was"),
    "observed less": ({"observed": {SET: None}}, "`salesforce.permission_set/Marketo_Sync` is not as it was"),
}


def mutated(binding: Binding, *names: str) -> Binding:
    for name in names:
        for attribute, value in FACTS[name][0].items():
            if isinstance(value, dict):
                held = {**getattr(binding, attribute), **value}
                value = {key: said for key, said in held.items() if said is not None}
            binding = replace(binding, **{attribute: value})
    return binding


@pytest.mark.parametrize("name", FACTS)
def test_any_fact_that_differs_is_said(plan, name):
    said = because(replace(plan, binding=mutated(plan.binding, name)))
    assert len(said) == 1
    assert FACTS[name][1] in said[0]


@pytest.mark.parametrize("pair", list(combinations(FACTS, 2)), ids="+".join)
def test_any_two_facts_that_differ_are_said(plan, pair):
    assert because(replace(plan, binding=mutated(plan.binding, *pair)))


def test_the_age_is_counted_to_the_second(plan):
    assert because(plan, now="2026-06-02T08:00:00Z") == []
    assert because(plan, now="2026-06-02T08:00:01Z") == [f"it was made at {MADE}, and a plan holds for 24 hours"]


@pytest.mark.parametrize(
    "specs",
    [
        {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": ""})},
        {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: two-way, pii: contact"})},
        user("permissions: {ViewSetup: {why: w}}"),
        {"users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\nmarketing_user: true\n"},
        {"objects/more.yaml": spec("Contact", {"Motto__c": ""})},
    ],
)
def test_specs_that_mean_something_else_are_noticed(plan, specs):
    assert "the specs mean something else than when the plan was made" in because(plan, specs=specs)


def test_specs_that_only_look_different_are_fine(plan):
    text = ONE["objects/lead.yaml"]
    assert because(plan, specs={"objects/lead.yaml": None, "a/b.yaml": "# moved\n" + text.replace("it is needed", '"it is needed"')}) == []


def test_a_tree_that_changed_is_noticed(plan):
    tree = {SET_FILE: b"<PermissionSet><label>x</label></PermissionSet>"}
    assert because(plan, tree=tree) == ["`salesforce.permission_set/Marketo_Sync` is not as it was when the plan was made"]


def test_of_a_profile_only_the_rows_that_change_are_bound():
    hidden = {
        "objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}),
        **user(more="profile: {name: Sync, manage: true}\n"),
    }
    made = fine(hidden)
    path = "force-app/main/default/profiles/Sync.profile-meta.xml"

    def a_tree(*rows):
        inner = "".join(
            f"<fieldPermissions><editable>{flag}</editable><field>{name}</field><readable>{flag}</readable></fieldPermissions>"
            for name, flag in rows
        )
        return {**built(made), path: f"<Profile>{inner}</Profile>".encode()}

    plan = against(made, a_tree(("Lead.Motto__c", "true")))
    want = wanted(made, in_source=True)
    elsewhere = seen(made, a_tree(("Contact.Email", "true"), ("Lead.Motto__c", "true"))).observation
    assert stale(plan, made.catalog, want, elsewhere, "0.1", NOW) == []
    here = seen(made, a_tree(("Lead.Motto__c", "false"))).observation
    assert stale(plan, made.catalog, want, here, "0.1", NOW) == ["`salesforce.profile/Sync` is not as it was when the plan was made"]

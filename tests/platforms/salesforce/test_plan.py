"""What a plan says of Salesforce: who gains and loses what, one transaction, and what is assigned after it."""

import pytest

from plan_estates import SET, against, built, fine, seen, since, steps
from small_estate import FILES, org, spec, user
from syncwright.inventory import Org
from syncwright.inventory.access import Holder, People
from syncwright.plan.changes import Create
from syncwright.plan.steps import ordered
from syncwright.platform import Planned
from syncwright.platforms.salesforce import steps as deployment
from syncwright.platforms.salesforce.steps import MOST_FILES
from syncwright.resource import Resource

ONE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: two-way"})}


def told(plan, kind):
    return sorted(hazard.says for hazard in plan.hazards if hazard.kind == kind)


@pytest.mark.parametrize(
    ("before", "after", "widens", "takes"),
    [
        ("", "permissions: {ViewSetup: {why: w}}", ["`marketo-sync` can use the user permission `ViewSetup`"], []),
        ("tabs: {T: {visibility: available, why: w}}", "tabs: {T: {why: w}}", ["`marketo-sync` can use the tab `T`"], []),
        ("tabs: {T: {why: w}}", "tabs: {T: {visibility: available, why: w}}", [], ["`marketo-sync` can no longer use the tab `T`"]),
        (
            "objects: {Loose__c: {access: [read, edit], why: w}}",
            "objects: {Loose__c: {access: [read, create], why: w}}",
            ["`marketo-sync` can create records of `Loose__c`"],
            ["`marketo-sync` can no longer edit records of `Loose__c`"],
        ),
        (
            "fields: {Contact.Motto__c: {access: read, why: w}}, objects: {Contact: {access: edit, why: w}}",
            "fields: {Contact.Motto__c: {access: edit, why: w}}, objects: {Contact: {access: edit, why: w}}",
            ["`marketo-sync` can edit `Contact.Motto__c`"],
            [],
        ),
        (
            "fields: {Contact.Motto__c: {access: edit, why: w}}, objects: {Contact: {access: edit, why: w}}",
            "fields: {Contact.Motto__c: {access: read, why: w}}, objects: {Contact: {access: edit, why: w}}",
            [],
            ["`marketo-sync` can no longer edit `Contact.Motto__c`"],
        ),
    ],
)
def test_who_gains_and_who_loses_is_said_part_by_part(before, after, widens, takes):
    plan = since({**ONE, **user(before)}, {**ONE, **user(after)})
    assert (told(plan, "widens"), told(plan, "takes")) == (widens, takes)
    assert {hazard.user for hazard in plan.hazards} <= {"marketo-sync"}


def test_access_that_something_else_still_gives_is_said_so():
    shown = Holder("Sync", "profile", rows={"fields": {"Lead.Motto__c": "read"}, "objects": {"Lead": "read"}})
    held = Org(org(), people=People(profiles={"Sync": shown}))
    profile = user(more="profile: Sync\n")
    plan = since({**ONE, **profile}, {"objects/lead.yaml": spec("Lead", {"Email": ""}), **profile}, held)
    assert "`marketo-sync` can no longer read `Lead.Motto__c`, and still sees it through profile Sync" in told(plan, "takes")


def test_a_set_that_two_users_have_concerns_both():
    more = {**user(name="other", more="with: [Marketo_Sync]\n"), **user()}
    plan = since({**ONE, **more}, {**ONE, **more, **user("permissions: {ViewSetup: {why: w}}")})
    assert {hazard.user for hazard in plan.hazards if hazard.kind == "widens"} == {"marketo-sync", "other"}


def test_personal_data_that_newly_leaves_is_a_hazard_of_its_own():
    plan = since(ONE, {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: two-way", "Score__c": "pii: behaviour"})})
    assert told(plan, "privacy") == ["`Lead.Score__c` holds personal data (`behaviour`) and newly reaches `marketo`"]


def test_a_privacy_class_alone_moves_nothing():
    assert since(ONE, {"objects/lead.yaml": spec("Lead", {"Email": "pii: contact", "Motto__c": "sync: two-way"})}).empty


# ------------------------------------------------------------------ steps

GROUP = {
    "objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}),
    **user(more="group: true\nwith: [Shared]\nmarketing_user: true\n"),
}


def test_everything_is_one_transaction():
    plan = against(fine({**GROUP, "objects/ae.yaml": spec("Contact", {"Email": ""}, "ae")}), {})
    [deploy] = (step for step in plan.steps if step.kind == "deploy")
    assert deploy.atomic
    assert deploy.changes == (
        "salesforce.permission_set/Ae_Integration",
        SET,
        "salesforce.muting_set/Marketo_Sync_Mute",
        "salesforce.permission_set_group/Marketo_Sync_Group",
    )
    assert deploy.title == "deploy 2 permission sets, 1 muting set and 1 permission set group"


def test_a_group_is_assigned_once_it_is_recalculated():
    plan = against(fine(GROUP), {})
    wait = steps(plan)["salesforce.recalculated/Marketo_Sync_Group"]
    assert wait.after == ("salesforce.deploy",)
    assert "answers `Updated`" in wait.proves
    assign = steps(plan)["salesforce.assign/marketo-sync/Marketo_Sync_Group"]
    assert wait.id in assign.after
    assert not any("Shared" in step.id or step.id.endswith("/Marketo_Sync") for step in plan.steps)


def test_an_unassigned_set_does_nothing_so_that_creating_it_assigns_it():
    plan = against(
        fine(
            {
                **ONE,
                "environments/production.yaml": FILES["environments/production.yaml"] + "users: {marketo-sync: {username: m@x.example}}\n",
            }
        ),
        {},
    )
    step = steps(plan)["salesforce.assign/marketo-sync/Marketo_Sync"]
    assert step.title == "assign the permission set `Marketo_Sync` to `m@x.example`"
    assert step.changes == (SET,)


def test_a_set_that_is_there_is_assigned_already():
    compilation = fine(ONE)
    tree = built(fine({"objects/lead.yaml": spec("Lead", {"Email": ""})}))
    assert {step.kind for step in against(compilation, tree).steps} == {"deploy", "backfill"}


@pytest.mark.parametrize(("owners", "owner"), [(("ops", "ops"), "ops"), (("ops", "crm"), "ops"), (("crm", "crm"), "crm")])
def test_a_deployment_has_the_owner_of_its_users_or_of_the_estate(owners, owner):
    files = {
        "estate.yaml": FILES["estate.yaml"].replace("owners: {", "owners: {crm: {title: Admins, contact: crm@tiny.example}, "),
        "objects/lead.yaml": spec("Lead", {"Email": ""}, "marketo, ae"),
        "users/marketo-sync.yaml": f"sync_user: marketo-sync\nowner: {owners[0]}\n",
        "users/ae-integration.yaml": f"sync_user: ae-integration\nowner: {owners[1]}\nkind: account_engagement_integration_user\n",
    }
    assert steps(against(fine(files), {}))["salesforce.deploy"].owner == owner


def test_more_files_than_a_deployment_takes_are_deployed_in_a_row():
    compilation = fine(ONE)
    made = tuple(Create(Resource(f"salesforce.permission_set/S{n:05}", {}), ()) for n in range(MOST_FILES))
    planned = Planned(compilation.catalog, made, (), {}, compilation.seen(), in_source=True)
    [first, second] = ordered(deployment.steps(planned))
    assert (first.id, second.id, second.after) == ("salesforce.deploy/1", "salesforce.deploy/2", ("salesforce.deploy/1",))
    assert len(first.changes) == MOST_FILES - 1 and len(second.changes) == 1


def test_every_change_is_carried_out_by_a_step():
    for plan in (against(fine(GROUP), {}), since({**ONE, "objects/lead.yaml": None}, GROUP), since(GROUP, ONE)):
        carried = {address for step in plan.steps for address in step.changes}
        assert carried == {change.address for change in plan.changes if hasattr(change, "after")}


def test_what_is_not_seen_is_never_planned_with():
    observed = seen(fine(ONE), {"a/permissionsets/Marketo_Sync.permissionset-meta.xml": b"<broken"})
    assert SET not in observed.observation.complete | observed.observation.absent
    assert observed.findings

"""The plan for one reader: about a screen, what they decide on, and who has to approve."""

import pytest

from plan.plans import BINDING, DIRECTIONS, DOCS, MARKETO, OWNERS, WHOLE, changes, create, doc, large, rename, several, update
from syncwright.plan.document import Owner
from syncwright.plan.model import Hazard, Plan
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.views.paint import Paint
from syncwright.views.plan import READERS, for_reader, markdown_for_reader

PLAIN = Paint(colour=False)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["create", "update", "several", "refused", "empty, with its reason"])
def test_what_a_reader_sees(reader, name, snapshot):
    assert for_reader(DOCS[name](), reader, PLAIN) == snapshot


@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_sees_in_a_comment(reader, snapshot):
    assert markdown_for_reader(DOCS["several"](), reader) == snapshot


def block(text, title):
    """The lines below a title."""
    lines = text.split("\n")
    at = lines.index(title) + 1
    return [line.strip() for line in lines[at : lines.index("", at) if "" in lines[at:] else None]]


def seen(plan, reader, **more):
    return for_reader(doc(plan, **more), reader, PLAIN, 1_000)


@pytest.mark.parametrize("reader", READERS)
def test_it_is_about_a_screen_however_large_the_plan(reader):
    assert for_reader(doc(large(100_000, 100, 5_000)), reader, PLAIN, 200).count("\n") < 65
    assert for_reader(DOCS["several"](), reader, PLAIN, 200).count("\n") < 45


def test_what_is_not_shown_is_counted():
    text = seen(large(4_000), "security")
    assert block(text, "access lost")[-1] == "... and 988 more; the plan without `--for` has more"
    assert block(text, "access gained")[-1] == "... and 2,992 more; the plan without `--for` has more"


def test_fields_are_newly_seen_no_longer_seen_and_seen_otherwise():
    before = Resource(MARKETO, {"fields": {"Lead.Fax": "edit", "Lead.Email": "read"}, "permissions": {"ApiEnabled": "yes"}})
    text = seen(Plan(changes([before], [WHOLE]), (), (), BINDING), "marketing")
    through = "through permission set Marketo_Sync for marketo-sync"
    assert block(text, "fields that sync users no longer see") == [f"Lead.Fax: read and write, {through}"]
    assert block(text, "fields that sync users newly see") == [
        f"Lead.HasOptedOutOfEmail: read, {through}",
        f"Lead.Lead_Score__c: read and write, {through}; the spec says to-salesforce",
    ]
    assert block(text, "fields that sync users see otherwise") == [f"Lead.Email: read -> read and write, {through}; the spec says two-way"]


def test_other_access_is_no_field():
    text = seen(
        Plan(
            changes([Resource(MARKETO, {})], [Resource(MARKETO, {"permissions": {"Api.Enabled": "yes"}, "objects": {"A.b": "read"}})]),
            (),
            (),
            BINDING,
        ),
        "marketing",
    )
    assert block(text, "fields that sync users see") == ["the same as before"]


def test_owners_of_what_changes_have_to_approve():
    text = seen(update(), "security")
    assert block(text, "who has to approve") == [
        "Data protection (data-protection, @meridian-valves/data-protection): 1 spec key",
        "Marketing operations (marketing-ops, @meridian-valves/marketing-ops): 1 spec key",
    ]


def test_owners_of_what_stays_are_not_asked():
    before = replace(WHOLE, attributes=WHOLE.attributes | {"fields": WHOLE.attributes["fields"] | {"Lead.Email": "read"}})
    text = seen(Plan(changes([before], [WHOLE]), (), (), BINDING), "security")
    assert [line.split(" (")[0] for line in block(text, "who has to approve")] == ["Marketing operations"]


def test_an_owner_without_a_handle_is_named():
    owners = {key: Owner("ops", "Operations", "") for key in OWNERS}
    assert block(seen(update(), "security", owners=owners), "who has to approve") == ["Operations (ops): 2 spec keys"]


def test_that_nobody_is_named_is_said():
    assert block(seen(update(), "security", owners={}), "who has to approve") == ["no spec behind these changes names an owner"]


def test_what_nobody_asked_for_is_named():
    only = replace(WHOLE, because=WHOLE.because | {"objects": {"Lead:read": WHOLE.because["objects"]["Lead:read"][:1]}})
    text = seen(Plan(changes([], [only]), (), (), BINDING), "security")
    title = "gained though nobody asked for it, as something else needs it"
    assert block(text, title) == ["object Lead: read in permission set Marketo_Sync for marketo-sync"]
    assert title not in seen(create(), "security"), "somebody asked for it, too"


def test_personal_data_is_named_to_those_who_answer_for_it():
    line = "Lead.Lead_Score__c in permission set Marketo_Sync for marketo-sync: privacy: behaviour of people leaves the CRM"
    assert block(seen(update(), "security"), "personal data") == [line]
    assert block(seen(update(), "marketing"), "personal data") == [line]
    assert "privacy" not in seen(update(), "salesforce-admin")


def test_hazards_of_what_is_no_change_are_named():
    loose = Hazard("irreversible", "account_engagement.connector/ae", "it cannot be taken back")
    text = seen(replace(update(), hazards=(loose,)), "marketing")
    assert block(text, "what cannot be taken back") == ["account_engagement.connector/ae: irreversible: it cannot be taken back"]


def test_an_admin_sees_what_is_deployed_and_in_which_order():
    text = seen(several(), "salesforce-admin")
    assert block(text, "what is deployed") == [
        "to remove: field Lead.Fax__c",
        "to change: permission set Marketo_Sync for marketo-sync",
        "waiting: field Lead.Pager__c",
    ]
    assert [line.split(":")[0] for line in block(text, "order")] == [f"step {n}" for n in range(1, 7)]
    assert block(text, "what can fail or waits") == [
        "step 2: pause the sync: if a step after it fails, it stays held",
        "step 6: delete one field: not before 2027-01-15",
    ]
    assert block(text, "by hand") == ["by hand: field Lead.Score__c -> Lead.Lead_Score__c", "by hand: field in Marketo Lead.Score"]


def test_steps_outside_of_deployed_systems_are_for_marketing():
    assert [line.split(" (")[0] for line in block(seen(several(), "marketing"), "steps beside the deploy")] == [
        "step 2: pause the sync",
        "step 3: rename a field",
        "step 4: resume the sync",
    ]
    assert block(seen(update(), "marketing"), "steps beside the deploy") == ["none"]


def test_without_a_deploy_nothing_is_deployed():
    assert block(seen(rename(), "salesforce-admin"), "what is deployed") == ["nothing"]


def test_directions_are_said_only_where_they_are_known():
    assert "the spec says" in seen(create(), "marketing", directions=DIRECTIONS)
    assert "the spec says" not in seen(create(), "marketing", directions={})

"""Salesforce Professional Edition: page layouts open fields, so a runbook says what stands on them, and no permission set is made."""

import json

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from syrupy.assertion import SnapshotAssertion

from plan_estates import against, built, fine, since, steps
from small_estate import FILES, ORG, compiled, found, org, spec, told
from syncwright.inventory import Org
from syncwright.inventory.access import Holder, Layout, People
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.layout_runbook import markdown
from syncwright.platforms.marketo.types.added import added
from syncwright.records import replace

#: The small estate in that edition, with Marketo alone and the user that its set-up page asks for.
HERE = {
    "estate.yaml": FILES["estate.yaml"].replace("enterprise", "professional"),
    "connectors/ae.yaml": None,
    "users/ae-integration.yaml": None,
    "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\nlicense: Salesforce\nprofile: System Administrator\nmarketing_user: true\n",
}
MKTO = {name: replace(added(name), label=label) for name, label in facts.ADDED.items()}
LEAD = {
    "Email": "sync: two-way",
    "HasOptedOutOfEmail": "sync: two-way",
    "Address": "",
    "LastName": "",
    "CreatedDate": "",
    "mkto71_Lead_Score__c": "sync: to-salesforce",
    "mkto71_Inferred_City__c": "sync: to-salesforce",
    "Motto__c": "sync: hidden",
    "Score__c": "retire: {stage: hidden, since: 2026-01-01}",
}


def files(lead=LEAD):
    return {**HERE, "objects/lead.yaml": spec("Lead", lead)}


def holding(*layouts: Layout, profiles: dict[str, Holder] | None = None) -> Org:
    held = org({"Lead": {**ORG["Lead"], **MKTO}})
    return Org(held, people=People(profiles=profiles or {}, layouts={one.name: one for one in layouts}))


FITTING = Layout(
    "Lead-Inbound",
    {name: "edit" for name in ("Address", "Email", "HasOptedOutOfEmail", "Name", "mkto71_Inferred_City__c", "mkto71_Lead_Score__c")},
)
EVENT = Layout("Event-Event Layout", {"IsAllDayEvent": "edit"})
OTHER = Layout("Lead-Fairs", {"Email": "read", "Motto__c": "edit", "Name": "edit", "mkto71_Lead_Score__c": "read"})


def runbook(specs, held) -> dict:
    """What the only connector needs, by object."""
    compilation = compiled(specs, held)
    assert not compilation.failed, told(compilation)
    [connector] = json.loads(data(compilation, "layouts.json"))["connectors"]
    return {one["name"]: one for one in connector["objects"]}


def data(compilation, name: str) -> bytes:
    return next(one.data for one in compilation.artifacts() if one.path == f"marketo/{name}")


def names(fields) -> list[str]:
    return [one["name"] for one in fields]


# ------------------------------------------------------------------ what is built


def test_the_runbook_reads_well(snapshot: SnapshotAssertion):
    assert data(compiled(files(), holding(FITTING, OTHER, EVENT)), "layouts.md").decode() == snapshot


def test_other_editions_have_no_runbook():
    compilation = compiled({**files(), "estate.yaml": FILES["estate.yaml"]}, holding(OTHER))
    assert not [one.path for one in compilation.artifacts() if one.path.startswith("marketo/layouts")]


def test_no_permission_set_is_made():
    compilation = compiled(files(), holding(FITTING, EVENT))
    assert found(compilation) == []
    assert compilation.resources == ()
    assert not [path for path in built(compilation) if "permissionset" in path]


def test_fields_that_the_estate_creates_are_built_all_the_same():
    made = {**LEAD, "Fair__c": "create: {label: Fair, type: Text, length: 80}"}
    assert "force-app/main/default/objects/Lead/fields/Fair__c.field-meta.xml" in built(compiled(files(made), holding(FITTING, EVENT)))


def test_the_section_holds_exactly_the_fields_of_marketo_that_the_specs_sync():
    lead = runbook(files(), holding())["Lead"]
    assert names(lead["section"]) == ["HasOptedOutOfEmail", "mkto71_Inferred_City__c", "mkto71_Lead_Score__c"]
    assert [one["label"] for one in lead["section"]] == ["Email Opt Out", "Inferred City", "Score"]
    assert all(one["edit"] for one in lead["section"])


def test_a_component_stands_there_as_its_whole_and_what_every_record_has_does_not():
    lead = runbook(files(), holding())["Lead"]
    assert names(lead["anywhere"]) == ["Address", "Email", "Name"]


def test_what_is_hidden_or_retired_comes_off():
    assert names(runbook(files(), holding())["Lead"]["off"]) == ["Motto__c", "Score__c"]


def test_events_need_their_all_day_box_whether_or_not_they_sync():
    assert names(runbook(files(), holding())["Event"]["anywhere"]) == ["IsAllDayEvent"]


def test_each_layout_says_what_differs():
    assert runbook(files(), holding(FITTING, OTHER, EVENT))["Lead"]["layouts"] == [
        {"name": "Lead-Fairs", "add": ["Address", "HasOptedOutOfEmail", "mkto71_Inferred_City__c"], "unlock": ["Email", "mkto71_Lead_Score__c"], "remove": ["Motto__c"]},
        {"name": "Lead-Inbound", "add": [], "unlock": [], "remove": []},
    ]  # fmt: skip


def test_layouts_that_the_profile_is_not_assigned_do_not_matter():
    administrator = Holder("Admin", "profile", elsewhere={"layoutAssignments": ("layout: Lead-Inbound",)})
    held = holding(FITTING, OTHER, EVENT, profiles={"Admin": administrator})
    assert [one["name"] for one in runbook(files(), held)["Lead"]["layouts"]] == ["Lead-Inbound"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_what_people_wrote_stays_text(text):
    field = {"name": "A__c", "label": text, "edit": True, "key": "object/Lead#A__c"}
    layout = {"name": f"Lead-{text}", "add": ["A__c"], "unlock": [], "remove": []}
    held = {"name": "Lead", "label": text, "section": [field], "anywhere": [field], "off": [field], "layouts": [layout]}
    doc = {"estate": "e", "environment": "p", "source": "s", "connectors": [
        {"name": "m", "user": "u", "profile": text, "owner": "ops", "owner_title": text, "objects": [held]}
    ]}  # fmt: skip
    page = html.fromstring(f"<div>{github_flavored_markdown_to_html(markdown(doc), Options.CMARK_OPT_UNSAFE)}</div>")
    assert {one.tag for one in page.iter()} <= {"div", "h1", "h2", "h3", "p", "ul", "li", "input", "code", "br"}


# ------------------------------------------------------------------ who sees what


def test_a_user_sees_what_its_layouts_show():
    seen = compiled(files(), holding(FITTING, OTHER, EVENT)).seen()
    [access] = seen("Lead", "Email")
    assert [one.title for one in access.read] == ["page layout Lead-Fairs", "page layout Lead-Inbound"]
    assert [one.title for one in access.edit] == ["page layout Lead-Inbound"]
    assert seen("Lead", "Title") == ()
    assert seen.alike("Lead", ["Email", "City", "Title"])[2] == ()
    assert len(seen("Lead", "City")) == 1


# ------------------------------------------------------------------ findings


def rules(compilation) -> set[str]:
    return {rule for rule, _ in found(compilation)}


def test_layouts_that_fit_give_no_finding():
    assert rules(compiled(files(), holding(FITTING, EVENT))) == set()


def test_what_layouts_lack_or_show_is_found():
    found_there = compiled(files(), holding(OTHER, EVENT)).diagnostics
    assert {one.rule.id for one in found_there} == {"MKT703", "MKT704"}
    [lacking] = [one for one in found_there if one.rule.id == "MKT703"]
    assert "`Address`, `Email`, `HasOptedOutOfEmail`, `mkto71_Inferred_City__c` and `mkto71_Lead_Score__c`" in lacking.message


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("grants: {permissions: {ViewSetup: {why: w}}}", "6:9"),
        ("group: true", "6:8"),
        ("permission_set: {name: Sync}", "6:17"),
    ],
)
def test_what_only_a_permission_set_could_give_is_found(more, where):
    user = {"users/marketo-sync.yaml": f"{HERE['users/marketo-sync.yaml']}{more}\n"}
    assert found(compiled({**files(), **user}, holding(FITTING, EVENT))) == [("SFC644", f"users/marketo-sync.yaml:{where}")]


def test_the_integration_user_of_account_engagement_is_found():
    both = {**files(), **{name: FILES[name] for name in ("connectors/ae.yaml", "users/ae-integration.yaml")}}
    both["objects/contact.yaml"] = spec("Contact", {"Email": ""}, "ae")
    assert found(compiled(both, holding(FITTING, EVENT))) == [("SFC644", "users/ae-integration.yaml:1:12")]


def test_without_layouts_nothing_is_claimed():
    assert rules(compiled(files(), holding())) == {"MKT706"}


# ------------------------------------------------------------------ the plan

BEFORE, AFTER = files({"Email": "", "Title": "", "Rating": ""}), files({"Email": "sync: two-way", "Title": "sync: hidden", "Motto__c": ""})
AT = "marketo.layouts/marketo.Lead"


def test_a_plan_offers_no_permission_set():
    plan = since(BEFORE, AFTER)
    assert [one.address for one in plan.changes] == [AT]


def test_layouts_are_a_step_for_a_person():
    step = steps(since(BEFORE, AFTER))[AT]
    assert (step.kind, step.owner, step.changes) == ("person", "ops", (AT,))
    assert "On the layout: Email (not Read-Only), Motto__c." in step.text
    assert "Off the layout: Title." in step.text
    assert "No spec names these any more, and on the layout Marketo still gets them: Rating." in step.text


def test_what_comes_onto_a_layout_is_seen_for_good_and_what_leaves_is_hidden_in_marketo():
    plan = since(BEFORE, AFTER)
    assert [one.name for one in plan.hazards if one.kind == "irreversible"] == ["Motto__c"]
    assert set(steps(plan)) == {AT, "marketo.hide/marketo", "marketo.values/marketo"}
    assert steps(plan)["marketo.values/marketo"].after == (AT,)


def test_nothing_changed_is_nothing_to_do():
    assert since(BEFORE, BEFORE).empty


def test_against_a_tree_layouts_are_not_compared():
    assert against(fine(BEFORE), {}).empty

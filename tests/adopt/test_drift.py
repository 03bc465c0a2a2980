"""What somebody changed is written into specs that say the same, so that the next plan leaves it alone; what specs cannot say is refused."""

import pytest

from live_estate import LiveEstate
from small_estate import FILES, compiled, spec
from syncwright.adopt.drift import NotSaid, Said, say
from syncwright.files import Tree
from syncwright.plan.drift import Drift
from syncwright.platform import installed
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.text import SourceFile

SET = "salesforce.permission_set/Marketo_Sync"
USER = "salesforce.assignments/marketo-sync"
ONE = {
    "objects/lead.yaml": spec(
        "Lead", {"Motto__c": "sync: {marketo: two-way, ae: from-salesforce}", "Score__c": "sync: two-way"}, "marketo, ae"
    ),
    "users/marketo-sync.yaml": (
        "sync_user: marketo-sync\nowner: ops\nwith: [Shared]\ngrants:\n  # what support asked for\n  permissions:\n"
        "    ViewSetup: {why: support asks}\n    ViewRoles: {why: support asks}\n  objects:\n    Device__c: {access: [read, edit], why: w}\n"
    ),
}


@pytest.fixture
def applied() -> LiveEstate:
    estate = LiveEstate(ONE)
    estate.apply()
    return estate


def adopted(estate: LiveEstate, address: str = SET, by: str | None = "Ann Admin") -> Said:
    """What is written of the drift; then it is what the estate says."""
    drift = next(one for one in estate.plan().drift if one.address == address)
    texts = {**FILES, **estate.files}
    tree = Tree([SourceFile(f"specs/{path}", text.encode()) for path, text in sorted(texts.items())])

    def compile_tree(one: Tree):
        return compiled({source.path.removeprefix("specs/"): source.text for source in one.sources})

    drift = replace(drift, by=by, at="2026-06-02T10:00:00Z" if by else None)
    said = say(drift, estate.compiled().catalog, tree, "specs", installed(), compile_tree)
    estate.files |= {path.removeprefix("specs/"): text for path, text in said.files.items()}
    return said


@pytest.mark.parametrize(
    "change",
    [
        {"user_permissions": {"RunReports": "yes"}},
        {"user_permissions": {"ViewSetup": ""}},
        {"user_permissions": {"ViewSetup": "", "ViewRoles": "", "ApiEnabled": "yes"}},
        {"field_permissions": {"Device__c.Text__c": "read"}},
        {"field_permissions": {"Lead.Motto__c": "read"}},
        {"field_permissions": {"Lead.Motto__c": ""}},
        {"field_permissions": {"Lead.Score__c": ""}},
        {"object_permissions": {"Device__c": "read edit delete"}},
        {"object_permissions": {"Device__c": "read"}},
        {"tabs": {"standard-Lead": "available"}},
        {"label": "Marketing sync"},
        {"label": "Marketing sync", "field_permissions": {"Lead.Motto__c": "", "Device__c.Text__c": "edit"}, "apps": {"Sales": "yes"}},
    ],
    ids=str,
)
def test_what_was_changed_in_the_org_is_said_and_plans_empty(applied, change):
    applied.change(SET, **change)
    assert not applied.plan().empty
    adopted(applied)
    plan = applied.plan()
    assert [(edit.attribute, edit.name) for one in plan.changes if one.address == SET for edit in one.edits] == []
    assert plan.drift == ()


def test_a_row_says_who_changed_it_and_when(applied):
    applied.change(SET, user_permissions={"RunReports": "yes"})
    (text,) = adopted(applied).files.values()
    assert '    RunReports: {why: "adopted from a change by Ann Admin at 2026-06-02T10:00:00Z"}\n' in text
    assert "  # what support asked for\n" in text


def test_where_nobody_knows_who_it_says_that_it_was_in_the_org(applied):
    applied.change(SET, user_permissions={"RunReports": "yes"})
    (text,) = adopted(applied, by=None).files.values()
    assert "    RunReports: {why: adopted from a change in the org}\n" in text


def test_another_connector_keeps_the_way_it_had(applied):
    applied.change(SET, field_permissions={"Lead.Motto__c": ""})
    adopted(applied)
    directions = applied.compiled().catalog.objects["Lead"].fields["Motto__c"].directions
    assert directions == {"marketo": "hidden", "ae": "from-salesforce"}


def test_a_permission_set_that_the_user_got_or_lost_is_said(applied):
    applied.change(USER, assigned={"Shared": "", "Other": "permission set"})
    adopted(applied, USER)
    assert applied.compiled().catalog.users["marketo-sync"].spec.with_ == ("Other",)
    assert applied.plan().drift == ()


def test_the_set_that_is_made_for_a_user_cannot_be_taken_away_by_specs(applied):
    applied.change(USER, assigned={"Marketo_Sync": ""})
    with pytest.raises(NotSaid, match="`marketo-sync` no longer has `Marketo_Sync`, which is made for it"):
        adopted(applied, USER)


def test_what_something_else_asks_for_comes_back(applied):
    applied.change(SET, object_permissions={"Lead": ""})
    adopted(applied)
    assert "Lead:read" in [edit.name for one in applied.plan().changes for edit in one.edits]


@pytest.mark.parametrize("what", ["gone", "back", "unknown"])
def test_what_is_no_change_of_parts_is_refused_in_words(applied, what):
    drift = Drift(SET, what, (), applied.at, "a" * 64, None, None)
    with pytest.raises(NotSaid, match=f"`{SET}`"):
        say(drift, applied.compiled().catalog, Tree([]), "specs", installed(), lambda one: applied.compiled())


def test_what_belongs_to_no_user_is_refused(applied):
    field = "salesforce.field/Lead.New__c"
    applied.files |= {
        "objects/lead.yaml": spec("Lead", {"New__c": "create: {label: New, type: Text, length: 20}"}, "marketo, ae"),
    }
    applied.apply("b" * 64)
    assert isinstance(applied.target.resources[field], Resource)
    applied.change(field, label="Newer")
    with pytest.raises(NotSaid, match="is neither the permission set of a sync user nor what one has"):
        adopted(applied, field)

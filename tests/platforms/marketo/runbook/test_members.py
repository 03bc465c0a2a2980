"""Programme members as tasks: their fields with the types of Adobe's table, what they are mapped to, and the statuses of a channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_estates import RUNS, marketo, spec, tasks
from small_estate import org
from syncwright.inventory import Field
from syncwright.platforms.marketo.runbook.member_types import member_type
from syncwright.platforms.marketo.runbook.members import channels, slug

ON = "options: {campaign_sync: true}\n"
HELD = org(
    {"CampaignMember": {"Source__c": Field(type="Text", label="Source"), "Guests__c": Field(type="Number", scale=0, label="Guests")}}
)
FILES = {
    **RUNS,
    **marketo(ON + "program_member_fields:\n  Source__c: {field: Invited by, why: w}\n  Guests__c: {field: Guests, why: w}\n"),
    "objects/member.yaml": spec("CampaignMember", {"Source__c": "sync: two-way", "Guests__c": "sync: two-way"}),
}


def test_fields_are_made_with_the_type_that_they_can_be_mapped_with():
    found = tasks(FILES, HELD)
    assert found["program-member-fields/make"].values == (("Guests", "Integer"), ("Invited by", "String"))
    assert found["program-member-fields/make"].path == "Admin > Field Management > New Custom Field"


def test_they_are_mapped_once_they_are_there_and_campaign_sync_is_on():
    task = tasks(FILES, HELD)["program-member-fields/map"]
    assert task.values == (("Guests (Guests__c)", "Guests"), ("Source (Source__c)", "Invited by"))
    assert task.after == ("program-member-fields/make", "campaign-sync")


@pytest.mark.parametrize(
    ("held", "made"),
    [
        (Field(type="Text"), "String"),
        (Field(type="MultiselectPicklist"), "String"),
        (Field(type="Lookup", references=("User",)), "String"),
        (Field(type="Number", scale=0), "Integer"),
        (Field(type="Number"), "Integer"),
        (Field(type="Number", scale=2), "Float"),
        (Field(type="Checkbox"), "Boolean"),
        (Field(type="DateTime"), "Datetime"),
        (Field(type="Url"), "URL"),
        (Field(type="LongTextArea"), None),
        (Field(type="Currency", scale=2), None),
        (Field(), None),
        (None, None),
    ],
)
def test_types_are_those_of_adobes_table(held, made):
    assert member_type(held) == made


def test_a_type_that_the_table_does_not_have_is_said_to_be_not_documented():
    held = org({"CampaignMember": {"Source__c": Field(type="LongTextArea"), "Guests__c": Field(type="Number")}})
    assert dict(tasks(FILES, held)["program-member-fields/make"].values)["Invited by"] == "not documented"


def test_statuses_are_typed_in_their_order_on_both_sides():
    files = {**RUNS, **marketo(ON + "member_statuses: {Trade Show: [Invited, Registered, No Show]}\n")}
    task = tasks(files)["member-statuses/trade-show"]
    assert task.values == (("Status 1", "Invited"), ("Status 2", "Registered"), ("Status 3", "No Show"))
    assert task.path == "Admin > Tags > Channel > Trade Show"


@given(st.text())
def test_an_id_holds_nothing_that_a_shell_or_a_page_would_read(text):
    assert all(c.isalnum() or c == "-" for c in slug(text))


@given(st.lists(st.text(st.sampled_from("aB2 -!"), min_size=1), unique=True))
def test_each_channel_has_a_task_of_its_own(names):
    found = list(channels(names))
    assert len({task for task, _ in found}) == len({name for _, name in found}) == len(names)


def test_channels_whose_names_differ_in_signs_alone_are_counted():
    assert dict(channels(["Show!", "Show?"])) == {"member-statuses/show": "Show!", "member-statuses/show-2": "Show?"}

"""The difference between two sets of resources: nothing is lost, nothing is made up, and order means nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.plan.changes import Create, Delete, Forget, Recreate, Rename, Update, removals
from syncwright.plan.diff import NotSeen, Removal, diff
from syncwright.resource import AttributeType, Observation, Resource, ResourceType
from syncwright.want import Reason

SET = ResourceType(
    "p.set",
    "set",
    {
        "label": AttributeType("label", "scalar"),
        "license": AttributeType("licence", "scalar", on_change="recreate"),
        "fields": AttributeType("field", "map", access=True),
        "objects": AttributeType("object", "words", access=True),
    },
)
PROFILE = ResourceType("p.profile", "profile", {"fields": AttributeType("field", "map", access=True)}, whole=False)
TYPES = {one.name: one for one in (SET, PROFILE)}


def observed(*resources, absent=()):
    by_address = {one.address: one for one in resources}
    return Observation(by_address, frozenset(by_address), frozenset(absent), "the tree")


def changes(before, after, removed=()):
    """The changes from what is there to what is wanted; what is wanted and not there is known to be absent."""
    wanted = {one.address: one for one in after}
    there = {one.address for one in before}
    return diff(wanted, observed(*before, absent=wanted.keys() - there), TYPES, {one.address: one for one in removed})


def a_set(name="A", **attributes):
    return Resource(f"p.set/{name}", attributes)


def test_what_is_not_there_is_created_with_all_its_parts():
    [change] = changes([], [a_set(label="a", fields={"Lead.Email": "edit"}, objects={"Lead": "read edit"})])
    assert isinstance(change, Create)
    assert [(e.attribute, e.name, e.old, e.new) for e in change.edits] == [
        ("label", None, None, "a"),
        ("fields", "Lead.Email", None, "edit"),
        ("objects", "Lead:edit", None, "yes"),
        ("objects", "Lead:read", None, "yes"),
    ]


def test_the_same_is_no_change_whatever_the_order():
    before = a_set(fields={"a": "read", "b": "edit"}, objects={"Lead": "read edit"})
    after = a_set(objects={"Lead": "edit read"}, fields={"b": "edit", "a": "read"}, label="")
    assert changes([before], [after]) == []


def test_a_word_less_is_a_removal_of_its_own():
    [change] = changes([a_set(objects={"Lead": "read edit delete"})], [a_set(objects={"Lead": "read edit"})])
    assert isinstance(change, Update)
    assert [(e.name, e.old) for e in removals(change)] == [("Lead:delete", "yes")]


def test_less_of_a_field_is_no_removal_but_a_change():
    [change] = changes([a_set(fields={"a": "edit"})], [a_set(fields={"a": "read"})])
    assert [(e.old, e.new) for e in change.edits] == [("edit", "read")]
    assert list(removals(change)) == []


def test_what_cannot_be_changed_in_place_is_recreated():
    [change] = changes([a_set(license="one", fields={"a": "read"})], [a_set(license="two", fields={"a": "read"})])
    assert isinstance(change, Recreate)
    assert [e.attribute for e in change.because] == ["license"]


def test_of_a_profile_only_what_is_named_is_ours():
    before = Resource("p.profile/Admin", {"fields": {"a": "read", "b": "edit"}})
    [change] = changes([before], [Resource("p.profile/Admin", {"fields": {"b": "none"}})])
    assert [(e.name, e.old, e.new) for e in change.edits] == [("b", "edit", "none")]


def test_a_rename_is_a_rename():
    after = Resource("p.set/B", {"fields": {"a": "read"}}, previously="p.set/A")
    [change] = changes([a_set("A", fields={"a": "edit"})], [after])
    assert isinstance(change, Rename)
    assert (change.before.address, change.address, len(change.edits)) == ("p.set/A", "p.set/B", 1)


def test_a_rename_that_happened_is_no_rename():
    after = Resource("p.set/B", {"fields": {"a": "read"}}, previously="p.set/A")
    assert changes([Resource("p.set/B", {"fields": {"a": "read"}})], [after]) == []


def test_what_is_wanted_no_more_is_forgotten_and_stays():
    [change] = changes([a_set(fields={"a": "read"})], [])
    assert isinstance(change, Forget)
    assert change.edits == ()


def test_only_a_person_deletes():
    why = Reason("nobody uses it", "object/Lead#a", "lead.yaml", ("fields", "a"))
    [change] = changes([a_set(fields={"a": "read"})], [], [Removal("p.set/A", (why,), "2027-01-01")])
    assert isinstance(change, Delete)
    assert (change.until, change.reasons) == ("2027-01-01", (why,))
    assert [e.name for e in removals(change)] == ["a"]


def test_what_was_not_seen_is_never_planned_with():
    with pytest.raises(NotSeen, match="p.set/A"):
        diff({"p.set/A": a_set()}, Observation({}, frozenset(), frozenset(), "half a tree"), TYPES)


def test_what_was_seen_in_part_is_never_planned_with():
    partly = Observation({"p.set/A": a_set()}, frozenset(), frozenset(), "half a tree")
    with pytest.raises(NotSeen, match="half a tree"):
        diff({"p.set/A": a_set(fields={"a": "read"})}, partly, TYPES)


names = st.sampled_from(["Lead.A", "Lead.B", "Contact.A", "X__c.Y__c", "Ä.B"])
rows = st.dictionaries(names, st.sampled_from(["read", "edit"]))
words = st.dictionaries(names, st.lists(st.sampled_from(["read", "create", "edit", "delete"]), unique=True, min_size=1).map(" ".join))
sets = st.builds(lambda fields, objects: a_set(fields=fields, objects=objects), rows, words)


def parts(resource):
    """What a set grants, worked out apart from the diff."""
    fields = {("fields", name, how) for name, how in resource.attributes["fields"].items()}
    return fields | {("objects", name, word) for name, said in resource.attributes["objects"].items() for word in said.split()}


@settings(max_examples=2_000, deadline=None)
@given(sets, sets)
def test_removals_are_what_was_seen_less_what_is_wanted(before, after):
    edits = [edit for change in changes([before], [after]) for edit in change.edits]
    lost = {(e.attribute, *(e.name.rsplit(":", 1) if e.attribute == "objects" else (e.name, e.old))) for e in edits if e.old is not None}
    gained = {(e.attribute, *(e.name.rsplit(":", 1) if e.attribute == "objects" else (e.name, e.new))) for e in edits if e.new is not None}
    assert lost == parts(before) - parts(after)
    assert gained == parts(after) - parts(before)

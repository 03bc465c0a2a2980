"""An entry is taken out of a spec's text, and nothing else of it changes."""

import pytest

from syncwright.syntax.drop import drop, drop_items
from syncwright.syntax.edit import EditError

USER = """# who syncs
sync_user: marketo-sync
with: [Shared, Other]
grants:
  why: adopted
  # what support asked for
  permissions:
    ViewSetup: {why: support asks}  # until spring
    # the login itself
    ApiEnabled:
  tabs: {standard-Lead: , standard-Contact: {visibility: available}}
"""


@pytest.mark.parametrize(
    ("keys", "old", "new"),
    [
        (["grants", "permissions", "ViewSetup"], "    ViewSetup: {why: support asks}  # until spring\n", ""),
        (["grants", "permissions", "ApiEnabled"], "    ApiEnabled:\n", ""),
        (["with", "Shared"], "[Shared, Other]", "[Other]"),
        (["with", "Other"], "[Shared, Other]", "[Shared]"),
        (["grants", "tabs", "standard-Contact"], " , standard-Contact: {visibility: available}}", " }"),
        (["grants", "tabs", "standard-Lead"], "standard-Lead: , ", ""),
    ],
)
def test_an_entry_goes_and_the_rest_stays(keys, old, new):
    assert drop(USER, keys) == USER.replace(old, new)


def test_what_is_empty_then_goes_too_as_far_as_is_said():
    text = "sync_user: u\ngrants:\n  tabs:\n    standard-Lead: {why: w}\nowner: ops\n"
    keys = ["grants", "tabs", "standard-Lead"]
    assert drop(text, keys, 2) == "sync_user: u\nowner: ops\n"
    assert drop(text, keys, 1) == "sync_user: u\ngrants:\nowner: ops\n"
    assert drop(text, [*keys, "why"]) == text.replace("{why: w}", "{}")
    assert drop("sync_user: u\nwith: [A]\nowner: ops\n", ["with", "A"], 1) == "sync_user: u\nowner: ops\n"
    assert drop("sync_user: u\nwith: A\nowner: ops\n", ["with", "A"], 1) == "sync_user: u\nowner: ops\n"


def test_an_item_of_a_block_list_goes():
    assert drop("sync_user: u\nwith:\n  - A\n  - B # ours\n", ["with", "B"]) == "sync_user: u\nwith:\n  - A\n"


def test_what_is_not_there_cannot_go():
    with pytest.raises(EditError, match="there is no `Gone` to take out"):
        drop(USER, ["grants", "permissions", "Gone"])


LISTS = "a:\n  - one   # first\n  - two\n  - three\n  - four   # last\nb: [x, y, z]\nc: {d: [u, v]}\n"


def test_items_of_several_lists_go_at_once():
    gone = [("a", "one"), ("a", "three"), ("b", "y"), ("b", "z"), ("c", "d", "u")]
    assert drop_items(LISTS, gone) == "a:\n  - two\n  - four   # last\nb: [x]\nc: {d: [v]}\n"
    one_by_one = LISTS
    for path in gone:
        one_by_one = drop(one_by_one, path)
    assert drop_items(LISTS, gone) == one_by_one


def test_an_item_that_is_not_there_cannot_go():
    with pytest.raises(EditError, match="there is no `four` to take out"):
        drop_items(LISTS, [("a", "one"), ("b", "four")])

"""A plan carried out on a folder: afterwards nothing is left to plan, and nothing else was touched."""

import pytest
from hypothesis import assume, given, settings

from plan_estates import SET, against, carried_out, fine
from plan_generated import estates, trees
from small_estate import TODAY, compiled, spec
from syncwright.plan.carry import carried
from syncwright.plan.changes import Forget, removals
from syncwright.plan.digests import read_back
from syncwright.planning import wanted
from syncwright.targets.folder import OutputRefused, carry_out, folders


def done(compilation, tree):
    """What a folder holds after a plan was carried out on it, and the plan."""
    plan = against(compilation, tree)
    now = carried(plan, TODAY)
    changes = [change for change in plan.changes if change.address in now.addresses]
    return carried_out(compilation, changes, tree), plan, now


def check(files, tree):
    compilation = compiled(files)
    assume(not compilation.failed)
    after, plan, now = done(compilation, tree)
    again = against(compilation, after)
    assert {change.address for change in again.changes} == {change.address for change in plan.changes} - now.addresses
    assert all(change.until is not None for change in again.changes)  # what waits, and nothing else
    untouched = [
        path for path in tree if not path.endswith(("Marketo_Sync.permissionset-meta.xml", "Sync.profile-meta.xml", ".field-meta.xml"))
    ]
    assert {path: after.get(path) for path in untouched} == {path: tree[path] for path in untouched}
    assert done(compilation, after)[0] == after
    handled = {address for step in plan.steps for address in step.changes}
    assert handled >= {change.address for change in plan.changes if not isinstance(change, Forget)}


@settings(max_examples=150, deadline=None)
@given(estates(), trees)
def test_after_a_plan_is_carried_out_nothing_is_left_to_plan(files, tree):
    check(files, tree)


@pytest.mark.long
@settings(max_examples=2_500, deadline=None)
@given(estates(), trees)
def test_after_a_plan_is_carried_out_nothing_is_left_to_plan_at_length(files, tree):
    check(files, tree)


@settings(max_examples=100, deadline=None)
@given(estates(), estates())
def test_from_one_estate_to_another_every_removal_is_listed(before, after):
    old, new = compiled(before), compiled(after)
    assume(not old.failed and not new.failed)
    tree, _, _ = done(old, {})
    plan = against(new, tree)
    wants = {one.address: one for one in wanted(new, in_source=True).resources.values()}
    had = {one.address: one for one in old.resources}
    for address in had.keys() & wants.keys():
        if address.startswith(SET.partition("/")[0] + "/"):
            lost = {
                (attribute, name)
                for attribute, rows in had[address].attributes.items()
                if not isinstance(rows, str) and attribute != "object_permissions"
                for name in rows.keys() - wants[address].attributes[attribute].keys()
            }
            listed = {
                (e.attribute, e.name)
                for c in plan.changes
                if c.address == address
                for e in removals(c)
                if e.attribute != "object_permissions"
            }
            assert listed == lost


# ------------------------------------------------------------------ on disk


def test_files_are_swapped_in_at_once_and_others_stay(tmp_path):
    root = tmp_path / "org"
    (root / "a/b").mkdir(parents=True)
    (root / "a/b/kept").write_bytes(b"\r\n\0")
    (root / "a/old").write_text("old")
    (root / "a/run").write_text("x")
    (root / "a/run").chmod(0o755)
    (root / "link").symlink_to("a/b/kept")
    carry_out(str(root), {"a/new/x": b"1", "a/old": None, "a/b/c": b"2"})
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}
    assert found == {"a/b/kept", "a/run", "link", "a/new/x", "a/b/c"}
    assert (root / "a/b/kept").read_bytes() == b"\r\n\0"
    assert (root / "a/run").stat().st_mode & 0o777 == 0o755
    assert (root / "link").is_symlink()


def test_what_is_in_the_way_leaves_everything_as_it_was(tmp_path):
    root = tmp_path / "org"
    (root / "a").mkdir(parents=True)
    (root / "a/b").write_text("a file")
    with pytest.raises(OutputRefused):
        carry_out(str(root), {"a/b/c": b"1"})
    assert (root / "a/b").read_text() == "a file"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["org"]


def test_folders_are_listed_without_hidden_ones_and_links(tmp_path):
    for name in ("a/b/c", ".git/x", "d"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "l").symlink_to("a")
    assert folders(str(tmp_path)) == ["a", "a/b", "a/b/c", "d"]


def test_what_does_not_read_back_is_named():
    compilation = fine({"objects/lead.yaml": spec("Lead", {"Email": ""})})
    plan = against(compilation, {})
    want = wanted(compilation, in_source=True)
    after = carried_out(compilation, plan.changes, {})
    from plan_estates import seen

    assert read_back(plan, frozenset({SET}), seen(compilation, after).observation, want.types) == []
    half = {path: data.replace(b"<editable>false", b"<editable>true") for path, data in after.items()}
    assert read_back(plan, frozenset({SET}), seen(compilation, half).observation, want.types) == [SET]
    assert read_back(plan, frozenset({SET}), seen(compilation, {}).observation, want.types) == [SET]

"""Entry points, read by ourselves, are those that Python's own reader finds."""

from importlib import metadata

import pytest

from syncwright.files.entry_points import entry_points


def test_the_platforms_are_those_that_python_finds():
    theirs = {point.name: point.value for point in metadata.entry_points(group="syncwright.platforms")}
    assert entry_points("syncwright.platforms") == theirs
    assert set(theirs) == {"account_engagement", "marketo", "salesforce"}


@pytest.mark.parametrize("group", sorted(metadata.entry_points().groups))
def test_every_other_group_reads_the_same(group):
    theirs = {}
    for point in metadata.entry_points(group=group):
        theirs.setdefault(point.name, point.value.split("[")[0].strip())
    ours = entry_points(group)
    assert set(ours) == set(theirs)
    assert sorted(ours.values()) == sorted(theirs.values())


def test_a_group_that_nobody_has_is_empty():
    assert entry_points("nobody.has.this") == {}

"""The list of mutants that nobody notices: each has a reason, and is of a module that is tried."""

import pytest

from mutation.emitters import EMITTERS
from mutation.survivors import LISTED, listed, table


def test_the_list_has_a_reason_above_each_mutant():
    assert listed("# x\n\n## formula\n\nBecause.\n\n- ``a``\n- ``b: `c` → d``\n") == {"formula": {"a", "b: `c` → d"}}
    with pytest.raises(ValueError, match="no reason"):
        listed("## formula\n- ``a``\n")
    assert listed(LISTED.read_text("utf-8")).keys() <= EMITTERS.keys()


def test_what_is_printed_can_be_listed():
    names = ["a: `x` → y", "b: x → `y`"]
    assert listed(f"## formula\n\nBecause.\n\n{table(names)}\n") == {"formula": {*names}}


def test_what_is_tried_is_there(repository):
    for one in EMITTERS.values():
        assert (repository / one.path).is_file()
        for test in one.tests:
            assert (repository / test.partition("::")[0]).is_file(), test

"""What was adopted is what is there: a plan against the file that it came from changes nothing of it."""

from functools import cache
from pathlib import Path

import pytest

from adopt.estates import BARE, adopted, org, read
from conftest import REAL_DATA
from plan_estates import request
from syncwright.planning import observe_source, plan_estate, wanted
from syncwright.text import SourceFile

OWN = Path(__file__).parents[1] / "orgs" / "meridian"


@cache
def sets(*roots: Path) -> list[tuple[Path, Path]]:
    """Every permission set in these trees, with the tree it lies in."""
    return [(root, path) for root in roots for path in sorted(root.rglob("*.permissionset-meta.xml"))]


def named(pair: tuple[Path, Path] | None) -> str:
    return "none" if pair is None else f"{pair[0].name}: {pair[1].relative_to(pair[0]).as_posix()}"


def real() -> list[tuple[Path, Path]]:
    return sets(*(path for path in sorted(REAL_DATA.iterdir()) if path.is_dir())) if REAL_DATA.is_dir() else []


def unchanged(pair: tuple[Path, Path]) -> None:
    """Adopt a set into an estate of its own, and plan against the file."""
    tree, path = pair
    compilation = adopted([read(path)], org(tree), BARE).after
    assert not compilation.failed, [one.message for one in compilation.diagnostics if one.severity == "error"]
    want = wanted(compilation, in_source=True)
    observed = observe_source(compilation, [SourceFile(path.as_posix(), path.read_bytes())], want.addresses, "the file")
    if b"%%%" in path.read_bytes():
        # Placeholders can be adopted, as they mean something. A plan would write them away.
        assert [finding.message for finding in observed.findings] == ["the file holds placeholders"]
        return
    assert observed.findings == ()
    plan = plan_estate(compilation, want, observed.observation, request(in_source=True))
    assert [(change.address, [edit for edit in change.edits][:5]) for change in plan.changes] == []


@pytest.mark.parametrize("pair", sets(OWN), ids=named)
def test_a_set_of_our_own_org_that_was_adopted_needs_no_change(pair):
    unchanged(pair)


@pytest.mark.real_orgs
@pytest.mark.parametrize("pair", real() or [None], ids=named)
def test_a_real_set_that_was_adopted_needs_no_change(pair):
    unchanged(pair)

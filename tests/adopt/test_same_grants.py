"""Adopt, then build: the same grants. Judged by `comparison`, which is written apart from all that reads and writes permission sets here."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from adopt import comparison
from adopt.estates import BARE, MARKETO, adopted, built, org, read, specs_after, union
from conftest import REAL_DATA
from syncwright.syntax import parse
from syncwright.syntax.format import format_text
from syncwright.text import SourceFile

OWN = Path(__file__).parents[1] / "orgs" / "meridian"
SERVICE_DESK = OWN / "force-app/main/default/permissionsets/Service_Desk.permissionset-meta.xml"


@cache
def files(*roots: Path) -> list[tuple[Path, Path]]:
    """Every permission set and profile, with the tree it lies in."""
    return [(tree, path) for tree in roots for path in comparison.holders(tree)]


def real_files() -> list[tuple[Path, Path]]:
    trees = sorted(path for path in REAL_DATA.iterdir() if path.is_dir()) if REAL_DATA.is_dir() else []
    return files(*trees)


def named(pair: tuple[Path, Path]) -> str:
    return f"{pair[0].name}: {pair[1].relative_to(pair[0]).as_posix()}"


own = pytest.mark.parametrize("pair", files(OWN), ids=named)
real = pytest.mark.parametrize("pair", [pytest.param(pair, id=named(pair), marks=pytest.mark.real_orgs) for pair in real_files()] or [None])


def same_after(pair: tuple[Path, Path], specs: dict[str, str]) -> dict[str, str]:
    """Adopt a file, build, and compare. The specs that came of it."""
    tree, path = pair
    after = specs_after(adopted([read(path)], org(tree), specs), specs)
    [(name, xml)] = built(after, org(tree)).items()
    wanted = comparison.rows(path.read_bytes())
    assert comparison.differences(wanted, comparison.rows(xml)) == []
    if "permissionset" in path.name:
        assert name == f"{path.name.partition('.')[0]}.permissionset-meta.xml"
        said, given = comparison.about(xml), comparison.about(path.read_bytes())
        assert said == given
    return after


def well_written(specs: dict[str, str]) -> None:
    """What was written is in the formatter's form."""
    for name, text in specs.items():
        assert parse(SourceFile(name, text.encode())).tree is not None
        assert name in BARE or text == format_text(text), name


@own
def test_every_file_of_our_own_org_grants_the_same(pair):
    well_written(same_after(pair, BARE))


@own
def test_every_file_of_our_own_org_grants_the_same_to_a_user_of_marketo(pair):
    well_written(same_after(pair, {**BARE, **MARKETO}) | BARE)


@real
def test_every_real_file_grants_the_same(pair):
    if pair is None:
        pytest.skip("left out: needs the real org trees")
    well_written(same_after(pair, BARE))


@real
def test_every_real_file_grants_the_same_to_a_user_of_marketo(pair):
    if pair is None:
        pytest.skip("left out: needs the real org trees")
    same_after(pair, {**BARE, **MARKETO})


def merged_two(one: tuple[Path, Path], two: tuple[Path, Path], *, at_once: bool) -> None:
    """Two files of one tree for one user, in one call or one after the other: what is built grants what either does."""
    tree, specs = one[0], {**BARE, **MARKETO}
    first, second = read(one[1]), read(two[1])
    if at_once:
        after = specs_after(adopted([first, second], org(tree), specs), specs)
    else:
        once = specs_after(adopted([first], org(tree), specs), specs)
        after = specs_after(adopted([second], org(tree), once), once)
    [xml] = built(after, org(tree)).values()
    wanted = union([comparison.rows(path.read_bytes()) for _, path in (one, two)])
    assert comparison.differences(wanted, comparison.rows(xml)) == []


def neighbours(pairs: list[tuple[Path, Path]]) -> list[tuple[tuple[Path, Path], tuple[Path, Path]]]:
    """Each file with the next one of its tree, whatever they have in common."""
    return [(one, two) for one, two in zip(pairs, pairs[1:], strict=False) if one[0] == two[0]]


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one after the other"])
def test_two_files_of_our_own_org_grant_together_what_either_does(at_once):
    for one, two in neighbours(files(OWN)):
        merged_two(one, two, at_once=at_once)


@pytest.mark.real_orgs
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one after the other"])
def test_two_real_files_grant_together_what_either_does(at_once):
    for one, two in neighbours(real_files()):
        merged_two(one, two, at_once=at_once)


@pytest.mark.real_orgs
def test_the_real_files_are_those_that_we_think():
    found = real_files()
    assert len(found) == 87
    assert sum(path.name.lower().endswith((".profile", ".profile-meta.xml")) for _, path in found) == 17
    rows = [comparison.rows(path.read_bytes()) for _, path in found]
    assert sum(len(names) for one in rows for names in one.values()) > 4_000


@pytest.mark.real_orgs
def test_what_is_called_a_profile_and_is_a_manifest_is_not_compared(real_data):
    assert comparison.root_tag((real_data / "outboundfunds/lib/admin.profile-meta.xml").read_bytes()) == "Package"


# ------------------------------------------------------------------ that the comparison itself is worth something


def test_the_comparison_imports_nothing_of_ours():
    tree = ast.parse(Path(comparison.__file__).read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"pathlib", "xml.etree"}


def test_our_own_org_has_every_element_that_grants():
    rows = [comparison.rows(path.read_bytes()) for _, path in files(OWN)]
    assert {tag for one in rows for tag in one} == comparison.NAMED_BY.keys() - {"tabVisibilities"}


@pytest.mark.parametrize("tag", sorted(comparison.NAMED_BY.keys() - {"tabVisibilities"}))
def test_a_row_that_is_lost_or_changed_is_told(tag):
    """Each row of a set that has every element, taken away and turned round."""
    xml = SERVICE_DESK.read_text("utf-8")
    whole = comparison.rows(xml.encode())
    found = re.findall(rf"    <{tag}>.*?</{tag}>\n", xml, re.DOTALL)
    assert found, "the set has every element"
    for row in found:
        assert comparison.differences(whole, comparison.rows(xml.replace(row, "").encode())), row
        for true in ("<{}>true</{}>".format(*[word] * 2) for word in re.findall(r"<(\w+)>true<", row)):
            turned = row.replace(true, true.replace("true", "false"))
            assert comparison.differences(whole, comparison.rows(xml.replace(row, turned).encode())), turned


def test_what_is_not_known_is_not_passed_over():
    with pytest.raises(AssertionError, match="somethingNew"):
        comparison.rows(b"<PermissionSet><somethingNew><name>A</name></somethingNew></PermissionSet>")
    with pytest.raises(AssertionError, match="maybe"):
        comparison.rows(
            b"<PermissionSet><userPermissions><enabled>maybe</enabled><name>ApiEnabled</name></userPermissions></PermissionSet>"
        )


def test_words_of_profiles_are_those_of_permission_sets():
    profile = b"<Profile><tabVisibilities><tab>A</tab><visibility>%s</visibility></tabVisibilities></Profile>"
    assert comparison.rows(profile % b"DefaultOn") == {"tabSettings": {"A": {"Visible"}}}
    assert comparison.rows(profile % b"DefaultOff") == {"tabSettings": {"A": {"Available"}}}
    assert comparison.rows(profile % b"Hidden") == {}
    assert comparison.all_false(profile % b"Hidden") == 1

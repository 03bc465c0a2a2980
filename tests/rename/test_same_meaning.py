"""Over estates of every shape: there and back is where one was, and what the specs mean is what they meant, with one name for another."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adopt.estates import BARE, MARKETO, adopted, org, read, specs_after
from conftest import REAL_DATA, REPOSITORY
from plan_generated import estates
from rename.estates import all_after, holding, tree
from small_estate import FILES, compiled
from syncwright.catalog import Catalog
from syncwright.files import read_tree
from syncwright.limits import SPECS
from syncwright.records import compact, parsed
from syncwright.rename.asked import _fields
from syncwright.rename.entries import rename_fields
from syncwright.rename.files import Folder, Refused
from syncwright.syntax.format import format_text
from syncwright.syntax.layout import comments
from syncwright.syntax.layout import read as layout

NAMES = st.from_regex(r"[A-Z][A-Za-z0-9]{0,20}(_[A-Za-z0-9]{1,8})?__c", fullmatch=True)


def meaning(catalog: Catalog, swap: dict[str, str]) -> object:
    """Everything that specs say, with fields called as `swap` says; places and former names aside."""
    fields = [
        (one.object, swapped(f"{one.object}.{one.name}", swap), sorted(one.directions.items()), said(one.spec, swap))
        for one in catalog.fields()
    ]
    others = {name: said(one.spec, swap) for named in (catalog.users, catalog.connectors) for name, one in named.items()}
    records = {one.name: sorted(one.records.items()) for one in catalog.objects.values()}
    return sorted(fields, key=repr), others, records


def said(spec: object, swap: dict[str, str]) -> object:
    tree = parsed(compact(spec))
    for key in ("previously", "is_", "is"):
        tree.pop(key, None)
    return tree_of(tree, swap)


def tree_of(tree: object, swap: dict[str, str]) -> object:
    if isinstance(tree, dict):
        return {swapped(key, swap): tree_of(value, swap) for key, value in tree.items()}
    if isinstance(tree, list):
        return [tree_of(one, swap) for one in tree]
    return swapped(tree, swap) if isinstance(tree, str) else tree


def swapped(text: str, swap: dict[str, str]) -> str:
    return swap.get(text, text)


def laid(texts) -> dict[str, str]:
    """Texts without the blanks that keep columns."""
    return {path: re.sub(r": +", ": ", text) for path, text in texts.items()}


@settings(max_examples=20)
@given(files=estates(), data=st.data(), new=NAMES)
def test_there_and_back_is_where_one_was_and_between_means_the_same(files, data, new):
    before = {path: format_text(text) for path, text in {**FILES, **files}.items()}
    named = sorted(path for path in Folder(tree(before).sources).named_fields() if path.endswith("__c"))
    assume(named and not any(path.lower().endswith(f".{new.lower()}") for path in named))
    was = compiled(before, holding())
    assume(not was.failed)
    path = data.draw(st.sampled_from(named))
    owner, _, old = path.partition(".")
    there = all_after(path, new, before)
    back = all_after(f"{owner}.{new}", old, there)
    assert laid(back) == laid(before)
    assert {name: list(comments(text, layout(text))) for name, text in there.items()} == {
        name: list(comments(text, layout(text))) for name, text in before.items()
    }
    assert all(format_text(text) == text for text in there.values())
    now = compiled(there, holding())
    assert was.catalog is not None
    assert now.catalog is not None
    assert meaning(was.catalog, {path: f"{owner}.{new}"}) == meaning(now.catalog, {})
    assert {one.rule.id for one in now.diagnostics} <= {one.rule.id for one in was.diagnostics} | {"REF415"}


def own() -> dict[str, str]:
    files = {source.path.removeprefix("specs/"): source.text for source in read_tree("specs", (".yaml",), SPECS).sources}
    assert files, "run from the repository"
    return files


def each_custom_field(files) -> Iterator[str]:
    """Those that come with no package."""
    yield from sorted(path for path in Folder(tree(files).sources).named_fields() if re.search(r"\.[^_]+(_[^_]+)*__c$", path))


@pytest.mark.parametrize(("new", "half"), [("X__c", 0), ("A_Name_Longer_Than_All_Others__c", 1)])
def test_every_field_of_the_example_estate_goes_there_and_back(new, half, monkeypatch):
    """Byte for byte, unless a line that became too long was opened. Every second field gets a short name, the others a long one."""
    monkeypatch.chdir(REPOSITORY)
    files = own()
    orgs = {"production": holding()}
    changed = 0
    for path in [*each_custom_field(files)][half::2]:
        there = edited_only(path, new, files, orgs)
        back = edited_only(f"{path.partition('.')[0]}.{new}", path.partition(".")[2], {**files, **there}, orgs)
        for name, text in back.items():
            if there[name].count("\n") <= files[name].count("\n") + 1:
                changed += 1
                assert text == files[name], (path, name)
            else:
                assert laid({name: format_text(text)}).keys() == {name}
    assert changed > 50


@cache
def bare() -> Catalog:
    catalog = compiled({}).catalog
    assert catalog is not None
    return catalog


def edited_only(path: str, new: str, files, orgs) -> dict[str, str]:
    """The edits of a rename, without compiling what comes of them."""
    folder = Folder(tree(files).sources)
    catalog = bare()
    name, among = path.partition(".")[2], folder.named_fields()
    try:
        rename_fields(folder, _fields([path], new, catalog).names, orgs, catalog.org)
    except Refused:
        folder = Folder(tree(files).sources)
        together = [one for one in sorted(among) if one.endswith(f".{name}") and not one.startswith("Account.")]
        rename_fields(folder, _fields(together, new, catalog).names, orgs, catalog.org)
    return {one.source.path.removeprefix("specs/"): one.text() for one in folder.specs if one.changes}


# ------------------------------------------------------------------ what was adopted of real orgs


def real_sets() -> list:
    roots = [path for path in sorted(REAL_DATA.iterdir()) if path.is_dir()] if REAL_DATA.is_dir() else []
    return [(root, path) for root in roots for path in sorted(root.rglob("*.permissionset-meta.xml"))]


@pytest.mark.real_orgs
@pytest.mark.parametrize("pair", real_sets() or [None], ids=lambda pair: pair[1].name.partition(".")[0] if pair else "none")
def test_fields_of_a_real_permission_set_go_there_and_back(pair):
    root, path = pair
    adoption = adopted([read(path)], org(root), {**BARE, **MARKETO})
    if adoption.after.failed:
        pytest.skip("not adopted without errors")
    files = specs_after(adoption, {**BARE, **MARKETO})
    custom = list(each_custom_field(files))
    for field in custom[:: max(1, len(custom) // 5)]:
        owner, _, old = field.partition(".")
        there = {**files, **edited_only(field, "Renamed_By_Test__c", files, {})}
        assert f"{field}:" not in "".join(there.values())
        assert {**there, **edited_only(f"{owner}.Renamed_By_Test__c", old, there, {})} == files

"""The inventory on disk: the same bytes for the same org, a line a field, and refused where it is damaged."""

import difflib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.inventory import Field, Object
from syncwright.inventory.store import inventory_files, read_inventory, standard_objects, written
from syncwright.text import SourceFile

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,10}", fullmatch=True)
FIELD = st.builds(
    Field,
    type=st.none() | TEXT,
    label=st.none() | TEXT,
    length=st.none() | st.integers(0, 10**9),
    precision=st.none() | st.integers(0, 18),
    scale=st.none() | st.integers(0, 18),
    required=st.booleans(),
    unique=st.booleans(),
    external_id=st.booleans(),
    formula=st.none() | TEXT,
    references=st.lists(NAME, max_size=3).map(tuple),
    summary=st.none() | TEXT,
    read_only=st.booleans(),
    fls=st.sampled_from([None, "yes", "read", "no"]),
    part_of=st.none() | NAME,
)
KIND = st.sampled_from(["standard", "custom", "setting", "metadata", "event", "big", "external"])
OBJECT = st.builds(Object, NAME, KIND, st.dictionaries(NAME, FIELD, max_size=5), st.none() | TEXT)


def read(data: bytes, name: str) -> Object:
    objects, findings = read_inventory([SourceFile(f"inventory/{name}.json", data)])
    assert not findings, findings
    return objects[name]


@settings(max_examples=40)
@given(OBJECT)
def test_what_is_written_reads_back_and_is_written_the_same(one):
    data = written(one)
    back = read(data, one.name)
    assert back == one
    assert written(back) == data


@settings(max_examples=40)
@given(OBJECT)
def test_an_object_is_sorted_and_has_one_line_a_field(one):
    lines = written(one).decode().splitlines()
    assert len(lines) == (len(one.fields) + 2 if one.fields else 1)
    keys = [json.loads(f"{{{line.rstrip(',')}}}") for line in lines[1:-1]]
    names = [next(iter(key)) for key in keys]
    assert names == sorted(one.fields)
    assert all(list(key[name]) == sorted(key[name]) for key, name in zip(keys, names, strict=True))


@settings(max_examples=40)
@given(OBJECT)
def test_it_is_plain_json(one):
    said = json.loads(written(one))
    assert (said["name"], said["kind"], set(said["fields"])) == (one.name, one.kind, set(one.fields))


@settings(max_examples=40)
@given(OBJECT, st.randoms())
def test_the_order_of_fields_means_nothing(one, random):
    names = list(one.fields)
    random.shuffle(names)
    assert written(Object(one.name, one.kind, {name: one.fields[name] for name in names}, one.label)) == written(one)


def changed_lines(before: Object, after: Object) -> tuple[list[str], list[str]]:
    diff = list(difflib.ndiff(written(before).decode().splitlines(), written(after).decode().splitlines()))
    return [line[2:] for line in diff if line[0] == "-"], [line[2:] for line in diff if line[0] == "+"]


FUND = Object("Fund__c", "custom", {name: Field(type="Text", length=80) for name in ("A__c", "B__c", "C__c")}, "Fund")


def test_a_change_of_one_field_changes_its_line_alone():
    after = Object("Fund__c", "custom", FUND.fields | {"B__c": Field(type="Text", length=90)}, "Fund")
    gone, new = changed_lines(FUND, after)
    assert gone == ['"B__c":{"length":80,"type":"Text"},']
    assert new == ['"B__c":{"length":90,"type":"Text"},']


def test_a_new_field_among_others_is_one_new_line():
    after = Object("Fund__c", "custom", FUND.fields | {"Ba__c": Field(type="Date")}, "Fund")
    assert changed_lines(FUND, after) == ([], ['"Ba__c":{"type":"Date"},'])


def test_files_are_named_after_their_objects_in_order():
    objects = {name: Object(name, "custom", {}) for name in ("B__c", "A__c")}
    assert list(inventory_files(objects)) == ["A__c.json", "B__c.json"]


@pytest.mark.parametrize("name", sorted(standard_objects()))
def test_the_built_in_objects_are_written_as_an_import_would(name):
    assert read(written(standard_objects()[name]), name) == standard_objects()[name]


# ------------------------------------------------------------------ damaged

GOOD = written(FUND)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "truncated"),
        (GOOD[:-5], "truncated"),
        (GOOD + b"x", "trailing characters"),
        (b"<<<<<<< HEAD\n" + GOOD, "malformed"),
        (GOOD.replace(b'"length"', b'"length'), "malformed"),
        (b"[]", "Expected `object`, got `array`"),
        (b"{}", "missing required field"),
        (GOOD.replace(b'"custom"', b'"odd"'), "Invalid enum value 'odd'"),
        (GOOD.replace(b"80", b'"80"', 1), "Expected `int | null`, got `str`"),
        (GOOD.replace(b"80", b"1e400", 1), "out of range"),
        (GOOD.replace(b'"Text"', b"[]", 1), "Expected `str | null`, got `array`"),
        (GOOD.replace(b"Fund", b"\xff"), "invalid"),
        (b'{"more":' + b"[" * 100_000, "unknown field `more`"),
        (GOOD.replace(b"Fund__c", b"Other__c"), "it holds `Other__c`"),
    ],
    ids=range(14),
)
def test_a_damaged_file_is_a_finding_that_says_to_import_again(data, message):
    _, findings = read_inventory([SourceFile("inventory/Fund__c.json", data)])
    assert [(one.rule.id, one.place.path, one.place.keys) for one in findings] == [("INV304", "inventory/Fund__c.json", ())]
    assert message in findings[0].message
    assert "run `syncwright import` again" in findings[0].help


def test_a_damaged_file_costs_only_itself():
    objects, findings = read_inventory([SourceFile("inventory/A__c.json", b"{"), SourceFile("inventory/Fund__c.json", GOOD)])
    assert (list(objects), len(findings)) == (["Fund__c"], 1)

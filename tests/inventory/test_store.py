"""The inventory on disk: the same bytes for the same org, a line a field, and refused where it is damaged."""

import difflib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.inventory import Field, Object, Org
from syncwright.inventory.access import Holder, People, SetGroup
from syncwright.inventory.automation import Automation
from syncwright.inventory.model import RecordType, ValidationRule, ValueSet
from syncwright.inventory.store import inventory_files, ours, read_inventory, standard_objects, whole_org, written
from syncwright.records import replace
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
    summary_over=st.none() | TEXT,
    values=st.lists(TEXT, max_size=3).map(tuple),
    value_set=st.none() | NAME,
    controlled_by=st.none() | NAME,
    tracked=st.booleans(),
    description=st.none() | TEXT,
    help=st.none() | TEXT,
    classification=st.none() | TEXT,
    compliance=st.lists(TEXT, max_size=2).map(tuple),
    read_only=st.booleans(),
    fls=st.sampled_from([None, "yes", "read", "no"]),
    part_of=st.none() | NAME,
)
KIND = st.sampled_from(["standard", "custom", "setting", "metadata", "event", "big", "external"])
OBJECT = st.builds(
    Object,
    NAME,
    KIND,
    st.dictionaries(NAME, FIELD, max_size=5),
    st.none() | TEXT,
    st.dictionaries(NAME, st.builds(RecordType, st.none() | TEXT, st.booleans()), max_size=2),
    st.dictionaries(NAME, st.builds(ValidationRule, TEXT, st.booleans(), st.none() | NAME), max_size=2),
    st.dictionaries(NAME, st.booleans(), max_size=2),
    st.dictionaries(NAME, st.lists(NAME, min_size=1, max_size=2).map(tuple), max_size=2),
)
ROWS = st.dictionaries(st.sampled_from(["fields", "objects", "tabs"]), st.dictionaries(TEXT, TEXT, min_size=1, max_size=4), max_size=3)
ELSEWHERE = st.dictionaries(NAME, st.lists(TEXT, min_size=1, max_size=3).map(tuple), max_size=2)


def holders(kind: str) -> st.SearchStrategy[Holder]:
    return st.builds(
        Holder, NAME, st.just(kind), *(st.none() | TEXT,) * 3, activation_required=st.booleans(), rows=ROWS, elsewhere=ELSEWHERE
    )


NAMES = st.lists(NAME, max_size=3).map(tuple)
KIND_OF_AUTOMATION = st.sampled_from(["flow", "process", "workflow rule"])
THING = st.one_of(
    OBJECT,
    st.builds(ValueSet, NAME, st.sampled_from(["global", "standard"]), st.lists(TEXT, max_size=3).map(tuple), st.none() | TEXT),
    *(holders(kind) for kind in ("permission_set", "profile", "muting_set")),
    st.builds(SetGroup, NAME, st.none() | TEXT, st.none() | TEXT, NAMES, NAMES, st.booleans()),
    st.builds(Automation, NAME, KIND_OF_AUTOMATION, NAME, st.just(("create",)), st.booleans(), NAMES, NAMES, NAMES, NAMES),
)


def org_of(*things: Object | ValueSet | Holder | SetGroup) -> Org:
    """An org that holds these, each in its place."""
    held: dict[str, dict] = {}
    for one in things:
        held.setdefault(getattr(one, "kind", "group") if isinstance(one, Holder | SetGroup) else type(one).__name__, {})[one.name] = one
    people = People(held.get("permission_set", {}), held.get("profile", {}), held.get("muting_set", {}), held.get("group", {}))
    return Org(held.get("Object", {}), held.get("ValueSet", {}), people, automations=held.get("Automation", {}))


def stored(files: dict[str, bytes]) -> list[SourceFile]:
    return [SourceFile(f"specs/inventory/{path}", data) for path, data in files.items()]


def read(data: bytes, name: str) -> Object:
    org, findings = read_inventory(stored({f"objects/{name}.json": data}))
    assert not findings, findings
    return org.objects[name]


@settings(max_examples=60)
@given(THING, THING)
def test_what_is_written_reads_back_and_is_written_the_same(one, other):
    org = org_of(one, other)
    files = inventory_files(org)
    back, findings = read_inventory(stored(files))
    assert (back, findings) == (org, [])
    assert inventory_files(back) == files
    assert all(line[0] in '{"}]' for data in files.values() for line in data.decode().split("\n")[:-1])


@settings(max_examples=40)
@given(OBJECT)
def test_an_object_is_sorted_and_has_one_line_a_field(one):
    lines = written(one).decode().split("\n")[:-1]
    parts = (one.fields, one.record_types, one.validation_rules, one.duplicate_rules, one.conversion)
    rows = [json.loads(f"{{{line.rstrip(',')}}}") for line in lines if line.startswith('"')]
    names = [next(iter(row)) for row in rows]
    assert names == [name for part in parts for name in sorted(part)]
    assert all(list(held) == sorted(held) for row in rows for held in row.values() if isinstance(held, dict))


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
    assert written(replace(one, fields={name: one.fields[name] for name in names})) == written(one)


def changed_lines(before: Object, after: Object) -> tuple[list[str], list[str]]:
    diff = list(difflib.ndiff(written(before).decode().split("\n")[:-1], written(after).decode().splitlines()))
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


def test_files_are_named_after_what_they_hold_in_a_folder_for_each_kind():
    people = People(
        {"Set": Holder("Set", "permission_set")},
        {"Sales %28EMEA%29": Holder("Sales %28EMEA%29", "profile")},
        {"Quiet": Holder("Quiet", "muting_set")},
        {"Desk": SetGroup("Desk")},
    )
    org = Org({name: Object(name, "custom", {}) for name in ("B__c", "A__c")}, {"Regions": ValueSet("Regions", "global")}, people)
    assert list(inventory_files(org)) == [
        "objects/A__c.json",
        "objects/B__c.json",
        "value_sets/Regions.json",
        "permission_sets/Set.json",
        "profiles/Sales %28EMEA%29.json",
        "muting_sets/Quiet.json",
        "permission_set_groups/Desk.json",
    ]


def test_a_permission_set_reads_row_by_row():
    rows = {"objects": {"Lead": "read edit"}, "fields": {"Lead.Email": "edit", "Account.Phone": "read"}}
    one = Holder("Admin", "profile", label="A", license="Salesforce", rows=rows, elsewhere={"custom": ("true",)})
    assert written(one).decode() == (
        '{"kind":"profile","label":"A","license":"Salesforce","name":"Admin","elsewhere":{"custom":[\n"true"\n]},'
        '"rows":{"fields":{\n"Account.Phone":"read",\n"Lead.Email":"edit"\n},"objects":{\n"Lead":"read edit"\n}}}\n'
    )


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
    _, findings = read_inventory(stored({"objects/Fund__c.json": data}))
    assert [(one.rule.id, one.place.path, one.place.keys) for one in findings] == [("INV304", "specs/inventory/objects/Fund__c.json", ())]
    assert message in findings[0].message
    assert "run `syncwright import` again" in findings[0].help


def test_a_damaged_file_costs_only_itself():
    org, findings = read_inventory(stored({"objects/A__c.json": b"{", "objects/Fund__c.json": GOOD}))
    assert (list(org.objects), len(findings)) == (["Fund__c"], 1)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("objects/Fund__c.json", GOOD.replace(b'"B__c"', b'"A__c"')),
        ("value_sets/R.json", b'{"kind":"global","name":"R","values":[\n"a"\n],"values":[\n"b"\n]}\n'),
        ("profiles/P.json", b'{"kind":"profile","name":"P","rows":{"fields":{\n"Lead.A__c":"edit",\n"Lead.A__c":"read"\n}}}\n'),
    ],
    ids=["field", "list", "row"],
)
def test_a_row_that_stands_twice_is_a_finding_though_json_allows_it(path, data):
    _, findings = read_inventory(stored({path: data}))
    assert [(one.rule.id, one.message) for one in findings] == [("INV304", "this is not an inventory file: a row stands in it twice")]


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("value_sets/Fund__c.json", GOOD, "Invalid enum value 'custom'"),
        ("permission_set_groups/Fund__c.json", GOOD, "Object contains unknown field `kind`"),
        ("permission_sets/A.json", b'{"name":"A","kind":"profile"}', "it holds a profile"),
        ("permission_sets/A.json", b'{"name":"A"}', "missing required field `kind`"),
        ("profiles/A.json", b'{"kind":"boss","name":"A"}', "Invalid enum value 'boss'"),
        ("profiles/A.json", b'{"kind":"profile","name":"A","rows":{"fields":["Lead.Email"]}}', "Expected `object`, got `array`"),
        ("permission_set_groups/A.json", b'{"name":"B"}', "it holds `B`"),
        ("muting_sets/A.json", b"", "truncated"),
    ],
    ids=range(8),
)
def test_a_file_in_the_wrong_folder_or_of_another_shape_is_a_finding(path, data, message):
    _, findings = read_inventory(stored({path: data}))
    assert [one.rule.id for one in findings] == ["INV304"]
    assert message in findings[0].message


def test_an_inventory_as_older_versions_laid_it_out_is_one_finding_that_says_to_import_again():
    org, findings = read_inventory(stored({f"{name}.json": GOOD for name in ("A__c", "Fund__c", "Z__c")}))
    assert not org.objects
    assert [(one.rule.id, one.place.path, one.message) for one in findings] == [
        (
            "INV304",
            "specs/inventory/A__c.json",
            "this is not an inventory file: it lies in none of its folders, such as `objects`, and so do 2 more",
        )
    ]
    assert findings[0].help == "run `syncwright import` again: older versions laid an inventory out otherwise"


def test_what_an_import_made_is_ours_and_what_lies_beside_it_is_not():
    files = {"objects/A__c.json": b"{", "profiles/B.json": b"{}", "Fund__c.json": GOOD, "notes.json": b'{"todo":1}', "more/x.json": b"["}
    assert [one.path for one in ours(stored(files))] == [
        f"specs/inventory/{path}" for path in ("objects/A__c.json", "profiles/B.json", "Fund__c.json")
    ]


def test_a_whole_org_holds_value_sets_and_people_beside_the_standard_objects():
    people = People({"Set": Holder("Set", "permission_set")})
    org = whole_org(Org({}, {"Regions": ValueSet("Regions", "global")}, people))
    assert (list(org.value_sets), org.people) == (["Regions"], people)
    assert org.field("Lead", "Email") is not None

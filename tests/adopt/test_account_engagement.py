"""What an Account Engagement account says of its custom fields becomes specs, or is held against them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.prospects import ESTATE, HELD, UNITS, adopted, after, answer, compiled, differ, field, read, tree_of
from conftest import REAL_DATA
from syncwright.inventory.source import Unreadable
from syncwright.platforms.account_engagement.types.words import TYPES
from syncwright.text import SourceFile

RECORDED = REAL_DATA / "account-engagement-api"
V4 = RECORDED / "v4-mock-responses/customFieldQuery.xml"
V5 = RECORDED / "v5-amp/providers/salesforce/test/pardot/metadata/prospects-custom-fields.json"


def source(path) -> SourceFile:
    return SourceFile(path.name, path.read_bytes())


def spec(fields: str, sync: str = "from-salesforce", head: str = "object: [Lead, Contact]") -> dict[str, str]:
    text = f"{head}\nowner: ops\nwhy: w\nfor: [ae]\ndefaults: {{sync: {sync}, why: w, pii: none}}\nfields:\n{fields}"
    return {**ESTATE, "objects/lead.yaml": text}


def ways(done) -> dict[str, str]:
    """Which way each field goes after an adoption."""
    catalog = compiled(tree_of(after(done)), HELD).catalog
    assert catalog is not None
    return {f"{one.object}.{one.name}": one.directions["ae"] for one in catalog.fields()}


def told(*args, **more) -> list[tuple[str, str]]:
    return [(one.what, one.field) for one in differ(*args, **more)]


# ------------------------------------------------------------------ recorded answers


def test_a_recorded_answer_of_version_4_says_what_is_mapped():
    found = {one.field.name: one for one in read(source(V4)).fields}
    assert {name: one.field.of_crm for name, one in found.items()} == {"Zip2": False, "my__date": False, "nothing_field": True}
    assert [(one.object, one.field, one.by) for one in found["nothing_field"].counterparts] == [
        ("Lead", "my_crm_id__c", "file"),
        ("Contact", "my_crm_id__c", "file"),
    ]
    assert found["nothing_field"].field.place.span.start.line == 17


def test_a_recorded_answer_of_version_4_becomes_a_spec_and_says_that_it_is_not_whole():
    done = adopted(source(V4))
    assert ways(done) == {"Lead.my_crm_id__c": "from-salesforce", "Contact.my_crm_id__c": "from-salesforce"}
    assert "  my_crm_id__c:\n    at:\n      ae: {field: nothing_field}\n" in done.files["specs/objects/person-adopted.yaml"]
    assert (done.counts["read"], done.counts["of_crm"], done.counts["unmapped"]) == (3, 1, 2)
    assert done.notes[0] == "there are more fields than the answers name: ask for all of them, and give every page"


def test_a_recorded_answer_of_version_5_that_does_not_say_it_is_matched_by_api_names():
    done = adopted(source(V5))
    assert set(ways(done)) == {"Lead.Hobby__c", "Contact.Hobby__c", "Lead.Age__c"}
    text = done.files["specs/objects/person-adopted.yaml"]
    assert "found by its API name" in text
    assert "      ae: {field: hobby, type: radio_button}\n" in text, "its type does not follow from a text of Salesforce"
    assert "type" not in done.files["specs/objects/lead-adopted.yaml"], "a number is a number there"
    assert any("`salesforceId` of version 5" in note for note in done.notes)
    assert told(source(V5)) == [], "a list that does not say what is mapped disagrees with nothing"


# ------------------------------------------------------------------ what becomes a spec


def test_a_mapping_is_found_whatever_its_letters():
    done = adopted(answer(field("level", salesforceId="TIER__C", type_="Dropdown")))
    assert set(ways(done)) == {"Lead.Tier__c", "Contact.Tier__c"}
    assert any("not documented" in note for note in done.notes)


def test_a_mapping_to_a_field_that_the_org_has_not_is_told():
    done = adopted(answer(field("level", salesforceId="Rank__c")))
    assert (done.files, [one.field.name for one in done.unknown]) == ({}, ["level"])


def test_what_specs_name_already_gets_its_name_there_and_its_type():
    files = spec("  Hobby__c:\n")
    done = adopted(answer(field("pastime", salesforceId="Hobby__c", type_="Radio Button")), files=files)
    assert "Hobby__c:\n    at:\n      ae: {field: pastime, type: radio_button}\n" in done.files["specs/objects/lead.yaml"]
    assert done.counts["said"] == 1


def test_adopting_again_changes_nothing():
    files = after(adopted(answer(field("level", salesforceId="Tier__c", type_="Dropdown"), field("free"))))
    assert adopted(answer(field("level", salesforceId="Tier__c", type_="Dropdown"), field("free")), files=files).files == {}


def test_pages_are_one_list_and_the_last_one_says_that_it_is_whole():
    first, last = answer(field("a"), token="x"), answer(field("b"), name="more.json")
    assert [one.field.name for one in read(first, last).fields] == ["a", "b"]
    assert not any("every page" in note for note in read(first, last).notes)
    assert any("every page" in note for note in read(first).notes)


def test_a_type_that_nobody_documents_is_left_out_and_told():
    instance = read(answer(field("odd", type_="Slider")))
    assert (instance.fields[0].type, instance.fields[0].words) == (None, {})
    assert "nobody documents the type `Slider`: it was left out" in instance.notes


def test_what_is_adopted_is_found_by_nothing_afterwards():
    names = [field("level", salesforceId="Tier__c", type_="Dropdown"), field("pastime", salesforceId="Hobby__c", type_="Textarea")]
    assert told(answer(*names), files=after(adopted(answer(*names)))) == []


# ------------------------------------------------------------------ where the two disagree


@pytest.mark.parametrize(
    ("fields", "files", "expected"),
    [
        ([field("hobby", salesforceId="Hobby__c")], ESTATE, [("not in specs", "Contact.Hobby__c"), ("not in specs", "Lead.Hobby__c")]),
        ([field("hobby", salesforceId="Hobby__c")], spec("  Hobby__c:\n"), []),
        (
            [field("hobby", salesforceId=None)],
            spec("  Hobby__c: {at: {ae: {field: hobby}}}\n"),
            [("not managed", "Contact.Hobby__c"), ("not managed", "Lead.Hobby__c")],
        ),
        (
            [field("hobby", salesforceId="Hobby__c")],
            spec("  Hobby__c: {at: {ae: {field: pastime}}}\n", head="object: Lead"),
            [("no such name", "Lead.Hobby__c"), ("not in specs", "Contact.Hobby__c")],
        ),
        (
            [field("hobby", salesforceId="Hobby__c", type_="Radio Button")],
            spec("  Hobby__c: {at: {ae: {field: hobby, type: text}}}\n"),
            [("another type", "Contact.Hobby__c"), ("another type", "Lead.Hobby__c")],
        ),
        ([field("hobby", salesforceId=None)], spec("  Title:\n  Email: {at: {ae: {field: email}}}\n"), []),
        ([field("hobby", salesforceId=None)], spec("  Hobby__c: {at: {ae: {field: isDoNotEmail}}}\n"), []),
    ],
    ids=["unnamed", "agreed", "not mapped", "another name", "another type", "fields that every prospect has", "mapped to one of those"],
)
def test_each_kind_of_difference_is_found_and_nothing_else(fields, files, expected):
    assert told(answer(*fields), files=files) == expected


# ------------------------------------------------------------------ of one business unit

TWO = {**ESTATE, "connectors/ae.yaml": ESTATE["connectors/ae.yaml"] + UNITS}


def test_the_fields_of_a_unit_are_said_of_that_unit():
    done = adopted(answer(field("level", salesforceId="Tier__c", type_="Dropdown")), files=TWO, of="ae/emea")
    assert "      ae/emea: {field: level}\n" in done.files["specs/objects/person-adopted.yaml"]
    assert any("sync in every unit of `ae`" in note for note in done.notes)


def test_what_is_said_of_the_connector_is_not_said_again_of_a_unit():
    files = {**TWO, "objects/lead.yaml": spec("  Tier__c: {at: {ae: {field: level}}}\n")["objects/lead.yaml"]}
    assert adopted(answer(field("level", salesforceId="Tier__c")), files=files, of="ae/emea").files == {}
    assert told(answer(field("level", salesforceId="Tier__c")), files=files, of="ae/emea") == []


def test_units_disagree_each_for_itself():
    at = "{ae: {field: level}, ae/amer: {field: rank}}"
    files = {**TWO, "objects/lead.yaml": spec(f"  Tier__c: {{at: {at}}}\n")["objects/lead.yaml"]}
    page = answer(field("level", salesforceId="Tier__c"))
    assert told(page, files=files, of="ae/emea") == []
    assert ("no such name", "Lead.Tier__c") in told(page, files=files, of="ae/amer")
    [one] = [one for one in differ(page, files=files, of="ae/amer") if one.field == "Lead.Tier__c" and one.what == "no such name"]
    assert one.place.keys == ("fields", "Tier__c", "at", "ae/amer", "field")


def test_a_field_that_is_hidden_in_a_unit_is_not_missed_there():
    files = {**TWO, "objects/lead.yaml": spec("  Tier__c: {at: {ae/amer: {sync: hidden}}}\n")["objects/lead.yaml"]}
    page = answer(field("other", salesforceId=None))
    assert told(page, files=files, of="ae/amer") == []
    assert told(page, files=files, of="ae/emea") == [("not managed", "Contact.Tier__c"), ("not managed", "Lead.Tier__c")]


# ------------------------------------------------------------------ what cannot be read


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("a.json", '{"values": [\n{"fieldId": "a"', 2, "this is no JSON: expecting ',' delimiter"),
        ("a.json", '{"code": 61, "message": "no access"}', 1, "the answer is an error: 61 no access"),
        ("a.json", '{"values": []}', 1, "`a.json` names no custom field"),
        ("a.json", '{"values": [{"id": 1}]}', 1, "something here has no `fieldId`, so that it is no custom field"),
        ("a.json", '{"values": [[1]]}', 1, "something here has no `fieldId`, so that it is no custom field"),
        ("a.json", "[" * 100_000, 1, "this is no answer that describes custom fields"),
        ("a.xml", "<rsp>\n<result>\n<customField><id>1</id></customField></result></rsp>", 3, "something here has no `field_id`"),
        ("a.xml", '<rsp stat="fail">\n<err code="15">Login failed</err></rsp>', 1, "the answer is an error: Login failed"),
        ("a.xml", "<rsp>\n<result>", 2, "this is no XML: no element found"),
        ("a.xml", "<!DOCTYPE a><rsp/>", 1, "this is no XML:"),
        ("a.txt", "Field,Type\n", 1, "`a.txt` is neither JSON nor XML"),
    ],
)
def test_half_a_list_is_never_read(name, text, line, says):
    with pytest.raises(Unreadable) as error:
        read(SourceFile(name, text.encode()))
    finding = error.value.finding
    assert (finding.rule.id, finding.place.path, finding.place.span.start.line) == ("AEN895", name, line)
    assert finding.message.startswith(says)


def test_a_schema_of_prospects_is_no_list_of_custom_fields():
    path = RECORDED / "v5-amp/providers/salesforce/internal/pardot/schemas.json"
    with pytest.raises(Unreadable):
        read(source(path))


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["Tier__c", "Hobby__c", "my_crm_id__c", "Age__c", "None__c", None]), max_size=5), st.sampled_from(TYPES))
def test_whatever_is_mapped_is_adopted_once_and_then_agreed(mapped, type_):
    fields = [field(f"f{n}", salesforceId=name, type_=type_) for n, name in enumerate(dict.fromkeys(mapped))]
    if not fields:
        return
    done = adopted(answer(*fields))
    files = after(done)
    assert adopted(answer(*fields), files=files).files == {}
    assert {one.what for one in differ(answer(*fields), files=files)} <= {"not known"}
    assert sum(done.counts[kind] for kind in ("added", "unmapped", "unknown")) == done.counts["read"]


# ------------------------------------------------------------------ the command


@pytest.fixture
def estate(tmp_path):
    from syncwright.inventory.store import inventory_files

    files = {f"specs/{name}": text.encode() for name, text in ESTATE.items()}
    files |= {f"specs/inventory/production/{name}": data for name, data in inventory_files(HELD).items()}
    files["fields.json"] = answer(
        field("level", "Level", "Dropdown", salesforceId="Tier__c"), field("free", "Free", salesforceId=None)
    ).data
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def test_the_command_writes_specs_that_check_clean_and_are_formatted(estate, syncwright):
    done = syncwright("adopt", "account-engagement", "fields.json", cwd=estate)
    assert (done.returncode, done.stderr) == (0, "")
    assert "  1 mapped to nothing in Salesforce\n" in done.stdout
    assert "  new      specs/objects/person-adopted.yaml\n" in done.stdout
    assert "ae: {field: level" in (estate / "specs/objects/person-adopted.yaml").read_text("utf-8")
    assert syncwright("fmt", "--check", cwd=estate).returncode == 0
    drift = syncwright("adopt", "account-engagement", "fields.json", "--drift", "--format", "json", cwd=estate)
    assert (drift.returncode, json.loads(drift.stdout)["differences"]) == (0, [])


def test_drift_is_told_and_writes_nothing(estate, syncwright):
    done = syncwright("adopt", "account-engagement", "fields.json", "--drift", "--format", "json", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "")
    assert [(one["what"], one["field"], one["path"]) for one in json.loads(done.stdout)["differences"]] == [
        ("not in specs", "Contact.Tier__c", "fields.json"),
        ("not in specs", "Lead.Tier__c", "fields.json"),
    ]
    assert not (estate / "specs/objects").exists()


def test_a_file_that_is_none_is_refused_with_its_line(estate, syncwright):
    (estate / "prospects.json").write_text('{"values": [{"id": 1, "email": "a@b.example"}]}', "utf-8")
    done = syncwright("adopt", "account-engagement", "prospects.json", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    assert "error[AEN895]" in done.stdout and " --> prospects.json:1:1" in done.stdout


def test_a_unit_is_named_by_its_address(estate, syncwright):
    (estate / "specs/connectors/ae.yaml").write_text(TWO["connectors/ae.yaml"], "utf-8")
    done = syncwright("adopt", "account-engagement", "fields.json", "--for", "ae/emea", "--dry-run", cwd=estate)
    assert (done.returncode, "ae/emea: {field: level" in done.stdout) == (0, True)
    wrong = syncwright("adopt", "account-engagement", "fields.json", "--for", "ae/emae", cwd=estate)
    assert (wrong.returncode, wrong.stdout) == (64, "")
    assert "there is no connector `ae/emae` of that platform; did you mean `ae/emea`?" in wrong.stderr

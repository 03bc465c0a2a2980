"""The plan document: nothing of a plan is lost in it, the same plan is the same bytes, and nothing but what we wrote is read."""

import json
from copy import deepcopy
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plan.plans import (
    ALLOWED,
    BINDING,
    DOCS,
    EMAIL,
    MARKETO,
    PLANS,
    REFUSED,
    WHOLE,
    all_hostile,
    anything,
    changes,
    create,
    delete,
    doc,
    hostile,
    plans,
    rename,
    several,
    update,
)
from syncwright.limits import PLAN_BYTES
from syncwright.plan import document as records
from syncwright.plan.diff import Removal
from syncwright.plan.model import Binding, Hazard, Plan, in_order
from syncwright.plan.schema import schema
from syncwright.plan.steps import Step
from syncwright.plan.stored import NotAPlan, plan_of, read_document, read_plan
from syncwright.records import NotThatRecord, Struct, pretty, read, replace
from syncwright.resource import AttributeType, Resource
from syncwright.text import Position, Span
from syncwright.views.plan import as_json
from syncwright.want import Reason


def written(plan):
    return as_json(doc(plan)).encode()


# ------------------------------------------------------------------ whole and the same


@settings(max_examples=60)
@given(plans(anything | hostile))
def test_what_is_read_is_what_was_planned(plan):
    assert read_plan(written(plan)) == plan


@pytest.mark.parametrize("name", PLANS)
def test_what_is_read_of_a_real_plan_is_what_was_planned(name):
    plan = in_order(PLANS[name]())
    assert read_plan(written(plan)) == plan


@given(st.permutations(several().changes), st.permutations(several().hazards))
def test_the_order_in_which_a_plan_was_put_together_does_not_show(changed, hazards):
    assert written(replace(several(), changes=tuple(changed), hazards=tuple(hazards))) == written(several())


def test_the_order_of_mappings_does_not_show():
    turned = replace(WHOLE, attributes=dict(reversed(WHOLE.attributes.items())), because=dict(reversed(WHOLE.because.items())))
    binding = replace(BINDING, identity=dict(reversed(BINDING.identity.items())))
    assert written(Plan(changes([], [turned]), (), (), binding)) == written(Plan(changes([], [WHOLE]), (), (), BINDING))


def test_steps_keep_their_order():
    assert [step.id for step in read_plan(written(rename())).steps] == ["pause", "rename", "resume"]


@pytest.mark.parametrize(
    ("ours", "stored"), [(Step, records.StoredStep), (Binding, records.StoredBinding), (AttributeType, records.StoredAttribute)]
)
def test_what_is_stored_field_by_field_has_all_fields(ours, stored):
    assert stored.__struct_fields__ == ours.__struct_fields__


def test_a_hazard_and_a_reason_are_stored_whole():
    assert {*records.StoredHazard.__struct_fields__, "address"} == set(Hazard.__struct_fields__)
    # What a wildcard stands for is in the report of a build: a plan names each field.
    assert {*records.StoredReason.__struct_fields__} == {*Reason.__struct_fields__, "line", "owner", "sync"} - {"wildcard"}
    assert {*records.StoredResource.__struct_fields__} == {*Resource.__struct_fields__}


# ------------------------------------------------------------------ what it says


def test_each_change_is_counted_once():
    total = doc(several()).total
    assert total == records.Counts(add=0, change=1, recreate=0, remove=1, by_hand=2, waiting=1, forget=1, widens=1, takes=4)


def test_systems_are_counted_apart():
    assert [(one.title, one.counts.change, one.counts.by_hand) for one in doc(several()).systems] == [
        ("Marketo", 0, 1),
        ("Salesforce", 1, 1),
    ]


@pytest.mark.parametrize(("until", "count"), [("2026-11-20", "remove"), ("2026-11-21", "remove"), ("2026-11-22", "waiting")])
def test_a_removal_waits_until_its_day(until, count):
    plan = delete()
    [fax, pager] = plan.changes
    assert getattr(doc(replace(plan, changes=(replace(pager, until=until),))).total, count) == 1
    assert doc(replace(plan, changes=(fax,))).total.remove == 1


def test_what_waits_takes_no_access_yet():
    old = Resource(MARKETO, {"fields": {"Lead.Email": "read"}})
    [gone] = changes([old], [], [Removal(MARKETO, (EMAIL,))])
    assert doc(Plan((replace(gone, until="2027-01-01"),), (), (), BINDING)).total.takes == 0
    assert doc(Plan((gone,), (), (), BINDING)).total.takes == 1


def edits_of(document):
    return {(edit.attribute, edit.name): edit for change in document.changes for edit in change.edits}


@pytest.mark.parametrize(
    ("part", "effect"),
    [
        (("label", None), None),
        (("objects", "Lead:delete"), "takes"),
        (("fields", "Lead.Fax"), "takes"),
        (("fields", "Lead.Lead_Score__c"), "widens"),
        (("fields", "Lead.HasOptedOutOfEmail"), "takes"),
    ],
)
def test_a_part_says_whether_somebody_gains_or_loses_by_it(part, effect):
    assert edits_of(doc(update()))[part].access == effect


def test_a_hazard_says_better_who_gains_or_loses():
    [change] = update().changes
    said = (Hazard("widens", MARKETO, "x", "label"),)
    assert edits_of(doc(Plan((change,), (), said, BINDING)))["label", None].access == "widens"
    both = (*said, Hazard("takes", MARKETO, "y", "label"))
    assert edits_of(doc(Plan((change,), (), both, BINDING)))["label", None].access == "takes"


def test_hazards_stand_beside_their_change_and_the_others_apart():
    shown = doc(several())
    assert {one.address: len(one.hazards) for one in shown.changes if one.hazards} == {
        MARKETO: 4,
        "salesforce.field/Lead.Lead_Score__c": 1,
        "salesforce.field/Lead.Fax__c": 1,
        "salesforce.field/Lead.Pager__c": 1,
    }
    assert [one.address for one in shown.hazards] == ["account_engagement.connector/ae"]


@pytest.mark.parametrize("name", ["create", "update", "delete, and one that waits", "forget", "recreate", "empty"])
def test_what_an_api_does_is_not_by_hand(name):
    assert not any(one.by_hand for one in doc(PLANS[name]()).changes)


def test_what_only_people_do_is_by_hand():
    [change] = update().changes
    person = Step("a", "person", "Salesforce", "a", "ops", "b", (MARKETO,))
    plan = Plan((change,), (person,), (), BINDING)
    assert doc(plan).changes[0].by_hand, "its only step is a person's"
    assert not doc(replace(plan, steps=(person, replace(person, id="b", kind="deploy")))).changes[0].by_hand, "a deploy does it, too"
    assert not doc(replace(plan, steps=())).changes[0].by_hand
    assert doc(replace(plan, steps=(), hazards=(Hazard("vendor", MARKETO, "x"),))).changes[0].by_hand, "the vendor does all of it"
    part = Hazard("vendor", MARKETO, "x", "fields", "Lead.Fax")
    assert not doc(replace(plan, steps=(), hazards=(part,))).changes[0].by_hand, "the vendor does a part of it"


def test_reasons_stand_once_and_those_of_changes_come_first():
    [change] = changes([replace(WHOLE, attributes=WHOLE.attributes | {"fields": {"Lead.Email": "edit"}})], [WHOLE])
    shown = doc(Plan((change,), (), (), BINDING))
    assert len({(one.why, one.key) for one in shown.reasons}) == len(shown.reasons) == 4
    assert [one.owner for one in shown.reasons] == ["data-protection", "marketing-ops", None, None]
    assert [one.sync for one in shown.reasons] == [None, "to-salesforce", None, None]
    assert [one.name for one in shown.owners] == ["data-protection", "marketing-ops"]


def test_lines_are_looked_up_for_what_changes_alone():
    asked = []

    def locate(place):
        asked.append(place)
        return Span(Position(12, 3), Position(12, 8))

    [change] = changes([replace(WHOLE, attributes=WHOLE.attributes | {"fields": {}})], [WHOLE])
    shown = doc(Plan((change,), (), (), BINDING), locate=locate)
    assert [one.line for one in shown.reasons] == [12, 12, 12, None]
    assert all(place.part == "key" and place.keys[0] == "fields" for place in asked)
    assert {one.line for one in doc(Plan((change,), (), (), BINDING)).reasons} == {None}


def test_a_plan_with_an_error_is_refused_and_whole():
    shown = doc(update(), REFUSED)
    assert shown.refused
    assert [(one.rule, one.severity, one.line) for one in shown.findings] == [("PLN001", "error", 1), ("PLN002", "warning", 7)]
    assert plan_of(shown) == in_order(update())


def test_what_is_allowed_refuses_nothing():
    shown = doc(update(), ALLOWED)
    assert not shown.refused
    assert shown.findings[0].allowed == records.Allowed("we know", "2027-01-01")


def test_only_an_empty_plan_says_why_it_is_empty():
    assert doc(update(), unchanged="moved").unchanged == ""


# ------------------------------------------------------------------ what is read


GOOD = written(update())


def refused(data):
    with pytest.raises(NotAPlan) as caught:
        read_plan(data)
    return str(caught.value)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"format": "1"}', b"{}", b"[" * 100_000, b"\xef\xbb\xbf" + GOOD]
)
def test_what_is_no_plan_is_refused(data):
    assert refused(data).startswith("it is not a plan: ")


def test_a_newer_format_is_refused_with_what_to_do():
    assert refused(GOOD.replace(b'"format": 2', b'"format": 3')) == (
        "it was written by a newer syncwright (format 3, and this one reads 2); update syncwright, or make the plan again"
    )


def test_an_older_format_is_refused_with_what_to_do():
    """A plan of format 1 says nothing of what a target is asked to do."""
    assert refused(GOOD.replace(b'"format": 2', b'"format": 1')) == "it has format 1, and this syncwright reads 2; make the plan again"


def test_a_newer_format_is_refused_whatever_else_it_holds():
    assert "newer" in refused(b'{"format": 7, "all": {"different": true}}')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'  "format": 2,\n', b'  "format": 2,\n  "format": 2,\n'),
        (b'"Lead.Email": "edit"', b'"Lead.Email": "read", "Lead.Email": "edit"'),
        (b'"format": 2,\n', b'"format": 2, \n'),
        (b'"format": 2,\n', b'"format": 2,\r\n'),
        (b"Marketo_Sync", b"Marketo\\u005fSync"),
    ],
)
def test_what_was_edited_or_formatted_is_refused(old, new):
    assert old in GOOD
    assert refused(GOOD.replace(old, new, 1)) == "it was edited or formatted after it was written; make the plan again"


def test_one_line_is_not_how_it_was_written():
    assert "formatted" in refused(json.dumps(json.loads(GOOD)).encode())


def edited(change):
    tree = json.loads(GOOD)
    change(tree)
    return (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()


def test_the_edits_of_these_tests_keep_the_form():
    assert edited(lambda _: None) == GOOD


def test_a_reason_that_is_not_there_is_refused():
    def beyond(tree):
        next(edit for edit in tree["changes"][0]["edits"] if edit["reasons"])["reasons"] = [99]

    assert refused(edited(beyond)) == "it names a reason that it does not hold"
    assert (
        refused(edited(lambda tree: tree["changes"][0]["after"]["because"].update(fields={"a": [99]})))
        == "it names a reason that it does not hold"
    )


def test_two_of_one_name_are_refused():
    assert refused(edited(lambda tree: tree["changes"].append(tree["changes"][0]))) == "two changes in it have one name"
    assert refused(edited(lambda tree: tree["steps"].append(tree["steps"][0]))) == "two steps in it have one name"


def test_a_plan_that_was_refused_is_not_carried_out():
    assert refused(as_json(doc(update(), REFUSED)).encode()) == "it was refused when it was made (PLN001); make the plan again"


def test_what_is_too_large_is_refused_before_it_is_read():
    class Huge(bytes):
        def __len__(self):
            return PLAN_BYTES + 1

    assert "larger than the 512 MiB" in refused(Huge())


def below(tree):
    yield tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from below(each)


@cache
def tree():
    return json.loads(as_json(doc(several(), REFUSED)))


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_plan_is_refused_or_reads_as_what_it_says(data):
    """No damage ends in anything but a plan or NotAPlan."""
    made = deepcopy(tree())
    holder = data.draw(st.sampled_from([each for each in below(made) if each and isinstance(each, (dict, list))]))
    place = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else list(holder)))
    holder[place] = data.draw(st.sampled_from([None, True, -1, 1.5, 10**30, "", "x", [], {}, ["x"], {"x": "y"}, [-1], [10**9]]))
    raw = (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode()
    try:
        assert isinstance(read_plan(raw), Plan)
    except NotAPlan as error:
        assert str(error)


@settings(max_examples=80)
@given(st.integers(0, len(GOOD)), st.binary(max_size=3), st.integers(0, 40))
def test_bytes_that_were_changed_are_refused_or_read(at, put, drop):
    try:
        read_plan(GOOD[:at] + put + GOOD[at + drop :])
    except NotAPlan as error:
        assert str(error)


# ------------------------------------------------------------------ its schema


@cache
def validator():
    made = json.loads(schema())
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def test_the_schema_stands_for_itself_and_its_bytes_are_canonical():
    made = json.loads(schema())
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == "urn:syncwright:schema:plan"
    assert {each["$ref"] for each in below(made) if isinstance(each, dict) and isinstance(each.get("$ref"), str)} == {
        f"#/$defs/{name}" for name in made["$defs"]
    }
    assert schema().decode() == json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def objects():
    made = json.loads(schema())
    return [(name, each) for name, each in [*made["$defs"].items(), ("plan", made)] if "properties" in each]


@pytest.mark.parametrize(("name", "kind"), objects(), ids=[name for name, _ in objects()])
def test_every_record_is_closed_and_every_key_described(name, kind):
    assert kind["additionalProperties"] is False
    assert kind["description"]
    assert set(kind["required"]) == set(kind["properties"])
    silent = [key for key, said in kind["properties"].items() if "description" not in said and key != "change"]
    assert silent == []


@pytest.mark.parametrize("name", DOCS)
def test_real_documents_are_valid(name):
    assert list(validator().iter_errors(json.loads(as_json(DOCS[name]())))) == []


@settings(max_examples=100)
@given(plans(anything))
def test_any_document_is_valid(plan):
    assert validator().is_valid(json.loads(written(plan)))


def test_a_hostile_document_is_valid():
    assert validator().is_valid(json.loads(as_json(all_hostile("::error::<b>"))))


@settings(max_examples=60)
@given(st.data())
def test_what_the_schema_takes_the_reader_takes_and_the_other_way_round(data):
    made = deepcopy(tree())
    holder = data.draw(st.sampled_from([each for each in below(made) if each and isinstance(each, (dict, list))]))
    place = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else list(holder)))
    match data.draw(st.sampled_from(["put", "drop", "add"])):
        case "put":
            holder[place] = data.draw(st.sampled_from([None, True, -1, 1.5, "x", [], {}, ["x"], {"x": "y"}, {"x": {"y": "z"}}]))
        case "add" if isinstance(holder, dict):
            holder["stray"] = "x"
        case _:
            del holder[place]
    raw = json.dumps(made).encode()
    try:
        read(raw, records.Document)
        shaped = True
    except NotThatRecord:
        shaped = False
    assert validator().is_valid(made) == shaped


def test_records_refuse_what_they_do_not_know():
    kinds = [each for each in vars(records).values() if isinstance(each, type) and issubclass(each, Struct) and each is not Struct]
    assert len(kinds) > 20
    assert [each.__name__ for each in kinds if not each.__struct_config__.forbid_unknown_fields] == []


def test_no_value_of_a_hostile_plan_is_lost():
    assert plan_of(read_document(as_json(all_hostile("a\x1b\u202e\x00`|")).encode())).steps[0].text == "a\x1b\u202e\x00`|"


def test_creating_says_every_part_with_its_reasons():
    shown = doc(create())
    assert len(shown.changes[0].edits) == 7
    assert shown.reasons[edits_of(shown)["fields", "Lead.Email"].reasons[0]].why == EMAIL.why


# ------------------------------------------------------------------ edited afterwards


def rewritten(plan, change):
    """A plan that somebody edited and wrote as we would have: its form gives nothing away."""
    document = json.loads(written(plan))
    change(document)
    return pretty(read(json.dumps(document).encode(), records.Document)).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["steps"].pop(),
        lambda document: document["steps"][0].__setitem__("owner", "somebody"),
        lambda document: document["changes"][0]["edits"].clear(),
        lambda document: document["owners"].clear(),
        lambda document: document["binding"].__setitem__("made", "2026-11-21T10:00:01Z"),
        lambda document: document.__setitem__("seal", ""),
        lambda document: document.__setitem__("seal", "0" * 64),
    ],
)
def test_a_plan_that_was_edited_in_good_form_is_refused(change):
    with pytest.raises(NotAPlan, match=r"^it was edited after it was written; make the plan again$"):
        read_plan(rewritten(update(), change))


def test_an_edit_that_is_taken_back_leaves_the_plan_as_it_was():
    assert read_plan(rewritten(update(), lambda document: None)) == read_plan(written(update()))

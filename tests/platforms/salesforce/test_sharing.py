"""Sharing rules with criteria: what a filter lets a group see, exactly or not at all, in the file that an object's rules share."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, some_records
from judges import metadata_types, xsd
from plan_estates import against, carried_out, since, steps
from plan_estates import built as source_of
from small_estate import clean, compiled, found, org, spec, told, user
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.normal import normal
from syncwright.expression.predicate import All, Any, Predicate
from syncwright.inventory import Field, Org
from syncwright.plan.changes import Create, Delete, Edit, Update
from syncwright.platforms.salesforce.observe import files, observe
from syncwright.platforms.salesforce.sharing_criteria import Criteria, Item, criteria, refusals
from syncwright.platforms.salesforce.types import SHARING_RULE
from syncwright.platforms.salesforce.written import written
from syncwright.resource import Resource
from syncwright.text import SourceFile

HELD = Org(
    org(
        {
            "Contact": {
                "Sync__c": Field(type="Checkbox", label="Sync"),
                "Tier__c": Field(type="Picklist", values=("Gold", "Silver", "A, B")),
            },
            "Lead": {
                "Score__c": Field(type="Number"),
                "Sync__c": Field(type="Checkbox", label="Sync"),
                "Tier__c": Field(type="Picklist", values=("Gold", "Silver")),
            },
        }
    )
)


def scope(where: str, more: str = "", objects: str = "[Lead, Contact]", name: str = "in-scope") -> dict[str, str]:
    return {
        f"filters/{name}.yaml": f"filter: {name}\nwhy: w\nowner: ops\nobjects: {objects}\nwhere: |\n  {where}\nfor: [marketo]\nshare: {{group: Sync_Users}}\n{more}"
    }


PEOPLE = {
    "objects/people.yaml": "object: [Lead, Contact]\nowner: ops\nwhy: people\nfor: [marketo]\ndefaults: {why: w, pii: none, reviewed: 2026-05-01, sync: from-salesforce}\nfields: {Tier__c: , Sync__c: }\nused_by: w\n"
}
STORED = {**PEOPLE, **scope("Email is not blank", "as: {field: Sync__c, syncs_when: false}\n")}
DIRECT = {**PEOPLE, **scope("Sync__c = true and (Tier__c in ['Gold', 'Silver'] or Sync__c = false)")}


def rules(files_: dict[str, str]) -> dict[str, Resource]:
    compilation = compiled(files_, HELD)
    assert not compilation.failed, told(compilation)
    return {one.name: one for one in compilation.resources if one.type == SHARING_RULE}


def built(files_: dict[str, str]) -> dict[str, bytes]:
    compilation = compiled(files_, HELD)
    assert not compilation.failed, told(compilation)
    return {one.path.rpartition("/default/")[2]: one.data for one in compilation.artifacts()}


def test_a_stored_answer_is_one_criterion_with_the_value_of_what_is_in_scope():
    made = rules(STORED)
    assert sorted(made) == ["Contact.In_Scope", "Lead.In_Scope"]
    assert made["Lead.In_Scope"].attributes["tests"] == {"1": "Sync__c equals False"}
    assert made["Lead.In_Scope"].attributes["logic"] == ""
    assert made["Lead.In_Scope"].depends_on == ("salesforce.field/Lead.Sync__c",)


def test_a_condition_that_criteria_can_say_needs_no_stored_answer():
    attributes = rules(DIRECT)["Lead.In_Scope"].attributes
    assert attributes["tests"] == {
        "1": "Sync__c equals True",
        "2": "Tier__c equals Gold",
        "3": "Tier__c equals Silver",
        "4": "Sync__c equals False",
    }
    assert attributes["logic"] == "1 AND ((2 OR 3) OR 4)"


def test_the_access_is_what_the_connectors_do():
    assert rules(STORED)["Lead.In_Scope"].attributes["access"] == "Read"
    writes = {**STORED, "objects/more.yaml": spec("Lead", {"Score__c": "sync: two-way"})}
    assert rules(writes)["Lead.In_Scope"].attributes["access"] == "Edit"
    assert rules(writes)["Contact.In_Scope"].attributes["access"] == "Read"


# ------------------------------------------------------------------ exactness


def takes(one: Criteria, record: Record) -> bool:
    """As an org reads criteria: a checkbox, or a value as it is declared; no blank equals anything."""
    held = [_meets(item, record.get(item.field)) for item in one.items]
    if not one.logic:
        return all(held)
    numbers = {str(number): str(value) for number, value in enumerate(held, 1)}
    words = one.logic.replace("(", " ( ").replace(")", " ) ").split()
    return bool(eval(" ".join(numbers.get(word, word.lower()) for word in words)))  # noqa: S307 - of our own making


def _meets(item: Item, held: object) -> bool:
    assert item.operation == "equals"
    return {"True": bool(held), "False": not held}[item.value] if COLUMNS[item.field].kind == "checkbox" else held == item.value


RECORDS = [
    {**one, "Status": next((value for value in COLUMNS["Status"].values if str(one["Status"]).upper() == value.upper()), None)}
    for one in some_records(3, 200)
]
LEAVES = [meaning(text) for text in ("Status = 'Open'", "Status in ['Open', 'Closed Won']", "Blocked__c = true", "not Blocked__c = true")]
several = lambda inner: st.lists(inner, min_size=2, max_size=3).map(tuple)  # noqa: E731
sayable = st.recursive(st.sampled_from(LEAVES), lambda inner: several(inner).map(All) | several(inner).map(Any), max_leaves=8)


@settings(max_examples=200)
@given(sayable)
def test_criteria_take_the_records_that_the_reference_takes(predicate: Predicate):
    assert not [*refusals(normal(predicate))]
    one = criteria(normal(predicate))
    for record in RECORDS:
        assert takes(one, record) is passes(predicate, record, CLOCK), one


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("Email = 'a'", "Email", "is a text, whose case criteria mind and a filter does not"),
        ("Email is blank", "Email", "is asked for a blank, and what criteria make of one is not documented"),
        ("Status != 'Open'", "Status", "is asked for a blank, and what criteria make of one is not documented"),
        ("Score__c > 5", "Score__c", "is compared, and what criteria make of a blank is not documented"),
        ("Birthdate < today", "Birthdate", "is compared, and what criteria make of a blank is not documented"),
        ("Lines__c includes any ['Valve']", "Lines__c", "is a picklist of several values, which criteria cannot test"),
        ("OwnerId = '0035e00000BqXyZ'", "OwnerId", "is a record id, which criteria test for owners alone"),
        ("Account.Name = 'a'", "Account.Name", "is a field of a parent"),
        ("Rating = 'A, B'", "Rating", "is asked for a value with a comma or a quote, with which criteria part values"),
        ("Rating = 'A'", "Rating", "is a picklist whose values are not known, nor how criteria compare them"),
        ("true", "", "it lets every record pass, and criteria test a field"),
        ("false", "", "it lets no record pass, and criteria test a field"),
    ],
)
def test_what_criteria_cannot_say_exactly_is_refused(text, field, reason):
    assert (field, reason) in [(one.field, one.reason) for one in refusals(normal(meaning(text)))]


def test_an_inexact_condition_makes_no_rule_and_says_what_to_do():
    compilation = compiled({**PEOPLE, **scope("Email is not blank")}, HELD)
    [one] = [each for each in compilation.diagnostics if each.rule.id == "SFC650"]
    assert "`Email` is asked for a blank" in one.message
    assert one.help == "keep the answer in a field, which the sharing rule tests: `as:`"
    assert not [each for each in compilation.resources if each.type == SHARING_RULE]


# ------------------------------------------------------------------ findings


@pytest.mark.parametrize(
    ("owner", "why"),
    [("User", "is not among the objects that have them"), ("Device__c", "shows its records to whoever sees their master")],
)
def test_an_object_without_sharing_rules_gets_none(owner, why):
    compilation = compiled(scope("CreatedDate is not blank", objects=owner), HELD)
    assert [one.message.partition(": it ")[2] for one in compilation.diagnostics if one.rule.id == "SFC652"] == [why]


@pytest.mark.parametrize(
    ("grants", "users"),
    [
        ("objects: {Lead: {access: [read, view-all], why: w}}", ["marketo-sync"]),
        ("permissions: {ViewAllData: {why: w}}", ["marketo-sync"]),
        ("permissions: {ModifyAllData: {why: w}}", ["marketo-sync"]),
        ("objects: {Contact: {access: [read, view-all], why: w}}", []),
    ],
)
def test_a_user_that_sees_every_record_is_named_in_the_plan(grants, users):
    plan = since({**PEOPLE, **user(grants)}, {**STORED, **user(grants)}, HELD.objects)
    said = [one for one in plan.hazards if one.address == f"{SHARING_RULE}/Lead.In_Scope" and "sees every record of `Lead`" in one.says]
    assert [one.user for one in said] == users


def test_a_rule_is_deployed_with_the_rest_and_a_person_sees_to_the_group_and_the_default():
    found_ = steps(since(PEOPLE, STORED, HELD.objects))
    assert f"{SHARING_RULE}/Lead.In_Scope" in found_["salesforce.deploy"].changes
    step = found_["salesforce.sharing/in-scope"]
    assert step.kind == "person"
    assert step.after == ("salesforce.deploy",)
    assert "Public Groups, Sync_Users is there. It holds marketo-sync and nobody else" in step.text
    assert "default of Contact and Lead is Private" in step.text or "default of Lead and Contact is Private" in step.text


def test_a_tree_that_was_carried_out_needs_nothing_more():
    compilation = compiled(STORED, HELD)
    assert against(compilation, source_of(compilation)).changes == ()
    lacking = {path: data for path, data in source_of(compilation).items() if "sharingRules" not in path}
    plan = against(compilation, lacking)
    assert [one.address for one in plan.changes] == [f"{SHARING_RULE}/Contact.In_Scope", f"{SHARING_RULE}/Lead.In_Scope"]
    assert against(compilation, carried_out(compilation, plan.changes, lacking)).changes == ()


def test_a_filter_that_no_longer_shares_leaves_its_rules_to_a_person():
    plan = since(
        STORED,
        {
            **STORED,
            **{
                name: text.replace("share: {group: Sync_Users}\n", "")
                for name, text in scope("Email is not blank", "as: {field: Sync__c, syncs_when: false}\n").items()
            },
        },
        HELD.objects,
    )
    assert "salesforce.unshare/Lead.In_Scope" in steps(plan)


def test_two_filters_do_not_make_one_rule():
    two = {**scope("Sync__c = true", name="a-b"), **scope("Sync__c = false", name="a_b")}
    assert "SFC651" in [one for one, _ in found(compiled({**PEOPLE, **two}, HELD))]


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("estate", [STORED, DIRECT], ids=["stored", "direct"])
def test_salesforce_s_schema_accepts_the_file(estate, tmp_path):
    if not xsd.available():
        pytest.skip("the schema is not there")
    for name in ("Lead", "Contact"):
        path = tmp_path / f"{name}.sharingRules-meta.xml"
        path.write_bytes(built(estate)[f"sharingRules/{name}.sharingRules-meta.xml"])
        assert xsd.validate(path) == []


def test_its_elements_are_those_of_the_type(tmp_path):
    if not metadata_types.tools().is_dir():
        pytest.skip("the declarations are not installed")
    path = tmp_path / "Lead.sharingRules-meta.xml"
    path.write_bytes(built(DIRECT)["sharingRules/Lead.sharingRules-meta.xml"])
    assert metadata_types.unknown_elements(path) == []
    assert metadata_types.wrong_values(path) == []


def test_the_manifest_names_each_rule():
    root = ElementTree.fromstring(built(STORED)["salesforce/manifest/package.xml"])
    types = {one[-1].text: [each.text for each in one[:-1]] for one in root if len(one)}
    assert types["SharingCriteriaRule"] == ["Contact.In_Scope", "Lead.In_Scope"]


def test_several_rules_of_an_object_share_a_file():
    files_ = built({**PEOPLE, **scope("Sync__c = true", name="b"), **scope("Tier__c = 'Gold'", name="a", objects="Lead")})
    text = files_["sharingRules/Lead.sharingRules-meta.xml"].decode()
    assert text.index("<fullName>A</fullName>") < text.index("<fullName>B</fullName>")
    assert "sharingRules/Contact.sharingRules-meta.xml" in files_


def source(data: bytes) -> list[SourceFile]:
    return [SourceFile("force-app/main/default/sharingRules/Lead.sharingRules-meta.xml", data)]


def test_what_is_written_reads_back():
    for estate in (STORED, DIRECT):
        wanted = rules(estate)["Lead.In_Scope"]
        seen = observe(source(built(estate)["sharingRules/Lead.sharingRules-meta.xml"]), [wanted.address])
        assert not seen.findings
        assert seen.observation.resources[wanted.address].attributes == {name: value for name, value in wanted.attributes.items() if value}


def test_a_tree_without_the_rule_says_that_it_is_absent():
    address = f"{SHARING_RULE}/Lead.In_Scope"
    assert observe([], [address]).observation.absent == {address}
    other = built({**PEOPLE, **scope("Sync__c = true", name="other")})["sharingRules/Lead.sharingRules-meta.xml"]
    assert observe(source(other), [address]).observation.absent == {address}
    assert "lead.sharingrules-meta.xml" in files([address])


def test_a_damaged_file_makes_no_plan():
    assert observe(source(b"<SharingRules"), [f"{SHARING_RULE}/Lead.In_Scope"]).findings


THERE = b"""<?xml version="1.0" encoding="UTF-8"?>
<SharingRules xmlns="http://soap.sforce.com/2006/04/metadata">
    <sharingCriteriaRules>
        <fullName>Another</fullName>
        <accessLevel>Read</accessLevel><!-- by hand -->
        <label>Another</label>
        <sharedTo>
            <role>CEO</role>
        </sharedTo>
        <criteriaItems>
            <field>Name</field>
            <operation>startsWith</operation>
            <value>T</value>
        </criteriaItems>
        <includeRecordsOwnedByAll>false</includeRecordsOwnedByAll>
    </sharingCriteriaRules>
    <sharingOwnerRules>
        <fullName>Owned</fullName>
    </sharingOwnerRules>
</SharingRules>
"""
PATH = "force-app/main/default/sharingRules/Lead.sharingRules-meta.xml"


def test_a_rule_is_put_into_the_file_that_is_there_and_taken_out_again():
    wanted = rules(STORED)["Lead.In_Scope"]
    [(path, with_)] = written([Create(wanted, ())], source(THERE), ()).items()
    assert path == PATH
    assert with_ is not None
    seen = observe(source(with_), [wanted.address]).observation
    assert seen.resources[wanted.address].attributes["tests"] == {"1": "Sync__c equals False"}
    assert with_.index(b"Another") < with_.index(b"In_Scope") < with_.index(b"sharingOwnerRules")
    assert written([Delete(wanted, (), ())], source(with_), ())[PATH] == THERE


def test_a_rule_that_changes_is_replaced_where_it_stands():
    before = rules(STORED)["Lead.In_Scope"]
    after = rules({**STORED, "objects/more.yaml": spec("Lead", {"Score__c": "sync: two-way"})})["Lead.In_Scope"]
    with_ = written([Create(before, ())], source(THERE), ())[PATH]
    assert with_ is not None
    changed = written([Update(before, after, (Edit("access", None, "Read", "Edit"),))], source(with_), ())[PATH]
    assert changed == with_.replace(
        b"<fullName>In_Scope</fullName>\n        <accessLevel>Read", b"<fullName>In_Scope</fullName>\n        <accessLevel>Edit"
    )


def test_the_last_rule_takes_the_file_along():
    wanted = rules(STORED)["Lead.In_Scope"]
    [(path, alone)] = written([Create(wanted, ())], [], ()).items()
    assert path == "main/default/sharingRules/Lead.sharingRules-meta.xml"
    assert alone is not None
    assert written([Delete(wanted, (), ())], source(alone), ()) == {PATH: None}


def test_a_rule_of_accounts_opens_nothing_of_what_hangs_on_them(tmp_path):
    held = Org(org({"Account": {"Sync__c": Field(type="Checkbox", label="Sync")}}))
    files_ = {**scope("Sync__c = true", objects="Account"), "objects/account.yaml": spec("Account", {"Sync__c": "sync: from-salesforce"})}
    compilation = compiled(files_, held)
    data = next(one.data for one in compilation.artifacts() if one.path.endswith("Account.sharingRules-meta.xml"))
    assert data.count(b"AccessLevel>None<") == 3
    path = tmp_path / "Account.sharingRules-meta.xml"
    path.write_bytes(data)
    if xsd.available():
        assert xsd.validate(path) == []


def test_an_estate_that_shares_nothing_has_no_rules():
    assert not [one for one in clean({}, HELD).resources if one.type == SHARING_RULE]

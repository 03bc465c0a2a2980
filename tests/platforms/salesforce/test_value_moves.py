"""A value that becomes another: it is there first, then its records are moved, then the old one goes; and an org that is done has an empty plan."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picklists import field_file, holding, of_org, offered, own, plain, set_file, shared, using
from plan_estates import against, built, carried_out, edits, fine, seen, since, steps
from small_estate import compiled
from syncwright.inventory import Field
from syncwright.inventory.model import ValueSet
from syncwright.plan.changes import Create, Delete, Rename, Update
from syncwright.planning import Request, plan_estate, wanted

FIELD, SET = "salesforce.field/Lead.Fit__c", "salesforce.value_set/Region"
VALUE = "salesforce.picklist_value"
TRACK = Field(type="Picklist", label="Track", values=("Buyer", "Specifier"))
MOVES = {"High": {"previously": "A"}, "Low": {}}


def of_values(plan):
    """The changes of values, and of what holds them."""
    return {one.address: type(one) for one in plan.changes if one.address.startswith((FIELD, SET, VALUE))}


def path_of(tree, ending):
    return next(path for path in tree if path.endswith(ending))


def told(plan, kind, address):
    return [one.says for one in plan.hazards if (one.kind, one.address) == (kind, address)]


# ------------------------------------------------------------------ an org that people work in


class Worked:
    """An org: a tree of source, and records that have values. Does what steps say, and refuses what nobody could do."""

    def __init__(self, compilation, tree, ending, records):
        self.compilation, self.tree, self.ending, self.records = compilation, tree, ending, list(records)

    def values(self):
        return offered(self.tree[path_of(self.tree, self.ending)])

    def work(self, step, plan):
        if step.kind == "deploy":
            changes = [one for one in plan.changes if one.address in step.changes]
            self.tree = carried_out(self.compilation, changes, self.tree)
        elif step.id.startswith("salesforce.replace/"):
            old, new = re.findall(r"`([^`]+)`", step.title)
            assert new in self.values(), "Setup offers only what is there"
            self.records = [new if one == old else one for one in self.records]
        elif step.id.startswith("salesforce.add_value/"):
            self.by_hand(add=step.id.rpartition("/")[2])
        elif step.id.startswith("salesforce.retire_values/"):
            for old in re.findall(r"`([^`]+)`", step.title)[:-1]:
                self.by_hand(deactivate=old)
        assert set(self.records) <= set(self.values()), f"after {step.id} a record has a value that is gone"

    def by_hand(self, add=None, deactivate=None):
        path = path_of(self.tree, self.ending)
        text = self.tree[path].decode()
        if add is not None:
            tag = re.search(r"<(value|customValue|standardValue)>", text)[1]
            new = f"<{tag}><fullName>{add}</fullName><default>false</default><label>{add}</label></{tag}>\n"
            at = text.rindex(f"</{tag}>") + len(f"</{tag}>")
            text = text[:at] + "\n" + new + text[at:]
        if deactivate is not None:
            text = text.replace(f"<fullName>{deactivate}</fullName>", f"<fullName>{deactivate}</fullName><isActive>false</isActive>")
        self.tree = {**self.tree, path: text.encode()}


letters = st.lists(st.sampled_from(["A", "B", "C", "D", "E"]), unique=True, min_size=1)


@st.composite
def migrations(draw):
    """Values that an org offers, values that are wanted, which become which, and what records have."""
    held = draw(letters)
    stay = draw(st.lists(st.sampled_from(held), unique=True))
    leave = [one for one in held if one not in stay]
    new = draw(st.lists(st.sampled_from(["V", "W", "X"]), unique=True, min_size=1 if leave else 0))
    # A value may become one that is new, or one that was there already.
    becomes = {old: draw(st.sampled_from([*new, *stay])) for old in leave} if new or stay else {}
    values = {name: {} for name in (*stay, *new)}
    for old, target in becomes.items():
        values[target] = {"previously": [*values[target].get("previously", []), old]}
    order = draw(st.permutations(sorted(values)))
    return held, values, order, draw(st.lists(st.sampled_from(held), max_size=6))


def migrate(compilation, tree, ending, records):
    org = Worked(compilation, tree, ending, records)
    plan = against(compilation, tree)
    for step in plan.steps:
        org.work(step, plan)
    return org


@given(migrations())
def test_a_fields_own_values_end_as_wanted_and_no_record_ever_has_one_that_is_gone(migration):
    held, values, order, records = migration
    org = holding(Fit__c=Field(type="Picklist", label="Fit", values=tuple(held)))
    compilation = fine(own(values, f", order: [{', '.join(order)}]"), org)
    done = migrate(compilation, field_file(held), "Fit__c.field-meta.xml", records)
    assert done.values() == list(order)
    assert of_values(against(compilation, done.tree)) == {}


@given(migrations())
def test_a_global_sets_values_end_as_wanted_too(migration):
    held, values, order, records = migration
    compilation = fine(shared(values, f"order: [{', '.join(order)}]\n"), holding(ValueSet("Region", "global", tuple(held), "Region")))
    done = migrate(compilation, set_file(held), "Region.globalValueSet-meta.xml", records)
    assert done.values() == list(order)
    assert of_values(against(compilation, done.tree)) == {}


@given(migrations())
def test_a_list_that_the_org_owns_is_worked_on_by_people_alone(migration):
    held, values, _, records = migration
    relied_on = {name: said for name, said in values.items() if said or name in held}
    compilation = fine(of_org(relied_on), holding(Track__c=Field(type="Picklist", label="Track", values=tuple(held))))
    tree = field_file(held, name="Track__c")
    plan = against(compilation, tree)
    assert not [one for one in plan.steps if one.kind == "deploy" and any(VALUE in address for address in one.changes)]
    done = migrate(compilation, tree, "Track__c.field-meta.xml", records)
    former = {old for said in values.values() for old in said.get("previously", ())}
    assert not former & set(done.values())
    assert of_values(against(compilation, done.tree)) == {}


# ------------------------------------------------------------------ what the plan says


def test_the_steps_say_what_they_prove_who_does_them_and_in_which_order():
    compilation = fine(own(MOVES), holding(Fit__c=Field(type="Picklist", label="Fit", values=("A", "Low"))))
    plan = against(compilation, field_file(["A", "Low"]))
    found = steps(plan)
    deploy, replace, gone = (
        found[name] for name in ("salesforce.deploy", "salesforce.replace/Lead.Fit__c/A", "salesforce.retire_values/Lead.Fit__c")
    )
    assert FIELD in deploy.changes
    assert (replace.kind, replace.owner, replace.after, replace.changes) == ("person", "ops", ("salesforce.deploy",), ())
    assert replace.proves == "`SELECT COUNT() FROM Lead WHERE Fit__c = 'A'` answers 0"
    assert "Object Manager, Lead, Fields & Relationships, open Fit__c, Values, choose Replace. Enter A" in replace.text
    assert (gone.kind, gone.after, gone.changes) == ("deploy", (replace.id,), (f"{VALUE}/Lead.Fit__c/A",))
    assert [one.id for one in plan.steps].index(deploy.id) < [one.id for one in plan.steps].index(replace.id)


def test_the_records_of_a_multi_select_picklist_are_asked_otherwise():
    field = Field(type="MultiselectPicklist", label="Fit", values=("O'Neil", "Low"))
    compilation = fine(own({"High": {"previously": "O'Neil"}, "Low": {}}, kind="MultiselectPicklist"), holding(Fit__c=field))
    plan = against(compilation, field_file(["O'Neil", "Low"]))
    assert (
        steps(plan)["salesforce.replace/Lead.Fit__c/O'Neil"].proves
        == r"`SELECT COUNT() FROM Lead WHERE Fit__c INCLUDES ('O\'Neil')` answers 0"
    )


def test_what_a_move_does_to_records_is_said_as_sure_as_it_is():
    compilation = fine(own(MOVES), holding(Fit__c=Field(type="Picklist", label="Fit", values=("A", "Low"))))
    plan = against(compilation, field_file(["A", "Low"]))
    at = f"{VALUE}/Lead.Fit__c/A"
    [records] = told(plan, "records", at)
    assert records.startswith("every record with `A` in `Lead.Fit__c` gets `High`; replacing a value moves SystemModstamp")
    assert records.endswith("(observed, not documented)")
    assert told(plan, "irreversible", at) == ["which records had `A` is not known once they have `High`"]


def test_a_value_that_goes_without_a_former_name_is_a_hazard():
    compilation = fine(own(plain("High"), ", restricted: false"))
    plan = against(compilation, field_file(["High", "Gone"]))
    [says] = told(plan, "destructive", FIELD)
    assert says.startswith(
        "`Gone` can no longer be chosen (a value that a deployed list leaves out is deactivated), and records keep it; say"
    )
    assert of_values(plan) == {FIELD: Update}
    strict = against(fine(own(plain("High"))), field_file(["High", "Gone"]))
    assert "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" in told(strict, "destructive", FIELD)[0]


def test_a_standard_picklist_is_worked_on_by_hand_and_says_why():
    org = holding(ValueSet("LeadSource", "standard", ("Web", "Fair")), LeadSource=Field(type="Picklist", label="Lead Source"))
    compilation = fine(of_org({"Internet": {"previously": "Web"}}, "LeadSource"), org)
    plan = against(compilation, set_file(["Web", "Fair"], name="LeadSource", kind="StandardValueSet"))
    assert of_values(plan) == {f"{VALUE}/LeadSource/Internet": Rename}
    [says] = told(plan, "by-hand", f"{VALUE}/LeadSource/Internet")
    assert "whether a deployment can add values to the set of a standard picklist is not known for certain" in says
    kinds = {name: step.kind for name, step in steps(plan).items() if "LeadSource" in name}
    assert kinds == {
        "salesforce.add_value/LeadSource/Internet": "person",
        "salesforce.replace/LeadSource/Web": "person",
        "salesforce.retire_values/LeadSource": "person",
    }


def test_a_set_that_is_shared_names_the_fields_whose_records_have_its_values():
    area = Field(type="Picklist", label="Area", value_set="Region")
    org = holding(ValueSet("Region", "global", ("A", "Low"), "Sales region"), Area__c=area, Home__c=area)
    plan = against(fine(shared(MOVES), org), set_file(["A", "Low"]))
    step = steps(plan)["salesforce.replace/Region/A"]
    assert "In Setup, Picklist Value Sets, open Sales region, Values, choose Replace" in step.text
    assert "`Lead.Area__c`, `Lead.Home__c`" in step.text
    assert step.proves.count("SELECT COUNT()") == 2


# ------------------------------------------------------------------ both sides


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({}, {}),
        (field_file(["Buyer", "Specifier"], name="Track__c"), {f"{VALUE}/Lead.Track__c/Buys": Rename}),
        (field_file(["Buyer", "Buys"], name="Track__c"), {f"{VALUE}/Lead.Track__c/Buyer": Delete}),
        (field_file(["Buys"], ["Buyer"], name="Track__c"), {}),
        (field_file(["Buys"], name="Track__c"), {}),
    ],
)
def test_what_is_planned_depends_on_how_far_the_org_is(tree, expected):
    compilation = fine(of_org({"Buys": {"previously": "Buyer"}}), holding(Track__c=TRACK))
    assert of_values(against(compilation, tree)) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({}, {FIELD: Create}),
        (field_file(["A", "Low"]), {FIELD: Update, f"{VALUE}/Lead.Fit__c/A": Delete}),
        (field_file(["High", "Low", "A"]), {f"{VALUE}/Lead.Fit__c/A": Delete}),
        (field_file(["High", "Low"], ["A"]), {}),
        (field_file(["High", "Low"]), {}),
    ],
)
def test_a_list_of_our_own_is_deployed_and_its_old_values_go_by_a_step_of_their_own(tree, expected):
    assert of_values(against(fine(own(MOVES)), tree)) == expected


def test_an_inactive_value_that_nobody_wants_is_no_difference_and_one_that_is_wanted_comes_back():
    tree = field_file(["Low"], ["High", "Other"])
    plan = against(fine(own(plain("High", "Low"))), tree)
    assert ("values", "High", None, "High") in edits(plan, FIELD)
    after = carried_out(fine(own(plain("High", "Low"))), plan.changes, tree)
    assert of_values(against(fine(own(plain("High", "Low"))), after)) == {}
    assert b"Other" in after[path_of(after, "Fit__c.field-meta.xml")], "what records may have stays, inactive"


def test_a_value_that_is_made_inactive_stays_in_the_list():
    compilation = fine(own({"High": {}, "Low": {"active": False}}))
    tree = field_file(["High", "Low"])
    after = carried_out(compilation, against(compilation, tree).changes, tree)
    path = path_of(after, "Fit__c.field-meta.xml")
    assert (offered(after[path]), b"<fullName>Low</fullName>" in after[path]) == (["High"], True)
    assert of_values(against(compilation, after)) == {}


def test_what_is_built_keeps_the_old_value_as_long_as_the_inventory_has_it():
    before = built(compiled(own(MOVES), holding(Fit__c=Field(type="Picklist", label="Fit", values=("A", "Low")))))
    after = built(compiled(own(MOVES), holding(Fit__c=Field(type="Picklist", label="Fit", values=("High", "Low")))))
    path = path_of(before, "Fit__c.field-meta.xml")
    assert (offered(before[path]), offered(after[path])) == (["High", "Low", "A"], ["High", "Low"])


def test_since_another_revision_the_same_is_planned():
    plan = since(own(plain("A", "Low")), own(MOVES))
    assert of_values(plan) == {FIELD: Update, f"{VALUE}/Lead.Fit__c/A": Delete}
    assert of_values(since(own(MOVES), own(MOVES))) == {}
    by_org = holding(Track__c=TRACK)
    assert of_values(since(of_org(plain("Buyer")), of_org({"Buys": {"previously": "Buyer"}}), by_org)) == {
        f"{VALUE}/Lead.Track__c/Buys": Rename
    }
    assert of_values(since(*[of_org({"Buys": {"previously": "Buyer"}})] * 2, by_org)) == {}


def test_a_field_and_its_new_set_are_deployed_together_the_set_first():
    compilation = fine({**shared(plain("North")), **using()})
    plan = against(compilation, {})
    assert steps(plan)["salesforce.deploy"].changes[:2] == (SET, "salesforce.field/Lead.Area__c")
    tree = carried_out(compilation, plan.changes, {})
    assert against(compilation, tree).empty
    assert "main/default/globalValueSets/Region.globalValueSet-meta.xml" in tree


def test_asking_for_a_field_alone_brings_its_set_along():
    compilation = fine({**shared(plain("North")), **using()})
    plan = against(compilation, {}, only=("salesforce.field/Lead.Area__c",))
    assert of_values(plan) == {SET: Create}


def test_the_way_back_brings_the_list_back_as_it_was():
    compilation = fine(own(MOVES), holding(Fit__c=Field(type="Picklist", label="Fit", values=("A", "Low"))))
    tree = field_file(["Low", "A"])
    there = migrate(compilation, tree, "Fit__c.field-meta.xml", [])
    back = against(compilation, tree, back=True)
    assert of_values(back) == {FIELD: Update, f"{VALUE}/Lead.Fit__c/A": Create}
    assert offered(carried_out(compilation, back.changes, there.tree)[path_of(tree, "Fit__c.field-meta.xml")]) == ["Low", "A"]
    assert told(back, "irreversible", f"{VALUE}/Lead.Fit__c/A")


def test_a_dependency_stays_as_it_is():
    rows = "        <controllingField>Region__c</controllingField>\n"
    settings = (
        "        <valueSettings>\n            <controllingFieldValue>EMEA</controllingFieldValue>\n            <valueName>Low</valueName>\n"
        "        </valueSettings>\n    </valueSet>"
    )
    [(path, data)] = field_file(["Low"], more=rows).items()
    tree = {path: data.replace(b"    </valueSet>", settings.encode())}
    compilation = fine(own(plain("High", "Low")))
    plan = against(compilation, tree)
    after = carried_out(compilation, plan.changes, tree)[path]
    assert b"<controllingField>Region__c</controllingField>" in after
    assert b"<controllingFieldValue>EMEA</controllingFieldValue>" in after
    assert of_values(against(compilation, {path: after})) == {}


def test_a_list_that_says_something_unknown_is_not_planned_on():
    [(path, data)] = set_file(["North"]).items()
    observed = seen(fine(shared(plain("North"))), {path: data.replace(b"<label>", b"<glow>x</glow><label>")})
    assert [(one.rule.id, one.message) for one in observed.findings] == [("PLN807", "`glow` in `CustomValue` is not known")]


def test_a_plan_is_the_same_twice():
    compilation = fine(own(MOVES), holding(Fit__c=Field(type="Picklist", label="Fit", values=("A", "Low"))))
    want = wanted(compilation, in_source=True)
    observation = seen(compilation, field_file(["A", "Low"])).observation
    asked = Request("org", True, "2026-06-01T08:00:00Z", "0.1", "org")
    assert plan_estate(compilation, want, observation, asked) == plan_estate(compilation, want, observation, asked)

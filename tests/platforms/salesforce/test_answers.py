"""Stored answers in an estate: fields and flows beside each other, what is deployed when, what is filled after which change, and what is refused."""

import pytest

from plan_estates import against, built, carried_out, edits, fine, since, steps
from small_estate import compiled, fields_of, found, org, spec, told
from syncwright.inventory import Field

FIELD = "create: {label: In Marketo, type: Checkbox}"
NOW, STORED = "salesforce.field/Contact.In_Marketo_Now__c", "salesforce.field/Contact.In_Marketo__c"
FLOW, NIGHTLY = "salesforce.flow/Contact_In_Marketo", "salesforce.flow/Contact_In_Marketo_Nightly"
BACKFILL = "salesforce.backfill/Contact_In_Marketo"
ACCOUNT = {"Account": {"Industry": Field(type="Picklist")}, "Contact": {"AccountId": Field(type="Lookup", references=("Account",))}}
HELD = org(
    ACCOUNT
    | {
        "Contact": {
            **org()["Contact"].fields,
            **ACCOUNT["Contact"],
            "Old__c": Field(type="Checkbox"),
            "Off__c": Field(type="Checkbox", formula="Score__c > 5"),
        }
    }
)


def estate(where="Email is not blank", as_="field: In_Marketo__c", more="for: [marketo]\n", field=FIELD, objects="Contact", **others):
    """A filter that is kept in a field of the estate's own."""
    filter_ = (
        f"filter: scope\nwhy: bounced people cost backlog\nowner: ops\nobjects: [{objects}]\nwhere: |\n  {where}\nas: {{{as_}}}\n{more}"
    )
    return {"objects/person.yaml": spec(f"[{objects}]", {"Email": "", "In_Marketo__c": field}), "filters/scope.yaml": filter_, **others}


def partition(as_="field: Unit__c", field="create: {label: Unit, type: Text, length: 40}", rest="blank", **others):
    cases = "  AMER: {for: marketo, where: Title = 'a'}\n  EMEA: {for: marketo, where: Title is not blank}\n"
    text = f"partition: units\nwhy: regions apart\nowner: ops\nobjects: Contact\nas: {{{as_}}}\ncases:\n{cases}otherwise: {rest}\n"
    return {"objects/person.yaml": spec("Contact", {"Email": "", "Unit__c": field}), "filters/units.yaml": text, **others}


def resource(compilation, address):
    return next(one for one in compilation.resources if one.address == address)


def says(plan, kind="records"):
    return [one.says for one in plan.hazards if one.kind == kind]


# ------------------------------------------------------------------ what is made


def test_an_answer_is_a_formula_a_field_and_a_flow_that_copies():
    compilation = fine(estate())
    now, flow = resource(compilation, NOW), resource(compilation, FLOW)
    assert (now.attributes["type"], now.attributes["formula"], now.attributes["blanks"]) == (
        "Checkbox",
        "NOT(ISBLANK(Email))",
        "BlankAsBlank",
    )
    assert (flow.attributes["copies"], flow.attributes["field"], flow.attributes["runs"]) == (
        "In_Marketo_Now__c",
        "In_Marketo__c",
        "after every save",
    )
    assert set(flow.depends_on) == {NOW, STORED}
    tree = built(compilation)
    assert "force-app/main/default/objects/Contact/fields/In_Marketo_Now__c.field-meta.xml" in tree
    assert b"<status>Draft</status>" in tree["force-app/main/default/flows/Contact_In_Marketo.flow-meta.xml"]
    assert b"<members>Contact.In_Marketo_Now__c</members>" in tree["manifest/package.xml"]
    assert b"<members>Contact_In_Marketo</members>" in tree["manifest/package.xml"]


def test_where_the_field_keeps_records_out_the_formula_is_the_complement():
    assert resource(fine(estate(as_="field: In_Marketo__c, syncs_when: false")), NOW).attributes["formula"] == "ISBLANK(Email)"


def test_the_sync_user_reads_the_answer_and_not_the_formula():
    assert fields_of(fine(estate()))["Contact.In_Marketo__c"] == "read"
    assert "Contact.In_Marketo_Now__c" not in fields_of(fine(estate()))


def test_a_partition_is_a_formula_of_text():
    now = resource(fine(partition()), "salesforce.field/Contact.Unit_Now__c")
    assert now.attributes["formula"] == 'IF(LOWER(Title) = "a", "AMER", IF(NOT(ISBLANK(Title)), "EMEA", ""))'
    assert now.attributes["type"] == "Text"
    assert resource(fine(partition(rest="EMEA")), now.address).attributes["formula"].endswith('"EMEA", "EMEA"))')


def test_a_long_name_is_cut_and_a_package_s_field_gets_a_formula_of_our_own():
    long = "A" * 39 + "__c"
    files = estate(as_=f"field: {long}", field=FIELD)
    files["objects/person.yaml"] = spec("Contact", {"Email": "", long: FIELD})
    assert resource(fine(files), f"salesforce.field/Contact.{'A' * 36}_Now__c")
    held = org({"Contact": {**org()["Contact"].fields, "pkg__Scope__c": Field(type="Checkbox")}})
    files = estate(as_="field: pkg__Scope__c") | {"objects/person.yaml": spec("Contact", {"Email": ""})}
    compilation = compiled(files, held)
    assert not found(compilation), told(compilation)
    assert resource(compilation, "salesforce.field/Contact.Scope_Now__c")


def test_an_estate_that_was_deployed_has_nothing_left_to_plan():
    for files in (estate(as_="field: In_Marketo__c, refresh: nightly"), partition(as_="field: Unit__c, refresh: nightly")):
        compilation = fine(files)
        tree = carried_out(compilation, against(compilation, {}).changes, {})
        assert against(compilation, tree).changes == ()


def test_what_was_deployed_and_imported_is_no_name_that_is_taken():
    held = {**org()["Contact"].fields, "In_Marketo__c": Field(type="Checkbox"), "In_Marketo_Now__c": Field(type="Checkbox", formula="TRUE")}
    compilation = compiled(estate(), org({"Contact": held}))
    assert not found(compilation), told(compilation)


def test_keys_behind_the_formula_are_those_of_all_that_is_named_there():
    other = "filter: reachable\nwhy: w\nowner: ops\nobjects: Contact\nwhere: Email in keys of names\n"
    names = "map: names\nwhy: w\nowner: ops\nvalues: {a@a.example: b}\n"
    compilation = fine(estate("filter reachable and Title is blank", **{"filters/reachable.yaml": other, "maps/names.yaml": names}))
    keys = {reason.key for reason in resource(compilation, NOW).because["formula"][""]}
    assert keys == {"filter/scope#where", "filter/reachable#where", "map/names#values"}


# ------------------------------------------------------------------ steps


def test_fields_and_sets_then_flows_then_activation_then_backfill():
    made = steps(against(fine(estate(as_="field: In_Marketo__c, refresh: nightly")), {}))
    assert {NOW, STORED, "salesforce.permission_set/Marketo_Sync"} <= set(made["salesforce.deploy"].changes)
    assert set(made["salesforce.flows"].changes) == {FLOW, NIGHTLY}
    assert "salesforce.deploy" in made["salesforce.flows"].after
    after = made[BACKFILL].after
    assert {"salesforce.activate/Contact_In_Marketo", "salesforce.activate/Contact_In_Marketo_Nightly"} <= set(after)
    order = list(made)
    assert [
        order.index(name) for name in ("salesforce.deploy", "salesforce.flows", "salesforce.activate/Contact_In_Marketo", BACKFILL)
    ] == sorted(order.index(name) for name in ("salesforce.deploy", "salesforce.flows", "salesforce.activate/Contact_In_Marketo", BACKFILL))


def test_another_filter_leaves_the_flow_and_makes_every_answer_stale():
    plan = since(estate(), estate("Email is blank"))
    made = steps(plan)
    assert "salesforce.flows" not in made and "salesforce.activate/Contact_In_Marketo" not in made
    assert "salesforce.deploy" in made[BACKFILL].after
    assert [(name, old, new) for name, _, old, new in edits(plan, NOW)] == [("formula", "NOT(ISBLANK(Email))", "ISBLANK(Email)")]
    assert any("`Contact.In_Marketo__c` may be stale until the backfill is done" in one for one in says(plan))


def test_a_change_of_polarity_of_a_named_filter_and_of_a_case_is_a_change_too():
    other = {"filters/reachable.yaml": "filter: reachable\nwhy: w\nowner: ops\nobjects: Contact\nwhere: Email is blank\n"}
    changed = {"filters/reachable.yaml": other["filters/reachable.yaml"].replace("blank", "not blank")}
    pairs = {
        "polarity": (estate(), estate(as_="field: In_Marketo__c, syncs_when: false")),
        "named": (estate("filter reachable", **other), estate("filter reachable", **changed)),
        "otherwise": (partition(), partition(rest="EMEA")),
    }
    for name, (before, after) in pairs.items():
        assert any(one.startswith("salesforce.backfill/") for one in steps(since(before, after))), name


def test_a_formula_behind_a_filter_is_a_change_of_its_answers():
    def files(formula):
        fields = {"Email": "", "In_Marketo__c": FIELD, "Part__c": "sync: hidden, create: {label: Part, type: Checkbox, formula: Whole__c}"}
        fields["Whole__c"] = f'sync: hidden, create: {{label: Whole, type: Checkbox, formula: "{formula}"}}'
        return estate("Part__c = true") | {"objects/person.yaml": spec("Contact", fields)}

    assert BACKFILL in steps(since(files("TRUE"), files("FALSE")))
    assert BACKFILL not in steps(
        since(files("TRUE"), files("TRUE") | {"users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\nwith: []\n"})
    )


@pytest.mark.parametrize("change", ["why", "label"])
def test_what_changes_no_answer_needs_no_backfill(change):
    before = estate()
    after = {
        name: text.replace("bounced people", "gone people").replace("In Marketo", "Is in Marketo" if change == "label" else "In Marketo")
        for name, text in before.items()
    }
    assert BACKFILL not in steps(since(before, after))


def test_the_backfill_says_what_to_change_how_to_count_it_and_who():
    [bulk, hand] = (steps(since({}, estate(as_=f"field: In_Marketo__c, backfill: {how}")))[BACKFILL] for how in ("bulk", "by-hand"))
    assert (bulk.kind, hand.kind, bulk.owner) == ("backfill", "person", "ops")
    stale = "(In_Marketo__c = TRUE AND In_Marketo_Now__c = FALSE) OR (In_Marketo__c = FALSE AND In_Marketo_Now__c = TRUE)"
    assert bulk.proves == f"`SELECT COUNT() FROM Contact WHERE {stale}` answers 0"
    assert f"SELECT Id, In_Marketo_Now__c FROM Contact WHERE {stale}" in bulk.text and "How many there are is not known here" in bulk.text
    for query in (
        "SELECT COUNT() FROM Contact WHERE Email != null",
        "SELECT COUNT() FROM Contact WHERE In_Marketo__c = TRUE",
        "SELECT COUNT() FROM Contact WHERE Email = null",
    ):
        assert query in bulk.text
    assert "By hand" in hand.text
    assert "needs to read In_Marketo_Now__c and to edit In_Marketo__c" in bulk.text


def test_counts_of_a_partition_are_those_of_each_case_without_those_above():
    text = steps(since({}, partition()))["salesforce.backfill/Contact_Unit"].text
    assert "EMEA: SELECT COUNT() FROM Contact WHERE Title != null AND (Title = null OR Title != 'a')" in text
    assert "none of these: SELECT COUNT() FROM Contact WHERE " in text and "SELECT COUNT() FROM Contact WHERE Unit__c = null" in text


def test_what_speaks_of_today_is_counted_for_a_day():
    text = steps(since({}, estate("CreatedDate >= today - 30 days", as_="field: In_Marketo__c, refresh: nightly", **ZONE)))[BACKFILL].text
    assert "count the same, on 2026-06-01" in text and "250,000 records in 24 hours" in text


ZONE = {
    "estate.yaml": "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\n"
    "salesforce: {edition: enterprise, timezone: Europe/Amsterdam}\n"
}


def test_the_steps_say_what_is_not_documented():
    made = steps(since({}, estate(as_="field: In_Marketo__c, refresh: nightly")))
    assert "documented nowhere" in made["salesforce.activate/Contact_In_Marketo"].text
    assert "what a first day in the past does is not documented" in made["salesforce.activate/Contact_In_Marketo_Nightly"].text


def test_converted_leads_are_left_alone():
    made = steps(since({}, estate(objects="Lead")))
    step = made["salesforce.backfill/Lead_In_Marketo"]
    assert "FROM Lead WHERE IsConverted = FALSE AND (" in step.proves and "Converted leads keep the answer" in step.text


def test_a_parent_s_change_is_not_noticed_and_the_plan_says_so():
    files = estate("Account.Industry is blank", more="for: [marketo]\nallow: {parent-changes-unnoticed: {why: rare, until: 2026-12-31}}\n")
    plan = since({}, files, HELD)
    [said] = [one for one in says(plan) if "Account.Industry" in one]
    assert "saves no record of `Contact`" in said and "is not known here" in said


def test_a_field_that_others_filled_is_replaced():
    files = {"objects/person.yaml": spec("Contact", {"Email": "", "Old__c": ""})}
    scope = estate(as_="field: Old__c")["filters/scope.yaml"]
    plan = since(files, files | {"filters/scope.yaml": scope}, HELD)
    assert [one for one in says(plan, "destructive") if "`Contact.Old__c` is there already" in one]


def test_a_filter_that_is_no_more_leaves_a_flow_that_somebody_deactivates():
    before, after = estate(), {"objects/person.yaml": estate()["objects/person.yaml"]}
    made = steps(since(before, after))
    assert made["salesforce.deactivate/Contact_In_Marketo"].kind == "person"
    assert "`Contact.In_Marketo__c`" in made["salesforce.deactivate/Contact_In_Marketo"].text


# ------------------------------------------------------------------ what is refused

REFUSED = {
    "a formula's name that is taken": (estate(as_="field: In_Marketo__c, formula: Old__c"), ["SFC645"]),
    "a name of no custom field": (estate(as_="field: In_Marketo__c, formula: Scope"), ["SFC645"]),
    "a name that is too long": (estate(as_=f"field: In_Marketo__c, formula: {'A' * 41}__c"), ["SFC645"]),
    "a formula that a spec makes otherwise": (
        estate() | {"objects/more.yaml": spec("Contact", {"In_Marketo_Now__c": "sync: hidden, create: {label: N, type: Checkbox, formula: 'TRUE'}"})},
        ["SFC645"],
    ),
    "an answer that is written": (estate(field=f"sync: two-way, {FIELD}"), ["SFC646"]),
    "an old API version": (
        estate(**{"estate.yaml": ZONE["estate.yaml"].replace("edition: enterprise", "edition: enterprise, api_version: '49.0'")}),
        ["SFC613"],
    ),
    "its own answer": (estate("In_Marketo__c = false"), ["FIL934"]),
}  # fmt: skip


@pytest.mark.parametrize(("files", "rules"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused(files, rules):
    compilation = compiled(files, HELD)
    assert [rule for rule, _ in found(compilation)] == rules, told(compilation)


def second(**fields):
    """A second filter that lets other records pass."""
    text = estate("Title is blank", **fields)["filters/scope.yaml"]
    return {"filters/second.yaml": text.replace("filter: scope", "filter: second")}


def test_two_answers_in_one_field_are_one_finding():
    compilation = compiled(estate() | second(), HELD)
    assert found(compilation) == [("FIL933", "filters/second.yaml:7:13")], told(compilation)


def test_two_flows_of_one_name_are_refused():
    """Flows have no double underscores, so that a package's field and one of our own can get one name."""
    held = org({"Contact": {**org()["Contact"].fields, "pkg__A__c": Field(type="Checkbox"), "pkg_A__c": Field(type="Checkbox")}})
    files = estate(as_="field: pkg__A__c") | second(as_="field: pkg_A__c") | {"objects/person.yaml": spec("Contact", {"Email": ""})}
    compilation = compiled(files, held)
    assert [rule for rule, _ in found(compilation)] == ["SFC638"], told(compilation)


def test_two_formulas_of_one_name_are_refused():
    files = estate(as_="field: In_Marketo__c, formula: Now__c") | second(as_="field: Old__c, formula: Now__c")
    compilation = compiled(files, HELD)
    assert found(compilation) == [("SFC645", "filters/second.yaml:7:30")], told(compilation)


# ------------------------------------------------------------------ names


def test_an_idea_s_name_is_the_field_of_each_object():
    fields = {"Email": "", "Scope": f"is: {{Lead: In_Scope__c, Contact: Is_In_Scope__c}}, {FIELD}"}
    files = estate(as_="field: Scope", objects="Lead, Contact") | {"objects/person.yaml": spec("[Lead, Contact]", fields)}
    compilation = fine(files)
    stored = compilation.catalog.filters["scope"].stored
    assert {owner: (one.field, one.formula) for owner, one in stored.items()} == {
        "Lead": ("In_Scope__c", "In_Scope_Now__c"),
        "Contact": ("Is_In_Scope__c", "Is_In_Scope_Now__c"),
    }
    assert fields_of(compilation)["Contact.Is_In_Scope__c"] == "read"


def test_a_formula_of_ours_is_no_field_that_nobody_named():
    from syncwright.graph.coverage import coverage

    held = {**org()["Contact"].fields, "In_Marketo__c": Field(type="Checkbox"), "In_Marketo_Now__c": Field(type="Checkbox", formula="TRUE")}
    for files, named in ((estate(), False), ({"objects/person.yaml": estate()["objects/person.yaml"]}, True)):
        compilation = fine(files, org({"Contact": held}))
        left = {f"{one.object}.{one.field}" for one in coverage(compilation.catalog, compilation.seen()).fields}
        assert ("Contact.In_Marketo_Now__c" in left) is named

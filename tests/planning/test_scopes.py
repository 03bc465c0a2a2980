"""Filters and partitions of two revisions in a plan: in words, by a record each way, through what they name, and told when nothing changes."""

from catalog.test_filters import HEAD, ORG, PERSON
from plan_estates import request
from small_estate import compiled, told
from syncwright.plan.scopes import HeldValue, ShownRecord
from syncwright.plan.stored import plan_of, read_document
from syncwright.planning import observe_revision, plan_estate, wanted
from syncwright.records import pretty
from syncwright.views.paint import Paint
from syncwright.views.plan import document, for_reader, human, markdown

PLAIN = Paint(False)
LEADS = HEAD.replace("objects: [Lead, Contact]\nfor: [marketo]\n", "objects: [Lead]\n")
UNITS = """partition: units
why: w
owner: ops
objects: [Lead]
cases:
  AMER:
    for: ae
    where: |
      {amer}
  EMEA:
    for: ae
    where: |
      {emea}
otherwise: {otherwise}
"""


def scope(where, head=LEADS, name="scope"):
    return {f"filters/{name}.yaml": f"{head.replace('filter: scope', f'filter: {name}')}where: |\n  {where}\n"}


def estate(files, zone="Europe/Amsterdam"):
    estate = "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\n"
    said = {"estate.yaml": f"{estate}salesforce: {{edition: enterprise, timezone: {zone}}}\n", "objects/person.yaml": PERSON, **files}
    compilation = compiled(said, ORG)
    assert compilation.catalog is not None, told(compilation)
    errors = [one for one in compilation.diagnostics if one.severity == "error" and one.rule.id[:3] not in ("AEN", "MKT")]
    assert [one.rule.id for one in errors if one.rule.id not in ("FIL945",)] == [], told(compilation)
    return compilation


def plan(before, after, **more):
    """The plan of filters alone; what platforms find of them is their own."""
    from syncwright.records import replace

    old, new = (replace(one, diagnostics=()) for one in (before, after))
    want = wanted(new, in_source=False)
    return plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False, **more), old)


def changed(before, after, **more):
    return plan(estate(before), estate(after), **more).scopes


def held(shown):
    return {one.field: one.holds for one in shown.fields}


def test_the_same_filter_in_other_lines_says_nothing():
    assert changed(scope("Email is not blank and Score__c > 1"), scope("Email is not blank\n  and Score__c > 1")) == ()


def test_a_wider_filter_shows_a_record_that_starts():
    [one] = changed(scope("Score__c >= 3"), scope("Score__c > 2"))
    assert (one.key, one.object, one.case, one.outcome) == ("filter/scope", "Lead", None, "widened")
    assert (one.before, one.after) == ("*Score__c* is at least 3\n", "*Score__c* is more than 2\n")
    assert one.starts == ShownRecord("2026-06-01", (HeldValue("Score__c", "Score__c", "number", "2.1"),), None, None)
    assert one.stops is None
    assert one.not_provable == ""


def test_a_narrower_one_shows_a_record_that_stops_and_the_way_back_turns_both_round():
    before, after = scope("Motto in ['a', 'b']"), scope("Motto = 'a'")
    [one] = changed(before, after)
    assert (one.outcome, one.starts, held(one.stops)) == ("narrowed", None, {"Motto__c": "b"})
    [back] = changed(before, after, back=True)
    assert (back.outcome, held(back.starts), back.stops) == ("widened", {"Motto__c": "b"}, None)
    assert (back.before, back.after) == (one.after, one.before)


def test_other_words_for_the_same_are_said_to_change_no_record():
    [one] = changed(scope("not (Email is blank or Score__c > 5)"), scope("Email is not blank and not Score__c > 5"))
    assert (one.outcome, one.starts, one.stops, one.through) == ("unchanged", None, None, ())


def test_what_a_filter_names_is_seen_through_it():
    before = {**scope("filter inner and Email is not blank"), **scope("Motto = 'a'", name="inner")}
    after = {**scope("filter inner and Email is not blank"), **scope("Motto = 'b'", name="inner")}
    inner, outer = changed(before, after)
    assert (inner.key, inner.outcome, inner.through) == ("filter/inner", "both", ())
    assert (outer.key, outer.outcome, outer.through) == ("filter/scope", "both", ("filter/inner",))
    assert held(outer.starts)["Motto__c"] == "b"


def test_the_keys_of_a_map_are_seen_through_the_filters_that_name_them():
    def named(keys):
        return {**scope("Motto in keys of mottos"), "maps/mottos.yaml": f"map: mottos\nwhy: w\nvalues:\n{keys}"}

    [one] = changed(named("  a: b\n"), named("  a: b\n  c: d\n"))
    assert (one.outcome, one.through, held(one.starts)) == ("widened", ("map/mottos",), {"Motto__c": "c"})
    assert changed(named("  a: b\n"), named("  a: other\n")) == ()  # a filter reads the keys alone


def test_a_filter_that_is_new_or_gone_is_told_without_records():
    [one] = changed({}, scope("Score__c > 2"))
    assert (one.outcome, one.before, one.after, one.starts, one.stops) == ("added", None, "*Score__c* is more than 2\n", None, None)
    [one] = changed(scope("Score__c > 2"), {})
    assert (one.outcome, one.before, one.after) == ("removed", "*Score__c* is more than 2\n", None)


def units(amer, emea, otherwise="blank"):
    return {"filters/units.yaml": UNITS.format(amer=amer, emea=emea, otherwise=otherwise)}


def test_a_case_shows_where_its_records_went_before_and_go_now():
    amer, emea = changed(units("Motto = 'a'", "Motto is not blank"), units("Motto in ['a', 'b']", "Motto is not blank"))
    assert (amer.case, amer.outcome, emea.case, emea.outcome) == ("AMER", "widened", "EMEA", "narrowed")
    assert (held(amer.starts), amer.starts.before, amer.starts.after) == ({"Motto__c": "b"}, "EMEA", "AMER")
    assert emea.before == emea.after == "none of the cases above it (AMER) takes it, and:\n*Motto__c* is not blank\n"


def test_a_case_less_leaves_its_records_to_what_the_others_get():
    before = units("Motto = 'a'", "Motto = 'b'", "nowhere")
    after = {"filters/units.yaml": before["filters/units.yaml"].replace("  EMEA:\n    for: ae\n    where: |\n      Motto = 'b'\n", "")}
    [one] = changed(before, after)
    assert (one.case, one.outcome, one.after, held(one.stops)) == ("EMEA", "narrowed", None, {"Motto__c": "b"})
    assert (one.stops.before, one.stops.after) == ("EMEA", "nowhere")


def test_another_order_of_cases_is_another_partition():
    one, other = "Motto in ['a', 'b']", "Motto in ['b', 'c']"
    before = units(one, other)
    text = before["filters/units.yaml"]
    head, cases = text.split("cases:\n")
    amer, emea = cases.split("  EMEA:\n")
    after = {"filters/units.yaml": f"{head}cases:\n  EMEA:\n{emea.replace('otherwise: blank', '').rstrip()}\n{amer}otherwise: blank\n"}
    found = {each.case: (each.outcome, held(each.starts or each.stops)) for each in changed(before, after)}
    assert found == {"EMEA": ("widened", {"Motto__c": "b"}), "AMER": ("narrowed", {"Motto__c": "b"})}


def test_days_that_begin_elsewhere_are_not_compared():
    text = scope("CreatedDate >= 2026-01-01")
    [one] = plan(estate(text), estate(scope("CreatedDate >= 2026-01-02"), "America/New_York")).scopes
    assert one.outcome == "not provable"
    assert one.not_provable == "days begin in `America/New_York`, and before in `Europe/Amsterdam`"


# ------------------------------------------------------------------ as people read it


def drawn(before, after):
    return document(plan(estate(before), estate(after)), {}, {}, (), "0.1", unchanged="it is told to no platform")


def test_the_document_reads_back_as_it_was_written():
    doc = drawn(scope("Score__c >= 3"), scope("Score__c > 2"))
    read = read_document(pretty(doc).encode())
    assert read == doc
    assert plan_of(read).scopes == doc.scopes


def test_a_person_reads_what_it_said_and_says_and_for_which_record_that_matters():
    doc = drawn(scope("Score__c >= 3 or Blocked is blank".replace("Blocked", "Motto")), scope("Score__c > 2"))
    assert human(doc, PLAIN) == (
        "nothing to do for production against HEAD: it is told to no platform; filters: 1 widened and\nnarrowed\n"
        "\n"
        "records in scope\n"
        "  ~ the filter scope on Lead: wider and narrower; records start, and others stop\n"
        "      starts: such as a record in which Motto__c is 'another value', Score__c is 2.1\n"
        "      stops: such as a record in which Motto__c is blank, Score__c is 2\n"
        "      said:\n"
        "      | at least one of these holds:\n"
        "      | - *Score__c* is at least 3\n"
        "      | - *Motto__c* is blank\n"
        "      says:\n"
        "      | *Score__c* is more than 2\n"
    )


def test_markdown_and_the_readers_say_it_too():
    doc = drawn(scope("Motto = 'a'"), scope("Motto in ['a', '**b**']"))
    text = markdown(doc)
    assert "- the filter `scope` on `Lead`: wider; records start, and proven that none stops\n" in text
    assert "  - starts: such as a record in which `Motto__c` is `'**b**'`\n" in text
    assert "    ```text\n    *Motto__c* is one of 'a' or '**b**'\n    ```\n" in text
    for reader in ("marketing", "security"):
        assert "records in scope\n  the filter scope on Lead: wider;" in for_reader(doc, reader, PLAIN)


def test_a_plan_of_the_same_specs_says_nothing_of_filters():
    doc = drawn(scope("Motto = 'a'"), scope("Motto = 'a'"))
    assert doc.scopes == ()
    assert human(doc, PLAIN) == "nothing to do for production against HEAD: it is told to no platform\n"

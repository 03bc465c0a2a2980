"""The plan on a terminal: who loses and gains first, nothing cut without a count, and nothing in a value that a terminal obeys."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.plans import BINDING, DOCS, HOSTILE, MARKETO, all_hostile, anything, changes, doc, hostile, large, plans, several, update
from syncwright.plan.model import Hazard, Plan
from syncwright.plan.steps import Step
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.views.paint import Paint, columns
from syncwright.views.plan import READERS, for_reader, human
from syncwright.views.plan.page import wrapped

PLAIN = Paint(colour=False)
FORMS = {"whole": human} | {
    reader: (lambda shown, paint, width=100, reader=reader: for_reader(shown, reader, paint, width)) for reader in READERS
}


def obeyed(text):
    """What a terminal, or the reader of a build's log, would obey."""
    wrong = [repr(c) for c in set(text) if not (c.isprintable() or c == "\n")]
    return wrong + [line for line in text.split("\n") if line.lstrip().startswith("::") or re.search(r"##\[|##vso\[|##teamcity\[", line)]


# ------------------------------------------------------------------ what people read


@pytest.mark.parametrize("name", DOCS)
def test_the_human_form(name, snapshot):
    assert human(DOCS[name](), PLAIN) == snapshot


@pytest.mark.parametrize("form", FORMS)
def test_colour_changes_no_word(form):
    coloured = FORMS[form](doc(several()), Paint(colour=True))
    assert "\x1b[1;31m-\x1b[0m" in coloured or form != "whole"
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == FORMS[form](doc(several()), PLAIN)


@pytest.mark.parametrize("name", ["empty", "empty, with its reason"])
def test_an_empty_plan_is_one_line(name):
    assert human(DOCS[name](), PLAIN).count("\n") == 1


def test_an_empty_plan_says_why():
    assert "specs were moved; they mean what they meant" in human(DOCS["empty, with its reason"](), PLAIN)


def test_a_selection_that_leaves_nothing_says_how_much_it_left_out():
    said = human(doc(Plan((), (), (), BINDING, ("a/b", "a/c"))), PLAIN)
    assert said == "nothing to do for production against orgs/meridian; `--only` left out 2 changes\n"


def test_who_loses_is_said_before_anything_else():
    lines = human(doc(several()), PLAIN).split("\n")
    assert lines[0].startswith("plan for production against orgs/meridian: 0 to add, 1 to change, 1 to remove, 2 by hand")
    assert lines[lines.index("who loses and who gains access") + 1] == "  permission set Marketo_Sync for marketo-sync: loses 4, gains 1"
    assert lines.index("who loses and who gains access") < lines.index("steps")


def test_what_is_lost_stands_before_what_is_gained():
    signs = re.findall(r"^      ([-~+]) (.+)$", human(doc(update()), PLAIN), re.MULTILINE)
    assert [what for _, what in signs] == [
        "object Lead: delete",
        "field Lead.Fax: read",
        "field Lead.HasOptedOutOfEmail: edit -> read",
        "field Lead.Lead_Score__c: edit",
        "user permission ViewAllData",
        "label: Marketo -> Marketo Sync",
    ]


def test_people_come_last():
    groups = re.findall(r"^(Salesforce|Marketo|people): ", human(doc(several()), PLAIN), re.MULTILINE)
    assert groups == ["Salesforce", "people"]


def test_the_line_of_a_reason_is_said_where_it_is_known():
    from syncwright.text import Position, Span

    shown = human(doc(update(), locate=lambda _: Span(Position(12, 3), Position(12, 8))), PLAIN)
    assert "specs/objects/person-identity.yaml:12)" in shown


def test_a_refused_plan_is_whole_and_says_so_last():
    text = human(DOCS["refused"](), PLAIN)
    assert text.startswith(human(doc(update()), PLAIN))
    assert text.endswith(
        "this plan is refused; nothing of it can be applied\n"
        "  error PLN001: 3 of 6 parts would be removed (if that is meant, say `--allow-removals 3`)\n"
        "  warning PLN002: this is only a warning at specs/estate.yaml:7:3\n"
    )


# ------------------------------------------------------------------ long ones


def counted(text, mark):
    return len(re.findall(rf"^      {re.escape(mark)} ", text, re.MULTILINE))


def test_long_lists_are_cut_and_counted():
    text = human(doc(large(4_000)), PLAIN)
    assert (counted(text, "-"), counted(text, "~"), counted(text, "+")) == (50, 7, 13)
    assert "... and 950 more (950 to remove); `--format json` shows all" in text
    assert "... and 2,980 more (993 to change, 1,987 to add); `--format json` shows all" in text


def test_many_changes_are_cut_and_counted():
    text = human(doc(large(300, 300)), PLAIN)
    assert text.count("permission set Set_") == 100 + 20, "and those who lose most"
    assert "... and 200 more (200 to change); `--format json` shows all" in text


def test_many_steps_hazards_and_addresses_are_cut_and_counted():
    [change] = update().changes
    steps = tuple(Step(f"{n}", "call", "Marketo", f"step {n}", "ops", "") for n in range(70))
    hazards = (*(Hazard("records", MARKETO, f"{n} records") for n in range(30)), *(Hazard("records", f"z/{n}", "x") for n in range(25)))
    text = human(doc(Plan((change,), steps, hazards, BINDING, tuple(f"a/{n}" for n in range(21)))), PLAIN)
    assert "  ... and 10 more; `--format json` shows all" in text
    assert "      ... and 11 more; `--format json` shows all" in text, "hazards and what is said of removals"
    assert "  ... and 5 more; `--format json` shows all" in text
    assert "  ... and 1 more; `--format json` shows all" in text


@pytest.mark.parametrize("width", [40, 72, 100, 200])
@pytest.mark.parametrize("form", FORMS)
def test_lines_are_no_wider_than_they_have_to_be(form, width):
    for line in FORMS[form](doc(several()), PLAIN, width).split("\n"):
        words = line.split()
        assert columns(line) <= width or len(words[-1]) + len(line) - len(line.lstrip()) + 6 > width or line.lstrip().startswith("|")


@given(st.text(alphabet="ab 分", max_size=80), st.integers(1, 20))
def test_wrapping_loses_nothing(text, width):
    assert " ".join(wrapped(text, width)) == text


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_of_100_000_parts_is_drawn_at_once(form):
    shown = doc(large(100_000, 100))
    start = time.process_time()
    FORMS[form](shown, PLAIN)
    assert time.process_time() - start < 1.5


def test_the_document_of_100_000_parts_is_quick_to_make_and_read():
    from syncwright.plan.stored import read_plan
    from syncwright.views.plan import as_json

    plan = large(100_000, 100)
    start = time.process_time()
    data = as_json(doc(plan)).encode()
    made = time.process_time()
    assert read_plan(data) == plan
    assert made - start < 3
    assert time.process_time() - made < 6


# ------------------------------------------------------------------ hostile values


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_is_obeyed_nowhere(form, text):
    assert obeyed(FORMS[form](all_hostile(text), PLAIN)) == []


@settings(max_examples=150)
@given(st.text() | hostile)
def test_no_text_is_obeyed_anywhere(text):
    for form in FORMS.values():
        assert obeyed(form(all_hostile(text), PLAIN)) == []


@settings(max_examples=75)
@given(plans(anything | hostile))
def test_any_plan_can_be_drawn(plan):
    for form in FORMS.values():
        assert obeyed(form(doc(plan), PLAIN)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85", "\v", "\x1e"])
def test_no_value_begins_a_line_of_its_own(form, end):
    forged = f"a{end}nothing to do for production"
    text = FORMS[form](all_hostile(forged), PLAIN, 100_000)
    assert [line for line in text.split("\n") if line.strip().startswith("nothing to do")] == []


def test_a_long_value_is_cut_and_counted():
    changed = changes([], [Resource(MARKETO, {"label": "x" * 5_000})])
    assert f"+ label: {'x' * 300}… (4,700 more characters)" in human(doc(Plan(changed, (), (), BINDING)), PLAIN, 10_000)


def test_what_a_person_has_to_do_is_never_cut():
    text = "\n".join(f"line {n}" for n in range(5_000))
    step = Step("a", "person", "Salesforce", "a", "ops", "b", (), text=text)
    assert "      | line 4999\n" in human(doc(replace(update(), steps=(step,))), PLAIN)

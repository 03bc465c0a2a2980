"""The plan as a comment on a pull request: it always fits, says what it leaves out, and no value in it does more than stand there."""

import re
import time
from html.parser import HTMLParser

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from plan.plans import BINDING, DOCS, HOSTILE, MARKETO, PLANS, all_hostile, anything, changes, doc, hostile, large, plans, several, update
from syncwright.plan.changes import Create
from syncwright.plan.model import Hazard, Plan
from syncwright.plan.steps import Step
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.views.plan import READERS, markdown, markdown_for_reader

#: A second reader, which says what each piece became and finds links even where nobody marked them.
GFM = MarkdownIt("gfm-like")
#: What may be in the HTML that GitHub makes of a comment.
TAGS = {
    "div",
    "h2",
    "h3",
    "p",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
}
OURS = re.compile(r"<!-- syncwright plan [\w-]*(?: for [a-z-]+)? -->|<details><summary>(.*)</summary>|</details>")
#: What GitHub makes something of in a text that is not code.
ALIVE = re.compile(r"@\w|#\d|\bGH-\d|https?:|www\.|://|\b[0-9a-f]{7,40}\b|\b[A-Za-z]+-\d|:\w+:|\$|[<>]\w", re.IGNORECASE)
LONGEST = 65_000
#: Texts outside of code that are all ours although a pattern above would match.
ARROW = re.compile(r" -> ")


class Summary(HTMLParser):
    """What a `<summary>` holds: its tags, and its texts outside of code."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.deep = [], [], 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))
        self.deep += tag == "code"

    def handle_endtag(self, tag):
        self.deep -= tag == "code"

    def handle_data(self, data):
        if not self.deep:
            self.texts.append(data)


def judged(text):
    """What a comment holds besides words and code; empty if it is as it should be."""
    wrong = [f"control character {c!r}" for c in set(text) if not (c.isprintable() or c == "\n")]
    wrong += [f"a command: {line}" for line in text.split("\n") if line.lstrip().startswith("::") or "##[" in line or "##vso[" in line]
    if len(text.encode("utf-16-le")) // 2 >= LONGEST:
        wrong.append("too long")
    if not OURS.fullmatch(text.split("\n", 1)[0]):
        wrong.append("no marker")
    wrong += _as_github_reads(text)
    for token in GFM.parse(text):
        if token.type == "html_block":
            wrong += _html(token.content)
        elif token.type in ("blockquote_open", "hr", "code_block", "reference"):
            wrong.append(f"{token.type}: {token.content}")
        elif token.type == "fence" and token.info != "text":
            wrong.append(f"a fence of {token.info}")
        elif token.type == "heading_open" and token.tag not in ("h2", "h3"):
            wrong.append(f"a heading {token.tag}")
        for each in token.children or ():
            if each.type in ("link_open", "image", "html_inline", "em_open", "s_open", "hardbreak"):
                wrong.append(f"{each.type}: {each.content or each.attrs}")
            elif each.type == "text" and ALIVE.search(ARROW.sub(" ", each.content)):
                wrong.append(f"alive: {each.content}")
    return wrong


def _as_github_reads(text):
    """What GitHub's own parser makes of it: elements that are not ours, and texts outside of code that are alive."""
    tree = html.fromstring(f"<div>{github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)}</div>")
    tags = {each.tag for each in tree.iter() if isinstance(each.tag, str)} - TAGS
    outside = [each for each in tree.xpath("//text()[not(ancestor::code)]") if ALIVE.search(ARROW.sub(" ", each))]
    return [f"github: an element {tag}" for tag in sorted(tags)] + [f"github: alive: {each}" for each in outside]


def _html(content):
    wrong = []
    for line in content.rstrip("\n").split("\n"):
        found = OURS.fullmatch(line)
        if found is None:
            wrong.append(f"html: {line}")
        elif found[1] is not None:
            summary = Summary(found[1])
            wrong += [f"tag in a summary: {tag}" for tag in summary.tags if tag != ("code", [])]
            wrong += [f"alive in a summary: {text}" for text in summary.texts if ALIVE.search(ARROW.sub(" ", text))]
    return wrong


def codes(text):
    """Everything that stands in code."""
    spans = [each.content for token in GFM.parse(text) for each in token.children or () if each.type == "code_inline"]
    return spans + [token.content for token in GFM.parse(text) if token.type == "fence"]


FORMS = {"whole": markdown} | {reader: (lambda shown, reader=reader: markdown_for_reader(shown, reader)) for reader in READERS}


# ------------------------------------------------------------------ what people read


@pytest.mark.parametrize("name", DOCS)
def test_the_comment(name, snapshot):
    assert markdown(DOCS[name]()) == snapshot


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DOCS)
def test_real_plans_hold_nothing_but_words_and_code(form, name):
    assert judged(FORMS[form](DOCS[name]())) == []


def test_the_first_line_is_for_the_bot():
    assert markdown(doc(update())).startswith("<!-- syncwright plan production -->\n")
    assert markdown_for_reader(doc(update()), "security").startswith("<!-- syncwright plan production for security -->\n")


def test_the_marker_is_the_same_for_every_plan_of_an_environment():
    first = {markdown(DOCS[name]()).split("\n", 1)[0] for name in DOCS}
    assert first == {"<!-- syncwright plan production -->"}


def test_a_small_plan_is_whole():
    text = markdown(doc(several()))
    assert "not shown" not in text
    assert text.count("<details>") == text.count("</details>") == len(several().changes) + 1


# ------------------------------------------------------------------ hostile values


def test_the_judge_judges():
    bad = [
        "@team",
        "#1",
        "[a](https://b.example)",
        "<b>x</b>",
        "https://a.example",
        "*x*",
        "![a](b)",
        "> x",
        "www.a.example",
        "\u202e",
        "\n::error::x",
    ]
    marker = "<!-- syncwright plan x -->\n\nword "
    assert judged(f"{marker}`@team #1`") == []
    assert [one for one in bad if not judged(marker + ("\n\n" if one[0] in ">" else "") + one)] == []
    assert judged(f"{marker}\n<details><summary>a @team</summary>\n")
    assert judged(f"{marker}\n<details><summary><b>a</b></summary>\n")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_does_nothing_wherever_it_stands(form, text):
    assert judged(FORMS[form](all_hostile(text))) == []


@settings(max_examples=150)
@given(hostile)
def test_hostile_values_together_do_nothing_wherever_they_stand(text):
    for form in FORMS.values():
        assert judged(form(all_hostile(text))) == []


@settings(max_examples=150)
@given(st.text())
def test_any_text_does_nothing_wherever_it_stands(text):
    for form in FORMS.values():
        assert judged(form(all_hostile(text))) == []


@settings(max_examples=75)
@given(plans(anything | hostile))
def test_any_plan_holds_nothing_but_words_and_code(plan):
    for form in FORMS.values():
        assert judged(form(doc(plan))) == []


@pytest.mark.parametrize("text", ["a`b", "``", "a|b", "<b>", "@team", "\\|", "[x](y)", "x_y_z", "a\u00a0b", "&amp;"])
def test_a_name_is_shown_as_it_is(text):
    shown = markdown(doc(Plan(changes([], [Resource(MARKETO, {"fields": {f"Lead.{text}": "read"}})]), (), (), BINDING)))
    assert f"Lead.{text.replace(chr(0xA0), ' ')}" in codes(shown)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("sales calls the hottest first", "sales calls the hottest first"),
        ("no longer sees `Lead`", "no longer sees `Lead`"),
        ("no longer sees `Lead", "``no longer sees `Lead``"),
        ("ask @team", "`ask @team`"),
        ("`a``b`", "``` `a``b` ```"),
        ("`- a` b", "`- a` b"),
        ("- a", "`- a`"),
        ("", "(empty)"),
    ],
)
def test_words_stay_words_where_they_are_harmless(said, written):
    shown = markdown(doc(Plan(changes([], [Resource(MARKETO, {"label": "x"})]), (), (Hazard("records", MARKETO, said),), BINDING)))
    assert f"- records: {written}\n" in shown


def test_what_a_person_has_to_do_cannot_end_its_block():
    text = "do\n```\n</details>\n# out\n::error::x\n````\n@team"
    step = Step("a", "person", "Salesforce", "a", "ops", "b", (MARKETO,), text=text)
    shown = markdown(doc(Plan(changes([], [Resource(MARKETO, {"label": "x"})]), (step,), (), BINDING)))
    [fence] = [token for token in GFM.parse(shown) if token.type == "fence"]
    assert fence.content == text.replace("::error", "\ufffd:error") + "\n"
    assert judged(shown) == []


# ------------------------------------------------------------------ what does not fit


SIZES = [(100_000, 1, 0), (100_000, 1_000, 0), (100_000, 10, 50_000), (3_000, 3_000, 0), (800, 4, 0), (1_200, 3, 60)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("edits", "sets", "hazards"), SIZES)
def test_it_always_fits(form, edits, sets, hazards):
    assert judged(FORMS[form](doc(large(edits, sets, hazards)))) == []


def said_left(text, sort):
    """How many parts of a sort it says are not shown."""
    line = next((line for line in text.split("\n") if line.startswith("parts not shown: ")), "")
    found = re.search(rf"([\d,]+) to {sort}", line)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize(("edits", "sets", "hazards"), SIZES)
def test_what_is_left_out_is_counted_to_the_last(edits, sets, hazards):
    text = markdown(doc(large(edits, sets, hazards)))
    for sort, verb, share in (("remove", "- **removed** ", 4), ("change", "- changed ", 4), ("add", "- added ", 2)):
        total = sets * len(
            [at for at in range(edits // sets) if (at % 4 == {"remove": 0, "change": 1}.get(sort)) or (sort == "add" and at % 4 > 1)]
        )
        assert text.count(f"\n{verb}") + said_left(text, sort) == total, (sort, share)
    boxes = text.count("<details><summary>to ")
    closed = re.search(r"^not shown at all: ([\d,]+) change", text, re.MULTILINE)
    assert boxes + (int(closed[1].replace(",", "")) if closed else 0) == sets
    assert ("this comment is cut to fit; `--format json` shows all" in text) == (
        boxes < sets or any(said_left(text, s) for s in ("remove", "change", "add"))
    )


@pytest.mark.parametrize(("edits", "sets", "hazards"), SIZES)
def test_each_box_counts_what_it_leaves_out(edits, sets, hazards):
    text = markdown(doc(large(edits, sets, hazards)))
    left = sum(
        int(n.replace(",", "")) for line in text.split("\n") if line.startswith("- not shown: ") for n in re.findall(r"([\d,]+) to ", line)
    )
    closed = sets - text.count("<details><summary>to ")
    assert left + closed * (edits // sets) == sum(said_left(text, sort) for sort in ("remove", "change", "add"))


def test_removals_and_hazards_are_left_out_last():
    half = markdown(doc(large(800, 4)))
    assert said_left(half, "remove") == 0
    assert said_left(half, "add") > 0
    noted = markdown(doc(large(1_200, 3, 60)))
    assert (noted.count("privacy: "), said_left(noted, "remove")) == (60, 0)
    assert said_left(noted, "add") > 0
    most = markdown(doc(large(100_000, 10, 50_000)))
    assert said_left(most, "remove") > 0
    parts = re.split(r"\n(?=- (?:\*\*removed|changed|added))", most)[1:]
    assert len(parts) > 100
    assert [one for one in parts if not one.startswith("- **removed") and "privacy: " not in one] == []


def test_every_change_has_its_turn():
    text = markdown(doc(large(20_000, 10)))
    shown = [len(re.findall(r"^- \*\*removed", box, re.MULTILINE)) for box in text.split("<details>")[1:11]]
    assert max(shown) - min(shown) <= 25


def test_steps_are_there_when_additions_are_not():
    text = markdown(doc(large(2_000, 1)))
    assert "<details><summary>steps: 1</summary>" in text
    assert said_left(text, "add") > 0


def test_many_steps_are_counted():
    [change] = update().changes
    steps = tuple(Step(f"{n}", "person", "Salesforce", f"step {n}", "ops", "it is done", text="do it\n" * 400) for n in range(300))
    text = markdown(doc(Plan((change,), steps, (), BINDING)))
    assert judged(text) == []
    assert "not shown: 260 steps" in text
    assert text.count("what exactly to do is not shown") + text.count("```text") == 40


def test_without_room_for_steps_that_is_said():
    text = markdown(doc(replace(large(100_000), steps=update().steps)))
    assert "\nnot shown: 1 step\n" in text


def test_many_findings_systems_and_hazards_are_cut():
    plan = large(100, 100)
    many = tuple(Create(Resource(f"p{n}.set/x", {}), ()) for n in range(60))
    loose = tuple(Hazard("records", f"z/{n}", "x" * 300) for n in range(100))
    from plan.plans import SET, TITLES
    from syncwright.views.plan import document

    types = {SET.name: SET} | {f"p{n}.set": SET for n in range(60)}
    text = markdown(document(Plan((*plan.changes, *many), (), loose, BINDING), types, TITLES, (), "0.1"))
    assert judged(text) == []
    assert "- and 90 more" in text


@pytest.mark.parametrize("name", PLANS)
def test_the_same_plan_is_the_same_comment(name):
    plan = PLANS[name]()
    turned = replace(plan, changes=plan.changes[::-1], hazards=plan.hazards[::-1])
    assert markdown(doc(plan)) == markdown(doc(turned))


def test_a_plan_of_100_000_parts_is_drawn_at_once():
    shown = doc(large(100_000, 100))
    start = time.process_time()
    markdown(shown)
    assert time.process_time() - start < 1.5

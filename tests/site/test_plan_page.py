"""The page of a plan: all that the plan says, whether it is a plan of these specs, and no text taken for markup."""

import re

import pytest
from lxml import html

from cli.org_estate import Estate
from hostile_specs import HOSTILE as MARKUP
from plan.plans import DOCS, HOSTILE, all_hostile, doc, large
from plan_estates import fine, since
from syncwright.plan.document import sealed
from syncwright.planning import users_behind, wanted
from syncwright.records import replace
from syncwright.registry import all_rules
from syncwright.site.given import GivenPlan
from syncwright.site.links import Links
from syncwright.site.page import Frame
from syncwright.site.plans import INDEX, plans
from syncwright.views.plan import document
from syncwright.views.plan.parts import sections
from syncwright.views.plan.phrases import Words, besides, noticed
from syncwright.views.plan.told import plain

LEAD = "object: Lead\nowner: ops\nwhy: it is needed\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n  Score__c: {why: the score}\n"
WIDER = f"{LEAD}  Motto__c: {{why: the motto}}\n"
ONE = {"objects/lead.yaml": LEAD}
OTHER = {"objects/lead.yaml": WIDER}


def pages(*documents, files=ONE, environment="production"):
    """Every page of these plans beside an estate, by its path."""
    compilation = fine(files)
    frame, entries = Frame("tiny", environment, (), "0.1"), []
    links = Links(compilation.catalog, all_rules(compilation.platforms), set(compilation.catalog.connectors))
    given = [GivenPlan(str(number) * 64, one) for number, one in enumerate(documents)]
    return {path: html.document_fromstring(data) for path, data in plans(frame, compilation, given, links, entries)}


def page(one, **more):
    return pages(one, **more)[INDEX]


def text_of(page):
    return " ".join(page.find(".//main").text_content().split())


def said(phrase):
    """A phrase as a page shows it: names between backticks are code there."""
    return " ".join(plain(phrase).replace("`", "").split())


def planned(before, after):
    """The plan from one state of the specs to another, as its document."""
    compilation = fine(after)
    plan, types = since(before, after), wanted(compilation, in_source=False).types
    return document(plan, types, {"salesforce": "Salesforce"}, (), "0.1", users=users_behind(compilation, plan.changes))


def notice(page):
    return " ".join(one.text_content() for one in page.find_class("notice"))


@pytest.mark.parametrize("name", DOCS)
def test_all_that_a_plan_says_is_on_its_page(name):
    document = DOCS[name]()
    words, shown = Words(document), text_of(page(document))
    numbers = {step.id: number for number, step in enumerate(document.steps, 1)}
    expected = [*noticed(document), *besides(document)]
    for one in sections(document):
        expected += [words.title(one), *words.lead(one)]
        expected += [phrase for part in one.parts for phrase in (words.part(one, part.edit), *words.beside(part))]
    for step in document.steps:
        title, more = words.step(step, numbers)
        expected += [title, *more, (step.text,)]
    assert [phrase for phrase in map(said, expected) if phrase not in shown.replace("`", "")] == []


def test_what_a_plan_names_leads_to_its_page():
    found = page(planned(ONE, OTHER), files=OTHER)
    links = {one.text_content(): one.get("href") for one in found.iter("a")}
    assert links["Lead.Motto__c"] == links["object/Lead#Motto__c"] == "objects/Lead.html#Motto__c"
    assert links["marketo-sync"] == "users/marketo-sync.html"


def test_steps_for_people_are_told_from_those_of_machines():
    document = DOCS["rename by hand"]()
    steps = page(document).find_class("steps")[0].findall("li")
    assert [bool(one.xpath("./strong")) for one in steps] == [True, True, True]
    assert "2. In Setup, open Lead, Fields, Score." in steps[1].find("pre").text
    deploy, *_ = page(planned(ONE, OTHER)).find_class("steps")[0].findall("li")
    assert not deploy.xpath("./strong")


def test_a_plan_of_these_specs_is_told_from_one_of_others():
    plan = planned(ONE, OTHER)
    assert notice(page(plan, files=OTHER)) == ""
    assert "the specs mean something else than when the plan was made" in notice(page(plan, files=ONE))
    moved = sealed(replace(plan, binding=replace(plan.binding, environment="uat")))
    assert "This plan is for uat, and these pages are of production" in notice(page(moved, files=OTHER))


def test_several_plans_are_listed_and_have_a_page_each():
    found = pages(DOCS["create"](), DOCS["several"]())
    assert list(found) == ["plan.html", "plans/000000000000.html", "plans/111111111111.html"]
    assert [one.get("href") for one in found[INDEX].findall(".//tbody//a")] == [path for path in found if path != INDEX]


def test_without_a_plan_the_page_says_which_command_makes_one():
    assert "syncwright plan --env production --out plan.json" in text_of(pages()[INDEX])


def test_a_large_plan_has_a_page_of_bounded_size_that_counts_what_is_left_out():
    document = doc(large(40_000, sets=400))
    compilation = fine(ONE)
    links = Links(compilation.catalog, (), ())
    [(_, data)] = plans(Frame("tiny", "production", (), "0.1"), compilation, [GivenPlan("0" * 64, document)], links, [])
    assert len(data) < 1_500_000
    shown = html.document_fromstring(data)
    changes = shown.find_class("change")
    left = sum(int(one.replace(",", "")) for one in re.findall(r"and ([\d,]+) more, which", " ".join(c.text_content() for c in changes)))
    assert len(changes) == 300
    assert (
        left
        + sum(len(one.xpath(".//li[starts-with(., 'removed') or starts-with(., 'changed') or starts-with(., 'added')]")) for one in changes)
        == 30_000
    )


@pytest.mark.parametrize("text", [*MARKUP, *HOSTILE])
def test_no_text_of_a_plan_becomes_an_element(text):
    plain_page, hostile = page(all_hostile("x")), page(all_hostile(text))
    assert {one.tag for one in hostile.iter()} == {one.tag for one in plain_page.iter()}
    attributes = [(name, value) for one in hostile.iter() for name, value in one.items()]
    assert [name for name, _ in attributes if name.startswith("on") or name in ("style", "autofocus")] == []
    assert [value for name, value in attributes if name in ("href", "src") and ":" in value] == []


def test_a_site_is_given_its_plan(tmp_path, monkeypatch):
    """From the command line, one after the other: without, with one, with another, with what is none."""
    estate = Estate(tmp_path, monkeypatch)
    monkeypatch.setenv("SYNCWRIGHT_CACHE_DIR", str(tmp_path / "memory"))
    shown = tmp_path / "site" / INDEX
    first, second = estate.plan("first.json"), tmp_path / "second.json"
    done = estate("docs", "build")
    assert done.code == 0, done.err
    assert "No plan was given" in shown.read_text("utf-8")
    assert estate("docs", "build", "--plan", str(first)).code == 0
    assert "Plan for production" in shown.read_text("utf-8")
    assert 'class="notice"' not in shown.read_text("utf-8")
    assert " 0 of them new" in estate("docs", "build", "--plan", str(first)).out
    before = shown.read_bytes()
    for why, text in (("`second.json` cannot be read", None), ("it is not a plan", "{}"), ("edited", first.read_text("utf-8") + "\n")):
        if text is not None:
            second.write_text(text, "utf-8")
        refused = estate("docs", "build", "--plan", "second.json")
        assert (refused.code, refused.out, why in refused.err) == (64, "", True), refused.err
    assert shown.read_bytes() == before

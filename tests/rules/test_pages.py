"""Every rule has a page, and what the page says happens."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from rules.estate import TODAY_EPOCH, Found, findings, lay_out
from rules.pages import Block, Page, Role, read_page
from syncwright.cli.main import _outcome as outcome
from syncwright.diagnostics import Rule
from syncwright.limits import SPECS
from syncwright.plan.guards.rules import RULES as PLAN_RULES
from syncwright.platform import installed
from syncwright.registry import all_rules, page

RULES = all_rules(installed())
BY_ID = {rule.id: rule for rule in RULES}
ADJUSTABLE = [rule for rule in RULES if rule.adjustable]
SECTIONS = ("Why it matters", "Flagged", "Accepted", "What to do")

#: Blocks that do not give what they say yet, by rule and number, with the bug behind it.
KNOWN: dict[tuple[str, int], str] = {}


def folder(rule: Rule) -> Path:
    """Where a rule's page lies. A folder of pages alone is a package without `__init__.py`."""
    return Path(next(iter(import_module(rule.package).__path__)))


def read(rule: Rule) -> Page:
    """The page of a rule; an empty one if it is missing, which a test of its own says."""
    path = folder(rule) / rule.page
    return read_page(path.read_text("utf-8")) if path.exists() else Page("", "", {}, ())


PAGES = {rule.id: read(rule) for rule in RULES}


def blocks(*roles: Role) -> list[ParameterSet]:
    """Every block of these roles, as parameters of a test."""
    found = []
    for rule in RULES:
        for block in PAGES[rule.id].blocks:
            if block.role in roles and rule not in PLAN_RULES:  # tests/rules/test_plan_pages.py
                known = KNOWN.get((rule.id, block.number))
                marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
                found.append(pytest.param(rule, block, id=f"{rule.id}-{block.number}-{block.role}", marks=marks))
    return found


def each(rules: list[Rule] | tuple[Rule, ...]) -> pytest.MarkDecorator:
    """A test for each of the rules."""
    return pytest.mark.parametrize("rule", rules, ids=[rule.id for rule in rules])


def told(found: list[Found]) -> str:
    """What was found, for a person who reads a failing test."""
    return "\n".join(f"{one.severity}[{one.rule}]{' (allowed)' if one.allowed else ''} {one.said}" for one in found) or "nothing was found"


@pytest.fixture(autouse=True)
def _on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)


# ------------------------------------------------------------------ what pages show is what happens


def test_the_base_estate_has_no_findings(tmp_path: Path) -> None:
    found = findings(lay_out(tmp_path))
    assert not found, told(found)


@pytest.mark.parametrize(("rule", "block"), blocks("bad"))
def test_what_is_flagged_gives_findings_of_this_rule_alone(rule: Rule, block: Block, tmp_path: Path) -> None:
    found = findings(lay_out(tmp_path, block, about=rule.name))
    assert {one.rule for one in found} == {rule.id}, told(found)
    assert {one.severity for one in found} == {rule.severity}, told(found)
    assert not any(one.allowed for one in found), told(found)


@pytest.mark.parametrize(("rule", "block"), blocks("good"))
def test_what_is_accepted_gives_no_findings(rule: Rule, block: Block, tmp_path: Path) -> None:
    found = findings(lay_out(tmp_path, block, about=rule.name))
    assert not found, f"{rule.id}: {told(found)}"


@pytest.mark.parametrize(("rule", "block"), blocks("allowed"))
def test_what_is_allowed_gives_allowed_findings_of_this_rule_alone(rule: Rule, block: Block, tmp_path: Path) -> None:
    found = findings(lay_out(tmp_path, block, about=rule.name))
    assert {(one.rule, one.allowed) for one in found} == {(rule.id, True)}, told(found)


@pytest.mark.parametrize(("rule", "block"), blocks("policy"))
def test_a_policy_sets_the_severity(rule: Rule, block: Block, tmp_path: Path) -> None:
    said = re.search(rf"\b{rule.name}: (\w+)", block.text)
    assert said is not None, f"the policy does not name `{rule.name}`"
    assert said[1] != rule.severity, "this is its severity anyway"
    flagged = PAGES[rule.id].of("bad")[0]
    found = findings(lay_out(tmp_path, flagged, policy=block.text, about=rule.name))
    assert {(one.rule, one.severity) for one in found} == {(rule.id, said[1])}, told(found)


# ------------------------------------------------------------------ pages are complete


@each(RULES)
def test_every_rule_has_a_page_that_is_titled_by_it(rule: Rule) -> None:
    assert (folder(rule) / rule.page).is_file(), f"there is no {rule.page} in {folder(rule)}"
    assert PAGES[rule.id].title == f"{rule.id} {rule.name}"
    assert re.fullmatch(r"[^.]+\.", re.sub("`[^`]*`", "", PAGES[rule.id].summary)), "one sentence says what is wrong"


@each(RULES)
def test_a_page_has_its_sections_in_order(rule: Rule) -> None:
    sections = tuple(PAGES[rule.id].sections)
    assert sections in (SECTIONS, SECTIONS[:-1])
    assert all(PAGES[rule.id].sections.values()), "a section is empty"


@each(RULES)
def test_a_page_flags_and_accepts_in_the_sections_of_that_name(rule: Rule) -> None:
    assert PAGES[rule.id].of("bad") and PAGES[rule.id].of("good")
    for block in PAGES[rule.id].blocks:
        assert block.section == {"bad": "Flagged", "good": "Accepted", "before": "Flagged"}.get(block.role, "What to do")


@each(ADJUSTABLE)
def test_an_adjustable_rule_says_how_to_adjust_and_to_allow_it(rule: Rule) -> None:
    assert len(PAGES[rule.id].of("policy")) == 1, "show the `policy:` that sets its severity, in a block `yaml policy`"
    assert PAGES[rule.id].of("allowed"), "show an `allow:` with its why and until, in a block `yaml allowed`"
    for block in PAGES[rule.id].of("allowed"):
        assert re.search(rf"\b{rule.name}: *\{{?\s*why: .+until: \d{{4}}-\d\d-\d\d", block.text, re.DOTALL), "name the rule, why and until"


@each([rule for rule in RULES if not rule.adjustable])
def test_a_rule_that_cannot_be_adjusted_does_not_say_how(rule: Rule) -> None:
    assert not PAGES[rule.id].of("policy") and not PAGES[rule.id].of("allowed")


def test_the_page_about_limits_says_what_they_are() -> None:
    rows = dict(re.findall(r"^\| (\S.*?) \| (\d.*?) \|$", PAGES["SYN104"].sections["Why it matters"], re.MULTILINE))
    assert rows == {
        "one file": f"{SPECS.file_bytes >> 20} MiB",
        "one text": f"{SPECS.scalar:,} characters",
        "keys and values of one file": f"{SPECS.events:,}",
        "nesting": f"{SPECS.depth} deep",
        "files of an estate": f"{SPECS.tree_files:,}",
        "all files together": f"{SPECS.tree_bytes >> 20} MiB",
    }


def test_every_page_belongs_to_a_rule() -> None:
    folders = {folder(rule) for rule in RULES}
    lying = {path for one in folders for path in one.glob("*.md")}
    assert not lying - {folder(rule) / rule.page for rule in RULES}


def test_known_bugs_are_those_of_blocks_that_exist() -> None:
    assert not KNOWN.keys() - {(rule.id, block.number) for rule in RULES for block in PAGES[rule.id].blocks}


# ------------------------------------------------------------------ names


def test_ids_and_names_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert not {rule.name.upper() for rule in RULES} & BY_ID.keys()


@each(RULES)
def test_ids_and_names_are_well_formed(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)


# ------------------------------------------------------------------ syncwright explain


def explain(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Exit code of `syncwright explain`. Not by `run`, which ends the process without further words, and a test run with it."""
    monkeypatch.setattr(sys, "argv", ["syncwright", "explain", *words])
    return outcome()


@each(RULES)
def test_explain_prints_the_page_by_id_and_by_name(rule: Rule, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    for word in (rule.id, rule.id.lower(), rule.name):
        assert explain([word], monkeypatch) == 0
        assert capfd.readouterr().out == page(rule)


def test_explain_of_an_unknown_rule_is_wrong_usage_and_proposes_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert explain(["unquoted-colons"], monkeypatch) == 64
    said = capfd.readouterr()
    assert "there is no rule `unquoted-colons`; did you mean `unquoted-colon`?" in said.err
    assert said.out == ""

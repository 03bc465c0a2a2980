"""What the pages of rules about plans show is what happens: a block is the change, from the base estate to itself.

A block `before` is laid over both sides, and `as=` names the user that deploys. Where a page shows a file of an org's source, the plan is made
against that. A plan has more to look at than one thing, so only findings of the page's own rule count.
"""

import gc
import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from rules.estate import BASE, TODAY_EPOCH, overlay
from rules.pages import Block, Page, Role, read_page
from syncwright.cli.shell import compile_specs
from syncwright.cli.sides import observe_folder
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic, Rule, diagnose
from syncwright.ledger.chain import linked
from syncwright.plan.changes import Create
from syncwright.plan.digests import wanted_digests
from syncwright.plan.guards.rules import RULES
from syncwright.plan.made import made_text
from syncwright.planning import Consent, Kept, Request, guard_plan, kept, observe_revision, plan_estate, wanted
from syncwright.records import compact
from syncwright.syntax.positions import Locator


def read(rule: Rule) -> Page:
    folder = Path(next(iter(import_module(rule.package).__path__)))
    return read_page((folder / rule.page).read_text("utf-8"))


PAGES = {rule.id: read(rule) for rule in RULES}


def blocks(role: Role) -> list[ParameterSet]:
    return [pytest.param(rule, one, id=f"{rule.id}-{one.number}") for rule in RULES for one in PAGES[rule.id].of(role)]


@pytest.fixture(autouse=True)
def _on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)


def found(rule: Rule, block: Block, folder: Path, policy: str = "") -> list[Diagnostic]:
    """What one rule finds in the plan that a block makes."""
    former, specs = folder / "before/specs", folder / "after/specs"
    for one in (former, specs):
        shutil.copytree(BASE, one)
        _adjust(one / "estate.yaml", policy)
        for before in PAGES[rule.id].of("before"):
            overlay(one, before)
    if block.role == "allowed":
        # Said of what the page flags: where that is a file of the org, it is there then, too.
        for one in PAGES[rule.id].of("bad"):
            if one.language == "xml":
                overlay(specs, one)
    overlay(specs, block)
    try:
        sides = [compile_specs(str(one), None) for one in (former, specs)]
        return [one for one in _of_plan(*sides, specs, block.user, block.applied) if one.rule is rule]
    finally:
        gc.enable()


def _adjust(estate: Path, policy: str) -> None:
    """Add a severity to those that the estate sets, if it sets any."""
    said = re.search(r"rules: \{(.+)\}", policy)
    text = estate.read_text("utf-8")
    if said is not None and "rules: {" in text:
        text = text.replace("rules: {", f"rules: {{{said[1]}, ")
    else:
        text += policy
    estate.write_text(text, "utf-8")


def _of_plan(old: Compilation, new: Compilation, specs: Path, user: str | None, applied: str | None) -> list[Diagnostic]:
    for compilation in (old, new):
        assert not compilation.failed, [one.message for one in compilation.diagnostics]
    source = specs.parent / "force-app"
    want = wanted(new, in_source=source.exists())
    seen = observe_revision(old, want, "before")
    if source.exists():
        observed, sources = observe_folder(new, str(source), want.addresses)
        if observed.findings:
            return diagnose(observed.findings, Locator({one.path: one for one in sources}))
        seen = observed.observation
    known = _ledger(old, applied) if applied is not None else None
    former = None if source.exists() else old
    plan = plan_estate(new, want, seen, Request("before", source.exists(), "2026-01-01T00:00:00Z", "0"), former, known)
    return guard_plan(new, want, plan, Consent(deploys_as=user), former, known)


def _ledger(old: Compilation, applied: str) -> Kept:
    """What a ledger says after the estate as it was before was applied on a day, or never."""
    opened = linked(None, "opened", at="2025-01-01T00:00:00Z", by="ann@tiny", plan="", step="", body={})
    if applied == "never":
        return kept([opened])
    want = wanted(old, in_source=False)
    changes = [Create(one, ()) for one in want.resources.values()]
    digests = compact(wanted_digests(changes, want.types)).decode()
    body = {"state": "done", "digests": digests, "made": made_text(changes)}
    settled = linked(opened, "settled", at=f"{applied}T00:00:00Z", by="ann@tiny", plan="a" * 64, step="deploy", body=body)
    # Pages are about one connector; the errors of the other were looked at the day before.
    other = {"check": "review/ae", "by": "ann", "evidence": ""}
    return kept([opened, settled, linked(settled, "reviewed", at="2025-12-31T00:00:00Z", by="ann@tiny", plan="", step="", body=other)])


def told(diagnostics: list[Diagnostic]) -> str:
    return "\n".join(f"{one.severity} {one.message} | {one.help}" for one in diagnostics) or "nothing was found"


@pytest.mark.parametrize(("rule", "block"), blocks("bad"))
def test_what_is_flagged_gives_findings(rule: Rule, block: Block, tmp_path: Path) -> None:
    diagnostics = found(rule, block, tmp_path)
    assert {one.severity for one in diagnostics} == {rule.severity}, told(diagnostics)
    assert not any(one.allowed for one in diagnostics), told(diagnostics)


@pytest.mark.parametrize(("rule", "block"), blocks("good"))
def test_what_is_accepted_gives_none(rule: Rule, block: Block, tmp_path: Path) -> None:
    diagnostics = found(rule, block, tmp_path)
    assert not diagnostics, told(diagnostics)


@pytest.mark.parametrize(("rule", "block"), blocks("allowed"))
def test_what_is_allowed_gives_allowed_findings(rule: Rule, block: Block, tmp_path: Path) -> None:
    diagnostics = found(rule, block, tmp_path)
    allowed = {one.primary.path for one in diagnostics if one.allowed}
    # An org's file that is shown stands there alone: what else the estate wants is not there, and is found elsewhere.
    alone = any(one.language == "xml" for one in PAGES[rule.id].of("bad"))
    assert allowed and all(one.allowed or (alone and one.primary.path not in allowed) for one in diagnostics), told(diagnostics)


@pytest.mark.parametrize(("rule", "block"), blocks("policy"))
def test_a_policy_sets_the_severity(rule: Rule, block: Block, tmp_path: Path) -> None:
    said = re.search(rf"\b{rule.name}: (\w+)", block.text)
    assert said is not None, f"the policy does not name `{rule.name}`"
    diagnostics = found(rule, PAGES[rule.id].of("bad")[0], tmp_path, block.text)
    assert {one.severity for one in diagnostics} == {said[1]} != {rule.severity}, told(diagnostics)

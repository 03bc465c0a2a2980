"""What an author accepts: where, until when, and what the policy makes of the rest."""

from datetime import date

import pytest

from small_estate import FILES, compiled, found, spec

UNTIL = date(2026, 6, 1)
#: Hidden, and required in the org: whoever reads leads sees it.
HIDDEN = {"Score__c": "", "Region__c": "sync: hidden"}
ALLOW = f"allow: {{cannot-hide: {{why: the admins know, until: {UNTIL}}}}}"


def lead(fields, more=""):
    return {"objects/lead.yaml": spec("Lead", fields) + more}


def test_without_an_allowance_it_is_found():
    assert found(compiled(lead(HIDDEN))) == [("SFC603", "objects/lead.yaml:8:3")]


def test_an_allowance_on_the_field_covers_it():
    compilation = compiled(lead({**HIDDEN, "Region__c": f"sync: hidden, {ALLOW}"}))
    assert found(compilation) == []
    assert [one.allowed.why for one in compilation.diagnostics] == ["the admins know"]
    assert not compilation.failed


def test_an_allowance_of_the_file_covers_it():
    assert found(compiled(lead(HIDDEN, f"{ALLOW}\n"))) == []


@pytest.mark.parametrize("file", ["estate.yaml", "users/marketo-sync.yaml", "connectors/marketo.yaml"])
def test_an_allowance_in_another_file_does_not(file):
    assert found(compiled({**lead(HIDDEN), file: f"{FILES[file]}{ALLOW}\n"})) == [("SFC603", "objects/lead.yaml:8:3")]


def test_an_allowance_on_another_field_does_not():
    assert found(compiled(lead({**HIDDEN, "Score__c": ALLOW}))) == [("SFC603", "objects/lead.yaml:8:3")]


def test_an_allowance_of_another_rule_does_not():
    other = ALLOW.replace("cannot-hide", "field-without-why")
    assert found(compiled(lead({**HIDDEN, "Region__c": f"sync: hidden, {other}"}))) == [("SFC603", "objects/lead.yaml:8:3")]


@pytest.mark.parametrize(("today", "holds"), [(UNTIL.replace(day=1), True), (date(2026, 5, 31), True), (date(2026, 6, 2), False)])
def test_an_allowance_holds_on_its_last_day_and_no_longer(today, holds):
    compilation = compiled(lead(HIDDEN, f"{ALLOW}\n"), today=today)
    assert (found(compilation) == []) is holds
    assert holds or "it was allowed until 2026-06-01: the admins know" in compilation.diagnostics[0].help


@pytest.mark.parametrize(("severity", "failed"), [("warning", False), ("note", False), ("error", True)])
def test_a_policy_sets_the_severity(severity, failed):
    compilation = compiled({**lead(HIDDEN), "estate.yaml": f"{FILES['estate.yaml']}policy: {{rules: {{cannot-hide: {severity}}}}}\n"})
    assert ([one.severity for one in compilation.diagnostics], compilation.failed) == ([severity], failed)


def test_a_policy_turns_a_rule_off():
    assert compiled({**lead(HIDDEN), "estate.yaml": f"{FILES['estate.yaml']}policy: {{rules: {{cannot-hide: off}}}}\n"}).diagnostics == []

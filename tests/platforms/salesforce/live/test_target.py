"""Salesforce as a target: what an environment says of it, and how it says why something was refused."""

import subprocess
import sys

import pytest

from small_estate import compiled
from syncwright.platform import installed
from syncwright.platforms.salesforce.live.deploying import Found, settled
from syncwright.platforms.salesforce.live.moments import at
from syncwright.platforms.salesforce.live.target import SETTLE_AFTER, settings
from syncwright.target import TargetError

ENVIRONMENT = (
    "environment: production\n{}salesforce: {{org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}}\n"
    "users: {{marketo-sync: {{username: sync@tiny.example}}}}\n"
)


def catalog(more=""):
    return compiled({"environments/production.yaml": ENVIRONMENT.format(more)}).catalog


@pytest.mark.parametrize(("more", "tests"), [("", False), ("protected: true\n", True)])
def test_the_environment_says_whether_tests_run_before_a_deployment(more, tests):
    assert settings(catalog(more), {}).tests is tests


def test_the_environment_says_where_it_is_and_who_users_are():
    said = settings(catalog(), {})
    assert said.place == {"org": "00D7Q000000vKmR", "instance": "tiny.my.salesforce.com"}
    assert said.users == {"marketo-sync": "sync@tiny.example"}
    assert said.settle_after == SETTLE_AFTER == 5.0


@pytest.mark.parametrize(("said", "expected"), [("0", 0.0), ("0.5", 0.5), ("3600", 3_600.0), ("", 5.0)])
def test_how_long_to_wait_before_looking_can_be_said(said, expected):
    assert settings(catalog(), {"SYNCWRIGHT_SETTLE_AFTER": said}).settle_after == expected


@pytest.mark.parametrize("said", ["-1", "3601", "nan", "inf", "soon", "5s"])
def test_a_time_that_is_none_is_refused(said):
    with pytest.raises(TargetError, match="a number of seconds, from 0 to 3600"):
        settings(catalog(), {"SYNCWRIGHT_SETTLE_AFTER": said})


def test_without_credentials_nothing_is_reached_and_the_ways_are_named():
    target = installed()["salesforce"].target
    assert target is not None
    with pytest.raises(TargetError) as caught:
        target(catalog(), {})
    assert "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN" in caught.value.says


def test_nothing_of_it_is_imported_before_it_is_asked_for():
    code = "import sys; from syncwright.platform import installed; installed(); print([name for name in sys.modules if '.live' in name or name == 'syncwright.target'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


# ------------------------------------------------------------------ why a deployment was refused


def refused(**said):
    return settled(Found("0Af", {"done": True, "success": False, "status": "Failed", **said}))


def test_a_component_is_named_with_its_place_and_the_reason():
    one = {
        "componentType": "PermissionSet",
        "fullName": "Reads",
        "fileName": "permissionsets/Reads.permissionset",
        "lineNumber": 7,
        "columnNumber": 25,
        "problem": "no",
    }
    assert refused(details={"componentFailures": [one]}).failed == (
        ("PermissionSet Reads (permissionsets/Reads.permissionset:7:25)", "no"),
    )
    assert refused(details={"componentFailures": one}).failed == refused(details={"componentFailures": [one]}).failed, (
        "one alone may stand by itself"
    )
    bare = {**one, "lineNumber": None, "fileName": ""}
    assert refused(details={"componentFailures": [bare]}).failed == (("PermissionSet Reads", "no"),)


def test_tests_that_failed_and_coverage_that_is_missing_are_named():
    tests = {
        "failures": [{"name": "LeadTest", "methodName": "routes", "message": "System.AssertException: Assertion Failed"}],
        "codeCoverageWarnings": [{"name": None, "message": "Average test coverage across all Apex Classes and Triggers is 12%"}],
    }
    assert refused(details={"componentFailures": [], "runTestResult": tests}).failed == (
        ("the test LeadTest.routes", "System.AssertException: Assertion Failed"),
        ("the coverage of all tests", "Average test coverage across all Apex Classes and Triggers is 12%"),
    )


def test_without_details_the_code_and_the_words_of_the_whole_are_told():
    found = refused(errorStatusCode="UNKNOWN_EXCEPTION", errorMessage="it broke\n\x1b[31mhere")
    assert found.failed == (("UNKNOWN_EXCEPTION", "it broke [31mhere"),)
    assert found.says == "the deployment ended as Failed, and nothing of it is done (UNKNOWN_EXCEPTION: it broke [31mhere)"


@pytest.mark.parametrize("status", ["Canceled", "SucceededPartial", "FinalizingFailed"])
def test_what_ended_otherwise_than_well_is_no_success(status):
    assert not refused(status=status).ok
    assert status in refused(status=status).says
    assert not settled(Found("0Af", {"done": True, "success": True, "status": status})).ok


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-22T11:12:50.013+0000", "2026-11-22T11:12:50Z"),
        ("2026-11-22T12:12:50.000+01:00", "2026-11-22T11:12:50Z"),
        ("2026-11-22T11:12:50.013Z", "2026-11-22T11:12:50Z"),
        ("2026-11-22T11:12:50", "2026-11-22T11:12:50Z"),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_moments_are_told_in_one_form(said, expected):
    assert at(said) == expected

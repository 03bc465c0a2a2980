"""What users have: seen whole, given once, taken back; and what nobody can be given is said before anything is sent."""

import pytest

from sandbox_server import MERIDIAN, served
from small_estate import compiled
from syncwright.plan.steps import Step
from syncwright.platforms.salesforce.types import ASSIGNMENTS
from syncwright.resource import Resource
from syncwright.target import Absent, Settled, TargetError, Work

USER, OTHER = "sync@tiny.example", "other@tiny.example"
SET = {"assign": "permission_set", "name": "Marketing_Reader", "user": USER}
LICENCE = {"assign": "permission_set_license", "name": "Salesforce API Integration", "user": USER}
FLAG = {"assign": "flag", "name": "UserPermissionsMarketingUser", "user": USER}
GROUP = {"assign": "permission_set_group", "name": "Inside_Sales", "user": OTHER}


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    with served(tmp_path_factory.mktemp("people"), "--username", USER, "--username", OTHER, source=MERIDIAN) as one:
        yield one


@pytest.fixture
def target(org):
    """A run, in an org in which nobody has anything."""
    found = org.target(compiled({}).catalog, users={"sync": USER, "other": OTHER, "nobody": "nobody@tiny.example"})
    for row in found.org.query("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile = FALSE"):
        found.org.delete(f"sobjects/PermissionSetAssignment/{row['Id']}")
    return found


@pytest.fixture
def effects(org, target):
    """What the org did since the test began."""
    since = org.last()
    return lambda: [kind for kind, _ in org.log(since)]


def work(does):
    return Work(Step("salesforce.assign/x", "assign", "Salesforce", "assign", "ops", "", does=does), ())


def taken(does):
    return {"unassign" if name == "assign" else name: value for name, value in does.items()}


def test_what_is_given_is_given_once_seen_and_taken_back(target, effects):
    for does, missing in (
        (LICENCE, f"`{USER}` does not have the permission set license `Salesforce API Integration`"),
        (SET, f"`{USER}` does not have the permission set `Marketing_Reader`"),
        (FLAG, f"`{USER}` does not have the flag `UserPermissionsMarketingUser`"),
    ):
        assert target.holds(work(does)).missing == (missing,)
        assert target.check(work(does)) is None
        settled = target.begin(work(does), None)
        assert settled.ok and settled.says == ""
        assert target.holds(work(does)).missing == ()
        assert target.begin(work(does), None) == Settled(True, says="it was so already")
    address = f"{ASSIGNMENTS}/sync"
    assert target.observe([address]).resources[address] == Resource(
        address,
        {
            "assigned": {"Marketing_Reader": "permission set"},
            "permission_set_licenses": {"Salesforce API Integration": "yes"},
            "flags": {"UserPermissionsMarketingUser": "yes"},
        },
    )
    for does in (SET, FLAG, LICENCE):
        assert target.begin(work(taken(does)), None).ok
        assert target.holds(work(taken(does))).missing == ()
        assert len(target.holds(work(does)).missing) == 1
    assert target.observe([address]).resources[address] == Resource(address, {})
    assert effects() == ["assign", "assign", "update", "unassign", "update", "unassign"]


def test_a_group_is_seen_as_a_group(target):
    assert target.begin(work(GROUP), None).ok
    address = f"{ASSIGNMENTS}/other"
    assert target.observe([address]).resources[address].attributes == {"assigned": {"Inside_Sales": "permission set group"}}
    assert target.begin(work(taken(GROUP)), None).ok
    assert target.observe([address]).resources[address].attributes == {}


def test_who_is_not_in_the_org_has_nothing_and_is_given_nothing(target, effects):
    address = f"{ASSIGNMENTS}/nobody"
    observed = target.observe([address, f"{ASSIGNMENTS}/stranger"])
    assert observed.absent == {address, f"{ASSIGNMENTS}/stranger"}
    nobody = work({**SET, "user": "nobody@tiny.example"})
    for deed in (target.check, lambda one: target.begin(one, None)):
        with pytest.raises(TargetError, match="has no user `nobody@tiny.example`"):
            deed(nobody)
    assert effects() == []


def test_what_is_not_in_the_org_is_not_given(target, effects):
    with pytest.raises(TargetError, match="asked for the permission set `Nothing` and has none"):
        target.begin(work({**SET, "name": "Nothing"}), None)
    assert effects() == []


def test_nothing_is_taken_from_whom_we_are_logged_in_as(target, effects):
    ours = {**SET, "user": "admin@meridian.example"}
    assert target.begin(work(ours), None).ok
    with pytest.raises(TargetError, match="take nothing from ourselves"):
        target.check(work(taken(ours)))
    assert effects() == ["assign"]


def test_an_assignment_whose_answer_was_lost_is_looked_for(target):
    since = "2026-01-01T00:00:00+00:00"
    assert target.find(work(SET), since, None) == Absent()
    target.begin(work(SET), None)
    assert target.find(work(SET), since, None).ok


def test_names_with_signs_of_queries_are_names(target):
    quoted = work({**SET, "name": "O'Neil \\ Sons", "user": "a'b\\c@tiny.example"})
    assert len(target.holds(quoted).missing) == 1


def test_what_a_later_version_may_know_is_refused(target, effects):
    for deed in (lambda one: target.begin(one, None), target.holds):
        with pytest.raises(TargetError, match="nothing is known of how to do `salesforce.assign/x`"):
            deed(work({"invite": "everybody"}))
    assert effects() == []

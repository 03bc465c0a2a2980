"""Groups that an org works out anew are waited for; a flow is active when its newest version is."""

import pytest

from sandbox_server import MERIDIAN, carried_out, ended, served
from small_estate import compiled, spec
from syncwright.plan.changes import Create, Update
from syncwright.plan.steps import Step
from syncwright.platforms.salesforce.types import FIELD
from syncwright.resource import Resource
from syncwright.target import Absent, Job, Running, TargetError, Work

GROUP = Resource(
    "salesforce.permission_set_group/Readers", {"label": "Readers", "description": "who reads", "members": {"Marketing_Reader": "yes"}}
)
LONG_AGO = "2026-01-01T00:00:00+00:00"
BAND = {"objects/lead.yaml": spec("Lead", {"Score_Band__c": "band: {of: Score__c, edges: [0, 26, 51, 76, 100], dead_band: 2}"})}


def work(**does):
    return Work(Step("salesforce.x", "call", "Salesforce", "x", "ops", "", does=does), ())


def deploying(*changes):
    return Work(Step("salesforce.deploy", "deploy", "Salesforce", "deploy", "ops", ""), changes)


def test_a_group_is_waited_for_after_its_deployment(tmp_path):
    with served(tmp_path, "--group-seconds", "1", source=MERIDIAN) as server:
        target = server.target(compiled({}).catalog)
        assert carried_out(target, deploying(Create(GROUP, ())))[1].ok
        wait = work(group="Readers")
        assert target.holds(wait).missing == ("the status of the group `Readers` is Updating, and not Updated",)
        job = target.begin(wait, None)
        assert isinstance(job, Job) and isinstance(target.poll(wait, job), Running)
        assert target.find(wait, LONG_AGO, None) == job, "there is nothing to begin again"
        assert ended(target, wait, job).ok
        assert target.holds(wait).missing == ()
        with pytest.raises(TargetError, match="has no permission set group `Nothing`"):
            target.poll(work(group="Nothing"), Job("Nothing"))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("flows"), source=None) as one:
        yield one


def versions(number):
    """The flow of a band, as one more version than before."""
    compilation = compiled({"objects/lead.yaml": BAND["objects/lead.yaml"].replace("dead_band: 2", f"dead_band: {number}")})
    [flow] = [one for one in compilation.resources if one.address == "salesforce.flow/Lead_Score_Band"]
    return flow


def test_a_flow_is_deployed_inactive_and_activated_by_its_own_step(server):
    target, activate = server.target(compiled(BAND).catalog), work(flow="Lead_Score_Band")
    with pytest.raises(TargetError, match="has no flow `Lead_Score_Band`"):
        target.check(activate)
    score = Create(Resource(f"{FIELD}/Lead.Score__c", {"type": "Number", "label": "Score", "precision": "5", "scale": "0"}), ())
    band = Create(Resource(f"{FIELD}/Lead.Score_Band__c", {"type": "Text", "label": "Band", "length": "40"}), ())
    assert carried_out(target, deploying(score, band))[1].ok
    for number in (1, 2):
        flow = versions(number)
        step = deploying(Create(flow, ())) if number == 1 else deploying(Update(versions(1), flow, ()))
        assert carried_out(target, step)[1].ok
        assert target.holds(step).missing == ()
        before = f"version {number - 1} of the flow" if number > 1 else "no version of the flow"
        assert target.holds(activate).missing == (f"{before} `Lead_Score_Band` is active, and {number} is the newest",)
        assert target.find(activate, LONG_AGO, None) == Absent()
        assert target.begin(activate, None).says == f"version {number}"
        assert target.holds(activate).missing == ()
        assert target.find(activate, LONG_AGO, None).ok
        assert target.begin(activate, None).says == f"version {number} is active already"
    assert [one for one in server.log() if one[0] == "activate"] == [("activate", "Flow/Lead_Score_Band")] * 2


class Refusing:
    """An org that refuses to activate, as one in production may."""

    def __init__(self, org):
        self.org = org

    def __getattr__(self, name):
        return getattr(self.org, name)

    def patch(self, path, body):
        raise TargetError("FIELD_INTEGRITY_EXCEPTION", "coverage is missing", "fix")


def test_a_refusal_in_production_is_explained(server):
    target = server.target(compiled(BAND).catalog)
    assert carried_out(target, deploying(Update(versions(2), versions(3), ())))[1].ok
    target.org = Refusing(target.org)
    with pytest.raises(TargetError) as caught:
        target.begin(work(flow="Lead_Score_Band"), None)
    assert caught.value.code == "FIELD_INTEGRITY_EXCEPTION"
    assert "Deploy processes and flows as active" in caught.value.says and "attest the step" in caught.value.says

"""Deployments: what is validated is what is deployed, a refusal is the end, and a lost answer is looked up."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox_server import carried_out, ended, served
from small_estate import compiled
from syncwright.plan.changes import Create, Delete, Edit, Update
from syncwright.plan.steps import Step
from syncwright.platforms.salesforce.types import FIELD, PICKLIST_VALUE
from syncwright.platforms.salesforce.value_lists import joined
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.target import Absent, Checked, Job, NotChecked, OutcomeUnknown, Settled, TargetError, Work

STEP = Step("salesforce.deploy", "deploy", "Salesforce", "deploy", "ops", "", ())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("deploying"), source=None) as one:
        yield one


@pytest.fixture(scope="module")
def catalog():
    return compiled({}).catalog


def a_field(name, **more):
    return Resource(f"{FIELD}/Lead.{name}__c", {"type": "Text", "label": name, "length": "80", **more})


def creating(*fields):
    return Work(replace(STEP, changes=tuple(one.address for one in fields)), tuple(Create(one, ()) for one in fields))


def longer(field, length):
    after = replace(field, attributes={**field.attributes, "length": length})
    return Work(STEP, (Update(field, after, (Edit("length", None, field.attributes["length"], length),)),))


def now():
    return datetime.now(UTC).isoformat()


def deploys(server):
    """How often something was validated, deployed, and deployed as it was validated."""
    return server.ask("SELECT SUM(check_only), SUM(1 - check_only), SUM(validated IS NOT NULL) FROM deploys")[0]


def test_outside_of_a_protected_environment_the_same_bytes_are_sent_again(server, catalog):
    target, before = server.target(catalog, tests=False), deploys(server)
    checked, settled = carried_out(target, creating(a_field("Plain")))
    assert isinstance(checked, Checked) and (checked.reference, checked.until) == (None, None), (
        "no tests ran, so that no quick deploy can be"
    )
    assert settled.ok and target.holds(creating(a_field("Plain"))).missing == ()
    after = deploys(server)
    assert [then - (was or 0) for was, then in zip(before, after, strict=True)] == [1, 1, 0]
    [(first,), (second,)] = server.ask("SELECT digest FROM deploys ORDER BY number DESC LIMIT 2")
    assert first == second


def test_in_a_protected_environment_the_validation_is_deployed(server, catalog):
    target = server.target(catalog, tests=True)
    checked, settled = carried_out(target, creating(a_field("Tested")))
    assert settled.ok
    assert server.ask("SELECT validated FROM deploys WHERE id = ?", settled.request) == [(checked.reference,)]
    left = datetime.fromisoformat(checked.until) - datetime.now(UTC)
    assert timedelta(days=9, hours=22) < left < timedelta(days=9, hours=23, minutes=1), "ten days, less an hour"


def test_a_check_changes_nothing(server, catalog):
    before = server.last()
    work = creating(a_field("Never"))
    assert isinstance(server.target(catalog, tests=True).check(work), Checked)
    assert server.last() == before
    assert server.target(catalog).holds(work).missing == (f"`{FIELD}/Lead.Never__c` is not there",)


@pytest.mark.parametrize("tests", [True, False])
def test_what_a_check_refuses_is_said_with_component_place_and_words(server, catalog, tests):
    work = creating(a_field("Fine"), a_field("Broken", length="9999"))
    settled = server.target(catalog, tests=tests).check(work)
    assert isinstance(settled, Settled) and not settled.ok
    [(part, words)] = settled.failed
    assert part.startswith("CustomField Lead.Broken__c (objects/Lead.object")
    assert words
    assert server.target(catalog).holds(work).missing, "all of it or nothing"


def test_without_a_check_nothing_is_sent(server, catalog):
    before = deploys(server)
    with pytest.raises(NotChecked):
        server.target(catalog).begin(creating(a_field("Unchecked")), None)
    assert deploys(server) == before


def test_what_was_checked_otherwise_is_not_deployed(server, catalog):
    """A check with tests is for a quick deploy, one without for the bytes; the one never becomes the other."""
    work, before = creating(a_field("Otherwise")), deploys(server)
    made = server.target(catalog, tests=False)._package(work)
    for tests, checked in (
        (False, Checked(made.sha256, "0Af000000000000AAA")),
        (True, Checked(made.sha256)),
        (True, Checked("0" * 64, "0Af000000000000AAA")),
    ):
        with pytest.raises(NotChecked):
            server.target(catalog, tests=tests).begin(work, checked)
    assert deploys(server) == before


def test_a_quick_deploy_that_is_refused_is_the_end(server, catalog):
    target, work = server.target(catalog, tests=True), creating(a_field("Refused"))
    checked = target.check(work)
    without = server.target(catalog, tests=False)
    assert isinstance(without.check(work), Checked)
    [(other,)] = server.ask("SELECT id FROM deploys ORDER BY number DESC LIMIT 1")
    before = deploys(server)
    with pytest.raises(TargetError) as caught:
        target.begin(work, replace(checked, reference=other))
    assert caught.value.says
    assert deploys(server) == before, "the package is not sent instead"
    assert target.holds(work).missing


def test_what_changed_since_it_was_checked_is_not_deployed(server, catalog):
    """A field is laid over what the org holds; somebody changes its help meanwhile."""
    target, field = server.target(catalog, tests=False), a_field("Laid")
    assert carried_out(target, creating(field))[1].ok
    work = longer(field, "120")
    checked = target.check(work)
    somebody = Work(
        STEP, (Update(field, replace(field, attributes={**field.attributes, "help": "theirs"}), (Edit("help", None, None, "theirs"),)),)
    )
    assert carried_out(target, somebody)[1].ok
    with pytest.raises(NotChecked):
        target.begin(work, checked)
    assert carried_out(target, work)[1].ok
    held = target.observe([field.address]).resources[field.address].attributes
    assert (held["length"], held["help"]) == ("120", "theirs"), "what is not ours stays"


def test_a_field_goes_and_is_gone(server, catalog):
    target, field = server.target(catalog, tests=False), a_field("Going")
    assert carried_out(target, creating(field))[1].ok
    work = Work(STEP, (Delete(field, (), ()),))
    assert target.holds(work).missing == (f"`{field.address}` is still there",)
    assert carried_out(target, work)[1].ok
    held = target.holds(work)
    assert (held.missing, held.digests) == ((), {field.address: "absent"})


def test_a_profile_that_is_not_there_is_not_made(server, catalog):
    work = Work(STEP, (Create(Resource("salesforce.profile/Nobody", {"hidden_fields": {"Lead.Fax": "yes"}}), ()),))
    settled = server.target(catalog).check(work)
    assert isinstance(settled, Settled) and "a deployment would make one" in settled.says
    with pytest.raises(TargetError, match="there is no profile `Nobody`"):
        server.target(catalog).observe(["salesforce.profile/Nobody"])


def test_every_type_goes_there_reads_back_and_goes_away(tmp_path, catalog):
    """A package of everything that is deployed, and one that takes it away again."""
    region = {"label": "Region", "description": "", "values": {"North": "North", "South": "South"}, "order": joined(["North", "South"])}
    made = [
        Resource("salesforce.value_set/Region", region),
        Resource(f"{FIELD}/Lead.Region__c", {"type": "Picklist", "label": "Region", "value_set": "Region", "restricted": "true"}),
        Resource(f"{FIELD}/Lead.Fit__c", {"type": "Picklist", "label": "Fit", "restricted": "true", "values": {"A": "A", "B": "B"}, "order": joined("AB")}),
        Resource("salesforce.permission_set/Reads", {"label": "Reads", "description": "reads", "activation_required": "false", "field_permissions": {"Lead.Fit__c": "read", "Lead.Region__c": "read"}, "object_permissions": {"Lead": "read"}}),
        Resource("salesforce.muting_set/Reads_Mute", {"label": "Mute", "description": "mutes", "hidden_fields": {"Lead.Fit__c": "yes"}}),
        Resource("salesforce.permission_set_group/Reads_Group", {"label": "Reads", "description": "both", "members": {"Reads": "yes"}, "muting": "Reads_Mute"}),
        Resource(
            "salesforce.sharing_rule/Lead.Scope",
            {"label": "Scope", "access": "Read", "group": "Sync", "tests": {"1": "Fit__c equals A"}},
        ),
    ]  # fmt: skip
    with served(tmp_path, "--group", "Sync", source=None) as server:
        target = server.target(catalog, tests=False)
        work = Work(STEP, tuple(Create(one, ()) for one in made))
        assert carried_out(target, work)[1].failed == ()
        assert target.holds(work).missing == ()
        value = Resource(f"{PICKLIST_VALUE}/Lead.Fit__c/B", {"label": "B"}), Resource(f"{PICKLIST_VALUE}/Region/South", {"label": "South"})
        values = Work(STEP, tuple(Delete(one, (), ()) for one in value))
        assert target.holds(values).missing == tuple(f"`{one.address}` is still there" for one in value)
        assert carried_out(target, values)[1].failed == ()
        assert target.holds(values).missing == ()
        for part in ((6, 5, 4, 3), (2, 1), (0,)):
            gone, since = Work(STEP, tuple(Delete(made[number], (), ()) for number in part)), now()
            _, settled = carried_out(target, gone)
            assert settled.failed == ()
            assert target.holds(gone).missing == ()
            assert target.find(gone, since, None) == Job(settled.request), "what was deleted is listed, too"


# ------------------------------------------------------------------ lost answers


def test_a_deployment_whose_answer_was_lost_is_found(server, catalog):
    target, work, since = server.target(catalog, tests=False), creating(a_field("Lost")), now()
    job = target.begin(work, target.check(work))
    other = server.target(catalog, tests=False)
    assert other.find(work, since, None) == job
    assert other.find(work, since, job) == job
    assert ended(other, work, job).ok


def test_a_deployment_of_something_else_is_not_taken_for_it(server, catalog):
    since = now()
    assert carried_out(server.target(catalog, tests=False), creating(a_field("Other")))[1].ok
    assert server.target(catalog).find(creating(a_field("Unsent")), since, None) == Absent()


def test_a_check_is_no_deployment(server, catalog):
    target, work, since = server.target(catalog, tests=True), creating(a_field("Looked_At")), now()
    target.check(work)
    assert target.find(work, since, None) == Absent()


def test_a_deployment_of_the_same_before_that_is_not_taken_for_it(server, catalog):
    """Somebody undid it, a plan brings it back, and that plan's answer was lost before anything was sent."""
    target, field = server.target(catalog, tests=False), a_field("Twice")
    assert carried_out(target, creating(field))[1].ok
    assert carried_out(target, Work(STEP, (Delete(field, (), ()),)))[1].ok
    later = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()  # an org's moments are rounded
    assert target.find(creating(field), later, None) == Absent()


def test_a_deployment_of_long_ago_is_not_taken_for_it_but_what_is_there_is_seen(server, catalog):
    target, work = server.target(catalog, tests=False), creating(a_field("Ago"))
    assert carried_out(target, work)[1].ok
    later = (datetime.now(UTC) + timedelta(minutes=10)).isoformat()
    found = target.find(work, later, None)
    assert isinstance(found, Settled) and found.ok


def test_an_answer_without_an_id_is_no_answer(server, catalog):
    """Whether it was taken on is not known then."""

    class Wordless:
        def __init__(self, org):
            self.org = org

        def __getattr__(self, name):
            return getattr(self.org, name)

        def multipart(self, path, parts):
            self.org.multipart(path, parts)
            return {}

    target, work = server.target(catalog, tests=False), creating(a_field("Wordless"))
    checked, since = target.check(work), now()
    target.org = Wordless(target.org)
    with pytest.raises(OutcomeUnknown):
        target.begin(work, checked)
    assert isinstance(target.find(work, since, None), Job)

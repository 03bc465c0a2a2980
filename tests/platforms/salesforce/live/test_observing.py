"""What an org holds is seen whole or not at all: half a retrieve is a refusal, and what is absent is what the org says is absent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox_server import carried_out, served
from small_estate import compiled
from syncwright.plan.changes import Create, Update
from syncwright.plan.diff import diff
from syncwright.plan.steps import Step
from syncwright.platforms.salesforce.live.archive import packed, unpacked
from syncwright.platforms.salesforce.live.mdapi import decomposed
from syncwright.platforms.salesforce.live.package import package
from syncwright.platforms.salesforce.observe import observe
from syncwright.platforms.salesforce.types import FIELD, FLOW, PICKLIST_VALUE, PROFILE, SET, SHARING_RULE, TYPES, VALUE_SET
from syncwright.records import replace
from syncwright.resource import Observation, Resource
from syncwright.target import TargetError, Work
from syncwright.text import SourceFile

KINDS = {one.name: one for one in TYPES}
#: One of each type that the org of the tests holds.
THERE = (
    f"{SET}/Marketing_Reader",
    "salesforce.permission_set_group/Inside_Sales",
    "salesforce.muting_set/Inside_Sales_Mutes",
    f"{FIELD}/Lead.Do_Not_Sync_to_Marketo__c",
)
ABSENT = (
    f"{SET}/Nothing",
    f"{FIELD}/Lead.Nothing__c",
    f"{FLOW}/Nothing",
    f"{VALUE_SET}/Nothing",
    f"{SHARING_RULE}/Lead.Nothing",
    f"{PICKLIST_VALUE}/Nothing/A",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("observing")) as one:
        yield one


@pytest.fixture(scope="module")
def catalog():
    return compiled({}).catalog


class Half:
    """An org whose answer to a retrieve loses something on its way: `lost` makes another answer of it."""

    def __init__(self, org, lost):
        self.org, self.lost = org, lost

    def __getattr__(self, name):
        return getattr(self.org, name)

    def retrieve(self, manifest):
        return self.lost(self.org.retrieve(manifest))


def without(path):
    """An answer without one file."""
    return lambda answer: replace(
        answer, zip=packed({name: data for name, data in unpacked(answer.zip).items() if not name.endswith(path)})
    )


def refused(server, catalog, addresses, lost):
    target = server.target(catalog)
    target.org = Half(target.org, lost)
    with pytest.raises(TargetError) as caught:
        target.observe(addresses)
    return caught.value


def test_what_is_there_is_complete_and_what_is_not_is_absent(server, catalog):
    observed = server.target(catalog).observe([*THERE, *ABSENT])
    assert sorted(observed.complete) == sorted(THERE)
    assert sorted(observed.absent) == sorted(ABSENT)
    assert observed.resources[THERE[0]].attributes["label"]
    assert observed.where.startswith("127.0.0.1:")


def test_a_set_is_seen_as_its_source_says_it(server, catalog, repository):
    """The same as from the tree that the org began with."""
    tree = [
        SourceFile(str(one.relative_to(repository)), one.read_bytes())
        for one in (repository / "tests/orgs/meridian/force-app").rglob("*-meta.xml")
    ]
    addresses = THERE[:2]
    from_tree = observe(tree, addresses).observation
    live = server.target(catalog).observe(addresses)
    assert set(live.resources) == set(addresses)
    for address in addresses:
        assert live.resources[address].attributes == from_tree.resources[address].attributes, address


def test_nothing_is_asked_for_nothing(server, catalog):
    assert server.target(catalog).observe([]) == Observation({}, frozenset(), frozenset(), server.instance)


@pytest.mark.parametrize(
    ("address", "file"),
    [(THERE[0], ".permissionset"), (THERE[1], ".permissionsetgroup"), (THERE[2], ".mutingpermissionset"), (THERE[3], "Lead.object")],
)
def test_half_a_retrieve_is_refused(server, catalog, address, file):
    error = refused(server, catalog, [*THERE, *ABSENT], without(file))
    assert (error.code, error.remedy) == ("partial-retrieve", "look")
    assert f"`{address.partition('/')[2]}`" in error.says and "does not say that it is not there" in error.says


def test_a_field_that_is_missing_in_its_objects_file_is_half_a_retrieve(server, catalog):
    def lost(answer):
        files = unpacked(answer.zip)
        path = next(name for name in files if name.endswith("Lead.object"))
        return replace(answer, zip=packed({**files, path: files[path].replace(b"Do_Not_Sync_to_Marketo__c", b"Do_Sync_to_Marketo__c")}))

    assert refused(server, catalog, [THERE[3]], lost).code == "partial-retrieve"


def test_absent_is_what_the_org_says_is_absent(server, catalog):
    assert refused(server, catalog, ABSENT, lambda answer: replace(answer, messages=())).code == "partial-retrieve"
    said = (("package.xml", "Entity of type 'PermissionSet' named 'Another' cannot be found"),)
    assert refused(server, catalog, ABSENT[:1], lambda answer: replace(answer, messages=said)).code == "partial-retrieve"


def test_an_element_that_nobody_knows_is_a_refusal(server, catalog):
    def lost(answer):
        files = unpacked(answer.zip)
        path = next(name for name in files if name.endswith(".permissionset"))
        return replace(
            answer, zip=packed({**files, path: files[path].replace(b"<label>", b"<warpDrives><on>true</on></warpDrives><label>")})
        )

    error = refused(server, catalog, THERE[:1], lost)
    assert error.code == "not-read" and "warpDrives" in error.says


@pytest.mark.parametrize(
    "lost", [lambda answer: replace(answer, zip=answer.zip[:200]), lambda answer: replace(answer, zip=packed({"unpackaged/../a": b""}))]
)
def test_a_zip_that_is_none_is_a_refusal(server, catalog, lost):
    assert refused(server, catalog, THERE, lost).code == "bad-answer"


def test_a_profile_shows_rows_of_the_fields_that_the_specs_speak_of(server):
    """It gives back rows of components of the same request alone, so those are in it."""
    spec = "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n  Email: {why: w}\n  Fax: {why: w}\nused_by: w\n"
    target = server.target(compiled({"objects/lead.yaml": spec}).catalog)
    admin = f"{PROFILE}/Admin"
    before = target.observe([admin]).resources[admin]
    assert {"Lead.Email", "Lead.Fax"} <= set(before.attributes["hidden_fields"]), "nothing is granted there yet"
    shown = replace(before, attributes={"field_permissions": {"Lead.Fax": "read"}})
    step = Step("salesforce.deploy", "deploy", "Salesforce", "show it", "ops", "", (admin,))
    assert carried_out(target, Work(step, (Update(before, shown, ()),)))[1].ok
    after = target.observe([admin]).resources[admin].attributes
    assert after["field_permissions"] == {"Lead.Fax": "read"}
    assert "Lead.Email" in after["hidden_fields"] and "Lead.Fax" not in after["hidden_fields"]


# ------------------------------------------------------------------ replaced, not merged

fields = st.dictionaries(st.sampled_from([f"Lead.{name}__c" for name in "ABCDE"]), st.sampled_from(["read", "edit"]), max_size=5)
words = st.lists(st.sampled_from(["read", "create", "edit", "delete", "view-all"]), unique=True, min_size=1).map(" ".join)
objects = st.dictionaries(st.sampled_from(["Lead", "Contact", "Thing__c"]), words, max_size=3)
permissions = st.dictionaries(st.sampled_from(["ApiEnabled", "EditTask", "RunReports"]), st.just("yes"), max_size=3)
sets = st.builds(
    lambda label, rows, grants, more: {"label": label, "activation_required": "false", **_given(rows, grants, more)},
    st.sampled_from(["One", "Two"]), fields, objects, permissions,
)  # fmt: skip


def _given(rows, grants, more):
    return {"field_permissions": rows, "object_permissions": grants, "user_permissions": more}


def parts(attributes):
    """Every single thing that a set gives."""
    found = {("field", *row) for row in attributes.get("field_permissions", {}).items()}
    found |= {("object", name, word) for name, said in attributes.get("object_permissions", {}).items() for word in said.split()}
    return found | {("user", name) for name in attributes.get("user_permissions", {})}


@settings(max_examples=300)
@given(sets, sets)
def test_what_a_plan_takes_away_is_what_is_seen_and_not_wanted_and_afterwards_it_is_gone(seen, wanted):
    replaced_whole(seen, wanted)


@pytest.mark.long
@settings(max_examples=5_000)
@given(sets, sets)
def test_the_same_of_very_many(seen, wanted):
    replaced_whole(seen, wanted)


def replaced_whole(seen, wanted):
    """What a package says replaces what was there: so what it says has to be all that is wanted, and the plan has to name all the rest."""
    address = f"{SET}/X"
    before, after = Resource(address, seen), Resource(address, wanted)
    changes = diff({address: after}, Observation({address: before}, frozenset({address}), frozenset()), KINDS)
    taken = {edit.name for one in changes for edit in one.edits if edit.name is not None and edit.new is None}
    lost = {(kind, name) for kind, name, *_ in parts(seen)} - {(kind, name) for kind, name, *_ in parts(wanted)}
    lost_words = {f"{name}:{word}" for kind, name, *rest in parts(seen) - parts(wanted) if kind == "object" for word in rest}
    assert taken == {name for kind, name in lost if kind != "object"} | lost_words
    held = package([Create(after, ())], (), "67.0")
    files = [SourceFile(path, data) for path, data in unpacked(held.zip).items() if path != "package.xml"]
    deployed = observe(list(decomposed(files)), [address])
    assert not deployed.findings
    assert parts(deployed.observation.resources[address].attributes) == parts(wanted)
    assert diff({address: after}, deployed.observation, KINDS) == []

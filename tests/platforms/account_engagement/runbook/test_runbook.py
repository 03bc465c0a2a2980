"""The runbook of a business unit: a file each, whole, in an order that can be followed."""

import json
from pathlib import PurePosixPath

import pytest

from syncwright.cli.shell import compile_specs
from syncwright.platforms.account_engagement.runbook.contents import contents
from syncwright.platforms.account_engagement.runbook.document import artifacts
from syncwright.platforms.account_engagement.runbook.facts import RESOURCES
from syncwright.platforms.account_engagement.runbook.standing import standing
from syncwright.platforms.account_engagement.runbook.task import PARTS
from syncwright.platforms.account_engagement.units import units
from unit_estates import TWO, ae, catalog, placed


def paths(files) -> list[str]:
    return [one.path for one in artifacts(catalog(files))]


def test_each_unit_has_a_runbook_of_its_own():
    assert paths(ae(TWO, "marketing_data_sharing: true")) == [
        f"account_engagement/{unit}/{name}.{ending}"
        for unit in ("amer", "emea")
        for name in ("runbook", "unpause")
        for ending in ("json", "md")
    ]


def test_a_connector_whose_units_nobody_names_has_one():
    assert paths(ae()) == [f"account_engagement/ae/{name}.{ending}" for name in ("runbook", "unpause") for ending in ("json", "md")]


def test_a_unit_that_is_absent_here_has_none():
    files = {**ae(TWO, "marketing_data_sharing: true"), **placed("ae/amer: absent")}
    assert {PurePosixPath(one).parent.name for one in paths(files)} == {"emea"}


def test_without_account_engagement_there_is_none():
    assert paths({"connectors/ae.yaml": None, "users/ae-integration.yaml": None}) == []


def test_tasks_of_two_units_are_attested_apart():
    names = [one.name for one in standing(catalog(ae(TWO, "marketing_data_sharing: true")))]
    assert len(set(names)) == len(names)
    assert {f"runbook/ae/{unit}/support/same-email" for unit in ("amer", "emea")} <= set(names)


def test_the_pages_to_read_are_salesforces_own():
    doc = json.loads(next(one.data for one in artifacts(catalog(ae())) if one.path.endswith(".json")))
    assert len(doc["resources"]) == len(RESOURCES) == len({one.title for one in RESOURCES})
    for one in RESOURCES:
        assert one.url is None or one.url.startswith(("https://help.salesforce.com/", "https://trailhead.salesforce.com/"))


# ------------------------------------------------------------------ the example estate


@pytest.fixture(scope="module", params=["production", "uat"])
def compilation(request, repository):
    return compile_specs(str(repository / "specs"), request.param)


def test_tasks_come_after_what_they_wait_for(compilation):
    for unit in units(compilation.catalog):
        seen: set[str] = set()
        for task in contents(compilation.catalog, unit):
            assert set(task.after) <= seen, task.id
            assert task.id not in seen, "no two tasks have one id"
            seen.add(task.id)


def test_each_file_that_a_task_speaks_of_is_built(compilation):
    built = {one.path for one in compilation.artifacts()}
    wanted = {task.file for unit in units(compilation.catalog) for task in contents(compilation.catalog, unit) if task.file is not None}
    assert wanted <= built
    assert wanted


def test_each_owner_is_one_of_the_estate(compilation):
    owners = compilation.catalog.estate.spec.owners
    assert all(task.owner in owners for unit in units(compilation.catalog) for task in contents(compilation.catalog, unit))


def test_each_spec_behind_a_task_can_be_found(compilation):
    from syncwright.tracing.places import Specs

    specs = Specs(compilation.catalog, compilation.sources)
    for unit in units(compilation.catalog):
        for task in contents(compilation.catalog, unit):
            assert any(specs.of(key) for key in task.keys), (task.id, task.keys)


def test_each_part_is_one_that_the_page_has(compilation):
    found = {task.part for unit in units(compilation.catalog) for task in contents(compilation.catalog, unit)}
    assert found <= PARTS.keys()
    if compilation.catalog.environment.name == "production":
        assert found >= {"connect", "settings", "fields", "sharing", "support", "unpause", "after"}


def test_what_is_attested_is_known_by_names_that_no_shell_reads(compilation):
    names = [one.name for one in standing(compilation.catalog) if one.name.startswith("runbook/ae")]
    assert names
    assert all(c.isalnum() or c in "/-_" for name in names for c in name)

"""The runbook of the example estate: whole, in an order that can be followed, and with every file that it speaks of."""

from collections.abc import Mapping

import pytest

from syncwright.cli.shell import compile_specs
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.standing import standing
from syncwright.platforms.marketo.runbook.task import PARTS, Task


@pytest.fixture(scope="module", params=["production", "uat"])
def compilation(request, repository):
    return compile_specs(str(repository / "specs"), request.param)


def tasks(compilation) -> Mapping[str, Task]:
    [connector] = connectors(compilation.catalog)
    found = contents(compilation.catalog, connector)
    by_id = {one.id: one for one in found}
    assert len(by_id) == len(found), "no two tasks have one id"
    return by_id


def test_tasks_come_after_what_they_wait_for(compilation):
    seen: set[str] = set()
    for task in tasks(compilation).values():
        assert set(task.after) <= seen, task.id
        seen.add(task.id)


def test_every_part_of_a_team_s_work_is_there(compilation):
    first = compilation.catalog.environment.name == "uat"
    wanted = set(PARTS) if first else set(PARTS) - {"connect"}
    assert {one.part for one in tasks(compilation).values()} == wanted, "production has synced since 2023"


def test_each_file_that_a_task_speaks_of_is_built(compilation):
    built = {one.path for one in compilation.artifacts()}
    assert {one.file for one in tasks(compilation).values() if one.file is not None} <= built


def test_each_owner_is_one_of_the_estate(compilation):
    assert {one.owner for one in tasks(compilation).values()} <= compilation.catalog.estate.spec.owners.keys()


def test_each_spec_behind_a_task_can_be_found(compilation):
    from syncwright.tracing.places import Specs

    specs = Specs(compilation.catalog, compilation.sources)
    for task in tasks(compilation).values():
        assert any(specs.of(key) for key in task.keys), task.id


def test_what_is_attested_is_known_by_names_that_no_shell_reads(compilation):
    for one in standing(compilation.catalog):
        assert all(c.isalnum() or c in "/-_" for c in one.name), one.name

"""The example estate: what the repository holds is what the commands make, and it is large enough to show the language."""

import gc
import shutil
from pathlib import Path

import pytest

from syncwright.cli.shell import compile_specs

HELD = ("specs", "generated", "tests/orgs", "schemas")


@pytest.fixture
def checkout(repository, tmp_path) -> Path:
    """What the example consists of, away from the repository."""
    for name in HELD:
        if (repository / name).is_dir():
            shutil.copytree(repository / name, tmp_path / name)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("environment", "orgs"),
    [("production", ["tests/orgs/meridian"]), ("uat", ["tests/orgs/meridian", "tests/orgs/meridian-uat"])],
)
def test_importing_the_orgs_makes_the_inventories_that_are_committed(checkout, repository, syncwright, environment, orgs):
    shutil.rmtree(checkout / "specs" / "inventory")
    ran = syncwright("import", *orgs, "--env", environment, cwd=checkout)
    assert (ran.returncode, ran.stderr) == (0, "")
    inventory = Path("specs", "inventory", environment)
    assert content(checkout / inventory) == content(repository / inventory)


def test_importing_again_says_that_nothing_changed(checkout, repository, syncwright):
    ran = syncwright("import", "tests/orgs/meridian", cwd=checkout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "nothing changed since the last import" in ran.stdout
    assert content(checkout / "specs") == content(repository / "specs")


def test_what_is_generated_is_what_the_specs_say(checkout, repository, syncwright):
    ran = syncwright("build", "--check", cwd=checkout)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert content(checkout / "generated") == content(repository / "generated")


def test_building_it_anew_makes_the_same_bytes(checkout, repository, syncwright):
    shutil.rmtree(checkout / "generated")
    assert syncwright("build", cwd=checkout).returncode == 0
    assert content(checkout / "generated") == content(repository / "generated")


@pytest.mark.parametrize("environment", ["production", "uat"])
def test_each_environment_checks_and_builds_clean(checkout, syncwright, environment):
    checked = syncwright("check", "--env", environment, cwd=checkout)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    assert syncwright("build", "--env", environment, "--out", "elsewhere", cwd=checkout).returncode == 0


def test_a_change_of_a_spec_is_seen_by_the_check(checkout, syncwright):
    lead = checkout / "specs" / "objects" / "lead.yaml"
    lead.write_text(lead.read_text("utf-8").replace("Rating:            {why", "Rating:            {pii: none, why"), "utf-8")
    assert syncwright("build", "--check", cwd=checkout).returncode == 0, "what changes no artifact is no drift"
    lead.write_text(lead.read_text("utf-8").replace("sync: {marketo: from-salesforce}", "sync: {marketo: two-way}"), "utf-8")
    ran = syncwright("build", "--check", cwd=checkout)
    assert ran.returncode == 1
    assert "changed  salesforce/force-app/main/default/permissionsets/Marketo_Sync.permissionset-meta.xml" in ran.stdout


def test_the_specs_are_formatted(checkout, syncwright):
    ran = syncwright("fmt", "--check", "specs", cwd=checkout)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout


def test_the_example_is_large_enough_to_show_the_language(repository):
    try:
        compilation = compile_specs(str(repository / "specs"), None)
    finally:
        gc.enable()  # a run of the command line ends before garbage matters; a test session does not
    catalog = compilation.catalog
    objects = [one for one in catalog.objects.values() if any(one.syncs(connector) for connector in catalog.connectors)]
    synced = [field for field in catalog.fields() if any(direction != "hidden" for direction in field.directions.values())]
    assert len(objects) >= 8
    assert len(synced) >= 60
    assert {connector.spec.platform for connector in catalog.connectors.values()} == {"marketo", "account_engagement"}
    assert {user.spec.kind for user in catalog.users.values()} == {"user", "account_engagement_integration_user"}
    assert len(list((repository / "specs" / "environments").iterdir())) >= 2
    directions = {direction for field in catalog.fields() for direction in field.directions.values()}
    assert directions == {"two-way", "from-salesforce", "to-salesforce", "hidden"}
    assert {"custom", "standard"} <= {one.kind for one in catalog.org.objects.values()}
    made = [one.type.removeprefix("salesforce.") for one in compilation.resources]
    assert made.count("permission_set") == 2
    assert {"field", "flow", "value_set"} <= set(made)
    assert all(one.allowed is not None for one in compilation.diagnostics)

"""`campaign`: what is shipped, written into an estate so that it checks clean."""

import json
import shutil
from pathlib import Path

import pytest

SHIPPED = ("normalise-country", "normalise-state", "clean-up-after-errors", "sync-at-once", "band-score")


@pytest.fixture
def estate(tmp_path, repository) -> Path:
    """A copy of the example estate, without campaigns of its own."""
    shutil.copytree(repository / "specs", tmp_path / "specs")
    shutil.rmtree(tmp_path / "specs/campaigns")
    (tmp_path / "specs/objects/person-in-marketo.yaml").unlink()
    return tmp_path


def held(estate: Path) -> set[str]:
    return {path.relative_to(estate / "specs").as_posix() for path in (estate / "specs").rglob("*.yaml")}


def test_lists_what_is_shipped(syncwright):
    doc = json.loads(syncwright("campaign", "templates", "--format", "json").stdout)
    assert [(one["name"], one["platform"]) for one in doc["templates"]] == [(name, "marketo") for name in SHIPPED]
    shown = syncwright("campaign", "templates").stdout
    assert all(one["says"] in shown for one in doc["templates"])


def test_all_that_is_shipped_together_checks_clean_and_is_formatted(estate, syncwright):
    before = json.loads(syncwright("check", "--format", "json", cwd=estate).stdout)["diagnostics"]
    for name in SHIPPED:
        done = syncwright("campaign", "new", name, cwd=estate)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"campaigns/{name}.yaml" in done.stdout
    after = json.loads(syncwright("check", "--format", "json", cwd=estate).stdout)["diagnostics"]
    assert [one["rule"] for one in after] == [one["rule"] for one in before]
    assert syncwright("fmt", "--check", "specs", cwd=estate).returncode == 0
    assert syncwright("build", cwd=estate).returncode == 0
    for name in SHIPPED:
        assert (estate / f"generated/marketo/campaigns/{name}/sheet.html").is_file()


@pytest.mark.parametrize(
    ("template", "files"),
    [
        ("normalise-country", {"campaigns/mine.yaml", "maps/mine.yaml"}),
        ("clean-up-after-errors", {"campaigns/mine.yaml"}),
        ("band-score", {"campaigns/mine.yaml", "objects/mine.yaml"}),
    ],
)
def test_files_are_named_after_the_campaign(estate, syncwright, template, files):
    doc = json.loads(syncwright("campaign", "new", template, "--name", "mine", "--dry-run", "--format", "json", cwd=estate).stdout)
    assert {one["path"] for one in doc["files"]} == files


def test_a_second_band_of_a_score_uses_the_field_that_is_there(estate, syncwright):
    for name in ("one", "two"):
        assert syncwright("campaign", "new", "band-score", "--name", name, cwd=estate).returncode == 0
    assert {path for path in held(estate) if path.startswith("objects/") and Path(path).stem in ("one", "two")} == {"objects/one.yaml"}


def test_it_is_about_the_field_that_is_asked_for(estate, syncwright):
    doc = json.loads(
        syncwright("campaign", "new", "clean-up-after-errors", "--field", "Persona__c", "--dry-run", "--format", "json", cwd=estate).stdout
    )
    text = doc["files"][0]["text"]
    assert doc["dry_run"]
    assert "{change: Persona__c, to: NULL}" in text
    assert not (estate / "specs/campaigns").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("normalise-county",), "there is no template `normalise-county`; did you mean `normalise-country`?"),
        (("band-score", "--name", "Band Score"), "`Band Score` is not a name"),
        (("band-score", "--for", "ae"), "it cannot run on `ae`; connectors of Marketo Engage: marketo"),
        (("sync-at-once", "--field", "Email"), "this template is about no field of its own"),
        (("normalise-country", "--field", "Email"), "`Email` does not fit: it needs an address with its country"),
        (("clean-up-after-errors", "--field", "Personae__c"), "did you mean `Persona__c`?"),
        (("normalise-country", "--name", "country"), "`specs/maps/country.yaml` is there already; choose another --name"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(estate, syncwright, args, says):
    before = held(estate)
    done = syncwright("campaign", "new", *args, cwd=estate)
    assert done.returncode == 64
    assert says in done.stderr
    assert held(estate) == before


def test_of_two_connectors_one_has_to_be_named(estate, syncwright):
    other = (estate / "specs/connectors/marketo.yaml").read_text("utf-8").replace("connector: marketo\n", "connector: other\n")
    (estate / "specs/connectors/other.yaml").write_text(other, "utf-8")
    done = syncwright("campaign", "new", "sync-at-once", cwd=estate)
    assert done.returncode == 64
    assert "say which connector it runs on, with --for; connectors of Marketo Engage: marketo, other" in done.stderr


def test_an_estate_without_a_fitting_field_is_told_what_it_needs(tmp_path, syncwright):
    assert syncwright("init", "--yes", cwd=tmp_path).returncode == 0
    done = syncwright("campaign", "new", "normalise-country", cwd=tmp_path)
    assert done.returncode == 64
    needed = "it needs an address with its country of leads and contacts, named in the object specs, that `marketo` writes to Salesforce"
    assert f"`normalise-country` cannot be used here: {needed}, and there is none" in done.stderr
    assert syncwright("campaign", "new", "sync-at-once", cwd=tmp_path).returncode == 0
    assert syncwright("check", cwd=tmp_path).returncode == 0


def test_specs_with_errors_are_left_alone(estate, syncwright):
    (estate / "specs/maps/broken.yaml").write_text("map: broken\n", "utf-8")
    before = held(estate)
    done = syncwright("campaign", "new", "sync-at-once", cwd=estate)
    assert (done.returncode, held(estate)) == (1, before)
    assert "nothing was written" in done.stderr

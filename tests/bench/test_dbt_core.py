"""That a dbt project has the fields of the estate that it is made of."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bench.dbt_core import parsing, project, quiet_environment

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estate")
    subprocess.run([sys.executable, HERE / "estate.py", "250", folder], check=True)
    return folder


def test_each_field_is_a_column_with_its_reason(estate: Path, tmp_path: Path) -> None:
    assert project(estate / "specs", tmp_path / "dbt") == 250
    models = [yaml.safe_load(path.read_text("utf-8"))["models"][0] for path in (tmp_path / "dbt" / "models").glob("*.yml")]
    columns = [column for model in models for column in model["columns"]]
    assert len(columns) == 250
    assert all(column["name"] and column["meta"]["sync"] for column in columns)
    assert sum(1 for column in columns if column["description"]) > 200
    for model in models:
        sql = (tmp_path / "dbt" / "models" / f"{model['name']}.sql").read_text("utf-8")
        assert all(f" as {column['name']}" in sql for column in model["columns"])


def test_nothing_is_kept_or_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBT_PARTIAL_PARSE", "true")
    assert "--no-partial-parse" in parsing(Path("dbt"), tmp_path)
    environment = quiet_environment(tmp_path)
    assert environment["DO_NOT_TRACK"] == "1"
    assert "DBT_PARTIAL_PARSE" not in environment

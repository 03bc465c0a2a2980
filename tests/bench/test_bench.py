"""That the benchmark works: its estates are what they say, and its table has every column. What it measures is judged by `make bench` alone."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
SYNCWRIGHT = Path(sys.executable).parent / "syncwright"
COLUMNS = [
    "fields",
    "files",
    "event pass s",
    "`build` s",
    "ratio",
    "limit",
    "`build` CPU s",
    "ratio of CPU",
    "peak MiB",
    "largest permission set",
]

STYLES = (
    "__c: {",
    "sync: {marketo:",
    "at: {",
    "    # ",
    'why: "',
    "- '",
    "why: >-",
    "used_by: [",
    "used_by:\n",
    "parts:\n",
    "is: {",
    "object: [",
)


def python(script: str, *args: object, ends_with: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, HERE / script, *map(str, args)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode in ends_with, done.stderr
    return done


def syncwright(*args: object) -> str:
    done = subprocess.run([SYNCWRIGHT, *map(str, args)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_specs(estate: Path) -> list[str]:
    found = []
    for path in (estate / "specs" / "objects").glob("*.yaml"):
        spec = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        names = spec["object"] if isinstance(spec["object"], list) else [spec["object"]]
        for said, field in spec["fields"].items():
            found += [f"{name}.{field.get('is', {}).get(name, said)}" for name in names]
    return found


def in_org(estate: Path) -> list[str]:
    fields = (estate / "org").rglob("*.field-meta.xml")
    return [f"{path.parent.parent.name}.{path.name.removesuffix('.field-meta.xml')}" for path in fields]


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estate")
    python("estate.py", 250, folder)
    return folder


def test_the_same_arguments_make_the_same_bytes(estate: Path, tmp_path: Path) -> None:
    python("estate.py", 250, tmp_path)
    assert tree(tmp_path) == tree(estate)


def test_another_seed_makes_another_estate_of_the_same_size(estate: Path, tmp_path: Path) -> None:
    python("estate.py", 250, tmp_path, "--seed", 2)
    assert tree(tmp_path) != tree(estate)
    assert len(in_org(tmp_path)) == len(in_org(estate))


def test_a_larger_estate_begins_with_the_smaller_one(tmp_path: Path) -> None:
    for fields in (1_000, 1_300):
        python("estate.py", fields, tmp_path / str(fields))
    small, large = tree(tmp_path / "1000"), tree(tmp_path / "1300")
    assert small.items() < large.items()


@pytest.mark.parametrize("fields", [1, 100, 107, 250, 1_015])
def test_specs_and_org_hold_as_many_fields_as_asked_and_the_same(fields: int, tmp_path: Path) -> None:
    python("estate.py", fields, tmp_path)
    assert sorted(in_specs(tmp_path)) == sorted(in_org(tmp_path))
    assert len(set(in_org(tmp_path))) == fields


def test_an_estate_has_every_style_of_writing(estate: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in (estate / "specs" / "objects").iterdir())
    for style in STYLES:
        assert style in text


def test_an_estate_checks_clean_and_builds(estate: Path) -> None:
    syncwright("import", estate / "org" / "force-app", "--specs", estate / "specs")
    assert syncwright("check", estate / "specs").startswith("no findings")
    assert "Marketo_Sync" in syncwright("build", estate / "specs")


def test_the_table_has_every_column(tmp_path: Path) -> None:
    done = python(
        "run.py", "--sizes", "200", "--runs", "1", "--no-sf", "--no-dbt", "--rows", "20000", "--keep", tmp_path / "work", ends_with=(0, 1)
    )
    plans = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in done.stdout.splitlines()
        if line.startswith(("| a folder", "| a revision"))
    ]
    assert [row[:2] for row in plans] == [
        [f"{where}, {what}", "200"] for where in ("a folder", "a revision") for what in ("nothing changed", "1 % changed")
    ]
    assert [int(row[2]) > 0 for row in plans] == [False, True, False, True]
    head, _, row = ([cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.splitlines()[:3])
    assert head == COLUMNS
    assert row[0] == "200"
    assert "`syncwright --help`" in done.stdout
    assert "| `import` of | files | fields | bare expat CPU s | import CPU s | ratio | goal |" in done.stdout
    assert "| the project's own org and a made one | " in done.stdout
    assert "| a filter, CPU ms | Salesforce formula | " in done.stdout
    assert "Salesforce CLI was not measured: left out" in done.stdout
    assert "dbt-core was not measured: left out" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith(("met: ", "missed: "))]


def test_an_estate_of_somebody_else_is_measured_and_left_as_it_is(estate: Path) -> None:
    before = tree(estate)
    done = python("run.py", "--estate", estate, "--runs", "1", "--no-sf", "--no-dbt", ends_with=(0, 1))
    assert "| 250 " in done.stdout
    assert tree(estate) == before


def test_a_folder_without_specs_is_said_to_be_none(tmp_path: Path) -> None:
    done = python("run.py", "--estate", tmp_path, "--runs", "1", "--no-sf", "--no-dbt", ends_with=(2,))
    assert "holds neither" in done.stderr

"""Damaged specs through the command line: an exit code that says it, no traceback, little time and memory, nothing written."""

import random
import shutil
from pathlib import Path

import pytest

from hostile.estate import FOLDER, example
from hostile.mutate import Mutant, mutants, spliced
from hostile.processes import Ended, contents, run

#: What one run may cost. A run that finds nothing takes half of it; a busy machine counts a second as more.
MOST_SECONDS, MOST_MIB = 1.5, 128.0
FORMS = ("human", "concise", "json", "sarif", "github")
NOISE = (b"Traceback", b'File "', b"Error:", b"Warning", b"a bug of ours")


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example estate, built once: the folder that holds `specs` and `generated`."""
    folder = tmp_path_factory.mktemp("estate")
    shutil.copytree(FOLDER, folder / "specs")
    built = run("build", cwd=folder)
    assert built.code == 0, built.err
    return folder


def check_run(ended: Ended, what: str) -> None:
    assert ended.code in (0, 1), f"{what}: exit {ended.code}\n{ended.err.decode(errors='replace')}"
    for noise in NOISE:
        assert noise not in ended.err, f"{what}: {ended.err[:2000]!r}"
    assert b"Traceback" not in ended.out, what
    assert ended.err in (b"", b"nothing was written\n"), f"{what}: {ended.err[:2000]!r}"
    assert ended.cpu < MOST_SECONDS, f"{what}: {ended.cpu:.2f} s"
    assert ended.peak < MOST_MIB, f"{what}: {ended.peak:.0f} MiB"


def check_mutants(estate: Path, some: list[Mutant], forms: tuple[str, ...] = FORMS) -> None:
    before = contents(estate / "generated")
    for number, mutant in enumerate(some):
        path = estate / mutant.path
        whole = path.read_bytes()
        path.write_bytes(mutant.data)
        try:
            ended = run("check", "--format", forms[number % len(forms)], cwd=estate)
            check_run(ended, str(mutant))
            if ended.code == 1:
                built = run("build", cwd=estate) if number % 8 == 0 else None
                if built is not None:
                    check_run(built, str(mutant))
                    assert (built.code, built.err) == (1, b"nothing was written\n"), mutant
        finally:
            path.write_bytes(whole)
    assert contents(estate / "generated") == before
    assert sorted(path.name for path in estate.iterdir()) == ["generated", "specs"]


@pytest.mark.parametrize("half", range(2))
def test_damaged_specs_end_a_run_in_order(estate: Path, half: int) -> None:
    check_mutants(estate, list(mutants(example().files, 50, 200 + half)))


@pytest.mark.long
@pytest.mark.parametrize("part", range(5))
def test_five_hundred_damaged_specs_end_a_run_in_order(estate: Path, part: int) -> None:
    check_mutants(estate, list(mutants(example().files, 100, 300 + part)))


HEAVY = ("anchor bomb", "billion laughs", "deep braces", "many keys", "same keys", "a line of a mebibyte", "many commas", "NULs", "UTF-32")


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_fragment_ends_a_run_in_order(estate: Path, name: str) -> None:
    path = "specs/objects/lead.yaml"
    data = example().files[path]
    some = [spliced(name, path, data, at) for at in (0, data.index(b"fields:"))]
    check_mutants(estate, some, (random.Random(name).choice(FORMS),))


def test_a_sound_estate_ends_a_run_in_order(estate: Path) -> None:
    for form in FORMS:
        ended = run("check", "--format", form, cwd=estate)
        check_run(ended, form)
        assert (ended.code, ended.err) == (0, b"")
    assert run("build", "--check", cwd=estate).code == 0

"""Output does not depend on hash seed, locale, time zone, folder, file order, umask or terminal."""

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("syncwright")


def digest(folder: Path) -> str:
    """One hash over names and bytes of a tree."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def built(root: Path, *arguments: str, umask: int = 0o022, **environment: str) -> str:
    """Build in `root`; the hash of what came of it."""
    done = subprocess.run(
        [SCRIPT, "build", *arguments], cwd=root, env={**os.environ, **environment}, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return digest(root / "generated")


@pytest.fixture(scope="module")
def expected(repository) -> str:
    return digest(repository / "generated")


SEEDS = ("0", "1", "4242")
LOCALES = ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
UMASKS = (0o000, 0o022, 0o077)


@pytest.mark.parametrize(
    ("seed", "locale", "zone", "umask"),
    [combination for n, combination in enumerate(itertools.product(SEEDS, LOCALES, ZONES, UMASKS)) if n % 9 == (n // 9) % 9],
)
def test_the_environment_does_not_show(tmp_path, repository, expected, seed, locale, zone, umask):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    more = {"PYTHONHASHSEED": seed, "LANG": locale, "LC_ALL": locale, "TZ": zone, "COLUMNS": seed, "TERM": "xterm", "HOME": "/nonexistent"}
    assert built(tmp_path, umask=umask, **more) == expected


def test_the_day_does_not_show(tmp_path, repository, expected):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    assert built(tmp_path, SOURCE_DATE_EPOCH="315532800") == expected


def test_the_folder_does_not_show(tmp_path, repository, expected):
    root = tmp_path / "a folder with späces"
    shutil.copytree(repository / "specs", root / "specs")
    assert built(root, str(root / "specs")) == expected


def test_the_order_of_files_does_not_show(tmp_path, repository, expected):
    for path in sorted((repository / "specs").rglob("*"), reverse=True):
        if path.is_file():
            target = tmp_path / "specs" / path.relative_to(repository / "specs")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    assert built(tmp_path) == expected


def test_names_of_files_do_not_show(tmp_path, repository, expected):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    for n, path in enumerate(sorted((tmp_path / "specs/objects").iterdir(), reverse=True)):
        path.rename(path.with_name(f"{n:03}.yml"))
    assert built(tmp_path) == expected


def test_line_ends_and_a_byte_order_mark_do_not_show(tmp_path, repository, expected):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    for path in (tmp_path / "specs").rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert built(tmp_path) == expected


def test_findings_are_the_same_whatever_the_environment(tmp_path, repository):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    path = tmp_path / "specs/connectors/marketo.yaml"
    path.write_text(path.read_text("utf-8").replace("owner: ", "ownr: "), "utf-8")
    shown = set()
    for seed, locale, zone in zip(SEEDS, LOCALES, ZONES, strict=False):
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        done = subprocess.run([SCRIPT, "check"], cwd=tmp_path, env=env, capture_output=True, check=False)
        shown.add(done.stdout)
    assert len(shown) == 1

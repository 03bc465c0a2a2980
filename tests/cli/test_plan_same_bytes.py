"""A plan does not depend on hash seed, locale, time zone, umask or the order of files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("syncwright")
NOON = "1780315200"
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}


def planned(root: Path, umask: int = 0o022, **environment: str) -> bytes:
    done = subprocess.run(
        [SCRIPT, "plan", "--against", "org", "--format", "json"],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOON, **environment},
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    shutil.copytree(repository / "specs", folder / "specs")
    shutil.copytree(repository / "tests/orgs/meridian", folder / "org")
    return folder


@pytest.fixture(scope="module")
def expected(estate) -> bytes:
    return planned(estate, **PLAIN)


@pytest.mark.parametrize(
    ("seed", "locale", "zone", "umask"),
    [("1", "C.UTF-8", "Pacific/Kiritimati", 0o077), ("4242", "tr_TR.UTF-8", "America/St_Johns", 0o000), ("7", "de_DE.UTF-8", "UTC", 0o022)],
)
def test_the_environment_does_not_show(estate, expected, seed, locale, zone, umask):
    more = {"PYTHONHASHSEED": seed, "LANG": locale, "LC_ALL": locale, "TZ": zone, "COLUMNS": seed, "HOME": "/nonexistent"}
    assert planned(estate, umask, **more) == expected


def test_the_order_in_which_files_were_made_does_not_show(estate, expected, tmp_path):
    for path in sorted(estate.rglob("*"), reverse=True):
        if path.is_file():
            target = tmp_path / path.relative_to(estate)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    assert planned(tmp_path, **PLAIN) == expected

"""One file that a command is asked about: read whole, or refused as wrong usage."""

from io import BytesIO
from types import SimpleNamespace

import click
import pytest

from syncwright.cli.asked_file import asked_file
from syncwright.limits import INVENTORY


def test_a_file_is_shown_by_its_path_without_detours(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "record.json").write_bytes(b"{}")
    source = asked_file("./record.json")
    assert (source.path, source.data) == ("record.json", b"{}")


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(b"UNABLE_TO_LOCK_ROW"), readable=lambda: True))
    source = asked_file("-")
    assert (source.path, source.data) == ("standard input", b"UNABLE_TO_LOCK_ROW")


def test_a_file_as_long_as_the_limit_is_read_and_one_byte_more_is_refused(tmp_path):
    path = tmp_path / "export.csv"
    with path.open("wb") as file:
        file.truncate(INVENTORY.file_bytes)
    assert len(asked_file(str(path)).data) == INVENTORY.file_bytes
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(click.UsageError, match="is longer than 16 MiB"):
        asked_file(str(path))


@pytest.mark.parametrize(("name", "says"), [("nothing.json", "No such file or directory"), (".", "Is a directory")])
def test_what_cannot_be_read_is_wrong_usage(tmp_path, monkeypatch, name, says):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(click.UsageError, match=f"cannot be read: {says}"):
        asked_file(name)

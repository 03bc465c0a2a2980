"""No token leaves: not in what is printed, recorded, planned or left on disk, not on a command line, and not in what a system quotes back."""

import base64
import os
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from faults.proofs import quoted
from faults.secrets_scan import MAY_HOLD, children, forms, found_below, found_in, of_process

SECRET = "00D7Q000000vKmR!AQabcDEF0123456789"


@pytest.mark.parametrize("name", forms(SECRET))
def test_a_secret_is_found_in_every_form(name):
    made = forms(SECRET)[name]
    assert name in found_in(b"before " + made + b" after", [SECRET])


@pytest.mark.parametrize("around", range(7))
def test_a_secret_is_found_inside_of_longer_base64(around):
    longer = b"{" * around + SECRET.encode() + b"}" * (7 - around)
    assert any("base64" in one for one in found_in(base64.b64encode(longer), [SECRET]))
    assert "URL-encoded" in found_in(quote(longer).encode(), [SECRET]) or SECRET == quote(SECRET)


def test_nothing_is_found_where_nothing_is():
    assert list(found_in(b"an apply of 12 steps by ops@example, 00D7Q000000vKmRUAU", [SECRET])) == []


def test_what_was_split_over_two_writes_is_found(tmp_path):
    with (tmp_path / "out").open("wb") as stream:
        stream.write(SECRET[:9].encode())
        stream.flush()
        stream.write(SECRET[9:].encode())
    assert any("plain" in one for one in found_below([tmp_path], [SECRET]))


@pytest.mark.parametrize("index", [0, 3, 15, 31, 60])
def test_a_system_that_quotes_the_token_is_not_quoted(fresh, index):
    assert quoted(fresh(), index) == []


def test_no_process_shows_a_token(prepared, fresh, scripted):
    with fresh().up(port=prepared.before.port) as world:
        process = scripted(world)
        seen = 0
        while process.poll() is None:
            for pid in (process.pid, *children(process.pid)):
                seen += 1
                assert list(found_in(of_process(pid), [world.token])) == []
                if pid != process.pid:
                    environment = Path(f"/proc/{pid}/environ")
                    assert world.token.encode() not in (environment.read_bytes() if os.access(environment, os.R_OK) else b"")
            time.sleep(0.002)
        assert process.returncode == 0, process.said
        assert seen > 10
        assert found_below([world.root], [world.token], MAY_HOLD) == []


def test_a_traceback_shows_no_token(fresh):
    """A bug in the middle of an apply, told with all that a developer asks for."""
    with fresh().up() as world:
        for seam in (8, 20, 60):
            run = world.apply(inside={"seams": {"at": seam, "does": "bug"}}, env={"SYNCWRIGHT_TRACEBACK": "1"})
            assert run.code == 70
            assert "Traceback" in run.said
        assert found_below([world.root], [world.token], MAY_HOLD) == []

"""No secret that a run knows leaves it: whatever is printed, by whatever way, in whatever pieces."""

import io
import os
from base64 import b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_estate import FILES
from syncwright.cli.gate import Gate
from syncwright.secret import Secret, hidden

CANARY = "00D7Q000000vKmR!AQcanary.c4n4ry/+canary=="
PARTS = [
    "correct horse ",
    CANARY,
    CANARY[:9],
    CANARY[9:],
    CANARY[:-1],
    "\n",
    quote(CANARY, safe=""),
    b64encode(b"x" + CANARY.encode()).decode(),
    "0",
    "00D",
]


def through(pieces: list[str], binary: list[bool]) -> str:
    """What comes out when pieces are written one by one, as text or as bytes."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    gate = Gate(out)
    for piece, raw in zip(pieces, binary, strict=True):
        if raw:
            gate.buffer.write(piece.encode())
        else:
            gate.write(piece)
    gate.finish()
    return out.buffer.getvalue().decode()


@given(st.lists(st.sampled_from(PARTS), max_size=12), st.data())
def test_however_a_text_is_cut_it_comes_out_without_secrets_and_otherwise_whole(parts, data):
    Secret(CANARY)
    whole = "".join(parts)
    places = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=20)))
    pieces = [whole[start:end] for start, end in zip([0, *places], [*places, len(whole)], strict=True)]
    for raw in (False, True):
        out = through(pieces, [raw] * len(pieces))
        assert CANARY not in out
        assert out == hidden(whole)


def test_what_was_held_comes_before_what_is_written_as_bytes():
    Secret(CANARY)
    assert through(["first 00D", "second"], [False, True]) == "first 00Dsecond"


@pytest.fixture
def estate(tmp_path):
    """Specs into which somebody has pasted a token."""
    for name, text in FILES.items():
        if text is not None:
            path = tmp_path / "specs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    (tmp_path / "specs" / "objects").mkdir(exist_ok=True)
    (tmp_path / "specs" / "objects" / "pasted.yaml").write_text(f'object: Lead\nowner: "{CANARY}"\nfor: [nobody]\nfields: {{}}\n')
    return tmp_path


TOKEN, URL, LEDGER = "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN", "SYNCWRIGHT_SALESFORCE_AUTH_URL", "SYNCWRIGHT_LEDGER"
VALUES = {TOKEN: CANARY, URL: f"force://PlatformCLI:{CANARY}:refresh-me-please@h", LEDGER: f"postgresql://u:{CANARY}@h/d"}


@pytest.mark.parametrize(
    ("form", "name"), [*((form, TOKEN) for form in ("human", "json", "sarif", "github")), ("concise", URL), ("concise", LEDGER)]
)
def test_a_token_that_stands_in_specs_is_shown_by_no_command(syncwright, estate, form, name):
    Secret(CANARY)
    bare = syncwright("check", "--format", form, cwd=estate, env={**os.environ})
    done = syncwright("check", "--format", form, cwd=estate, env={**os.environ, name: VALUES[name]})
    assert CANARY in bare.stdout, "without the variable nobody knows that it is one"
    assert done.returncode == bare.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert done.stdout == hidden(bare.stdout)


def test_wrong_usage_does_not_show_it(syncwright, tmp_path):
    env = {**os.environ, "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN": CANARY, "SYNCWRIGHT_TRACEBACK": "1"}
    for words in (["explain", CANARY], [CANARY], ["check", f"/{CANARY}"]):
        done = syncwright(*words, cwd=tmp_path, env=env)
        assert done.returncode == 64
        assert CANARY not in done.stdout + done.stderr
        assert "(secret)" in done.stdout + done.stderr


def test_the_name_of_a_client_is_no_secret(syncwright, tmp_path):
    env = {**os.environ, "SYNCWRIGHT_SALESFORCE_AUTH_URL": "force://PlatformCLI:::@h"}
    assert "`PlatformCLI`" in syncwright("PlatformCLI", cwd=tmp_path, env=env).stderr

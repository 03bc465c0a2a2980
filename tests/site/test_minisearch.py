"""The index in parts against MiniSearch itself, which made the form that they are in."""

import json
import subprocess
from pathlib import Path

import pytest

from judges.node_tools import NODE, environment
from syncwright.site import search
from syncwright.site.page import Entry

WORDS = "consent basis lead source score band country account engagement sync marketo region owner valve fair visit service quote".split()


def entries():
    """A thousand of them, of words that are there once, often, twice in one, and of none."""
    made = []
    for number in range(1000):
        name = f"{WORDS[number % 17]} {WORDS[number * 7 % 18]}{number % 5} {WORDS[number % 3]}"
        text = " ".join(WORDS[number * step % 18] for step in range(2, 3 + number % 9)) + ("" if number else " zymurgy")
        made.append(Entry(f"{number}.html", "field", f"T{number}", name, text))
    return made


@pytest.fixture(scope="module")
def compared(tmp_path_factory, example):
    """By word: what MiniSearch finds, and what the parts find."""
    folder = tmp_path_factory.mktemp("parts")
    for name in ("vendor/minisearch.js", "assets/index.js"):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes((example / name).read_bytes())
    (folder / "search").mkdir()
    for name, data in search.files(entries()):
        (folder / name).write_bytes(data)
    documents = [
        {"id": number, "name": " ".join(search.words(one.name)), "text": " ".join(search.words(one.text))}
        for number, one in enumerate(entries())
    ]
    asked = {"site": str(folder), "documents": documents, "queries": [*WORDS, "con", "se", "acc", "score3", "zymurgy", "zymurgic", "qq"]}
    done = subprocess.run(
        [NODE, Path(__file__).with_name("minisearch.cjs")],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {word: (own, ours) for word, own, ours in json.loads(done.stdout)}


def test_the_same_entries_are_found_with_the_same_scores(compared):
    for word, (own, ours) in compared.items():
        assert ours == pytest.approx(own, rel=1e-9), word


def test_words_that_are_there_are_found_and_others_are_not(compared):
    assert list(compared["zymurgy"][1]) == ["0"]
    assert compared["zymurgic"][1] == compared["qq"][1] == {}
    assert set(compared["consent"][1]) == set(compared["con"][1])
    assert len(compared["se"][1]) > 50

"""One meaning: whoever else reads a file that we accept finds the same tree of text in it.

The other readers may refuse more (PyYAML and ruamel.yaml take no tab before a value, for one). They may never read another thing.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as RuamelError

from syncwright.syntax import parse
from syncwright.text import SourceFile
from syntax.documents import documents

SPECS = sorted((Path(__file__).resolve().parents[2] / "specs").rglob("*.yaml"))
REFUSES = (yaml.YAMLError, RuamelError)


def pyyaml(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)


def libyaml(text: str) -> object:
    return yaml.load(text, Loader=yaml.CBaseLoader)


def ruamel(text: str) -> object:
    return YAML(typ="base", pure=True).load(text)


READERS: dict[str, Callable[[str], object]] = {"PyYAML": pyyaml, "libyaml": libyaml, "ruamel.yaml": ruamel}


def compare(data: bytes) -> list[str]:
    """Who read the file too. Nobody, if we refuse it."""
    tree = parse(SourceFile("lead.yaml", data)).tree
    if tree is None:
        return []
    agreed = []
    for name, read in READERS.items():
        try:
            theirs = read(data.decode("utf-8-sig"))
        except REFUSES:
            continue
        assert theirs == tree, f"{name} reads {data!r} as {theirs!r}, we as {tree!r}"
        agreed.append(name)
    return agreed


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_every_reader_finds_the_same_in_the_example_estate(path: Path) -> None:
    assert compare(path.read_bytes()) == list(READERS)


@settings(max_examples=60)
@given(documents())
def test_every_reader_finds_the_same_in_a_document_of_the_subset(written: str) -> None:
    assert parse(SourceFile("lead.yaml", written.encode())).tree is not None, "the strategy writes what we read"
    compare(written.encode())


@pytest.mark.long
@settings(max_examples=700, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_reader_finds_the_same_in_many_documents(written: str) -> None:
    compare(written.encode())


#: What YAML is made of, in any order: most of it is refused, and what is not has to mean one thing.
_PIECES = [
    "a",
    "b",
    "k: v\n",
    ": ",
    ":",
    ", ",
    ",",
    "{",
    "}",
    "[",
    "]",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n ",
    "  ",
    " ",
    "\t",
    "'",
    '"',
    "#",
    " # ",
]
_PIECES += [
    "|",
    ">",
    "|\n  ",
    ">-\n  ",
    "|+",
    "|2\n",
    "? ",
    "?",
    "\\",
    "\\n",
    "x y",
    "%",
    "@",
    "!",
    "&",
    "*",
    "\r\n",
    "é",
    "漢",
    "---",
    "...",
    "<<",
]
_PIECES += ["\n---\n", "\n...\n", "~", "null", "1", "=", "\ufeff", "\ufe0f", "`"]
soup = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join)


@settings(max_examples=500)
@given(st.tuples(st.sampled_from(["", "a: ", "a: b\nc: ", "a:\n  - ", "a: {b: "]), soup).map("".join))
def test_every_reader_finds_the_same_in_any_soup_that_we_read(written: str) -> None:
    compare(written.encode())


@pytest.mark.long
@settings(max_examples=8_000, suppress_health_check=list(HealthCheck))
@given(st.tuples(st.sampled_from(["", "a: ", "a: b\nc: ", "a:\n  - ", "a: {b: "]), soup).map("".join))
def test_every_reader_finds_the_same_in_many_soups(written: str) -> None:
    compare(written.encode())

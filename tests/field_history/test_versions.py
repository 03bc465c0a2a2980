"""Versions of one file that are read one after the other: the same comes out as if each were read by itself."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from syncwright.field_history.meaning import NOTHING, Version, version_of
from syncwright.field_history.versions import Versions
from syncwright.syntax.tree import parse
from syncwright.text import SourceFile


def alone(data: bytes) -> Version | None:
    tree = parse(SourceFile("a.yaml", data)).tree
    return version_of(tree) if tree is not None else None


def reads_as_alone(*versions: str) -> None:
    reading = Versions("a.yaml")
    for text in versions:
        data = text.encode()
        assert reading.of(data) == (alone(data) if data else NOTHING), text


HEADS = st.sampled_from(
    ["object: Lead\nfields:\n", "object: Lead\nwhy: x\nfields:\n", "object: Lead\nwhy: 'x\nfields:\n", "filter: f\nfields:\n"]
)
VALUES = st.sampled_from(
    [
        "",
        " {why: a}",
        " {why: b}",
        " {why: it's}",
        ' {why: "a',
        ' z"}',
        " {why: 'a",
        " [",
        " }",
        "\n    why: |\n      text\n  # said\n      B: more",
        "\n    why: >-\n      B: x\n\n",
        '\n    why: 5" pipe\n    help: "a b"',
        " # a comment: {",
        "\n---",
        "\nwhy: behind",
        "\r\n    why: x\r",
    ]
)
FIELDS = st.lists(st.tuples(st.sampled_from(["  A", "  B", "  C", "  a", "    A", "  'B'"]), VALUES), min_size=1, max_size=4)
FILES = st.builds(lambda head, fields: head + "".join(f"{name}:{value}\n" for name, value in fields), HEADS, FIELDS)


@settings(max_examples=600)
@given(st.lists(FILES, min_size=2, max_size=5))
@example(["object: Lead\nfields:\n  A: {why: x}\n  B: {why: y}\n", 'object: Lead\nfields:\n  A: {why: "x\n  B: {why: y}"}\n'])
def test_each_version_reads_as_it_does_alone(versions):
    reads_as_alone(*versions)


@settings(max_examples=300)
@given(st.lists(st.tuples(HEADS, VALUES, VALUES, VALUES), min_size=2, max_size=6))
def test_fields_that_stay_in_their_order_read_as_they_do_alone(versions):
    reads_as_alone(*(f"{head}  A:{a}\n  B:{b}\n  C:{c}\n" for head, a, b, c in versions))


def test_what_did_not_change_is_read_once():
    head = "object: Lead\nfields:\n"
    reading = Versions("a.yaml")
    first = reading.of(f"{head}  A: {{why: a}}\n  B: {{why: b}}\n".encode())
    second = reading.of(f"{head}  A: {{why: a}}\n  B: {{why: c}}\n".encode())
    assert first.entries["A"] is second.entries["A"]
    assert first.head is second.head
    assert (first.entries["B"], second.entries["B"]) == ({"why": "b"}, {"why": "c"})

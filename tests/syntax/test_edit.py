"""Edits of specs that people have written: what they put in, and what they never touch."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from syncwright.syntax import parse
from syncwright.syntax.characters import unwritable
from syncwright.syntax.edit import EditError, put
from syncwright.syntax.format import format_text
from syncwright.syntax.layout import Mapping, read
from syncwright.syntax.patch import patched
from syncwright.syntax.written import scalar, spec_text
from syncwright.text import SourceFile
from syntax.documents import documents


def text(*lines: str) -> str:
    return "\n".join([*lines, ""])


def tree(written: str):
    """What a file says, read by nothing of ours: every scalar is text."""
    return yaml.load(written, Loader=yaml.CBaseLoader)


ROW = {"access": "read"}

EXAMPLES = {
    "a value": (text("a: b   # c", "d: e"), {"a": "x y"}, text("a: x y   # c", "d: e")),
    "a value that needs quotes": (text("a: b"), {"a": "x: y # z"}, text('a: "x: y # z"')),
    "a value where none was": (text("a:   # c", "d: e"), {"a": "x"}, text("a: x   # c", "d: e")),
    "a value in place of a block": (text("a: |  # c", "  b", "", "d: e"), {"a": "x"}, text("a: x  # c", "d: e")),
    "a new key of a spec goes to the end": (text("z: y", "b: c"), {"a": "x"}, text("z: y", "b: c", "a: x")),
    "a new key goes where the order puts it": (
        text("a:", "  b: c", "  y: z"),
        {"a": {"x": "1", "a": "2", "z": "3"}},
        text("a:", "  a: 2", "  b: c", "  x: 1", "  y: z", "  z: 3"),
    ),
    "without an order new keys go to the end": (
        text("a:", "  y: z", "  b: c"),
        {"a": {"x": "1"}},
        text("a:", "  y: z", "  b: c", "  x: 1"),
    ),
    "a comment stays with the line below it": (
        text("a:", "  # of b", "  b: c", "", "  # of y", "  y: z   # beside", "# of d", "d: e"),
        {"a": {"a": "1", "x": "2", "z": "3"}, "f": "4"},
        text("a:", "  a: 1", "  # of b", "  b: c", "  x: 2", "", "  # of y", "  y: z   # beside", "  z: 3", "# of d", "d: e", "f: 4"),
    ),
    "a comment stays in the mapping that it ends": (
        text("a:", "  b:", "    c: d", "    # e: f", "  # g: h", "i: j"),
        {"a": {"b": {"e": "1"}, "x": "2"}, "y": "3"},
        text("a:", "  b:", "    c: d", "    e: 1", "    # e: f", "  x: 2", "  # g: h", "i: j", "y: 3"),
    ),
    "a comment at the head of a list of keys stays there": (
        text("a:", "", "  # all of these", "", "  b: c", "  d: e"),
        {"a": {"a": "1"}},
        text("a:", "", "  # all of these", "", "  a: 1", "  b: c", "  d: e"),
    ),
    "alignment stays": (
        text("a:", "  Lead:    {access: read, why: b}", "  Contact: {access: edit, why: c}   # d"),
        {"a": {"Lead": {"access": "edit"}, "X": ROW}},
        text("a:", "  Lead:    {access: edit, why: b}", "  Contact: {access: edit, why: c}   # d", "  X: {access: read}"),
    ),
    "words in braces stay in braces": (text("a: {b: c}   # d"), {"a": {"e": "f", "g": ["h"]}}, text("a: {b: c, e: f, g: [h]}   # d")),
    "rows take braces apart": (
        text("a: {b: {access: read, why: 'it''s'}, c: [d,  e]}   # f", "g: h"),
        {"a": {"x": ROW}},
        text("a:   # f", "  b: {access: read, why: 'it''s'}", "  c: [d,  e]", "  x: {access: read}", "g: h"),
    ),
    "braces in braces": (
        text("a: {b: {c: {access: read}}, d: {e: {access: edit}}}"),
        {"a": {"d": {"f": ROW}}},
        text("a:", "  b: {c: {access: read}}", "  d:", "    e: {access: edit}", "    f: {access: read}"),
    ),
    "braces with comments keep their lines": (
        text("a: {", "  b: {c: d},   # one", "  e: {f: g}   # two", "}"),
        {"a": {"h": ROW, "i": ""}},
        text("a: {", "  b: {c: d},   # one", "  e: {f: g},   # two", "  h: {access: read},", "  i: {},", "}"),
    ),
    "braces with comments and a comma at the end": (
        text("a: {", "  b: c,   # one", "  # two", "}"),
        {"a": {"h": "i"}},
        text("a: {", "  b: c,   # one", "  h: i,", "  # two", "}"),
    ),
    "braces that end in an empty value": (text("a: {b: }"), {"a": {"c": "d"}}, text("a: {b: , c: d }")),
    "braces with nothing in them": (
        text("a: {}", "b: {   # c", "  }"),
        {"a": {"x": "1"}, "b": {"y": "2"}},
        text("a: {x: 1}", "b: {y: 2   # c", "  }"),
    ),
    "a whole spec in braces": (
        text("{a: b, c: {d: e}}   # f"),
        {"c": {"x": ROW}, "y": "1"},
        text("a: b   # f", "c:", "  d: e", "  x: {access: read}", "y: 1"),
    ),
    "items of a list": (
        text("a: [b, c]   # d", "e:", "  - f   # g", "  # h", "i: j"),
        {"a": ["c", "x"], "e": ["f", "y"], "i": ["j", "z"]},
        text("a: [b, c, x]   # d", "e:", "  - f   # g", "  # h", "  - y", "i: [j, z]"),
    ),
    "rows under a key without a value": (
        text("a:   # b", "c: d"),
        {"a": {"x": {"y": ROW}}},
        text("a:   # b", "  x:", "    y: {access: read}", "c: d"),
    ),
    "a row under a key without a value": (text("a:   # b"), {"a": {"x": "y"}}, text("a: {x: y}   # b")),
    "a block stays what it is when something follows it": (
        text("a:", "  b: |+", "    text", "", "", "  # of c", "c: >-", "  more"),
        {"a": {"x": "1"}, "d": "2"},
        text("a:", "  b: |+", "    text", "", "", "  x: 1", "  # of c", "c: >-", "  more", "d: 2"),
    ),
    "ids and words that YAML types elsewhere": (
        text("id: 005e00000000001", "land: NO", "at: 22:30", "n: 0x1F", "d: 2026-1-1"),
        {"x": "1e3"},
        text("id: 005e00000000001", "land: NO", "at: 22:30", "n: 0x1F", "d: 2026-1-1", "x: 1e3"),
    ),
    "line ends and a byte order mark": ("\ufeffa: b\r\nc: d\r\n", {"a": "x"}, text("a: x", "c: d")),
    "keys with odd characters": (
        text("a:", "  b: c"),
        {"a": {"b": "c", "Büro: 1": "", "#x": ROW}},
        text("a:", '  "#x": {access: read}', '  "Büro: 1":', "  b: c"),
    ),
    "a long reason is wrapped": (
        text("a:", "  b: c"),
        {"a": {"x": {"access": "read", "why": "the quick brown fox jumps over the lazy dog and says why " * 3}}},
        None,
    ),
    "nothing to put": (text("b: c", "# d"), {}, text("b: c", "# d")),
    "what is there": (text("b: c", "d: {e: [f]}"), {"b": "c", "d": {"e": ["f"]}}, text("b: c", "d: {e: [f]}")),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name):
    before, patch, after = EXAMPLES[name]
    got = put(before, patch)
    if after is not None:
        assert got == after
    assert got == format_text(got)
    assert put(got, patch) == got, "what is there is not put there again"


@pytest.mark.parametrize("name", EXAMPLES)
def test_another_library_reads_the_same_values_and_comments(name):
    before, patch, _ = EXAMPLES[name]
    after = put(before, patch)
    assert empty_is_nothing(tree(after)) == empty_is_nothing(patched(tree(before), patch))
    assert commented(after) == commented(before)


def commented(written: str) -> list[str]:
    """The comments of a file, as ruamel.yaml finds them."""
    found = []
    for token in YAML(typ="rt", pure=True).scan(written):
        for one in walked(getattr(token, "_comment", None)):
            found += [line.strip() for line in getattr(one, "value", one).splitlines() if line.strip()]
    return sorted(found)


def walked(comment) -> Iterator:
    if isinstance(comment, list):
        for one in comment:
            yield from walked(one)
    elif comment is not None:
        yield comment


def empty_is_nothing(value):
    if isinstance(value, dict):
        return {key: empty_is_nothing(one) for key, one in value.items()} or ""
    return [empty_is_nothing(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("before", "patch"),
    [
        ("a: [b]\n", {"a": "c"}),
        ("a: b\n", {"a": {"c": "d"}}),
        ("a: {b: c}\n", {"a": "d"}),
        ("a:\n  - b\n", {"a": {"c": "d"}}),
        ("a: b\n", {"A": "c"}),
    ],
)
def test_what_does_not_fit_is_refused_and_not_guessed(before, patch):
    with pytest.raises(EditError):
        put(before, patch)


# ------------------------------------------------------------------ everything

_NEW = st.sampled_from(["New", "zz", "a b", "#", "x: y", "é", "0", "-", "{"])
_VALUES = st.recursive(
    st.sampled_from(["", "x", "a: b", "it's", 'say "so"', "# no", "- y", "\u00a0", "NO", "two\nlines", "x" * 130]),
    lambda inner: st.dictionaries(_NEW, inner, min_size=1, max_size=3),
    max_leaves=4,
)


@st.composite
def patches(draw: st.DrawFn, of) -> dict:
    """Something to put into a tree, at any depth, that fits what is there."""
    patch = {}
    for key in draw(st.lists(st.sampled_from(sorted(of)), max_size=2, unique=True)) if of else []:
        match of[key]:
            case dict() as inner:
                patch[key] = draw(patches(inner))
            case list():
                patch[key] = draw(st.lists(st.sampled_from(["x", "y: z", "[", "é"]), max_size=2, unique=True))
            case _:
                patch[key] = draw(st.sampled_from(["x", "a, b", "a: b", "*c"]))
    known = {fold(key) for key in of}
    for key in draw(st.lists(_NEW, max_size=2, unique=True)):
        if fold(key) not in known:
            patch[key] = draw(_VALUES)
    return patch


def fold(key: str) -> str:
    return key.casefold()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_any_edit_of_any_file_says_what_it_should_and_keeps_every_comment(data):
    before = data.draw(documents())
    parsed = parse(SourceFile("", before.encode()))
    assume(parsed.tree is not None)
    patch = data.draw(patches(parsed.tree))
    after = put(before, patch)
    assert empty_is_nothing(tree(after)) == empty_is_nothing(patched(tree(before.removeprefix("\ufeff")), patch))
    for comment in ("# why", "# {a: b"):
        assert [line.strip() for line in after.splitlines()].count(comment) >= [line.strip() for line in before.splitlines()].count(comment)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(documents(), st.integers(0, 5))
def test_every_line_stays_when_a_key_is_added_to_a_block(before, number):
    assume(parse(SourceFile("", before.encode())).tree is not None)
    once = format_text(before)
    root = read(once)
    paths = list(blocks(root, ()))
    assume(paths)
    path = paths[number % len(paths)]
    patch: dict = {"brand new": "x"}
    for key in reversed(path):
        patch = {key: patch}
    after = iter(put(before, patch).splitlines())
    assert all(line in after for line in once.splitlines()), "each line is there, in the same order"


def blocks(node, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The keys down to every mapping in block form."""
    if isinstance(node, Mapping) and not node.flow:
        yield path
        for key, value in node.pairs:
            yield from blocks(value, (*path, key.value))


@given(st.text())
def test_any_text_can_be_written(value):
    written = scalar(value)
    for form in (f"k: {written}\n", f"k: {{a: {written}}}\n", f"k: [{written}]\n"):
        parsed = parse(SourceFile("", form.encode()))
        assert parsed.tree is not None, parsed.findings
        assert next(iter(flat(parsed.tree["k"]))) == "".join("\ufffd" if unwritable(c) else c for c in value)


def flat(value) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from flat(one)
    elif isinstance(value, list):
        yield from value
    else:
        yield value


def test_a_new_spec_is_as_the_formatter_leaves_it():
    written = spec_text(
        {
            "sync_user": "marketo-sync",
            "permission_set": {"name": "Marketo_Sync", "label": "Marketo: sync", "activation_required": "true"},
            "grants": {
                "why": "adopted from permission set Marketo_Sync",
                "objects": {"Lead": {"access": ["read", "edit"]}},
                "permissions": {"ApiEnabled": "", "EditTask": ""},
            },
        }
    )
    assert written == text(
        "sync_user: marketo-sync",
        'permission_set: {name: Marketo_Sync, label: "Marketo: sync", activation_required: true}',
        "grants:",
        "  why: adopted from permission set Marketo_Sync",
        "  objects:",
        "    Lead: {access: [read, edit]}",
        "  permissions:",
        "    ApiEnabled:",
        "    EditTask:",
    )
    assert format_text(written) == written


def test_five_thousand_rows_are_put_in_in_one_go():
    rows = {f"Object__c.Field_{number:05}__c": {"access": "read"} for number in range(0, 10_000, 2)}
    before = spec_text({"sync_user": "a", "grants": {"fields": {name.replace("_0", "_1"): row for name, row in rows.items()}}})
    after = tree(put(before, {"grants": {"fields": rows}}))["grants"]["fields"]
    assert rows.keys() <= after.keys()
    assert list(after) == sorted(after)

"""Every limit of one file: kept at the limit, refused one past it, and named in what is said."""

from time import process_time

import pytest

from syncwright.limits import FILE_FINDINGS, SPECS
from syncwright.records import replace
from syncwright.syntax import parse
from syntax.refused import only, refused, source, tree


def padded(size: int) -> str:
    """A file of `size` bytes."""
    head = "a: b\n#"
    return head + "x" * (size - len(head) - 1) + "\n"


def nested(depth: int, opening: str, closing: str) -> str:
    """Collections in collections, the file itself counted."""
    return f"a: {opening * (depth - 1)}x{closing * (depth - 1)}\n"


def block_nested(depth: int) -> str:
    return "".join(f"{'  ' * level}a:\n" for level in range(depth - 1)) + "  " * (depth - 1) + "a: x\n"


def items(events: int) -> str:
    """A file of `events` YAML events: four around the file's mapping and its end, its key, the list's two, and its items."""
    return "a: [" + "x," * (events - 9) + "]\n"


AT = {
    "file size": (padded, SPECS.file_bytes, "1,048,577 bytes long; the limit is 1,048,576 (file size)"),
    "brackets": (lambda n: nested(n, "[", "]"), SPECS.depth, "more than 32 deep (depth)"),
    "braces": (lambda n: nested(n, "{a: ", "}"), SPECS.depth, "more than 32 deep (depth)"),
    "indentation": (block_nested, SPECS.depth, "more than 32 deep (depth)"),
    "list items in a line": (lambda n: "a:\n" + "- " * (n - 1) + "x\n", SPECS.depth, "more than 32 deep (depth)"),
    "long keys": (lambda n: "? " * (n - 1) + "x\n", 2, "a key is text"),
    "events": (items, SPECS.events, "more than 200,000 keys and values (events)"),
    "a value": (lambda n: f"a: {'x' * n}\n", SPECS.scalar, "8,001 characters long; the limit is 8,000 (scalar length)"),
    "a quoted value": (lambda n: f"a: '{'é' * n}'\n", SPECS.scalar, "8,001 characters long; the limit is 8,000 (scalar length)"),
    "a value in a list": (lambda n: f"a: [{'x' * n}]\n", SPECS.scalar, "8,001 characters long; the limit is 8,000 (scalar length)"),
    "a value over lines": (lambda n: "a: |\n" + "  x\n" * (n // 2) + "  y" * (n % 2), SPECS.scalar, "(scalar length)"),
    "a value of wide characters": (lambda n: f"a: {'漢' * n}\n", SPECS.scalar, "8,001 characters long"),
}


@pytest.mark.parametrize(("written", "limit", "says"), AT.values(), ids=AT)
def test_a_limit_is_kept_at_the_limit_and_named_one_past_it(written, limit: int, says: str) -> None:
    tree(written(limit))
    found = only(written(limit + 1))
    assert says in found.message
    assert found.rule == ("SYN115" if "key is text" in says else "SYN104")
    assert found.help


def test_a_long_key_is_shortened_in_what_is_said_of_it() -> None:
    long = "? " + "k" * 7_000
    found = only(f"{long}\n: v\n{long}\n: v\n")
    assert found.rule == "SYN114"
    assert len(found.message) < 200


def test_events_are_counted_before_anything_is_built() -> None:
    small = replace(SPECS, events=20)
    tree(items(20), small)
    assert "more than 20 keys" in only(items(21), small).message
    assert "more than 20 keys" in only("a: [b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, [u", small).message


def test_the_depth_is_said_where_it_is_passed() -> None:
    assert only(nested(33, "[", "]")).at.startswith("1:35-")
    assert only(nested(100_000, "[", "")).at.startswith("1:35-")


def test_a_scalar_that_is_too_long_is_pointed_at_as_a_whole() -> None:
    assert only(f"a: b\nc: {'x' * 8001}\n").at == "2:4-2:8005"


HEAVY = {
    "brackets": "[" * 1_000_000,
    "braces": "{" * 1_000_000,
    "braces with keys": "{a: " * 250_000,
    "dashes": "- " * 500_000,
    "questions": "? " * 500_000,
    "commas": "a: [" + ",:" * 500_000,
    "quotes": "'" * 1_000_000,
    "double quotes": '"\\' * 500_000,
    "colons": "a: b: " * 170_000,
    "anchors": "a: [" + "&a " * 300_000,
    "aliases": "a: [" + "*a, " * 250_000,
    "tags": "a: [" + "!a b, " * 170_000,
    "lines": "\n" * 1_000_000,
    "spaces": " " * 1_000_000,
    "deep indentation": "".join(" " * level + "a:\n" for level in range(1400)),
    "a long line": "a: " + "x" * 1_000_000,
    "a long comment": "#" * 1_000_000,
    "one key many times": "a: b\n" * 200_000,
    "comma and brace": "a: {" + ",{" * 500_000,
    "a key that never ends": "x" * 1_000_000,
    "percent lines": "%a\n" * 300_000,
    "documents": "---\n" * 250_000,
    "ends": "a: b\n" + "...\n" * 250_000,
    "unclosed quotes in braces": "a: {b: '" + "x', '" * 200_000,
}


@pytest.mark.parametrize("written", HEAVY.values(), ids=HEAVY)
def test_a_mebibyte_of_anything_is_refused_or_read_in_a_second(written: str) -> None:
    begun = process_time()
    parsed = parse(source(written))
    assert bool(parsed.findings) == (parsed.tree is None)
    assert process_time() - begun < 1.5, "a second, and half of one for a busy machine"


def test_of_many_mistakes_in_a_file_some_are_named_and_that_there_are_more() -> None:
    few = refused("a: [" + "!a b, " * FILE_FINDINGS + "]\n")
    assert len(few) == FILE_FINDINGS
    many = refused("a: [" + "!a b, " * (FILE_FINDINGS + 1) + "]\n")
    assert len(many) == FILE_FINDINGS + 1
    assert (many[-1].rule, many[-1].message) == ("SYN104", "more than 200 findings in this file (findings of a file)")
    assert {one.rule for one in many[:-1]} == {"SYN110"}

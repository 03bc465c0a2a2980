"""The mistakes that people make in prose: named as such, with the text to quote."""

from dataclasses import dataclass

import pytest

from syntax.refused import only, tree


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text with a mistake, what is said of it and where; and the text as it should be, with what it means."""

    bad: str
    rule: str
    at: str
    quote: str
    says: str
    good: str
    means: object


COLON = "`: ` inside plain text starts a new key"

MISTAKES = {
    # unquoted-colon
    "a colon in a sentence": Mistake(
        "why: segments: by size\n", "SYN106", "1:6-1:23", "segments: by size", COLON, "why: 'segments: by size'\n", {"why": "segments: by size"}
    ),
    "a colon and a comment": Mistake("a: b: c   # d\n", "SYN106", "1:4-1:8", "b: c", COLON, "a: b:c   # d\n", {"a": "b:c"}),
    "a colon in braces": Mistake("a: {why: b: c, d: e}\n", "SYN106", "1:10-1:12", "b:", COLON, "a: {why: 'b: c'}\n", {"a": {"why": "b: c"}}),
    "a colon before a brace": Mistake("a: {why: b:}\n", "SYN106", "1:10-1:12", "b:", COLON, "a: {why: 'b:'}\n", {"a": {"why": "b:"}}),
    "a colon in a list": Mistake("x:\n  - a: b: c\n", "SYN106", "2:8-2:12", "b: c", COLON, "x:\n  - a: b:c\n", {"x": [{"a": "b:c"}]}),
    "a mapping on one line": Mistake("a:\n  b: c: d\n", "SYN106", "2:6-2:10", "c: d", COLON, "a:\n  b: {c: d}\n", {"a": {"b": {"c": "d"}}}),
    "a colon, Windows line ends": Mistake("a: b: c\r\nd: e\r\n", "SYN106", "1:4-1:8", "b: c", COLON, "a: b:c\r\nd: e\r\n", {"a": "b:c", "d": "e"}),
    "a colon after wide characters": Mistake("漢字: {k: é: x}\n", "SYN106", "1:9-1:11", "é:", COLON, "漢字: {k: é:x}\n", {"漢字": {"k": "é:x"}}),
    "an apostrophe and a colon": Mistake(
        "why: don't: stop\n", "SYN106", "1:6-1:17", "don't: stop", COLON, 'why: "don\'t: stop"\n', {"why": "don't: stop"}
    ),
    # text-after-quote
    "a quoted word first": Mistake(
        'why: "hot" leads alone\n', "SYN107", "1:6-1:23", '"hot" leads alone', "goes on after it closes: `leads alone`",
        "why: '\"hot\" leads alone'\n", {"why": '"hot" leads alone'},
    ),  # fmt: skip
    "a quoted word first, in braces": Mistake(
        "a: {why: 'hot' leads, b: c}\n", "SYN107", "1:10-1:17", "'hot' l", "the text starts with a quote",
        "a: {why: the 'hot' leads, b: c}\n", {"a": {"why": "the 'hot' leads", "b": "c"}},
    ),  # fmt: skip
    "an apostrophe inside quotes": Mistake(
        "why: 'don't stop'\n", "SYN107", "1:6-1:18", "'don't stop'", "goes on after it closes: `t stop'`",
        "why: 'don''t stop'\n", {"why": "don't stop"},
    ),  # fmt: skip
    "quotes inside quotes": Mistake(
        'why: "say "hi" now"\n', "SYN107", "1:6-1:20", '"say "hi" now"', "the text starts with a quote",
        'why: "say \\"hi\\" now"\n', {"why": 'say "hi" now'},
    ),  # fmt: skip
    # unquoted-start
    "an at sign": Mistake("a: @team\n", "SYN108", "1:4-1:9", "@team", "cannot start with `@`", 'a: "@team"\n', {"a": "@team"}),
    "a backquote": Mistake("a: `b`\n", "SYN108", "1:4-1:7", "`b`", "cannot start with a backquote", "a: b`c`\n", {"a": "b`c`"}),
    "a percent sign": Mistake("a: %b\n", "SYN108", "1:4-1:6", "%b", "cannot start with `%`", "a: 5%\n", {"a": "5%"}),
    "bold text": Mistake("a: *b* c\n", "SYN108", "1:4-1:9", "*b* c", "cannot start with `*`", "a: b *c*\n", {"a": "b *c*"}),
    "a bullet": Mistake("a: - b\n", "SYN108", "1:4-1:7", "- b", "cannot start with `- `", "a: -b\n", {"a": "-b"}),
    "a bar": Mistake("a: | b\n", "SYN108", "1:4-1:7", "| b", "cannot start with `|`", "a: b | c\n", {"a": "b | c"}),
    "a greater-than sign": Mistake("a: > b\n", "SYN108", "1:4-1:7", "> b", "cannot start with `>`", "a: b > c\n", {"a": "b > c"}),
    "a comma": Mistake("a: , b\n", "SYN108", "1:4-1:7", ", b", "cannot start with `,`", "a: b , c\n", {"a": "b , c"}),
    "a closing bracket": Mistake("a: ]b\n", "SYN108", "1:4-1:6", "]b", "cannot start with `]`", "a: b]\n", {"a": "b]"}),
    "a bracketed word first": Mistake("a: [b] c\n", "SYN108", "1:4-1:9", "[b] c", "cannot start with `[`", "a: c [b]\n", {"a": "c [b]"}),
    "a braced word first": Mistake("a: {b} c\n", "SYN108", "1:4-1:9", "{b} c", "cannot start with `{`", "a: c {b}\n", {"a": "c {b}"}),
    "a bracket in braces": Mistake("a: {b: c]}\n", "SYN108", "1:8-1:10", "c]", "`]` cannot stand in plain text", "a: {b: 'c]'}\n", {"a": {"b": "c]"}}),
    "an at sign in braces": Mistake("a: {b: @c}\n", "SYN108", "1:8-1:9", "@", "cannot start with `@`", "a: {b: c@d}\n", {"a": {"b": "c@d"}}),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_prose_is_named_with_the_text_to_quote(case: Mistake) -> None:
    found = only(case.bad)
    assert (found.rule, found.at, found.text) == (case.rule, case.at, case.quote)
    assert case.says in found.message
    assert found.help is not None and "quote" in found.help


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_the_mended_text_is_read(case: Mistake) -> None:
    assert tree(case.good) == case.means


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_found_below_other_lines_too(case: Mistake) -> None:
    above = "# é\nfields:\n  A: {why: b}\n"
    if case.bad[0].isspace():
        return
    found = only(above + case.bad)
    line, column = case.at.split("-")[0].split(":")
    assert found.at.startswith(f"{int(line) + 3}:{column}-")
    assert found.rule == case.rule


UNCLEAR = {
    "a brace closed twice": ("a: {b: c}}\n", "`}` closes nothing that is open"),
    "a bracket closed twice": ("a: {b: [c]]}\n", "`]` closes nothing"),
    "a key above is less indented": ("a:\n    b: c\n  d: e\n", "a key is expected here"),
    "a missing comma": ("a: {b: 'c'\n  d: e}\n", "`,` or `}` is expected here"),
    "a value after a comma": ("a: [b,, c]\n", "a value is expected here"),
    "an end inside quotes": ("a: 'b\n---\n'\n", "inside a quoted text"),
}


@pytest.mark.parametrize(("written", "says"), UNCLEAR.values(), ids=UNCLEAR)
def test_what_is_not_prose_is_said_in_words_of_our_own(written: str, says: str) -> None:
    found = only(written)
    assert says in found.message, found


def test_a_collection_that_was_opened_above_is_pointed_at() -> None:
    from syncwright.syntax import parse
    from syntax.refused import source

    (finding,) = parse(source("a: {b: c\n\nd: e\n")).findings
    ((place, label),) = finding.related
    assert place.span is not None and (place.span.start.line, place.span.start.column) == (1, 4)
    assert label == "parsing a flow mapping"


@pytest.mark.parametrize("written", ["a: b\n" * 3 + "c: 'd\n", "x: {a: 'b' c,\n  d: e}\n", 'a: "b\n\n\n\n'])
def test_a_long_file_with_a_mistake_gets_one_finding(written: str) -> None:
    assert only(written.replace("a: b\n" * 3, "a: b\nb: b\nd: b\n")).rule in ("SYN105", "SYN107")

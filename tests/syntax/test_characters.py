"""Characters: what a reviewer cannot see is refused and named, what people write is kept."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.syntax import parse
from syncwright.syntax.characters import all_plain
from syntax.refused import only, refused, source, tree

C0 = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"]
C1 = [chr(code) for code in range(0x7F, 0xA0)]
BIDIRECTIONAL = ["\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
ZERO_WIDTH = ["\u00ad", "\u034f", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060", "\u2061", "\u2064", "\u206a", "\u206f"]
FILLERS = ["\u115f", "\u1160", "\u3164", "\uffa0", "\u17b4", "\u17b5"]
LINE_ENDS = ["\u0085", "\u2028", "\u2029", "\x0b", "\x0c"]
SELECTORS = [*map(chr, range(0xFE00, 0xFE0F)), "\u180b", "\U000e0100", "\U000e01ef"]
JOINERS = ["\U00013430", "\U0001bca0", "\U0001bca3", "\U0001d173", "\U0001d17a"]
TAGS = ["\U000e0001", "\U000e0041", "\U000e007f"]
INTERLINEAR = ["\ufff9", "\ufffa", "\ufffb", "\ufffc", "\ufffd"]
NON_CHARACTERS = ["\ufffe", "\uffff", "\ufdd0", "\ufdef", *(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))]

FORBIDDEN = {
    "C0 controls": C0,
    "C1 controls": C1,
    "bidirectional controls": BIDIRECTIONAL,
    "zero width": ZERO_WIDTH,
    "blank letters": FILLERS,
    "line ends that are none": LINE_ENDS,
    "variation selectors": SELECTORS,
    "joiners of scripts": JOINERS,
    "tags": TAGS,
    "interlinear marks": INTERLINEAR,
    "non-characters": NON_CHARACTERS,
}
AROUND = [("why: a", "b\n"), ("# a comment ", "\na: b\n"), ("na", "me: b\n"), ("a: 'b", "'\n"), ("a: |\n  b", "\n")]


@pytest.mark.parametrize("characters", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_character_that_nobody_sees_is_refused_wherever_it_stands(characters: list[str]) -> None:
    for character, (before, after) in product(characters, AROUND):
        found = only(before + character + after)
        line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
        assert (found.rule, found.at) == ("SYN103", f"{line}:{column}-{line}:{column + 1}")
        assert found.message.startswith(f"U+{ord(character):04X} ")


ALLOWED = {
    "accents": "Zoë Müller-Łukasiewicz, Αθήνα, Владимир",
    "combining accents": "e\u0301 n\u0303",
    "Chinese, Japanese, Korean": "漢字 かな 한국어",
    "Arabic and Hebrew": "مرحبا שלום",
    "Devanagari and Thai": "नमस्ते สวัสดี",
    "emoji": "\U0001f600 \U0001f44d\U0001f3fd",
    "emoji with the emoji selector": "\u2764\ufe0f \u00a9\ufe0f",
    "flags": "\U0001f1f3\U0001f1f1",
    "typography": "“quoted” – dash … × ½ € ™",
    "a no-break space": "10\u00a0000",
    "a narrow no-break space": "10\u202f000",
    "an ideographic space": "漢\u3000字",
    "private use": "\ue000",
    "the last character of each plane": "\U0001fffd\U0010fffd",
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_what_people_write_is_kept_as_it_is(text: str) -> None:
    assert tree(f"why: {text}\n") == {"why": text}
    assert tree(f"why: '{text}'\n") == {"why": text}
    assert tree(f"'{text}': b\n") == {text: "b"}


def test_a_byte_order_mark_at_the_start_is_left_out() -> None:
    assert tree(b"\xef\xbb\xbfa: b\n") == {"a": "b"}
    assert tree(b"\xef\xbb\xbfa: \xc3\xa9\n") == {"a": "é"}


def test_a_byte_order_mark_inside_is_refused() -> None:
    for data in (b"\xef\xbb\xbf\xef\xbb\xbfa: b\n", b"a: b\n\xef\xbb\xbfc: d\n", b"a: \xef\xbb\xbfb\n"):
        assert only(data).rule == "SYN103"


def test_windows_line_ends_mean_the_same() -> None:
    unix = "a: b\nc:\n  - d\n  - |\n    e\n\n    f\n# g\nh: 'i\n\n  j'\n"
    assert tree(unix.replace("\n", "\r\n")) == tree(unix)


@pytest.mark.parametrize("written", ["a: b\rc: d\n", "a: b\r\r\n", "a: b\r", "a: é\rb\r\n", "\ra: b\n", "a: |\n  b\rc\n"])
def test_a_carriage_return_without_a_line_feed_is_refused(written: str) -> None:
    found = refused(written)
    assert {one.rule for one in found} == {"SYN103"}
    assert "U+000D CARRIAGE RETURN without a line feed" in found[0].message


def test_escapes_may_write_what_cannot_stand_in_the_file() -> None:
    assert tree('a: "\\u200b\\u202e\\x85"\n') == {"a": "\u200b\u202e\x85"}


@pytest.mark.parametrize("escape", ["\\x1b", "\\0", "\\e", "\\a", "\\uFFFE", "\\v"])
@pytest.mark.parametrize("around", ['a: "b{}"\n', 'a:\n  - b\n  - "{}c"\n', 'a: {{b: "{}"}}\n', '"a{}": b\n'])
def test_what_nothing_can_hold_is_refused_even_as_an_escape(escape: str, around: str) -> None:
    [found] = refused(around.format(escape))
    assert found.rule == "SYN103"
    assert "may not stand in a spec, not even as an escape" in found.message


NOT_UTF8 = {
    "a byte that begins nothing": (b"a: b\nc: \xff\n", "2:4-2:5", "0xFF"),
    "a cut-off character": (b"a: \xe6\xbc", "1:4-1:5", "0xE6"),
    "Latin-1": (b"name: M\xfcller\n", "1:8-1:9", "0xFC"),
    "an overlong slash": (b"a: \xc0\xaf\n", "1:4-1:5", "0xC0"),
    "a surrogate": (b"a: \xed\xa0\x80\n", "1:4-1:5", "0xED"),
    "past the last character": (b"a: \xf4\x90\x80\x80\n", "1:4-1:5", "0xF4"),
    "UTF-16, little end first": ("a: b\n".encode("utf-16"), "1:1-1:2", "0xFF"),
    "after wide characters": ("a: 漢字\r\nb: é".encode() + b"\xff", "2:5-2:6", "0xFF"),
    "after a byte order mark": (b"\xef\xbb\xbfa: \xff", "1:4-1:5", "0xFF"),
}


@pytest.mark.parametrize(("data", "at", "byte"), NOT_UTF8.values(), ids=NOT_UTF8)
def test_what_is_not_utf8_is_refused_at_the_first_byte_that_is_not(data: bytes, at: str, byte: str) -> None:
    found = only(data)
    assert (found.rule, found.at) == ("SYN102", at)
    assert byte in found.message


def test_utf16_without_a_mark_is_a_file_of_nulls() -> None:
    assert {one.rule for one in refused("a: b\n".encode("utf-16-le"))} == {"SYN103"}


def test_of_many_forbidden_characters_ten_are_named() -> None:
    assert len(refused("a: " + "\u200b" * 1000 + "\n")) == 10


def test_columns_count_characters_not_bytes_or_cells() -> None:
    assert only("漢字: é\U0001f600\u200b\n").at == "1:7-1:8"
    assert only("a: b\r\n\r\n漢: \u202e\r\n").at == "3:4-3:5"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_every_single_quoted_text_is_kept_or_refused_for_its_characters(text: str) -> None:
    """Line ends are folded by YAML, so they are left out here."""
    text = text.replace("\n", " ").replace("\r", " ")
    parsed = parse(source("a: '" + text.replace("'", "''") + "'\n"))
    if parsed.tree is None:
        assert {finding.rule.id for finding in parsed.findings} == {"SYN103"}
    else:
        assert parsed.tree == {"a": text}


@given(st.characters(codec="utf-8"))
def test_what_no_font_draws_is_not_taken(character: str) -> None:
    """Unicode's own category of format characters, controls and unassigned line ends is refused as a whole."""
    taken = parse(source(f"a: 'b{character}c'\n")).tree is not None
    if unicodedata.category(character) in ("Cc", "Zl", "Zp") and character not in "\t\n\r":
        assert not taken


def test_the_fast_answer_for_plain_files_is_the_slow_one() -> None:
    assert all_plain(b"a: b\r\nc:\td\n")
    for data in (b"a\rb", b"a\r", b"\x00", b"\x7f", b"\x80", b"\xc3\xa9", b"\x1b", b"\x0c"):
        assert not all_plain(data), data

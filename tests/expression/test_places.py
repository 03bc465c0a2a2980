"""A mistake in a filter is shown where it stands in the file: whatever the style of the text, its indentation, its line ends and what stands before."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_estate import compiled, found, org, told
from syncwright.expression.parse import DEPTH
from syncwright.inventory import Field, Org

ORG = Org(
    org(
        {
            "Contact": {
                "Unit__c": Field(type="Picklist", values=("EMEA", "AMER")),
                "Score__c": Field(type="Number"),
                "Lines__c": Field(type="MultiselectPicklist", values=("A", "B")),
                "Note__c": Field(type="LongTextArea", length=5_000),
                "Paid__c": Field(type="Checkbox"),
            }
        }
    )
)
#: What a filter may say, and nothing is wrong with it: wide characters, quotes in quotes, a number sign and a colon in a text.
RIGHT = (
    "Email is not blank",
    "Title = 'it''s'",
    'Title != "a ""b"""',
    "Title contains '漢字😀é'",
    "Title in ['a # b', 'c: d', \"e'f\"]",
    "(Score__c >= -2.5 or Paid__c = true)",
    "not (Unit__c = 'emea')",
    "Lines__c includes any ['A', 'B']",
    "Title starts with 'C:\\new'",
    "Birthdate > today - 30 days",
)
#: What is wrong, up to where it is shown, and the rule. What stands behind is right.
WRONG = (
    ("", "Emial", " is blank", "REF409"),
    ("Score__c = ", "'x'", "", "FIL907"),
    ("", "Title < 'ab'", "", "FIL908"),
    ("Title = ", "US", "", "FIL901"),
    ("Title is ", "NULL", "", "FIL901"),
    ("Email ", "==", " 'a'", "FIL901"),
    ("Birthdate > ", "2026-02-30", "", "FIL904"),
    ("Birthdate > ", "2026-1-5", "", "FIL904"),
    ("Score__c = ", "1234567890123456789", "", "FIL905"),
    ("Unit__c in ['EMEA', ", "'EMAE'", "]", "FIL914"),
    ("Title contains ", "''", "", "FIL918"),
    ("", "Note__c", " is blank", "FIL910"),
    ("", "Paid__c is blank", "", "FIL920"),
    ("", "filter nowhere", "", "FIL906"),
    ("Title in ", "keys of nowhere", "", "FIL906"),
    ("Title = ", "'İ'", "", "FIL917"),
    ("OwnerId = ", "'005'", "", "FIL916"),
    ("(" * (DEPTH - 2) + "((", "(", "Email is blank" + ")" * (DEPTH + 1), "FIL903"),
    ("Title ", "CONTAINS", " 'a'", "FIL901"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a filter: what stands before what is wrong, that, and the rest; or all of it before."""

    before: str
    wrong: str = ""
    after: str = ""


Escape = Callable[[str], str]


def single(text: str) -> str:
    return text.replace("'", "''")


def double(draw: Random) -> Escape:
    """Escapes what it must, and now and then what it need not."""
    named = {'"': '\\"', "\\": "\\\\"}

    def escape(text: str) -> str:
        return "".join(named.get(one) or (f"\\U{ord(one):08x}" if draw.random() < 0.1 else one) for one in text)

    return escape


def plain(text: str) -> str:
    return text


@st.composite
def filters(draw: st.DrawFn, before: str, wrong: str, after: str) -> list[Line]:
    """Lines with one mistake in them."""
    pieces = draw(st.lists(st.sampled_from(RIGHT), max_size=5))
    at = draw(st.integers(0, len(pieces)))
    lines, word = [], ""
    for number in range(len(pieces) + 1):
        if number == at:
            lines.append(Line(word + before, wrong, after))
        else:
            lines.append(Line(word + pieces[number - (number > at)]))
        word = draw(st.sampled_from(["and ", "or ", "and  "]))
    return _together(draw, lines)


def _together(draw: st.DrawFn, lines: list[Line]) -> list[Line]:
    """The same, with some lines joined to the one before."""
    found = lines[:1]
    for line in lines[1:]:
        last = found[-1]
        if draw(st.booleans()):
            found.append(line)
        elif not last.wrong:
            found[-1] = Line(f"{last.before} {line.before}", line.wrong, line.after)
        else:
            found[-1] = Line(last.before, last.wrong, f"{last.after} {line.before}")
    return found


STYLES = ("literal", "folded", "single", "double", "plain")


def written(draw: Random, style: str, lines: list[Line], indent: int) -> tuple[str, int, int]:
    """The value of `where` as it stands in a file after `where:`; the line of the mistake, counted from that one, and its column."""
    if style in ("literal", "folded"):
        return _block("|" if style == "literal" else ">", draw, lines, indent)
    escape, quote = {"single": (single, "'"), "double": (double(draw), '"'), "plain": (plain, "")}[style]
    text, line_at, column = "", 0, 0
    for number, line in enumerate(lines):
        start = f" {quote}" if not number else " " * draw.randint(1, 6)
        before = start + escape(line.before)
        if line.wrong:
            line_at, column = text.count("\n"), len(before) + (len("where:") if not number else 0)
        blank = "\n" * draw.randrange(1, 3) if number + 1 < len(lines) else quote
        text += before + escape(line.wrong) + escape(line.after) + blank
    return text, line_at, column + 1


def _block(sign: str, draw: Random, lines: list[Line], indent: int) -> tuple[str, int, int]:
    """With and without an indicator; lines that stand in further, blank lines, and a comment behind the sign."""
    told = draw.choice(("", str(indent)))
    header = f" {sign}{told}{draw.choice(('', '-', '+'))}{draw.choice(('', ' # says 2 things'))}\n"
    text, line_at, column = header + draw.choice(("", "\n", "\n\n")), 0, 0
    for number, line in enumerate(lines):
        further = draw.choice((0, 0, 1, 4)) if number or told else 0
        before = " " * (indent + further) + line.before
        if line.wrong:
            line_at, column = text.count("\n"), len(before) + 1
        text += before + line.wrong + line.after + draw.choice(("\n", "\n", "  \n", "\n\n", f"\n{' ' * indent}\n"))
    return text.rstrip("\n"), line_at, column


def readable(style: str, lines: list[Line]) -> bool:
    """Whether YAML takes the lines in this style: plain text has no `: ` and no ` #`, and does not begin with a sign."""
    whole = " ".join(line.before + line.wrong + line.after for line in lines)
    return style != "plain" or not (": " in whole or " #" in whole or whole[0] in "'\"!&*?|>%@`[]{},#-" or whole.endswith(":"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("before", "wrong", "after", "rule"), WRONG, ids=[wrong[:20] for _, wrong, *_ in WRONG])
def test_a_mistake_is_shown_at_its_line_and_column(style, before, wrong, after, rule):
    shown = 0

    @settings(max_examples=12)
    @given(
        filters(before, wrong, after),
        st.integers(0, 2**32),
        st.integers(1, 6),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from(["", "\ufeff"]),
    )
    def hold(lines, seed, indent, newline, mark):
        nonlocal shown
        if not readable(style, lines):
            return
        value, line, column = written(Random(seed), style, lines, indent)
        head = f"{mark}# größer 漢\nfilter: scope\nwhy: w\nowner: ops\nobjects: Contact\nwhere:"
        text = f"{head}{value}\nfor: marketo\n".replace("\n", newline)
        compilation = compiled({"filters/scope.yaml": text}, ORG)
        assert (rule, f"filters/scope.yaml:{6 + line}:{column}") in found(compilation), (text, told(compilation))
        shown += 1

    hold()
    assert shown > 2

"""Text that is no filter: whatever stands there, it is read or refused at a place in it, and soon. Nothing else happens."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import SCOPE
from expression.trees import expressions
from syncwright.diagnostics import Finding, Place
from syncwright.expression.check import check, read
from syncwright.expression.parse import DEPTH, parse
from syncwright.expression.tokens import WORDS, Wrong, tokens
from syncwright.expression.tree import Expression
from syncwright.expression.written import written
from syncwright.limits import SPECS

PLACE = Place("specs/filters/x.yaml", ("where",))
PIECES = (
    *sorted(WORDS),
    *"'\"()[]=<>!+-,.%#&|\\\n\t\r\0 ",
    "!=",
    "<=",
    "''",
    "2026-02-30",
    "9" * 30,
    "İ",
    "😀",
    "\u2028",
    "\u00a0",
    "Ωε",
    "_",
    "x" * 200,
)


def looked_at(text: str) -> Expression | Finding:
    """The text read and, where it is a filter, checked; every finding stands inside of the text."""
    tree = read(text, PLACE)
    findings = (tree,) if isinstance(tree, Finding) else check(tree, SCOPE, PLACE).findings
    for one in findings:
        assert one.place.inside is not None
        start, end = one.place.inside
        assert 0 <= start <= end <= len(text), (text, one)
        assert one.message
        assert not one.message.endswith(".")
    return tree


def damaged(text: str, draw: Random) -> str:
    """With a few pieces taken out, put in, said twice or swapped."""
    for _ in range(draw.randint(1, 4)):
        at, to = sorted((draw.randint(0, len(text)), draw.randint(0, len(text))))
        text = draw.choice(
            (
                text[:at] + text[min(at + 3, to) :],
                text[:at] + draw.choice(PIECES) + text[at:],
                text[:to] + text[at : at + 12] + text[to:],
                text[:at] + text[at:to][::-1] + text[to:],
            )
        )
    return text


@settings(max_examples=600)
@given(expressions, st.integers(0, 2**32))
def test_a_filter_that_was_damaged_is_read_or_refused(tree, seed):
    looked_at(damaged(written(tree), Random(seed)))


@settings(max_examples=250)
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    looked_at(text)


@settings(max_examples=250)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_row_of_pieces_is_read_or_refused(text):
    looked_at(text)


@given(expressions)
def test_a_filter_that_is_cut_off_is_read_or_refused_where_it_ends(tree):
    text = written(tree)
    for length in range(len(text)):
        looked_at(text[:length])


LONG = SPECS.scalar
#: Texts as long as a file may hold, of what could take a reader long.
ENDLESS = {
    "brackets": "(" * LONG,
    "brackets in turns": "(Email is blank) and " * (LONG // 21) + "(",
    "not": "not " * (LONG // 4),
    "one word": "E" * LONG,
    "a word where an operator is expected": "Email " + "q" * (LONG - 6),
    "many words": "Email " * (LONG // 6),
    "quotes": "'" * LONG,
    "quotes that never end": "Email = '" + "''" * (LONG // 2 - 5),
    "double quotes": 'Email = "' + 'a""' * (LONG // 3 - 4),
    "one number": "Score__c = " + "9" * (LONG - 11),
    "commas in a number": "Score__c = 1" + "," * (LONG - 12),
    "dots in a name": "Email" + ".a" * ((LONG - 5) // 2),
    "dots and nothing": "Email" + "." * (LONG - 5),
    "dates": "Birthdate = " + "2026-01-01" * ((LONG - 12) // 10),
    "a date and digits": "Birthdate = 2026-01-01T" + "1" * (LONG - 23),
    "a list": "Email in [" + "'a'," * ((LONG - 10) // 4),
    "blanks": " " * LONG,
    "lines": "\n" * LONG,
    "minus": "Score__c = " + "-" * (LONG - 11),
    "days": "Birthdate > today - " + "9" * (LONG - 25) + " days",
    "and": "true" + " and true" * ((LONG - 4) // 9),
    "values that are none": "Status in [" + ",".join(f"'{number}'" for number in range(1_100)) + "]",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_text_as_long_as_a_file_may_hold_is_read_or_refused(text):
    assert len(text) <= LONG
    looked_at(text)


@pytest.mark.parametrize("opening", ["(", "not ", "(not ", "( ("])
def test_nesting_ends_where_it_is_said_to(opening):
    """One less is read; one more is refused at the bracket or the `not` that is one too many."""
    deep = opening.count("(") + opening.count("not")
    most = (DEPTH - 1) // deep
    closing = ")" * opening.count("(")
    assert parse(opening * most + "true" + closing * most)
    text = opening * DEPTH + "true" + closing * DEPTH
    with pytest.raises(Wrong) as raised:
        parse(text)
    assert (raised.value.rule.id, raised.value.at) == ("FIL903", tokens(text)[DEPTH].at)

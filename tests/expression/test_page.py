"""The page about filters: its grammar derives what is read, and its tables are those of the code."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.expression.grammar import GRAMMAR, TOKENS
from syncwright.expression.page import page
from syncwright.expression.parse import parse
from syncwright.expression.types import KIND_OF_TYPE, REFUSED_TYPES

_EBNF = re.compile(r"'[^']*'|\w+|[{}\[\]()|]")


def alternatives(symbols: list[str], closing: str = "") -> tuple[list[list[object]], list[str]]:
    """What EBNF says up to the closing bracket: a list of sequences, and what is left."""
    found: list[list[object]] = [[]]
    while symbols and symbols[0] != closing:
        symbol, *symbols = symbols
        if symbol == "|":
            found.append([])
        elif symbol in "{[(":
            inner, symbols = alternatives(symbols, "}])"["{[(".index(symbol)])
            symbols = symbols[1:]
            found[-1].append((symbol, inner))
        else:
            found[-1].append(symbol)
    return found, symbols


RULES = {name: alternatives(_EBNF.findall(rule))[0] for name, rule in GRAMMAR.items()}


def derived(draw: st.DrawFn, choices: list[list[object]], depth: int) -> str:
    words = []
    # Deep inside, the last ways out are the short ones.
    for symbol in draw(st.sampled_from(choices[-2:] if depth > 6 and len(choices) > 3 else choices)):
        match symbol:
            case ("(", inner):
                words.append(derived(draw, inner, depth))
            case (opening, inner):
                most = 1 if opening == "[" or depth > 3 else 2
                words += [derived(draw, inner, depth) for _ in range(draw(st.integers(0, most if depth < 6 else 0)))]
            case str() if symbol.startswith("'"):
                words.append(symbol.strip("'"))
            case str() if symbol in TOKENS:
                words.append(draw(st.sampled_from(TOKENS[symbol][0])))
            case _:
                words.append(derived(draw, RULES[str(symbol)], depth + 1))
    return " ".join(words)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    return derived(draw, RULES["filter"], 0)


@settings(max_examples=400)
@given(sentences())
def test_whatever_the_grammar_derives_is_read(text):
    parse(text)


def test_the_page_shows_every_rule_and_every_type():
    text = page().decode()
    for name in GRAMMAR:
        assert re.search(rf"^{name} += ", text, re.MULTILINE), name
    for type_ in (*KIND_OF_TYPE, *REFUSED_TYPES):
        assert f"\n| {type_} | " in text, type_


def test_the_example_on_the_page_is_read():
    parse(page().decode().split("```")[1])


def test_the_page_lies_beside_the_schemas_as_the_code_says(repository):
    assert (repository / "schemas" / "filters.md").read_bytes() == page()

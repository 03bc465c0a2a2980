"""The strict subset: what it refuses, at which place, and what beside it is taken."""

from dataclasses import dataclass

import pytest

from syncwright.syntax.rules import RULES
from syntax.refused import only, refused, tree


@dataclass(frozen=True, slots=True)
class Case:
    """A text that is refused with one finding, and its nearest neighbour that is not."""

    rule: str
    bad: str
    at: str
    points_at: str
    good: str
    means: object


CASES = {
    # not-a-mapping
    "an empty file": Case("SYN116", "", "1:1-1:1", "", "{}", {}),
    "comments alone": Case("SYN116", "# why", "1:1-1:1", "", "# why\na: b\n", {"a": "b"}),
    "a document of nothing": Case("SYN116", "---\n", "1:1-1:1", "", "---\na: b\n", {"a": "b"}),
    "a word": Case("SYN116", "Lead\n", "1:1-1:5", "Lead", "Lead:\n", {"Lead": ""}),
    "a list": Case("SYN116", "- a: b\n", "1:1-1:1", "", "x:\n- a: b\n", {"x": [{"a": "b"}]}),
    "a list in brackets": Case("SYN116", "[a]\n", "1:1-1:2", "[", "{a: }\n", {"a": ""}),
    "a colon without its space": Case("SYN116", "object:Lead\n", "1:1-1:12", "object:Lead", "object: Lead\n", {"object": "Lead"}),
    # tag
    "a tag": Case("SYN110", "a: !secret b\n", "1:4-1:13", "!secret b", "a: '!secret b'\n", {"a": "!secret b"}),
    "a tag of YAML's own": Case("SYN110", "a: !!str 1\n", "1:4-1:11", "!!str 1", "a: b!!str\n", {"a": "b!!str"}),
    "a tag by address": Case("SYN110", "a: !<x:y> b\n", "1:4-1:12", "!<x:y> b", "a: <x:y> b\n", {"a": "<x:y> b"}),
    "a tag that says nothing": Case("SYN110", "a: ! b\n", "1:4-1:7", "! b", "a: b !\n", {"a": "b !"}),
    "a tag on a key": Case("SYN110", "!x a: b\n", "1:1-1:5", "!x a", "a!x: b\n", {"a!x": "b"}),
    "a tag on the whole file": Case("SYN110", "!!map\na: b\n", "1:1-1:2", "!", "'!!map': b\n", {"!!map": "b"}),
    "a tag on a list": Case("SYN110", "a: !x [b]\n", "1:4-1:8", "!x [", "a: [b!x]\n", {"a": ["b!x"]}),
    # anchor-or-alias
    "an anchor": Case("SYN111", "a: &x b\n", "1:4-1:8", "&x b", "a: R&D\n", {"a": "R&D"}),
    "an anchor on a key": Case("SYN111", "&x a: b\n", "1:1-1:5", "&x a", "a&x: b\n", {"a&x": "b"}),
    "an anchor on a mapping": Case("SYN111", "a: &x {b: c}\n", "1:4-1:8", "&x {", "a: {b: c&x}\n", {"a": {"b": "c&x"}}),
    "an anchor on the whole file": Case("SYN111", "&x\na: b\n", "1:1-1:2", "&", "a: b &x\n", {"a": "b &x"}),
    "an alias": Case("SYN111", "a: *b\n", "1:4-1:6", "*b", "a: b*b\n", {"a": "b*b"}),
    "an alias as a key": Case("SYN111", "*a : b\n", "1:1-1:3", "*a", "'*a': b\n", {"*a": "b"}),
    "an alias in a list": Case("SYN111", "a: [b, *c]\n", "1:8-1:10", "*c", "a: [b, '*c']\n", {"a": ["b", "*c"]}),
    "a merge key": Case("SYN111", "a:\n  <<: b\n", "2:3-2:5", "<<", "a:\n  '<<': b\n", {"a": {"<<": "b"}}),
    "a merge key in braces": Case("SYN111", "a: {<<: b}\n", "1:5-1:7", "<<", "a: {<: b}\n", {"a": {"<": "b"}}),
    "a merge sign as a value": Case("SYN111", "a: <<\n", "1:4-1:6", "<<", 'a: "<<"\n', {"a": "<<"}),
    "a merge sign in a list": Case("SYN111", "a: [b, <<]\n", "1:8-1:10", "<<", "a: [b, <<<]\n", {"a": ["b", "<<<"]}),
    # directive
    "a version": Case("SYN112", "%YAML 1.1\n---\na: b\n", "1:1-1:2", "%", "# %YAML 1.1\n---\na: b\n", {"a": "b"}),
    "a version that is not read": Case("SYN112", "%YAML 1.3\n---\na: b\n", "1:1-1:10", "%YAML 1.3", "a: 100%\n", {"a": "100%"}),
    "a tag directive": Case("SYN112", "%TAG ! x:\n---\na: b\n", "1:1-1:2", "%", "'%TAG': b\n", {"%TAG": "b"}),
    "an unknown directive": Case("SYN112", "%X y\n---\na: b\n", "1:1-1:5", "%X y", "X: '%y'\n", {"X": "%y"}),
    # second-document
    "a second document": Case("SYN113", "a: b\n---\nc: d\n", "2:1-2:4", "---", "---\na: b\n...\n", {"a": "b"}),
    "an empty second document": Case("SYN113", "a: b\n---\n", "2:1-2:4", "---", "a: b\nc: ---\n", {"a": "b", "c": "---"}),
    "a directive between documents": Case(
        "SYN113", "a: b\n%YAML 1.1\n---\nc: d\n", "2:1-2:2", "%", "a: b\n'%YAML 1.1':\n", {"a": "b", "%YAML 1.1": ""}
    ),
    # key-not-text
    "a list as a key": Case("SYN115", "[a]: b\n", "1:1-1:2", "[", "'[a]': b\n", {"[a]": "b"}),
    "a mapping as a key": Case("SYN115", "{a: b}: c\n", "1:1-1:2", "{", '"{a: b}": c\n', {"{a: b}": "c"}),
    "a list as a long key": Case("SYN115", "? [a]\n: b\n", "1:3-1:4", "[", "? a\n: b\n", {"a": "b"}),
    "a list as a key in braces": Case("SYN115", "a: {[b]: c}\n", "1:5-1:6", "[", "a: {b: [c]}\n", {"a": {"b": ["c"]}}),
    # tab-indentation
    "a tab before a key": Case("SYN109", "a:\n\tb: c\n", "2:1-2:2", "\t", "a:\n  b:\tc\n", {"a": {"b": "c"}}),
    "a tab after spaces": Case("SYN109", "a:\n  \tb: c\n", "2:1-2:4", "  \t", "a:\n  b: c\t# d\n", {"a": {"b": "c"}}),
    "a tab in the first line": Case("SYN109", "\ta: b\n", "1:1-1:2", "\t", "a: |\n  b\n  \tc\n", {"a": "b\n\tc\n"}),
    "a tab before a list item": Case("SYN109", "a:\n - b\n\t- c\n", "3:1-3:2", "\t", "a:\n - b\n - c\td\n", {"a": ["b", "c\td"]}),
    # yaml-syntax
    "a key without a colon": Case("SYN105", "a: b\nc\n", "2:1-2:2", "c", "a: b\nc:\n", {"a": "b", "c": ""}),
    "an indentation between two others": Case(
        "SYN105", "a:\n    b: c\n  d: e\n", "3:3-3:4", "d", "a:\n    b: c\n    d: e\n", {"a": {"b": "c", "d": "e"}}
    ),
    "keys below a value": Case("SYN105", "a: b\n  c: d\n", "2:4-2:5", ":", "a: b\n  c - d\n", {"a": "b c - d"}),
    "an open brace": Case("SYN105", "a: {b: c\n", "1:9-1:10", "", "a: {b: c,\n}\n", {"a": {"b": "c"}}),
    "an open bracket": Case("SYN105", "a: [b, c\n", "1:9-1:10", "", "a: [b, c,\n ]\n", {"a": ["b", "c"]}),
    "a brace too many": Case("SYN105", "a: {b: c}}\n", "1:10-1:11", "}", "a: {b: {c: d}}\n", {"a": {"b": {"c": "d"}}}),
    "an open quote": Case("SYN105", "a: 'b\nc: d\n", "1:4-1:5", "'", "a: 'b\n c: d'\n", {"a": "b c: d"}),
    "an open double quote": Case("SYN105", 'a: "b\n', "1:4-1:5", '"', 'a: "b"\n', {"a": "b"}),
    "an unknown escape": Case("SYN105", 'a: "\\q"\n', "1:5-1:6", "\\", "a: '\\q'\n", {"a": "\\q"}),
    "half a surrogate": Case("SYN105", 'a: "\\uD83D"\n', "1:7-1:8", "D", 'a: "\\U0001F600"\n', {"a": "\U0001f600"}),
    "text after the end": Case("SYN105", "a: b\n...\nc: d\n", "3:1-3:2", "c", "a: b\n...\n# c: d\n", {"a": "b"}),
    "a key that is missing in braces": Case("SYN105", "a: {: b}\n", "1:5-1:6", ":", "a: {'': b}\n", {"a": {"": "b"}}),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_outside_the_subset_is_refused_at_its_place(case: Case) -> None:
    found = only(case.bad)
    assert (found.rule, found.at, found.text) == (case.rule, case.at, case.points_at), found.message


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_its_neighbour_is_read(case: Case) -> None:
    assert tree(case.good) == case.means


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_finding_says_what_to_do(case: Case) -> None:
    found = only(case.bad)
    assert found.help
    assert found.message == found.message.rstrip(".") and found.message[0] in "`" or found.message[0].islower()


REPEATED = {
    "the same key": ("a: b\na: c\n", "2:1-2:2", "a: b\na_: c\n"),
    "a key three lines above": ("a: b\nc: d\ne: f\na: g\n", "4:1-4:2", "a: b\nc: d\ne: f\ng: a\n"),
    "another case": ("Email: b\nEMAIL: c\n", "2:1-2:6", "Email: b\nE_MAIL: c\n"),
    "in braces": ("a: {b: c, b: d}\n", "1:11-1:12", "a: {b: c, d: b}\n"),
    "quoted and not": ("a:\n  b: c\n  'b': d\n", "3:3-3:6", "a:\n  b: c\nb: d\n"),
    "composed and decomposed": ("\u00e9: b\ne\u0301: c\n", "2:1-2:3", "\u00e9: b\ne: c\n"),
    "an accented capital": ("\u00c9: b\n\u00e9: c\n", "2:1-2:2", "\u00c9: b\n\u00ea: c\n"),
    "a sharp s": ("stra\u00dfe: b\nSTRASSE: c\n", "2:1-2:8", "stra\u00dfe: b\nstrase: c\n"),
    "a dotted capital I": ("\u0130d: b\ni\u0307D: c\n", "2:1-2:4", "\u0130d: b\nid: c\n"),
    "in a list": ("a: [{b: c, B: d}]\n", "1:12-1:13", "a: [{b: c}, {B: d}]\n"),
    "without a value": ("a:\na:\n", "2:1-2:2", "a:\nb:\n"),
    "empty keys": ("'': a\n\"\": b\n", "2:1-2:3", "'': a\n' ': b\n"),
    "keys of a Greek word": (
        "\u039f\u0394\u039f\u03a3: a\n\u03bf\u03b4\u03bf\u03c2: b\n",
        "2:1-2:5",
        "\u039f\u0394\u039f\u03a3: a\n\u03bf\u03b4\u03bf: b\n",
    ),
}


@pytest.mark.parametrize(("bad", "at", "good"), REPEATED.values(), ids=REPEATED)
def test_a_key_is_written_once_whatever_its_case_and_composition(bad: str, at: str, good: str) -> None:
    found = only(bad)
    assert (found.rule, found.at) == ("SYN114", at)
    tree(good)


def test_a_repeated_key_points_at_both_places() -> None:
    from syncwright.syntax import parse
    from syntax.refused import source, spanned

    file = source("Email: a\nemail: b\n")
    (finding,) = parse(file).findings
    (first, label) = finding.related[0]
    assert first.span is not None
    assert (spanned(file, first.span), label) == ("Email", "first here")
    assert "`Email`" in finding.message and "`email`" in finding.message


def test_a_file_with_several_mistakes_gets_a_finding_for_each() -> None:
    found = refused("a: &x b\nc: *x\nA: !t d\ne: {f: g, f: h}\n")
    assert [(one.rule, one.text) for one in found] == [
        ("SYN111", "&x b"),
        ("SYN111", "*x"),
        ("SYN114", "A"),
        ("SYN110", "!t d"),
        ("SYN114", "f"),
    ]


ALL_TEXT = {
    "numbers": ("a: 1\nb: 1.0\nc: 0x1F\nd: 1e3\ne: 007\n", {"a": "1", "b": "1.0", "c": "0x1F", "d": "1e3", "e": "007"}),
    "a record id of digits": ("a: 001e00000000001\n", {"a": "001e00000000001"}),
    "Norway and friends": ("a: [NO, no, Yes, on, off, y, n]\n", {"a": ["NO", "no", "Yes", "on", "off", "y", "n"]}),
    "nothing": ("a: null\nb: ~\nc:\nd: ''\n", {"a": "null", "b": "~", "c": "", "d": ""}),
    "days and times": ("a: 2026-01-01\nb: 12:30:45\n", {"a": "2026-01-01", "b": "12:30:45"}),
    "infinity": ("a: .inf\nb: .NaN\n", {"a": ".inf", "b": ".NaN"}),
    "binary": ("a: =\n", {"a": "="}),
}


@pytest.mark.parametrize(("written", "means"), ALL_TEXT.values(), ids=ALL_TEXT)
def test_every_scalar_is_text(written: str, means: object) -> None:
    assert tree(written) == means


def test_every_rule_of_the_room_is_met_by_a_test_of_the_room() -> None:
    """Those that need a disk are met in tests/files."""
    here = {case.rule for case in CASES.values()} | {"SYN114"}
    elsewhere = {
        "SYN101": "files",
        "SYN102": "characters",
        "SYN103": "characters",
        "SYN104": "limits",
        "SYN106": "mistakes",
        "SYN107": "mistakes",
    }
    elsewhere |= {"SYN108": "mistakes", "SYN117": "prose"}
    assert {rule.id for rule in RULES} == here | elsewhere.keys()
    assert not any(rule.adjustable for rule in RULES)

"""Diagnostics as people and machines read them."""

import json
from datetime import date

import pytest

from judges import sarif as sarif_judge
from syncwright.diagnostics import Allowance, Place, Policy, Rule, diagnose
from syncwright.text import Position, SourceFile, Span
from syncwright.views.diagnostics import as_json, concise, document, github, human, sarif
from syncwright.views.paint import Paint

RULE = Rule("TST001", "a-rule", "error", "tests")
OTHER = Rule("TST002", "another-rule", "warning", "tests")
PLAIN = Paint(colour=False)
TEXT = "object: Lead\nwhy: 分野 of büro\nfields:\n\tEmail: {why: greeting}\n"
SOURCES = {"specs/a b.yaml": SourceFile("specs/a b.yaml", TEXT.encode())}


def place(line, start, end, keys=()):
    return Place("specs/a b.yaml", keys, span=Span(Position(line, start), Position(line, end)))


def doc(*findings, policy=None, sources=SOURCES):
    return document(diagnose(findings, lambda p: p.span, policy), sources, "1.2.3")


@pytest.fixture
def findings():
    return (
        RULE(place(1, 9, 13), "`Lead` is wrong", help="write `Contact`", related=[(place(3, 1, 7), "because of this")]),
        OTHER(place(2, 6, 8), "two wide characters"),
        RULE(place(4, 2, 7), "after a tab"),
    )


def test_the_human_form(findings, snapshot):
    assert human(doc(*findings), PLAIN) == snapshot


def test_the_human_form_in_colour_says_the_same(findings):
    import re

    coloured = human(doc(*findings), Paint(colour=True))
    assert "\x1b[1;31merror[TST001]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == human(doc(*findings), PLAIN)


def test_the_concise_form(findings):
    assert concise(doc(*findings)) == (
        "specs/a b.yaml:1:9: error[TST001] `Lead` is wrong\n"
        "specs/a b.yaml:2:6: warning[TST002] two wide characters\n"
        "specs/a b.yaml:4:2: error[TST001] after a tab\n"
    )


def test_the_github_form_cannot_be_broken_out_of():
    hostile = RULE(place(1, 1, 2), "100%\n::set-output name=x::y\r", help="a,b:c")
    assert github(doc(hostile)) == (
        "::error file=specs/a b.yaml,line=1,endLine=1,col=1,endColumn=2,title=TST001 a-rule::100%25%0A::set-output name=x::y%0D%0Aa,b:c\n"
    )


def test_the_github_form_escapes_paths():
    source = SourceFile("specs/a,b:c%.yaml", b"x: y\n")
    found = RULE(Place(source.path, span=Span(Position(1, 1), Position(1, 2))), "x")
    assert github(doc(found, sources={source.path: source})).startswith("::error file=specs/a%2Cb%3Ac%25.yaml,line=1")


def test_the_json_form_is_the_document(findings):
    shown = doc(*findings)
    assert json.loads(as_json(shown)) == shown
    assert shown["counts"] == {"error": 2, "warning": 1, "note": 0, "allowed": 0}
    assert shown["diagnostics"][0]["primary"] == {
        "path": "specs/a b.yaml",
        "line": 1,
        "column": 9,
        "end_line": 1,
        "end_column": 13,
        "label": "",
        "text": "object: Lead",
        "text_column": 1,
    }


def test_the_sarif_form_is_valid(findings):
    allowance = Allowance("a-rule", Place("specs/a b.yaml", ("x",)), "we know", date(2030, 1, 1))
    allowed = RULE(place(3, 1, 7, ("x",)), "allowed")
    log = json.loads(sarif(doc(*findings, allowed, policy=Policy(allowances=(allowance,), today=date(2026, 1, 1)))))
    assert sarif_judge.complaints(log) == []
    [run] = log["runs"]
    assert [r["ruleId"] for r in run["results"]] == ["TST001", "TST002", "TST001", "TST001"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "specs/a%20b.yaml"
    assert [r.get("suppressions") for r in run["results"]].count(None) == 3


def test_the_sarif_form_without_findings_is_valid():
    assert sarif_judge.complaints(json.loads(sarif(doc()))) == []


def test_the_sarif_judge_judges():
    assert sarif_judge.complaints({"version": "2.1.0", "runs": [{"tool": {}}]})


@pytest.mark.parametrize("character", ["\x1b]0;owned\x07", "\x1b[31m", "\u202e", "\x9b", "\r", "\x08", "\u2066"])
def test_nothing_that_a_terminal_obeys_leaves(character):
    source = SourceFile("a.yaml", f"why: {character}x\n".encode())
    found = RULE(Place(f"{character}.yaml", span=Span(Position(1, 1), Position(1, 4))), f"`{character}`", help=character)
    shown = document(diagnose([found], lambda p: p.span), {f"{character}.yaml": source}, "1")
    for text in (human(shown, PLAIN), concise(shown)):
        assert not any(c in text for c in character if not c.isprintable()), repr(text)


@pytest.mark.parametrize(("count", "drawn", "more"), [(50, 50, False), (51, 50, True), (300, 50, True)])
def test_the_human_form_shows_the_first_fifty_and_counts_the_rest(count, drawn, more):
    shown = doc(*(RULE(place(1, 1, 2), f"number {n}") for n in range(count)))
    text = human(shown, PLAIN)
    assert text.count("error[TST001]") == drawn
    assert (f"and {count - 50} more" in text) is more
    assert concise(shown).count("\n") == count
    assert len(json.loads(as_json(shown))["diagnostics"]) == count


def test_a_long_line_is_cut_round_the_place():
    line = "why: " + "x" * 3000 + " HERE " + "y" * 3000
    source = SourceFile("a.yaml", line.encode())
    start = line.index("HERE") + 1
    found = RULE(Place("a.yaml", span=Span(Position(1, start), Position(1, start + 4))), "far out")
    text = human(document(diagnose([found], lambda p: p.span), {"a.yaml": source}, "1"), PLAIN)
    assert "HERE" in text
    carets = next(row for row in text.splitlines() if "^" in row)
    drawn = next(row for row in text.splitlines() if "HERE" in row)
    assert drawn[carets.index("^") :].startswith("HERE")
    assert max(map(len, text.splitlines())) < 200


def test_what_is_allowed_is_counted_and_not_shown(findings):
    allowance = Allowance("a-rule", Place("specs/a b.yaml"), "we know", date(2030, 1, 1))
    shown = doc(*findings, policy=Policy(allowances=(allowance,), today=date(2026, 1, 1)))
    assert "TST001" not in human(shown, PLAIN) + concise(shown) + github(shown)
    assert human(shown, PLAIN).endswith("1 warning (2 allowed) in 1 file\n")

"""Prose inside braces: a comma ends the text, and the rest becomes a key. One finding for each text, at the whole of it."""

import pytest

from syncwright.diagnostics import Finding
from syncwright.platform import connector_models, installed
from syncwright.spec.load import load
from syncwright.syntax import parse
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile
from syntax.refused import spanned

HEAD = "object: Lead\nwhy: every enquiry\nfields:\n  Email: "


def found(field: str) -> list[tuple[str, str]]:
    """Rule and text of each finding, where the field `Email` says this."""
    source = SourceFile("lead.yaml", f"{HEAD}{field}\n".encode())
    findings = load(parse(source), connector_models(installed()))
    if not isinstance(findings, tuple):
        return []
    locate = Locator({source.path: source})

    def shown(finding: Finding) -> tuple[str, str]:
        return finding.rule.id, spanned(source, finding.place.span or locate(finding.place))

    return [shown(finding) for finding in findings]


SPLIT = {
    "one comma": ("{why: segments, scores}", "segments, scores"),
    "two commas": ("{why: segments, scores, sync}", "segments, scores, sync"),
    "between others": ("{sync: hidden, why: segments, and scores, owner: revops}", "segments, and scores"),
    "a comma at its end": ("{why: segments, scores , owner: revops}", "segments, scores"),
    "wide characters": ("{why: 漢字, é, owner: revops}", "漢字, é"),
    "deeper": ("{parts: {City: {why: a, b}}}", "a, b"),
}


@pytest.mark.parametrize(("field", "text"), SPLIT.values(), ids=SPLIT)
def test_text_that_a_comma_split_is_one_finding(field: str, text: str) -> None:
    shown = found(field)
    if text.endswith(", sync"):  # what follows the comma may be a key that there is
        assert ("SYN117", "segments, scores") in shown
        return
    assert shown == [("SYN117", text)]


@pytest.mark.parametrize(
    "field", ['{why: "segments, scores"}', "{why: 'segments, scores'}", "{why: segments and scores}", "\n    why: segments, scores"]
)
def test_quoted_or_in_block_form_it_is_read(field: str) -> None:
    assert found(field) == []


NO_PROSE = {
    "a first key without a value": ("{reason of it, sync: hidden}", [("SPC203", "reason of it")]),
    "the only key": ("{reason}", [("SPC203", "reason")]),
    "an empty key": ("{'': ''}", [("SPC203", "''")]),
    "keys with values": ("{why: a, wyh: b}", [("SPC203", "wyh")]),
    "no braces": ("\n    why: a\n    scores:", [("SPC203", "scores")]),
    "a colon forgotten after the first key": ("{sync hidden, why: a}", [("SPC203", "sync hidden")]),
}


@pytest.mark.parametrize(("field", "shown"), NO_PROSE.values(), ids=NO_PROSE)
def test_a_key_that_nobody_knows_is_said_to_be_one(field: str, shown: list[tuple[str, str]]) -> None:
    assert found(field) == shown

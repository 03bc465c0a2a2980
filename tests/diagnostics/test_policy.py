"""Findings become diagnostics: order, doubles, severities, allowances."""

from datetime import date

import pytest

from syncwright.diagnostics import Allowance, Place, Policy, Rule, diagnose, failed
from syncwright.text import Position, Span

WARNS = Rule("TST001", "a-warning", "warning", "tests")
FAILS = Rule("TST002", "an-error", "error", "tests")
FIXED = Rule("TST003", "a-fixed-error", "error", "tests", adjustable=False)


def at(line, path="a.yaml", keys=()):
    return Place(path, keys, span=Span(Position(line, 1), Position(line, 2)))


def nowhere(place):
    raise AssertionError(f"{place} has a span of its own")


def names(diagnostics):
    return [(d.primary.path, d.primary.span.start.line, d.rule.id, d.severity) for d in diagnostics]


def test_diagnostics_come_in_order_of_place_then_rule():
    found = [FAILS(at(2), "x"), WARNS(at(2), "x"), FAILS(at(1, "b.yaml"), "x"), FAILS(at(1), "x")]
    assert names(diagnose(found, nowhere)) == [
        ("a.yaml", 1, "TST002", "error"),
        ("a.yaml", 2, "TST001", "warning"),
        ("a.yaml", 2, "TST002", "error"),
        ("b.yaml", 1, "TST002", "error"),
    ]


def test_an_absurdly_long_name_is_quoted_in_short_and_the_message_keeps_its_end():
    (one,) = diagnose([WARNS(at(1), f"what `{'f' * 4000}` grants to `Marketo_Sync` is not known", help="z" * 5000)], nowhere)
    assert one.message == f"what `{'f' * 59}…` grants to `Marketo_Sync` is not known"
    assert len(one.help) == 900


def test_a_message_of_usual_length_is_left_alone():
    long = f"`{'f' * 300}` is long"
    assert [d.message for d in diagnose([WARNS(at(1), long)], nowhere)] == [long]


def test_the_same_finding_twice_is_one():
    assert len(diagnose([FAILS(at(1), "x"), FAILS(at(1), "x"), FAILS(at(1), "y")], nowhere)) == 2


def test_a_finding_without_a_span_is_looked_up_once_it_is_known_to_matter():
    looked = []

    def locate(place):
        looked.append(place)
        return Span(Position(7, 3), Position(7, 9))

    off = Policy({"a-warning": "off"})
    [found] = diagnose([FAILS(Place("a.yaml", ("why",)), "x"), WARNS(Place("a.yaml", ("owner",)), "x")], locate, off)
    assert found.primary.span.start == Position(7, 3)
    assert [place.keys for place in looked] == [("why",)]


@pytest.mark.parametrize(("severity", "fails"), [("error", True), ("warning", False), ("note", False)])
def test_a_policy_sets_the_severity_of_a_rule(severity, fails):
    found = diagnose([WARNS(at(1), "x")], nowhere, Policy({"a-warning": severity}))
    assert [d.severity for d in found] == [severity]
    assert failed(found) is fails


def test_a_rule_that_is_not_adjustable_stays_an_error():
    allowance = Allowance("a-fixed-error", Place("a.yaml"), "we know", date(2030, 1, 1))
    [found] = diagnose([FIXED(at(1), "x")], nowhere, Policy({"a-fixed-error": "off"}, (allowance,), date(2026, 1, 1)))
    assert (found.severity, found.allowed) == ("error", None)


ALLOWED = Allowance("an-error", Place("a.yaml", ("fields", "Email")), "until the release", date(2026, 6, 30))


@pytest.mark.parametrize(("today", "accepted"), [(date(2026, 6, 29), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_an_allowance_holds_up_to_and_with_its_last_day(today, accepted):
    [found] = diagnose([FAILS(at(1, keys=("fields", "Email", "sync")), "x")], nowhere, Policy(allowances=(ALLOWED,), today=today))
    assert (found.allowed is not None) is accepted
    assert failed([found]) is not accepted
    if not accepted:
        assert found.help == "it was allowed until 2026-06-30: until the release"


@pytest.mark.parametrize(
    ("path", "keys", "accepted"),
    [
        ("a.yaml", ("fields", "Email"), True),
        ("a.yaml", ("fields", "Email", "why"), True),
        ("a.yaml", ("fields", "Emails"), False),
        ("a.yaml", ("fields",), False),
        ("b.yaml", ("fields", "Email"), False),
    ],
)
def test_an_allowance_covers_its_place_and_what_is_below(path, keys, accepted):
    [found] = diagnose([FAILS(at(1, path, keys), "x")], nowhere, Policy(allowances=(ALLOWED,), today=date(2026, 1, 1)))
    assert (found.allowed is not None) is accepted


def test_an_allowance_is_for_one_rule():
    [found] = diagnose([WARNS(at(1, keys=("fields", "Email")), "x")], nowhere, Policy(allowances=(ALLOWED,), today=date(2026, 1, 1)))
    assert found.allowed is None


def test_an_ended_allowance_leaves_the_rules_own_help():
    [found] = diagnose(
        [FAILS(at(1, keys=("fields", "Email")), "x", help="mend it")], nowhere, Policy(allowances=(ALLOWED,), today=date(2027, 1, 1))
    )
    assert found.help == "mend it; it was allowed until 2026-06-30: until the release"


def test_an_allowance_that_has_ended_does_not_hide_one_that_holds():
    wide = Allowance("an-error", Place("a.yaml"), "the whole file, for a while", date(2026, 1, 31))
    for order in ((wide, ALLOWED), (ALLOWED, wide)):
        [found] = diagnose([FAILS(at(1, keys=("fields", "Email")), "x")], nowhere, Policy(allowances=order, today=date(2026, 3, 1)))
        assert found.allowed == ALLOWED


def test_findings_with_other_related_places_are_not_one():
    found = [FAILS(at(1), "x", related=[(at(2), "first here")]), FAILS(at(1), "x", related=[(at(3), "first here")])]
    assert [d.related[0].span.start.line for d in diagnose(found, nowhere)] == [2, 3]


def test_related_places_are_looked_up_too():
    related = [(Place("b.yaml", ("why",)), "because of this"), (Place(""), "nowhere")]
    [found] = diagnose([FAILS(at(1), "x", related=related)], lambda place: at(9).span if place.keys == ("why",) else None)
    assert [(one.path, one.span.start.line, one.label) for one in found.related] == [("b.yaml", 9, "because of this"), ("", 1, "nowhere")]


def test_a_rule_that_is_off_says_nothing_even_where_it_was_allowed():
    assert diagnose([WARNS(at(1), "x")], nowhere, Policy({"a-warning": "off"})) == []

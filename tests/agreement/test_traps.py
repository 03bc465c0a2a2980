"""The traps, one by one: what the short form of a filter takes on some platform, and that what we write takes the right records on all."""

import ast
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from agreement.pairs import VALUE_SETS, WORDS, Case, as_known
from agreement.sides import SIDES
from agreement.traps import CANNOT_HAPPEN, NOT_OURS, REFUSALS, TRAPS
from expression.scopes import CLOCK, COLUMNS, OneScope, checked, meaning
from judges import dialects, soql
from judges.salesforce_formula import FormulaRefused, compiled
from judges.smart_list import Filter, takes_in
from rules.pages import read_page
from syncwright.expression.clock import Clock
from syncwright.expression.evaluate import passes
from syncwright.expression.literals import value_of
from syncwright.expression.normal import normal
from syncwright.expression.predicate import Column
from syncwright.expression.tokens import Wrong
from syncwright.expression.tree import Text
from syncwright.inventory.reader import read_sources
from syncwright.platform import installed
from syncwright.platforms.salesforce.filters.formula import formula
from syncwright.platforms.salesforce.filters.soql import where
from syncwright.registry import all_rules, page
from syncwright.sql import staging
from syncwright.sql.dialects import DIALECTS, translated, without_dots
from syncwright.sql.duckdb import condition
from syncwright.text import SourceFile

BLANK: dict[str, Any] = {name: False if column.kind == "checkbox" else None for name, column in COLUMNS.items()}


def asked_together(texts: Iterable[str]) -> None:
    """Have the queries of these filters read in one call of Node, which takes its time to start."""
    soql.read([where(normal(meaning(text)), CLOCK) for text in texts])


@pytest.fixture(scope="module", autouse=True)
def _all_at_once() -> None:
    """The filters that stand in this file as arguments of `agreed`."""
    calls = [one for one in ast.walk(ast.parse(Path(__file__).read_text("utf-8"))) if isinstance(one, ast.Call) and one.args]
    asked_together(one.args[0].value for one in calls if ast.unparse(one.func) == "agreed" and isinstance(one.args[0], ast.Constant))


def agreed(text: str, **held: Any) -> bool:
    """Whether a record passes; every side says the same of it."""
    record = BLANK | {name.replace("Account_", "Account."): value for name, value in held.items()}
    case = Case((meaning(text),), (record,), (as_known(record),))
    ((expected,),) = case.expected()
    assert {name: side([case])[0][0][0] for name, side in SIDES.items()} == dict.fromkeys(SIDES, expected), text
    return expected


def in_formula(text: str, blanks: str = "BlankAsBlank", **held: Any) -> Any:
    """What a formula that people write by hand gives."""
    return compiled(text, WORDS, blanks=blanks, value_sets=VALUE_SETS)(BLANK | held, today=CLOCK.today, zone=CLOCK.zone)


def in_sql(text: str, dialect: str = "duckdb", **held: Any) -> bool:
    return dialects.matches([text], dialect, [BLANK | held], WORDS)[0][0]


def in_query(text: str, reading: soql.Reading = "matches", **held: Any) -> bool:
    return soql.matches([text], [BLANK | held], WORDS, today=CLOCK.today, reading=reading)[0][0]


def as_formula(text: str) -> str:
    return formula(normal(meaning(text)), CLOCK.zone)


def test_t1_what_is_not_more_may_be_blank():
    assert in_formula("NOT(Score__c > 5)") is None
    assert not in_sql("NOT Score__c > 5")
    assert agreed("not (Score__c > 5)")


def test_t2_a_blank_is_no_zero(repository):
    assert in_formula("Score__c < 10", "BlankAsZero") is True
    assert not agreed("Score__c < 10")
    assert not agreed("Score__c = 0")
    assert agreed("Score__c is blank")
    answers = [*(repository / "generated").rglob("*_Now__c.field-meta.xml")]
    assert answers
    for file in answers:
        assert "<formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>" in file.read_text("utf-8"), file


def test_t3_not_of_a_blank_is_the_same_everywhere():
    assert in_formula("NOT(OR(Score__c = 1))") is True
    assert not in_sql("NOT (Score__c = 1)")
    assert agreed("not (Score__c = 1 or Email = 'a')")


def test_t4_the_case_of_a_text_does_not_matter():
    assert in_formula('Email = "A@b.example"', Email="a@B.example") is False
    assert in_query("Email = 'A@b.example'", Email="a@B.example")
    assert agreed("Email = 'A@b.example'", Email="a@B.example")


def test_t5_fifty_per_cent_is_fifty_per_cent():
    assert in_formula("Satisfaction__c = 50", Satisfaction__c=Decimal(50)) is False
    assert agreed("Satisfaction__c = 50%", Satisfaction__c=Decimal(50))
    assert agreed("Satisfaction__c > 33.3%", Satisfaction__c=Decimal("33.31"))
    assert not agreed("Satisfaction__c > 33.3%", Satisfaction__c=Decimal("33.3"))


def test_t6_a_blank_is_in_no_list():
    assert in_formula('CONTAINS("US:CA", Company)') is True
    assert not agreed("Company in ['US', 'CA']")
    assert "CONTAINS" not in as_formula("Company in ['US', 'CA']")


def test_t7_a_blank_contains_nothing():
    assert in_formula('CONTAINS(Company, "a")') is None
    assert in_formula('BEGINS(Company, "a")') is None
    assert not agreed("Company contains 'a'")
    assert agreed("Company not starts with 'a'")


def test_t8_a_text_without_a_value_is_blank():
    assert in_formula("ISNULL(Company)") is False
    assert agreed("Company is blank")
    assert "ISNULL" not in as_formula("Company is blank or Score__c is blank or Birthdate is not blank")


def test_t9_a_picklist_is_asked_through_its_text():
    for text in ("ISBLANK(Status)", "ISBLANK(Blocked__c)"):
        with pytest.raises(FormulaRefused):
            in_formula(text)
    assert agreed("Status is blank")
    assert not agreed("Status is blank", Status="Open")
    assert [one.rule.id for one in checked("Blocked__c is blank").findings] == ["FIL920"]


def test_t10_every_reading_of_null_gives_the_same():
    for naive in ("Email != 'x'", "(NOT Email LIKE '%x%')", "Lines__c EXCLUDES ('Pumps')"):
        assert {in_query(naive, reading) for reading in soql.READINGS} == {True, False}, naive
    assert agreed("Email != 'x'")
    assert agreed("Email not contains 'x'")
    assert agreed("Lines__c excludes ['Pumps']")


def test_t11_a_wildcard_is_a_character():
    assert in_query("Email LIKE 'first_name@%'", Email="firstXname@b.example")
    assert not agreed("Email starts with 'first_name@'", Email="firstXname@b.example")
    assert agreed("Email starts with 'first_name@'", Email="First_Name@b.example")
    assert not agreed("Email contains '100%'", Email="1000")
    assert agreed("Email contains '\\_'", Email="a\\_b")


def test_t12_a_value_is_no_part_of_another():
    assert in_sql("strpos(lower(Lines__c), 'valve') > 0", Lines__c="Valves")
    assert not agreed("Lines__c includes 'Valve'", Lines__c="Valves;Pumps")
    assert agreed("Lines__c includes 'Valve'", Lines__c="Valves;Valve")


def test_t13_marketo_takes_blanks_where_it_is_not_asked_to():
    for one in (Filter("Score__c", "is", (Decimal(0),)), Filter("Birthdate", "before", (CLOCK.today,))):
        assert takes_in([one], BLANK, WORDS, reading="empties match", today=CLOCK.today)
    assert not agreed("Score__c = 0")
    assert not agreed("Birthdate < 2026-03-29")


def test_t14_marketo_s_past_has_no_future():
    tomorrow = BLANK | {"Birthdate": CLOCK.today + timedelta(days=1)}
    assert not takes_in([Filter("Birthdate", "in past", (365,))], tomorrow, WORDS, reading="empties match", today=CLOCK.today)
    assert agreed("Birthdate >= today - 365 days", Birthdate=tomorrow["Birthdate"])


def test_t15_a_filter_drifts_at_midnight():
    record = {"Birthdate": date(2025, 3, 29)}
    scope = meaning("Birthdate >= today - 365 days")
    assert [passes(scope, record, Clock(CLOCK.today + timedelta(days=days), CLOCK.zone)) for days in (0, 1)] == [True, False]


def test_t17_a_day_begins_in_the_org_s_zone():
    """Half an hour after midnight in Amsterdam is yesterday in UTC."""
    moment = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    assert agreed("CreatedDate >= today", CreatedDate=moment)
    assert not passes(meaning("CreatedDate >= today"), {"CreatedDate": moment}, Clock(CLOCK.today))
    assert where(normal(meaning("CreatedDate >= today")), CLOCK) == "CreatedDate >= 2026-03-28T23:00:00Z"
    assert [one.rule.id for one in checked("CreatedDate >= today", OneScope(zone=None)).findings] == ["FIL919"]


def staged(text: str, kind: str) -> Any:
    """What a cell of an export with nothing but text is staged as, as a condition is asked of it."""
    with duckdb.connect() as run:
        run.execute("SET TimeZone = 'America/New_York'")
        raw = staging.raw("c", "text", kind)
        ((held,),) = run.execute(f"SELECT CAST({staging.value(raw, 'text', kind)} AS VARCHAR) FROM (SELECT ? AS c)", [text]).fetchall()
        return held


def test_t18_an_offset_is_not_dropped():
    with duckdb.connect() as run:
        assert run.execute("SELECT CAST(CAST('2026-01-15T23:30:00+02:00' AS TIMESTAMP) AS VARCHAR)").fetchone() == ("2026-01-15 23:30:00",)
    assert staged("2026-01-15T23:30:00+02:00", "datetime") == "2026-01-15 21:30:00"
    assert staged("2026-01-15T23:30:00.000Z", "datetime") == "2026-01-15 23:30:00"


def test_t19_an_empty_text_is_blank():
    assert staged("", "text") is None
    assert staged("  ", "text") is None
    assert staged(" a ", "text") == "a"
    assert passes(meaning("Email is blank"), {"Email": ""}, CLOCK)


def test_t20_types_come_from_the_inventory():
    """A column of `true` and `1` is a checkbox because the org says so; a date that is none is none."""
    assert [staged(text, "checkbox") for text in ("true", "1", "0", "FALSE", "")] == ["true", "true", "false", "false", "false"]
    assert [staged(text, "date") for text in ("2026-02-28", "2026-02-30", "28.02.2026")] == ["2026-02-28", None, None]


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_t21_a_backslash_is_a_backslash_in_every_dialect(dialect):
    for text in ("C:\\new", "it's \\", "\\'"):
        said = translated(condition(normal(meaning("Company = '" + text.replace("'", "''") + "'")), CLOCK, without_dots), dialect)
        flat = {name.replace(".", "_"): word for name, word in WORDS.items()}
        records = [{"Company": text}, {"Company": text.replace("\\", "")}, {"Company": text.replace("\\", "\\\\")}]
        assert dialects.matches([said], dialect, records, flat) == [[True, False, False]], said


def test_t22_no_case_is_guessed():
    for letter in "İΣσς":
        assert [one.rule.id for one in checked(f"Company = 'a{letter}'").findings] == ["FIL917"]
    assert not agreed("Company = 'ai'", Company="aİ")
    assert agreed("Company = 'STRASSE É'", Company="strasse é")


def test_t23_ids_mind_their_case():
    ids = ("0035e00000BqXyZAAV", "0035e00000bqxyzAAA")
    assert [agreed("OwnerId = '0035e00000BqXyZ'", OwnerId=one) for one in ids] == [True, False]
    assert [agreed("OwnerId != '0035e00000BqXyZ'", OwnerId=one) for one in ids] == [False, True]


def test_t24_a_value_that_is_none_is_refused():
    assert in_formula('ISPICKVAL(Status, "Opne")', Status="Open") is False
    assert [one.rule.id for one in checked("Status = 'Opne'").findings] == ["FIL914"]


LABELLED = b"""<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Stage__c</fullName>
    <type>Picklist</type>
    <valueSet><valueSetDefinition><value><fullName>open</fullName><label>Being worked on</label></value></valueSetDefinition></valueSet>
</CustomField>
"""


def test_t25_a_label_is_no_value():
    objects = read_sources([SourceFile("force-app/objects/Lead/fields/Stage__c.field-meta.xml", LABELLED)]).objects
    values = objects["Lead"].fields["Stage__c"].values
    assert values == ("open",)
    column = Column("Stage__c", "picklist", values=values)
    with pytest.raises(Wrong) as raised:
        value_of(Text("Being worked on"), column, None)
    assert raised.value.rule.id == "FIL914"
    assert value_of(Text("OPEN"), column, None) == "open"


def test_t27_quotes_and_backslashes_stay_what_they_are():
    texts = {text: "'" + text.replace("'", "''") + "'" for text in ('say "no"', "back\\slash", "it's", '\\"', "a\\")}
    asked_together([f"Company {operator} {text}" for operator in ("=", "contains") for text in texts.values()])
    for text, quoted in texts.items():
        assert agreed(f"Company = {quoted}", Company=text)
        assert agreed(f"Company contains {quoted}", Company=f"x{text}y")
        assert not agreed(f"Company = {quoted}", Company=text + "x")
    assert as_formula("Company = 'a\"b\\'") == 'LOWER(Company) = "a\\"b\\\\"'


def test_t28_who_has_no_parent_is_asked_too():
    assert agreed("Account.Name != 'x'")
    assert agreed("Account.Name is blank")
    assert not agreed("Account.Name = 'x'")
    assert not agreed("Account.Since__c < 2026-01-01")


# ------------------------------------------------------------------ that nothing is left out


def test_every_trap_is_shown_or_not_ours():
    assert [*TRAPS, *NOT_OURS] == sorted([*TRAPS, *NOT_OURS], key=lambda one: (one in NOT_OURS, int(one[1:])))
    assert {*TRAPS} | {*NOT_OURS} == {f"T{number}" for number in range(1, 29)}
    assert not {*TRAPS} & {*NOT_OURS}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_shows_a_trap_is_there(trap, repository):
    assert TRAPS[trap].by
    for named in TRAPS[trap].by:
        file, _, function = named.partition("::")
        tree = ast.parse((repository / "tests" / file).read_text("utf-8"))
        assert function in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, named


def test_every_test_of_a_trap_is_of_one_in_the_list():
    named = {each.partition("::test_")[2] for one in TRAPS.values() for each in one.by}
    tests = [name for name in globals() if re.match(r"test_t\d+_", name)]
    assert {name.removeprefix("test_") for name in tests} <= named
    for trap, one in TRAPS.items():
        assert any(re.match(rf"agreement/test_traps\.py::test_({trap.lower()}|a_refusal)_", each) for each in one.by), trap


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_has_a_rule_whose_page_shows_it(refusal):
    """What the page shows is run by the tests of pages: it gets this rule's finding and no other."""
    rule = {one.id: one for one in all_rules(installed())}[REFUSALS[refusal]]
    assert read_page(page(rule)).of("bad")


def test_the_refusals_are_those_that_were_asked_for():
    asked = """F-TEXT-ORDER F-LONGTEXT F-ENCRYPTED F-PICKLIST-VALUE F-MSP-ORDER F-DATE-INVALID F-ID-LENGTH F-CASEFOLD F-EMPTY-LITERAL
        F-RELDATE-FLOW F-RELDATE-MARKETO F-MSP-MARKETO F-MDS-SHAPE F-MDS-MAPPED F-FLOW-INCLUDES F-SIZE F-CROSS-OBJECT-STALE
        F-MULTICURRENCY F-TZ-MISSING F-250""".split()
    assert {*REFUSALS, *CANNOT_HAPPEN} == {*asked}
    assert all(CANNOT_HAPPEN.values())

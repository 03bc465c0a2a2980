"""The filter language as text: what is read, what is refused and where, and that what is printed reads the same."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.trees import expressions
from syncwright.expression.parse import DEPTH, parse
from syncwright.expression.tokens import Wrong
from syncwright.expression.tree import (
    All,
    Among,
    Any,
    Blank,
    Compare,
    Contains,
    Day,
    Includes,
    KeysOf,
    Moment,
    Named,
    Not,
    Number,
    Path,
    Relative,
    Text,
    Truth,
    Values,
)
from syncwright.expression.written import written

EMAIL = Path("Email")

READ = {
    "Email is blank": Blank(EMAIL),
    "Email is not blank": Blank(EMAIL, True),
    "Email = 'a'": Compare(EMAIL, "=", Text("a")),
    'Email != "it\'s"': Compare(EMAIL, "!=", Text("it's")),
    "Email = 'it''s'": Compare(EMAIL, "=", Text("it's")),
    r"Email = 'C:\new'": Compare(EMAIL, "=", Text(r"C:\new")),
    "Score__c >= -2.50": Compare(Path("Score__c"), ">=", Number(Decimal("-2.5"))),
    "Discount__c < 50%": Compare(Path("Discount__c"), "<", Number(Decimal(50), True)),
    "Active__c = true": Compare(Path("Active__c"), "=", Truth(True)),
    "Birthdate <= 2026-03-31": Compare(Path("Birthdate"), "<=", Day(date(2026, 3, 31))),
    "CreatedDate > 2026-03-31T12:00:00+02:00": Compare(Path("CreatedDate"), ">", Moment(datetime(2026, 3, 31, 10, tzinfo=UTC))),
    "CreatedDate > 2026-03-31T12:00Z": Compare(Path("CreatedDate"), ">", Moment(datetime(2026, 3, 31, 12, tzinfo=UTC))),
    "Due__c >= today": Compare(Path("Due__c"), ">=", Relative(0)),
    "Due__c >= today - 365 days": Compare(Path("Due__c"), ">=", Relative(-365)),
    "Due__c >= today-365 days": Compare(Path("Due__c"), ">=", Relative(-365)),
    "Due__c < today + 1 week": Compare(Path("Due__c"), "<", Relative(1, "weeks")),
    "Address.Country in ['US', 'CA']": Among(Path("Address.Country"), Values((Text("US"), Text("CA")))),
    "Country not in keys of fair-codes": Among(Path("Country"), KeysOf("fair-codes"), True),
    "Email contains '@b.example'": Contains(EMAIL, Text("@b.example")),
    "Email not starts with 'test'": Contains(EMAIL, Text("test"), True, True),
    "Lines__c includes 'A'": Includes(Path("Lines__c"), "any", Values((Text("A"),))),
    "Lines__c includes all ['A', 'B']": Includes(Path("Lines__c"), "all", Values((Text("A"), Text("B")))),
    "Lines__c excludes ['A']": Includes(Path("Lines__c"), "none", Values((Text("A"),))),
    "true": Truth(True),
    "filter in-europe": Named("in-europe"),
    "not filter eu and true": All((Not(Named("eu")), Truth(True))),
    "true or false and true": Any((Truth(True), All((Truth(False), Truth(True))))),
    "(true or false) and true": All((Any((Truth(True), Truth(False))), Truth(True))),
    "not (true and true)": Not(All((Truth(True), Truth(True)))),
    "not not true": Not(Not(Truth(True))),
    "(true and true) and true": All((All((Truth(True), Truth(True))), Truth(True))),
}


@pytest.mark.parametrize(("text", "tree"), READ.items(), ids=READ)
def test_a_filter_is_read(text, tree):
    assert parse(text) == tree


@settings(max_examples=500)
@given(expressions)
def test_what_is_printed_reads_the_same(tree):
    assert parse(written(tree)) == tree


@settings(max_examples=300)
@given(expressions)
def test_every_part_stands_where_its_slice_says(tree):
    text = written(tree)
    found = parse(text)
    assert written(found) == text
    assert parse(text[found.at.start : found.at.end]) == found or isinstance(found, (All, Any))


#: Text, rule, what is underlined, the message, the help.
REFUSED = [
    ("", "FIL901", "", "the filter says nothing", "write a test, such as `Email is not blank`, or `true` for every record"),
    ("Email", "FIL901", "", "the filter ends where `=`, `in`, `contains`, `starts with`, `includes`, `excludes` or `is blank` is expected",
     "a checkbox is tested as `Email = true`, any other field as `Email is not blank`"),
    ("Email = US", "FIL901", "US", "`US` stands where a value is expected", "text stands in quotes: `'US'`"),
    ("Email = NULL", "FIL901", "NULL", "`NULL` stands where a value is expected", "write `Email is blank` or `Email is not blank`"),
    ("Email is null", "FIL901", "null", "`null` stands where `blank` or `not blank` is expected", "write `Email is blank`"),
    ("Email is not 'x'", "FIL901", "'x'", "'x' stands where `blank` is expected", "a value is compared by `!=`; `is` asks for blanks alone"),
    ("Email == 'a'", "FIL901", "==", "`==` means nothing in a filter", "write `=`"),
    ("Email <> 'a'", "FIL901", "<>", "`<>` means nothing in a filter", "write `!=`"),
    ("Email = “a”", "FIL901", "“", "`“` means nothing in a filter", "write `'`"),
    ("Email is blank && true", "FIL901", "&&", "`&&` means nothing in a filter", "write `and`"),
    ("Email is blank AND true", "FIL901", "AND", "`AND` stands where `and`, `or` or the end of the filter is expected", "did you mean `and`?"),
    ("Email CONTAINS 'a'", "FIL901", "CONTAINS", None, "write `contains`"),
    ("Email like 'a'", "FIL901", "like", None, "write `contains`"),
    ("Email is blank annd true", "FIL901", "annd", None, "did you mean `and`?"),
    ("Email in 'US'", "FIL901", "'US'", "'US' stands where a list in `[ ]`, or `keys of` and a map, is expected", "write `['US']`"),
    ("Email in ['US'", "FIL901", "", "the filter ends where `,` or `]` is expected", "the `[` at character 10 is not closed"),
    ("Email in []", "FIL901", "]", "`]` stands where a value is expected", None),
    ("(Email is blank", "FIL901", "", "the filter ends where `)` is expected", "the `(` at character 1 is not closed"),
    ("Email is blank)", "FIL901", ")", None, None),
    ("'Email' is blank", "FIL901", "'Email'", "'Email' stands where a field, `not`, `filter` or `(` is expected", "write `Email` without quotes"),
    ("Lines__c includes ['A']", "FIL901", "[", "`[` stands where `any` or `all` is expected", "as in `Lines__c includes any ['A', 'B']`"),
    ("Lines__c not includes 'A'", "FIL901", "includes", None, "write `excludes`"),
    ("Email = 'a", "FIL902", "'a", "the text 'a has no quote at its end", "end it with `'`; a quote inside is written twice: `''`"),
    ("Email = 'a\n and X = 1", "FIL902", "'a", None, None),
    ("(" * 41 + "true", "FIL903", "(", f"brackets and `not` are nested more than {DEPTH} deep here", None),
    ("not " * 5_000 + "true", "FIL903", "not", None, None),
    ("Due__c = 2026-02-30", "FIL904", "2026-02-30", "there is no day `2026-02-30`", None),
    ("Due__c = 2026-13-01", "FIL904", "2026-13-01", "there is no day `2026-13-01`", "months go from 01 to 12"),
    ("Due__c = 2026-1-5", "FIL904", "2026-1-5", "`2026-1-5` is neither a day nor a moment", None),
    ("Due__c = 2026-01-05T25:00:00Z", "FIL904", "2026-01-05T25:00:00Z", "there is no time `25:00:00Z`", None),
    ("Due__c = 2026-01-05T10:00:00.123Z", "FIL904", "2026-01-05T10:00:00.123Z", None, "leave the fraction out"),
    ("Due__c = 2026-01-05T10:00:00", "FIL919", "2026-01-05T10:00:00", "`2026-01-05T10:00:00` says no time zone", None),
    ("Due__c = 31.12.2026", "FIL901", "31.12.2026", "`31.12.2026` is not a number", "a date is written as `2026-03-31`"),
    ("Due__c = 12/31/2026", "FIL901", "12/31/2026", None, "a date is written as `2026-03-31`"),
    ("Due__c > today - 12 months", "FIL901", "months", "`months` cannot be counted from today", "months and years differ in length: say `365 days`"),
    ("Due__c > today - 12", "FIL901", "", None, "write `12 days`"),
    ("Due__c > today - 1.5 days", "FIL901", "1.5", "`1.5` is no number of whole days", None),
    ("Due__c > today - 999999 days", "FIL904", "999999", "999999 days are more than a hundred years", None),
    ("Due__c > now", "FIL901", "now", None, "filters know whole days: write `today`"),
    ("Score__c = 1234567890123456789", "FIL905", "1234567890123456789", "this number has more than 18 digits", None),
    ("Score__c = 1,5", "FIL901", "1,5", "`1,5` is not a number", None),
    ("Score__c = 1e5", "FIL901", "1e5", "`1e5` is not a number", None),
    ("Score__c = --5", "FIL901", "-", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "underlined", "message", "help_"), REFUSED, ids=[text[:40] for text, *_ in REFUSED])
def test_a_mistake_is_refused_where_it_stands(text, rule, underlined, message, help_):
    with pytest.raises(Wrong) as raised:
        parse(text)
    wrong = raised.value
    assert (wrong.rule.id, text[wrong.at.start : wrong.at.end]) == (rule, underlined), (wrong.message, wrong.help)
    assert message in (None, wrong.message)
    assert help_ in (None, wrong.help)


@settings(max_examples=1_000)
@given(st.text(st.sampled_from("Email =<>!'\"()[],.0123456789-+%\nabcdefilnorstuwxyT:Z😀"), max_size=60))
def test_no_text_is_more_than_refused(text):
    try:
        tree = parse(text)
    except Wrong as wrong:
        assert 0 <= wrong.at.start <= wrong.at.end <= len(text)
    else:
        assert parse(written(tree)) == tree


@given(
    st.lists(
        st.sampled_from(
            [
                "Email",
                "=",
                "'a'",
                "and",
                "or",
                "not",
                "(",
                ")",
                "in",
                "[",
                "]",
                ",",
                "is",
                "blank",
                "today",
                "-",
                "5",
                "days",
                "filter",
                "x-y",
            ]
        ),
        max_size=14,
    )
)
def test_no_row_of_tokens_is_more_than_refused(words):
    text = " ".join(words)
    try:
        assert parse(written(parse(text))) == parse(text)
    except Wrong as wrong:
        assert 0 <= wrong.at.start <= wrong.at.end <= len(text)

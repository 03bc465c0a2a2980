"""Filters for hypothesis, as trees: every test, every kind of value, nested."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from syncwright.expression.tree import (
    All,
    Among,
    Any,
    Blank,
    Compare,
    Contains,
    Day,
    Expression,
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
from syncwright.expression.values import plain

_LETTERS = "abKZ09 _-%'\"\\;éßİΣ漢😀[]()=<,#"
texts = st.text(st.sampled_from(_LETTERS), max_size=12).map(Text)
numbers = st.builds(Number, st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda n: plain(Decimal(n) + 0)), st.booleans())
days = st.dates(date(1700, 1, 1), date(4000, 12, 31)).map(Day)
moments = st.datetimes(datetime(1700, 1, 1), datetime(4000, 12, 31)).map(lambda m: Moment(m.replace(microsecond=0, tzinfo=UTC)))
relatives = st.one_of(
    st.builds(Relative, st.integers(-36_525, 36_525), st.just("days")),
    st.builds(Relative, st.integers(-500, 500).filter(bool), st.just("weeks")),
)
values = st.one_of(texts, numbers, st.booleans().map(Truth), days, moments, relatives)
names = st.sampled_from(["country", "fr-en_2", "eu"])
lists = st.one_of(st.lists(values, min_size=1, max_size=4).map(lambda items: Values(tuple(items))), names.map(KeysOf))
paths = st.sampled_from(["Email", "Address.Country", "Account.Owner.Name", "Score__c", "Region__r.In__c", "länge__c"]).map(Path)
tests = st.one_of(
    st.builds(Compare, paths, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), values),
    st.builds(Among, paths, lists, st.booleans()),
    st.builds(Contains, paths, values, st.booleans(), st.booleans()),
    st.builds(Includes, paths, st.sampled_from(["any", "all", "none"]), lists),
    st.builds(Blank, paths, st.booleans()),
    names.map(Named),
    st.booleans().map(Truth),
)


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(inner.map(Not), several.map(All), several.map(Any))


expressions = st.recursive(tests, _grown, max_leaves=12)

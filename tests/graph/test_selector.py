"""Selectors: what is read, and what is said of a text that cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.graph.selector import FAR, NotASelector, Step, parse

READ = [
    ("Lead", [[Step("", "Lead", 0, 0, 1)]]),
    ("Lead.Industry+", [[Step("", "Lead.Industry", 0, FAR, 1)]]),
    ("+Lead.Industry", [[Step("", "Lead.Industry", FAR, 0, 2)]]),
    ("2+Lead.Industry+1", [[Step("", "Lead.Industry", 2, 1, 3)]]),
    ("0+Lead+0", [[Step("", "Lead", 0, 0, 3)]]),
    ("+sync_user:marketo-sync", [[Step("sync_user", "marketo-sync", FAR, 0, 2)]]),
    ("owner:revops,pii:contact", [[Step("owner", "revops", 0, 0, 1), Step("pii", "contact", 0, 0, 14)]]),
    ("  Lead  Contact+ ", [[Step("", "Lead", 0, 0, 3)], [Step("", "Contact", 0, FAR, 9)]]),
    ("Lead.*,type:formula *.Email", [[Step("", "Lead.*", 0, 0, 1), Step("type", "formula", 0, 0, 8)], [Step("", "*.Email", 0, 0, 21)]]),
    ("value_set:Country", [[Step("value_set", "Country", 0, 0, 1)]]),
    ("$Label.Hello+", [[Step("", "$Label.Hello", 0, FAR, 1)]]),
    ("99999999999999999999+Lead", [[Step("", "Lead", FAR, 0, 22)]]),
    ("Lead\tContact\nAccount", [[Step("", "Lead", 0, 0, 1)], [Step("", "Contact", 0, 0, 6)], [Step("", "Account", 0, 0, 14)]]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text.strip() for text, _ in READ])
def test_what_is_read(text, expected):
    assert [list(term) for term in parse(text)] == expected


REFUSED = [
    ("", 1, "nothing is named"),
    ("   ", 1, "nothing is named"),
    (",Lead", 1, "a name was expected before `,`"),
    ("Lead,", 6, "a name was expected here"),
    ("Lead,,Contact", 6, "a name was expected before `,`"),
    ("Lead, Contact", 6, "a name was expected here"),
    ("+", 2, "a name was expected here"),
    ("Lead++", 6, "`+` cannot stand here"),
    ("++Lead", 2, "a name was expected before `+`"),
    ("Lead;Contact", 5, "`;` cannot stand here"),
    ("Lead Con(tact", 9, "`(` cannot stand here"),
    ("@Lead", 1, "a name was expected before `@`"),
    ("ownr:revops", 1, "there is no `ownr:`; `campaign:`, `connector:`, `filter:`"),
    ("Lead owner:", 12, "a name was expected after `owner:`"),
]


@pytest.mark.parametrize(("text", "column", "said"), REFUSED, ids=[text or "nothing" for text, _, _ in REFUSED])
def test_what_cannot_be_read_is_named_with_its_column(text, column, said):
    with pytest.raises(NotASelector) as refused:
        parse(text)
    assert refused.value.column == column
    assert str(refused.value).startswith(f"column {column}: ")
    assert said in str(refused.value)


@given(st.text(alphabet="Lead.*?+,: \t2@$;-", max_size=30))
def test_a_text_is_read_or_refused(text):
    try:
        terms = parse(text)
    except NotASelector as refused:
        assert 1 <= refused.column <= len(text) + 1
    else:
        assert all(
            step.name and text[step.column - 1 :].startswith(step.name[:1] if not step.method else step.method) for t in terms for step in t
        )

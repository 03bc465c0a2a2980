"""Which nodes a selector means."""

import time

import pytest

from small_estate import compiled, org, spec
from syncwright.graph.select import _pattern, between, selected
from syncwright.graph.selector import NotASelector, parse
from syncwright.inventory import Field

EXTRA = {
    "Device__c": {
        "Text__c": Field(type="Text"),
        "First__c": Field(type="Text", formula="Text__c"),
        "Second__c": Field(type="Text", formula="First__c & Text__c"),
        "Third__c": Field(type="Text", formula="Second__c"),
        "Stray__c": Field(type="Text", formula="Text__c"),
        "Account__c": Field(type="MasterDetail", references=("Account",)),
        "Money__c": Field(type="Currency"),
    }
}
FILES = {
    "objects/device.yaml": spec(
        "Device__c",
        {"Text__c": "sync: two-way, pii: contact", "Third__c": "sync: hidden, owner: sales", "Money__c": "owner: sales, pii: financial"},
    ),
    "objects/loose.yaml": spec("Loose__c", {"Text__c": "pii: contact, owner: sales"}, connectors="ae"),
    "estate.yaml": (
        "estate: tiny\nowner: ops\nowners:\n  ops: {title: Operations, contact: ops@tiny.example}\n"
        "  sales: {title: Sales, contact: sales@tiny.example}\nsalesforce: {edition: enterprise}\n"
    ),
}
COMPILED = compiled(FILES, org(EXTRA))
D = "Device__c"


def meant(text: str, *, everything: bool = False) -> set[str]:
    return selected(COMPILED.graph(everything=everything), parse(text))


MEANT = [
    ("Device__c", {D}),
    ("Device__c.Text__c", {f"{D}.Text__c"}),
    ("Device__c.Text__c+1", {f"{D}.Text__c", f"{D}.First__c", f"{D}.Second__c", "connector:marketo", "sync_user:marketo-sync"}),
    (
        "Device__c.Text__c+2",
        {f"{D}.Text__c", f"{D}.First__c", f"{D}.Second__c", f"{D}.Third__c", "connector:marketo", "sync_user:marketo-sync"},
    ),
    ("1+Device__c.Third__c", {f"{D}.Third__c", f"{D}.Second__c", D, "owner:sales"}),
    (
        "+Device__c.Third__c",
        {f"{D}.{name}__c" for name in ("Third", "Second", "First", "Text")} | {D, "owner:sales", "owner:ops"},
    ),
    ("Device__c.Third__c+", {f"{D}.Third__c"}),
    ("1+connector:ae", {"connector:ae", "Loose__c.Text__c", "sync_user:ae-integration", "owner:ops"}),
    ("sync_user:ae-integration+", {"sync_user:ae-integration", "connector:ae"}),
    ("connector:*", {"connector:ae", "connector:marketo"}),
    ("owner:sales", {"owner:sales", f"{D}.Third__c", f"{D}.Money__c", "Loose__c.Text__c"}),
    ("pii:contact", {f"{D}.Text__c", "Loose__c.Text__c"}),
    ("pii:consent", set()),
    ("owner:sales,pii:contact", {"Loose__c.Text__c"}),
    ("sync:two-way", {f"{D}.Text__c"}),
    ("sync:hidden", {f"{D}.Third__c"}),
    ("type:currency", {f"{D}.Money__c"}),
    ("type:FORMULA", {f"{D}.First__c", f"{D}.Second__c", f"{D}.Third__c"}),
    ("Device__c.T*", {f"{D}.Text__c", f"{D}.Third__c"}),
    ("Device__c.?????__c", {f"{D}.First__c", f"{D}.Third__c", f"{D}.Money__c"}),
    ("*.Text__c", {f"{D}.Text__c", "Loose__c.Text__c"}),
    ("*__c", {D, "Loose__c"}),
    ("*", {D, "Loose__c"}),
    ("*.*,owner:sales", {f"{D}.Third__c", f"{D}.Money__c", "Loose__c.Text__c"}),
    ("Loose__c pii:financial", {"Loose__c", f"{D}.Money__c"}),
]


@pytest.mark.parametrize(("text", "expected"), MEANT, ids=[text for text, _ in MEANT])
def test_what_a_selector_means(text, expected):
    assert meant(text) == expected


def test_the_whole_org_is_looked_at_when_it_is_asked_for():
    assert f"{D}.Stray__c" not in meant(f"{D}.Text__c+")
    assert f"{D}.Stray__c" in meant(f"{D}.Text__c+", everything=True)
    assert meant("Account.Industry", everything=True) == {"Account.Industry"}
    assert {"Account", "Case", "Loose__c", "Device__c"} < meant("*", everything=True)


UNKNOWN = [
    ("Devise__c", 1, "there is no object `Devise__c`; did you mean `Device__c`?"),
    ("Device__c.Tekst__c", 1, "`Device__c` has no field `Tekst__c`; did you mean `Text__c`?"),
    ("Lead Devise__c.Text__c", 1, "no spec names `Lead`, nor needs it; `--all` looks at the whole org"),
    ("Device__c Devise__c.Text__c", 11, "there is no object `Devise__c`; did you mean `Device__c`?"),
    ("Device__c.Stray__c", 1, "no spec names `Device__c.Stray__c`, nor needs it; `--all` looks at the whole org"),
    ("Account.Industry", 1, "no spec names `Account.Industry`"),
    ("connector:marketto", 11, "there is no connector `marketto`; did you mean `marketo`?"),
    ("sync_user:x", 11, "there is no sync user `x`; there is `ae-integration`, `marketo-sync`"),
    ("value_set:Country", 11, "there is no value set `Country`"),
    ("owner:sale", 7, "there is no owner `sale`; did you mean `sales`?"),
    ("pii:contacts", 5, "there is no privacy class `contacts`; did you mean `contact`?"),
    ("sync:both", 6, "there is no direction `both`; there is `from-salesforce`, `hidden`, `to-salesforce`, `two-way`"),
    ("type:formular", 6, "there is no type of field `formular`; did you mean `formula`?"),
    ("Device__c.X*", 1, "nothing matches `Device__c.X*`"),
    ("X*", 1, "nothing matches `X*`"),
    (".", 1, "there is no object"),
]


@pytest.mark.parametrize(("text", "column", "said"), UNKNOWN, ids=[text for text, _, _ in UNKNOWN])
def test_what_is_not_there_is_said_with_what_may_have_been_meant(text, column, said):
    with pytest.raises(NotASelector) as refused:
        meant(text)
    assert str(refused.value).startswith(f"column {column}: {said}")


def test_edges_have_both_ends_among_what_is_selected():
    graph = COMPILED.graph()
    edges = between(graph, {f"{D}.First__c", f"{D}.Second__c", "connector:ae"})
    assert [(e.source, e.kind, e.target) for e in edges] == [(f"{D}.First__c", "formula", f"{D}.Second__c")]


def test_an_absent_connector_is_no_node():
    absent = (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
        "connectors: {ae: absent}\n"
    )
    graph = compiled({**FILES, "environments/production.yaml": absent}, org(EXTRA)).graph()
    assert selected(graph, parse("connector:*")) == {"connector:marketo"}
    assert "connector:ae" not in selected(graph, parse("Loose__c.Text__c+"))
    assert [e.kind for e in between(graph, graph.scope.ids()) if "connector:ae" in (e.source, e.target)] == []


@pytest.mark.parametrize(
    ("glob", "fits", "fails"),
    [
        ("a*b", ["ab", "axb", "abb", "axbxb"], ["a", "b", "a.b", "abc"]),
        ("*a?c*", ["abc", "xxabcxx", "aacaac", "aabc"], ["ac", "a.c"]),
        ("a*", ["a", "ab"], ["a.b", "ba"]),
        ("*a*b*c", ["abc", "aabbcc", "cabc"], ["acb", "abcd"]),
        ("Lead.*", ["Lead.X"], ["Lead", "LeadX"]),
    ],
)
def test_what_a_glob_fits(glob, fits, fails):
    matches = _pattern(glob)
    assert [name for name in (*fits, *fails) if matches(name)] == fits


def test_a_glob_of_many_stars_is_quick():
    started = time.process_time()
    assert not _pattern("*a" * 100 + "*b")("a" * 5_000)
    assert time.process_time() - started < 1

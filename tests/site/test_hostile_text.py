"""What people write stays text on every page, whatever it is."""

import re

import pytest
from playwright.sync_api import expect

from hostile_specs import HOSTILE, MARKS

#: Elements and attributes that our templates make. Whatever else a page has came from a text.
_OURS = frozenset(
    "html head meta title script link body a header span nav div input ul button main h1 h2 h3 h4 p table thead tbody tr th td section dl dt dd"
    " figure svg g rect text path line defs marker footer li ol article pre code em strong br hr blockquote img details summary label select option"
    " datalist canvas kbd".split()
)
_SCRIPTS = re.compile(r"(?:\.\./)*(?:assets|vendor|map|search)/[a-z0-9-]+\.js")


@pytest.fixture(scope="session")
def hostile_site(sites):
    return sites / "hostile"


@pytest.fixture
def pages(hostile_site):
    """A page of each kind in which people's text stands, and those with most of it."""
    return [
        f"{hostile_site.as_uri()}/{path}"
        for path in (
            "index.html",
            "objects.html",
            "objects/Lead.html",
            "objects/Event_Attendance__c.html",
            "map.html",
            "users/marketo-sync.html",
            "around/filter/marketo-scope.html",
            "around/owner/marketing-ops.html",
            "connectors/marketo.html",
            "connectors/ae/emea.html",
            "steps.html",
            "plan.html",
            "changes.html",
            "findings.html",
            "documents/dictionary/filters.html",
            "documents/marketo/runbook.html",
            "documents/marketo/campaigns/answer-enquiry/sheet.html",
            "documents/marketo/support/marketo/re-mapping.html",
        )
    ]


def test_no_page_has_an_element_or_a_script_of_theirs(pages, wide):
    page = wide.page()
    for url in pages:
        page.goto(url)
        assert "pwned" not in page.title()
        found = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => !one.closest("#map")).map((one) => [one.tagName.toLowerCase(), [...one.attributes].map((a) => [a.name, a.value])])"""
        )
        assert {name for name, _ in found} <= _OURS, url
        said = [(tag, *one) for tag, attributes in found for one in attributes]
        assert [one for one in said if one[1].startswith("on") or one[1] in ("autofocus", "style", "srcdoc", "formaction")] == [], url
        assert [one for one in said if one[1] in ("href", "src") and "script:" in one[2].lower().replace("\t", "")] == [], url
        assert [value for tag, name, value in said if tag == "script" and name == "src" and not _SCRIPTS.fullmatch(value)] == [], url
        assert all(any(name == "src" for name, _ in attributes) for tag, attributes in found if tag == "script"), url
        assert [one for one in said if one[0] in ("img", "iframe") and one[1] == "src"] == [], url


def test_each_text_is_shown_as_it_was_written(pages, wide):
    page = wide.page()
    shown = ""
    for url in pages:
        page.goto(url)
        shown += page.locator("body").text_content()
    for text in (*HOSTILE, *MARKS):
        assert text in shown, text


def test_it_is_found_and_shown_as_text(hostile_site, wide):
    page = wide.page(f"{hostile_site.as_uri()}/index.html")
    page.locator("#search").fill("onerror document title")
    expect(page.locator("#found [role=option]").first).to_be_visible()
    assert page.locator("#found *").evaluate_all("all => [...new Set(all.map((one) => one.tagName))].sort()") == ["A", "LI", "SPAN"]


def test_the_map_takes_it_as_text(hostile_site, wide):
    page = wide.page(f"{hostile_site.as_uri()}/map.html")
    assert page.evaluate("() => syncwright.cy.nodes('.object').length") == 14


def test_no_file_ends_a_script_or_holds_a_raw_tag(hostile_site):
    for path in sorted(hostile_site.rglob("*.html")):
        text = path.read_text("utf-8")
        assert "<img" not in text, path
        assert "<script>" not in text, path
        assert "<svg onload" not in text, path
    for path in sorted(hostile_site.rglob("search/*.js")):
        assert not {"\u2028", "\u2029"} & set(path.read_text("utf-8")), path

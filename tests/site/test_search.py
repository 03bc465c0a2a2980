"""Search, in Chromium and from disk: what is typed, what is found, and the keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import watched


@pytest.fixture(scope="module")
def index(browser: Browser, example: Path) -> Iterator[Page]:
    """The first page, for all who only type."""
    with watched(browser) as one:
        yield one.page(f"{example.as_uri()}/index.html")


def found(page: Page, text: str) -> list[str]:
    """Titles of what is found, best first."""
    page.locator("#search").fill(text)
    page.wait_for_function("text => document.getElementById('found').dataset.text === text", arg=text)
    return [
        one.partition(" \n")[0] for one in page.locator("#found [role=option]").evaluate_all("all => all.map((a) => a.firstChild.data)")
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Buying_Role__c", "Contact.Buying_Role__c"),
        ("buying_role__c", "Lead.Buying_Role__c"),
        ("Lead.Buying_Role__c", "Lead.Buying_Role__c"),
        ("LeadSource", "Lead.LeadSource"),
        ("lead source", "Lead.LeadSource"),
        ("Private email", "Lead.Alternate_Email__c"),
        ("the fit part of the score starts at 50 000 a year", "Lead.Annual_Valve_Spend__c"),
        ("data protection consent", "Lead.Consent_Basis__c"),
        ("Installed_Ba", "Installed_Base__c"),
        ("marketo-sync", "marketo-sync"),
        ("MKT740", "MKT740 standard-field-hidden"),
    ],
)
def test_what_is_typed_is_found(index, typed, title):
    assert title in found(index, typed)


@pytest.mark.parametrize(
    ("typed", "title"), [("Installed_Base__c", "Installed_Base__c"), ("marketo-sync", "marketo-sync"), ("GOV503", "GOV503")]
)
def test_what_is_named_so_comes_first(index, typed, title):
    assert found(index, typed)[0].startswith(title)


def test_each_word_narrows_what_is_found(index):
    one, both = found(index, "consent"), found(index, "consent wording")
    assert set(both) < set(one)
    assert "Lead.Consent_Wording__c" in both


def test_where_nothing_is_found_it_says_so(index):
    assert found(index, "zymurgy") == []
    expect(index.locator("#found")).to_have_text("nothing found")


def test_many_are_counted_and_the_first_are_shown(index):
    assert len(found(index, "contact")) == 30
    expect(index.locator("#found .rest")).to_contain_text("more")


def test_a_field_is_reached_from_any_page_with_keys_alone(opened):
    page = opened("documents/marketo/runbook.html")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("Lead.Buying_Role__c")
    expect(page.locator("#search")).to_have_attribute("aria-expanded", "true")
    page.wait_for_function("() => document.getElementById('found').dataset.text === 'Lead.Buying_Role__c'")
    for key, chosen in (("ArrowDown", 0), ("ArrowUp", -1), ("ArrowDown", 0)):
        page.keyboard.press(key)
        option = page.locator("#found [role=option]").nth(chosen)
        expect(option).to_have_attribute("aria-selected", "true")
        expect(page.locator("#search")).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/objects/Lead.html#Buying_Role__c")
    expect(page.locator("#Buying_Role__c")).to_be_in_viewport()


def test_escape_closes_what_was_found(index):
    assert found(index, "consent")
    index.keyboard.press("Escape")
    expect(index.locator("#found")).to_be_hidden()
    expect(index.locator("#search")).to_have_value("")


def test_a_click_leads_to_what_was_found(opened):
    page = opened("index.html")
    found(page, "Installed_Base__c")
    page.locator("#found [role=option]").first.click()
    page.wait_for_url("**/objects/Installed_Base__c.html")


def test_first_letters_that_nothing_begins_with_load_nothing(opened, wide):
    page = opened("index.html")
    found(page, "zz")
    assert [url for url in wide.asked if "/search/" in url] == [f"{page.url.rpartition('/')[0]}/search/parts.js"]

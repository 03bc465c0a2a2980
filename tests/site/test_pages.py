"""Tables, pictures, the map, light and dark, paper and small windows, in Chromium and from disk."""

import pytest
from playwright.sync_api import expect

from chromium import watched

#: A page of each kind.
KINDS = (
    "index.html",
    "objects.html",
    "objects/Lead.html",
    "map.html",
    "users.html",
    "users/marketo-sync.html",
    "connectors.html",
    "connectors/marketo.html",
    "connectors/ae/emea.html",
    "steps.html",
    "plan.html",
    "changes.html",
    "filters.html",
    "documents/dictionary/filters.html",
    "documents/marketo/runbook.html",
    "documents/marketo/campaigns/band-score/sheet.html",
    "findings.html",
    "rules.html",
    "rules/MKT740.html",
    "guides/tutorial.html",
    "reference/language-object.html",
)


def shown(page, column=0):
    """The cells of a column, of rows that are shown, from top to bottom."""
    return page.locator("table.sheet").first.evaluate(
        "(table, at) => [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[at].textContent)", column
    )


def test_a_table_shows_the_rows_that_have_every_word(opened):
    page = opened("objects/Lead.html")
    everything = shown(page)
    page.get_by_label("Filter fields").fill("consent wording")
    assert shown(page) == ["Consent_Wording__c"]
    expect(page.locator(".filter [role=status]").first).to_have_text(f"1 of {len(everything)}")
    page.get_by_label("Filter fields").fill("")
    assert shown(page) == everything


def test_a_column_sorts_its_table_both_ways_and_numbers_by_size(opened):
    page = opened("objects.html")
    button = page.get_by_role("button", name="Fields")
    button.click()
    counts = [int(one) for one in shown(page, 1)]
    assert counts == sorted(counts)
    assert max(counts) > 60 > 9 > min(counts)
    expect(page.get_by_role("columnheader", name="Fields")).to_have_attribute("aria-sort", "ascending")
    button.click()
    assert [int(one) for one in shown(page, 1)] == counts[::-1]
    expect(page.get_by_role("columnheader", name="Fields")).to_have_attribute("aria-sort", "descending")


def test_a_box_in_a_lineage_leads_to_its_field(opened):
    page = opened("objects/Lead.html#Consent_Basis__c")
    page.locator("#Consent_Basis__c svg.graph a", has_text="Contact.Consent_Basis__c").click()
    page.wait_for_url("**/objects/Contact.html#Consent_Basis__c")
    expect(page.locator("#Consent_Basis__c")).to_be_in_viewport()


def test_a_field_says_what_it_is_on_each_platform_and_what_is_lost(opened):
    field = opened("objects/Lead.html").locator("section[id='Industry']")
    for title, api_name, wins in (("in Account Engagement", "industry", "Salesforce"), ("in Marketo", "industry", "Marketo")):
        told = field.locator("dt", has_text=title).locator("xpath=following-sibling::dd[1]")
        expect(told).to_contain_text(f"API name: {api_name}")
        expect(told).to_contain_text(f"wins: {wins}")
    expect(field).to_contain_text("lost from Salesforce: a blank does not clear the prospect's value")


def test_an_object_in_the_birds_eye_leads_to_its_page(opened):
    page = opened("index.html")
    page.locator("svg.eye a", has_text="Installed_Base__c").click()
    page.wait_for_url("**/objects/Installed_Base__c.html")


def test_the_map_opens_whole_with_the_systems_beside_the_objects(opened):
    page = opened("map.html")
    height = page.evaluate("() => 14 * syncwright.cy.zoom()")
    assert height >= 7
    assert page.evaluate("() => syncwright.cy.nodes('.system').map((one) => one.data('name')).sort()") == ["ae/amer", "ae/emea", "marketo"]
    streams = page.evaluate("() => syncwright.cy.edges('.stream').map((one) => [one.data('word'), one.target().data('name')]).sort()")
    assert streams == [["6 objects", "ae/amer"], ["6 objects", "ae/emea"], ["6 objects", "marketo"], ["7 objects", "marketo"]]
    box = page.evaluate("() => { const b = syncwright.cy.elements().renderedBoundingBox(); return [b.x1, b.x2]; }")
    width = page.evaluate("() => syncwright.cy.width()")
    assert (box[0] + box[1]) / 2 == pytest.approx(width / 2, abs=width / 3)


def test_an_object_chosen_on_the_map_shows_its_neighbours_and_leads_to_its_page(opened):
    page = opened("map.html")
    page.get_by_label("Find").fill("Service_Visit__c")
    assert page.evaluate("() => syncwright.cy.nodes(':visible').map((one) => one.id()).sort()") == [
        "Installed_Base__c",
        "Service_Visit__c",
        "connector:marketo",
    ]
    expect(page.locator("#map-said")).to_contain_text("Service_Visit__c: marketo from Salesforce, 4 fields; points to Installed_Base__c")
    page.get_by_role("button", name="All objects").click()
    assert page.evaluate("() => syncwright.cy.nodes('.object:visible').length") == 14
    page.get_by_label("Find").fill("Service_Visit__c")
    page.get_by_role("link", name="Open Service_Visit__c").click()
    page.wait_for_url("**/objects/Service_Visit__c.html")


def test_a_click_on_the_map_chooses_an_object_and_another_opens_its_page(opened):
    page = opened("map.html")
    for _ in range(2):
        at = page.evaluate("() => syncwright.cy.getElementById('Lead').renderedPosition()")
        page.locator("#map").click(position=at)
        page.wait_for_function(
            "() => location.pathname.endsWith('Lead.html') || document.getElementById('map-open').textContent === 'Open Lead'"
        )
    page.wait_for_url("**/objects/Lead.html")


def test_keys_go_over_the_map(opened):
    page = opened("map.html")
    page.locator("#map").focus()
    page.get_by_label("Find").fill("Account")
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="Open Contact")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#map-open")).to_be_hidden()
    zoom = page.evaluate("() => syncwright.cy.zoom()")
    page.keyboard.press("+")
    assert page.evaluate("() => syncwright.cy.zoom()") > zoom
    page.get_by_label("Find").fill("Lead")
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/objects/Lead.html")


def test_an_objects_page_leads_to_its_neighbours_on_the_map(opened):
    page = opened("objects/Quote_Request__c.html")
    page.get_by_role("link", name="Its neighbours on the map").click()
    expect(page.get_by_role("link", name="Open Quote_Request__c")).to_be_visible()
    zoom, chosen = page.evaluate("() => [syncwright.cy.zoom(), syncwright.cy.nodes('.chosen').map((one) => one.id())]")
    assert (zoom > 0.6, chosen) == (True, ["Quote_Request__c"])


def test_the_map_shows_one_connectors_objects(opened):
    page = opened("map.html")
    page.get_by_label("Show").select_option("ae/emea")
    visible = page.evaluate("() => syncwright.cy.nodes('.object:visible').map((one) => one.id()).sort()")
    assert visible == ["Account", "Campaign", "Contact", "Lead", "Opportunity", "Product_Interest__c"]


def test_dark_stays_dark_on_other_pages(opened):
    page = opened("index.html")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Light or dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light == "rgb(255, 255, 255)"
    page.get_by_role("link", name="Objects", exact=True).first.click()
    page.wait_for_url("**/objects.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.reload()
    expect(page.get_by_label("Light or dark")).to_have_attribute("aria-pressed", "true")


def test_no_page_is_wider_than_a_small_window(browser, example):
    with watched(browser, viewport={"width": 320, "height": 640}) as narrow:
        page = narrow.page()
        wide = []
        for kind in KINDS:
            page.goto(f"{example.as_uri()}/{kind}")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(kind)
        assert wide == []


def test_all_there_is_to_read_is_there_without_scripts(browser, example):
    with watched(browser, java_script_enabled=False) as plain:
        page = plain.page(f"{example.as_uri()}/objects/Lead.html")
        expect(page.locator("#Consent_Basis__c svg.graph")).to_be_visible()
        page.locator("table.sheet a", has_text="LeadSource").click()
        expect(page.locator("#LeadSource")).to_contain_text("source report of the board deck")
        for tool in ("#search", "#theme"):
            expect(page.locator(tool)).to_be_hidden()
        page.goto(f"{example.as_uri()}/map.html")
        expect(page.locator("table.sheet")).to_contain_text("Installed_Base__c")


def test_on_paper_there_is_text_and_no_tools(opened):
    page = opened("objects/Lead.html")
    page.locator("#theme").click()
    page.emulate_media(media="print")
    for tool in ("nav", ".tools", ".filter", ".skip"):
        expect(page.locator(tool).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.locator("section").last.evaluate("(one) => { if (!one.checkVisibility({ contentVisibilityAuto: true })) throw 'not laid out'; }")
    assert page.pdf()[:5] == b"%PDF-"


def test_every_link_leads_to_something(example, wide):
    page = wide.page()
    gone = []
    for kind in KINDS:
        page.goto(f"{example.as_uri()}/{kind}")
        for url, fragment in page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => [a.getAttribute('href'), a.hash])"):
            if "://" in url:
                continue
            target = (example / kind).parent / (url.partition("#")[0] or (example / kind).name)
            held = target.read_text("utf-8") if target.is_file() else ""
            if target.name == "map.html" and fragment:  # which finds its objects by name
                held += f'id="{fragment[1:]}"' if f'["{fragment[1:]}",' in (example / "map" / "estate.js").read_text("utf-8") else ""
            if not held or (fragment and f'id="{fragment[1:]}"' not in held):
                gone.append((kind, url))
    assert gone == []


def test_the_first_page_is_small(example, wide):
    page = wide.page(f"{example.as_uri()}/index.html")
    held = [url for url in wide.asked if url.startswith("file://")]
    size = sum((example / url.removeprefix(f"{example.as_uri()}/")).stat().st_size for url in held)
    assert page.title() == "At a glance · meridian-valves"
    assert len(held) == 4
    assert size < 150_000

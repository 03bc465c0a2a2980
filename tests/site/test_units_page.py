"""Pages of connectors and business units: what holds of each, whether it says so itself, and what is otherwise elsewhere."""

import pytest
from lxml import html

from small_estate import FILES, org
from syncwright.inventory import Field
from syncwright.registry import all_rules
from syncwright.site.around import Around
from syncwright.site.documents import page_of
from syncwright.site.links import Links
from syncwright.site.page import Entry, Frame
from syncwright.site.units import INDEX, Connectors, inside
from unit_estates import ae, built, placed

LEAD = "object: Lead\nowner: ops\nwhy: it is needed\nfor: [ae]\ndefaults: {sync: two-way, pii: none, at: {ae: {wins: salesforce}}}\n"
FIELDS = {
    "objects/lead.yaml": (
        f"{LEAD}fields:\n"
        "  Email: {why: the address}\n"
        "  Score__c: {why: the score, at: {ae/emea: {field: Points, wins: account_engagement}}}\n"
        "  Motto__c: {why: the motto, at: {ae/amer: {sync: hidden}}}\n"
    )
}
UNITS = ae(
    "business_units:\n"
    "  emea: {why: Europe, settings: {default_campaign: Enquiries}, mailable_prospects: 500}\n"
    "  amer: {why: the Americas, user_sync: {public_groups: [Americas]}}\n"
    "settings: {match_users: true, create_prospects: true}\nmarketing_data_sharing: true\nsame_email_prospects: true\nedition: advanced\n"
)


def pages(files):
    """Every page of connectors, by its path."""
    compilation = built(files, org({"Lead": {"Score__c": Field(type="Number"), "Motto__c": Field(type="Text", length=80)}}))
    catalog, found = compilation.catalog, inside(compilation)
    frame = Frame("tiny", "production", (), "0.1")
    told = [one for one in compilation.documents() if one.path.endswith(".md")]
    entries = [Entry(page_of(one.path), "document", one.path, "") for one in told]
    links = Links(catalog, all_rules(compilation.platforms), {*found, *(one.address for some in found.values() for one in some)})
    made = Connectors(frame, compilation, found, told, links, Around(compilation), entries).pages()
    return {path: html.document_fromstring(data) for path, data in made}


@pytest.fixture(scope="module")
def two():
    return pages({**FIELDS, **UNITS, **placed("ae/emea: {state: paused}, ae/amer: {state: paused}")})


def text_of(element):
    return " ".join(element.text_content().split())


def rows(page, id_):
    """The table below a heading: the cells of each row by its name."""
    [table] = page.xpath("//h2[@id=$id]/following::table[1]", id=id_)
    return {text_of(row.find("th")): [text_of(cell) for cell in row.findall("td")] for row in table.findall("tbody/tr")}


def test_each_connector_and_each_unit_has_a_page(two):
    assert sorted(two) == [
        "connectors.html",
        "connectors/ae.html",
        "connectors/ae/amer.html",
        "connectors/ae/emea.html",
        "connectors/marketo.html",
    ]
    assert [one.get("href") for one in two[INDEX].xpath("//tbody/tr/th/a")] == [
        "connectors/ae.html",
        "connectors/ae/amer.html",
        "connectors/ae/emea.html",
        "connectors/marketo.html",
    ]
    said = two["connectors/ae/emea.html"].find(".//dl")
    assert dict(zip([one.text for one in said.findall("dt")], map(text_of, said.findall("dd")), strict=True))["state"] == "paused"


def test_a_unit_says_what_holds_of_it_and_who_says_so(two):
    held = rows(two["connectors/ae/emea.html"], "words")
    assert held["match users"] == ["settings", "yes", "ae", ""]
    assert held["create prospects"] == ["settings", "yes", "ae", ""]
    assert held["default campaign"] == ["settings", "Enquiries", "ae/emea", "ae/amer: nobody has decided it"]
    assert held["change emails"] == ["settings", "nobody has decided it", "", ""]
    assert held["public groups"] == ["user sync", "none", "", "ae/amer: Americas"]
    assert held["mailable prospects"] == ["contract", "500", "ae/emea", "ae/amer: nobody has decided it"]


def test_a_unit_says_what_of_its_fields_is_otherwise_elsewhere(two):
    emea, amer = (rows(two[f"connectors/ae/{one}.html"], "fields") for one in ("emea", "amer"))
    assert emea["Lead.Score__c"][0] == "Points"
    assert emea["Lead.Score__c"][3] == "account engagement"
    assert emea["Lead.Score__c"][4].startswith("ae/amer: called not documented, wins: salesforce")
    assert amer["Lead.Motto__c"] == ["does not sync here", "ae/emea: syncs"]
    assert emea["Lead.Motto__c"][4] == "ae/amer: does not sync"
    assert emea["Lead.Email"][4] == amer["Lead.Email"][4] == ""
    assert list(emea)[-1] == "Lead.Email"


def test_the_list_shows_what_is_not_the_same_everywhere(two):
    [table] = two[INDEX].xpath("//h2/following::table[1]")
    assert {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in table.findall("tbody/tr")} == {
        "settings: default campaign": ["nobody has decided it", "Enquiries"],
        "user sync: public groups": ["Americas", "none"],
        "contract: mailable prospects": ["nobody has decided it", "500"],
    }
    assert "2 fields are not the same everywhere" in text_of(two[INDEX])


def test_documents_of_a_unit_are_its_own(two):
    def listed(address):
        return [one.get("href") for one in two[f"connectors/{address}.html"].xpath("//h2[@id='documents']/following-sibling::ul[1]//a")]

    emea, whole = listed("ae/emea"), listed("ae")
    assert {one.rpartition("/")[2] for one in emea} >= {"field-map.html", "runbook.html", "unpause.html"}
    assert all("/account_engagement/emea/" in one for one in emea)
    assert [one for one in whole if "/emea/" in one or "/amer/" in one] == []
    assert any(one.endswith("sync-errors.html") for one in whole)


def test_a_unit_that_is_absent_has_no_page_and_is_named():
    found = pages({**FIELDS, **UNITS, **placed("ae/amer: absent")})
    assert "connectors/ae/amer.html" not in found
    assert "ae/amer" in [text_of(row.find("th")) for row in found[INDEX].findall(".//tbody/tr")]
    assert "absent in production" in text_of(found[INDEX])
    assert "ae/amer, absent in production" in text_of(found["connectors/ae.html"])


def test_a_connector_without_units_tells_all_on_its_own_page():
    found = pages({"objects/lead.yaml": f"{LEAD}fields: {{Email: {{why: the address}}}}\n"})
    assert sorted(found) == ["connectors.html", "connectors/ae.html", "connectors/marketo.html"]
    assert rows(found["connectors/ae.html"], "words")["match users"] == ["settings", "yes", "ae"]
    assert "Lead.Email" in rows(found["connectors/ae.html"], "fields")
    assert FILES["connectors/marketo.yaml"].count("programmes run there") == text_of(found["connectors/marketo.html"]).count(
        "programmes run there"
    )


def test_the_example_says_which_records_and_campaigns_are_a_units(example):
    emea = html.parse(example / "connectors/ae/emea.html").getroot()
    links = {text_of(one): one.get("href") for one in emea.iter("a")}
    assert links["partition/business-unit"].endswith("documents/dictionary/filters.html#business-unit")
    assert links["AE_Business_Unit__c"].startswith("../../objects/")
    assert links["hydrogen-emea"] == "../../documents/account_engagement/emea/campaigns/campaigns.html"
    assert "valve-webinars-amer" not in links

"""The click sheet: each click with its box, on paper and in a browser, and nothing that a spec or an org says is taken for markup."""

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from field_map_estates import CONNECTOR, FIELDS, ORG, TWO, catalog_of, files, people
from small_estate import clean, compiled, org, told
from syncwright.inventory import Field, Org
from syncwright.platforms.account_engagement.map.bundle import artifacts
from syncwright.tracing.artifacts import trace_line

HOSTILE = "<script>alert(1)</script> **b** [x](javascript:1) | `c` & <!-- ``` -->"


class Shown(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, "tags close in the order in which they opened"

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def sheet(files_: dict[str, str], ending: str = "md", of: Org = ORG) -> str:
    compilation = compiled(files_, of)
    assert not compilation.failed, told(compilation)
    return files(compilation)[f"account_engagement/ae/field-map.{ending}"].decode()


def boxes(text: str) -> list[str]:
    return [line.strip().removeprefix("- [ ] ") for line in text.splitlines() if line.strip().startswith("- [ ] ")]


def test_the_sheet_says_each_click_in_order():
    starts = [
        "Fields are mapped by an Account Engagement Administrator",
        "ae-integration sees each Salesforce field below",
        "No other field is mapped to any of them",
        "**Motto**: open it; where it is not there, click **Add Custom Field**.",
        "Name: as people are to see it. Custom Field ID: **Motto**",
        "Type: **Text** (assumed: no page lists the pairs)",
        "Salesforce Field Name: **Motto** (Lead.Motto\\_\\_c, Contact.Motto\\_\\_c)",
        "Sync Behavior: **Use Account Engagement's value**",
        "**Tier**: open it; where it is not there, click **Add Custom Field**.",
        "Name: as people are to see it. Custom Field ID: **Tier**",
        "Type: **Dropdown**",
        "Salesforce Field Name: **Tier** (Lead.Tier\\_\\_c, Contact.Tier\\_\\_c)",
        "**Use pre-defined values** is ticked, and there are these values, no other, and none spelt otherwise:",
        "Sync Behavior: **Use Salesforce's value**",
        "**Email** (email): Salesforce Field Name is **Email** (Lead.Email, Contact.Email)",
        "Sync Behavior: **Use Salesforce's value**",
        "**Opted Out** (optedOut): Salesforce Field Name is **Email Opt Out** (Lead.HasOptedOutOfEmail, Contact.HasOptedOutOfEmail), which is assumed",
        "Sync Behavior: **Use the Most Recently Updated Field**",
        "Bring the values that are there",
        "syncwright attest **runbook/ae/fields** --by WHO --env production",
        "syncwright attest **runbook/ae/sync-behaviours** --by WHO --env production",
        "syncwright attest **runbook/ae/opted-out** --by WHO --env production",
    ]
    found = boxes(sheet(people()))
    assert len(found) == len(starts), found
    for box, start in zip(found, starts, strict=True):
        assert box.startswith(start), (box, start)


def test_predefined_values_stand_one_a_line():
    assert "    ```text\n    Gold\n    Silver\n    ```\n" in sheet(people())


def test_a_field_whose_name_or_behaviour_nobody_says_asks_for_it():
    text = sheet(people({"Motto__c": ""}))
    assert "nobody has said what it is called here" in text
    assert "nobody has said whose value wins" in text


def test_what_is_read_back_is_all_that_was_set():
    rows = [line for line in sheet(people()).partition("## Read back")[2].splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows[:5]] == ["field", "Motto", "Tier", "Email", "Opted Out"]


def test_the_two_forms_say_the_same():
    shown = Shown(f"<body>{MarkdownIt().enable('table').render(sheet(people()))}</body>").text.replace("[ ] ", "")
    body = Shown(f"<body>{sheet(people(), 'html').partition('<body>')[2]}".replace("</html>", "")).text
    assert "".join(body.split()) == "".join(shown.split())


def test_the_page_stands_for_itself_and_runs_nothing():
    page = Shown(sheet(people(), "html"))
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [held for _, held in page.tags if {"src", "href", "onclick"} & held.keys()]
    assert [held for tag, held in page.tags if tag == "input"].count({"type": "checkbox"}) == len(boxes(sheet(people())))
    policy = next(held for tag, held in page.tags if held.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("place", ["label", "value", "name", "owner"])
def test_whatever_a_spec_or_an_org_says_is_shown_and_never_taken_for_markup(place):
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    held, said = dict(FIELDS), people()
    match place:
        case "label":
            held["Motto__c"] = Field(type="Text", label=HOSTILE, length=40)
        case "value":
            held["Tier__c"] = Field(type="Picklist", label="Tier", values=("Gold", HOSTILE))
        case "name":
            said = people({"Motto__c": f"at: {{ae: {{field: {quoted}, wins: salesforce}}}}"})
        case "owner":
            title = "estate: tiny\nowner: ops\nowners: {ops: {title: " + quoted + ", contact: ops@tiny.example}}\n"
            said |= {"estate.yaml": title + "salesforce: {edition: enterprise}\n"}
    of = Org(org({"Lead": held, "Contact": held}), ORG.value_sets)
    page = Shown(sheet(said, "html", of))
    assert HOSTILE in page.text
    assert "script" not in {tag for tag, _ in page.tags}
    shown = Shown(f"<body>{MarkdownIt().enable('table').render(sheet(said, 'md', of))}</body>")
    assert HOSTILE in shown.text
    assert {"script", "a"}.isdisjoint(tag for tag, _ in shown.tags)


def test_a_paused_unit_is_seen_to_be_paused():
    place = (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    )
    place += "connectors: {ae: {business_unit: 0Uv7Q0000004CaT, state: paused}}\n"
    text = sheet(people() | {"environments/production.yaml": place})
    assert "- [ ] The connector of ae is paused, as the specs say it is." in text
    assert "The business unit is 0Uv7Q0000004CaT: look that it is the one that is chosen." in text


@pytest.mark.parametrize("ending", ["md", "json"])
def test_lines_lead_to_the_fields_that_they_are_about(ending):
    compilation = clean(people() | {CONNECTOR: TWO}, ORG)
    found = {one.path: one for one in artifacts(catalog_of(compilation))}
    artifact = found[f"account_engagement/emea/field-map.{ending}"]
    lines = artifact.data.decode().splitlines()
    wanted = {"md": ("Custom Field ID: **Tier**",), "json": ('"name": "Tier"', '"Silver"')}[ending]
    for text in wanted:
        number = next(index for index, line in enumerate(lines, 1) if text in line)
        assert trace_line(artifact.parts, artifact.keys, number, None).keys == ("object/Lead#Tier__c", "object/Contact#Tier__c")
    assert sum(part.count for part in artifact.parts) == len(lines)

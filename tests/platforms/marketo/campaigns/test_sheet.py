"""The build sheet: what people tick, as Markdown and as a page, and nothing that a spec says is taken for markup."""

import csv
import io
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from campaign_estates import BATCH, FOLDER, TRIGGER, document, files, made, tasks
from syncwright.blocks import Box, Sentence, Values, html, markdown
from syncwright.platform import installed

HOSTILE = "<script>alert(1)</script> **b** [x](javascript:1) | `c` {{my.x}} & <!-- ``` -->"
CAMPAIGN = (
    BATCH
    + "who: Address.Country in keys of country and Worth__c >= 100\nlimit: 5000\nflow:\n"
    + "  - {change: Address.Country, map: country}\n  - {sync_person: true}\ntokens: {site: the shop}\n"
)


def said(text: str, more: dict[str, str] | None = None) -> str:
    return files(text, more)["sheet.md"].data.decode()


class Page(HTMLParser):
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


def page(text: str, more: dict[str, str] | None = None) -> Page:
    return Page(files(text, more)["sheet.html"].data.decode())


def test_each_campaign_has_a_folder_of_its_own():
    assert sorted(files(CAMPAIGN)) == ["campaign.json", "clone.md", "country.csv", "sheet.html", "sheet.md", "tokens.csv"]
    assert files(CAMPAIGN)["sheet.md"].path == f"{FOLDER}/sheet.md"


def test_the_sheet_says_each_click_in_order():
    boxes = [line.removeprefix("- [ ] ") for line in said(CAMPAIGN).splitlines() if line.startswith("- [ ] ")]
    starts = [
        "**Marketing Activities**",
        "Enter the name **one** and click **Create**.",
        "Its description: **syncwright ",
        "**Marketing Activities** &gt; the programme &gt; **My Tokens**",
        "Token **site** of type text, value **the shop**",
        "Open the tab **Smart List**.",
        "Filter 1: **Country** (Lead.Country) is **USA** or **U.S.** or **UK**",
        "Filter 2: **Worth**",
        "Filter 3: **Worth**",
        "Logic: **Use ALL filters**",
        "Open the tab **Flow**.",
        "Step 1: drag **Change Data Value**",
        "Step 2: drag **Sync Person to SFDC**",
        "Open the tab **Schedule** and click **Edit Settings**.",
        "Qualification: **every time**.",
        "Limit of people: **5000**.",
        "**Save**",
        "Smart List and Flow show no error",
        "The tab **Schedule** shows how many people qualify",
        "Tab **Schedule**, **Schedule Recurrence**: **Daily**, at 02:00",
        "syncwright attest **runbook/marketo/campaign/one** --by WHO --env production",
    ]
    assert len(boxes) == len(starts)
    for box, start in zip(boxes, starts, strict=True):
        assert box.startswith(start), (box, start)


def test_choices_stand_within_their_step():
    text = said(CAMPAIGN)
    assert "\n  - [ ] Add Choice 1: If **Country** is **USA** or **U.S.**, then New Value **United States**\n" in text
    assert "\n  - [ ] Choice 2: If **Country** is **UK**, then New Value **United Kingdom**\n" in text
    assert "\n  - [ ] Default: **--Do Nothing--**\n" in text


def test_many_values_stand_one_a_line():
    many = {"maps/country.yaml": "map: country\nwhy: w\nvalues: {" + ", ".join(f"Land {n}: Country" for n in range(9)) + "}\n"}
    text = said(CAMPAIGN, many)
    assert "is the 9 values below, by its plus sign" in text
    assert "  ```text\n  Land 0\n  Land 1\n" in text
    assert "Land 0\nLand 1\nLand 2" in page(CAMPAIGN, many).text


def test_the_two_forms_say_the_same():
    shown = Page(f"<body>{MarkdownIt().enable('table').render(said(CAMPAIGN))}</body>").text.replace("[ ] ", "")
    title, _, rest = page(CAMPAIGN).text.partition("build sheet")
    assert title.strip() == "one:"
    assert rest.split() == shown.split()


def test_the_page_stands_for_itself_and_runs_nothing():
    one = page(CAMPAIGN)
    assert one.open == []
    assert {tag for tag, _ in one.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "label", "input", "span", "strong", "table", "tr", "th", "td", "pre",
    }  # fmt: skip
    assert not [held for _, held in one.tags if {"src", "href", "onclick"} & held.keys()]
    assert [held for tag, held in one.tags if tag == "input"].count({"type": "checkbox"}) == said(CAMPAIGN).count("- [ ] ")
    policy = next(held for tag, held in one.tags if held.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("place", ["why", "value", "list", "token", "map", "form"])
def test_whatever_a_spec_says_is_shown_and_never_taken_for_markup(place):
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    base = BATCH + "who: Sync__c = true\nflow:\n"
    text, more = {
        "why": (base.replace("it is needed", quoted) + "  - {add_to_list: x}\n", None),
        "value": (base + f"  - {{change: scoreBand, to: {quoted}}}\n", None),
        "list": (base + f"  - {{add_to_list: {quoted}}}\n", None),
        "token": (base + "  - {add_to_list: x}\n" + f"tokens: {{site: {quoted}}}\n", None),
        "map": (
            base + "  - {change: scoreBand, map: country}\n",
            {"maps/country.yaml": f"map: country\nwhy: w\nvalues: {{{quoted}: a, b: {quoted}}}\n"},
        ),
        "form": (TRIGGER + f"when: [{{fills_out_form: {quoted}}}]\nflow:\n  - {{add_to_list: x}}\n", None),
    }[place]
    one = page(text, more)
    assert HOSTILE in one.text
    assert "script" not in {tag for tag, _ in one.tags}
    shown = Page(f"<body>{MarkdownIt().enable('table').render(said(text, more))}</body>")
    assert HOSTILE in shown.text
    assert {"script", "a"}.isdisjoint(tag for tag, _ in shown.tags)


def test_a_fence_within_a_value_ends_no_block():
    keys = ", ".join(f"'``` {n}': a" for n in range(8))
    shown = MarkdownIt().render(
        said(
            BATCH + "who: scoreBand in keys of country\nflow:\n  - {change: scoreBand, map: country}\n",
            {"maps/country.yaml": f"map: country\nwhy: w\nvalues: {{{keys}}}\n"},
        )
    )
    assert shown.count("``` 7") == 2
    assert shown.count("<pre>") == 2


def test_what_cannot_be_printed_is_shown_as_such():
    blocks = [Sentence((), ("a\x1bb\u202ec",)), Box((), ("d",)), Values((), ("e\nf",))]
    assert Page(html(blocks, "t").decode()).text.split() == ["t", "a\ufffdb\ufffdc", "d", "e\ufffdf"]
    assert markdown(blocks).lines == ["a\ufffdb\u202ec", "", "- [ ] d", "  ```text", "  e\ufffdf", "  ```"]


def test_the_value_map_is_a_table_that_no_spreadsheet_runs():
    more = {"maps/country.yaml": "map: country\nwhy: w\nvalues: {'=1+1': a, 'x, \"y\"': b, '@x': c}\n"}
    rows = list(csv.reader(io.StringIO(files(CAMPAIGN, more)["country.csv"].data.decode())))
    assert rows == [["value", "becomes"], ["'=1+1", "a"], ['x, "y"', "b"], ["'@x", "c"]]


def test_tokens_stand_in_a_table_as_they_are_written():
    assert files(CAMPAIGN)["tokens.csv"].data.decode() == "name,type,value\n{{my.site}},text,the shop\n"


def test_a_line_comes_from_the_keys_that_it_says():
    sheet = files(CAMPAIGN)["sheet.md"]
    lines = sheet.data.decode().splitlines()
    keys = [part.keys for part in sheet.parts for _ in range(part.count)]
    assert len(keys) == len(lines)
    assert [keys[n] for n, line in enumerate(lines) if "Limit of people" in line] == [("campaign/one#limit",)]
    assert {keys[n] for n, line in enumerate(lines) if "Filter " in line} == {("campaign/one#who",)}


def test_an_active_campaign_is_told_to_be_activated():
    text = said(TRIGGER + "when: [{created: true}]\nwho: Sync__c = false\nflow: [{add_to_list: x}]\n")
    assert "click **Activate** twice" in text
    assert "A Boolean has to be set to false explicitly" in text


def test_a_campaign_is_a_task_of_the_runbook_that_changes_with_what_is_built():
    one, other = (tasks(text) for text in (CAMPAIGN, CAMPAIGN.replace("5000", "6000")))
    assert [task.id for task in one] == ["campaign/one"]
    assert one[0].file == f"{FOLDER}/sheet.md"
    assert dict(one[0].values) == {"Name": "one", "Description": f"syncwright {document(CAMPAIGN)['version']}"}
    assert one[0].values != other[0].values


def test_the_sheet_names_the_task_that_can_be_attested():
    platform = installed()["marketo"]
    assert platform.standing is not None
    names = [one.name for one in platform.standing(made(CAMPAIGN).catalog)]
    assert "runbook/marketo/campaign/one" in names

"""Pictures of what is around a thing, and what one can take along of them: bounded, linked, as Mermaid and as a file that needs no page."""

from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from judges import diagrams
from syncwright.site.birds_eye import Lane
from syncwright.site.map_places import Thing, placed
from syncwright.site.neighbours import surroundings
from syncwright.site.ties import Tie, syncing

SVG = "{http://www.w3.org/2000/svg}"


def url(node_id: str) -> str:
    return f"{node_id.replace(':', '/')}.html"


def words(picture) -> list[str]:
    return [one.text for one in ET.fromstring(picture.file()[1]).iter(f"{SVG}text")]


def test_of_much_the_most_telling_is_shown_kind_by_kind_and_the_rest_is_counted():
    many = [Tie(f"Object_{number}", "grant", "sync_user:one", f"{number} read", number) for number in range(100)]
    others = [
        Tie("owner:ops", "owns", "sync_user:one", "owns"),
        Tie("resource:x.permission_set/One", "resource", "sync_user:one", "is given to"),
    ]
    found = surroundings("sync_user:one", [*many, *others], url, "users/one.html")
    shown = words(found)
    assert {"Object_99", "Object_92", "ops", "One", "and 92 more"} <= set(shown)
    assert "Object_91" not in shown
    assert found.more == 92
    assert len(found.ties) == 102
    assert found.command == "syncwright graph 1+sync_user:one+1"


def test_what_is_tied_both_ways_is_one_box_with_all_its_words():
    ties = [Tie("Lead", "scope", "filter:f", "decides who", 3), Tie("filter:f", "stored", "Lead", "is kept in")]
    found = surroundings("Lead", ties, url, "objects/Lead.html")
    assert words(found) == ["Lead", "f", "filter: decides who; is kept in"]
    heads = [one for one in ET.fromstring(found.file()[1]).iter(f"{SVG}path") if one.get("class") == "head"]
    assert len(heads) == 2


def test_what_has_to_do_with_nothing_has_no_picture():
    assert surroundings("owner:nobody", [], url, "around/owner/nobody.html") is None


@pytest.mark.parametrize(
    ("counts", "ends"),
    [
        ({"from-salesforce": 2, "hidden": 3}, "target"),
        ({"to-salesforce": 2}, "source"),
        ({"from-salesforce": 1, "to-salesforce": 1}, "both"),
        ({"two-way": 2}, "both"),
    ],
)
def test_an_arrow_has_its_head_where_records_go(counts, ends):
    assert [(one.ends, one.word) for one in syncing([Lane("Lead", "", {"m": counts, "none": {"hidden": 1}})])] == [(ends, "2 fields")]


@pytest.mark.parametrize("count", [0, 1, 14, 1000])
def test_nothing_on_the_map_lies_on_anything_else(count):
    syncs = [("m",), ("a", "m"), ("a",), ()]
    found = placed([Thing(f"O{n}", syncs[n % 16 % 4 if n % 5 else 0], f"owner{n % 7}") for n in range(count)], ["a"], ["m"])
    for places in (
        list(found.objects.values()),
        [one.place for one in found.areas],
        [one.place for one in found.blocks],
        [*found.systems.values(), found.around],
    ):
        for number, one in enumerate(places):
            for other in places[:number]:
                apart = abs(one.x - other.x) >= (one.wide + other.wide) / 2 or abs(one.y - other.y) >= (one.high + other.high) / 2
                assert apart, (one, other)
    assert len(found.objects) == count
    inside = [(one, found.around) for one in (*found.objects.values(), *(each.place for each in found.areas))]
    inside += [(found.objects[name], area.place) for area in found.areas for name in area.names]
    for one, whole in inside:
        assert abs(one.x - whole.x) <= (whole.wide - one.wide) / 2
        assert abs(one.y - whole.y) <= (whole.high - one.high) / 2


def test_every_file_is_a_picture_whose_links_lead_to_something(example):
    files = sorted(one for one in example.rglob("*.svg") if one.parent.name != "assets")
    assert len(files) > 40
    for path in files:
        root = ET.fromstring(path.read_bytes())
        assert root.tag == f"{SVG}svg"
        for link in root.iter(f"{SVG}a"):
            page, _, part = link.get("href").partition("#")
            target = path.parent / page
            assert target.is_file(), (path, page)
            assert not part or f'id="{part}"' in target.read_text("utf-8"), (path, part)


@pytest.mark.parametrize("page", ["index.html", "objects/Lead.html"])
def test_the_text_beside_a_picture_is_mermaid(opened, example, page):
    at = opened(page)
    take = at.locator("figure details.take").first
    take.locator("summary").click()
    drawing = diagrams.mermaid(take.locator("pre").text_content())
    assert drawing.error is None
    assert drawing.edges
    file = PurePosixPath(page).parent / take.get_by_role("link", name="As an SVG file").get_attribute("href")
    assert (example / file).resolve().is_file()


def test_a_field_that_only_syncs_shows_with_whom_and_the_object_that_it_points_to(opened):
    boxes = opened("objects/Contact.html#AccountId").locator("#AccountId figure svg text:not(.small)")
    assert sorted(boxes.all_text_contents()) == ["Account", "Contact.AccountId", "connector marketo", "sync user marketo-sync"]


def test_the_text_of_the_map_is_mermaid(example):
    drawing = diagrams.mermaid((example / "map" / "estate.mmd").read_text("utf-8"))
    assert drawing.error is None
    assert len(drawing.nodes) == 14 + 3


def test_a_fields_picture_has_its_filters_and_users_and_is_saved_as_it_looks(opened):
    page = opened("objects/Lead.html#Sync_to_Marketo__c")
    figure = page.locator("#Sync_to_Marketo__c figure")
    expect(figure.locator("svg a", has_text="marketo-scope")).to_have_attribute("href", "../around/filter/marketo-scope.html")
    expect(figure.locator("svg a", has_text="marketo-sync")).to_have_attribute("href", "../users/marketo-sync.html")
    figure.locator("summary").click()
    with page.expect_download() as download:
        figure.get_by_role("button", name="Save as SVG").click()
    root = ET.parse(download.value.path()).getroot()
    assert download.value.suggested_filename == "Sync_to_Marketo__c.svg"
    assert {one.get("fill") for one in root.iter(f"{SVG}rect")} >= {"rgb(255, 255, 255)"}
    assert all(one.get("href").startswith("file:///") for one in root.iter(f"{SVG}a"))
    figure.get_by_role("button", name="Copy the text").click()
    expect(figure.get_by_role("button", name="Copied")).to_be_visible()

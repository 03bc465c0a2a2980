"""The document of a runbook and the page drawn from it: the same tasks in both, links that lead somewhere, nothing taken for markup."""

import json
import re

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lxml import html

from syncwright.facts import Fact
from syncwright.runbook.document import Chapter, Resource, Runbook, artifacts
from syncwright.runbook.task import Task
from unit_estates import ae, catalog, unit

FACT = Fact("no API does it", "Vendor: page")
PARTS = {"first": "At first", "then": "Then"}


def task(name: str, part: str = "first", **more) -> Task:
    return Task(name, part, f"do {name}", f"{name} is done", "ops", FACT, None, keys=("connector/ae",), system="Elsewhere", **more)


def files(*tasks: Task, path: str = "vendor/unit/runbook", resources: tuple[Resource, ...] = ()) -> dict[str, bytes]:
    held = catalog(ae("operations: {errors_owner: ops, deputy: ops, review_every: 2 days}"))
    of = unit(held)
    chapter = Chapter("ae/emea", "connector/ae#business_units.emea", of.connector.spec, tasks)
    book = Runbook("Vendor", ("What people do.",), PARTS, ("Admin", "Errors"), path, (chapter,), resources)
    return {one.path: one.data for one in artifacts(held, book)}


def page(*tasks: Task, **more) -> str:
    return next(data for path, data in files(*tasks, **more).items() if path.endswith(".md")).decode()


def document(*tasks: Task, **more) -> dict:
    return json.loads(next(data for path, data in files(*tasks, **more).items() if path.endswith(".json")))


def rendered(text: str):
    return html.fromstring(github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def test_a_part_without_tasks_is_not_there():
    [one] = document(task("a", "then"))["connectors"]
    assert [part["title"] for part in one["parts"]] == ["Then"]
    assert "At first" not in page(task("a", "then"))


def test_each_task_is_attested_by_its_address():
    [one] = document(task("a"), task("b", after=("a",)))["connectors"][0]["parts"][0]["tasks"][1:]
    assert one["attest"] == "syncwright attest runbook/ae/emea/b --by WHO --env production"
    assert one["after"] == ["runbook/ae/emea/a"]
    assert "  - After: `runbook/ae/emea/a`\n" in page(task("a"), task("b", after=("a",)))


def test_who_watches_is_asked_by_the_connector_as_attest_knows_it():
    """One routine check for a connector, however many units it has."""
    review = document(task("a"))["connectors"][0]["review"]
    assert review == {
        "name": "review/ae",
        "owner": "Operations",
        "deputy": "Operations",
        "every": "2 days",
        "where": "Admin > Errors",
        "attest": "syncwright attest review/ae --by WHO --env production",
    }


@pytest.mark.parametrize(
    ("path", "file", "link"),
    [
        ("vendor/runbook", "vendor/support/x.md", "support/x.md"),
        ("vendor/runbook", "other/x.md", "../other/x.md"),
        ("vendor/unit/runbook", "vendor/unit/support/x.md", "support/x.md"),
        ("vendor/unit/runbook", "vendor/x.md", "../../vendor/x.md"),
        ("vendor/unit/runbook", "other/x.md", "../../other/x.md"),
    ],
)
def test_a_link_leads_from_the_page_to_the_file(path, file, link):
    [found] = rendered(page(task("a", file=file), path=path)).xpath("//a/@href")
    assert found == link


def test_resources_are_told_at_the_end_and_those_without_an_address_are_no_links():
    both = (Resource("Help: the [first]", "https://help.example/a?b=c"), Resource("Guide", None))
    text = page(task("a"), resources=both)
    tree = rendered(text)
    assert text.index("## To read") > text.index("attest review/ae")
    assert [(one.get("href"), one.text_content()) for one in tree.xpath("//a")] == [("https://help.example/a?b=c", "Help: the [first]")]
    assert "Guide" in tree.text_content()
    assert document(task("a"), resources=both)["resources"] == [
        {"title": "Help: the [first]", "url": "https://help.example/a?b=c", "from": None},
        {"title": "Guide", "url": None, "from": None},
    ]
    assert "resources" not in document(task("a"))


def test_a_connector_names_pages_of_its_own_after_those_of_the_platform():
    held = catalog(ae("resources: {'Our [wiki]': 'https://wiki.tiny.example/ae?x=1&y=2'}"))
    chapters = tuple(Chapter(f"ae/{name}", "connector/ae", unit(held).connector.spec, (task("a"),)) for name in ("amer", "emea"))
    book = Runbook("Vendor", ("What people do.",), PARTS, ("Admin",), "vendor/runbook", chapters, (Resource("Guide", None),))
    json_file, page_file = artifacts(held, book)
    assert [(one["title"], one["from"]) for one in json.loads(json_file.data)["resources"]] == [
        ("Guide", None),
        ("Our [wiki]", "connector/ae#resources"),
    ]
    [link] = rendered(page_file.data.decode()).xpath("//a")
    assert (link.get("href"), link.text_content()) == ("https://wiki.tiny.example/ae?x=1&y=2", "Our [wiki]")
    assert page_file.parts[-1].keys == ("connector/ae#resources",)


HOSTILE = "</b><script>alert(1)</script> [a](javascript:1) ![b](x) | * _ # {{my.token}}"


def test_what_people_wrote_is_shown_and_obeyed_by_nobody():
    odd = Task(
        "odd", "first", HOSTILE, HOSTILE, "ops", Fact(HOSTILE, HOSTILE), (HOSTILE,), ((HOSTILE, HOSTILE),), (HOSTILE,), (), notes=(HOSTILE,), system=HOSTILE
    )  # fmt: skip
    text = page(odd)
    tree = rendered(text)
    assert not tree.xpath("//script | //img | //a")
    assert "{{" not in text, "a site's templates see nothing"
    assert tree.text_content().count("<script>alert(1)</script>") == 10


def test_every_line_of_a_task_comes_from_its_specs():
    held = catalog(ae())
    own = Task("a", "first", "do a", "done", "ops", FACT, None, keys=("filter/scope",), system="Elsewhere")
    chapter = Chapter("ae", "connector/ae", unit(held).connector.spec, (own,))
    made = artifacts(held, Runbook("Vendor", ("What people do.",), PARTS, ("Admin",), "vendor/runbook", (chapter,)))
    for one in made:
        lines, number = one.data.decode().splitlines(), 0
        of: dict[str, set[int]] = {}
        for part in one.parts:
            for key in part.keys:
                of.setdefault(key, set()).update(range(number, number + part.count))
            number += part.count
        assert number == len(lines)
        assert {number for number, line in enumerate(lines) if re.search(r"do a\b|Do a\b|runbook/ae/a", line)} <= of["filter/scope"]

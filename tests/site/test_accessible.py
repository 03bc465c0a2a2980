"""axe-core, which is nobody's own judge of pages: nothing serious on a page of each kind, light and dark."""

from functools import cache

import pytest

from chromium import watched
from judges.node_tools import tools

#: A page of each kind; of objects a small one, as axe looks at each element.
KINDS = (
    "index.html",
    "objects.html",
    "objects/Product_Interest__c.html",
    "map.html",
    "users.html",
    "users/ae-integration.html",
    "around/filter/marketo-scope.html",
    "connectors.html",
    "connectors/ae/emea.html",
    "steps.html",
    "plan.html",
    "changes.html",
    "filters.html",
    "documents/dictionary/filters.html",
    "documents/marketo/campaigns/band-score/sheet.html",
    "findings.html",
    "rules.html",
    "rules/MKT740.html",
    "guides/tutorial.html",
    "reference/language-object.html",
    "guides/hide-a-field.html",
    "reference/commands.html",
)
#: Those that are a table in the frame, as others are that have more.
LISTS = ("objects.html", "users.html", "connectors.html", "filters.html", "rules.html", "reference/commands.html")
RICH = tuple(kind for kind in KINDS if kind not in LISTS)


@cache
def axe() -> str:
    return (tools() / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def grave(page, **options):
    """What axe calls serious or critical: rule and the elements."""
    page.evaluate(axe())
    found = page.evaluate("options => axe.run(document, { resultTypes: ['violations'], preload: false, ...options })", options)
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(opened, kind):
    page = opened(kind)
    assert grave(page) == []


def test_axe_finds_nothing_serious_in_what_was_found(opened):
    page = opened("index.html")
    page.locator("#search").fill("consent")
    page.locator("#found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert grave(page) == []


def test_colours_have_contrast_in_the_dark(browser, example):
    with watched(browser, color_scheme="dark") as dark:
        page = dark.page()
        for kind in RICH:
            page.goto(f"{example.as_uri()}/{kind}")
            assert grave(page, runOnly=["color-contrast"]) == [], kind


def test_what_scrolls_in_a_small_window_is_reached_with_keys(browser, example):
    with watched(browser, viewport={"width": 320, "height": 640}) as narrow:
        page = narrow.page()
        for kind in RICH:
            page.goto(f"{example.as_uri()}/{kind}")
            assert grave(page, runOnly=["scrollable-region-focusable", "target-size"]) == [], kind

"""That mkdocs gets what the pages of a site say, and what the tables say of a site; how quickly is judged by `make bench` alone."""

import html
import json
import re
from pathlib import Path

import pytest
from lxml import html as pages

from bench.measure import Cost
from bench.mkdocs_pages import project
from bench.site_pages import FIRST_PAGE, FOUND, LARGE, Site, first_page, measured, tables, verdicts
from bench.site_search import Typed, texts
from bench.workload import made

#: What is markup alone: where links lead, names of sections, marks of lists, boxes, and the line below a head.
_MARKUP = re.compile(r"\]\([^)]*\)| \{ #\S+ \}$|^ *(?:-|1\.) +(?:\[[x ]\] )?|<br>", re.MULTILINE)
_WORDS = re.compile(r"\w+")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """A small estate, measured once."""
    estate = made(250, tmp_path_factory.mktemp("work"))
    return measured(estate, 1, None), estate.folder / "site"


def shown(page: Path) -> list[str]:
    """The words that a page shows, without those in its pictures and controls."""
    [main] = pages.fromstring(page.read_text("utf-8")).xpath("//main")
    for one in main.xpath(".//*[self::svg or self::nav or self::select or self::datalist or self::button or self::label or @hidden]"):
        one.drop_tree()
    return _WORDS.findall(" ".join(main.itertext()))


def said(text: str) -> list[str]:
    """The words of a text in Markdown. What stands between fences is no markup."""
    parts = re.split(r"^```$", text, flags=re.MULTILINE)
    return [word for at, part in enumerate(parts) for word in _WORDS.findall(part if at % 2 else html.unescape(_MARKUP.sub(" ", part)))]


def test_a_project_has_the_words_of_every_page_and_its_sections(site, tmp_path):
    _, folder = site
    count = project(folder, tmp_path)
    written = {path.relative_to(tmp_path / "docs").with_suffix(".html").as_posix(): path for path in (tmp_path / "docs").rglob("*.md")}
    assert count == len(written) == len(list(folder.rglob("*.html"))) > 300
    for name, path in written.items():
        assert said(path.read_text("utf-8")) == shown(folder / name), name
    text = written["objects/Lead.html"].read_text("utf-8")
    fields = re.findall(r"^### (\w+) .* \{ #\1 \}$", text, re.MULTILINE)
    assert len(fields) > 50
    assert all(f"| [{field}](#{field}) | " in text and "\ntype\n:   " in text for field in fields)
    assert {"At a glance": "index.md"} in json.loads((tmp_path / "mkdocs.yml").read_text("utf-8"))["nav"]


def test_the_first_page_is_weighed_with_what_it_loads_before_anything_is_typed(site):
    told, folder = site
    assert {path.rpartition(".")[2] for path in first_page(folder)} == {"html", "css", "js", "svg"}
    assert not [path for path in first_page(folder) if path.startswith(("search/", "vendor/"))]
    assert told.first_page == sum((folder / path).stat().st_size for path in first_page(folder))


def test_what_is_typed_is_found_in_a_browser_or_it_says_why_not(site):
    told, folder = site
    if told.not_typed:
        assert told.not_typed in tables([told])
    else:
        assert [one.text for one in told.found] == list(texts(folder))
        assert all(one.seconds > 0 for one in told.found)


def costing(fields: int, cold: float, mkdocs: float, first: int, seconds: float) -> Site:
    costs = [[Cost(one, one, 100.0)] for one in (cold, 1.0, mkdocs)]
    return Site(fields, 9, *costs, first, (1 << 20, 2 << 20), [Typed("re", seconds)], "")


def test_the_limits_hold_for_large_estates_alone():
    assert list(verdicts([costing(LARGE - 1, 10.0, 1.0, FIRST_PAGE, FOUND)])) == []
    good, bad = costing(LARGE, 10.0, 20.0, FIRST_PAGE - 1, FOUND - 0.1), costing(LARGE, 9.9, 19.0, FIRST_PAGE, FOUND)
    assert [one.met for one in verdicts([good])] == [True] * 4
    assert [one.met for one in verdicts([bad])] == [False] * 4
    assert "| mkdocs                        | 50,000 | 9     | 20.00 |" in tables([good])

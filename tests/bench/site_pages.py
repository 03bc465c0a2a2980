"""`docs build` beside mkdocs on the same pages, and what the site asks of a browser. Prints nothing; the limits stand here.

mkdocs gets the pages as Markdown, written before the clock starts, and only has to make HTML and its index of search of them.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Cost, cost, middle, ratio
from bench.mkdocs_pages import building
from bench.report import LARGE, Verdict, table
from bench.site_search import NoBrowser, Typed, asked
from bench.workload import SYNCWRIGHT, Estate

HERE = Path(__file__).parent
#: Below so many fields the pages of rules and guides, which every site has, decide what is measured.
SMALLEST = 10_000
#: `docs build` beside mkdocs, and with nothing changed beside everything, in times the CPU.
LIMIT, SAME = 0.5, 0.1
#: The first page with all that it loads before anything is typed, in bytes; and until something is found, in seconds.
FIRST_PAGE, FOUND = 150_000, 1.0

_LOADED = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Site:
    """What one site cost: runs in their order, and of mkdocs the first of them. `index`: bytes of the index of search, of ours and of mkdocs."""

    fields: int
    pages: int
    cold: list[Cost]
    same: list[Cost]
    mkdocs: list[Cost]
    first_page: int
    index: tuple[int, int]
    found: Sequence[Typed]
    not_typed: str


def measured(estate: Estate, runs: int, mkdocs: Path | None) -> Site:
    """Cold, again, and mkdocs, in turns. Of a large estate mkdocs takes minutes, and is run once."""
    site, project = estate.folder / "site", estate.folder.resolve() / "mkdocs"
    ours: list[str | Path] = [SYNCWRIGHT, "docs", "build", "specs", "--out", "site"]
    environment = {**os.environ, "SYNCWRIGHT_CACHE_DIR": str(estate.folder.resolve() / "site-memory")}
    cold, same, theirs = [], [], []
    for number in range(runs):
        for left in (site, estate.folder / "site-memory"):
            shutil.rmtree(left, ignore_errors=True)
        cold.append(cost(ours, estate.folder, environment))
        same.append(cost(ours, estate.folder, environment))
        if mkdocs is not None and (number == 0 or estate.fields < LARGE):
            # Written in a process of its own: whoever measures has to stay small.
            shutil.rmtree(project, ignore_errors=True)
            subprocess.run([sys.executable, HERE / "mkdocs_pages.py", site, project], check=True)
            theirs.append(cost(building(mkdocs), project))
    try:
        found, not_typed = asked(site, runs), ""
    except NoBrowser as error:
        found, not_typed = [], str(error)
    index = (_size(site / "search"), _size(project / "site" / "search" / "search_index.json"))
    return Site(
        estate.fields,
        sum(1 for _ in site.rglob("*.html")),
        cold,
        same,
        theirs,
        sum(first_page(site).values()),
        index,
        found,
        not_typed,
    )


def _size(path: Path) -> int:
    """Bytes of a file or of all in a folder; none of what is not there."""
    return sum(one.stat().st_size for one in (path, *path.rglob("*")) if one.is_file())


def first_page(site: Path) -> dict[str, int]:
    """The files that a browser loads before anything is typed, and their bytes."""
    page = (site / "index.html").read_text("utf-8")
    return {name: (site / name).stat().st_size for name in ("index.html", *dict.fromkeys(_LOADED.findall(page)))}


def tables(sites: Sequence[Site]) -> str:
    """Everything as Markdown."""
    head = [
        "the site",
        "fields",
        "pages",
        "CPU s",
        "wall s",
        "peak MiB",
        "times mkdocs",
        "limit",
        "times cold",
        "limit",
        "search index MiB",
    ]
    rows = []
    for one in sites:
        large = one.fields >= LARGE
        beside = [f"{_beside(one):.2f}", f"{LIMIT:g}" if large else ""] if one.mkdocs else ["", ""]
        again = ["", "", f"{ratio(one.same, one.cold):.3f}", f"{SAME:g}" if large else "", ""]
        index = [f"{size / (1 << 20):.1f}" for size in one.index]
        rows.append(["`docs build`", *_numbers(one, one.cold), *beside, "", "", index[0]])
        rows.append(["`docs build`, nothing changed", *_numbers(one, one.same), *again])
        if one.mkdocs:
            rows.append(["mkdocs", *_numbers(one, one.mkdocs), "", "", "", "", index[1]])
    seen = [
        [
            f"{one.fields:,}",
            f"{one.first_page / 1000:.1f}",
            f"{FIRST_PAGE // 1000}",
            f"`{typed.text}`",
            f"{typed.seconds:.2f}",
            f"{FOUND:g}",
        ]
        for one in sites
        for typed in one.found
    ]
    browser = ["fields", "first page KB", "limit", "typed", "first result s", "limit"]
    missing = [f"Search of the site of {one.fields:,} fields was not measured: {one.not_typed}" for one in sites if one.not_typed]
    return "\n\n".join([table(head, rows), *([table(browser, seen)] if seen else []), *missing]) + "\n"


def _numbers(one: Site, costs: Sequence[Cost]) -> list[str]:
    said = middle(costs)
    return [f"{one.fields:,}", f"{one.pages:,}", f"{said.cpu:.2f}", f"{said.wall:.2f}", f"{said.peak:.0f}"]


def _beside(one: Site) -> float:
    """In times the CPU of mkdocs, of the runs that have one of it beside them."""
    return ratio(one.cold[: len(one.mkdocs)], one.mkdocs)


def verdicts(sites: Sequence[Site]) -> Iterator[Verdict]:
    """The limits, for estates as large as they are meant for."""
    for one in sites:
        if one.fields < LARGE:
            continue
        size = f"{one.fields:,} fields"
        if one.mkdocs:
            times = _beside(one)
            yield Verdict(
                times <= LIMIT, f"`docs build` of {size} takes {times:.2f} times the CPU of mkdocs on the same pages (limit {LIMIT})"
            )
        times = ratio(one.same, one.cold)
        yield Verdict(
            times <= SAME, f"`docs build` of {size}, nothing changed, takes {times:.3f} times the CPU of a cold one (limit {SAME})"
        )
        weight = f"{one.first_page / 1000:.1f} KB"
        yield Verdict(one.first_page < FIRST_PAGE, f"the first page of {size} is {weight} with what it loads (limit {FIRST_PAGE // 1000})")
        for typed in one.found:
            says = f"`{typed.text}` typed into the site of {size} is found in {typed.seconds:.2f} s (limit {FOUND:g})"
            yield Verdict(typed.seconds < FOUND, says)

#!/usr/bin/env python3
"""`site_search.py SITE RUNS`: how long the search of a docs site takes in Chromium, from disk, as JSON; or why it cannot be measured.

Each time a new window opens the first page, the words are typed at once, and the clock runs from the first letter until the first result of
all of them is drawn.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

# `chromium` is a module of tests/, as pytest sees it, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_WATCH = """text => {
  const box = document.getElementById("search"), list = document.getElementById("found");
  let first = null;
  box.addEventListener("input", () => { first ??= performance.now(); }, { capture: true });
  globalThis.shown = new Promise((done) => new MutationObserver(() => {
    if (list.dataset.text === text && list.querySelector("[role=option]")) requestAnimationFrame(() => done(performance.now() - first));
  }).observe(list, { childList: true, attributes: true }));
}"""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and the seconds until the first result: the median of several runs."""

    text: str
    seconds: float


class NoBrowser(Exception):
    """Nothing can be typed on this machine; says why."""


def asked(site: Path, runs: int) -> list[Typed]:
    """Every text, typed `runs` times in a process of its own. Raises NoBrowser."""
    done = subprocess.run([sys.executable, __file__, site, str(runs)], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        raise NoBrowser(done.stdout.strip())
    if done.returncode:
        raise RuntimeError(f"site_search.py ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return [Typed(**one) for one in json.loads(done.stdout)]


def texts(site: Path) -> Iterator[str]:
    """What is typed: the title in the middle of all, and the first letters that most words begin with, whose part of the index is the largest."""
    blocks = sorted((site / "search").glob("entries-*.js"), key=lambda path: int(path.stem.partition("-")[2]))
    rows = [row for path in blocks for row in _handed_over(path)]
    yield rows[len(rows) // 2][1]
    largest = max((site / "search").glob("w-*.js"), key=lambda path: path.stat().st_size)
    yield largest.read_text("utf-8").partition('("')[2].partition('"')[0]


def _handed_over(script: Path) -> list[list[str]]:
    """The entries in a script, which is one call."""
    return json.loads(f"[{script.read_text('utf-8').partition('(')[2].rpartition(')')[0]}]")[1]


def typed(site: Path, runs: int) -> Iterator[Typed]:
    """Each text, typed in the first page as it lies on disk."""
    from playwright.sync_api import Page, sync_playwright

    from chromium import PATH

    if PATH is None:
        raise NoBrowser("there is no Chromium")

    def once(page: Page, text: str) -> float:
        page.goto((site / "index.html").resolve().as_uri())
        page.evaluate(_WATCH, text)
        page.locator("#search").click()
        page.keyboard.type(text)
        return page.evaluate("() => shown") / 1000

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH)
        for text in texts(site):
            seconds = []
            for _ in range(runs):
                context = browser.new_context()
                seconds.append(once(context.new_page(), text))
                context.close()
            yield Typed(text, median(seconds))
        browser.close()


def main() -> int:
    """Print what was measured; ends with 3 where there is nothing to measure with."""
    try:
        print(json.dumps([asdict(one) for one in typed(Path(sys.argv[1]), int(sys.argv[2]))]))
    except (ImportError, NoBrowser) as error:
        print(error)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())

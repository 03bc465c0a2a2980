"""Chromium as Debian has it, and what a page must not do in it: say anything, ask anybody, break its own policy."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PATH = shutil.which("chromium")
LEFT_OUT = "left out: needs Chromium, which `.ci/chromium` installs where there is apt-get"


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser of its own. Not for longer than a module of tests: while it runs, nobody else in this process can run an event loop."""
    if PATH is None:
        pytest.skip(LEFT_OUT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH)
        yield browser
        browser.close()


class Watched:
    """A context whose pages are written down: what they said, and whom they asked."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.said: list[str] = []
        self.asked: list[str] = []
        context.on("console", lambda one: self.said.append(f"{one.type}: {one.text}"))
        context.on("weberror", lambda one: self.said.append(f"error: {one.error}"))
        context.on("dialog", lambda one: (self.said.append(f"dialog: {one.message}"), one.dismiss()))
        context.on("request", lambda one: self.asked.append(one.url))

    def page(self, url: str = "") -> Page:
        page = self.context.new_page()
        if url:
            page.goto(url)
        return page

    def was_quiet(self, whom: str = "file:///") -> None:
        """Nothing was said, no dialog came, and nobody but `whom` was asked."""
        assert self.said == [], self.said
        others = [url for url in self.asked if not url.startswith(whom)]
        assert others == [], others


@contextmanager
def watched(browser: Browser, whom: str = "file:///", **options: object) -> Iterator[Watched]:
    """A context that must have been quiet when it ends."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(15_000)
    try:
        found = Watched(context)
        yield found
        found.was_quiet(whom)
    finally:
        context.close()

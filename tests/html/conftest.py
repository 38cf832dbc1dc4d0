"""A real browser: Chromium, headless, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from summarizer.report.html import to_html
from summarizer.report.index_html import index_html
from tests.html import samples

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Page]


class Desk:
    """Opens pages, one window for each set of options, and takes down what they complain of.

    Windows are kept, as opening one takes longer than most tests; storage is not.
    """

    def __init__(self, browser: Browser, pages: Path) -> None:
        self._browser = browser
        self._pages = pages
        self._contexts: dict[str, BrowserContext] = {}
        self.complaints: list[str] = []

    def open(
        self, name: str, width: int = 1360, height: int = 900, before: str = "", **options: Any
    ) -> Page:
        """Open a sample; ``before`` is a script that runs ahead of the page's own."""
        kind = repr((before, sorted(options.items())))
        if kind not in self._contexts:
            context = self._browser.new_context(**options)
            context.set_default_timeout(5_000)
            if before:
                context.add_init_script(before)
            self._watch(context.new_page())
            self._contexts[kind] = context
        page = self._contexts[kind].pages[0]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null")
        page.mouse.move(0, 0)
        page.goto((self._pages / f"{name}.html").as_uri())
        return page

    def tidy(self) -> None:
        for context in self._contexts.values():
            for extra in context.pages[1:]:
                extra.close()
            if context.pages[0].url.startswith("file:"):
                context.pages[0].evaluate("try { localStorage.clear() } catch {}")

    def _watch(self, page: Page) -> None:
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._must_be_local)
        page.on("dialog", lambda dialog: dialog.accept())

    def _must_be_local(self, request: Request) -> None:
        if not request.url.startswith(("file:", "blob:", "about:")):
            self.complaints.append(f"asked for {request.url}")


# not for the session: while Playwright runs, no other test can run an event loop
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("the pages are tested in Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample rendered to disk, as a user would have it."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("ferry", "arabic", "hostile", "book", "docket", "reviewed", "empty"):
        report = getattr(samples, name)()
        (folder / f"{name}.html").write_text(to_html(report), encoding="utf-8")
    for name, count in (("index", 5_000), ("small-index", 30)):
        index = index_html(samples.rows(count), "Regional desk")
        (folder / f"{name}.html").write_text(index, encoding="utf-8")
    return folder


@pytest.fixture(scope="package")
def desk(browser: Browser, pages: Path) -> Desk:
    return Desk(browser, pages)


@pytest.fixture
def open_page(desk: Desk) -> Iterator[Open]:
    """Open a sample; whatever it logs, throws or asks the network for fails the test."""
    desk.complaints.clear()
    yield desk.open
    desk.tidy()
    assert not desk.complaints

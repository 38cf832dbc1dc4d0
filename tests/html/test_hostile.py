"""Nothing in a text, a name or a model's output acts on the reader's machine."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from summarizer.report.html import to_html
from summarizer.report.index_html import IndexRow, index_html
from summarizer.types import Verdict
from tests.html import samples
from tests.html.conftest import Open


class Markup(HTMLParser):
    """What a browser would make of the page: its elements, and its inline scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, str] = {}
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag if tag in ("script", "style") and not attrs else ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.inline[self._inside] = data
            self._inside = ""


def hostile_index() -> str:
    rows = [
        IndexRow(attack, attack, attack, {Verdict.CONTRADICTED: 1}, 0.0, attack)
        for attack in samples.ATTACKS
    ]
    rows.append(IndexRow("na\udcffme", "javascript:window.owned=1", "done", {}, None))
    rows.append(IndexRow("two", "//192.0.2.1/x", "done", {}, None))
    return index_html(rows, samples.ATTACKS[2])


PAGES = {
    "ferry": lambda: to_html(samples.ferry()),
    "hostile": lambda: to_html(samples.hostile()),
    "index": hostile_index,
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


def test_only_the_program_s_own_script_and_style_may_run(page: str) -> None:
    markup = Markup(page)
    policy = next(
        attributes["content"]
        for tag, attributes in markup.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        digest = b64encode(sha256(markup.inline[kind].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"


def test_the_policy_comes_before_anything_it_must_govern(page: str) -> None:
    tags = [(tag, attributes) for tag, attributes in Markup(page).elements]
    first = next(n for n, (_, attributes) in enumerate(tags) if "http-equiv" in attributes)
    assert {tag for tag, _ in tags[:first]} <= {"html", "head", "meta"}


def test_no_markup_comes_from_the_data(page: str) -> None:
    elements = Markup(page).elements
    tags = [tag for tag, _ in elements]
    assert tags.count("script") == 2
    assert tags.count("style") == 1
    assert not {"img", "iframe", "link", "object", "embed", "base", "audio", "video"} & set(tags)
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "data"):
            value = attributes.get(name) or "#"
            assert value.startswith(("#", "./"))


def test_no_character_acts(page: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    page.encode("utf-8")


def test_data_for_the_script_cannot_leave_its_element(page: str) -> None:
    data = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert not set(data) & set("<>&")


@pytest.mark.parametrize("name", ["hostile", "hostile-index"])
def test_a_browser_runs_none_of_it(open_page: Open, pages: Path, name: str) -> None:
    (pages / "hostile-index.html").write_text(hostile_index(), encoding="utf-8")
    page = open_page(name)
    for _ in range(len(samples.ATTACKS)):
        page.keyboard.press("j")
        page.keyboard.press("Enter")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.scripts.length") == 2
    assert page.evaluate("document.querySelectorAll('img, iframe, object, link').length") == 0
    assert "window.owned = 1" in page.inner_text("body")


def test_the_policy_stops_what_escaping_might_miss(browser: Browser, pages: Path) -> None:
    page = browser.new_page()
    page.goto((pages / "ferry.html").as_uri())
    refused = page.evaluate(
        """() => {
            const refused = [];
            document.addEventListener("securitypolicyviolation", event => {
                refused.push(event.effectiveDirective);
            });
            const script = document.createElement("script");
            try { script.text = "window.owned = 1"; } catch { refused.push("trusted types"); }
            try { document.body.innerHTML += "<b>"; } catch { refused.push("trusted types"); }
            const image = document.createElement("img");
            image.src = "http://192.0.2.1/";
            document.body.append(image);
            return new Promise(done => setTimeout(() => done(refused), 100));
        }""",
    )
    assert refused.count("trusted types") == 2
    assert "img-src" in refused
    assert page.evaluate("window.owned") is None
    page.close()

"""axe-core finds nothing to complain of: WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.html.conftest import Open

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", ["ferry", "reviewed", "arabic", "small-index"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1360, "dark")])
def test_no_violation(open_page: Open, name: str, width: int, scheme: str) -> None:
    assert violations(open_page(name, width, color_scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_none_with_a_claim_lit_and_reviewed(open_page: Open, scheme: str) -> None:
    page = open_page("ferry", color_scheme=scheme)
    page.click("a.mark[data-n='5']")
    page.click("#claim-5 .decide button")
    page.select_option("#claim-6 select", "supported")
    page.click("[data-filter=flagged]")
    page.wait_for_timeout(150)
    assert violations(page) == []


def test_axe_would_have_seen_one(open_page: Open) -> None:
    page = open_page("ferry")
    page.evaluate("document.querySelector('#reviewer').parentElement.replaceWith(reviewer)")
    assert any(text.startswith("label") for text in violations(page))

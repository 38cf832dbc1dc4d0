"""A reviewer agrees, overrides, takes notes, and carries the review away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from summarizer.review import apply_review, parse_review, settled
from summarizer.types import Verdict
from tests.html import samples
from tests.html.conftest import Open

DENIED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
});"""


def export(page: Page, who: str = "Ida Lund") -> tuple[str, str]:
    """Name and contents of the file that the browser saves."""
    page.fill("#reviewer", who)
    with page.expect_download() as download:
        page.click("text=Export review")
    saved = download.value
    return saved.suggested_filename, Path(saved.path()).read_text(encoding="utf-8")


def decide(page: Page) -> None:
    page.click("#claim-1 .decide button")
    page.select_option("#claim-5 .decide select", "supported")
    page.fill("#claim-5 .decide textarea", "Confirmed by telephone.\n“Yes.” <b>")
    page.fill("#claim-6 .decide textarea", "Ask the desk.")


def test_a_review_made_in_the_page_can_be_merged_into_the_report(open_page: Open) -> None:
    page = open_page("ferry")
    decide(page)
    expect(page.locator("#progress")).to_have_text("You reviewed 3 of 8 claims.")
    name, text = export(page)
    assert name == "ferries.txt.review.json"
    merged = apply_review(samples.ferry(), parse_review(text, name))
    reviews = {claim.id: claim.reviews for claim in merged.claims if claim.reviews}
    assert list(reviews) == ["c2", "c6", "c7"]
    assert reviews["c2"][0].verdict is Verdict.CONTRADICTED
    assert reviews["c6"][0].note == "Confirmed by telephone.\n“Yes.” <b>"
    assert reviews["c7"][0].verdict is None
    assert {r[0].reviewer for r in reviews.values()} == {"Ida Lund"}
    assert settled(merged.claims[5]) is Verdict.SUPPORTED
    assert merged.claims[5].verdict is Verdict.UNVERIFIABLE


def test_it_is_still_there_after_closing_the_page(open_page: Open) -> None:
    page = open_page("ferry")
    decide(page)
    page.fill("#reviewer", "Ida Lund")
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator("#claim-1 .decide button")).to_have_attribute("aria-pressed", "true")
    expect(again.locator("#claim-5 select")).to_have_value("supported")
    expect(again.locator("#claim-6 textarea")).to_have_value("Ask the desk.")
    expect(again.locator("#reviewer")).to_have_value("Ida Lund")


def test_two_tabs_show_the_same_review(open_page: Open) -> None:
    page = open_page("ferry")
    other = page.context.new_page()
    other.goto(page.url)
    page.click("#claim-0 .decide button")
    expect(other.locator("#claim-0 .decide button")).to_have_attribute("aria-pressed", "true")


def test_reviews_of_different_reports_stay_apart(open_page: Open, pages: Path) -> None:
    page = open_page("ferry")
    page.click("#claim-0 .decide button")
    page.goto((pages / "arabic.html").as_uri())
    expect(page.locator("#progress")).to_have_text("You have reviewed nothing yet.")


def test_a_second_press_takes_agreement_back(open_page: Open) -> None:
    page = open_page("ferry")
    page.click("#claim-1 .decide button")
    page.click("#claim-1 .decide button")
    expect(page.locator("#progress")).to_have_text("You have reviewed nothing yet.")


def test_overriding_replaces_agreeing(open_page: Open) -> None:
    page = open_page("ferry")
    page.click("#claim-1 .decide button")
    page.select_option("#claim-1 select", "unsupported")
    expect(page.locator("#claim-1 .decide button")).to_have_attribute("aria-pressed", "false")
    (claim,) = json.loads(export(page)[1])["claims"]
    assert claim["verdict"] == "unsupported"


def test_what_was_not_checked_can_only_be_overridden(open_page: Open) -> None:
    page = open_page("ferry")
    expect(page.locator("#claim-7 .decide button")).to_be_hidden()
    offered = page.locator("#claim-7 option").evaluate_all("all => all.map(o => o.value)")
    assert "not_checked" not in offered
    assert "supported" in offered


def test_a_review_without_a_name_or_an_opinion_is_not_exported(open_page: Open) -> None:
    page = open_page("ferry")
    page.click("text=Export review")
    expect(page.locator("#filed")).to_contain_text("first")
    page.click("#claim-0 .decide button")
    page.click("text=Export review")
    expect(page.locator("#filed")).to_contain_text("name")
    expect(page.locator("#reviewer")).to_be_focused()


def test_it_works_and_warns_where_the_browser_denies_storage(open_page: Open) -> None:
    page = open_page("ferry", before=DENIED)
    expect(page.locator("#unsaved")).to_be_visible()
    decide(page)
    assert len(json.loads(export(page)[1])["claims"]) == 3


@pytest.mark.parametrize(
    "junk", ["{", "7", "[[0, null]]", '[[0, {"verdict": "<img>", "note": 1}], [99, {}]]']
)
def test_what_somebody_else_left_in_the_storage_does_no_harm(open_page: Open, junk: str) -> None:
    page = open_page("ferry")
    page.click("#claim-0 .decide button")
    page.evaluate("junk => localStorage.setItem(Object.keys(localStorage)[0], junk)", junk)
    page.reload()
    expect(page.locator("#progress")).to_have_text("You have reviewed nothing yet.")
    assert page.locator(".decide").count() == 8


def test_earlier_reviews_stand_beside_the_machine_s_verdict(open_page: Open) -> None:
    page = open_page("reviewed")
    card = page.locator("#claim-5")
    expect(card.locator(".verdict")).to_contain_text("Unverifiable")
    text = card.locator(".review").all_inner_texts()
    assert "Ida Lund" in text[0]
    assert "supported instead of unverifiable" in text[0]
    assert "The yard confirmed it by telephone." in text[0]
    assert "Jon Moe" in text[1]
    expect(page.locator("#claim-1 .review")).to_contain_text("agrees")


def test_a_hostile_name_makes_a_harmless_file_name(open_page: Open) -> None:
    page = open_page("hostile")
    page.click("#claim-0 .decide button")
    name, text = export(page, "<script>window.owned = 1</script>")
    assert not set(name) & set("<>\"'\\/:*?|\u202e\x1b")
    review: dict[str, Any] = json.loads(text)
    assert review["claims"][0]["claim"] == samples.hostile().claims[0].id
    assert page.evaluate("window.owned") is None

"""The report in a browser: what a reader points at, presses and sees."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.html import samples
from tests.html.conftest import Open

SECOND = "The vessels will cost 46 million kroner each and are to enter service in May 2027."


def lit(page: Page) -> str:
    """The words of the source that are lit, in text order."""
    return "".join(page.locator("#source-text .lit").all_text_contents())


def clashing(page: Page) -> str:
    return "".join(page.locator("#source-text .clash").all_text_contents())


def current(page: Page) -> str | None:
    return page.locator(".claim[aria-current]").get_attribute("data-n")


def on_screen(page: Page, selector: str) -> bool:
    """Whether all of an element is inside the window and not under another element."""
    return bool(
        page.locator(selector).first.evaluate(
            """element => {
                const box = element.getClientRects()[0];
                const hit = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
                return box.top >= 0 && box.bottom <= innerHeight && element.contains(hit);
            }"""
        )
    )


class TestLighting:
    def test_pointing_at_a_mark_in_the_summary_lights_its_evidence(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.hover("a.mark[data-n='1']")
        assert lit(page) == SECOND
        assert clashing(page) == "each and"

    def test_it_goes_dark_when_the_pointer_leaves(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.hover("a.mark[data-n='1']")
        page.hover(".headline")
        assert lit(page) == ""

    def test_pointing_at_a_claim_lights_all_its_evidence(self, open_page: Open) -> None:
        page = open_page("ferry", height=2000)
        page.hover("#claim-0 h3")
        first, second = samples.ferry().claims[0].evidence
        assert lit(page) == second.quote + first.quote

    def test_focusing_a_mark_with_tab_lights_its_evidence(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.focus("a.mark[data-n='1']")
        assert lit(page) == SECOND

    def test_a_pinned_claim_stays_lit_while_the_pointer_wanders(self, open_page: Open) -> None:
        page = open_page("ferry", height=2000)
        page.click("#claim-1 h3")
        page.hover("#claim-4 h3")
        assert lit(page) == "The crossing will take 35 minutes"
        page.hover(".headline")
        assert lit(page) == SECOND

    def test_a_tapped_mark_goes_to_its_claim(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("a.mark[data-n='6']")
        assert current(page) == "6"
        assert on_screen(page, "#claim-6 h3")

    def test_clicking_a_cited_place_goes_through_the_claims_that_cite_it(
        self, open_page: Open
    ) -> None:
        page = open_page("ferry")
        page.click("#source-text .cited >> text=The crossing will take")
        assert current(page) == "4"

    def test_a_quote_leads_to_its_place(self, open_page: Open) -> None:
        page = open_page("book")
        page.click("#claim-3 blockquote a")
        assert lit(page) == samples.book().claims[3].evidence[0].quote
        assert on_screen(page, "#source-text .lit")

    def test_damage_and_omissions_lead_to_their_places(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("text=Orphaned words")
        assert lit(page) == "permanently."
        page.click("section[aria-labelledby=omitted-h] li:first-child a")
        assert lit(page) == "He expects the charging station at Skarv to be late."

    def test_damaged_words_are_hatched_and_foreign_ones_greyed(self, open_page: Open) -> None:
        page = open_page("ferry")
        hatched = page.locator("#source-text div .damaged").all_text_contents()
        assert hatched == [
            "40 welders would be hired before the summer.",
            "permanently.",
            "in the course of",
        ]
        grey = page.locator("#source-text div .not-content")
        assert grey.count() == 2
        background = "getComputedStyle(document.querySelector('div .damaged')).backgroundImage"
        assert "gradient" in page.evaluate(background)
        remark = page.locator("#source-text div .damaged >> text=permanently.").get_attribute(
            "title"
        )
        assert remark
        assert "A single word stands alone after the full stop." in remark


class TestKeyboard:
    def test_j_and_k_go_through_the_claims_and_stop_at_the_ends(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert current(page) == "1"
        assert lit(page) == SECOND
        page.keyboard.press("k")
        page.keyboard.press("k")
        assert current(page) == "0"
        for _ in range(20):
            page.keyboard.press("j")
        assert current(page) == "7"
        assert on_screen(page, "#claim-7 h3")

    def test_k_from_nowhere_starts_at_the_end(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.keyboard.press("k")
        assert current(page) == "7"

    def test_enter_goes_into_the_source_through_its_places_and_esc_comes_back(
        self, open_page: Open
    ) -> None:
        page = open_page("ferry")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        focused = page.locator("#source-text :focus")
        expect(focused).to_contain_text("voted on Tuesday")
        page.keyboard.press("Enter")
        expect(focused).to_contain_text("Harbour council buys")
        page.keyboard.press("Escape")
        expect(page.locator("#claim-0")).to_be_focused()
        page.keyboard.press("Escape")
        assert lit(page) == ""
        assert page.locator(".claim[aria-current]").count() == 0

    def test_esc_goes_back_to_the_mark_one_came_from(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.focus("a.mark[data-n='3']")
        page.keyboard.press("Enter")
        expect(page.locator("#claim-3")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("a.mark[data-n='3']")).to_be_focused()

    def test_letters_typed_into_a_note_stay_letters(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("#claim-0 textarea")
        page.keyboard.type("jkjk")
        assert page.input_value("#claim-0 textarea") == "jkjk"
        assert current(page) == "0"

    def test_letter_keys_can_be_switched_off(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.uncheck("#keys")
        page.keyboard.press("j")
        assert page.locator(".claim[aria-current]").count() == 0

    def test_focus_can_be_seen(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.keyboard.press("j")
        assert page.evaluate("getComputedStyle(document.activeElement).boxShadow") != "none"
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px"

    def test_every_control_is_reached_by_tab(self, open_page: Open) -> None:
        page = open_page("arabic")
        count = page.evaluate(
            """() => {
                const all = [...document.querySelectorAll(
                    "a, button, input, select, textarea, [tabindex='0']")]
                    .filter(element => element.checkVisibility({ visibilityProperty: true }));
                window.left = new Set(all);
                document.addEventListener("focusin", event => window.left.delete(event.target));
                return all.length;
            }"""
        )
        for _ in range(count + 2):
            page.keyboard.press("Tab")
        assert page.evaluate("[...left].map(element => element.outerHTML)") == []


class TestFilter:
    def test_one_verdict_is_shown_and_said(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("[data-filter=contradicted]")
        shown = page.locator(".claim:visible")
        assert [card.get_attribute("data-v") for card in shown.all()] == ["contradicted"] * 3
        expect(page.locator("#status")).to_have_text("3 of 8 claims shown")
        expect(page.locator("[data-filter=contradicted]")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[data-filter=all]")).to_have_attribute("aria-pressed", "false")

    def test_everything_but_supported_is_to_be_looked_at(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("[data-filter=flagged]")
        assert page.locator(".claim:visible").count() == 6

    def test_keys_pass_over_what_is_hidden(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("[data-filter=supported]")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert current(page) == "4"

    def test_a_mark_of_a_hidden_claim_brings_it_back(self, open_page: Open) -> None:
        page = open_page("ferry")
        page.click("[data-filter=supported]")
        page.click("a.mark[data-n='1']")
        expect(page.locator("#claim-1")).to_be_visible()


class TestShapes:
    def test_verdicts_differ_without_colour(self, open_page: Open) -> None:
        page = open_page("ferry")
        uses = page.locator("a.mark use").evaluate_all("all => all.map(u => u.href.baseVal)")
        assert len(set(uses)) == 5
        lines = page.locator(".says").evaluate_all(
            "all => all.map(e => e.className + getComputedStyle(e).textDecorationLine"
            " + getComputedStyle(e).textDecorationStyle)"
        )
        assert len({line.split("underline")[-1] for line in lines if "underline" in line}) >= 3

    def test_a_sentence_without_claims_is_not_passed_off_as_checked(self, open_page: Open) -> None:
        page = open_page("ferry")
        expect(page.locator(".says:text('Islanders') + .mark")).to_contain_text("not checked")

    def test_no_claims_is_said_not_shown_as_success(self, open_page: Open) -> None:
        page = open_page("empty")
        expect(page.locator(".headline")).to_have_text(
            "Nothing was checked: this report has no claims."
        )
        assert "100%" not in page.inner_text("body")

    @pytest.mark.parametrize("name", ["ferry", "arabic", "hostile", "reviewed", "index"])
    def test_nothing_is_wider_than_the_window(self, open_page: Open, name: str) -> None:
        page = open_page(name)
        for width in (320, 360, 800, 1360):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


class TestPhone:
    def test_a_tap_lights_the_source_in_view_beside_the_claim(self, open_page: Open) -> None:
        page = open_page("ferry", 360, 740, has_touch=True, is_mobile=True)
        expect(page.locator("#source-text")).to_be_hidden()
        page.tap("a.mark[data-n='3']")
        assert clashing(page) == "did not vote"
        assert on_screen(page, "#source-text .clash")
        assert on_screen(page, "#claim-3 h3")

    def test_the_source_opens_and_closes(self, open_page: Open) -> None:
        page = open_page("ferry", 360, 740)
        page.click("#sheet")
        expect(page.locator("#source-text")).to_be_visible()
        expect(page.locator("#sheet")).to_have_attribute("aria-expanded", "true")
        page.click("#sheet")
        expect(page.locator("#source-text")).to_be_hidden()


class TestRightToLeft:
    def test_text_runs_from_the_right_and_its_marks_with_it(self, open_page: Open) -> None:
        page = open_page("arabic")
        for selector in ("#source-text", "#claim-0 h3", ".summary"):
            assert page.evaluate(
                "s => getComputedStyle(document.querySelector(s)).direction", selector
            ) == ("rtl")
        gaps = page.evaluate(
            """() => {
                const range = document.createRange();
                const line = document.querySelector('#source-text div p');
                range.selectNodeContents(line);
                const text = range.getBoundingClientRect(), box = line.getBoundingClientRect();
                return [text.left - box.left, box.right - text.right];
            }"""
        )
        assert gaps[0] > 50 > gaps[1]

    def test_the_disagreeing_number_is_lit(self, open_page: Open) -> None:
        page = open_page("arabic")
        page.keyboard.press("j")
        assert clashing(page) == "46"
        assert page.get_attribute("#source-text", "lang") == "ar"


class TestDarkAndQuiet:
    def test_dark_mode_follows_the_system(self, open_page: Open) -> None:
        colour = "getComputedStyle(document.documentElement).backgroundColor"
        light = open_page("ferry", color_scheme="light").evaluate(colour)
        dark = open_page("ferry", color_scheme="dark").evaluate(colour)
        assert light == "rgb(251, 250, 246)"
        assert dark == "rgb(23, 24, 27)"

    def test_nothing_moves_for_those_who_asked_for_it(self, open_page: Open) -> None:
        page = open_page("ferry", reduced_motion="reduce")
        page.keyboard.press("j")
        moving = "getComputedStyle(document.querySelector('.lit')).transitionDuration"
        assert page.evaluate(moving) == "0s"
        assert page.evaluate("document.getAnimations().length") == 0


class TestWithoutScript:
    def test_everything_can_be_read_and_links_lead_on(self, open_page: Open) -> None:
        page = open_page("ferry", java_script_enabled=False)
        assert page.locator(".claim:visible").count() == 8
        expect(page.locator("#source-text")).to_be_visible()
        assert page.locator(".filter:visible, textarea:visible").count() == 0
        page.click("#claim-1 blockquote a")
        assert page.url.endswith("#c1e0")

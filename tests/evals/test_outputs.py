"""What people, build servers and GitHub get to see of a run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from evals.baseline import keep
from evals.decision import Result
from evals.gate import decide
from evals.metrics import measure
from evals.outputs.github import commands, summary
from evals.outputs.html import to_html
from evals.outputs.junit import to_junit
from evals.results import Run
from evals.rules import Rules
from tests.evals.made import CONTRADICTED, SUPPORTED, claim, run

HOSTILE = "One % of <b>all</b> | said,\n::error:: no\x1b[31m `x` :]]>"


def made(now: Run, then: Run, **rules: object) -> Result:
    metrics = measure(now)
    decision = decide(now, metrics, keep(then), Rules.model_validate(rules))
    return Result(run=now, metrics=metrics, decision=decision)


@pytest.fixture
def failed() -> Result:
    """One claim of a text has become wrong that must not; another was wrong before."""

    def verdicts(first: object) -> Run:
        return run(
            [
                claim("ferry-01", "contradicted", [first]),  # type: ignore[list-item]
                claim("ferry-02", "supported", [SUPPORTED]),
                claim("ferry-03", "supported", [CONTRADICTED], kind="role"),
            ]
        )

    now = verdicts(SUPPORTED)
    hostile = now.claims[0].model_copy(update={"text": HOSTILE, "line": 7})
    now = now.model_copy(update={"claims": (hostile, *now.claims[1:])})
    return made(now, verdicts(CONTRADICTED), must_pass=["ferry-01"])


def test_junit_fails_the_group_and_the_rule_and_nothing_else(failed: Result) -> None:
    root = Xml.fromstring(to_junit(failed))
    cases = {(case.get("classname"), case.get("name")): case for case in root.iter("testcase")}
    wrong = {name for name, case in cases.items() if case.find("failure") is not None}
    assert wrong == {("evals.claims.ferry", "number"), ("evals.gate", "must pass")}
    group = cases["evals.claims.ferry", "number"]
    assert (group.get("file"), group.get("line")) == ("ferry.yaml", "7")
    told = group.find("failure")
    assert told is not None
    assert told.text is not None
    assert told.text.startswith("ferry-01: supported, should be contradicted: One % of <b>all</b>")
    before = cases["evals.claims.ferry", "role"].find("system-out")
    assert before is not None
    suites = {suite.get("name"): suite for suite in root.iter("testsuite")}
    assert [suites["claims"].get(name) for name in ("tests", "failures", "errors")] == [
        "2",
        "1",
        "0",
    ]


def test_github_marks_the_label_and_no_text_can_give_commands(failed: Result) -> None:
    (first,) = commands(failed)
    assert first.startswith("::error file=ferry.yaml,line=7,title=must pass::ferry-01: ")
    assert "\n" not in first
    assert "One %25 of" in first
    assert "\x1b" not in first
    told = summary(failed)
    assert told.startswith("## Evals: FAILED")
    assert "**must pass**: ferry\\-01" in told or "**must pass**: ferry-01" in told
    assert "<b>" not in told
    assert "| ferry-01 | contradicted | supported | contradicted | newly wrong |" in told


def test_reasons_without_a_claim_are_annotated_too() -> None:
    empty = made(run([]), run([]))
    assert any("There is not a single case" in line for line in commands(empty))


def test_the_page_says_it_all_and_carries_no_script(failed: Result) -> None:
    page = to_html(failed)
    for words in ("The gate <span", "must pass", "ferry-01", "Reliability", "US dollars"):
        assert words in page
    assert "<b>all</b>" not in page
    assert "\x1b" not in page
    assert not re.search(r"<script|https?://|style=|@import|url\(", page)
    assert to_html(failed) == page


def test_the_page_of_an_empty_run_can_be_made() -> None:
    assert "There is not a single case" in to_html(made(run([]), run([])))


def test_json_can_be_read_back(failed: Result) -> None:
    assert Result.model_validate_json(failed.model_dump_json()) == failed
    assert json.loads(failed.model_dump_json())["decision"]["passed"] is False


def test_the_page_in_a_browser(failed: Result, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    from tests.html.conftest import FLAGS
    from tests.html.test_accessible import violations

    path = tmp_path / "evals.html"
    path.write_text(to_html(failed), encoding="utf-8")
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: complaints.append(request.url))
        page.goto(path.as_uri())
        assert complaints == [path.as_uri()], "nothing is fetched but the page itself"
        heading = page.locator("h1")
        assert heading.inner_text() == "The gate fails"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator("svg[role=img]").count() == 4
        assert page.evaluate("getComputedStyle(document.querySelector('h1 span')).color") == (
            "rgb(176, 36, 28)"
        )
        assert violations(page) == []
        browser.close()


def chromium() -> str:
    import os
    import shutil

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("the page is tested in Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return path

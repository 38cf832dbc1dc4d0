"""The report on a terminal: real pseudo-terminals, narrow and wide, and what is not one."""

from __future__ import annotations

import io
import re

import pytest

from summarizer.report.terminal import print_report
from summarizer.types import Report
from tests.html import samples

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Screen(io.TextIOWrapper):
    """Says that it is a terminal, in the encoding given."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, newline="\n")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def show(
    monkeypatch: pytest.MonkeyPatch, report: Report, columns: int, encoding: str = "utf-8"
) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    screen = Screen(encoding)
    print_report(report, screen)
    return screen.shown()


def piped(report: Report) -> str:
    out = io.StringIO()
    print_report(report, out)
    return out.getvalue()


def test_disagreeing_words_are_underlined_in_claim_and_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = show(monkeypatch, samples.ferry(), 100)
    marked = re.findall(r"\x1b\[1;4;31m(.*?)\x1b\[0m", shown)
    assert {"together", "Tomas Brekke", "did not vote"} <= set(marked)


def test_a_pipe_gets_no_escapes_and_brackets_instead() -> None:
    shown = piped(samples.ferry())
    assert "\x1b" not in shown
    assert "[Tomas Brekke] said" in shown
    assert "[did not vote] against" in shown


def test_no_color_takes_the_colour_and_leaves_the_underline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = show(monkeypatch, samples.ferry(), 100)
    codes = {code for run in re.findall(r"\x1b\[([0-9;]*)m", shown) for code in run.split(";")}
    assert codes <= {"", "0", "1", "2", "3", "4"}
    assert "4" in codes


def test_a_dumb_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in show(monkeypatch, samples.ferry(), 100)


@pytest.mark.parametrize("columns", [20, 40, 80, 100, 400])
@pytest.mark.parametrize("name", ["ferry", "arabic", "hostile", "reviewed", "empty"])
def test_no_line_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, name: str
) -> None:
    from rich.cells import cell_len

    lines = ANSI.sub("", show(monkeypatch, getattr(samples, name)(), columns)).splitlines()
    assert max(map(cell_len, lines)) <= min(columns, 120)


def test_claim_and_source_share_lines_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    both = "opposition voted against the plan.+did not vote"
    wide = ANSI.sub("", show(monkeypatch, samples.ferry(), 110))
    narrow = ANSI.sub("", show(monkeypatch, samples.ferry(), 60))
    assert any(re.search(both, line) for line in wide.splitlines())
    assert not any(re.search(both, line) for line in narrow.splitlines())


@pytest.mark.parametrize("columns", [60, 110])
def test_nothing_of_the_report_is_missing(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    report = samples.reviewed()
    shown = "".join(ANSI.sub("", show(monkeypatch, report, columns)).split())
    expected = [finding.message for claim in report.claims for finding in claim.findings]
    expected += [review.note for claim in report.claims for review in claim.reviews]
    expected += [i.message for s in report.source.sentences for i in s.issues]
    expected += [*report.notes, report.model, "6 of 8 claims need a look."]
    if columns == 60:  # side by side, lines of two texts alternate
        expected += [claim.text for claim in report.claims]
        expected += [evidence.quote for claim in report.claims for evidence in claim.evidence]
    for text in expected:
        assert "".join(text.split()) in shown


def test_hostile_text_cannot_drive_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(monkeypatch, samples.hostile(), 100)
    own = ANSI.sub("", shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", own)
    assert "[bold red]markup[/]" in own
    assert {"\x1b[2J", "\x1b]8"}.isdisjoint(
        {shown[m.start() : m.start() + 4] for m in re.finditer("\x1b", shown)}
    )


def test_an_old_terminal_gets_what_it_can_show(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = ANSI.sub("", show(monkeypatch, samples.arabic(), 80, "ascii"))
    assert "x Contradicted" in shown
    assert "\\u0639" in shown

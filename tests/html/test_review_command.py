"""``summarizer review apply REPORT REVIEW``."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.types import Report, Verdict
from tests.html import samples
from tests.html.test_review import claims, review


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    report, said = tmp_path / "report.json", tmp_path / "ferries.review.json"
    report.write_text(samples.ferry().model_dump_json(), encoding="utf-8")
    said.write_text(review(claims=claims(note="“Ja.”\x1b[31m")), encoding="utf-8")
    return str(report), str(said)


def test_the_merged_report_goes_to_standard_output(
    files: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["review", "apply", *files]) == 0
    out, err = capsysbinary.readouterr()
    merged = Report.model_validate_json(out)
    assert merged.claims[3].reviews[0].verdict is Verdict.SUPPORTED
    assert merged.claims[3].verdict is Verdict.CONTRADICTED
    assert err == b"summarizer: 1 review merged\n"


def test_it_can_be_read_in_every_format(files: tuple[str, str], tmp_path: Path) -> None:
    for kind in ("text", "markdown", "html"):
        out = tmp_path / kind
        assert main(["review", "apply", *files, "--format", kind, "-o", str(out)]) == 0
        text = out.read_text(encoding="utf-8")
        assert "Ida Lund" in text
        assert "\x1b" not in text


def test_the_report_can_be_replaced_by_the_merged_one(files: tuple[str, str]) -> None:
    assert main(["review", "apply", *files, "-o", files[0]]) == 0
    assert main(["review", "apply", *files, "-o", files[0]]) == 0
    merged = Report.model_validate_json(Path(files[0]).read_bytes())
    assert len(merged.claims[3].reviews) == 1


@pytest.mark.parametrize(
    ("report", "said"),
    [("missing.json", None), (None, "missing.json"), ("swap", "swap"), (".", None)],
)
def test_bad_input_is_one_clear_line_and_no_output(
    files: tuple[str, str],
    report: str | None,
    said: str | None,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    paths = files[::-1] if report == "swap" else (report or files[0], said or files[1])
    assert main(["review", "apply", *paths]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert err.startswith(b"summarizer: ")
    assert err.count(b"\n") == 1
    assert b"Traceback" not in err

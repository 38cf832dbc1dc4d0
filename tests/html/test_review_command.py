"""``summarizer review apply REPORT REVIEW``."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
import yaml

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


def test_others_may_read_what_was_written(files: tuple[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "plain").touch()
    out = folder / "merged.json"
    assert main(["review", "apply", *files, "-o", str(out)]) == 0
    assert out.stat().st_mode == (folder / "plain").stat().st_mode
    (folder / "sub").mkdir()
    assert main(["review", "apply", *files, "-o", str(folder / "sub")]) == 2
    assert {path.name for path in folder.iterdir()} == {"plain", "merged.json", "sub"}


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


def test_what_a_person_decided_becomes_an_eval_case(files: tuple[str, str], tmp_path: Path) -> None:
    said = [
        *claims(verdict="unsupported"),
        *claims(claim="c1", verdict="supported"),
        *claims(claim="c6", verdict=None, note="Who knows?"),
        *claims(claim="c8", verdict="supported"),
    ]
    Path(files[1]).write_text(review(claims=said), encoding="utf-8")
    case_file, out = tmp_path / "Two ferries.yaml", str(tmp_path / "merged.json")
    assert main(["review", "apply", *files, "--case", str(case_file), "-o", out]) == 0
    made = yaml.safe_load(case_file.read_text(encoding="utf-8"))
    (case,) = made["cases"]
    assert (made["name"], case["name"]) == ("claims-two-ferries", "two-ferries")
    assert case["inputs"]["text"] == samples.FERRY
    report = samples.ferry()
    assert case["inputs"]["claims"] == {
        "two-ferries-01": report.claims[0].text,
        "two-ferries-02": report.claims[3].text,
        "two-ferries-03": report.claims[7].text,
    }
    labels = case["expected_output"]
    assert [label["verdict"] for label in labels.values()] == [
        "supported",
        "unsupported",
        "supported",
    ]
    assert [label["kind"] for label in labels.values()] == ["paraphrase", "negation", "paraphrase"]
    assert labels["two-ferries-02"]["evidence"] == []
    assert labels["two-ferries-03"]["evidence"] == ["the motors come from Denmark"]


def test_a_case_looks_like_those_of_the_datasets(files: tuple[str, str], tmp_path: Path) -> None:
    case_file = tmp_path / "ferries.yaml"
    out = str(tmp_path / "merged.json")
    assert main(["review", "apply", *files, "--case", str(case_file), "-o", out]) == 0
    ours = yaml.safe_load(case_file.read_text(encoding="utf-8"))
    datasets = Path(__file__).parents[2] / "evals" / "datasets" / "claims"
    theirs = yaml.safe_load(next(iter(sorted(datasets.glob("*.yaml")))).read_text("utf-8"))
    assert ours.keys() == theirs.keys()
    mine, other = ours["cases"][0], theirs["cases"][0]
    assert mine.keys() == other.keys()
    assert mine["inputs"].keys() == other["inputs"].keys()
    assert mine["metadata"].keys() <= other["metadata"].keys() | {"origin"}
    label = next(iter(mine["expected_output"].values()))
    assert label.keys() <= next(iter(other["expected_output"].values())).keys()


def test_a_review_of_notes_alone_makes_no_case(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[1]).write_text(review(claims=claims(verdict=None)), encoding="utf-8")
    case_file = tmp_path / "case.yaml"
    assert main(["review", "apply", *files, "--case", str(case_file)]) == 2
    assert "no case" in capsys.readouterr().err
    assert not case_file.exists()


def test_a_terminal_gets_colours_and_its_own_width(files: tuple[str, str]) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", "review", "apply", *files, "--format", "text"],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment | {"TERM": "xterm-256color"},
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux says that the other end has closed
        while chunk := os.read(ours, 65536):
            shown += chunk
    os.close(ours)
    assert process.wait() == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert b"\x1b[1;4;31mtogether\x1b[0m" in shown
    assert 80 < max(map(len, lines)) <= 100

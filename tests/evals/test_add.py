"""From a reviewed report to a case of a dataset, by one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from evals.cli import main
from evals.dataset import load
from summarizer import check
from summarizer.review import fingerprint
from summarizer.types import Report, Verdict

TEXT = """\
The lock on the canal at Wehr was opened in 1911.
The engineer Paula Stein designed it.
Some forty barges pass it every day.
"""
CLAIMS = ["The lock was opened in 1912.", "Paula Stein designed the lock.", "It leaks."]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    found = check(TEXT, CLAIMS, offline=True)
    (tmp_path / "report.json").write_text(found.model_dump_json(), encoding="utf-8")
    return found


def review(report: Report, folder: Path, verdicts: dict[str, Verdict | None]) -> str:
    data = {
        "summarizer_review": 1,
        "report": fingerprint(report),
        "reviewer": "Ida",
        "claims": [
            {
                "claim": name,
                "verdict": verdict,
                "note": "see line 1",
                "reviewed_at": "2026-01-02T03:04:05Z",
            }
            for name, verdict in verdicts.items()
        ],
    }
    (folder / "review.json").write_text(json.dumps(data), encoding="utf-8")
    return str(folder / "review.json")


def test_what_a_person_said_becomes_the_label_and_is_measured(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = review(
        report,
        tmp_path,
        {"c1": Verdict.CONTRADICTED, "c2": Verdict.SUPPORTED, "c3": None},
    )
    suite = tmp_path / "sets" / "claims"
    arguments = ["add", str(tmp_path / "report.json"), said, "--into", str(suite)]
    assert main([*arguments, "--name", "Wehr lock"]) == 0
    path = suite / "wehr-lock.yaml"
    (case,) = load(path).claims
    assert case.expected_output is not None
    assert {name: label.verdict for name, label in case.expected_output.items()} == {
        "wehr-lock-01": "contradicted",
        "wehr-lock-02": "supported",
    }, "a claim without a person's verdict is no case"
    assert case.inputs.text == TEXT
    assert "text: |\n" in path.read_text(encoding="utf-8"), "a text can be read where it stands"
    assert main(["lint", "--datasets", str(tmp_path / "sets")]) == 0
    assert main(["run", "--offline", "--datasets", str(tmp_path / "sets")]) == 0
    capsys.readouterr()
    assert main([*arguments, "--name", "Wehr lock"]) == 2
    assert "exists already" in capsys.readouterr().err


def test_a_report_with_its_reviews_in_it_will_do(report: Report, tmp_path: Path) -> None:
    from summarizer.cli import main as summarizer

    said = review(report, tmp_path, {"c3": Verdict.UNSUPPORTED})
    merged = str(tmp_path / "lock.json")
    assert summarizer(["review", "apply", str(tmp_path / "report.json"), said, "-o", merged]) == 0
    assert main(["add", merged, "--into", str(tmp_path)]) == 0
    data = yaml.safe_load((tmp_path / "lock.yaml").read_text(encoding="utf-8"))
    (label,) = data["cases"][0]["expected_output"].values()
    assert label["verdict"] == "unsupported"


def test_without_a_persons_verdict_there_is_no_case(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(tmp_path / "report.json"), "--into", str(tmp_path)]) == 2
    assert "no claim of the report has a reviewer's verdict" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.yaml"))

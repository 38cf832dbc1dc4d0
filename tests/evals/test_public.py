"""The public harness on sets made here: what it reads, what it says, what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from evals.public import figures
from evals.public.__main__ import main
from evals.public.figures import Answers
from evals.public.rows import read_sets, related

TEXT = (
    "The bridge at Orlen opened on 4 May. It cost nine million euros. Trams will cross it in June."
)
ROWS = [
    ("The bridge at Orlen opened on 4 May.", 1, ["The bridge at Orlen opened on 4 May."]),
    ("The bridge at Orlen opened on 9 May.", 0, ["The bridge at Orlen opened on 4 May."]),
    ("Trams will cross the bridge in June.", 1, ["Trams will cross it in June."]),
    ("A bakery in Linz sells purple umbrellas.", 0, []),
]


def written(folder: Path) -> Path:
    manifest = {"bridge": {"may_fit_what_ships": True}, "same": {"may_fit_what_ships": False}}
    (folder / "MANIFEST.json").write_text(json.dumps(manifest))
    for name in manifest:
        with (folder / f"{name}.jsonl").open("w") as out:
            for claim, label, evidence in ROWS:
                row = {"source": TEXT, "claim": claim, "label": label, "evidence": evidence}
                out.write(json.dumps(row) + "\n")
    return folder


def answers(label: list[int], flagged: list[int], confidence: list[float]) -> Answers:
    return Answers(
        np.array(label, dtype=bool),
        np.array(flagged, dtype=bool),
        np.array(confidence),
        np.arange(len(label)),
    )


def ran(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evals.public", *arguments])
    return main()


def test_the_command_prints_each_set_and_keeps_the_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "figures.json"
    data = written(tmp_path)
    assert ran(monkeypatch, "--data", str(data), "--workers", "1", "-o", str(kept)) == 0
    result = json.loads(kept.read_text())
    assert result["sets"]["bridge"]["balanced_accuracy"] == 1.0
    assert result["sets"]["bridge"]["evidence_hits"] == 1.0
    assert result["sets"]["same"]["may_fit"] is False
    assert result["mean"]["rows"] == 8
    assert "mean" in capsys.readouterr().out


def test_a_folder_without_sets_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(monkeypatch, "--data", str(tmp_path)) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_rows_are_a_fixed_sample(tmp_path: Path) -> None:
    first, second = (read_sets(written(tmp_path), 2)[0].rows for _ in range(2))
    assert first == second
    assert len(first) == 2


def test_sets_of_one_maker_do_not_teach_about_each_other() -> None:
    assert related("summedits_samsum", "faceval")
    assert related("summedits_samsum", "summedits_podcast")
    assert related("xsumfaith", "qags_xsum")
    assert not related("faceval", "summedits_podcast")


def test_balanced_accuracy_is_half_for_a_checker_that_flags_everything() -> None:
    assert figures.balanced_accuracy(answers([1, 0, 0], [1, 1, 1], [0.1, 0.1, 0.1])) == 0.5


def test_calibration_error_is_the_distance_from_the_truth() -> None:
    honest = answers([1, 1, 1, 0], [0, 0, 0, 0], [0.75] * 4)
    boastful = answers([1, 1, 0, 0], [0, 0, 0, 0], [0.95] * 4)
    assert figures.calibration_error(honest) == 0.0
    assert figures.calibration_error(boastful) == pytest.approx(0.45)
    # as many of each label, as the weights have it
    even = figures.calibration_error(honest, np.array([1 / 3, 1 / 3, 1 / 3, 1]))
    assert even == pytest.approx(0.25)


def test_an_interval_is_wide_where_few_documents_decide() -> None:
    rng = np.random.default_rng(3)
    label, flagged = rng.random(400) < 0.5, rng.random(400) < 0.5
    confidence = np.where(flagged, 0.2, 0.8)
    many = Answers(label, flagged, confidence, np.arange(400))
    few = Answers(label, flagged, confidence, np.arange(400) // 100)
    low, high = figures.interval(figures.resampled(many))
    wide_low, wide_high = figures.interval(figures.resampled(few))
    assert low < figures.balanced_accuracy(many) < high
    assert wide_high - wide_low < high - low

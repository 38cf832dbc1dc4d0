"""``python -m evals lint``: what is wrong with a dataset, and at which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli import DATASETS, main
from evals.dataset import find, fingerprint, load
from evals.lint import lint, read
from tests.evals.samples import DATASET, SUMMARIES, write


def test_the_datasets_of_the_project_have_no_faults() -> None:
    files, faults = read(find(DATASETS))
    assert len(files) > 50
    assert [str(fault) for fault in (*faults, *lint(files)) if fault.grave] == []


def test_a_sound_dataset_passes(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, SUMMARIES, "summaries")
    assert main(["lint", "--datasets", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            '["left at nine"]}\n      ferry-02',
            '["left at 9"]}\n      ferry-02',
            16,
            "not in the text",
        ),
        ("kind: number, twin: ferry-02, ", "kind: number, ", 16, "needs a twin"),
        ("twin: ferry-02", "twin: ferry-09", 16, "twin ferry-09 is not in"),
        ("twin: ferry-02", "twin: ferry-04", 16, "names ferry-03 as its own twin"),
        ("verdict: contradicted, kind: role", "verdict: supported, kind: role", 18, "same verdict"),
        (
            "verdict: contradicted, kind: role",
            "verdict: unsupported, kind: name",
            18,
            "of different",
        ),
        ("        ferry-05:", "        ferry-06:", 20, "ferry-05 has no claim"),
        ("ferry-05", "boat-05", 20, "must begin with ferry-"),
        ("The captain was Jon Bell.", "The captain was Ida Roth.", 19, "the same claim"),
        ("kind: not_found", "kind: not_found, certain: true", 20, "Extra inputs"),
        ("kind: not_found", "kind: Not Found", 20, "pattern"),
        (
            "verdict: unsupported, kind: not_found",
            "verdict: supported, kind: x",
            20,
            "without evid",
        ),
        ("verdict: unsupported", "verdict: wrong", 20, "Input should be"),
        ("        ferry-04:", "        ferry-03:", 13, "occurs twice"),
        ("language: en", "language: English", 21, "pattern"),
        ("    metadata:", "    metadta:", 21, "Extra inputs"),
        ("name: ferry\n", "name: boat\n", 3, "must bear its name"),
        ("inputs:", "inputs: [", 5, "not valid YAML"),
    ],
)
def test_each_fault_is_named_at_its_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    line: int,
    message: str,
) -> None:
    assert old in DATASET
    path = write(tmp_path, DATASET.replace(old, new))
    assert main(["lint", "--datasets", str(tmp_path)]) == 1
    found = capsys.readouterr().out
    assert any(
        text.startswith(f"{path}:{line}: ") and message in text for text in found.splitlines()
    ), found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it holds no dataset"),
        ("- a\n- b\n", "it holds no dataset"),
        ("name: x\ncases: []\n", "it holds no case"),
        ("cases: &a\n  - *a\n", "contains itself"),
        ("cases:\n  - 3\n", "cases.0: Input should be"),
        (DATASET + "evaluators: [EqualsExpected]\n", "are not used"),
    ],
)
def test_what_is_no_dataset_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    path = write(tmp_path, text)
    assert main(["lint", "--datasets", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert told.startswith(f"{path}:")
    assert message in told


def test_an_id_goes_on_naming_the_same_claim(tmp_path: Path) -> None:
    tmp_path = tmp_path / "sets"
    file = load(write(tmp_path))
    case = file.claims[0]
    assert case.expected_output
    known = {
        name: fingerprint(case.inputs.text, case.inputs.claims[name], label)
        for name, label in case.expected_output.items()
    }
    assert lint([file], known) == []
    assert main(["run", "--offline", "--datasets", str(tmp_path), "--update-baseline"]) == 0
    changed = load(write(tmp_path, DATASET.replace("The captain was Ida Roth", "Roth is captain")))
    (fault,) = lint([changed], known)
    assert fault.message.startswith("ferry-03 is not what it was")
    assert fault.line == 18
    assert main(["lint", "--datasets", str(tmp_path)]) == 1, "the baseline beside it remembers"


def test_ids_and_cases_are_in_one_file_only_and_texts_do_not_drift(tmp_path: Path) -> None:
    paths = [
        write(tmp_path),
        write(tmp_path, DATASET, name="other"),
        write(
            tmp_path, SUMMARIES.replace("at nine.\n        C", "at ten.\n        C"), "summaries"
        ),
    ]
    files, faults = read(paths)
    assert not faults
    messages = " ".join(fault.message for fault in lint(files))
    assert "the case ferry is also in" in messages
    assert "the id ferry-01 is also in" in messages
    assert "the text of ferry differs" in messages


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--datasets", "nowhere"], "no datasets"),
        (["--suite", "claimz"], "There is no suite claimz; there are claims, "),
    ],
)
def test_misuse_is_one_line_and_exit_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", *arguments]) == 2
    assert said in capsys.readouterr().err

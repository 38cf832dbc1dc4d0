"""``--entailment-model`` as users meet it: verdicts, reports, one line when it cannot be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import Verdict, check
from tests.neural.hub import serving
from tests.neural.tiny import make

TEXT = (
    "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn in a storm. "
    "Nobody died, the mayor Ada Lind said.\n"
)
WORDS = TEXT + " The vessel went down near 221 Tuesday. Not a single soul lost life."


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "SUMMARIZER_", "HF_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**kept, **environment},
        timeout=60,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("summarizer: using")]
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    source, claims = tmp_path / "ferry.txt", tmp_path / "claims.json"
    source.write_text(TEXT, encoding="utf-8")
    claims.write_text(json.dumps(["The ferry sank off Cape Dunn in a storm."]), encoding="utf-8")
    return source, claims


def test_the_model_takes_the_place_of_the_score(tmp_path: Path) -> None:
    ferry = "The ferry sank off Cape Dunn in a storm."
    yes = make(tmp_path / "yes", WORDS)
    # the same graph with its labels turned round: it says no to what the text has
    no = make(tmp_path / "no", WORDS, labels=("entailment", "not_entailment"), supporting=1)
    assert check(TEXT, [ferry], entailment_model=str(yes)).claims[0].verdict is Verdict.SUPPORTED
    refused = check(TEXT, [ferry], entailment_model=str(no)).claims[0]
    assert refused.verdict is Verdict.UNSUPPORTED
    assert refused.confidence < 0.05
    lenient = check(TEXT, [ferry], entailment_model=str(no), threshold=0.0001).claims[0]
    assert lenient.verdict is Verdict.SUPPORTED


def test_a_rule_objects_whatever_the_model_says(tmp_path: Path) -> None:
    model = make(tmp_path / "m", WORDS)
    wrong = "The ferry left Selm with 221 passengers on Monday."
    (claim,) = check(TEXT, [wrong], entailment_model=str(model)).claims
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.findings[0].kind == "number"


def test_without_any_evidence_to_show_a_claim_is_not_supported(tmp_path: Path) -> None:
    # labels turned round: it says yes to whatever the text does not have
    model = make(tmp_path / "m", WORDS, labels=("entailment", "not_entailment"), supporting=1)
    (claim,) = check(TEXT, ["Quantum zebras juggle."], entailment_model=str(model)).claims
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.confidence == 0


def test_the_report_names_the_model_and_is_the_same_every_time(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    model = make(tmp_path / "my-checker", WORDS)
    one, two = (
        run("check", *files, "--entailment-model", model, "--format", "json") for _ in range(2)
    )
    assert one.returncode == 0, one.stderr
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["checker_model"] == "offline + my-checker"


def test_the_environment_names_it_and_doctor_describes_it(tmp_path: Path) -> None:
    model = make(tmp_path / "my-checker", WORDS, places=128)
    done = run("doctor", SUMMARIZER_ENTAILMENT_MODEL=str(model))
    assert done.returncode == 0
    assert "entailment model: my-checker, 2 labels, reads 128 tokens at once" in done.stdout


def test_a_claim_that_it_cannot_read_is_scored_by_its_words_and_says_so(tmp_path: Path) -> None:
    model = make(tmp_path / "m", WORDS, places=40)
    long = "The ferry, which left Selm " + "with all its many passengers and crew " * 8 + "sank."
    (claim,) = check(TEXT, [long], entailment_model=str(model)).claims
    assert any("could not read" in finding.message for finding in claim.findings)


def test_unclear_labels_are_one_line_and_exit_2(tmp_path: Path, files: tuple[Path, Path]) -> None:
    model = make(tmp_path / "m", WORDS, labels=("LABEL_0", "LABEL_1"))
    done = run("check", *files, "--entailment-model", model)
    assert done.returncode == 2
    assert "id2label" in complaint(done)


def test_a_folder_that_is_not_there_is_one_line_and_exit_2(files: tuple[Path, Path]) -> None:
    done = run("check", *files, "--entailment-model", "./no/such/folder")
    assert done.returncode == 2
    assert "./no/such/folder" in complaint(done)


def test_a_hub_id_without_network_is_one_line_and_exit_3(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    away = {"HF_HOME": str(tmp_path), "HF_ENDPOINT": "http://127.0.0.1:9"}
    done = run("check", *files, "--entailment-model", "owner/checker", **away)
    assert done.returncode == 3
    assert "owner/checker" in complaint(done)


def test_a_hub_id_is_fetched_once_and_then_found_without_network(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    folder = make(tmp_path / "m", WORDS)
    (folder / "pytorch_model.bin").write_bytes(b"not wanted")
    home = str(tmp_path / "home")
    arguments = ("check", *files, "--entailment-model", "owner/checker", "--format", "json")
    with serving(folder, "owner/checker") as (address, asked):
        first = run(*arguments, HF_HOME=home, HF_ENDPOINT=address)
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["checker_model"] == "offline + owner/checker"
    # neither weights of another kind nor anything about the machine or its user
    assert not [path for path in asked if "pytorch_model" in path]
    assert not [path for path in asked if "owner/checker" not in path]
    for more in ({"HF_ENDPOINT": "http://127.0.0.1:9"}, {"SUMMARIZER_OFFLINE": "1"}):
        assert run(*arguments, HF_HOME=home, **more).stdout == first.stdout


def test_offline_looks_for_a_hub_id_on_this_machine_only(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    done = run(
        "check", *files, "--offline", "--entailment-model", "owner/checker", HF_HOME=str(tmp_path)
    )
    assert done.returncode == 2
    assert "nothing is downloaded" in complaint(done)


def test_a_missing_extra_is_one_line_that_names_it(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    # as Python reports a package that is not installed
    (tmp_path / "onnxruntime.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'onnxruntime'\", name='onnxruntime')"
    )
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", os.getcwd())))
    done = run("check", *files, "--entailment-model", tmp_path, PYTHONPATH=path)
    assert done.returncode == 2
    assert "pip install 'summarizer[neural]'" in complaint(done)


def test_nothing_of_it_is_imported_unless_asked_for() -> None:
    code = (
        "import sys; from summarizer import check; check('A cat sat.', ['A cat sat.']);"
        "assert not {'onnxruntime', 'tokenizers', 'numpy', 'huggingface_hub'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

"""The whole command against a model service on loopback, played by a script."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evals.cli import DATASETS, main
from evals.dataset import File, find, load
from evals.decision import Result
from evals.metrics import score
from tests.evals.judges import ADVICE, careful, obedient
from tests.evals.samples import SUMMARIES, write
from tests.llm.fakes import model
from tests.llm.server import Server, failure

TEXTS = ("mapmaker", "river-pilot")


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """Two texts of the project's own, and rules beside them."""
    folder = tmp_path / "datasets"
    (folder / "claims").mkdir(parents=True)
    for name in TEXTS:
        shutil.copy(DATASETS / "claims" / f"{name}.yaml", folder / "claims")
    return folder


@pytest.fixture
def files(sets: Path) -> list[File]:
    return [load(path) for path in find(sets)]


def evals(server: Server, sets: Path, *more: str) -> int:
    service = ["--model", "judge", "--base-url", server.url, "--retries", "0"]
    note = ["--scripted", "--note", "A script plays the judge."]
    return main(["run", "--datasets", str(sets), *service, *note, *more])


def worse_prompts(folder: Path) -> Path:
    """The project's prompt, with the advice to be strict taken out."""
    folder.mkdir()
    text = Path("prompts/check.md").read_text(encoding="utf-8")
    assert ADVICE in text
    (folder / "check.md").write_text(text.replace(ADVICE, "go by your feeling"), "utf-8")
    return folder


def test_a_worse_prompt_fails_the_gate_by_name(
    server: Server,
    sets: Path,
    files: list[File],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.always(obedient(files))
    assert evals(server, sets, "--update-baseline") == 0
    assert evals(server, sets, "--gate") == 0
    assert "this run tests the harness" in capsys.readouterr().out
    prompts = worse_prompts(tmp_path / "prompts")
    out = tmp_path / "run.json"
    assert evals(server, sets, "--gate", "--prompts", str(prompts), "--json", str(out)) == 1
    told = capsys.readouterr().out
    assert "The gate FAILS." in told
    decision = Result.model_validate_json(out.read_bytes()).decision
    assert decision is not None
    (change,) = decision.changes
    assert change.startswith("prompt check: version ")
    wrong = [flip for flip in decision.flips if flip.turn == "newly wrong"]
    assert len(wrong) > 10
    assert all(flip.now == "supported" and flip.id in told for flip in wrong)
    assert decision.reasons[0].message.startswith("balanced accuracy fell from ")


def test_a_judge_that_says_yes_to_all_fails_the_gate_by_name(
    server: Server, sets: Path, files: list[File], capsys: pytest.CaptureFixture[str]
) -> None:
    server.always(careful(files))
    assert evals(server, sets, "--update-baseline") == 0
    server.always(model())
    assert evals(server, sets, "--gate") == 1
    told = capsys.readouterr().out
    assert "balanced accuracy fell from" in told
    assert "newly wrong: " in told
    assert "Changed with them: nothing that the run knows of" in told


def test_a_judge_that_errs_by_chance_passes_and_is_asked_again(
    server: Server, sets: Path, files: list[File], capsys: pytest.CaptureFixture[str]
) -> None:
    server.always(careful(files))
    assert evals(server, sets, "--json", str(sets / "first.json")) == 0
    first = Result.model_validate_json((sets / "first.json").read_bytes()).run
    must = [claim.id for claim in first.claims if score(claim) == 1]
    (sets.parent / "gate.toml").write_text(f"must_pass = {must}\n", "utf-8")
    assert evals(server, sets, "--update-baseline") == 0
    server.always(careful(files, rate=0.02, seed=3))
    assert evals(server, sets, "--gate") == 0
    assert "asking again about" in capsys.readouterr().err


def test_a_recording_is_replayed_without_a_service_and_goes_stale_by_name(
    server: Server,
    sets: Path,
    files: list[File],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = tmp_path / "kept"
    server.always(careful(files))
    assert evals(server, sets, "--record", str(kept)) == 0
    asked = len(server.requests)
    replay = ["run", "--datasets", str(sets), "--replay", str(kept)]
    assert main([*replay, "--update-baseline"]) == 0
    out = tmp_path / "run.json"
    assert main([*replay, "--gate", "--json", str(out)]) == 0
    again = Result.model_validate_json(out.read_bytes())
    assert again.run.setup.source == "scripted"
    assert again.run.setup.note.startswith("A script plays the judge. Recorded 20")
    assert len(server.requests) == asked, "nobody is asked"
    prompts = worse_prompts(tmp_path / "prompts")
    capsys.readouterr()
    assert main([*replay, "--gate", "--prompts", str(prompts)]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "not measured: stale recording: 2 of the texts have no result" in told
    assert "Prompts changed since: check." in told
    assert main([*replay, "--prompts", str(prompts)]) == 1, "not silent without the gate either"
    assert len(server.requests) == asked, "and nobody is asked instead"


def test_a_service_that_fails_is_no_verdict_on_the_summarizer(
    server: Server, sets: Path, files: list[File], capsys: pytest.CaptureFixture[str]
) -> None:
    server.always(careful(files))
    assert evals(server, sets, "--update-baseline") == 0
    server.always(lambda request: failure(503, "overloaded"))
    assert evals(server, sets, "--gate") == 3
    assert "not checked: " in capsys.readouterr().out
    assert evals(server, sets, "--update-baseline") == 3
    assert "no baseline is made of such a run" in capsys.readouterr().err
    write(sets, SUMMARIES, "summaries")
    assert evals(server, sets, "--suite", "summaries") == 3


def test_the_limit_on_cost_is_for_the_whole_run(
    server: Server, sets: Path, files: list[File], tmp_path: Path
) -> None:
    server.always(careful(files))
    out = tmp_path / "run.json"
    arguments = ["--model", "gpt-5-mini", "--json", str(out)]
    evals(server, sets, *arguments)
    whole = Result.model_validate_json(out.read_bytes()).run
    assert whole.usage.cost_usd
    asked = len(server.requests)
    evals(server, sets, *arguments, "--max-cost", "0.015")
    part = Result.model_validate_json(out.read_bytes()).run
    assert 0 < len(server.requests) - asked < asked
    assert part.usage.cost_usd is not None
    assert part.usage.cost_usd <= 0.015
    reasons = {outcome.reason for claim in part.claims for outcome in claim.outcomes}
    assert any("max_cost" in reason or "--max-cost" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--gate"], "make one with --update-baseline"),
        (["--update-baseline", "--suite", "claims"], "takes all suites"),
        (["--replay", "nowhere"], "nowhere is no recording"),
        (["--replay", "x", "--record", "y"], "recorded or replayed, not both"),
        (["--record", "y", "--model", "m"], "give --note"),
        (["--cache", "y", "--repeat", "2", "--model", "m"], "all repetitions are alike"),
        (["--temperature", "9"], "temperature cannot be"),
        (["--rules", "{bad}"], "Input should be"),
    ],
)
def test_misuse_is_one_line_and_exit_2(
    sets: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = sets.parent / "bad.toml"
    bad.write_text("noise = 'much'\n", "utf-8")
    given = [argument.format(bad=bad) for argument in arguments]
    assert main(["run", "--datasets", str(sets), *given]) == 2
    assert said in capsys.readouterr().err

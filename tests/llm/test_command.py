"""The command against a service: exit codes, streams, and no secret on either."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.llm.conftest import KEY, Run
from tests.llm.fakes import model, unwilling
from tests.llm.server import Server, Step, completion, failure


def test_summarize(server: Server, run: Run) -> None:
    server.always(model())
    done = run("summarize", "text.txt", "--format", "json", "--max-sentences", "2")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["model"] == "openai/test-model"
    assert report["usage"]["calls"] == 2
    assert report["prompts"]["draft"]["version"]
    assert done.stderr.count("\n") == 1
    assert "using test-model" in done.stderr


@pytest.mark.parametrize(("claims", "code"), [("claims.json", 0), ("wrong.json", 1)])
def test_check(server: Server, run: Run, claims: str, code: int) -> None:
    server.always(model())
    assert run("check", "text.txt", claims).returncode == code


def test_an_unwilling_judge_fails_the_gate(server: Server, run: Run) -> None:
    server.always(model(CheckReply=unwilling))
    assert run("check", "text.txt", "claims.json").returncode == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            failure(401, f"Incorrect API key provided: {KEY}"),
            "401: Incorrect API key provided: ***",
        ),
        (failure(500, "broken"), "500: broken. Gave up after 2 attempts"),
        (Step(body='{"choices'), "cannot be read"),
        (completion("never"), "no usable reply"),
        (completion(None, refusal="no"), "declined to answer"),
    ],
    ids=["401", "500", "cut-off body", "prose", "refusal"],
)
@pytest.mark.parametrize("command", ["summarize", "check"])
def test_a_failing_service_is_exit_code_3_and_one_line(
    server: Server, run: Run, fault: Step, told: str, command: str
) -> None:
    server.always(lambda request: fault)
    claims = ["claims.json"] if command == "check" else []
    done = run(command, "text.txt", *claims, "--format", "json")
    assert done.returncode == 3
    assert told in done.stderr
    assert done.stderr.count("\n") == 2
    if command == "check":
        (claim,) = json.loads(done.stdout)["claims"]
        assert claim["verdict"] == "not_checked"
        assert claim["findings"][0]["kind"] == "service"
    else:
        assert not done.stdout


def test_a_spent_budget_flags(server: Server, run: Run) -> None:
    server.always(model())
    done = run("check", "text.txt", "claims.json", "--max-calls", "0", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["claims"][0]["findings"][0]["kind"] == "budget"
    assert "1 claim not checked: The limit of 0 model calls is reached" in done.stderr
    assert not server.requests


@pytest.mark.parametrize(
    "arguments",
    [
        ("--max-calls", "many"),
        ("--output-mode", "xml"),
        ("--base-url", "nowhere"),
        ("--prompts", "none"),
        ("--max-cost", "1"),
        ("--cache", "none", "--cache-mode", "replay"),
    ],
)
def test_settings_that_cannot_be_used_are_exit_code_2(
    server: Server, run: Run, arguments: tuple[str, ...]
) -> None:
    done = run("check", "text.txt", "claims.json", *arguments)
    assert done.returncode == 2
    assert not done.stdout
    assert done.stderr.strip().splitlines()[-1].startswith("summarizer: ")
    assert not server.requests


def test_the_cache_saves_calls(server: Server, run: Run, tmp_path: Path) -> None:
    server.always(model())
    first = run("summarize", "text.txt", "--cache", "kept", "--format", "json")
    second = run(
        "summarize", "text.txt", "--cache", "kept", "--cache-mode", "replay", "--format", "json"
    )
    assert len(server.requests) == 2
    assert json.loads(first.stdout)["claims"] == json.loads(second.stdout)["claims"]
    kept = [path.read_text("utf-8") for path in (tmp_path / "kept").rglob("*.json")]
    assert len(kept) == 2
    assert not any(KEY in text for text in kept)


def test_doctor_tells_what_is_there_and_what_it_costs(server: Server, run: Run) -> None:
    done = run("doctor", "text.txt")
    assert done.returncode == 0
    assert "model: test-model" in done.stdout
    assert "openai/test-model answers and has the model" in done.stdout
    assert "this text: 1 part, 2 calls" in done.stdout
    priced = run("doctor", "text.txt", SUMMARIZER_MODEL="gpt-4o-mini")
    assert "does not list the model" in priced.stdout
    assert "US dollars for a text of one page" in priced.stdout
    assert not server.requests


def test_doctor_tells_that_nothing_is_there(run: Run) -> None:
    done = run("doctor", OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert done.returncode == 3
    assert "cannot be used" in done.stdout


def test_doctor_tells_that_the_key_is_wrong(run: Run) -> None:
    done = run("doctor", OPENAI_API_KEY="wrong")
    assert done.returncode == 3
    assert "401" in done.stdout

"""The whole command through a real language model, on loopback.

Nothing is asserted of the quality of what it writes: with 135 million parameters it has none.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from summarizer import Report
from tests.llm.command import summarizer
from tests.llm.llama import CONTEXT, Llama
from tests.llm.texts import RIGHT, TEXT, WRONG, long_text

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run(llama: Llama, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the command against the model, in a directory with texts and claims."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "text.txt").write_text(TEXT, "utf-8")
    (folder / "long.txt").write_text(long_text(100), "utf-8")
    (folder / "claims.json").write_text(json.dumps([RIGHT, WRONG]), "utf-8")
    (folder / "claim.json").write_text('["The town of Vik7 opened a school."]', "utf-8")

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        given = {
            "OPENAI_BASE_URL": llama.url,
            "OPENAI_API_KEY": llama.key,
            "SUMMARIZER_MODEL": llama.model,
            "SUMMARIZER_CONTEXT_TOKENS": str(CONTEXT),
            "SUMMARIZER_MAX_OUTPUT_TOKENS": "1000",
            "SUMMARIZER_REPLY_RETRIES": "0",
        }
        return summarizer(folder, *arguments, **{**given, **environment})

    return run


@pytest.fixture(scope="module")
def summary(run: Run) -> dict[str, Any]:
    """The report of ``summarizer summarize``."""
    return valid(run("summarize", "text.txt", "--max-sentences", "1", "--format", "json"), 0)


def valid(done: subprocess.CompletedProcess[str], code: int) -> dict[str, Any]:
    """The report that a run printed, which reads back, and whose every span is exact."""
    assert done.returncode == code, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert Report.model_validate(report).model_dump(mode="json") == report
    text = report["source"]["text"]
    for claim in report["claims"]:
        for item in claim["evidence"]:
            assert text[item["start"] : item["end"]] == item["quote"]
    return report


def test_summarize_gives_a_valid_report(summary: dict[str, Any]) -> None:
    assert summary["model"] == summary["checker_model"] == "openai/local"
    assert summary["prompts"].keys() == {"draft", "check"}
    assert summary["summary_sentences"]
    assert summary["claims"]


def test_usage_is_what_the_service_counted(summary: dict[str, Any]) -> None:
    usage = summary["usage"]
    assert (usage["calls"], usage["attempts"]) == (2, 2)
    assert usage["input_tokens"] > 1000
    assert usage["output_tokens"] > 50
    assert usage["cost_usd"] is None
    assert usage["seconds"] > 0


def test_the_check_reads_the_document_from_the_prefix_cache(summary: dict[str, Any]) -> None:
    """The draft is the first call that this text is in: what is cached, the check found."""
    words = len(summary["source"]["text"].split())
    assert summary["usage"]["cached_tokens"] > words


def test_check_gives_a_valid_report(run: Run) -> None:
    report = valid(run("check", "text.txt", "claims.json", "--format", "json"), 1)
    assert [claim["text"] for claim in report["claims"]] == [RIGHT, WRONG]
    assert report["claims"][1]["verdict"] == "contradicted", "rules need no good model"
    assert report["usage"]["calls"] == 1
    assert report["usage"]["output_tokens"] > 0


def test_a_wrong_key_is_told_in_one_line(run: Run) -> None:
    done = run("summarize", "text.txt", OPENAI_API_KEY="sk-not-the-key")
    assert done.returncode == 3
    assert not done.stdout
    assert " 401: " in done.stderr.splitlines()[-1]
    assert "Check the key" in done.stderr


def test_a_context_overflow_is_answered_with_less_text(run: Run) -> None:
    """The service has less context than it was said to have, and says so with a 400."""
    done = run(
        "check", "long.txt", "claim.json", "--format", "json", SUMMARIZER_CONTEXT_TOKENS="30000"
    )
    report = valid(done, done.returncode)
    assert done.returncode in (0, 1)
    assert report["usage"]["attempts"] == 2
    assert report["usage"]["input_tokens"] < CONTEXT
    assert report["claims"][0]["verdict"] != "not_checked"


def test_doctor_finds_the_model(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0
    assert "openai/local answers and has the model" in done.stdout

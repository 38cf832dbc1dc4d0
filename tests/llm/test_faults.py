"""The table of faults in ``docs/faults.md``, run line by line.

Each fault is given to the whole command, once before good replies and then for good, and what
comes of it must be what the table says.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.llm.conftest import Run
from tests.llm.fakes import cited, model, sequence, verdict
from tests.llm.server import Body, Script, Server, Step, completion, failure
from tests.llm.texts import RIGHT

TABLE: Final = Path(__file__).parents[2] / "docs" / "faults.md"
GOOD: Final = model()
INVENTED: Final = "Osa carried 310,000 passengers on the route"


def whole(step: Step) -> Script:
    """The same answer to every request."""
    return lambda request: step


def replies(draft: Script, check: Script) -> Script:
    """A model that goes wrong inside its replies."""
    return model(DraftReply=draft, CheckReply=check)


def drafting(at: str, quote: str) -> Script:
    summary = [{"sentence": RIGHT, "claims": [cited(RIGHT, at, quote)]}]
    return whole(completion({"summary": summary, "damaged": []}))


def judging(*verdicts: Body) -> Script:
    return whole(completion({"verdicts": list(verdicts)}))


def cut_off(request: Body) -> Step:
    """The beginning of a good reply, cut off by a model that took it for the whole."""
    content = GOOD(request).body["choices"][0]["message"]["content"]  # type: ignore[index]
    return completion(content[: len(content) // 2])


def too_long(request: Body) -> Step:
    """The beginning of a good reply, cut off at the output limit."""
    return completion("{", finish_reason="length")


def reset(request: Body) -> Step:
    return Step(body=GOOD(request).body, reset=True)


def cut_off_body(request: Body) -> Step:
    return Step(body=json.dumps(GOOD(request).body)[:40])


def no_choices(request: Body) -> Step:
    return Step(body={**GOOD(request).body, "choices": []})  # type: ignore[dict-item]


RIGHT_CITE: Final = ("s6", RIGHT.removesuffix("."))
FAULTS: Final[dict[str, Script]] = {
    "429 with `Retry-After`": whole(failure(429, headers={"Retry-After": "0.01"})),
    "429 with a `Retry-After` of an hour": whole(failure(429, headers={"Retry-After": "3600"})),
    "429, no credit left": whole(failure(429, code="insufficient_quota")),
    "500, 502, 503, 504": whole(failure(500)),
    "408, 409": whole(failure(408)),
    "hang": whole(Step(hang=30)),
    "connection reset in the middle of the body": reset,
    "body that is cut-off JSON": cut_off_body,
    "empty `choices`": no_choices,
    "401, 403": whole(failure(401)),
    "400, 404, 422": whole(failure(404)),
    "400, context overflow": whole(failure(400, code="context_length_exceeded")),
    "something that is no chat completion": whole(
        Step(body="<html>hello</html>", headers={"Content-Type": "text/html"})
    ),
    "refusal": whole(completion(None, refusal="I cannot help with that")),
    "content filter": whole(completion("", finish_reason="content_filter")),
    "`length`: reply cut off at the limit": too_long,
    "reply that is cut-off JSON": cut_off,
    "reply that breaks the schema": whole(completion({"summary": 3, "verdicts": "good"})),
    "reply in prose": whole(completion("Here is the summary you asked for.")),
    "ids that do not exist": replies(
        drafting("s99", "It never rains"), judging(verdict("c99", "supported", [RIGHT_CITE]))
    ),
    "quote under the id of another line": replies(
        drafting("s2", RIGHT_CITE[1]), judging(verdict("c1", "supported", [("s2", RIGHT_CITE[1])]))
    ),
    "invented quotes": replies(
        drafting("s6", INVENTED), judging(verdict("c1", "supported", [("s6", INVENTED)]))
    ),
    "`supported` without a quote": replies(
        drafting(*RIGHT_CITE), judging(verdict("c1", "supported"))
    ),
    "missing verdicts": replies(drafting(*RIGHT_CITE), judging()),
    "the same verdict twice": replies(
        drafting(*RIGHT_CITE), judging(*[verdict("c1", "supported", [RIGHT_CITE])] * 2)
    ),
    "two different verdicts on a claim": replies(
        drafting(*RIGHT_CITE),
        judging(verdict("c1", "supported", [RIGHT_CITE]), verdict("c1", "contradicted")),
    ),
}


def rows() -> dict[str, list[str]]:
    """The rows of the table: the fault, and its three outcomes."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {name: outcomes for name, *outcomes in cells[1:]}


@pytest.fixture
def outcome(server: Server, run: Run) -> Callable[..., str]:
    """Runs a command against a fault and tells what came of it, as the table does."""

    def outcome(script: Script, *arguments: str) -> str:
        server.requests.clear()
        server.always(script)
        done = run(
            *arguments,
            "--format",
            "json",
            SUMMARIZER_RETRIES="4",
            SUMMARIZER_RETRY_WAIT="0.001",
            SUMMARIZER_TIMEOUT="0.1" if script is FAULTS["hang"] else "2",
            SUMMARIZER_MAX_SENTENCES="1",
        )
        requests = len(server.requests)
        told = [f"{requests} request" + "s" * (requests != 1)]
        if done.stdout:
            report = json.loads(done.stdout)
            assert report["usage"]["attempts"] == requests
            assert len(report["claims"]) == 1
            (claim,) = report["claims"]
            kinds = dict.fromkeys(f"`{item['kind']}`" for item in claim["findings"])
            told.append(f"`{claim['verdict']}`" + (f" ({', '.join(kinds)})" if kinds else ""))
        told.append(f"exit {done.returncode}")
        if done.returncode == 3:
            assert done.stderr.splitlines()[1:], "a failure has a reason"
        return ", ".join(told)

    return outcome


def test_every_fault_of_the_table_is_tested_and_the_other_way_round() -> None:
    assert list(rows()) == list(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_passes(outcome: Callable[..., str], fault: str) -> None:
    script = sequence(FAULTS[fault], GOOD)
    assert outcome(script, "check", "text.txt", "claims.json") == rows()[fault][0]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_while_checking(outcome: Callable[..., str], fault: str) -> None:
    assert outcome(FAULTS[fault], "check", "text.txt", "claims.json") == rows()[fault][1]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_while_summarising(outcome: Callable[..., str], fault: str) -> None:
    assert outcome(FAULTS[fault], "summarize", "text.txt") == rows()[fault][2]

"""Batches through the Batch API: what is sent, what it survives, and that nothing is paid twice."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.batching.api import abatch, prepare
from summarizer.batching.estimate import estimate
from summarizer.batching.model import Item, Outcome, Status
from summarizer.errors import SettingsError
from tests.llm.batches import Batches, Fate, full, rejected
from tests.llm.command import ENVIRONMENT
from tests.llm.conftest import KEY
from tests.llm.fakes import model, sequence, task
from tests.llm.server import Body, Server, Step, completion, failure
from tests.llm.texts import RIGHT, TEXT, WRONG

Go = Callable[..., dict[str, Outcome]]
ITEMS = [Item(f"{n}.txt", f"{TEXT}Line {n} is the last one.\n") for n in range(6)]


@pytest.fixture
def batches(server: Server) -> Batches:
    server.always(model())
    return Batches(server)


@pytest.fixture
def go(settings: dict[str, Any], tmp_path: Path) -> Go:
    """Runs a batch on the same OUT each time."""

    def go(items: list[Item] = ITEMS, **options: Any) -> dict[str, Outcome]:
        async def run() -> list[Outcome]:
            given = {**settings, "engine": "openai-batch", "out": tmp_path / "out", **options}
            return [outcome async for outcome in abatch(items, **given)]

        outcomes = asyncio.run(run())
        assert sorted(outcome.id for outcome in outcomes) == sorted(item.id for item in items)
        return {outcome.id: outcome for outcome in outcomes}

    return go


def tasks(job: list[Body]) -> Counter[str]:
    return Counter(task(line["body"]) for line in job)


def all_done(outcomes: dict[str, Outcome]) -> bool:
    return {outcome.status for outcome in outcomes.values()} == {Status.DONE}


def asked_once(batches: Batches) -> bool:
    return max(Counter(map(json.dumps, batches.answered)).values()) == 1


def test_a_summary_and_its_check_take_two_jobs(server: Server, batches: Batches, go: Go) -> None:
    outcomes = go()
    assert all_done(outcomes)
    assert [tasks(job) for job in batches.jobs] == [{"DraftReply": 6}, {"CheckReply": 6}]
    assert not server.requests, "nothing goes the dear way"
    report = outcomes["3.txt"].report
    assert report is not None
    assert report.usage.calls == report.usage.attempts == 2
    assert report.usage.input_tokens == 200
    text = report.source.text
    assert all(text[e.start : e.end] == e.quote for c in report.claims for e in c.evidence)


def test_it_gives_the_same_reports_as_the_other_engines(batches: Batches, go: Go) -> None:
    ours = go(out=None)
    local = go(out=None, engine="local")
    for name, outcome in ours.items():
        reports = [one.report for one in (outcome, local[name])]
        first, second = (one and one.model_dump(exclude={"usage"}) for one in reports)
        assert first == second


def test_claims_take_one_job_and_equal_documents_are_each_asked(batches: Batches, go: Go) -> None:
    items = [Item(f"{n}", TEXT, claims=(RIGHT, WRONG)) for n in range(3)]
    outcomes = go(items)
    assert [len(job) for job in batches.jobs] == [3]
    assert all(outcome.flagged == 1 for outcome in outcomes.values())


def test_two_models_have_jobs_of_their_own(batches: Batches, go: Go) -> None:
    assert all_done(go(checker_model="other"))
    assert [job[0]["body"]["model"] for job in batches.jobs] == ["test-model", "other"]


def test_it_costs_half(batches: Batches, go: Go) -> None:
    (half,) = go(ITEMS[:1], model="gpt-4o-mini", out=None).values()
    (whole,) = go(ITEMS[:1], model="gpt-4o-mini", out=None, engine="local").values()
    assert half.usage.cost_usd == pytest.approx((whole.usage.cost_usd or 0) / 2)
    assert half.usage.cost_usd


def test_the_dry_run_knows_the_price(batches: Batches, settings: dict[str, Any]) -> None:
    async def cost(engine: str) -> float:
        priced = {**settings, "model": "gpt-4o-mini"}
        return (await estimate(prepare(ITEMS, engine=engine, **priced))).cost or 0

    half, whole = (asyncio.run(cost(engine)) for engine in ("openai-batch", "local"))
    assert half == pytest.approx(whole / 2)
    assert half > 0
    assert not batches.uploads


def test_what_a_document_gets_wrong_is_its_own(batches: Batches, go: Go) -> None:
    outcomes = go([*ITEMS, Item("bad.png", b"\x89PNG\r\n", "bad.png")])
    assert outcomes.pop("bad.png").status is Status.FAILED
    assert all_done(outcomes)


# --- jobs that go wrong -------------------------------------------------------------------------


def fates(batches: Batches, *given: Fate) -> None:
    """What becomes of the next jobs; those after them are completed."""
    left = list(given)
    batches.fate = lambda lines: left.pop(0) if left else Fate()


@pytest.mark.parametrize("status", ["expired", "cancelled", "failed", "completed"])
def test_what_a_job_leaves_undone_goes_into_the_next(batches: Batches, go: Go, status: str) -> None:
    errors = [{"code": "x", "message": "Line 5 is broken.", "line": 5}]
    fates(batches, Fate(status, 4, errors if status == "failed" else []))
    outcomes = go()
    if status == "failed":
        (failed,) = [one for one in outcomes.values() if one.status is Status.FAILED]
        assert failed.failure is not None
        assert "Line 5 is broken" in failed.failure.reason
    else:
        assert all_done(outcomes)
        assert sum(map(len, batches.jobs)) == 6 + 2 + 6
    assert asked_once(batches)


def test_a_job_that_is_rejected_whole_is_told_with_the_reason(batches: Batches, go: Go) -> None:
    batches.fate = lambda lines: Fate(
        "failed", 0, [{"code": "model_not_found", "message": "No such model.", "line": None}]
    )
    outcomes = go()
    for outcome in outcomes.values():
        assert outcome.failure is not None
        assert "No such model." in outcome.failure.reason
        assert not outcome.failure.retryable
    assert len(batches.jobs) == 1


def test_expiring_again_and_again_ends(batches: Batches, go: Go) -> None:
    batches.fate = lambda lines: Fate("expired", 0)
    outcomes = go(retries=2)
    assert len(batches.jobs) == 3
    for outcome in outcomes.values():
        assert outcome.failure is not None
        assert outcome.failure.retryable
        assert "The time was up" in outcome.failure.reason
    batches.fate = lambda lines: Fate()
    assert all_done(go())


def test_a_request_that_fails_in_a_job_is_sent_again(
    server: Server, batches: Batches, go: Go
) -> None:
    server.always(sequence(failure(500), failure(429), model()))
    assert all_done(go())
    assert tasks(batches.jobs[1]) == {"DraftReply": 2, "CheckReply": 4}


def test_a_reply_with_faults_goes_back_in_a_further_job(
    server: Server, batches: Batches, go: Go
) -> None:
    server.always(sequence(completion("never mind"), model()))
    assert all_done(go())
    assert tasks(batches.jobs[1]) == {"DraftReply": 1, "CheckReply": 5}
    again = next(line for line in batches.jobs[1] if task(line["body"]) == "DraftReply")
    assert len(again["body"]["messages"]) == 3


def test_a_check_that_stays_away_is_not_checked(server: Server, batches: Batches, go: Go) -> None:
    server.always(model(CheckReply=lambda request: failure(500, "broken")))
    for outcome in go().values():
        assert outcome.status is Status.INCOMPLETE
        assert outcome.counts == {"not_checked": 5}
        assert outcome.failure is not None
        assert "broken" in outcome.failure.reason


def test_a_limit_on_queued_tokens_makes_jobs_smaller(batches: Batches, go: Go) -> None:
    batches.fate = lambda lines: full(90_000) if len(lines) > 2 else Fate()
    assert all_done(go())
    assert [len(job) for job in batches.jobs if len(job) <= 2].count(2) >= 2
    assert asked_once(batches)


@pytest.mark.parametrize(
    "fate", [full(90_000), rejected(429, "Enqueued token limit", code="token_limit_exceeded")]
)
def test_a_limit_on_queued_tokens_is_shown_as_what_it_is(
    batches: Batches, go: Go, fate: Fate
) -> None:
    batches.fate = lambda lines: fate
    for outcome in go(retries=0).values():
        assert outcome.failure is not None
        assert "limit on queued tokens is reached: " in outcome.failure.reason
        assert "Enqueued token limit" in outcome.failure.reason
        assert outcome.failure.retryable
    assert len(batches.jobs) <= 4, "not every request asks for itself"


def test_a_job_whose_creation_was_not_answered_is_found(batches: Batches, go: Go) -> None:
    fates(batches, Fate(lost=failure(502, "bad gateway")))
    assert all_done(go())
    assert len(batches.jobs) == 2


def test_a_wrong_key_ends_the_run(server: Server, batches: Batches, go: Go) -> None:
    batches.fate = lambda lines: rejected(401, f"Incorrect key {KEY}")
    outcomes = go()
    for outcome in outcomes.values():
        assert outcome.failure is not None
        assert "401" in outcome.failure.reason
        assert KEY not in outcome.failure.reason
    batches.fate = lambda lines: Fate()
    assert all_done(go())


def test_it_needs_a_model(go: Go) -> None:
    with pytest.raises(SettingsError, match="needs a model"):
        go(offline=True)


# --- limits and stops -----------------------------------------------------------------------------


def test_a_budget_stops_what_it_cannot_pay_and_lets_the_rest_end(
    server: Server, batches: Batches, go: Go
) -> None:
    def dear(request: Body) -> Step:
        step = model()(request)
        assert isinstance(step.body, dict)
        step.body["usage"] |= {"prompt_tokens": 4000, "completion_tokens": 900}
        return step

    server.always(dear)
    priced = {"model": "gpt-4o-mini", "max_output_tokens": 1000}
    outcomes = go(max_cost=0.004, **priced)
    found = Counter(outcome.status for outcome in outcomes.values())
    assert found[Status.DONE] >= 2
    assert found[Status.PENDING] >= 1
    spent = sum(outcome.usage.cost_usd or 0 for outcome in outcomes.values())
    assert 0 < spent <= 0.004
    assert all_done(go(max_cost=1.0, **priced))
    assert asked_once(batches)


def test_a_person_who_stops_it_need_not_wait(
    server: Server, batches: Batches, settings: dict[str, Any], tmp_path: Path, go: Go
) -> None:
    batches.held = True

    async def run() -> list[Outcome]:
        made = prepare(ITEMS, tmp_path / "out", engine="openai-batch", **settings)
        asyncio.get_running_loop().call_later(3, made.job.stop.ask, "Enough.")
        return [outcome async for outcome in made.outcomes()]

    began = time.monotonic()
    outcomes = asyncio.run(run())
    assert time.monotonic() - began < 30
    assert {outcome.status for outcome in outcomes} == {Status.PENDING}
    batches.held = False
    assert all_done(go())
    assert batches.uploads == 2


# --- being killed and started again -------------------------------------------------------------


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_killed_run_is_taken_up_where_it_was(
    server: Server, batches: Batches, go: Go, tmp_path: Path, rounds: int
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for item in ITEMS:
        assert isinstance(item.content, str)
        (folder / item.id).write_text(item.content, "utf-8")
    command = ["batch", "in", "-o", "out", "--engine", "openai-batch", "--quiet"]
    with subprocess.Popen(
        [sys.executable, "-m", "summarizer", *command],
        cwd=tmp_path,
        env={**ENVIRONMENT, **environment(server)},
    ) as process:
        batches.held = rounds == 1
        until(lambda: len(batches.jobs) == rounds or process.poll() is not None)
        assert process.poll() is None
        batches.held = True
        time.sleep(0.3)  # the id is noted
        process.send_signal(signal.SIGKILL)
    batches.held = False
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", *command],
        cwd=tmp_path,
        env={**ENVIRONMENT, **environment(server)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    index = (tmp_path / "out" / "index.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["status"] for line in index] == ["done"] * 6
    assert batches.uploads == len(batches.jobs) == 2
    assert len(batches.answered) == 12
    assert asked_once(batches)


def environment(server: Server) -> dict[str, str]:
    return {
        "OPENAI_BASE_URL": server.url,
        "OPENAI_API_KEY": KEY,
        "SUMMARIZER_MODEL": "test-model",
        "SUMMARIZER_RETRY_WAIT": "0.02",
    }


def until(happened: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.02)

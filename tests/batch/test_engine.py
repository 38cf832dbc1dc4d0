"""What every engine does, shown on the local one."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from summarizer import Report, Summarizer
from summarizer.batching import local, worker, workers
from summarizer.batching.engine import Job, make_engine
from summarizer.batching.model import Item, Outcome, Status
from summarizer.settings import Settings

TEXT = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died."


def run(items: Sequence[Item], **settings: Any) -> dict[str, Outcome]:
    """The outcomes of items by id."""

    async def stream() -> AsyncIterator[Item]:
        for item in items:
            yield item

    async def collect() -> list[Outcome]:
        engine = make_engine("local", Job(settings=Settings.load({}, **settings)))
        return [outcome async for outcome in engine.run(stream())]

    outcomes = asyncio.run(collect())
    assert len({outcome.id for outcome in outcomes}) == len(outcomes)
    return {outcome.id: outcome for outcome in outcomes}


def test_each_item_gets_one_outcome_a_bad_one_too() -> None:
    outcomes = run(
        [
            Item("a.txt", TEXT.encode(), "a.txt"),
            Item("b.txt", b"\x89PNG\r\n", "b.txt"),
            Item("c", TEXT, claims=("Nobody died.", "The ferry carried 221 passengers.")),
            Item("d", TEXT, claims="Nobody died. It sank off Cape Dunn."),
            Item("e", TEXT, claims=()),
        ],
        offline=True,
    )
    assert {name: outcome.status for name, outcome in outcomes.items()} == {
        "a.txt": Status.DONE,
        "b.txt": Status.FAILED,
        "c": Status.DONE,
        "d": Status.DONE,
        "e": Status.FAILED,
    }
    failure = outcomes["b.txt"].failure
    assert failure is not None
    assert "PNG" in failure.reason
    assert not failure.retryable
    assert outcomes["c"].flagged == 1
    assert "212" in outcomes["c"].reason
    report = outcomes["a.txt"].report
    assert isinstance(report, Report)
    assert report.source.name == "a.txt"
    assert outcomes["d"].faithfulness == 1.0


def test_an_item_has_changed_when_text_or_claims_have() -> None:
    item = Item("a", TEXT, claims=("One.",))
    assert item.fingerprint == Item("b", TEXT, claims=("One.",)).fingerprint
    for other in (
        Item("a", TEXT + " ", claims=("One.",)),
        Item("a", TEXT, claims=("Two.",)),
        Item("a", TEXT, claims="One."),
        Item("a", TEXT),
        Item("a", TEXT.encode(), claims=("One.",)),
    ):
        assert other.fingerprint != item.fingerprint


def test_a_document_that_kills_its_process_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = worker.perform

    async def perform(item: Item, summarizer: Summarizer, formats: tuple[str, ...]) -> Outcome:
        if item.id == "bomb":
            os.kill(os.getpid(), signal.SIGKILL)
        return await real(item, summarizer, formats)

    monkeypatch.setattr(worker, "perform", perform)
    for module in (local, workers):  # a new interpreter would not know the change above
        monkeypatch.setattr(module, "can_fork", lambda: True)
    items = [Item(str(number), f"{TEXT} It was day {number}.") for number in range(12)]
    outcomes = run([*items[:5], Item("bomb", TEXT), *items[5:]], offline=True)
    bomb = outcomes.pop("bomb")
    assert bomb.status is Status.FAILED
    assert bomb.failure is not None
    assert "killed by signal 9" in bomb.failure.reason
    assert {outcome.status for outcome in outcomes.values()} == {Status.DONE}
    assert len(outcomes) == 12


def test_a_document_that_does_not_come_back_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    real = worker.perform

    async def perform(item: Item, summarizer: Summarizer, formats: tuple[str, ...]) -> Outcome:
        if item.id == "stuck":
            await asyncio.sleep(60)
        return await real(item, summarizer, formats)

    monkeypatch.setattr(worker, "perform", perform)
    monkeypatch.setattr(workers, "_GRACE", 0.2)
    for module in (local, workers):
        monkeypatch.setattr(module, "can_fork", lambda: True)
    items = [Item("stuck", TEXT), *(Item(str(number), TEXT) for number in range(3))]
    outcomes = run(items, offline=True, deadline=0.3)
    failure = outcomes["stuck"].failure
    assert failure is not None
    assert "longer than 0.3 seconds" in failure.reason
    assert [outcomes[str(number)].status for number in range(3)] == [Status.DONE] * 3

"""What every engine does, shown on the local one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from summarizer import Report
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

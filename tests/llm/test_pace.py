"""How many requests go out at once and how fast, and who may spend what."""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import Any

import pytest

from summarizer import Summarizer
from summarizer.llm.pace import Pace
from summarizer.llm.purse import Purse
from tests.llm.fakes import model
from tests.llm.server import Server, Step, failure

TEXT = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died."


def test_as_many_go_together_as_are_allowed_in_the_order_they_came() -> None:
    async def check() -> None:
        pace = Pace(2)
        at_once, most, order = 0, 0, []

        async def request(number: int) -> None:
            nonlocal at_once, most
            async with pace.slot(1):
                order.append(number)
                at_once += 1
                most = max(most, at_once)
                await asyncio.sleep(0.001)
                at_once -= 1

        await asyncio.gather(*(request(number) for number in range(10)))
        assert most == 2
        assert order == list(range(10))

    asyncio.run(check())


def test_who_stops_waiting_leaves_the_place_to_the_next() -> None:
    async def check() -> None:
        pace = Pace(1)

        async def request() -> str:
            async with pace.slot(1):
                return "went"

        async with pace.slot(1):
            waiting = [asyncio.create_task(request()) for _ in range(3)]
            await asyncio.sleep(0)
            waiting[0].cancel()
        waiting[1].cancel()  # it has been given the place, and has not run yet
        done = await asyncio.gather(*waiting, return_exceptions=True)
        assert done[2] == "went"
        assert await request() == "went"

    asyncio.run(check())


def test_a_service_that_turns_requests_away_gets_half_as_many_then_slowly_more() -> None:
    pace = Pace(16, clock=iter(range(1, 100)).__next__)
    went = 0
    pace.turned_away(went)
    assert pace.allowed == 8
    pace.turned_away(went)  # it went together with the first: the same overload
    assert pace.allowed == 8
    pace.turned_away(50)
    assert pace.allowed == 4
    for _ in range(5):
        pace.replied()
    assert pace.allowed == 5
    for _ in range(500):
        pace.replied()
    assert pace.allowed == 16
    for _ in range(10):
        pace.turned_away(1000)
    assert pace.allowed == 1


@pytest.mark.parametrize(
    ("limits", "tokens", "seconds"),
    [({"rpm": 600}, 1, 0.1), ({"tpm": 60_000}, 100, 0.1), ({}, 1, 0.0)],
)
def test_requests_are_spread_over_the_minute(
    limits: dict[str, Any], tokens: int, seconds: float
) -> None:
    async def check() -> None:
        pace = Pace(10, **limits)
        start = time.monotonic()
        times = []

        async def request() -> None:
            async with pace.slot(tokens) as went:
                times.append(went - start)

        await asyncio.gather(*(request() for _ in range(4)))
        assert all(b >= a + seconds * 0.9 for a, b in itertools.pairwise(times))

    asyncio.run(check())


def test_fewer_requests_go_after_a_429_and_all_documents_come_through(
    server: Server, settings: dict[str, Any]
) -> None:
    seen = 0
    answer = model()

    def busy(request: dict[str, Any]) -> Step:
        nonlocal seen
        seen += 1
        if seen <= 6:
            return failure(429, "slow down")
        step = answer(request)
        assert isinstance(step, Step)
        return Step(status=step.status, body=step.body, hang=0.02)

    server.always(busy)

    async def check() -> None:
        settings["retries"] = 6
        async with Summarizer(**settings, concurrency=8) as summarizer:
            texts = [f"{TEXT} It was day {number}." for number in range(12)]
            reports = await asyncio.gather(
                *(summarizer.acheck(text, ["Nobody died."]) for text in texts)
            )
            assert all(report.faithfulness == 1.0 for report in reports)

    asyncio.run(check())


def test_a_purse_is_filled_from_another_and_gives_back_what_it_does_not_use() -> None:
    batch = Purse(1.0)
    assert batch.take(0.4)
    document = Purse(0.4, filled_from=batch)
    assert document.take(0.3)
    assert document.take(0.3)  # 0.2 more than it held
    assert batch.left == pytest.approx(0.4)
    assert not document.take(0.5)
    document.give_back(0.5)
    document.close()
    assert batch.left == pytest.approx(0.9)
    assert batch.committed == pytest.approx(0.1)

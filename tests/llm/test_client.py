"""The client against a real server: what it sends, what it survives, what it counts."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from summarizer.errors import (
    AuthenticationError,
    BudgetExceededError,
    ContextOverflowError,
    IncompleteReplyError,
    RefusalError,
    RequestRejectedError,
    ServiceError,
    SettingsError,
    UnavailableError,
    UnusableReplyError,
)
from summarizer.llm.client import Client, Reply
from summarizer.llm.meter import Limits, Meter
from summarizer.llm.prompts import load_prompts
from summarizer.llm.replies import SplitReply
from tests.llm.conftest import KEY
from tests.llm.server import Server, Step, completion, failure

GOOD = {"sentences": [{"id": "k1", "claims": ["Rain fell."]}]}
Make = Callable[..., Client]


def ask(
    client: Client,
    meter: Meter | None = None,
    find: Callable[[SplitReply], list[str]] = lambda reply: [],
    text: str = "k1 Rain fell.",
) -> Reply[SplitReply]:
    async def run() -> Reply[SplitReply]:
        try:
            return await client.ask(
                load_prompts()["split"],
                {"sentences": [text]},
                SplitReply,
                find,
                meter or Meter(),
            )
        finally:
            await client.close()

    return asyncio.run(run())


def test_a_reply_that_fits_is_returned_and_counted(server: Server, client: Make) -> None:
    server.script(completion(GOOD, prompt_tokens=120, cached_tokens=64, completion_tokens=9))
    meter = Meter()
    reply = ask(client(), meter)
    assert reply.value.sentences[0].claims == ["Rain fell."]
    usage = meter.usage
    assert (usage.calls, usage.attempts) == (1, 1)
    assert (usage.input_tokens, usage.cached_tokens, usage.output_tokens) == (120, 64, 9)
    assert usage.cost_usd is None
    assert usage.seconds > 0


def test_the_request_asks_for_the_schema_and_puts_it_into_the_prompt_nowhere(
    server: Server, client: Make
) -> None:
    server.script(completion(GOOD))
    ask(client())
    (request,) = server.requests
    schema = request["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["additionalProperties"] is False
    assert "title" not in str(schema["schema"]["$defs"])
    (message,) = request["messages"]
    assert message["content"].startswith("<summary>\nk1 Rain fell.\n</summary>\n")
    assert "additionalProperties" not in message["content"]
    assert request["temperature"] == 0
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_template_code_in_a_text_is_sent_as_it_stands(server: Server, client: Make) -> None:
    text = "k1 Dear {{ customer }}, {% for x in y %} {{ 7 * 7 }} {# note #} {% raw %}"
    server.script(completion(GOOD))
    ask(client(), text=text)
    assert text in server.requests[0]["messages"][0]["content"]


@pytest.mark.parametrize("mode", ["tools", "json", "md_json"])
def test_other_output_modes_work(server: Server, client: Make, mode: str) -> None:
    def answer(request: dict[str, Any]) -> Step:
        step = completion(GOOD)
        if mode == "tools":
            assert isinstance(step.body, dict)
            message = step.body["choices"][0]["message"]
            call = {"name": "SplitReply", "arguments": message["content"]}
            message["tool_calls"] = [{"id": "1", "type": "function", "function": call}]
            message["content"] = None
        return step

    server.always(answer)
    assert ask(client(mode=mode)).value.sentences[0].id == "k1"


# --- faults of the transport -----------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        failure(500),
        failure(503),
        failure(408),
        failure(409),
        failure(429),
        Step(body=completion(GOOD).body, reset=True),
        Step(body='{"choices": [{"mess'),
        Step(body={**dict(completion(GOOD).body), "choices": []}),  # type: ignore[arg-type]
    ],
    ids=["500", "503", "408", "409", "429", "reset", "cut-off body", "empty choices"],
)
def test_what_may_pass_is_tried_again(server: Server, client: Make, fault: Step) -> None:
    server.script(fault, completion(GOOD))
    meter = Meter()
    assert ask(client(), meter).value.sentences
    assert (meter.usage.calls, meter.usage.attempts) == (1, 2)


def test_a_hanging_service_is_given_up_and_asked_again(server: Server, client: Make) -> None:
    server.script(Step(hang=30.0), completion(GOOD))
    began = time.monotonic()
    assert ask(client(timeout=0.2)).value.sentences
    assert time.monotonic() - began < 5


def test_retry_after_in_seconds_is_honoured(server: Server, client: Make) -> None:
    server.script(failure(429, headers={"Retry-After": "0.3"}), completion(GOOD))
    began = time.monotonic()
    ask(client())
    assert time.monotonic() - began >= 0.3


def test_retry_after_as_a_date_is_honoured(server: Server, client: Make) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    server.script(failure(503, headers={"Retry-After": moment}), completion(GOOD))
    began = time.monotonic()
    ask(client())
    assert 0.5 < time.monotonic() - began < 4


def test_a_service_that_asks_to_wait_too_long_is_given_up(server: Server, client: Make) -> None:
    server.script(failure(429, "slow down", headers={"Retry-After": "3600"}))
    with pytest.raises(UnavailableError, match=r"429: slow down.*wait 3600 seconds.*1 attempt\."):
        ask(client())
    assert len(server.requests) == 1


def test_retries_end(server: Server, client: Make) -> None:
    server.always(lambda request: failure(500, "broken"))
    meter = Meter()
    with pytest.raises(UnavailableError, match=r"answered 500: broken\. Gave up after 3 attempts"):
        ask(client(), meter)
    assert meter.usage.attempts == 3


def test_a_service_that_is_not_there(client: Make) -> None:
    with pytest.raises(UnavailableError, match="cannot be reached"):
        ask(client(base_url="http://127.0.0.1:9/v1"))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (failure(401, "bad key"), AuthenticationError),
        (failure(403, "not yours"), AuthenticationError),
        (failure(400, "bad request"), RequestRejectedError),
        (failure(404, "no such model"), RequestRejectedError),
        (failure(422, "no"), RequestRejectedError),
        (failure(400, "too long", code="context_length_exceeded"), ContextOverflowError),
        (failure(400, "n_ctx", type="exceed_context_size_error"), ContextOverflowError),
        (failure(400, "filtered", code="content_filter"), RefusalError),
        (failure(429, "no credit", code="insufficient_quota"), RequestRejectedError),
        (completion(None, refusal="I cannot help with that."), RefusalError),
        (completion("", finish_reason="content_filter"), RefusalError),
        (completion('{"sentences": [', finish_reason="length"), IncompleteReplyError),
        (
            Step(body="<html>hello</html>", headers={"Content-Type": "text/html"}),
            RequestRejectedError,
        ),
    ],
)
def test_what_cannot_pass_is_asked_once(
    server: Server, client: Make, fault: Step, error: type[ServiceError]
) -> None:
    server.script(fault, completion(GOOD))
    meter = Meter()
    with pytest.raises(error) as caught:
        ask(client(), meter)
    assert type(caught.value) is error
    assert len(server.requests) == meter.usage.attempts == 1


def test_a_parameter_that_the_service_does_not_know_is_left_out(
    server: Server, client: Make
) -> None:
    def picky(request: dict[str, Any]) -> Step:
        if "temperature" in request:
            return failure(400, "unsupported", param="temperature", code="unsupported_value")
        if "max_tokens" in request:
            return failure(400, "unsupported", param="max_tokens", code="unsupported_parameter")
        if "strict" in request["response_format"]["json_schema"]:
            return failure(400, "schema", param="response_format")
        return completion(GOOD)

    server.always(picky)
    meter = Meter()
    assert ask(client(), meter).value.sentences
    assert meter.usage.attempts == 4
    assert server.requests[-1]["max_completion_tokens"] > 0


# --- replies that break the output model ------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    ['{"sentences": [{"id"', '{"sentences": 3}', '{"other": []}', "I would rather not.", ""],
    ids=["truncated", "wrong type", "wrong field", "prose", "empty"],
)
def test_a_broken_reply_is_sent_back_once_with_the_reason(
    server: Server, client: Make, bad: str
) -> None:
    server.script(completion(bad), completion(GOOD))
    meter = Meter()
    assert ask(client(), meter).value.sentences
    assert (meter.usage.calls, meter.usage.attempts) == (1, 2)
    assert meter.usage.input_tokens == 200
    first, answer, complaint = server.requests[1]["messages"]
    assert first == server.requests[0]["messages"][0]
    assert answer["content"] == bad
    assert "SplitReply" in complaint["content"]


def test_a_model_that_never_fits_is_given_up(server: Server, client: Make) -> None:
    server.always(lambda request: completion("never"))
    meter = Meter()
    with pytest.raises(UnusableReplyError, match="no usable reply to the prompt split in 2 att"):
        ask(client(), meter)
    assert meter.usage.output_tokens == 40


def test_complaints_go_back_once_and_what_stays_wrong_is_kept(server: Server, client: Make) -> None:
    server.always(lambda request: completion(GOOD))
    reply = ask(client(), find=lambda reply: ["There is no k1; the ids are k7 and k8."])
    assert reply.complaints == ("There is no k1; the ids are k7 and k8.",)
    assert reply.value.sentences
    assert len(server.requests) == 2
    assert "There is no k1; the ids are k7 and k8." in server.requests[1]["messages"][2]["content"]


def test_a_second_failure_does_not_lose_a_first_reply(server: Server, client: Make) -> None:
    server.script(completion(GOOD), failure(401))
    reply = ask(client(), find=lambda reply: ["wrong"])
    assert reply.value.sentences
    assert reply.complaints == ("wrong",)


# --- limits -----------------------------------------------------------------------------------


def test_max_calls_counts_every_request(server: Server, client: Make) -> None:
    server.always(lambda request: failure(500))
    meter = Meter(Limits(max_calls=2))
    with pytest.raises(BudgetExceededError, match="limit of 2 model calls"):
        ask(client(retries=5), meter)
    assert len(server.requests) == 2


def test_max_cost_refuses_what_could_break_it(server: Server, client: Make) -> None:
    server.always(lambda request: completion(GOOD, prompt_tokens=1000, completion_tokens=100))
    priced = client(model="gpt-4o-mini")
    meter = Meter(Limits(max_cost=1.0))
    ask(priced, meter)
    assert meter.usage.cost_usd == pytest.approx(1000 * 0.15e-6 + 100 * 0.6e-6)
    poor = Meter(Limits(max_cost=0.0001))
    with pytest.raises(BudgetExceededError, match=r"may cost 0\.\d+ US dollars"):
        ask(priced, poor)
    assert poor.usage.attempts == 0
    assert len(server.requests) == 1


def test_concurrent_calls_do_not_overrun_the_cost_either(server: Server, client: Make) -> None:
    server.always(lambda request: completion(GOOD, prompt_tokens=300, completion_tokens=4000))
    priced = client(model="gpt-4o-mini", concurrency=8)
    meter = Meter(Limits(max_cost=0.0115))

    async def run() -> list[object]:
        prompt, inputs = load_prompts()["split"], {"sentences": ["k1 Rain."]}
        asking = (priced.ask(prompt, inputs, SplitReply, lambda r: [], meter) for _ in range(8))
        done = await asyncio.gather(*asking, return_exceptions=True)
        await priced.close()
        return list(done)

    done = asyncio.run(run())
    assert sum(isinstance(item, BudgetExceededError) for item in done) >= 3
    assert sum(isinstance(item, Reply) for item in done) >= 2
    assert (meter.usage.cost_usd or 0) <= 0.0115


def test_a_limit_on_cost_needs_a_known_price(client: Make) -> None:
    with pytest.raises(SettingsError, match="price of test-model is not known"):
        ask(client(), Meter(Limits(max_cost=1.0)))


def test_the_deadline_cuts_a_hanging_call(server: Server, client: Make) -> None:
    server.always(lambda request: Step(hang=30.0))
    began = time.monotonic()
    with pytest.raises(BudgetExceededError, match=r"deadline of 0\.3 seconds"):
        ask(client(), Meter(Limits(deadline=0.3)))
    assert time.monotonic() - began < 5


def test_no_wait_goes_beyond_the_deadline(server: Server, client: Make) -> None:
    server.script(failure(503, headers={"Retry-After": "20"}))
    with pytest.raises(UnavailableError, match="wait 20 seconds"):
        ask(client(), Meter(Limits(deadline=5.0)))


def test_at_most_so_many_requests_are_under_way(server: Server, client: Make) -> None:
    server.always(lambda request: Step(body=completion(GOOD).body, hang=0.05))
    limited = client(concurrency=2)

    async def run() -> None:
        prompt = load_prompts()["split"]
        calls = (
            limited.ask(prompt, {"sentences": [f"k{i} a"]}, SplitReply, lambda r: [], Meter())
            for i in range(6)
        )
        await asyncio.gather(*calls)
        await limited.close()

    asyncio.run(run())
    assert server.most_at_once == 2


# --- secrets ----------------------------------------------------------------------------------


def test_a_key_that_the_service_repeats_is_blotted_out(
    server: Server, client: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for status in (400, 401, 429, 500):
        server.always(lambda request, s=status: failure(s, f"Incorrect key {KEY} sent"))  # type: ignore[misc]
        with pytest.raises(ServiceError) as caught:
            ask(client(retries=0))
        assert KEY not in str(caught.value)
        assert "***" in str(caught.value)
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("openai", "http"))]
    assert ours
    assert not any(KEY in message for message in ours)
    assert KEY not in repr(client())
    assert KEY not in repr(client()._options)


# --- one-word confirmation --------------------------------------------------------------------


def confirm(client: Client) -> float | None:
    async def run() -> float | None:
        try:
            return await client.confirm(
                load_prompts()["confirm"], {"lines": ["[s1] a"], "claim": "a"}, Meter()
            )
        finally:
            await client.close()

    return asyncio.run(run())


def test_confirmation_reads_the_probability_of_yes(server: Server, client: Make) -> None:
    words = {"Yes": -0.2, " no": -2.0, "x": -3.0}
    top = [{"token": word, "logprob": p, "bytes": None} for word, p in words.items()]
    content = [{**top[0], "top_logprobs": top}]
    server.script(completion("Yes", finish_reason="length", logprobs={"content": content}))
    probability = confirm(client())
    assert probability == pytest.approx(0.858, abs=0.001)
    request = server.requests[0]
    assert request["max_tokens"] == 1
    assert request["logprobs"] is True
    assert "response_format" not in request


def test_a_service_without_probabilities_is_no_failure(server: Server, client: Make) -> None:
    server.script(completion("yes"), failure(400, "logprobs not supported"))
    assert confirm(client()) is None
    assert confirm(client()) is None


def test_a_client_serves_one_event_loop_after_another(server: Server, client: Make) -> None:
    server.always(lambda request: completion(GOOD))
    one = client()
    assert ask(one).value.model_dump() == ask(one).value.model_dump() == GOOD

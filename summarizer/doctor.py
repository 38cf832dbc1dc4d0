"""What is configured, what is reachable, which model, and what it would cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from summarizer.crew import client_of, entailment_of
from summarizer.errors import ServiceError
from summarizer.llm.client import Client
from summarizer.llm.price import Tokens
from summarizer.llm.prompts import load_prompts
from summarizer.plan import plan
from summarizer.settings import OFFLINE, Settings, resolve_model
from summarizer.source.document import Document

_MILLION: Final = 1_000_000
_TYPICAL: Final = Tokens(input=3_000, output=1_500)
"""A text of one page, summarised and checked."""


async def examine(
    chosen: Mapping[str, Any], document: Document | None = None
) -> tuple[list[str], bool]:
    """Look at the configuration and ask the model service whether it is there.

    Args:
        chosen: Settings given by the caller.
        document: A text to plan for.

    Returns:
        What was found, one statement a line, and whether everything asked for can be used.

    Raises:
        SettingsError: A setting cannot be used.
    """
    settings = Settings.load(**chosen)
    model, reason = resolve_model(settings)
    checker = OFFLINE if settings.offline else settings.checker_model or model
    lines = [f"model: {model} ({reason})"]
    if checker != model:
        lines.append(f"checker model: {checker}")
    entailment = entailment_of(settings)
    if entailment is not None:
        lines.append(
            f"entailment model: {entailment.name}, {entailment.labels} labels, reads "
            f"{entailment.tokens} tokens at once"
        )
    if {model, checker} == {OFFLINE}:
        return [*lines, "cost: nothing; no call leaves this machine"], True
    healthy = True
    for name in dict.fromkeys((model, checker)):
        client = client_of(settings, name)
        if client is not None:
            try:
                found, reached = await _look(client)
            finally:
                await client.close()
            lines += found
            healthy = healthy and reached
    prompts = load_prompts(settings.prompts)
    versions = [
        f"{name} {prompt.version} ({prompt.sha256[:8]})" for name, prompt in prompts.items()
    ]
    lines.append(f"prompts: {', '.join(versions)}")
    drafter = client_of(settings, model)
    if document is not None and drafter is not None:
        needed = plan(document, prompts, drafter.room, settings.max_sentences)
        cost = drafter.price(needed.tokens)
        await drafter.close()
        lines.append(
            f"this text: {needed.parts} {'part' if needed.parts == 1 else 'parts'}, "
            f"{needed.calls} calls, about {needed.tokens.input:,} prompt tokens and "
            f"{needed.tokens.output:,} generated; {_dollars(cost)}"
        )
    return lines, healthy


async def _look(client: Client) -> tuple[list[str], bool]:
    try:
        found, reached = f"{client.label} {await client.reach()}", True
    except ServiceError as error:
        found, reached = f"{client.label} cannot be used: {error}", False
    typical = client.price(_TYPICAL)
    cost = f"{_dollars(typical)} for a text of one page"
    if typical is not None:
        cost += (
            f"; {_dollars(client.price(Tokens(input=_MILLION)))} a million prompt tokens, "
            f"{_dollars(client.price(Tokens(output=_MILLION)))} a million generated"
        )
    return [f"service: {found}", f"cost: {cost}"], reached


def _dollars(cost: float | None) -> str:
    return "price not known" if cost is None else f"{cost:.4g} US dollars"

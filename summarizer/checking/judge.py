"""A language model as judge: it proposes verdicts with quotes, code checks the quotes.

The judge sees the claims and the text, never what the drafter cited. What it leaves out is
asked for again, once, by itself; what it still leaves out is ``not_checked``. Nothing here
decides: see :mod:`summarizer.checking.verdict`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer.checking.model import Judgement
from summarizer.checking.windows import Windows
from summarizer.errors import (
    BudgetExceededError,
    ContextOverflowError,
    IncompleteReplyError,
    ReplayMissError,
    ServiceError,
)
from summarizer.llm.client import Model
from summarizer.llm.meter import Meter
from summarizer.llm.prompts import Prompt
from summarizer.llm.replies import CheckReply, ClaimVerdict
from summarizer.llm.tokens import estimate_tokens
from summarizer.source.document import Document
from summarizer.source.ground import ground, reliable
from summarizer.types import Evidence, Finding, FindingKind, Verdict

BATCH: Final = 20
"""Claims judged in one call."""
_LONGEST_REASON: Final = 300
_SCHEMA: Final = 400
"""Tokens set aside for the output schema."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A claim under the id that the judge knows it by."""

    id: str
    text: str

    def __str__(self) -> str:
        return f"{self.id} {' '.join(self.text.split())}"


class Judge:
    """Asks a model for verdicts."""

    def __init__(
        self, model: Model, prompt: Prompt, confirm: Prompt | None = None, batch: int = BATCH
    ) -> None:
        """Prepare a judge.

        Args:
            model: Who judges.
            prompt: The prompt ``check``.
            confirm: The prompt ``confirm``, to get confidence from token probabilities with
                one more call a claim; ``None`` to do without.
            batch: Claims judged in one call, 1 or more.
        """
        self._model = model
        self._prompt = prompt
        self._confirm = confirm
        self._batch = batch

    async def judge(
        self, document: Document, claims: Sequence[str], meter: Meter
    ) -> list[Judgement]:
        """Judge claims by a document.

        Args:
            document: The source.
            claims: The claims, each standing alone.
            meter: Limits and usage of the document.

        Returns:
            One judgement a claim, in order. Where the model failed or a limit was reached it
            is ``not_checked``, with the reason among its problems.

        Raises:
            SettingsError: The model cannot be asked at all.
            ReplayMissError: Replies come from a recording, and it lacks one.
        """
        items = [_Item(f"c{number}", text) for number, text in enumerate(claims, start=1)]
        groups = [items[at : at + self._batch] for at in range(0, len(items), self._batch)]
        taken = max((estimate_tokens(self._render([], group)) for group in groups), default=0)
        windows = Windows(document, self._model.room - taken - _SCHEMA)
        judged: dict[str, Judgement] = {}
        for part in await asyncio.gather(
            *(self._judge(document, windows, group, meter) for group in groups)
        ):
            judged |= part
        return [judged[item.id] for item in items]

    async def _judge(
        self, document: Document, windows: Windows, items: list[_Item], meter: Meter
    ) -> dict[str, Judgement]:
        """Judge a group; ask once more for what is left out."""
        judged = await self._ask(document, windows, items, meter)
        missing = [item for item in items if item.id not in judged]
        if missing:
            judged |= await self._ask(document, windows, missing, meter)
        return {item.id: judged.get(item.id, _NO_VERDICT) for item in items}

    async def _ask(
        self, document: Document, windows: Windows, items: list[_Item], meter: Meter
    ) -> dict[str, Judgement]:
        """One call, or smaller ones where it proves too much for one."""
        lines = windows.lines([item.text for item in items])
        inputs = {"lines": lines, "claims": [str(item) for item in items]}

        def find(reply: CheckReply) -> list[str]:
            return _complaints(document, items, reply)

        try:
            reply = await self._model.ask(self._prompt, inputs, CheckReply, find, meter)
        except (ContextOverflowError, IncompleteReplyError) as error:
            if isinstance(error, ContextOverflowError) and windows.whole:
                return await self._ask(document, windows.narrowed(), items, meter)
            if len(items) == 1:
                return {items[0].id: _not_checked(error)}
            middle = len(items) // 2
            halves = await asyncio.gather(
                self._ask(document, windows, items[:middle], meter),
                self._ask(document, windows, items[middle:], meter),
            )
            return halves[0] | halves[1]
        except ReplayMissError:
            raise
        except ServiceError as error:
            return {item.id: _not_checked(error) for item in items}
        judged = _read(document, items, reply.value)
        if self._confirm is not None:
            await self._add_confidence(self._confirm, lines, items, judged, meter)
        return judged

    async def _add_confidence(
        self,
        prompt: Prompt,
        lines: list[str],
        items: list[_Item],
        judged: dict[str, Judgement],
        meter: Meter,
    ) -> None:
        async def confirm(item: _Item) -> None:
            inputs = {"lines": lines, "claim": " ".join(item.text.split())}
            try:
                probability = await self._model.confirm(prompt, inputs, meter)
            except ReplayMissError:
                raise
            except ServiceError:
                return  # the verdict stands; its confidence comes from agreement
            judged[item.id] = replace(judged[item.id], confidence=probability)

        await asyncio.gather(*(confirm(item) for item in items if item.id in judged))

    def _render(self, lines: list[str], items: list[_Item]) -> str:
        return self._prompt.render(lines=lines, claims=[str(item) for item in items])


def _complaints(document: Document, items: list[_Item], reply: CheckReply) -> list[str]:
    """What the model should change, short of verdicts that are missing."""
    ids = {item.id for item in items}
    complaints = [
        f"There is no claim {verdict.id}; the claims are {', '.join(item.id for item in items)}."
        for verdict in reply.verdicts
        if verdict.id not in ids
    ]
    for verdict in reply.verdicts:
        if verdict.id in ids:
            complaints += [f"{verdict.id}: {text}" for text in _grounded(document, verdict)[1]]
            if verdict.verdict == "supported" and not verdict.evidence:
                complaints.append(
                    f"{verdict.id}: a supported claim needs a quote; give one or change the verdict"
                )
    return complaints


def _read(document: Document, items: list[_Item], reply: CheckReply) -> dict[str, Judgement]:
    """Judgements of the claims that got one verdict, or the same one several times."""
    judged: dict[str, Judgement] = {}
    for item in items:
        verdicts = [verdict for verdict in reply.verdicts if verdict.id == item.id]
        if verdicts and len({verdict.verdict for verdict in verdicts}) == 1:
            judged[item.id] = _judgement(document, verdicts[0])
    return judged


def _judgement(document: Document, given: ClaimVerdict) -> Judgement:
    evidence, complaints = _grounded(document, given)
    verdict = Verdict(given.verdict)
    problems = [Finding(kind=FindingKind.GROUNDING, message=text) for text in complaints]
    sound = [item for item in evidence if reliable(document, item)]
    if verdict is Verdict.SUPPORTED and evidence and not sound:
        verdict = Verdict.UNVERIFIABLE
        problems.insert(0, _damaged(evidence[0]))
    return Judgement(
        verdict=verdict,
        evidence=tuple(sound or evidence),
        reason=" ".join(given.reason.split())[:_LONGEST_REASON],
        problems=tuple(problems),
    )


def _grounded(document: Document, verdict: ClaimVerdict) -> tuple[list[Evidence], list[str]]:
    found = [ground(document, cite.id, cite.quote) for cite in verdict.evidence]
    evidence = dict.fromkeys(item for one in found for item in one.evidence)
    return list(evidence), [one.complaint for one in found if one.complaint]


def _damaged(evidence: Evidence) -> Finding:
    return Finding(
        kind=FindingKind.DAMAGED_SOURCE,
        message="The words that the model takes for support are damaged in the source.",
        evidence_span=(evidence.start, evidence.end),
    )


def _not_checked(error: ServiceError) -> Judgement:
    kind = FindingKind.BUDGET if isinstance(error, BudgetExceededError) else FindingKind.SERVICE
    finding = Finding(kind=kind, message=str(error))
    return Judgement(verdict=Verdict.NOT_CHECKED, problems=(finding,))


_NO_VERDICT: Final = Judgement(
    verdict=Verdict.NOT_CHECKED,
    problems=(
        Finding(
            kind=FindingKind.SERVICE,
            message="The model gave no single verdict for this claim, also when asked again.",
        ),
    ),
)

"""From a text to a report: read, draft, ground, check, report.

The async methods of ``Summarizer`` are the real ones; everything else here wraps them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from importlib.metadata import version
from typing import Any, Self, TypeVar

from summarizer.checking.checker import assess
from summarizer.checking.coverage import coverage
from summarizer.checking.verdict import THRESHOLD, decide
from summarizer.draft.decompose import decompose
from summarizer.draft.extractive import centrality
from summarizer.draft.extractive import draft as extract
from summarizer.draft.model import Draft, DraftClaim, DraftSentence
from summarizer.errors import InputError
from summarizer.settings import OFFLINE, Settings, resolve_model
from summarizer.source.document import Document
from summarizer.types import (
    Claim,
    Report,
    Source,
    SummarySentence,
    Tool,
    Usage,
    faithfulness,
)

T = TypeVar("T")


class Summarizer:
    """Summarises and checks texts, keeping settings, connections and limits across calls.

    Args:
        **settings: See ``Settings``; each can also be set in the environment.

    Raises:
        SettingsError: A setting cannot be used.
    """

    def __init__(self, **settings: Any) -> None:
        self.settings = Settings.load(**settings)
        self.model, self.reason = resolve_model(self.settings)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close connections to the model service, if any were opened."""

    async def asummarize(self, source: str | Document) -> Report:
        """Summarise a text and check every claim of the summary.

        Args:
            source: The text.

        Returns:
            The report; the summary's claims come first, then what was withheld.

        Raises:
            InputError: The text is empty.
            ServiceError: The model service failed before there was a draft.
        """
        document = _document(source)
        return await asyncio.to_thread(self._summarize_offline, document)

    async def acheck(self, source: str | Document, claims: str | Sequence[str]) -> Report:
        """Check somebody's summary or claims against a text.

        Args:
            source: The text.
            claims: A summary, which is cut into atomic claims, or the claims themselves,
                which are checked as given and kept in order.

        Raises:
            InputError: The text, the summary or the list of claims is empty.
        """
        document = _document(source)
        return await asyncio.to_thread(self._check_offline, document, _draft(claims))

    def summarize(self, source: str | Document) -> Report:
        """``asummarize`` for callers without an event loop, or inside one (see ``wait``)."""
        return wait(self.asummarize(source))

    def check(self, source: str | Document, claims: str | Sequence[str]) -> Report:
        """``acheck`` for callers without an event loop, or inside one (see ``wait``)."""
        return wait(self.acheck(source, claims))

    def _summarize_offline(self, document: Document) -> Report:
        return self._check_offline(document, extract(document, self.settings.max_sentences))

    def _check_offline(self, document: Document, draft: Draft) -> Report:
        texts = [claim.text for sentence in draft.sentences for claim in sentence.claims]
        texts += [claim.text for claim in draft.withheld]
        threshold = self.settings.threshold or THRESHOLD
        claims = tuple(
            decide(f"c{number}", text, assessment, threshold=threshold)
            for number, (text, assessment) in enumerate(
                zip(texts, assess(document, texts), strict=True), start=1
            )
        )
        return _report(document, draft, claims)


def _document(source: str | Document) -> Document:
    return source if isinstance(source, Document) else Document(source)


def _draft(claims: str | Sequence[str]) -> Draft:
    """Somebody's summary or claims, in the form of a draft without citations."""
    if isinstance(claims, str):
        if not claims.strip():
            raise InputError("The summary is empty; give at least one sentence to check.")
        return Draft(
            sentences=tuple(
                DraftSentence(sentence, tuple(DraftClaim(text) for text in texts))
                for sentence, texts in decompose(claims)
            )
        )
    if not claims:
        raise InputError("There are no claims; give at least one to check.")
    for number, claim in enumerate(claims, start=1):
        if not isinstance(claim, str) or not claim.strip():
            raise InputError(f"Claim {number} is empty or not text; give a sentence.")
    return Draft(sentences=(DraftSentence("", tuple(DraftClaim(text) for text in claims)),))


def _report(document: Document, draft: Draft, claims: tuple[Claim, ...]) -> Report:
    sentences: list[SummarySentence] = []
    number = 0
    for sentence in draft.sentences:
        ids = tuple(claim.id for claim in claims[number : number + len(sentence.claims)])
        number += len(sentence.claims)
        if sentence.text:
            sentences.append(SummarySentence(text=sentence.text, claims=ids))
    drafted = claims[:number] if sentences else ()
    return Report(
        tool=Tool(name="summarizer", version=version("summarizer")),
        model=OFFLINE,
        checker_model=OFFLINE,
        source=Source(
            name=document.name,
            sha256=document.sha256,
            text=document.text,
            sentences=document.sentences,
        ),
        summary=draft.text if sentences else "",
        summary_sentences=tuple(sentences),
        claims=claims,
        faithfulness=faithfulness(claims),
        coverage=coverage(document, centrality(document), drafted),
        usage=Usage(cost_usd=0.0),
        notes=draft.notes,
    )


async def asummarize(source: str | Document, **settings: Any) -> Report:
    """Summarise a text and check every claim of the summary; see ``Summarizer``."""
    async with Summarizer(**settings) as summarizer:
        return await summarizer.asummarize(source)


async def acheck(source: str | Document, claims: str | Sequence[str], **settings: Any) -> Report:
    """Check somebody's summary or claims against a text; see ``Summarizer``."""
    async with Summarizer(**settings) as summarizer:
        return await summarizer.acheck(source, claims)


def summarize(source: str | Document, **settings: Any) -> Report:
    """``asummarize`` for callers without an event loop, or inside one (see ``wait``)."""
    return wait(asummarize(source, **settings))


def check(source: str | Document, claims: str | Sequence[str], **settings: Any) -> Report:
    """``acheck`` for callers without an event loop, or inside one (see ``wait``)."""
    return wait(acheck(source, claims, **settings))


def wait(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where an event loop is running already.

    A running loop, such as a notebook's, cannot be entered twice: the work then runs in a
    thread of its own while the caller waits.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(asyncio.run(work))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]

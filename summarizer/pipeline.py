"""From a text to a report: read, draft, ground, check, report.

The async methods of ``Summarizer`` are the real ones; everything else here wraps them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from functools import cache
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TypeVar

from summarizer.checking.coverage import coverage
from summarizer.checking.spoken import text_note
from summarizer.crew import Crew
from summarizer.draft.extractive import centrality
from summarizer.draft.model import Draft, DraftClaim, DraftSentence
from summarizer.errors import InputError
from summarizer.finish import marked, unflagged
from summarizer.llm.meter import Limits, Meter
from summarizer.llm.purse import Purse
from summarizer.settings import Settings, resolve_model
from summarizer.source.document import Document
from summarizer.source.read import encodable
from summarizer.types import (
    Claim,
    Report,
    Source,
    SummarySentence,
    Tool,
    faithfulness,
)

if TYPE_CHECKING:
    from summarizer.llm.endpoint import Route

T = TypeVar("T")


class Summarizer:
    """Summarises and checks texts, keeping settings, connections and caches across calls.

    Limits (``max_calls``, ``max_cost``, ``deadline``) hold for each text by itself.

    Args:
        **settings: See ``Settings``; each can also be set in the environment.

    Raises:
        SettingsError: A setting cannot be used.
    """

    def __init__(self, **settings: Any) -> None:
        self._prepare(Settings.load(**settings))

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """A summarizer with just these settings, whatever the environment says."""
        made = cls.__new__(cls)
        made._prepare(settings)
        return made

    def _prepare(self, settings: Settings) -> None:
        self.settings = settings
        self.model, self.reason = resolve_model(settings)
        self._crew = Crew(settings, self.model)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close connections to the model service, if any were opened."""
        await self._crew.close()

    async def asummarize(self, source: str | Document, *, meter: Meter | None = None) -> Report:
        """Summarise a text and check every claim of the summary.

        Args:
            source: The text.
            meter: Counts what the text uses; one of its own when not given.

        Returns:
            The report; the summary's claims come first, then what was withheld. Claims that
            the model or a limit left unjudged are ``not_checked``.

        Raises:
            InputError: The text is empty.
            ServiceError: The model service failed before there was a draft.
        """
        document, meter = _document(source), meter or self.meter()
        draft = await self._crew.draft(document, meter)
        claims = await self._crew.check(document, draft, meter)
        if self.settings.repair:
            draft, claims = await self._crew.repair(document, draft, claims, meter)
        return self._report(document, draft, claims, meter, drafted=True)

    async def acheck(
        self,
        source: str | Document,
        claims: str | Sequence[str],
        *,
        meter: Meter | None = None,
    ) -> Report:
        """Check somebody's summary or claims against a text.

        Args:
            source: The text.
            claims: A summary, which is cut into atomic claims, or the claims themselves,
                which are checked as given and kept in order.
            meter: Counts what the text uses; one of its own when not given.

        Raises:
            InputError: The text, the summary or the list of claims is empty.
        """
        document, meter = _document(source), meter or self.meter()
        if isinstance(claims, str):
            if not claims.strip():
                raise InputError("The summary is empty; give at least one sentence to check.")
            draft = await self._crew.split(encodable(claims), meter)
        else:
            draft = _loose(claims)
        checked = await self._crew.check(document, draft, meter)
        return self._report(document, draft, checked, meter, drafted=False)

    def summarize(self, source: str | Document) -> Report:
        """``asummarize`` for callers without an event loop, or inside one (see ``wait``)."""
        return wait(self._closing(self.asummarize(source)))

    def check(self, source: str | Document, claims: str | Sequence[str]) -> Report:
        """``acheck`` for callers without an event loop, or inside one (see ``wait``)."""
        return wait(self._closing(self.acheck(source, claims)))

    async def _closing(self, work: Coroutine[Any, Any, T]) -> T:
        """Connections cannot outlive the event loop that they were opened in."""
        try:
            return await work
        finally:
            await self.aclose()

    def through(self, route: Route) -> None:
        """Send the requests to models another way from now on, such as into a batch job.

        Args:
            route: Given where a model's requests go by themselves, says where they go instead.
        """
        self._crew.through(route)

    @property
    def notes(self) -> tuple[str, ...]:
        """What every report says of how claims are checked."""
        return self._crew.notes

    @property
    def about(self) -> tuple[str, ...]:
        """What to tell people before any work: the model and why, and how claims are checked."""
        return (f"using {self.model}, {self.reason}", *self.notes)

    @property
    def models(self) -> tuple[str, str]:
        """Who drafts and who checks, as reports say it."""
        return self._crew.model, self._crew.checker_model

    def meter(self, purse: Purse | None = None) -> Meter:
        """A meter with the limits of the settings, for one text.

        Args:
            purse: What it may spend; ``max_cost`` when not given.
        """
        settings = self.settings
        limits = Limits(
            max_calls=settings.max_calls,
            max_cost=settings.max_cost,
            deadline=settings.deadline or None,
        )
        return Meter(limits, purse=purse)

    def _report(
        self,
        document: Document,
        draft: Draft,
        claims: tuple[Claim, ...],
        meter: Meter,
        drafted: bool,
    ) -> Report:
        sentences = _sentences(draft, claims)
        covered = claims[: sum(len(sentence.claims) for sentence in sentences)]
        notes = (*self._crew.notes, *text_note(document), *draft.notes)
        if drafted and self.settings.strict:
            sentences, left_out = unflagged(sentences, claims)
            kept = {name for sentence in sentences for name in sentence.claims}
            covered = tuple(claim for claim in claims if claim.id in kept)
            notes = (*notes, *left_out)
        elif drafted and self.settings.repair:
            sentences = marked(sentences, claims)
        return Report(
            tool=_tool(),
            model=self._crew.model,
            checker_model=self._crew.checker_model,
            prompts=meter.prompts,
            source=Source(
                name=document.name,
                sha256=document.sha256,
                text=document.text,
                sentences=document.sentences,
                language=document.language,
            ),
            summary=" ".join(sentence.text for sentence in sentences),
            summary_sentences=sentences,
            claims=claims,
            faithfulness=faithfulness(claims),
            coverage=coverage(document, centrality(document) if covered else (), covered),
            usage=meter.usage,
            notes=notes,
        )


@cache
def _tool() -> Tool:
    return Tool(name="summarizer", version=version("summarizer"))


def _document(source: str | Document) -> Document:
    return source if isinstance(source, Document) else Document(source)


def _loose(claims: Sequence[str]) -> Draft:
    """Claims as given, in the form of a draft without a summary."""
    if not claims:
        raise InputError("There are no claims; give at least one to check.")
    for number, claim in enumerate(claims, start=1):
        if not isinstance(claim, str) or not claim.strip():
            raise InputError(f"Claim {number} is empty or not text; give a sentence.")
    return Draft(
        sentences=(DraftSentence("", tuple(DraftClaim(encodable(claim)) for claim in claims)),)
    )


def _sentences(draft: Draft, claims: Sequence[Claim]) -> tuple[SummarySentence, ...]:
    """The summary's sentences with the ids of their claims; none of loose claims."""
    ids = iter([claim.id for claim in claims])
    return tuple(
        SummarySentence(text=sentence.text, claims=tuple(islice(ids, len(sentence.claims))))
        for sentence in draft.sentences
        if sentence.text
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
        return _run(work)
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(_run(work))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def _run(work: Coroutine[Any, Any, T]) -> T:
    """``asyncio.run``, which spells out what its task returned before it resets Ctrl-C.

    Of a whole report that takes longer than many a check, so the task here returns nothing.
    """
    outcome: list[T] = []

    async def keep() -> None:
        outcome.append(await work)

    asyncio.run(keep())
    return outcome[0]

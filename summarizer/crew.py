"""Who drafts, cuts, checks and repairs: models or the code that needs none, as settings ask."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarizer.checking.checker import assess
from summarizer.checking.model import Assessment, Judgement
from summarizer.checking.precision import OperatingPoint, for_precision
from summarizer.checking.verdict import decide
from summarizer.draft.decompose import decompose
from summarizer.draft.extractive import draft as extract
from summarizer.draft.model import Draft, DraftClaim, DraftSentence
from summarizer.errors import SettingsError
from summarizer.settings import OFFLINE, Settings
from summarizer.source.document import Document
from summarizer.source.ground import ground
from summarizer.types import Claim, Finding, FindingKind

if TYPE_CHECKING:
    from summarizer.checking.neural.model import EntailmentModel
    from summarizer.llm.client import Client, Model
    from summarizer.llm.endpoint import Route
    from summarizer.llm.meter import Meter
    from summarizer.llm.prompts import Prompt

_NOT_READ: Final = Finding(
    kind=FindingKind.MODEL,
    message="The entailment model could not read this claim; it was scored by its words.",
)
_REPAIR_NEEDS_MODEL: Final = "Nothing was repaired: that needs a model."


class Crew:
    """The drafter and the checker of all documents of one ``Summarizer``.

    Attributes:
        model: Who drafts, as reports say it.
        checker_model: Who checks, as reports say it.
        notes: What every report should say of how claims are checked.
    """

    def __init__(self, settings: Settings, model: str) -> None:
        """Put the crew together; nothing connects yet.

        Args:
            settings: The settings.
            model: The model that they come down to, or ``offline``.

        Raises:
            SettingsError: Prompts, cache or entailment model cannot be used.
            UnavailableError: The entailment model cannot be fetched.
        """
        checker = OFFLINE if settings.offline else settings.checker_model or model
        self._settings = settings
        self._drafter: Model | None = None
        self._checker: Model | None = None
        self._prompts: Mapping[str, Prompt] = {}
        if (model, checker) != (OFFLINE, OFFLINE):
            from summarizer.llm.prompts import load_prompts

            self._prompts = load_prompts(settings.prompts)
            self._drafter = client_of(settings, model)
            self._checker = self._drafter if checker == model else client_of(settings, checker)
        self._entailment = entailment_of(settings)
        self.model = self._drafter.label if self._drafter else OFFLINE
        self.checker_model = self._checker.label if self._checker else OFFLINE
        if self._entailment is not None:
            self.checker_model += f" + {self._entailment.name}"
        self._threshold = settings.threshold
        self.notes: tuple[str, ...] = ()
        if settings.min_precision is not None:
            point = self._operating_point(settings.min_precision)
            self._threshold, self.notes = point.threshold, (str(point),)

    def _operating_point(self, wanted: float) -> OperatingPoint:
        if self._settings.threshold is not None:
            raise SettingsError(
                "min_precision and threshold cannot both be given: the one picks the other."
            )
        if self._checker is not None or self._entailment is not None:
            raise SettingsError(
                f"min_precision was measured for the offline checker, and {self.checker_model} is "
                "to check; leave one of them out."
            )
        return for_precision(wanted)

    async def draft(self, document: Document, meter: Meter) -> Draft:
        """Draft a summary.

        Raises:
            ServiceError: The model failed before there was a draft.
        """
        if self._drafter is None:
            return await asyncio.to_thread(extract, document, self._settings.max_sentences)
        from summarizer.draft.llm import Drafter

        settings = self._settings
        drafter = Drafter(self._drafter, self._prompts, settings.max_sentences, settings.language)
        return await drafter.draft(document, meter)

    async def split(self, summary: str, meter: Meter) -> Draft:
        """Cut somebody's summary into claims."""
        if self._checker is None:
            return Draft(
                sentences=tuple(
                    DraftSentence(sentence, tuple(map(DraftClaim, texts)))
                    for sentence, texts in decompose(summary)
                )
            )
        from summarizer.draft.split import split

        return await split(summary, self._checker, self._prompts["split"], meter)

    async def check(
        self, document: Document, draft: Draft, meter: Meter, known: Sequence[Claim] = ()
    ) -> tuple[Claim, ...]:
        """Check every claim of a draft.

        Args:
            document: The source.
            draft: The draft.
            meter: Limits and usage of the document.
            known: Claims checked before, which keep their verdicts.

        Returns:
            The claims of all sentences and what was withheld, in order, as ``c1``, ``c2`` ...
        """
        checked = {claim.text: claim for claim in known}
        drafted = [claim for sentence in draft.sentences for claim in sentence.claims]
        drafted += draft.withheld
        new = list(dict.fromkeys(item.text for item in drafted if item.text not in checked))
        judging = self._judge(document, new, meter)
        (assessments, entailments), judgements = await asyncio.gather(
            asyncio.to_thread(self._assess, document, new), judging
        )
        for text, assessment, entailment, judgement in zip(
            new, assessments, entailments, judgements, strict=True
        ):
            checked[text] = decide("c0", text, assessment, judgement, self._threshold, entailment)
        return tuple(
            _with_grounding(document, item, checked[item.text], f"c{number}")
            for number, item in enumerate(drafted, start=1)
        )

    async def repair(
        self, document: Document, draft: Draft, claims: Sequence[Claim], meter: Meter
    ) -> tuple[Draft, tuple[Claim, ...]]:
        """Send flagged claims back once, and check what comes of it."""
        if self._drafter is None:
            if any(claim.flagged for claim in claims):
                draft = Draft(draft.sentences, draft.withheld, (*draft.notes, _REPAIR_NEEDS_MODEL))
            return draft, tuple(claims)
        from summarizer.draft.repair import repair

        remaining = iter(claims)
        grouped = [[next(remaining) for _ in sentence.claims] for sentence in draft.sentences]
        repaired = await repair(
            document,
            draft,
            grouped,
            self._drafter,
            self._prompts["repair"],
            meter,
            self._settings.language,
        )
        return repaired, await self.check(document, repaired, meter, claims)

    def through(self, route: Route) -> None:
        """Send the requests of all models another way from now on."""
        for model in self._models():
            model.through(route)

    async def close(self) -> None:
        """Close connections to model services."""
        for model in self._models():
            await model.close()

    def _models(self) -> set[Model]:
        return {model for model in (self._drafter, self._checker) if model is not None}

    def _assess(
        self, document: Document, claims: Sequence[str]
    ) -> tuple[list[Assessment], list[float | None]]:
        """What rules and words say of each claim, and the entailment model, if there is one."""
        assessments = assess(document, claims)
        if self._entailment is None:
            return assessments, [None] * len(claims)
        from summarizer.checking.neural.score import support

        entailments = support(self._entailment, document, claims)
        for number, entailment in enumerate(entailments):
            if entailment is None:
                found = assessments[number]
                assessments[number] = replace(found, notes=(*found.notes, _NOT_READ))
        return assessments, entailments

    async def _judge(
        self, document: Document, claims: Sequence[str], meter: Meter
    ) -> Sequence[Judgement | None]:
        if self._checker is None:
            return [None] * len(claims)
        from summarizer.checking.judge import Judge

        by_tokens = self._settings.confidence == "logprobs"
        confirm = self._prompts["confirm"] if by_tokens else None
        judge = Judge(self._checker, self._prompts["check"], confirm)
        return await judge.judge(document, claims, meter)


def entailment_of(settings: Settings) -> EntailmentModel | None:
    """The entailment model that the settings name, if they do.

    Raises:
        SettingsError: It cannot be used, or the extra for it is not installed.
        UnavailableError: It cannot be fetched.
    """
    if settings.entailment_model is None:
        return None
    from summarizer.checking.neural.load import load

    return load(settings.entailment_model, settings.offline)


def client_of(settings: Settings, model: str) -> Client | None:
    """The client of a model; ``None`` for ``offline``.

    Raises:
        SettingsError: The cache cannot be used.
    """
    if model == OFFLINE:
        return None
    from summarizer.llm.client import Client
    from summarizer.llm.endpoint import ModelOptions

    return Client(
        ModelOptions(
            model=model,
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value() if settings.api_key else None,
            mode=settings.output_mode,
            temperature=settings.temperature,
            context_tokens=settings.context_tokens,
            max_output_tokens=settings.max_output_tokens,
            timeout=settings.timeout,
            retries=settings.retries,
            retry_wait=settings.retry_wait,
            reply_retries=settings.reply_retries,
            concurrency=settings.concurrency,
            rpm=settings.rpm,
            tpm=settings.tpm,
            cache_dir=settings.cache,
            cache_mode=settings.cache_mode,
        )
    )


def _with_grounding(document: Document, drafted: DraftClaim, claim: Claim, id: str) -> Claim:
    """The claim under its id, with a finding if nothing that its drafter cited is in the text."""
    findings = claim.findings
    grounded = [ground(document, item.sentence, item.quote) for item in drafted.citations]
    if grounded and not any(item.evidence for item in grounded):
        message = f"What the draft cites for this claim does not prove it: {grounded[0].complaint}"
        finding = Finding(kind=FindingKind.GROUNDING, message=message)
        findings = tuple(dict.fromkeys((*findings, finding)))
    return claim.model_copy(update={"id": id, "findings": findings})

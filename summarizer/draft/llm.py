"""The summary that a language model drafts: in one call, or part by part and condensed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.draft.cited import claim, complaints, sentence
from summarizer.draft.content import Content
from summarizer.draft.model import Citation, Draft, DraftClaim, DraftSentence
from summarizer.draft.parts import Part, halves, parts
from summarizer.draft.withheld import withheld
from summarizer.errors import (
    ContextOverflowError,
    IncompleteReplyError,
    ReplayMissError,
    ServiceError,
)
from summarizer.llm.client import Model
from summarizer.llm.meter import Meter
from summarizer.llm.numbered import numbered
from summarizer.llm.prompts import Prompt
from summarizer.llm.replies import CondenseReply, DraftReply
from summarizer.llm.tokens import estimate_tokens
from summarizer.source.document import Document
from summarizer.types import UNRELIABLE

PART_SENTENCES: Final = 4
"""Sentences drafted of each part of a long text, before they are condensed."""
SCHEMA_TOKENS: Final = 600
"""Tokens set aside for the output schema."""


@dataclass(frozen=True, slots=True)
class _Drafted:
    """What was drafted of one part of the document."""

    sentences: tuple[DraftSentence, ...] = ()
    damage: tuple[tuple[str, DraftClaim], ...] = ()
    notes: tuple[str, ...] = ()
    error: ServiceError | None = None


@dataclass(frozen=True, slots=True)
class Drafter:
    """Asks a model for summaries.

    Attributes:
        model: Who drafts.
        prompts: All prompts by name.
        max_sentences: Upper bound of a summary, 1 or more.
        language: ISO 639-1 code of the summary; the text's own language when ``None``.
    """

    model: Model
    prompts: Mapping[str, Prompt]
    max_sentences: int = 5
    language: str | None = None

    async def draft(self, document: Document, meter: Meter) -> Draft:
        """Draft a summary.

        Args:
            document: The source.
            meter: Limits and usage of the document.

        Returns:
            The draft. Parts of a long text that could not be read are named in its notes.

        Raises:
            ServiceError: The model failed before anything was drafted.
            SettingsError: The model cannot be asked at all.
        """
        lines = numbered(document.text, document.sentences)
        cut = parts(lines, part_room(self.prompts["draft"], self.model.room))
        drafted = await self._parts(document, lines, cut, meter)
        read = [one for one in drafted if one.error is None]
        if not read:
            assert drafted[0].error is not None
            raise drafted[0].error
        sentences = [item for one in read for item in one.sentences]
        notes = [note for one in drafted for note in one.notes]
        if len(drafted) > 1:
            sentences, more = await self._condense(sentences, meter)
            notes += more
        if not sentences:
            notes.append("The model wrote no sentence for the summary.")
        if len(sentences) > self.max_sentences:
            notes.append(
                f"The model wrote {len(sentences)} sentences; those after the first "
                f"{self.max_sentences} were left out."
            )
        claims, more_notes = _damage(document, [item for one in read for item in one.damage])
        return Draft(
            sentences=tuple(sentences[: self.max_sentences]),
            withheld=claims,
            notes=(*notes, *more_notes),
        )

    def _inputs(self, lines: Sequence[str], label: str | None) -> dict[str, object]:
        return {
            "lines": lines,
            "part": label,
            "sentences": self.max_sentences if label is None else PART_SENTENCES,
            "language": self.language,
        }

    async def _parts(
        self, document: Document, lines: Sequence[str], cut: Sequence[Part], meter: Meter
    ) -> list[_Drafted]:
        labels = [f"part {number} of {len(cut)}" for number in range(1, len(cut) + 1)]
        drafted = await asyncio.gather(
            *(
                self._part(document, lines, part, label if len(cut) > 1 else None, meter)
                for part, label in zip(cut, labels, strict=True)
            )
        )
        return [item for items in drafted for item in items]

    async def _part(
        self,
        document: Document,
        lines: Sequence[str],
        part: Part,
        label: str | None,
        meter: Meter,
    ) -> list[_Drafted]:
        """Draft one part, in halves if it proves too much for one call."""
        inputs = self._inputs(lines[slice(*part)], label)
        most = self.max_sentences if label is None else PART_SENTENCES

        def find(reply: DraftReply) -> list[str]:
            return _complaints(document, reply, most)

        try:
            reply = await self.model.ask(self.prompts["draft"], inputs, DraftReply, find, meter)
        except ReplayMissError:
            raise
        except ServiceError as error:
            smaller = halves(lines, part)
            if smaller and isinstance(error, ContextOverflowError | IncompleteReplyError):
                first, second = await asyncio.gather(
                    *(self._part(document, lines, half, "a part", meter) for half in smaller)
                )
                return first + second
            return [_unread(document, part, error)]
        return [_drafted(reply.value)]

    async def _condense(
        self, sentences: Sequence[DraftSentence], meter: Meter
    ) -> tuple[list[DraftSentence], list[str]]:
        """Make one summary of the claims of several, in rounds if they are too many."""
        prompt = self.prompts["condense"]
        empty = prompt.render(claims=[], sentences=0, language=None)
        groups = _groups(sentences, self.model.room - SCHEMA_TOKENS - estimate_tokens(empty))
        most = self.max_sentences if len(groups) == 1 else PART_SENTENCES
        condensed = await asyncio.gather(
            *(self._condense_group(prompt, group, most, meter) for group in groups)
        )
        done = [item for items, _ in condensed for item in items]
        notes = [note for _, note in condensed if note]
        if len(groups) == 1 or notes:
            return done, notes
        return await self._condense(done, meter)

    async def _condense_group(
        self, prompt: Prompt, sentences: Sequence[DraftSentence], most: int, meter: Meter
    ) -> tuple[list[DraftSentence], str]:
        claims = {
            f"c{number}": item
            for number, item in enumerate(
                dict.fromkeys(item for one in sentences for item in one.claims), start=1
            )
        }
        inputs = {
            "claims": [f"{name} {item.text}" for name, item in claims.items()],
            "sentences": most,
            "language": self.language,
        }

        def find(reply: CondenseReply) -> list[str]:
            return _condense_complaints(reply, claims, most)

        try:
            reply = await self.model.ask(prompt, inputs, CondenseReply, find, meter)
        except ReplayMissError:
            raise
        except ServiceError as error:
            return list(sentences), (
                f"The main points of the parts were not condensed into one summary: {error}"
            )
        return [
            sentence(item.sentence, [claims[name] for name in item.claims if name in claims])
            for item in reply.value.summary
            if item.sentence.strip()
        ], ""


def part_room(prompt: Prompt, room: int) -> int:
    """Tokens that the lines of one part may take.

    Args:
        prompt: The prompt ``draft``.
        room: Tokens that the whole prompt may take.
    """
    empty = prompt.render(lines=[], part=None, sentences=PART_SENTENCES, language=None)
    return room - estimate_tokens(empty) - SCHEMA_TOKENS


def _complaints(document: Document, reply: DraftReply, most: int) -> list[str]:
    found: list[str] = []
    if not any(item.sentence.strip() for item in reply.summary):
        found.append("The summary is empty; write at least one sentence.")
    if len(reply.summary) > most:
        found.append(f"The summary has {len(reply.summary)} sentences; write at most {most}.")
    for item in reply.summary:
        if not item.claims:
            found.append(f"The sentence {item.sentence!r} has no claims; list what it states.")
        found += complaints(document, item.claims)
    return found


def _condense_complaints(
    reply: CondenseReply, claims: Mapping[str, DraftClaim], most: int
) -> list[str]:
    found: list[str] = []
    if not any(item.sentence.strip() for item in reply.summary):
        found.append("The summary is empty; write at least one sentence.")
    if len(reply.summary) > most:
        found.append(f"The summary has {len(reply.summary)} sentences; write at most {most}.")
    for item in reply.summary:
        unknown = [name for name in item.claims if name not in claims]
        if unknown:
            found.append(f"There are no claims {', '.join(unknown)}; they end at c{len(claims)}.")
        if not item.claims:
            found.append(f"The sentence {item.sentence!r} names no claims; list their ids.")
    return found


def _drafted(reply: DraftReply) -> _Drafted:
    return _Drafted(
        sentences=tuple(
            sentence(item.sentence, [claim(given) for given in item.claims])
            for item in reply.summary
            if item.sentence.strip()
        ),
        damage=tuple(
            (item.id, DraftClaim(item.claim, (Citation(item.id, item.quote),)))
            for item in reply.damaged
            if item.claim.strip()
        ),
    )


def _unread(document: Document, part: Part, error: ServiceError) -> _Drafted:
    first, last = document.sentences[part[0]].id, document.sentences[part[1] - 1].id
    note = f"The sentences {first} to {last} are not reflected in the summary: {error}"
    return _Drafted(notes=(note,), error=error)


def _groups(sentences: Sequence[DraftSentence], room: int) -> list[list[DraftSentence]]:
    """Sentences in as few groups as have room for their claims, never one by one."""
    groups: list[list[DraftSentence]] = [[]]
    size = 0
    for item in sentences:
        tokens = sum(estimate_tokens(one.text) for one in item.claims)
        if size + tokens > room and len(groups[-1]) > PART_SENTENCES:
            groups.append([])
            size = 0
        groups[-1].append(item)
        size += tokens
    return groups


def _damage(
    document: Document, named: Sequence[tuple[str, DraftClaim]]
) -> tuple[tuple[DraftClaim, ...], tuple[str, ...]]:
    """What damaged sentences seem to say: as code reads them, and as the model does.

    The model is believed about sentences that are known to be damaged and of which code can
    say nothing; about others it makes a note.
    """
    claims, notes = withheld(Content(document))
    told = {citation.sentence for item in claims for citation in item.citations}
    damaged = {
        item.id
        for item in document.sentences
        if any(issue.kind in UNRELIABLE for issue in item.issues)
    }
    ids = {item.id for item in document.sentences}
    for name, item in named:
        if name in told or name not in ids:
            continue
        told.add(name)
        if name in damaged:
            claims = (*claims, item)
        else:
            notes = (*notes, f"The model takes {name} to be damaged: it seems to say: {item.text}")
    return claims, notes

"""Rewrite the sentences of a summary whose claims were flagged, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from summarizer.draft.cited import claim, complaints, sentence
from summarizer.draft.model import Draft, DraftSentence
from summarizer.errors import ReplayMissError, ServiceError
from summarizer.llm.client import Model
from summarizer.llm.meter import Meter
from summarizer.llm.numbered import numbered
from summarizer.llm.prompts import Prompt
from summarizer.llm.replies import RepairReply
from summarizer.llm.tokens import estimate_tokens
from summarizer.source.document import Document
from summarizer.types import Claim

_AROUND: Final = 3
"""Sentences shown on either side of evidence, where the whole text is too long."""


async def repair(
    document: Document,
    draft: Draft,
    claims: Sequence[Sequence[Claim]],
    model: Model,
    prompt: Prompt,
    meter: Meter,
    language: str | None = None,
) -> Draft:
    """Send flagged claims back to the drafting model.

    Sentences without flagged claims stay as they are, whatever the model sends.

    Args:
        document: The source.
        draft: The summary.
        claims: The checked claims of each of its sentences, in order.
        model: Who rewrites.
        prompt: The prompt ``repair``.
        meter: Limits and usage of the document.
        language: ISO 639-1 code of the summary, if one was asked for.

    Returns:
        The draft with rewritten sentences, those of which nothing stands left out; the same
        draft when nothing is flagged. When the model failed, the same sentences and a note.

    Raises:
        SettingsError: The model cannot be asked at all.
    """
    names = {f"k{number}": item for number, item in enumerate(draft.sentences, start=1)}
    faulty = {
        name: flagged
        for name, checked in zip(names, claims, strict=True)
        if (flagged := [item for item in checked if item.flagged])
    }
    if not faulty:
        return draft
    inputs = {
        "lines": _lines(document, model.room, claims),
        "summary": [f"{name} {item.text}" for name, item in names.items()],
        "faults": [_fault(name, item) for name, flagged in faulty.items() for item in flagged],
        "language": language,
    }

    def find(reply: RepairReply) -> list[str]:
        return _complaints(document, faulty, reply)

    try:
        reply = await model.ask(prompt, inputs, RepairReply, find, meter)
    except ReplayMissError:
        raise
    except ServiceError as error:
        note = f"The flagged sentences of the summary were not repaired: {error}"
        return Draft(draft.sentences, draft.withheld, (*draft.notes, note))
    rewritten = {
        item.id: sentence(item.sentence, [claim(given) for given in item.claims])
        for item in reply.value.sentences
        if item.id in faulty
    }
    return Draft(
        sentences=tuple(_kept(names, rewritten)),
        withheld=draft.withheld,
        notes=draft.notes,
    )


def _kept(
    names: Mapping[str, DraftSentence], rewritten: Mapping[str, DraftSentence]
) -> Iterator[DraftSentence]:
    """Sentences in order; one that was rewritten to nothing is left out."""
    for name, item in names.items():
        if rewritten.get(name, item).text:
            yield rewritten.get(name, item)


def _lines(document: Document, room: int, claims: Sequence[Sequence[Claim]]) -> list[str]:
    """The text, or where it is too long what lies around the evidence."""
    lines = numbered(document.text, document.sentences)
    if estimate_tokens("\n".join(lines)) <= room // 2:
        return lines
    place = {item.id: index for index, item in enumerate(document.sentences)}
    cited = {
        place[evidence.sentence]
        for checked in claims
        for item in checked
        for evidence in item.evidence
    }
    near = {index + step for index in cited for step in range(-_AROUND, _AROUND + 1)}
    return [line for index, line in enumerate(lines) if index in near]


def _fault(name: str, item: Claim) -> str:
    reasons = "; ".join(finding.message for finding in item.findings)
    return f'{name}: "{item.text}" is {item.verdict}: {reasons}'


def _complaints(document: Document, faulty: Mapping[str, object], reply: RepairReply) -> list[str]:
    found: list[str] = []
    given = {item.id for item in reply.sentences}
    found += [f"The sentence {name} is missing." for name in faulty if name not in given]
    for item in reply.sentences:
        if item.id not in faulty:
            found.append(f"The sentence {item.id} was not to be rewritten; leave it out.")
        elif item.sentence.strip() and not item.claims:
            found.append(f"The sentence {item.id} has no claims; list what it states.")
        else:
            found += complaints(document, item.claims)
    return found

"""The offline check: from claims to assessments, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.checking.alignment import Alignment, align, ceilings, share
from summarizer.checking.entailment import Features, features, probability
from summarizer.checking.evidence import Source, Statement
from summarizer.checking.model import Assessment
from summarizer.checking.predicate import other_predicate
from summarizer.checking.retrieval import retrieve
from summarizer.checking.rules import ANY_LANGUAGE, RULES, objections
from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.role import unsaid
from summarizer.source.detect import detect_language
from summarizer.source.document import Document
from summarizer.source.sentences import split
from summarizer.types import UNRELIABLE, Finding, FindingKind

_CLOSE: Final = 0.05
"""How much less a sentence may carry and still be preferred for being free of objections."""
_ALONE: Final = 0.6
"""Share of the claim that a sentence must carry to answer for another one's objections."""
_INNER_END: Final = re.compile(r"[.!?…。！？][\"”’»)]*\s+\S|[\n\r\u2028\u2029]")
_FAR: Final = 0.15
"""How much less than the best sentence another may carry and still be read closely."""
_COMPARABLE: Final = 0.4
"""Share of the claim that a sentence must carry for its slots to be compared."""
_OTHER_PREDICATE: Final = 0.3
"""Highest support when the text says something else of the same two parties."""
_SAID: Final = 0.42
"""Share of the claim that the whole text must have in some form for it to be supported."""
_HARDLY: Final = 0.4
"""Highest support of a claim most of which, or a name of which, the text does not have."""
_TELLING: Final = 8
"""Words that it takes to tell a claim's language."""
_TOO_SHORT: Final = 3
"""Code points below which damaged words may be repeated by chance."""
_LEANS: Final = 0.25
"""Share of the claim that must rest on damaged words for damage to decide."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A claim held against one passage."""

    alignment: Alignment
    features: Features
    support: float
    objections: tuple[Finding, ...]
    damage: tuple[Finding, ...]
    doubts: tuple[Finding, ...]


def assess(document: Document, claims: Sequence[str]) -> list[Assessment]:
    """Hold each claim against the document.

    Args:
        document: The source.
        claims: The claims, as given.

    Returns:
        One assessment a claim, in the same order.
    """
    source = Source(document)
    return [_assess(source, claim) for claim in claims]


def _assess(source: Source, text: str) -> Assessment:
    """A claim of several sentences is as good as its weakest."""
    if not _INNER_END.search(text):
        return _assess_sentence(source, text, 0, len(text))
    parts = [
        _assess_sentence(source, text, start, end)
        for block in split(text, source.document.language or "")
        for start, end in block
    ]
    if len(parts) == 1:
        return parts[0]
    weakest = min(parts, key=lambda part: part.support, default=Assessment(support=0.0))
    return Assessment(
        support=weakest.support,
        evidence=tuple(dict.fromkeys(item for part in parts for item in part.evidence)),
        objections=tuple(finding for part in parts for finding in part.objections),
        damage=tuple(finding for part in parts for finding in part.damage),
        doubts=tuple(finding for part in parts for finding in part.doubts),
        notes=tuple(finding for part in parts for finding in part.notes),
        features=weakest.features,
    )


def _assess_sentence(source: Source, text: str, start: int, end: int) -> Assessment:
    claim = Statement(text, start, end, source.names)
    readings = [_read(source, alignment) for alignment in _alignments(source, claim)]
    if not readings:
        return Assessment(support=0.0)
    best = max(readings, key=_rank)
    sound = [reading for reading in readings if not reading.objections and not reading.damage]
    if sound:
        clean = max(sound, key=_rank)
        if clean.alignment.said >= max(best.alignment.said - _CLOSE, _ALONE):
            best = clean
    return Assessment(
        support=best.support,
        doubts=best.doubts,
        notes=_language_notes(source, text[start:end]),
        evidence=(best.alignment.passage.evidence(),),
        objections=best.objections,
        damage=best.damage,
        features=best.features,
    )


def _alignments(source: Source, claim: Statement) -> list[Alignment]:
    """The claim laid against the passages that carry the most of it, or of what it says.

    The most promising comes first, so that what cannot come near it is not aligned at all.
    """
    most = most_said = 0.0
    promising: list[tuple[float, float, int, int]] = []
    for rank, number in enumerate(retrieve(claim, source)):
        possible = ceilings(claim, source.passages[number], source)
        whole = share(claim, claim.content, possible)
        said = whole if claim.said is claim.content else share(claim, claim.said, possible)
        promising.append((whole, said, rank, number))
    found: list[tuple[int, Alignment]] = []
    for whole, said, rank, number in sorted(promising, reverse=True):
        if whole < most - _FAR and said < most_said - _FAR:
            continue
        alignment = align(claim, source.passages[number])
        most, most_said = max(most, alignment.coverage), max(most_said, alignment.said)
        found.append((rank, alignment))
    found.sort(key=lambda item: item[0])
    return [
        alignment
        for _, alignment in found
        if alignment.coverage >= most - _FAR or alignment.said >= most_said - _FAR
    ]


def _rank(reading: _Reading) -> tuple[float, float]:
    return reading.alignment.said, reading.support


def _language_notes(source: Source, claim: str) -> tuple[Finding, ...]:
    """What a reader should know when the rules could not all compare claim and text."""
    language = source.document.language or "und"
    # a few words tell no language
    spoken = detect_language(claim) if len(claim.split()) >= _TELLING else "und"
    if spoken not in (language, "und") and language != "und":
        message = (
            f"The claim is in another language ({spoken}) than the text ({language}); only "
            "figures, names and quoted words were compared."
        )
    elif not source.is_english:
        message = (
            f"The text is not in English ({language}); only figures and quoted words were "
            "compared by rule."
        )
    else:
        return ()
    return (Finding(kind=FindingKind.LANGUAGE, message=message),)


def _read(source: Source, alignment: Alignment) -> _Reading:
    found: tuple[Finding, ...] = ()
    pair: Pair | None = None
    if alignment.coverage >= _COMPARABLE:
        pair = Pair(alignment.claim, alignment.passage, alignment, source)
        found = objections(pair, RULES if source.is_english else ANY_LANGUAGE)
    measured = features(alignment, source, found)
    support = probability(measured)
    doubts: tuple[Finding, ...] = ()
    if measured.document < _SAID or _names_a_stranger(alignment, source):
        support = min(support, _HARDLY)
    exchanged = other_predicate(alignment)
    if exchanged is None and pair is not None and source.is_english:
        exchanged = unsaid(pair)
    if exchanged is not None and not found:
        support = min(support, _OTHER_PREDICATE)
        doubts = (exchanged,)
    damage = _damage(alignment)
    return _Reading(alignment, measured, support, found, damage, doubts)


def _names_a_stranger(alignment: Alignment, source: Source) -> bool:
    """Whether the claim has a name that the whole text lacks, under any of its forms."""
    claim = alignment.claim
    return any(
        claim.tags[index] == "P"
        and index > 0
        and index not in alignment.matches
        and not source.anywhere(claim.words[index].lemma)
        for index in claim.content
    )


def _damage(alignment: Alignment) -> tuple[Finding, ...]:
    passage = alignment.passage
    if not passage.damaged:
        return ()
    total = leaning = 0.0
    for index in alignment.claim.content:
        weight = alignment.claim.words[index].weight
        total += weight
        match = alignment.matches.get(index)
        if match is not None and match.evidence in passage.damaged:
            leaning += weight
    if not _repeats_damage(alignment) and (not total or leaning / total < _LEANS):
        return ()
    first, last = min(passage.damaged), max(passage.damaged)
    return (
        Finding(
            kind=FindingKind.DAMAGED_SOURCE,
            message="The words that the claim rests on are damaged in the source.",
            evidence_span=passage.span(first, last + 1),
        ),
    )


def _repeats_damage(alignment: Alignment) -> bool:
    """Whether the claim has damaged words as they stand: an unfilled field, a garbled name."""
    passage, claim = alignment.passage, alignment.claim
    said = claim.text[claim.start : claim.end]
    return any(
        issue.kind in UNRELIABLE
        and issue.end - issue.start >= _TOO_SHORT
        and passage.text[issue.start : issue.end].rstrip(".!? ") in said
        for issue in passage.sentence.issues
    )

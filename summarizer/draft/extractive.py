"""The summary that needs no model: the text's own central sentences, each standing alone."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from summarizer.draft.content import Content, Usable, has_open_quotation
from summarizer.draft.decompose import atoms
from summarizer.draft.model import Citation, Draft, DraftClaim, DraftSentence
from summarizer.draft.salience import Vector, centrality, score_all, similarity, vectors
from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, finished
from summarizer.draft.tongues import parts
from summarizer.draft.withheld import withheld
from summarizer.source.document import Document

__all__ = ["centrality", "draft"]

_SHARE: Final = 3
"""One summary sentence for so many sentences of the text, as far as the bound allows."""
_LEAD: Final = 1.0
"""How much the first sentence gains over one far down."""
_REDUNDANCY: Final = 0.5
"""What likeness to a chosen sentence costs."""
_MAX_WORDS: Final = 60
"""Longer sentences are lists, or several that nothing could tell apart."""
_LEAST: Final = 0.15
"""How central a sentence must be: fewer sentences are better than filling."""
_FEWEST_TERMS: Final = 3
_TRIES: Final = 12
"""How many sentences are looked at for each one wanted."""


def draft(document: Document, max_sentences: int = 5) -> Draft:
    """Summarise a document by its own sentences.

    Sentences are chosen by centrality and position, with likeness to what is already chosen
    held against them (maximal marginal relevance, Carbonell and Goldstein 1998). Never
    chosen are headlines, boilerplate, text addressed to a model, damaged words, and what
    only its neighbours make understandable; connectives are dropped and pronouns resolved
    where that is safe.

    Args:
        document: Any text in any language.
        max_sentences: Upper bound, 1 or more; short texts get fewer.

    Returns:
        The sentences in document order, each with its atomic claims and their citations;
        what damaged sentences seem to say; and notes.
    """
    content = Content(document)
    chosen = sorted(_choose(content, max_sentences), key=lambda item: item.index)
    claims, notes = withheld(content)
    if not chosen:
        notes = ("No sentence of the text could be used for a summary.", *notes)
    return Draft(
        sentences=tuple(_draft_sentence(content, item) for item in chosen),
        withheld=claims,
        notes=notes,
    )


def _choose(content: Content, max_sentences: int) -> list[Usable]:
    document = content.document
    found = vectors(document)
    scores = score_all(document, found)
    relevance = _with_position(scores)
    wanted = min(max_sentences, math.ceil(sum(score > 0 for score in scores) / _SHARE))
    candidates = [
        index
        for index, score in enumerate(scores)
        if score >= _LEAST and (len(found[index]) >= _FEWEST_TERMS or len(scores) == 1)
    ]
    candidates.sort(key=lambda index: (-relevance[index], index))
    open_candidates = _first_of_each(content, candidates, wanted * _TRIES)
    chosen: list[Usable] = []
    for index in _marginal(open_candidates, relevance, found, chosen):
        usable = _usable(content, index)
        if usable is not None and not any(
            usable.sentence.text == other.sentence.text for other in chosen
        ):
            chosen.append(usable)
        if len(chosen) == wanted:
            break
    if not chosen and len(document.sentences) == 1 and candidates:
        strand = content.sound(0)
        return [] if strand is None else [Usable(0, Skeleton(strand, content.names))]
    return chosen


def _first_of_each(content: Content, candidates: list[int], most: int) -> list[int]:
    """The first candidates, a sentence that the text repeats only once."""
    found: dict[str, int] = {}
    for index in candidates:
        found.setdefault(content.document.quote(content.document.sentences[index]), index)
        if len(found) == most:
            break
    return list(found.values())


def _with_position(scores: Sequence[float]) -> list[float]:
    relevance: list[float] = []
    rank = 0
    for score in scores:
        relevance.append(score * (1 + _LEAD / (1 + rank)))
        rank += score > 0
    return relevance


def _marginal(
    candidates: list[int],
    relevance: Sequence[float],
    found: Sequence[Vector],
    chosen: list[Usable],
) -> Iterator[int]:
    """Candidates, the one that adds most to those chosen so far always next."""
    penalty = dict.fromkeys(candidates, 0.0)
    seen = 0
    while penalty:
        for item in chosen[seen:]:
            for index in penalty:
                likeness = similarity(found[index], found[item.index])
                penalty[index] = max(penalty[index], likeness)
        seen = len(chosen)
        best = max(
            penalty,
            key=lambda index: (relevance[index] - _REDUNDANCY * penalty[index], -index),
        )
        del penalty[best]
        yield best


def _usable(content: Content, index: int) -> Usable | None:
    source = content.document.sentences[index]
    quote = content.document.quote(source)
    if content.is_headline(index) or quote.rstrip().endswith((":", "?", "：", "？", "؟")):
        return None
    if content.is_inside_quotation(index):
        return None
    if has_open_quotation(quote, source) and not content.damage(index):
        return None
    stands = content.standing(index)
    if stands is None or stands.leans or not 0 < len(stands.sentence) <= _MAX_WORDS:
        return None
    prose = content.english and not content.lines_are_open and not content.is_dialogue
    if prose and not _asserts(stands.sentence):
        return None
    return Usable(index, stands.sentence.like(finished(stands.sentence.strand)))


def _asserts(sentence: Skeleton) -> bool:
    """Whether a line of prose is a sentence: not a fragment, not an order."""
    return bool(sentence.verbs) and not (sentence.main is not None and sentence.main.start == 0)


def _draft_sentence(content: Content, item: Usable) -> DraftSentence:
    whole = item.sentence
    claims = atoms(whole) if content.english else parts(whole.strand, content.document.language)
    return DraftSentence(
        text=item.sentence.text,
        claims=tuple(
            DraftClaim(claim.text, _citations(content, item.index, claim)) for claim in claims
        ),
    )


def _citations(content: Content, index: int, claim: Strand) -> tuple[Citation, ...]:
    """The sentence itself, then those that its names were taken from."""
    sentences = content.document.sentences
    origins = {origin for origin in claim.origins if origin >= 0}
    starts = [sentence.start for sentence in sentences[: index + 1]]
    cited = sorted({bisect_right(starts, origin) - 1 for origin in origins} - {index})
    return tuple(
        Citation(sentences[number].id, content.document.quote(sentences[number]))
        for number in (index, *cited)
    )

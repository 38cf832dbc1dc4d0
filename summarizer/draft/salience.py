"""How central each sentence is to its text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from summarizer.language.tokens import word
from summarizer.source.document import Document
from summarizer.source.speakers import SPEAKER
from summarizer.types import NOT_CONTENT, Sentence

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W\d_]{2,})*")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ENDED: Final = re.compile(r"[.!?…:;。！？؟۔।॥][\"'”’»)\]]*\s*\Z")
_HEADLINE_BONUS: Final = 1.5
_ALONE: Final = 0.5
"""What a term counts for the centroid that only one sentence has."""
_FULL: Final = 6
"""Sentences of fewer terms say too little to stand for a text, however close they are."""

Vector = Mapping[str, float]
"""Weight of each term of a sentence, of length one; empty for a sentence without terms."""


def centrality(document: Document) -> tuple[float, ...]:
    """How central each sentence is to the document.

    The cosine between a sentence and the centroid of all sentences (Radev, Jing, Styś and
    Tam 2004, "Centroid-based summarization of multiple documents"), terms weighted by in how
    many sentences they occur and by how rare they are in the language. It needs no graph, so
    that its cost grows with the length of the text. Words of a headline count more.

    Args:
        document: Any text in any language.

    Returns:
        A score from 0 to 1 for each sentence, the most central 1. What is not content
        (boilerplate, text addressed to a model) has 0.
    """
    return _against_centroid(document, vectors(document))


def vectors(document: Document) -> tuple[Vector, ...]:
    """The sentences as weighted terms; empty for what is not content."""
    english = document.is_english
    counts = [
        Counter()
        if is_not_content(sentence)
        else Counter(_terms(SPEAKER.sub("", document.quote(sentence)), english))
        for sentence in document.sentences
    ]
    return tuple(_unit(count) for count in counts)


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two sentences, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def is_not_content(sentence: Sentence) -> bool:
    """Whether most of a sentence is boilerplate or addressed to a model."""
    issues = [issue for issue in sentence.issues if issue.kind in NOT_CONTENT]
    if not issues:
        return False
    covered = sum(issue.end - issue.start for issue in issues)
    return covered * 2 >= sentence.end - sentence.start


def is_unfinished(text: str) -> bool:
    """Whether a line ends without a mark, as headlines, list items and verse do."""
    return _ENDED.search(text) is None


def score_all(document: Document, found: tuple[Vector, ...]) -> tuple[float, ...]:
    """``centrality`` for vectors that are already there."""
    return _against_centroid(document, found)


def _against_centroid(document: Document, found: tuple[Vector, ...]) -> tuple[float, ...]:
    spread: Counter[str] = Counter()
    for vector in found:
        spread.update(vector.keys())
    if not spread:
        return (0.0,) * len(found)
    centroid: dict[str, float] = {}
    for vector in found:
        for term, weight in vector.items():
            shared = weight if spread[term] > 1 else weight * _ALONE
            centroid[term] = centroid.get(term, 0.0) + shared
    first = document.quote(document.sentences[0])
    if len(found) > 3 and is_unfinished(first):
        for term in found[0]:
            if term in centroid:
                centroid[term] *= _HEADLINE_BONUS
    length = math.sqrt(sum(weight * weight for weight in centroid.values()))
    if not length:
        return tuple(1.0 if vector else 0.0 for vector in found)
    scores = [
        similarity(vector, centroid) / length * min(1.0, len(vector) / _FULL) for vector in found
    ]
    top = max(scores)
    return tuple(score / top for score in scores) if top else tuple(scores)


def _unit(count: Counter[str]) -> dict[str, float]:
    weights = {term: (1 + math.log(n)) * _weight(term) for term, n in count.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _terms(text: str, english: bool) -> list[str]:
    if english:
        return [term for match in _WORD.findall(text) if (term := _english(match))]
    terms: list[str] = []
    for match in _WORD.findall(text.lower()):
        if _UNSPACED.search(match):
            terms.extend(match[i : i + 2] for i in range(max(len(match) - 1, 1)))
        else:
            terms.append(match)
    return terms


@lru_cache(maxsize=100_000)
def _english(form: str) -> str:
    known = word(form)
    return known.lemma if known.content else ""


@lru_cache(maxsize=100_000)
def _weight(term: str) -> float:
    known = word(term)
    if known.tags or known.closed:
        return max(known.weight, 0.05)
    # Without a frequency list, length tells common words from rare ones well enough: Zipf's
    # law of abbreviation.
    if _UNSPACED.match(term):
        return 0.6
    return min(1.0, 0.15 * len(term))

"""From sentences to atomic claims.

Each rule rewrites one sentence into several that together say the same and no more; rules
are applied until none fits. Where a rule cannot be sure it does nothing, and the sentence is
itself the claim. The kinds of splits follow what annotators of atomic facts do (Min et al.
2023, "FActScore"), the restraint follows from the use: a claim that says something else than
its sentence makes every later verdict worthless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from summarizer.draft.appositions import appositions
from summarizer.draft.coordination import (
    clauses,
    contrast,
    predicates,
    semicolon,
    that_clauses,
)
from summarizer.draft.reference import Passage, standing
from summarizer.draft.relatives import composition, relatives, subject_relatives
from summarizer.draft.reporting import (
    is_interrupted,
    outer_frame,
    reporting_participles,
    said_that,
)
from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, finished
from summarizer.draft.tongues import parts
from summarizer.errors import InputError
from summarizer.source.document import Document
from summarizer.source.names import known_names
from summarizer.source.speakers import SPEAKER

_Rule = Callable[[Skeleton], list[Skeleton] | None]

_JOINED: Final[tuple[_Rule, ...]] = (
    subject_relatives,
    reporting_participles,
    semicolon,
    contrast,
    clauses,
    predicates,
)
_TRAILING: Final[tuple[_Rule, ...]] = (relatives, composition)
_SAID: Final[tuple[_Rule, ...]] = (that_clauses, relatives, composition)
"""Inside reported speech a clause that only "and" joins may be the narrator's again."""

_BULLET: Final = re.compile(r"\A[-–—*+•·▪◦‣●○■□>]+\s+")
_NUMBER: Final = re.compile(r"\A\(?(\d{1,3})[.)]\s+")
_MAX_WORDS: Final = 120
"""Longer sentences are lists or damage; what they say is not taken apart."""
_MAX_DEPTH: Final = 8


def decompose(summary: str) -> list[tuple[str, list[str]]]:
    """Cut a summary into sentences and each sentence into atomic claims.

    Claims stand alone where that can be done safely: the subject is named, the speaker is
    kept, pronouns are resolved when only one mention can be meant. Nothing is added, and
    all that a sentence says is in its claims.

    Args:
        summary: Any text. In languages other than English a sentence is cut at most at semicolons.

    Returns:
        For each sentence its text and its claims, in order; empty for a blank text.
    """
    try:
        document = Document(summary)
    except InputError:
        return []
    texts = [document.quote(item) for item in document.sentences]
    bare = _unmarked(texts, document.is_english)
    if not document.is_english:
        return [
            (text, [part.text for part in parts(Strand.of(item), document.language)])
            for text, item in zip(texts, bare, strict=True)
        ]
    result: list[tuple[str, list[str]]] = []
    before: list[Skeleton] = []
    names = known_names(document)
    for text, item in zip(texts, bare, strict=True):
        sentence = Skeleton(Strand.of(item), names)
        stands = sentence if SPEAKER.match(text) else standing(sentence, Passage(before)).sentence
        result.append((text, [claim.text for claim in atoms(stands)]))
        before.append(stands)
    return result


def _unmarked(texts: Sequence[str], english: bool) -> list[str]:
    """Items of lists without bullets, and without numbers where these count from 1.

    Other numbers may be a part of what is said; so may a lone one in languages that write dates
    as "1. Mai".
    """
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.match(text))]
    counting = numbers == [*range(1, len(numbers) + 1)] and (english or len(numbers) > 1)
    marks = (_BULLET, _NUMBER) if counting else (_BULLET,)
    found = []
    for text in texts:
        item = text
        for mark in marks:
            item = mark.sub("", item) or item
        found.append(item)
    return found


def atoms(sentence: Skeleton) -> list[Strand]:
    """The atomic claims of one English sentence.

    Args:
        sentence: The sentence, already made to stand alone.

    Returns:
        Sentences that together say what it says; itself alone when it cannot be split
        safely.
    """
    parts = _split(sentence, 0)
    return [sentence.strand] if len(parts) == 1 else [finished(part) for part in parts]


def _split(skeleton: Skeleton, depth: int) -> list[Strand]:
    if depth >= _MAX_DEPTH or not 3 < len(skeleton) <= _MAX_WORDS:
        return [skeleton.strand]
    described = appositions(skeleton)
    if described is not None:
        return _each(described, depth)
    frame = outer_frame(skeleton)
    if frame is not None:
        return [frame.around(part) for part in _split(skeleton.like(frame.inner), depth + 1)]
    if is_interrupted(skeleton):
        return [skeleton.strand]
    parts = _first(_JOINED, skeleton)
    if parts is None:
        frame = said_that(skeleton)
        if frame is not None:
            inner = skeleton.like(frame.inner)
            return [frame.around(part) for part in _said(inner, depth + 1)]
        parts = _first(_TRAILING, skeleton)
    return [skeleton.strand] if parts is None else _each(parts, depth)


def _each(parts: list[Skeleton], depth: int) -> list[Strand]:
    return [leaf for part in parts for leaf in _split(part, depth + 1)]


def _said(inner: Skeleton, depth: int) -> list[Strand]:
    parts = _first(_SAID, inner) if depth < _MAX_DEPTH else None
    if parts is None:
        return [inner.strand]
    return [leaf for part in parts for leaf in _said(part, depth + 1)]


def _first(rules: Sequence[_Rule], skeleton: Skeleton) -> list[Skeleton] | None:
    for rule in rules:
        parts = rule(skeleton)
        if parts is not None:
            return parts
    return None

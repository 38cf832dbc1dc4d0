"""How likely the evidence is to make the claim true, from interpretable features."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import pairwise
from operator import attrgetter, mul
from typing import Final

from summarizer.checking.alignment import Alignment, Match
from summarizer.checking.evidence import Source
from summarizer.types import Finding, FindingKind


@dataclass(frozen=True, slots=True)
class Features:
    """What the score looks at. Shares are of the claim's meaning: rare words weigh more.

    Attributes:
        best: Share carried by the best sentence.
        window: Share carried by the best sentence and its neighbours.
        document: Share carried by the whole document.
        exact: Share carried by the very same words.
        names: Share of proper nouns that the window lacks.
        numbers: Share of numbers that the window lacks.
        verbs: Share of the verbs' meaning that the window lacks.
        nouns: Share of the nouns' meaning that the window lacks.
        modifiers: Share of the adjectives' and adverbs' meaning that the window lacks.
        heaviest: Weight of the rarest word that the window lacks.
        replaced: Share of words that stand between matched neighbours where the sentence
            has another word: the mark of an edited sentence.
        added: Share of words that stand between matched neighbours where the sentence has
            nothing.
        loose: Share of unmatched words whose neighbours are unmatched as well: the mark of
            a paraphrase, or of something never said.
        order: Share of matched neighbours that keep their order.
        tight: Share of neighbouring matched words that are neighbours in the sentence too.
        root: How well the claim's main verb is carried.
        opposites: Opposite words, per claim word.
        length: Claim length: log of the number of meaningful words.
        size: Source length: log of the number of sentences.
        objected: Whether any slot rule objects.
        number: Whether the number, unit or date rule objects.
        negated: Whether the negation or comparison rule objects.
        named: Whether the name, place or role rule objects.
        acted: Whether the agent, attribution or order rule objects.
    """

    best: float
    window: float
    document: float
    exact: float
    names: float
    numbers: float
    verbs: float
    nouns: float
    modifiers: float
    heaviest: float
    replaced: float
    added: float
    loose: float
    order: float
    tight: float
    root: float
    opposites: float
    length: float
    size: float
    objected: float
    number: float
    negated: float
    named: float
    acted: float


NAMES: Final = tuple(field.name for field in fields(Features))
_values = attrgetter(*NAMES)

_NUMERIC: Final = frozenset({FindingKind.NUMBER, FindingKind.UNIT, FindingKind.DATE})
_POLAR: Final = frozenset({FindingKind.NEGATION, FindingKind.COMPARISON, FindingKind.QUANTIFIER})
_NAMED: Final = frozenset({FindingKind.NAME, FindingKind.PLACE, FindingKind.ROLE})
_ACTED: Final = frozenset({FindingKind.AGENT, FindingKind.ATTRIBUTION, FindingKind.ORDER})


def features(
    alignment: Alignment, source: Source, objections: tuple[Finding, ...] = ()
) -> Features:
    """Measure one claim against its best passage and what surrounds it."""
    claim, passage, matches = alignment.claim, alignment.passage, alignment.matches
    total = best = exact = window = document = heaviest = 0.0
    missing = {"P": 0.0, "Q": 0.0, "V": 0.0, "N": 0.0, "A": 0.0}
    present = {"P": 0.0, "Q": 0.0, "V": 0.0, "N": 0.0, "A": 0.0}
    for index in claim.content:
        word = claim.words[index]
        weight = word.weight
        total += weight
        match = matches.get(index)
        if match is not None:
            near = match.score
            best += weight * near
            if match.exact:
                exact += weight
            whole = near
        else:
            near = source.near(passage, word.lemma) * 0.8
            whole = near or source.anywhere(word.lemma) * 0.6
        window += weight * near
        document += weight * whole
        tag = claim.tags[index]
        group = "Q" if word.value is not None else tag if tag in "PVN" else "A"
        present[group] += weight
        if near < 0.3:
            missing[group] += weight
            heaviest = max(heaviest, weight)
    total = total or 1.0
    replaced, added, loose, order, tight = _shape(alignment)
    count = len(claim.content) or 1
    kinds = {finding.kind for finding in objections}
    return Features(
        best=best / total,
        window=window / total,
        document=document / total,
        exact=exact / total,
        names=missing["P"] / present["P"] if present["P"] else 0.0,
        numbers=missing["Q"] / present["Q"] if present["Q"] else 0.0,
        verbs=missing["V"] / total,
        nouns=missing["N"] / total,
        modifiers=missing["A"] / total,
        heaviest=heaviest,
        replaced=replaced / count,
        added=added / count,
        loose=loose / count,
        order=order,
        tight=tight,
        root=_root(alignment, source),
        opposites=len(alignment.opposites) / count,
        length=math.log1p(count),
        size=math.log1p(len(source.passages)),
        objected=float(bool(kinds)),
        number=float(bool(kinds & _NUMERIC)),
        negated=float(bool(kinds & _POLAR)),
        named=float(bool(kinds & _NAMED)),
        acted=float(bool(kinds & _ACTED)),
    )


def _shape(alignment: Alignment) -> tuple[int, int, int, float, float]:
    """How the matched words lie: replaced, added, loose, order kept, neighbours kept."""
    matches = alignment.matches
    content = alignment.claim.content
    used = alignment.used
    replaced = added = loose = 0
    for place, index in enumerate(content):
        if index in matches:
            continue
        left = matches.get(content[place - 1]) if place else None
        right = matches.get(content[place + 1]) if place + 1 < len(content) else None
        if left is None and right is None:
            loose += 1
        elif left is not None and right is not None:
            gap = [
                position
                for position in alignment.passage.content
                if left.evidence < position < right.evidence
            ]
            if not gap and 0 < right.evidence - left.evidence <= 4:
                added += 1
            elif 0 < len(gap) <= 3 and not any(position in used for position in gap):
                replaced += 1
            else:
                loose += 1
        else:
            replaced += _edge(alignment, left, right, used)
    kept = pairs = close = 0
    for before, after in pairwise(content):
        one, two = matches.get(before), matches.get(after)
        if one is None or two is None:
            continue
        pairs += 1
        distance = two.evidence - one.evidence
        kept += distance > 0
        close += abs(distance) <= (after - before) + 1
    return replaced, added, loose, kept / pairs if pairs else 0.0, close / pairs if pairs else 0.0


def _edge(
    alignment: Alignment, left: Match | None, right: Match | None, used: dict[int, int]
) -> int:
    """Whether the sentence goes on with an unused word where the claim has an unmatched one."""
    match = left or right
    content = alignment.passage.content
    if match is None or match.evidence not in content:
        return 0
    place = content.index(match.evidence) + (1 if left is not None else -1)
    return int(0 <= place < len(content) and content[place] not in used)


def _root(alignment: Alignment, source: Source) -> float:
    """How well the passage carries the claim's main verb; 1 when it has none to carry."""
    frame = next(
        (frame for frame in alignment.claim.frames if alignment.claim.words[frame.verb].content),
        None,
    )
    if frame is None:
        return 1.0
    match = alignment.matches.get(frame.verb)
    if match is not None:
        return match.score
    return 0.5 * source.near(alignment.passage, alignment.claim.words[frame.verb].lemma)


@cache
def _parameters() -> tuple[float, tuple[float, ...]]:
    """Bias and weights, fitted by ``python -m evals.training.entailment``."""
    path = files("summarizer.checking") / "data" / "entailment.json"
    fitted = json.loads(path.read_text(encoding="utf-8"))
    return fitted["bias"], tuple(fitted["weights"][name] for name in NAMES)


def probability(measured: Features) -> float:
    """Probability that the claim is supported, by logistic regression."""
    bias, weights = _parameters()
    score = bias + sum(map(mul, weights, _values(measured)))
    return 1.0 / (1.0 + math.exp(-score))

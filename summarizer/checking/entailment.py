"""How likely the text is to make the claim true, from a few things that a reader can check."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Any, Final, NamedTuple

from summarizer.checking.alignment import Alignment
from summarizer.checking.derived import is_derived, remainder
from summarizer.checking.evidence import Source
from summarizer.checking.passage import Passage, Statement
from summarizer.types import Finding, FindingKind

_ABSENT: Final = 0.3
"""How well the text must carry a word at least for the word not to be missing."""
_WORKED_OUT: Final = 0.9
"""How well the text carries a figure that follows from two that it has."""
_LITTLE: Final = 0.42
"""Share of the claim's meaning that the whole text must have, or it is about something else."""
_BOUNDS: Final = frozenset(
    "about above after almost around before below by least most nearly over roughly since some "
    "than under until".split()
)
_VERBATIM: Final = 0.97


class Features(NamedTuple):
    """What the score looks at. Shares are of the claim's meaning: rare words weigh more.

    Attributes:
        carried: Share that the sentences which speak to the claim carry together.
        strange: Whether the text as a whole lacks most of the claim.
        names: Whether the claim has a name that the whole text lacks.
        figures: Root of the number of figures that the whole text lacks.
        words: Root of the number of nouns, adjectives and adverbs that the whole text lacks.
        copied: Share of neighbouring words that are neighbours in those sentences, too.
        verbatim: Whether nearly all of it is written there word for word. Copied, but not
            verbatim, is the mark of an edited sentence.
        number: Whether the number, unit or date rule objects.
        negated: Whether the negation, comparison, quantifier or modality rule objects.
        named: Whether the name, place or role rule objects.
        acted: Whether the agent, attribution, order or quote rule objects.
        exchanged: Whether the term rule objects.
    """

    carried: float
    strange: float
    names: float
    figures: float
    words: float
    copied: float
    verbatim: float
    number: float
    negated: float
    named: float
    acted: float
    exchanged: float


NAMES: Final = Features._fields

_KINDS: Final = {
    "number": frozenset({FindingKind.NUMBER, FindingKind.UNIT, FindingKind.DATE}),
    "negated": frozenset(
        {
            FindingKind.NEGATION,
            FindingKind.COMPARISON,
            FindingKind.QUANTIFIER,
            FindingKind.MODALITY,
        }
    ),
    "named": frozenset({FindingKind.NAME, FindingKind.PLACE, FindingKind.ROLE}),
    "acted": frozenset(
        {FindingKind.AGENT, FindingKind.ATTRIBUTION, FindingKind.ORDER, FindingKind.QUOTE}
    ),
    "exchanged": frozenset({FindingKind.TERM}),
}


class Wording(NamedTuple):
    """How the words of one sentence of a claim are found in the text.

    Attributes:
        length: Number of words that carry meaning.
        carried: See ``Features``.
        known: Share of its meaning that the whole text has in some form.
        names: Names that the whole text lacks.
        figures: Figures that it lacks.
        words: Nouns, adjectives and adverbs that it lacks.
        copied: See ``Features``.
        triples: Share of three words in a row that stand in the sentences so, too.
        missing: Indices of the words that the whole text lacks, in order.
    """

    length: int
    carried: float
    known: float
    names: int
    figures: int
    words: int
    copied: float
    triples: float
    missing: tuple[int, ...]


def wording(
    claim: Statement,
    passages: Sequence[Passage],
    held: Sequence[Sequence[float]],
    alignments: Sequence[Alignment],
    source: Source,
    foreign: bool = False,
    unknown: float = 0.0,
    worked_out: frozenset[int] = frozenset(),
) -> Wording:
    """Look the words of a sentence up in the sentences that speak to it, and in the text.

    Args:
        claim: The sentence.
        passages: The sentences of the text that speak to it.
        held: How much of each of its meaningful words each of them has.
        alignments: It, laid against the closest of them.
        source: The text.
        foreign: Whether claim or text is in a language whose words the lexicon does not
            know: a word that is not found says nothing then.
        unknown: What a word counts that is not found, where no lexicon tells synonyms.
        worked_out: Words of numbers that follow from those of the text.
    """
    total = carried = known = 0.0
    names = figures = words = 0
    missing = []
    said = frozenset(claim.said)  # who speaks is the attribution rule's business
    nothing = [0.0] * len(claim.content)
    nearest = map(max, nothing, nothing, *held, *(each.scores for each in alignments))
    for index, near in zip(claim.content, nearest, strict=True):
        word = claim.words[index]
        total += word.weight
        if index in worked_out:
            near = 1.0
        if near < unknown and word.value is None and claim.tags[index] != "P":
            near = unknown
        if near < _ABSENT and word.value is not None and _follows(claim, index, alignments):
            near = _WORKED_OUT
        carried += word.weight * near
        whole = near if near == 1.0 else max(near, source.anywhere(word.lemma))
        known += word.weight * whole
        if whole >= _ABSENT:
            continue
        tag = claim.tags[index]
        lost = unknown and tag == "P" and not _is_named_beside(claim, index, alignments)
        if word.value is not None or not foreign or lost:
            missing.append(index)
            if word.value is not None:
                # what lies below or above a bound names another figure
                figures += not (index and claim.words[index - 1].lower in _BOUNDS)
            elif tag == "P":
                names += 1
            elif tag != "V" and index in said:
                words += 1
    return Wording(
        length=len(claim.content),
        carried=carried / total if total else 0.0,
        known=1.0 if foreign and not unknown else known / total if total else 0.0,
        names=names,
        figures=figures,
        words=words,
        copied=_found(claim.pairs, [passage.pairs for passage in passages]),
        triples=_found(claim.triples, [passage.triples for passage in passages]),
        missing=tuple(missing),
    )


def _follows(claim: Statement, index: int, alignments: Sequence[Alignment]) -> bool:
    """Whether a figure follows from those of a sentence that speaks to the claim."""
    return any(
        quantity.start <= index < quantity.end
        and any(
            is_derived(claim, quantity, given) or quantity.value in remainder(claim, given)
            for given in (each.passage.quantities for each in alignments)
        )
        for quantity in claim.quantities
    )


def _found(ours: frozenset[Any], theirs: Sequence[frozenset[Any]]) -> float:
    """Share of ours that any of theirs has."""
    return len(frozenset().union(*map(ours.__and__, theirs))) / len(ours) if ours else 0.0


def _is_named_beside(claim: Statement, index: int, alignments: Sequence[Alignment]) -> bool:
    """Whether another word of the same name is found: first names change when inflected."""
    return any(
        claim.tags[other] == "P" and any(other in each.matches for each in alignments)
        for other in (index - 1, index + 1)
        if 0 <= other < len(claim.words)
    )


def features(sentences: Sequence[Wording], objections: Iterable[Finding] = ()) -> Features:
    """Sum up the sentences of a claim.

    What one of them lacks the claim lacks; shares are those of the claim as a whole.

    Args:
        sentences: The wording of each.
        objections: What the slot rules object to in any of them.
    """
    length = sum(sentence.length for sentence in sentences) or 1

    def mean(values: Iterable[float]) -> float:
        return float(sum(map(mul, values, (sentence.length for sentence in sentences))) / length)

    kinds = {finding.kind for finding in objections}
    return Features(
        carried=mean(sentence.carried for sentence in sentences),
        strange=float(any(sentence.known < _LITTLE for sentence in sentences if sentence.length)),
        names=float(any(sentence.names for sentence in sentences)),
        figures=math.sqrt(max((sentence.figures for sentence in sentences), default=0)),
        words=math.sqrt(mean(sentence.words for sentence in sentences)),
        copied=mean(sentence.copied for sentence in sentences),
        verbatim=float(mean(sentence.triples for sentence in sentences) > _VERBATIM),
        **{name: float(bool(kinds & group)) for name, group in _KINDS.items()},
    )


@cache
def parameters() -> dict[str, Any]:
    """What ``python -m evals.training.entailment`` has fitted."""
    path = files("summarizer.checking") / "data" / "entailment.json"
    fitted: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return fitted


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    fitted = parameters()
    return fitted["bias"], tuple(fitted["weights"][name] for name in NAMES)


def probability(measured: Features) -> float:
    """Probability that the claim is supported, by logistic regression.

    It is that of a claim of which nothing else is known: as many true as false ones.
    """
    bias, weights = _weights()
    score = bias + sum(map(mul, weights, measured))
    return 1.0 / (1.0 + math.exp(-score))

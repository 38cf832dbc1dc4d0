"""The offline check: from claims to assessments, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from summarizer.checking.alignment import Alignment, align, floors, holdings, share
from summarizer.checking.elsewhere import named_elsewhere
from summarizer.checking.entailment import Wording, features, probability, wording
from summarizer.checking.evidence import Source
from summarizer.checking.model import Assessment
from summarizer.checking.passage import Passage, Statement
from summarizer.checking.predicate import other_predicate
from summarizer.checking.retrieval import retrieve
from summarizer.checking.rules import ANY_LANGUAGE, IN_PASSING, RULES, objections, quote
from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.role import unsaid
from summarizer.checking.rules.tongues import stitched
from summarizer.checking.rules.tongues.amount import worked_out
from summarizer.checking.spoken import claim_note, other_language
from summarizer.checking.translated import strange_figures
from summarizer.source.document import Document
from summarizer.source.sentences import split
from summarizer.types import UNRELIABLE, Finding, FindingKind

_CLOSE: Final = 0.05
"""How much less a sentence may carry and still be preferred for being free of objections."""
_ALONE: Final = 0.6
"""Share of the claim that a sentence must carry to answer for another one's objections."""
_INNER_END: Final = re.compile(r"[.!?…。！？][\"”’»)]*\s+\S|[\n\r\u2028\u2029]")
_WHO: Final = frozenset(
    {
        FindingKind.AGENT,
        FindingKind.NAME,
        FindingKind.ATTRIBUTION,
        FindingKind.PLACE,
        FindingKind.ROLE,
    }
)
DOUBTS: Final[tuple[Callable[[Pair], Finding | None], ...]] = (unsaid, named_elsewhere)
"""What shows that the text does not say the claim, without saying otherwise."""
_CLEAR: Final = 0.4
"""Share of the claim that a passage must carry to be read for what it says of the subject."""
_FURTHER: Final = 0.3
"""How much less than the best it may carry of what is said."""
_SAME: Final = 0.9
"""Score of words that mean the same."""
_FAR: Final = 0.15
"""How much less than the best sentence another may carry and still be read closely."""
_UNKNOWN: Final = 0.2
"""What a word counts that the text lacks, in languages without a lexicon: it may have a synonym."""
_TOO_SHORT: Final = 3
"""Code points below which damaged words may be repeated by chance."""
_LEANS: Final = 0.25
"""Share of the claim that must rest on damaged words for damage to decide."""


class _Reading(NamedTuple):
    """A claim held against one passage."""

    alignment: Alignment
    objections: tuple[Finding, ...]
    damage: tuple[Finding, ...]
    doubts: tuple[Finding, ...]


class _Sentence(NamedTuple):
    """A sentence of a claim: how its words are found, and the passage that speaks to it best."""

    wording: Wording
    best: _Reading | None
    lacking: tuple[str, ...]
    notes: tuple[Finding, ...]
    strange: tuple[Finding, ...]


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
    """Sum up the sentences of a claim; nothing is supported that no passage speaks to."""
    spans = [(0, len(text))]
    if _INNER_END.search(text):
        blocks = split(text, source.document.language or "")
        spans = [span for block in blocks for span in block]
    sentences = [_read_sentence(source, text, start, end) for start, end in spans]
    readings = [sentence.best for sentence in sentences if sentence.best]
    spoken_to = readings and all(part.best or not part.wording.length for part in sentences)
    objections = tuple(finding for reading in readings for finding in reading.objections)
    measured = features([sentence.wording for sentence in sentences], objections)
    return Assessment(
        support=probability(measured) if spoken_to else 0.0,
        evidence=tuple(dict.fromkeys(item.alignment.passage.evidence() for item in readings)),
        objections=objections,
        damage=tuple(finding for reading in readings for finding in reading.damage),
        doubts=(
            *(finding for reading in readings for finding in reading.doubts),
            *(finding for sentence in sentences for finding in sentence.strange),
        ),
        notes=tuple(finding for sentence in sentences for finding in sentence.notes),
        lacking=tuple(dict.fromkeys(word for part in sentences for word in part.lacking)),
        features=measured,
    )


def _read_sentence(source: Source, text: str, start: int, end: int) -> _Sentence:
    spoken = other_language(source.document.language, text[start:end])
    claim = source.statement(text, start, end, bool(spoken))
    passages = [source.passages[number] for number in retrieve(claim, source)]
    held = [holdings(claim, passage, source) for passage in passages]
    alignments = _alignments(claim, passages, held)
    notes = claim_note(source.document.language, spoken)
    own = source.tongue is not None and not spoken
    unread = bool(spoken) or not source.is_english
    words = wording(
        claim,
        passages,
        held,
        alignments,
        source,
        unread,
        unknown=_UNKNOWN if own else 0.0,
        worked_out=worked_out(claim, passages, source) if own else frozenset(),
    )
    return _Sentence(
        wording=words,
        best=_closest([_read(source, alignment) for alignment in alignments]),
        lacking=tuple(claim.words[index].surface for index in words.missing),
        notes=notes,
        strange=_strange_figures(source, spoken, text, start, end) if spoken else (),
    )


def _closest(readings: list[_Reading]) -> _Reading | None:
    """The passage that says most of the claim; one free of objections where that is close."""
    best = max(readings, key=_rank, default=None)
    if best is not None and not best.objections:
        # as good a passage that is at odds must be answered first
        said = best.alignment.said
        equals = [
            reading
            for reading in readings
            if reading.alignment.said >= said
            and any(finding.kind not in _WHO for finding in reading.objections)
        ]
        best = max(equals, key=_rank, default=best)
    sound = [
        reading
        for reading in readings
        if not (reading.objections or reading.damage or reading.doubts)
        and (best is None or _answers(reading.alignment, best))
    ]
    if best is not None and sound:
        clean = max(sound, key=_rank)
        if clean.alignment.said >= max(best.alignment.said - _CLOSE, _ALONE):
            best = clean
    return None if best is None else _same_deed(best, readings)


def _answers(alignment: Alignment, best: _Reading) -> bool:
    """Whether a passage has the words that speak against the best one; of names, the last."""
    claim = alignment.claim
    found = (*best.objections, *best.doubts)
    spans = [finding.claim_span for finding in found if finding.claim_span]
    return all(
        index in alignment.matches and alignment.matches[index].exact
        for index in claim.content
        if any(start <= claim.tokens.starts[index] < end for start, end in spans)
        and claim.tags[index : index + 2] != "PP"
    )


def _same_deed(best: _Reading, readings: list[_Reading]) -> _Reading:
    """The passage that tells the claim's deed of somebody else, where the best tells another.

    A rare name outweighs what is said of its bearer; it must not hide who did it.
    """
    if best.objections:
        return best
    others = [
        reading
        for reading in readings
        if any(_tells_the_rest(reading, best, finding) for finding in reading.objections)
    ]
    return max(others or _with_predicate(best, readings), key=_rank, default=best)


def _with_predicate(best: _Reading, readings: list[_Reading]) -> list[_Reading]:
    """The passages that have what the claim says of its subject, where the best has not."""
    predicates = best.alignment.claim.asserted
    if not predicates or any(index in best.alignment.matches for index in predicates):
        return []
    return [
        reading
        for reading in readings
        if any(_is_news(finding, best.alignment) for finding in reading.objections)
        and (_has_all_else(reading) or any(each.kind in _WHO for each in reading.objections))
        and reading.alignment.coverage >= _CLEAR
        and reading.alignment.said >= best.alignment.said - _FURTHER
        and _has_predicate(reading.alignment)
    ]


def _is_news(finding: Finding, best: Alignment) -> bool:
    """Whether what is objected to is something that the best passage says nothing of."""
    if finding.kind in _WHO or finding.claim_span is None:
        return finding.kind in _WHO
    start, end = finding.claim_span
    claim = best.claim
    words = [index for index in claim.content if start <= claim.tokens.starts[index] < end]
    return bool(words) and not any(index in best.matches for index in words)


def _has_all_else(reading: _Reading) -> bool:
    """Whether a passage has all words of the claim but those that are objected to."""
    claim = reading.alignment.claim
    spans = [finding.claim_span for finding in reading.objections if finding.claim_span]
    return all(
        index in reading.alignment.matches
        or any(start <= claim.tokens.starts[index] < end for start, end in spans)
        for index in claim.content
    )


def _tells_the_rest(reading: _Reading, best: _Reading, finding: Finding) -> bool:
    """Whether a passage has all of the claim but what is objected to, and the best has not."""
    if finding.kind not in _WHO or finding.claim_span is None:
        return False
    claim = reading.alignment.claim
    start, end = finding.claim_span
    other = {index for index in claim.content if start <= claim.tokens.starts[index] < end}
    for index in list(other):
        if (phrase := claim.phrase_at.get(index)) is not None:
            other.update(range(phrase.start, phrase.end))
    rest = [index for index in claim.content if index not in other]
    return (
        bool(rest)
        and reading.alignment.carries(rest) >= claim.whole_deed
        and (
            best.alignment.carries(rest) < claim.other_deed
            or (
                any(claim.tags[index] == "V" for index in rest)
                and _is_exact(reading.alignment, rest)
                and not _is_exact(best.alignment, rest)
            )
        )
    )


def _is_exact(alignment: Alignment, words: list[int]) -> bool:
    """Whether a passage has claim words as they are, not by others of like meaning."""
    matches = alignment.matches
    return all(index in matches and matches[index].exact for index in words)


def _alignments(
    claim: Statement, passages: list[Passage], held: list[list[float]]
) -> list[Alignment]:
    """The claim laid against the passages that carry the most of it, or of what it says.

    The most promising comes first, so that what cannot come near it is not aligned at all.
    """
    least = floors(claim)
    most = most_said = 0.0
    promising: list[tuple[float, float, int]] = []
    for rank, holding in enumerate(held):
        possible = list(map(max, holding, least))
        whole = share(claim.weights, possible)
        said = whole if claim.said is claim.content else share(claim.said_weights, possible)
        if claim.deed and share(claim.deed_weights, possible) >= claim.whole_deed:
            said = 1.0
        promising.append((whole, said, -rank))
    found: list[tuple[int, Alignment]] = []
    for whole, said, place in sorted(promising, reverse=True):
        behind = whole < most - _FAR and said < most_said - _FAR
        if behind and (whole < _CLEAR or not _holds(claim, held[-place])):
            continue
        alignment = align(claim, passages[-place])
        most, most_said = max(most, alignment.coverage), max(most_said, alignment.said)
        found.append((-place, alignment))
    found.sort(key=lambda item: item[0])
    return [
        alignment
        for _, alignment in found
        if alignment.coverage >= most - _FAR
        or alignment.said >= most_said - _FAR
        or _tells_the_deed(alignment)
        or (alignment.coverage >= _CLEAR and _has_predicate(alignment))
    ]


def _holds(claim: Statement, holding: list[float]) -> bool:
    """Whether a passage may have all that the claim says of its subject."""
    asserted = claim.asserted
    return bool(asserted) and all(
        share >= _SAME
        for index, share in zip(claim.content, holding, strict=True)
        if index in asserted
    )


def _has_predicate(alignment: Alignment) -> bool:
    matches = alignment.matches
    return bool(alignment.claim.asserted) and all(
        index in matches and matches[index].score >= _SAME for index in alignment.claim.asserted
    )


def _tells_the_deed(alignment: Alignment) -> bool:
    """Whether a passage has what the claim says beside its names."""
    deed = alignment.claim.deed
    return bool(deed) and alignment.done >= alignment.claim.whole_deed


def _rank(reading: _Reading) -> tuple[float, int, float]:
    alignment = reading.alignment
    return alignment.said, -len(reading.objections), alignment.coverage


def _strange_figures(
    source: Source, spoken: str, text: str, start: int, end: int
) -> tuple[Finding, ...]:
    """Figures that a text in another language lacks; their places are those in the claim."""
    languages = frozenset({spoken, source.document.language or "und"})
    words = frozenset(
        value
        for passage in source.passages
        for quantity in passage.quantities
        for value in (quantity.value, quantity.high)
    )
    return tuple(strange_figures(text, start, end, source.document.text, words, languages))


def _read(source: Source, alignment: Alignment) -> _Reading:
    pair = Pair(alignment.claim, alignment.passage, alignment, source)
    carried = max(alignment.coverage, alignment.said)
    comparable = carried >= alignment.claim.comparable or _tells_the_deed(alignment)
    if comparable:
        rules = RULES if source.is_english else ANY_LANGUAGE
    else:
        rules = IN_PASSING if source.is_english else (quote.check,)
    objected = objections(pair, rules)
    exchanged = other_predicate(alignment)
    if exchanged is None and comparable:
        wanted = DOUBTS if source.is_english else (stitched.check,)
        exchanged = next((found for doubt in wanted if (found := doubt(pair))), None)
    doubts = (exchanged,) if exchanged is not None and not objected else ()
    return _Reading(alignment, objected, _damage(alignment), doubts)


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

"""Whose, of what, for what: another noun behind the preposition of the same word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.clauses import Phrase
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_SAME_EVENT: Final = 0.5
"""Association of the two heads below which they may be about different things."""
_PREPOSITIONS: Final = frozenset("of for from to against about on by".split())
_VAGUE: Final = frozenset("part kind sort type form number series lot group range pair bit".split())
"""Heads that say little of their own: what they are of is what is meant."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to ``members of the opposition`` for "members of the coalition".

    The claim's noun must stand elsewhere in the sentence, so that it means something else there,
    and nothing of the text's may be in the claim.
    """
    if _PREPOSITIONS.isdisjoint(pair.claim.vocabulary & pair.passage.vocabulary):
        return
    used, matches = pair.alignment.used, pair.alignment.matches
    for phrase, whole, by in _complements(pair.claim):
        match = matches.get(phrase.head)
        ours = matches.get(whole.head)
        if match is None or ours is None or not (match.exact and ours.exact):
            continue
        if pair.claim.words[phrase.head].lemma in _VAGUE:
            continue
        for other, rival, there in _complements(pair.passage):
            if other.head != match.evidence or there != by:
                continue
            if any(index in used for index in range(rival.start, rival.end)):
                continue
            if other.start <= ours.evidence < _chain_end(pair.passage, rival):
                continue
            one, two = pair.claim.words[whole.head], pair.passage.words[rival.head]
            link = lexicon.relation(one.lemma, two.lemma)
            if link is not None and link[1] > 0:
                continue
            if pair.association(phrase.head, other.head) < _SAME_EVENT:
                continue
            mine, theirs = (whole.start, whole.end), (rival.start, rival.end)
            yield pair.objection(
                FindingKind.TERM,
                f"The claim says “{by} {pair.quote(pair.claim, mine)}” where the text says "
                f"“{by} {pair.quote(pair.passage, theirs)}”.",
                mine,
                theirs,
            )
            return


def _complements(side: Parse) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Noun phrases with the phrase that follows them, and the preposition between."""
    for first, second in zip(side.phrases, side.phrases[1:], strict=False):
        nouns = side.tags[first.head] in "NP" and side.tags[second.head] in "NP"
        if nouns and second.preposition == first.end:
            lower = side.words[first.end].lower
            if lower in _PREPOSITIONS:
                yield first, second, lower


def _chain_end(side: Parse, phrase: Phrase) -> int:
    """Where the phrases end that describe a phrase one after the other."""
    end = phrase.end
    for later in side.phrases:
        if later.start >= end and not side.tags[end : later.start].strip("I,C"):
            end = later.end
    return end

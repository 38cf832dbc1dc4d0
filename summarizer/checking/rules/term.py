"""Single words exchanged in an otherwise unchanged sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.speech import SPEECH
from summarizer.language import lexicon
from summarizer.language.lexicon import Relation
from summarizer.language.parse import IMPLICIT_NEGATIVES, Parse
from summarizer.language.wordlists import AUXILIARIES
from summarizer.types import Finding, FindingKind

VERBATIM: Final = 0.6
"""Share of the claim's words that must be the sentence's own for an exchange to be told from a
paraphrase."""
_SHORTEST: Final = 3
"""Letters of a word; shorter ones are grammar."""
_TIMES: Final = frozenset(["halve", "double", "triple", "treble", "quadruple"])
"""Verbs that say in one word what another says with a figure: fell by half."""
_LINKING: Final = frozenset(["become", "fall", "get", "grow", "turn"])
_KINDRED: Final = "NPAVR"


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a word that stands where the sentence has another one.

    Both neighbours must be the sentence's own words in their own places, so that what differs
    is this word alone; words of like meaning are matched already and never get here.
    """
    content = pair.claim.content
    if pair.verbatim < VERBATIM:
        return
    for place, index in enumerate(content):
        if index in pair.alignment.matches or pair.claim.words[index].value is not None:
            continue
        rival = rival_of(pair, place)
        if rival is None or _both_report(pair, index, rival):
            continue
        if _bounds(pair.claim, index) or _denied_opposite(pair, index, rival):
            continue
        if _both_link(pair.claim.words[index].lemma, pair.passage.words[rival].lemma):
            continue
        if _is_governor(pair.passage, rival) and (
            index in pair.claim.negated or not _is_governor(pair.claim, index)
        ):
            # "should run" for "is expected to run", "are not obliged to" for "are invited to"
            continue
        if any(
            rival == position and index != other for other, position in pair.alignment.opposites
        ):
            # another word of the claim is its opposite: "left unanswered"
            continue
        if not _TIMES.isdisjoint((pair.claim.words[index].lemma, pair.passage.words[rival].lemma)):
            continue
        if pair.claim.compares(index) and pair.passage.compares(rival):
            # which way is the comparison rule's business
            continue
        if pair.passage.words[rival].lemma.startswith("spokes"):
            # an institution speaks through somebody
            continue
        yield pair.objection(
            _kind(pair, index, rival),
            f"The claim says “{pair.claim.words[index].surface}” where the text says "
            f"“{pair.passage.words[rival].surface}”.",
            (index, index + 1),
            (rival, rival + 1),
        )
        return


def rival_of(pair: Pair, place: int) -> int | None:
    """The passage word in the place of the claim's ``place``-th meaningful word."""
    content, theirs = pair.claim.content, pair.passage.content
    index = content[place]
    candidates = []
    for step in (-1, 1):
        neighbour = place + step
        if not 0 <= neighbour < len(content):
            continue
        match = pair.alignment.matches.get(content[neighbour])
        if match is None or not match.exact or match.evidence not in theirs:
            return None
        there = theirs.index(match.evidence) - step
        if not 0 <= there < len(theirs):
            return None
        same_gap = abs(theirs[there] - match.evidence) == abs(index - content[neighbour])
        candidates.append((theirs[there], same_gap))
    if not candidates or len({position for position, _ in candidates}) != 1:
        return None
    rival, same_gap = candidates[0]
    if len(candidates) == 1 and not same_gap:
        return None
    both = pair.claim.words[index].lower, pair.passage.words[rival].lower
    if min(map(len, both)) < _SHORTEST or AUXILIARIES.issuperset(both):
        return None
    if rival in pair.alignment.used or pair.passage.words[rival].value is not None:
        return None
    ours, other = pair.claim.tags[index], pair.passage.tags[rival]
    return rival if ours == other and ours in _KINDRED else None


def _both_link(ours: str, theirs: str) -> bool:
    """Whether both verbs lead to a state: "fell ill", "became ill"."""
    return ours in _LINKING and theirs in _LINKING


def _is_governor(side: Parse, index: int) -> bool:
    """Whether a verb governs an infinitive: "expected to"."""
    return side.tags[index : index + 2] == "VT"


def _bounds(side: Parse, index: int) -> bool:
    """Whether a word is part of ``no less than``, which stands for "at least"."""
    words = side.words
    return (
        words[index].lower in ("less", "fewer", "more", "least", "most")
        and index > 0
        and words[index - 1].lower in ("no", "not", "at")
    )


def _denied_opposite(pair: Pair, index: int, rival: int) -> bool:
    """``did not approve`` for "rejected"."""
    return (
        index in pair.claim.negated
        and rival not in pair.passage.negated
        and pair.passage.words[rival].lemma in IMPLICIT_NEGATIVES
    )


def _both_report(pair: Pair, index: int, rival: int) -> bool:
    """Whether both are verbs of saying, which reports exchange freely."""
    return pair.claim.words[index].lemma in SPEECH and pair.passage.words[rival].lemma in SPEECH


def _kind(pair: Pair, index: int, rival: int) -> FindingKind:
    ours, theirs = pair.claim.words[index].lemma, pair.passage.words[rival].lemma
    link = lexicon.relation(ours, theirs)
    if lexicon.is_person_role(ours) and lexicon.is_person_role(theirs):
        return FindingKind.ROLE
    if lexicon.is_time(ours) and lexicon.is_time(theirs):
        return FindingKind.DATE
    if link is not None and link[0] is Relation.ANTONYM:
        return FindingKind.NEGATION if pair.claim.tags[index] == "V" else FindingKind.COMPARISON
    if pair.claim.tags[index] == "P":
        return FindingKind.NAME
    return FindingKind.TERM

"""Modality: what the claim makes certain and the text leaves planned or possible."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language import grammar
from summarizer.language.clauses import Frame
from summarizer.language.lexicon import Relation
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind


class Certainty(IntEnum):
    """How far along an event is, from merely possible to a fact."""

    POSSIBLE = 1
    PLANNED = 2
    ACTUAL = 3


_MODALS: Final[dict[str, Certainty]] = {
    "may": Certainty.POSSIBLE,
    "might": Certainty.POSSIBLE,
    "could": Certainty.POSSIBLE,
    "perhaps": Certainty.POSSIBLE,
    "possibly": Certainty.POSSIBLE,
    "maybe": Certainty.POSSIBLE,
    "should": Certainty.POSSIBLE,
    "probably": Certainty.POSSIBLE,
    "presumably": Certainty.POSSIBLE,
    "likely": Certainty.POSSIBLE,
    "apparently": Certainty.POSSIBLE,
    "potentially": Certainty.POSSIBLE,
    "conceivably": Certainty.POSSIBLE,
    "reportedly": Certainty.POSSIBLE,
    "allegedly": Certainty.POSSIBLE,
    "supposedly": Certainty.POSSIBLE,
    "will": Certainty.PLANNED,
    "'ll": Certainty.PLANNED,
    "would": Certainty.PLANNED,
    "shall": Certainty.PLANNED,
    "wo": Certainty.PLANNED,
}
_GOVERNORS: Final[dict[str, Certainty]] = {
    **dict.fromkeys(
        (
            "consider propose suggest hope want wish urge ask demand recommend discuss "
            "weigh threaten try attempt seek call request mull explore study believe think "
            "suppose suspect presume assume seem appear proposal suggestion hint offer apply "
            "invite encourage advise"
        ).split(),
        Certainty.POSSIBLE,
    ),
    **dict.fromkeys(
        (
            "plan intend expect aim agree promise pledge vow schedule set due prepare "
            "decide forecast project predict commit vote resolve arrange"
        ).split(),
        Certainty.PLANNED,
    ),
    **dict.fromkeys(["likely", "possible", "ought"], Certainty.POSSIBLE),
    **dict.fromkeys(["certain", "sure", "bound", "guarantee"], Certainty.ACTUAL),
}
_SENSES: Final = frozenset(["see", "hear", "feel", "smell", "taste", "remember"])
"""What somebody could perceive they did perceive."""
_COMMANDING: Final = frozenset("require order oblige force compel command".split())
_ASKING: Final = frozenset(
    "ask invite urge encourage advise recommend suggest request allow permit let want".split()
)
_UNREAL: Final = frozenset(["would", "could", "should"])
_SURE: Final = frozenset(
    "certain sure convince confident positive know prove establish confirm show find".split()
)
_SUPPOSING: Final = frozenset(
    "suspect suppose assume guess hope think believe suggest speculate doubt".split()
)
_DUTY: Final = frozenset(["must"])
_LEAVE: Final = frozenset(["can", "may", "could", "might"])
_WEAK: Final = frozenset("will may might perhaps possibly probably maybe".split())
_OPEN: Final = _WEAK | frozenset("could would should can if whether".split())
_WEIGHING: Final = frozenset(
    "consider discuss debate weigh mull contemplate study examine explore review".split()
)
"""Verbs whose object may never come."""
_WANTING: Final = _WEIGHING | frozenset(
    "await need require seek request demand lack pend propose suggest recommend urge".split()
)
"""Verbs whose object is yet to come."""
_OBTAINING: Final = frozenset("give get receive obtain win secure grant award gain".split())
"""Verbs whose object is there in the end."""
_INTENDING: Final = frozenset("want wish intend plan aim mean seek hope".split())
"""Verbs by which one says what one is going to do."""
_SETTLED: Final = frozenset("agree decide promise pledge vow commit resolve vote".split())
"""Verbs that leave no doubt that a deed will follow."""
_UNCERTAIN: Final = _WANTING | {
    word for word, level in _GOVERNORS.items() if level is Certainty.POSSIBLE
}
_WANTING_BY: Final = {
    "to": frozenset(["subject"]),
    "for": frozenset("wait ask apply call hope push press plead".split()),
    "on": frozenset("depend conditional contingent dependent hinge".split()),
    "against": frozenset(["vote", "campaign"]),
}
"""The same with the preposition that they need."""
_WIDER: Final = frozenset([Relation.BROADER, Relation.NARROWER])
_SAME_EVENT: Final = 0.5
"""Association of the two verbs below which they may tell of different events."""
_SOMEBODY: Final = frozenset(["some", "others", "many", "people", "rumours", "rumors"])
_LONG: Final = 14
"""Meaningful words from which on a claim tells of several events that are easily confused."""
_WORDS: Final = {
    Certainty.POSSIBLE: "possible or proposed",
    Certainty.PLANNED: "planned or expected",
    Certainty.ACTUAL: "a fact",
}


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim is surer of an aligned event than the text is."""
    found = (
        _surer(pair)
        or _commanded(pair)
        or _obliged(pair)
        or _weakened(pair)
        or _outstanding(pair)
        or _unreal(pair)
    )
    if found is not None:
        yield found
        return
    for frame, other in pair.frames:
        ours, governs = certainty(pair.claim, frame)
        theirs, marker = certainty(pair.passage, other)
        if ours is None or theirs is None or ours <= theirs:
            continue
        if {pair.claim.words[governs].lemma, pair.passage.words[marker].lemma} <= _INTENDING:
            continue
        if frame.verb in pair.claim.negated or other.verb in pair.passage.negated:
            continue
        match = pair.alignment.matches.get(frame.verb)
        if match is not None and match.relation in _WIDER:
            # to be moved is not to fall
            continue
        if pair.association(frame.verb, other.verb) < _SAME_EVENT:
            continue
        if pair.claim.speeches and pair.passage.words[marker].lower in _SOMEBODY:
            continue
        if theirs is Certainty.PLANNED and _is_present(pair.claim, frame):
            # "begins on April 19" may be said of what is planned
            continue
        if len(pair.claim.content) > _LONG and not _share_a_party(pair, frame, other):
            continue
        message = f"The claim states as {_WORDS[ours]} what the text calls {_WORDS[theirs]}."
        yield pair.objection(
            FindingKind.MODALITY, message, (frame.verb, frame.verb + 1), (marker, marker + 1)
        )
        return


def _surer(pair: Pair) -> Finding | None:
    """``is certain that`` where the text has "suspects that" before the same words."""
    for frame, other in pair.frames:
        ours = _attitude(pair.claim, frame, _SURE)
        theirs = None if ours is None else _attitude(pair.passage, other, _SUPPOSING)
        if ours is None or theirs is None:
            continue
        if ours in pair.claim.negated or theirs in pair.passage.negated:
            continue
        return pair.objection(
            FindingKind.MODALITY,
            f"The claim says “{pair.claim.words[ours].surface}” where the text says "
            f"“{pair.passage.words[theirs].surface}”.",
            (ours, ours + 1),
            (theirs, theirs + 1),
        )
    return None


def _attitude(side: Parse, frame: Frame, lemmas: frozenset[str]) -> int | None:
    """The word before the "that" of a verb's clause, if it is one of some."""
    that = side.tags.rfind("S", 0, frame.start)
    if that < 1 or side.words[that].lower != "that" or "." in side.tags[that : frame.start]:
        return None
    return that - 1 if side.words[that - 1].lemma in lemmas else None


def _commanded(pair: Pair) -> Finding | None:
    """``requires them to pay`` where the text has "has asked them to pay"."""
    for deed, other_deed in pair.frames:
        if deed.governor is None or other_deed.governor is None:
            continue
        frame, other = pair.claim.frames[deed.governor], pair.passage.frames[other_deed.governor]
        if pair.claim.words[frame.verb].lemma not in _COMMANDING:
            continue
        if pair.passage.words[other.verb].lemma not in _ASKING:
            continue
        if frame.verb in pair.claim.negated or other.verb in pair.passage.negated:
            continue
        return pair.objection(
            FindingKind.MODALITY,
            f"The claim says “{pair.claim.words[frame.verb].surface}” where the text says "
            f"“{pair.passage.words[other.verb].surface}”.",
            (frame.verb, frame.verb + 1),
            (other.verb, other.verb + 1),
        )
    return None


def _obliged(pair: Pair) -> Finding | None:
    """``must appeal`` where the text has ``can appeal``."""
    for frame, other in pair.frames:
        ours = _auxiliary(pair.claim, frame, _DUTY)
        theirs = _auxiliary(pair.passage, other, _LEAVE)
        if ours is None or theirs is None:
            continue
        if frame.verb in pair.claim.negated or other.verb in pair.passage.negated:
            continue
        if pair.association(frame.verb, other.verb) < _SAME_EVENT:
            continue
        return pair.objection(
            FindingKind.MODALITY,
            "The claim makes a duty of what the text calls possible or allowed.",
            (ours, ours + 1),
            (theirs, theirs + 1),
        )
    return None


def _weakened(pair: Pair) -> Finding | None:
    """``may``, ``perhaps`` or ``will`` in the claim for what the text states or promises."""
    if pair.claim.vocabulary.isdisjoint(_WEAK):
        return None
    left_open = pair.passage.vocabulary & _OPEN
    if left_open and (left_open != {"will"} or "will" in pair.claim.vocabulary):
        return None
    for frame, other in pair.frames:
        ours, marker = certainty(pair.claim, frame)
        theirs, _ = certainty(pair.passage, other)
        if ours is None or theirs is None or ours >= theirs:
            continue
        if pair.claim.words[marker].lower not in _WEAK:
            continue
        if frame.verb in pair.claim.negated or other.verb in pair.passage.negated:
            continue
        if pair.association(frame.verb, other.verb) < _SAME_EVENT:
            continue
        if ours is Certainty.PLANNED and not _is_past(pair.passage, other):
            continue
        return pair.objection(
            FindingKind.MODALITY,
            f"The claim calls {_WORDS[ours]} what the text calls {_WORDS[theirs]}.",
            (marker, marker + 1),
            (other.verb, other.verb + 1),
        )
    return None


def _outstanding(pair: Pair) -> Finding | None:
    """``was approved`` where the text is still subject to approval."""
    words = pair.passage.words
    for frame in pair.claim.frames:
        target = pair.matched(frame.verb)
        if pair.claim.words[frame.verb].lemma in _OBTAINING:
            target = pair.matched(_given(pair.claim, frame))
        if target is None or pair.passage.tags[target] != "N" or frame.verb in pair.claim.negated:
            continue
        if frame.passive and frame.start == frame.verb:
            # "talks of having the pumps repaired"
            continue
        ours, source = certainty(pair.claim, frame)
        settled = ours is Certainty.PLANNED and pair.claim.words[source].lemma in _SETTLED
        if ours is not Certainty.ACTUAL and not settled:
            continue
        marker = wanting(pair.passage, target)
        if marker is None or (settled and words[marker].lemma not in _WEIGHING):
            continue
        lemmas = {word.lemma for word in pair.claim.words}
        if words[marker].lemma in lemmas or not _UNCERTAIN.isdisjoint(lemmas):
            continue
        return pair.objection(
            FindingKind.MODALITY,
            "The claim calls settled what the text still waits for.",
            (frame.verb, frame.verb + 1),
            (marker, target + 1),
        )
    return None


def _given(side: Parse, frame: Frame) -> int | None:
    """What is given: the second of two objects, or the only one."""
    phrase = None if frame.object is None else side.phrase_at.get(frame.object)
    second = None if phrase is None else side.phrase_at.get(phrase.end)
    if second is not None and second.preposition is None:
        return second.head
    return frame.undergoer


def _unreal(pair: Pair) -> Finding | None:
    """``it was the best year`` for "it would have been the best year"."""
    if "have" not in pair.passage.vocabulary or _UNREAL.isdisjoint(pair.passage.vocabulary):
        return None
    if not _UNREAL.isdisjoint(pair.claim.vocabulary):
        return None
    words = pair.passage.words
    for other in pair.passage.frames:
        lowers = [word.lower for word in words[other.start : other.verb]]
        if "have" not in lowers or _UNREAL.isdisjoint(lowers) or other.verb in pair.passage.negated:
            continue
        for frame in pair.claim.frames:
            same = pair.matched(frame.verb) == other.verb or (
                other.object is not None
                and pair.matched(frame.object) == other.object
                and pair.claim.words[frame.verb].lower in grammar.BE
                and words[other.verb].lower in grammar.BE
            )
            if not same or frame.verb in pair.claim.negated:
                continue
            if certainty(pair.claim, frame)[0] is Certainty.ACTUAL:
                return pair.objection(
                    FindingKind.MODALITY,
                    "The claim states as a fact what the text says would have been.",
                    (frame.verb, frame.verb + 1),
                    (other.start, other.verb + 1),
                )
    return None


def wanting(side: Parse, noun: int) -> int | None:
    """The word that makes a deed named by a noun one that is yet to come."""
    phrase = side.phrase_at.get(noun)
    if phrase is None or phrase.head != noun:
        return None
    if phrase.preposition is not None:
        before = phrase.preposition - 1
        found = before >= 0 and side.words[before].lemma in _WANTING_BY.get(
            side.words[phrase.preposition].lower, ()
        )
        if found and before not in side.negated:
            return before
    for frame in side.frames:
        for preposition, head in frame.obliques:
            wanted = _WANTING_BY.get(side.words[preposition].lower, ())
            if head == noun and side.words[frame.verb].lemma in wanted:
                return None if frame.verb in side.negated else frame.verb
        if frame.object == noun and side.words[frame.verb].lemma in _WANTING:
            return None if frame.verb in side.negated else frame.verb
    first = phrase.start - 1
    return first if first >= 0 and side.words[first].lower == "pending" else None


def _is_past(side: Parse, frame: Frame) -> bool:
    """Whether a verb tells what is over: "signed", "was signed", "has signed"."""
    first = side.words[frame.start]
    if frame.start == frame.verb:
        return first.lower != first.lemma and not first.lower.endswith(("s", "ing"))
    return first.lower in ("was", "were", "has", "have", "had", "did")


def _auxiliary(side: Parse, frame: Frame, lowers: frozenset[str]) -> int | None:
    start = frame.start
    if start and side.words[start].lower == "to":
        start -= 1
    for index in range(start, frame.verb):
        word = side.words[index].lower
        if word in lowers:
            return index
        if lowers is _DUTY and word in ("has", "have", "had") and index + 1 < frame.verb:
            return index if side.words[index + 1].lower == "to" else None
    return None


def _is_present(side: Parse, frame: Frame) -> bool:
    """Whether a verb stands in the present tense: begins, is taking place."""
    first = side.words[frame.start]
    if frame.start == frame.verb:
        return first.lower == first.lemma or first.lower.endswith("s")
    return first.lower in ("is", "are", "'s", "'re") and side.words[frame.verb].lower[-3:] == "ing"


def _share_a_party(pair: Pair, frame: Frame, other: Frame) -> bool:
    parties = [head for head in (other.subject, other.object, other.agent) if head is not None]
    ours = (pair.matched(head) for head in (frame.subject, frame.object, frame.agent))
    return any(
        target is not None and pair.passage.belongs(target, head)
        for target in ours
        for head in parties
    )


def certainty(side: Parse, frame: Frame) -> tuple[Certainty | None, int]:
    """How certain the sentence makes an event, and the word that says so.

    ``None`` where the sentence leaves it open: gerunds, and infinitives under a verb that
    is not known to make them certain or uncertain.
    """
    if frame.start == frame.verb and side.words[frame.verb].lower.endswith("ing"):
        return None, frame.verb
    if _is_conditional(side, frame):
        return None, frame.verb
    least: tuple[Certainty, int] | None = None
    for index in range(frame.start, frame.verb):
        level = _MODALS.get(side.words[index].lower)
        if side.words[index].lower in ("can", "ca") or (
            side.words[index].lower == "could" and side.words[frame.verb].lemma in _SENSES
        ):
            # an ability: neither planned nor done
            return None, index
        if side.words[index].lower == "would" and side.words[index + 1].lower == "have":
            return None, index
        if level is not None and (least is None or level < least[0]):
            # "will probably"
            least = level, index
    if least is not None:
        return least
    if side.words[frame.start].lower == "be" and side.tags[frame.start] == "X":
        # "demanded that the mill be closed"
        return Certainty.POSSIBLE, frame.start
    if side.tags[frame.start] == "T":
        for index in range(frame.start - 1, max(frame.start - 6, -1), -1):
            level = _GOVERNORS.get(side.words[index].lemma)
            if level is not None:
                return level, index
            if side.tags[index] in ".,S":
                break
        return None, frame.verb
    rumour = _is_rumour(side, frame)
    if rumour is not None:
        return Certainty.POSSIBLE, rumour
    return Certainty.ACTUAL, frame.verb


def _is_rumour(side: Parse, frame: Frame) -> int | None:
    """``Some say that``: the word that leaves it to others to vouch for the event."""
    for index in range(frame.start - 1, 0, -1):
        if side.tags[index] in ".;":
            return None
        if side.words[index].lemma == "say" and side.words[index - 1].lower in _SOMEBODY:
            return index - 1
    return None


def _is_conditional(side: Parse, frame: Frame) -> bool:
    for index in range(frame.start - 1, -1, -1):
        if side.words[index].lower in ("if", "unless", "whether"):
            return True
        if side.tags[index] in ".,":
            return False
    return False

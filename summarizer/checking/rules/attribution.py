"""Speakers: who said it, according to the claim and according to the text."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checking.rules.pair import Pair
from summarizer.checking.speech import Speech
from summarizer.language import lexicon
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the text gives the claim's words to somebody else."""
    for speech in pair.claim.speeches:
        said = [
            pair.matched(index)
            for index in range(speech.first, speech.end)
            if pair.claim.words[index].content
            and not speech.speaker[0] <= index < speech.speaker[1]
            and index != speech.verb
        ]
        carried = [index for index in said if index is not None]
        if not carried or 2 * len(carried) < len(said):
            continue
        if all(pair.claim.tags[index] in "ODA" for index in range(*speech.speaker)):
            continue
        if _speaks(pair, speech):
            continue
        others = [
            other
            for other in pair.passage.speeches
            if sum(other.first <= index < other.end for index in carried) * 2 >= len(carried)
        ]
        if any(_same_speaker(pair, speech, other) for other in others):
            continue
        finding = _object(pair, speech, others, carried)
        if finding is not None:
            yield finding
            return


def _speaks(pair: Pair, speech: Speech) -> bool:
    """Whether the claim's speaker is carried by the doer of some saying in the passage."""
    identity = _identity(pair, speech)
    if pair.passage.speaker & {pair.claim.words[index].lemma for index in identity}:
        return True
    carried = {pair.bearer(index) for index in identity}
    carried.discard(None)
    if not carried:
        return False
    return any(
        any(index in carried for index in range(*other.speaker)) for other in pair.passage.speeches
    )


def _identity(pair: Pair, speech: Speech) -> list[int]:
    """The words that tell a speaker from others: the name; without one, the description."""
    words = [index for index in range(*speech.speaker) if pair.claim.words[index].content]
    names = [
        index
        for index in words
        if pair.claim.tags[index] == "P"
        and not lexicon.is_person_role(pair.claim.words[index].lemma)
    ]
    return names or words


def _same_speaker(pair: Pair, speech: Speech, other: Speech) -> bool:
    theirs = range(*other.speaker)
    if any(pair.passage.tags[index] == "O" for index in theirs):
        named = {
            pair.claim.words[index].lemma
            for index in range(*speech.speaker)
            if pair.claim.words[index].content
        }
        stand_ins = {
            lemma for lemma, position in pair.passage.stand_ins.items() if position in theirs
        }
        return not stand_ins or bool(named & stand_ins)
    return any(pair.bearer(index) in theirs for index in _identity(pair, speech))


def _stands_as_speaker(pair: Pair, speech: Speech) -> bool:
    """Whether the passage has the claim's speaker as the doer of anything."""
    targets = (pair.bearer(index) for index in _identity(pair, speech))
    carried = {target for target in targets if target is not None}
    return any(
        frame.doer is not None and any(pair.passage.belongs(index, frame.doer) for index in carried)
        for frame in pair.passage.frames
    )


def _has_office(pair: Pair, speech: Speech, other: Speech) -> bool:
    """Whether the text gives the passage's speaker the office that the claim names."""
    named = [
        pair.passage.words[index].lemma
        for index in range(*other.speaker)
        if pair.passage.tags[index] == "P"
    ]
    office = {pair.claim.words[index].lemma for index in _identity(pair, speech)}
    return any(
        office & {passage.words[index].lemma for index in range(*fact.role)}
        for name in named
        for passage, fact in pair.source.roles(name)
    )


def _is_someone(pair: Pair, speech: Speech) -> bool:
    """Whether the claim's speaker is a person or has a name of its own."""
    words = range(*speech.speaker)
    return any(
        pair.claim.tags[index] == "P" or lexicon.is_person_role(pair.claim.words[index].lemma)
        for index in words
    )


def _is_person(pair: Pair, speech: Speech) -> bool:
    """Whether the speaker is named or described by an office, and speaks for himself."""
    words = [pair.passage.words[index] for index in range(*speech.speaker)]
    if any(word.lemma.startswith("spokes") for word in words):
        return False
    return any(
        pair.passage.tags[index] == "P" or lexicon.is_person_role(pair.passage.words[index].lemma)
        for index in range(*speech.speaker)
    )


def _speaks_for_another(pair: Pair, speech: Speech, other: Speech) -> bool:
    """``Its lawyer said``, ``said Roe, secretary of the union``: not for the court."""
    claim, passage = pair.claim, pair.passage
    ours = {claim.words[index].lemma for index in _identity(pair, speech)}
    owners: set[str] = set()
    described = set(range(*other.speaker))
    for fact in passage.roles:
        if described.issuperset(range(*fact.name)):
            described.update(range(*fact.role))
    for index in sorted(described):
        word = passage.words[index]
        following = passage.tags[index + 1 : index + 2]
        if word.lower in ("its", "their"):
            # a pronoun that stands for nothing new means what the sentence names itself
            named = {lemma for lemma, place in passage.stand_ins.items() if place == index}
            owners |= named or {word.lower}
        elif following == "G" or (word.content and _is_after_of(passage, index)):
            owners.add(word.lemma)
    return bool(owners) and not any(
        one == two or lexicon.relation(one, two) is not None for one in ours for two in owners
    )


def _is_after_of(side: Parse, index: int) -> bool:
    phrase = side.phrase_at.get(index)
    return (
        phrase is not None
        and phrase.head == index
        and phrase.preposition is not None
        and side.words[phrase.preposition].lower in ("of", "for")
    )


def _writes(pair: Pair, others: list[Speech]) -> bool:
    """Whether the words are what "I" said, and the text tells who that is."""
    return bool(pair.passage.speaker and others) and all(
        pair.passage.words[other.speaker[0]].lower == "i" for other in others
    )


def _someone_before(pair: Pair, speech: Speech, others: list[Speech]) -> Finding | None:
    """Object to a name where "he said" goes on with somebody whom the sentence before names."""
    number = pair.source.number[pair.passage.index]
    names = {
        pair.claim.words[index].lemma
        for index in _identity(pair, speech)
        if pair.claim.tags[index] == "P"
    }
    if not number or not names:
        return None
    before = pair.source.passages[number - 1]
    if names & (before.positions.keys() | before.stand_ins.keys()):
        return None
    for other in others:
        start, end = other.speaker
        if end - start != 1 or pair.passage.words[start].lower not in ("he", "she"):
            continue
        known = [lemma for lemma, at in pair.passage.stand_ins.items() if at == start]
        at = next(
            (before.positions[lemma][-1] for lemma in known if lemma in before.positions), None
        )
        if at is None or before.tags[at] != "P":
            continue
        return pair.objection(
            FindingKind.ATTRIBUTION,
            f"The claim gives these words to “{pair.quote(pair.claim, speech.speaker)}”, the text "
            f"to “{pair.passage.words[start].surface}” ({before.words[at].surface}).",
            speech.speaker,
            other.speaker,
        )
    return None


def _object(pair: Pair, speech: Speech, others: list[Speech], carried: list[int]) -> Finding | None:
    ours = pair.quote(pair.claim, speech.speaker)
    if _writes(pair, others) and any(
        pair.claim.tags[index] == "P" for index in range(*speech.speaker)
    ):
        return pair.objection(
            FindingKind.ATTRIBUTION,
            f"The claim gives these words to “{ours}”; in the text somebody else says them.",
            speech.speaker,
            others[0].speaker,
        )
    spoken = _someone_before(pair, speech, others)
    if spoken is not None:
        return spoken
    others = [other for other in others if _is_person(pair, other)]
    if (
        others
        and not _is_someone(pair, speech)
        and not _speaks_for_another(pair, speech, others[0])
    ):
        # an institution speaks through somebody
        return None
    if others:
        another = _speaks_for_another(pair, speech, others[0])
        if not another and _stands_as_speaker(pair, speech):
            return None
        if _has_office(pair, speech, others[0]):
            return None
        theirs = pair.quote(pair.passage, others[0].speaker)
        return pair.objection(
            FindingKind.ATTRIBUTION,
            f"The claim gives these words to “{ours}”, the text to “{theirs}”.",
            speech.speaker,
            others[0].speaker,
        )
    named = any(pair.claim.tags[index] == "P" for index in range(*speech.speaker))
    present = any(
        pair.matched(index) is not None
        or pair.source.near(pair.passage, pair.claim.words[index].lemma)
        for index in range(*speech.speaker)
        if pair.claim.words[index].content
    )
    pronoun = any(
        frame.subject is not None and pair.passage.tags[frame.subject] == "O"
        for frame in pair.passage.frames
    )
    if not named or present or pronoun:
        return None
    return pair.objection(
        FindingKind.ATTRIBUTION,
        f"The claim gives these words to “{ours}”; the text does not.",
        speech.speaker,
        (carried[0], carried[0] + 1),
    )

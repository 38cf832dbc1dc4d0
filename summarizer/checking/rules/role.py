"""Roles: the office that the claim gives to a name against the one the text gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.passage import Passage
from summarizer.checking.roles import RoleFact
from summarizer.checking.rules.pair import Pair
from summarizer.language import grammar, lexicon
from summarizer.language.lexicon import Relation
from summarizer.language.parse import Parse
from summarizer.language.wordlists import TITLES
from summarizer.types import Finding, FindingKind

_PASSING: Final = frozenset(["new", "current", "present", "incoming"])
"""Words that tell how long somebody has held an office, not which one."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a role when the text gives the same name another, and never this one."""
    found = _other_calling(pair)
    if found is not None:
        yield found
    for fact in pair.claim.roles:
        if _is_deed(fact, pair.claim):
            continue
        known = [
            (passage, other)
            for passage, other in pair.source.roles(pair.claim.words[fact.name[1] - 1].lemma)
            if not _is_deed(other, passage) and _same_name(pair.claim, fact, passage, other)
        ]
        conflict = next(
            (
                (passage, other)
                for passage, other in known
                if _conflicts(pair.claim, fact, passage, other)
            ),
            None,
        )
        if conflict is None or any(
            _agrees(pair.claim, fact, passage, other) for passage, other in known
        ):
            continue
        if _is_title(fact) and conflict[0].words[conflict[1].role[0] - 1].lower == "(":
            # "Councillor Roe" and "J. Roe (chair)" do not exclude each other
            continue
        if not _same_office(pair, fact, conflict[1], conflict[0]) and not _is_definite(pair, fact):
            continue
        passage, other = conflict
        ours = pair.claim.span(*fact.role)
        theirs = passage.span(*other.role)
        yield Finding(
            kind=FindingKind.ROLE,
            message=(
                f"The claim calls {pair.quote(pair.claim, fact.name)} "
                f"“{pair.claim.text[slice(*ours)]}”, the text “{passage.text[slice(*theirs)]}”."
            ),
            claim_span=ours,
            evidence_span=theirs,
        )


def _other_calling(pair: Pair) -> Finding | None:
    """``Her father was a pilot`` where the text says that he was a baker."""
    claim, passage = pair.claim, pair.passage
    for frame in claim.frames:
        subject, calling = pair.matched(frame.subject), frame.object
        if subject is None or calling is None or calling in pair.alignment.matches:
            continue
        if claim.words[frame.verb].lower not in grammar.BE or not _is_calling(claim, calling):
            continue
        for other in passage.frames:
            if passage.words[other.verb].lower not in grammar.BE or other.object is None:
                continue
            if other.subject is None or not passage.belongs(subject, other.subject):
                continue
            if other.object in pair.alignment.used or not _is_calling(passage, other.object):
                continue
            if _alike(claim.words[calling].lemma, passage.words[other.object].lemma):
                continue
            return pair.objection(
                FindingKind.ROLE,
                f"The claim says “{claim.words[calling].surface}” where the text says "
                f"“{passage.words[other.object].surface}”.",
                (calling, calling + 1),
                (other.object, other.object + 1),
            )
    return None


def _is_calling(side: Parse, index: int) -> bool:
    return side.tags[index] == "N" and lexicon.is_person_role(side.words[index].lemma)


def unsaid(pair: Pair) -> Finding | None:
    """Find an occupation that the text gives to nobody, while it gives the person another one.

    It is no contradiction: a nurse may paint; but the text does not say it.
    """
    for fact in pair.claim.roles:
        found = _somebody_else_s(pair, fact)
        if found is not None:
            return found
        ours = pair.claim.words[fact.head]
        if (
            _is_deed(fact, pair.claim)
            or fact.head in pair.alignment.matches
            or pair.source.anywhere(ours.lemma)
        ):
            continue
        others = [
            (passage, other)
            for passage, other in pair.source.roles(pair.claim.words[fact.name[1] - 1].lemma)
            if not _is_deed(other, passage) and _same_name(pair.claim, fact, passage, other)
        ]
        if any(_agrees(pair.claim, fact, *other) for other in others):
            continue
        for passage, other in others:
            if _conflicts(pair.claim, fact, passage, other):
                return Finding(
                    kind=FindingKind.ROLE,
                    message=(
                        f"The text calls {pair.quote(pair.claim, fact.name)} "
                        f"“{passage.text[slice(*passage.span(*other.role))]}”, and nobody "
                        f"“{ours.surface}”."
                    ),
                    claim_span=pair.claim.span(*fact.role),
                    evidence_span=passage.span(*other.role),
                )
    return None


def _somebody_else_s(pair: Pair, fact: RoleFact) -> Finding | None:
    """Find an office that the text gives to another name, and never to this one.

    Titles that many bear (Councillor, Dr) come before names, and are left out.
    """
    name = pair.claim.words[fact.name[1] - 1].lemma
    if _is_title(fact) or name not in pair.source.index or fact.role[0] < fact.name[0]:
        return None
    words = {pair.claim.words[index].lower for index in range(*fact.name)}
    full: list[tuple[Passage, RoleFact]] = []
    like: list[tuple[Passage, RoleFact]] = []
    bare: list[tuple[Passage, RoleFact]] = []
    office = pair.claim.words[fact.head].lemma
    for number in sorted({*pair.source.index.get(office, ()), *pair.source.related(office)}):
        passage = pair.source.passages[number]
        for other in passage.roles:
            if _agrees(pair.claim, fact, passage, other, _content(pair.claim, fact)):
                full.append((passage, other))
            elif _agrees(pair.claim, fact, passage, other):
                like.append((passage, other))
            elif _is_bare(pair.claim, fact, passage, other):
                bare.append((passage, other))
    holders = full or like or bare
    for passage, other in holders:
        named = {passage.words[index].lower for index in range(*other.name)}
        bracketed = passage.words[other.role[0] - 1].lower == "("
        if words & named or not (passage.frames or bracketed):
            # a line without a verb may describe whoever the line before it names
            return None
    if not holders:
        return None
    passage, other = holders[0]
    return Finding(
        kind=FindingKind.ROLE,
        message=(
            f"The text calls {passage.text[slice(*passage.span(*other.name))]} "
            f"“{passage.text[slice(*passage.span(*other.role))]}”, and not "
            f"{pair.quote(pair.claim, fact.name)}."
        ),
        claim_span=pair.claim.span(*fact.role),
        evidence_span=passage.span(*other.role),
    )


def _same_name(claim: Parse, fact: RoleFact, passage: Passage, other: RoleFact) -> bool:
    ours, theirs = _untitled(claim, fact), _untitled(passage, other)
    if ours[-1] != theirs[-1]:
        return False
    return len(ours) == 1 or len(theirs) == 1 or ours[0] == theirs[0]


def _untitled(side: Parse, fact: RoleFact) -> list[str]:
    words = [side.words[index].lower for index in range(*fact.name)]
    return [word for word in words[:-1] if word.rstrip(".") not in TITLES] + words[-1:]


def _agrees(
    claim: Parse,
    fact: RoleFact,
    passage: Passage,
    other: RoleFact,
    words: list[int] | None = None,
) -> bool:
    """Whether every word of the claimed role, or every given one, has its like in the text's."""
    ours = _specified(claim, fact, passage, other) if words is None else words
    theirs = [passage.words[index].lemma for index in _content(passage, other)]
    return all(
        any(_alike(claim.words[index].lemma, lemma) for lemma in theirs)
        for index in ours
        if not claim.words[index].value
    )


def _specified(claim: Parse, fact: RoleFact, passage: Passage, other: RoleFact) -> list[int]:
    """The words of a claimed role; without whose it is, where the text does not say so.

    "Chief financial officer" needs no company's name beside it.
    """
    ours = _content(claim, fact)
    tags = passage.tags[slice(*other.role)]
    if "P" in tags:
        return ours
    owned = "G" in tags
    return [
        index
        for index in ours
        if index == fact.head
        or not (
            claim.tags[index] == "P" or (claim.tags[index + 1 : index + 2] == "G" and not owned)
        )
    ]


def _is_bare(claim: Parse, fact: RoleFact, passage: Passage, other: RoleFact) -> bool:
    """Whether the text's office, said of nothing in particular, may be the one of a verb.

    A "chair" chairs whatever is chaired.
    """
    if not _is_deed(fact, claim) or _content(passage, other) != [other.head]:
        return False
    return _alike(claim.words[fact.head].lemma, passage.words[other.head].lemma)


def _conflicts(claim: Parse, fact: RoleFact, passage: Passage, other: RoleFact) -> bool:
    """Whether each role says something that the other does not."""
    ours = [claim.words[index].lemma for index in _specified(claim, fact, passage, other)]
    theirs = [passage.words[index].lemma for index in _content(passage, other)]
    if all(any(_alike(one, two) for two in theirs) for one in ours):
        return False
    # "the lead developer" is another than "the captain", though captains lead
    heads = claim.words[fact.head].lemma, passage.words[other.head].lemma
    return not _alike(*heads) or any(not any(_alike(one, two) for one in ours) for two in theirs)


def _content(side: Parse, fact: RoleFact) -> list[int]:
    return [
        index
        for index in range(*fact.role)
        if side.words[index].content and side.words[index].lemma not in _PASSING
    ]


def _same_office(pair: Pair, fact: RoleFact, other: RoleFact, passage: Passage) -> bool:
    return _alike(pair.claim.words[fact.head].lemma, passage.words[other.head].lemma)


def _is_deed(fact: RoleFact, side: Parse) -> bool:
    """Whether a verb tells the office: "chairs the board"."""
    return side.tags[fact.head] == "V"


def _is_title(fact: RoleFact) -> bool:
    """Whether the role is a word before the name."""
    return fact.role[1] == fact.name[0]


def _is_definite(pair: Pair, fact: RoleFact) -> bool:
    """Whether the claim means the one holder of an office; "a musician" excludes nothing."""
    return pair.claim.words[fact.role[0]].lower not in ("a", "an", "one", "some", "another")


def _alike(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    link = lexicon.relation(ours, theirs)
    return link is not None and link[0] in (
        Relation.SAME,
        Relation.DERIVED,
        Relation.SYNONYM,
        Relation.BROADER,
    )

"""Making a sentence stand alone: connectives dropped, pronouns and "this ..." resolved.

A pronoun is replaced only where one mention alone can be meant. Everywhere else the caller
is told that the sentence leans on its neighbours, and keeps the wording or leaves it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from summarizer.draft.connectives import without_connectives
from summarizer.draft.mentions import Mention, is_group, is_person, is_time
from summarizer.draft.skeleton import BE_FORMS, Skeleton
from summarizer.draft.strand import Strand, capitalised, join
from summarizer.draft.words import SPEECH

_SUBJECT: Final = frozenset("he she it they".split())
_OBJECT: Final = frozenset("him her it them".split())
_POSSESSIVE: Final = frozenset("his her its their".split())
_THIRD_PERSON: Final = _SUBJECT | _OBJECT | _POSSESSIVE
_KINDS: Final = (
    frozenset(("he", "him", "his")),
    frozenset(("she", "her")),
    frozenset(("it", "its")),
    frozenset(("they", "them", "their")),
)
_GENDERED: Final = _KINDS[0] | _KINDS[1]
_DEMONSTRATIVES: Final = frozenset("this that these those such".split())
_LEANING: Final = frozenset("ones latter others hers theirs".split())
"""Words that only what was said before gives a meaning."""
_EMPTY_IT: Final = frozenset("seem appear happen turn rain snow take remain".split())
REACH: Final = 6
"""How many sentences back a reference may lead."""


class Before(Protocol):
    """The sentences before one; read only when something refers to them."""

    def nearest(self) -> Skeleton | None:
        """The sentence right before, if there is one."""

    def mentioning(self, word: str) -> list[Skeleton]:
        """Those of the last few in which a word occurs, nearest last."""


class Passage:
    """Sentences that are at hand, nearest last."""

    def __init__(self, sentences: Sequence[Skeleton]) -> None:
        self._sentences = sentences[-REACH:]

    def nearest(self) -> Skeleton | None:
        """The last sentence."""
        return self._sentences[-1] if self._sentences else None

    def mentioning(self, word: str) -> list[Skeleton]:
        """Those in which a word occurs."""
        return [sentence for sentence in self._sentences if word in sentence.text.lower()]


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence made to stand alone as far as possible.

    Attributes:
        sentence: The sentence, resolved where resolving is safe.
        leans: Whether something in it can only be understood from its neighbours.
    """

    sentence: Skeleton
    leans: bool


def stand_alone(sentence: Skeleton, before: Skeleton) -> Skeleton | None:
    """Replace the pronouns whose antecedent is not in the sentence itself.

    Args:
        sentence: A sentence or clause.
        before: The clause before it, where antecedents are looked for.

    Returns:
        The sentence with names for pronouns, or ``None`` when one of them cannot be resolved
        without doubt.
    """
    found = resolve(sentence, Passage([before]), within=True)
    return None if found.leans else found.sentence


def resolve(sentence: Skeleton, before: Before, within: bool = False) -> Standing:
    """Resolve pronouns, and ``this ...`` at the start, from the sentences before.

    Args:
        sentence: A sentence or clause.
        before: The sentences before it.
        within: Whether they are clauses of the same sentence, where pronouns are surer.

    Returns:
        The sentence, and whether it still leans on its neighbours.
    """
    edits: list[tuple[int, int, Strand]] = []
    named: set[frozenset[str]] = set()
    leans = False
    for index, lower in enumerate(sentence.lowers):
        if index in sentence.protected:
            continue
        edit: tuple[int, Strand] | None = None
        if lower in _THIRD_PERSON:
            if _is_empty(sentence, index) or _is_bound(sentence, index):
                continue
            kind = next(kind for kind in _KINDS if lower in kind)
            if kind in named:
                continue
            following = sentence.lowers[index + 1 : index + 2]
            quantified = following in (("all",), ("both",), ("each",))
            meant = None if quantified else _antecedent(sentence, index, before, within)
            if meant is not None:
                named.add(kind)
                edit = index + 1, _instead_of(sentence, index, meant)
        elif _is_demonstrative_subject(sentence, index):
            edit = _full_phrase(sentence, index, before)
        elif lower in ("this", "these") and sentence.tags[index] == "D":
            edit = _full_phrase(sentence, index, before)
            if edit is None:
                continue
        elif _is_left_open(sentence, index):
            pass
        elif _is_short_definite_subject(sentence, index):
            edit = _full_phrase(sentence, index, before)
            if edit is None:
                continue
        else:
            continue
        if edit is None:
            leans = True
        else:
            edits.append((index, edit[0], edit[1]))
    strand = sentence.strand
    capital = sentence.text[:1].isupper()
    for first, end, replacement in reversed(edits):
        strand = strand.replaced(
            sentence.tokens.starts[first],
            sentence.tokens.ends[end - 1],
            capitalised(replacement) if first == 0 and capital else replacement,
        )
    return Standing(sentence.like(strand), leans)


def standing(sentence: Skeleton, before: Before) -> Standing:
    """Make a sentence stand alone: connectives dropped, references resolved.

    Args:
        sentence: The sentence.
        before: The sentences before it, themselves made to stand alone.

    Returns:
        The sentence, and whether it still leans on its neighbours.
    """
    return resolve(without_connectives(sentence), before)


def _is_bound(sentence: Skeleton, index: int) -> bool:
    """Whether something earlier in the same sentence can be what the pronoun stands for."""
    lower = sentence.lowers[index]
    excluded = _cannot_be_subject(sentence, index)
    is_subject = sentence.subject == (index, index + 1)
    if lower in _KINDS[2] and _any_thing_before(sentence, index, excluded):
        return True
    return any(
        (mention.first < index or (mention.subject and index < sentence.fronted))
        and (_fits(lower, mention) or (_fits(lower, mention) is None and mention.acts))
        and not (excluded and mention.subject)
        and (mention.acts or not is_subject)
        for mention in sentence.mentions
    )


def _any_thing_before(sentence: Skeleton, index: int, not_subject: bool) -> bool:
    """Whether a singular noun stands before a word, even one inside a longer phrase."""
    subject = sentence.subject if not_subject and sentence.subject else (-1, -1)
    return any(
        sentence.tags[position] == "N"
        and not subject[0] <= position < subject[1]
        and sentence.lowers[position] == sentence.words[position].lemma
        and not is_time(sentence, position, position + 1)
        and is_person(sentence, position, position + 1) is False
        for position in range(index)
    )


def _cannot_be_subject(sentence: Skeleton, index: int) -> bool:
    """Objects and predicate nominals are never the clause's own subject."""
    main = sentence.main
    if main is None or index < main.end:
        return False
    last = sentence.lowers[main.end - 1]
    if sentence.tags[index] == "O" and sentence.lowers[index] in _OBJECT:
        return not any(main.end <= verb.start < index for verb in sentence.verbs)
    return last in BE_FORMS and index == main.end


def _is_empty(sentence: Skeleton, index: int) -> bool:
    """The "it" of "it is expected that", which stands for nothing."""
    if sentence.lowers[index] != "it":
        return False
    verb = sentence.verb_from(index + 1)
    if verb is None:
        return False
    lemma = sentence.words[verb.end - 1].lemma
    if lemma in _EMPTY_IT:
        return True
    rest = sentence.lowers[verb.end : verb.end + 6]
    has_be = any(sentence.lowers[i] in BE_FORMS for i in range(verb.start, verb.end))
    return has_be and any(word in ("that", "to", "whether", "who") for word in rest)


def _fits(pronoun: str, mention: Mention) -> bool | None:
    """Whether a mention can be what a pronoun stands for; ``None`` when unsure."""
    if pronoun in ("they", "them", "their"):
        if mention.plural:
            return True
        may_be_group = is_group(mention.head) or (mention.proper and mention.person is not True)
        return None if may_be_group else False
    if mention.plural:
        return False
    if pronoun in ("it", "its"):
        return None if mention.person is None else not mention.person
    wanted = "m" if pronoun in ("he", "him", "his") else "f"
    if mention.gender and mention.gender != wanted:
        return False
    if mention.person is None:
        return None if mention.proper else False
    return mention.person


def _antecedent(sentence: Skeleton, index: int, before: Before, within: bool) -> Mention | None:
    lower = sentence.lowers[index]
    nearest = before.nearest()
    if nearest is None:
        return None
    if _is_unresolved(nearest, lower):
        return None
    own_subject = _subject_words(sentence) if _cannot_be_subject(sentence, index) else frozenset()
    candidates = [
        mention
        for mention in _distinct(nearest.mentions)
        if not (mention.words & own_subject) and _may_be_meant(lower, mention)
    ]
    if lower in _KINDS[3]:
        candidates = _without_members(candidates)
    goes_on_speaking = index == 0 and _speaks(sentence) and _speaks(nearest)
    if len(candidates) != 1:
        candidates = [mention for mention in candidates if mention.subject]
        return candidates[0] if len(candidates) == 1 and goes_on_speaking else None
    only = candidates[0]
    if not (within or goes_on_speaking or only.gender):
        leads = sentence.subject is not None and sentence.subject[0] == index
        if not (leads and only.subject):
            return None
        if lower in _GENDERED and _somebody_else(before, only, lower):
            return None
    return only if _is_safe(lower, index, only) else None


def _somebody_else(before: Before, only: Mention, pronoun: str) -> bool:
    """Whether the sentences before speak of another person that a pronoun could mean."""
    return any(
        _may_be_meant(pronoun, mention)
        and (mention.person or mention.subject)
        and not mention.words & only.words
        for earlier in before.mentioning("")
        for mention in earlier.mentions
    )


def _without_members(candidates: list[Mention]) -> list[Mention]:
    """Leave out "Norway" and "Sweden" where "Norway and Sweden" can be meant."""
    return [
        mention
        for mention in candidates
        if not any(other.pair and mention.words < other.words for other in candidates)
    ]


def _is_safe(pronoun: str, index: int, only: Mention) -> bool:
    """Whether the only candidate is likely enough; "they" may mean people not mentioned."""
    if only.bare:
        return False
    if pronoun in _KINDS[2]:
        return only.acts
    if pronoun in _GENDERED:
        return only.acts or bool(only.gender)
    return only.plural and (index > 0 or only.subject)


def _may_be_meant(pronoun: str, mention: Mention) -> bool:
    fits = _fits(pronoun, mention)
    if fits is None and pronoun in _GENDERED:
        # a name that could be anything's is a person's at most where persons stand first
        return mention.subject
    return fits is not False


def _is_unresolved(sentence: Skeleton, pronoun: str) -> bool:
    """Whether a sentence itself speaks of somebody by a pronoun of the same kind."""
    alike = next((kind for kind in _KINDS if pronoun in kind), frozenset())
    return any(
        lower in alike
        and index not in sentence.protected
        and not _is_bound(sentence, index)
        and not _is_empty(sentence, index)
        for index, lower in enumerate(sentence.lowers)
    )


def _subject_words(sentence: Skeleton) -> frozenset[str]:
    if sentence.subject is None:
        return frozenset()
    return frozenset(
        word.lemma for word in sentence.words[slice(*sentence.subject)] if word.content
    )


def _distinct(found: Sequence[Mention]) -> list[Mention]:
    """One mention for each thing: a later, shorter name for it is left out."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda item: not item.subject):
        if any(
            mention.proper
            and other.proper
            and mention.plural == other.plural
            and mention.words <= other.words
            and mention.head == other.head
            for other in kept
        ):
            continue
        kept.append(mention)
    return kept


def _speaks(sentence: Skeleton) -> bool:
    subject_verbs = [sentence.main] if sentence.main is not None else []
    return any(sentence.words[verb.end - 1].lemma in SPEECH for verb in subject_verbs) or any(
        sentence.words[verb.end - 1].lemma in SPEECH for verb in sentence.verbs
    )


def _instead_of(sentence: Skeleton, index: int, meant: Mention) -> Strand:
    name = _definite(meant.strand)
    if sentence.lowers[index] in ("his", "its", "their") or (
        sentence.lowers[index] == "her" and sentence.tags[index] == "D"
    ):
        name += Strand.added("’" if name.text.endswith("s") and meant.plural else "’s")
    return name


def _is_demonstrative_subject(sentence: Skeleton, index: int) -> bool:
    if sentence.lowers[index] not in _DEMONSTRATIVES or not _starts_subject(sentence, index):
        return False
    return sentence.tags[index] in "DO"


def _is_left_open(sentence: Skeleton, index: int) -> bool:
    """Whether a word stands for something said before that no name can replace."""
    if sentence.lowers[index] in _LEANING or _is_bare_number(sentence, index):
        return True
    return sentence.lowers[index] in ("this", "that") and _is_loose(sentence, index)


def _is_loose(sentence: Skeleton, index: int) -> bool:
    """``this`` or ``that`` standing for something said before: "denied this"."""
    following = sentence.lowers[index + 1] if index + 1 < len(sentence) else "."
    if following == "of" or not index:
        return False
    if sentence.tags[index] == "O":
        return sentence.noun_phrase_from(index) == index + 1
    after_verb = sentence.tags[index - 1] == "V"
    return after_verb and any(verb.start == index + 1 for verb in sentence.verbs)


def _is_bare_number(sentence: Skeleton, index: int) -> bool:
    """``the two``: of whom was said before."""
    if sentence.lowers[index] != "the" or sentence.tags[index + 1 : index + 2] != "Q":
        return False
    value = sentence.words[index + 1].value
    return value in (2, 3, 4, 5) and sentence.tags[index + 2 : index + 3] not in tuple("NPAQ-G")


def _is_short_definite_subject(sentence: Skeleton, index: int) -> bool:
    """``The ministry``: one noun, no more."""
    if sentence.lowers[index] != "the" or not _starts_subject(sentence, index):
        return False
    end = sentence.noun_phrase_from(index)
    # "the minutes of the meeting" already says which
    return end == index + 2 and sentence.tags[end : end + 1] not in ("I", "W", "S")


def _starts_subject(sentence: Skeleton, index: int) -> bool:
    return index == 0 or index == sentence.fronted


def _full_phrase(sentence: Skeleton, index: int, before: Before) -> tuple[int, Strand] | None:
    """The fuller phrase that introduced what "this center" or "the ministry" means."""
    end = sentence.noun_phrase_from(index)
    if end <= index + 1:
        return None
    head = sentence.words[end - 1].lemma
    own = frozenset(w.lemma for w in sentence.words[index:end] if w.content)
    found = [
        mention
        for earlier in before.mentioning(head)
        for mention in earlier.mentions
        if mention.head == head
        and mention.strand.text.split(" ", 1)[0].lower() not in _POSSESSIVE
        and own < mention.words
        and mention.plural == _plural_at(sentence, end)
    ]
    if not found:
        return None
    longest = max(found, key=lambda mention: len(mention.words))
    if not all(mention.words <= longest.words for mention in found):
        return None
    return end, _definite(longest.strand)


def _plural_at(sentence: Skeleton, end: int) -> bool:
    head = sentence.words[end - 1]
    return head.lower != head.lemma


def _definite(strand: Strand) -> Strand:
    first, _, _ = strand.text.partition(" ")
    if first.lower() in ("a", "an", "this", "that", "these", "those"):
        return join(Strand.added("the"), strand.cut(len(first)))
    if first[:1].isupper() and first.lower() in (
        "the",
        "our",
        "its",
        "their",
        "his",
        "her",
    ):
        return Strand(first.lower() + strand.text[len(first) :], strand.origins)
    return strand

"""Who and what a sentence speaks of, as far as pronouns need to know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.draft.words import ADDS_TIME, CALENDAR
from summarizer.language import lexicon
from summarizer.language.grammar import BE
from summarizer.language.wordlists import FEMALE_NAMES, MALE_NAMES
from summarizer.lazy import lazy

if TYPE_CHECKING:
    from summarizer.draft.skeleton import Skeleton
    from summarizer.draft.strand import Strand

_GROUP: Final = "14"
"""WordNet's number for groups of people or things."""
_PLURAL: Final = frozenset("people police they them these those we".split())
_PEOPLE: Final = frozenset("person man woman child human individual adult people".split())
_UNUSABLE: Final = frozenset(
    "some many few any no every each most several another his her its their my your our".split()
)
_FEMALE: Final = frozenset(
    "mrs ms miss madam lady queen princess duchess baroness woman girl mother daughter sister wife "
    "actress widow aunt grandmother chairwoman spokeswoman businesswoman".split()
)
_MALE: Final = frozenset(
    "mr sir lord king prince duke baron man boy father son brother husband actor uncle "
    "grandfather chairman spokesman businessman".split()
)
_PERSONAL: Final = _FEMALE | _MALE | _PEOPLE


@dataclass(frozen=True, eq=False)
class Mention:
    """A noun phrase that a later pronoun may stand for: words ``first`` to ``end``.

    Attributes:
        sentence: Where it stands.
        first: Index of its first word.
        end: One past the word that the rest describes.
        subject: Whether it is the main clause's subject.
        pair: Whether it is two phrases joined by "and".
    """

    sentence: Skeleton
    first: int
    end: int
    subject: bool
    pair: bool = False

    @property
    def head(self) -> str:
        """Lemma of the word that the rest describes."""
        return self.sentence.words[self.end - 1].lemma

    @property
    def proper(self) -> bool:
        """Whether it is a name."""
        return self.sentence.tags[self.end - 1] == "P"

    @lazy
    def words(self) -> frozenset[str]:
        """Lemmas of its content words, those of an "of" phrase included."""
        words = self.sentence.words[self.first : self._stop]
        return frozenset(word.lemma for word in words if word.content)

    @property
    def strand(self) -> Strand:
        """Its words, with an "of" phrase that belongs to it."""
        return self.sentence.words_to_strand(self.first, self._stop)

    @lazy
    def person(self) -> bool | None:
        """Whether it is a person; ``None`` when that cannot be told."""
        known = is_person(self.sentence, self.first, self.end)
        predicate = self._predicate
        return known if predicate is None else is_person(self.sentence, *predicate) or known

    @lazy
    def gender(self) -> str:
        """``f``, ``m`` or ``""``."""
        known = "" if self.pair else _gender(self.sentence, self.first, self.end)
        predicate = self._predicate
        return known if known or predicate is None else _gender(self.sentence, *predicate)

    @lazy
    def plural(self) -> bool:
        """Whether it is more than one."""
        return self.pair or is_plural(self.sentence, self.first, self.end)

    @property
    def acts(self) -> bool:
        """Whether it is the subject of any clause."""
        return self.subject or any(frame.subject == self.end - 1 for frame in self.sentence.frames)

    @property
    def bare(self) -> bool:
        """Whether its words cannot replace a pronoun: "some guests", "her son", "water"."""
        sentence = self.sentence
        if sentence.lowers[self.first] in _UNUSABLE:
            return True
        tags = sentence.tags[self.first : self.end]
        return tags[-1] == "N" and not set(tags) & set("DGQ") and not self.plural

    @lazy
    def _stop(self) -> int:
        return self.end if self.pair else _with_of_phrase(self.sentence, self.end)

    @property
    def _predicate(self) -> tuple[int, int] | None:
        """What the sentence says that a name is: "Jane Roe is a pilot"."""
        return _predicate(self.sentence) if self.subject and self.proper else None


def mentions(sentence: Skeleton) -> list[Mention]:
    """The noun phrases of a sentence that a pronoun can stand for, in order."""
    found: list[Mention] = []
    subject = sentence.subject or (-1, -1)
    phrases = [p for p in sentence.phrases if not is_time(sentence, p.start, p.end)]
    for number, phrase in enumerate(phrases):
        start, end = phrase.start, phrase.end
        if sentence.tags[start:end].endswith("O") or start in sentence.protected:
            continue
        if sentence.lowers[end - 1] in ("i", "you", "we"):
            continue
        if start and sentence.lowers[start - 1] in ("named", "called"):
            continue
        if _describes_name(sentence, start, end) or _is_predicate(sentence, start):
            continue
        is_subject = start == subject[0] or (
            subject[0] < start < subject[1] and sentence.tags[start - 1] == "C"
        )
        found.append(Mention(sentence, start, end, is_subject))
        for index in range(start + 1, end - 1):
            if sentence.tags[index] == "G":
                found.append(Mention(sentence, start, index, subject=False))
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        if (
            following is not None
            and following.start == end + 1
            and sentence.lowers[end] == "and"
            and not sentence.tags[following.start : following.end].endswith("O")
        ):
            found.append(Mention(sentence, start, following.end, is_subject, pair=True))
    return found


def is_person(sentence: Skeleton, start: int, end: int) -> bool | None:
    """Whether a noun phrase is a person; ``None`` for names that could be anything's."""
    words = sentence.words[start:end]
    if any(
        word.capitalised and (word.lower in FEMALE_NAMES or word.lower in MALE_NAMES)
        for word in words
    ):
        return True
    head = words[-1]
    if lexicon.is_person_role(head.lemma) or head.lemma in _PERSONAL:
        return True
    if sentence.tags[end - 1] == "P":
        several = sentence.tags[start:end].count("P") > 1
        if lexicon.is_place(head.lemma) or is_group(head.lemma):
            return False
        if not several and not is_individual(head.lower) and lexicon.entry(head.lemma).classes:
            return False
        titled = any(
            (lexicon.is_person_role(word.lemma) and word.tags[:1] == "N")
            or word.lower.rstrip(".") in ("mr", "mrs", "ms", "dr")
            for word in words[:-1]
        )
        return True if titled else None
    return False


def is_group(lemma: str) -> bool:
    """Whether a noun names many as one: council, team, company."""
    return _GROUP in lexicon.entry(lemma).classes[:1]


def is_individual(lower: str) -> bool:
    """Whether the lexicon knows a word first of all as somebody's or something's name."""
    return lexicon.entry(lower).classes[:1] in (("i18",), ("i15",), ("i14",))


def is_plural(sentence: Skeleton, start: int, end: int) -> bool:
    """Whether a noun phrase is more than one."""
    head = sentence.words[end - 1]
    if head.lower in _PLURAL:
        return True
    if sentence.lowers[start] in ("a", "an", "this", "that", "every", "each"):
        return False
    if any((word.value or 1) > 1 for word in sentence.words[start : end - 1]):
        return True
    if sentence.lowers[start] in ("these", "those", "both", "many", "several"):
        return True
    if sentence.tags[end - 1] == "P" and sentence.lowers[start] != "the":
        return False
    return head.lower != head.lemma and not head.lower.endswith(("ing", "ed"))


def _gender(sentence: Skeleton, start: int, end: int) -> str:
    for word in sentence.words[start:end]:
        lower = word.lower.rstrip(".")
        if lower in _FEMALE:
            return "f"
        if lower in _MALE:
            return "m"
    for word in sentence.words[start:end]:
        if word.capitalised and (word.lower in FEMALE_NAMES) != (word.lower in MALE_NAMES):
            return "f" if word.lower in FEMALE_NAMES else "m"
    return ""


def _with_of_phrase(sentence: Skeleton, end: int) -> int:
    while end + 1 < len(sentence) and sentence.lowers[end] == "of":
        inner = sentence.noun_phrase_from(end + 1)
        if inner == end + 1:
            break
        end = inner
    return end


def is_time(sentence: Skeleton, start: int, end: int) -> bool:
    """Whether a noun phrase is a date, a time or a bare number."""
    words = sentence.words[start:end]
    head = words[-1]
    if head.lower in CALENDAR or head.lemma in ADDS_TIME:
        return True
    return head.value is not None or any(word.lower in CALENDAR for word in words[:1])


def _is_predicate(sentence: Skeleton, start: int) -> bool:
    """Whether a phrase says what the subject is: "is a teacher", "served as mayor"."""
    before = start - 1
    while before >= 0 and sentence.tags[before] == "R":
        before -= 1
    if before < 0:
        return False
    word = sentence.words[before]
    if word.lower in BE or word.lower == "as" or word.lemma == "become":
        return True
    if sentence.tags[before] != "C" and word.lower != ",":
        return False
    if sentence.tags[before] == "C" and sentence.lowers[before - 1] == ",":
        before -= 1
    # "a teacher, writer, and activist"
    earlier = next((p for p in sentence.phrases if p.end == before), None)
    return earlier is not None and earlier.start > 0 and _is_predicate(sentence, earlier.start)


def _predicate(sentence: Skeleton) -> tuple[int, int] | None:
    """The noun phrase that says what the main subject is."""
    main = sentence.main
    if main is None or sentence.lowers[main.end - 1] not in BE:
        return None
    end = sentence.noun_phrase_from(main.end)
    return (main.end, end) if end > main.end else None


def _describes_name(sentence: Skeleton, start: int, end: int) -> bool:
    """Whether a phrase only describes the name next to it: "Jane Roe, the mayor"."""
    if sentence.tags[end - 1] != "N" or is_person(sentence, start, end) is not True:
        return False
    tags = sentence.tags
    if start > 1 and tags[start - 1] == "," and tags[start - 2] == "P":
        return True
    return tags[end : end + 1] == "," and tags[end + 1 : end + 2] == "P"

"""Who does what to whom: phrase chunks and one frame for each verb.

Chunks are read off the tag string by a regular chunk grammar (Abney 1991, "Parsing by
chunks"); frames follow from the order of chunks. No frame is better than a wrong one: where
the order does not tell, a slot stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from summarizer.language import grammar
from summarizer.language.lexicon import is_time
from summarizer.language.tokens import Word

_CHUNK: Final = re.compile(
    r"(?P<verb>T?(?:R*[MXE][ER]*)*V|T?R*(?:[MX][ER]*)+)"
    r"|(?P<noun>[ED]*O|E?D*(?:[NPQAG-]|R(?=[QA]))*[NPQ])"
    r"|(?P<other>.)",
    re.DOTALL,
)

_DASHES: Final = frozenset("-–—")
_RELATIVES: Final = frozenset(("who", "whom", "which", "that"))
_SHARES: Final = frozenset("half third quarter fifth tenth dozen few".split())
_COUNTERS: Final = frozenset(
    "all most some many few several none one both each half any majority two three four five six "
    "seven eight nine ten dozens hundreds thousands".split()
)
_SAME_PARTICIPLE: Final = frozenset("put cut set hit hurt shut cast split read cost run".split())
_NOMINATIVE: Final = frozenset("he she they we i".split())
_ABOUT: Final = frozenset(["about", "around", "over", "under", "up to", "close to"])
_EITHER: Final = frozenset("after before since until till than as like".split())
_CLAUSAL: Final = frozenset(
    "say think believe hope claim insist argue warn explain fear suspect admit complain".split()
)
"""Verbs that a whole statement follows: who is named next acts."""
OBJECT_CONTROL: Final = frozenset(
    (
        "ask urge want tell order allow force persuade advise encourage invite request "
        "require press call help enable warn instruct beg permit convince expect push let "
        "make"
    ).split()
)


@dataclass(slots=True)
class Frame:
    """One verb with its participants, as word indices into the sentence.

    Attributes:
        start: First word of the verb group.
        verb: The main verb, last word of the group.
        subject: Head of the grammatical subject.
        object: Head of the first bare noun phrase after the verb.
        agent: Head of the ``by`` phrase of a passive.
        passive: Whether the grammatical subject undergoes the action.
        obliques: (preposition, head) of the prepositional phrases after the verb.
        governor: Index of the frame that this one is a complement of.
        guessed: Whether the subject stands elsewhere and was guessed: the antecedent of a
            relative pronoun, the understood subject of an infinitive or a participle.
        partner: Head of the phrase coordinated with the subject ("A and B did").
    """

    start: int
    verb: int
    subject: int | None = None
    object: int | None = None
    agent: int | None = None
    passive: bool = False
    obliques: list[tuple[int, int]] = field(default_factory=list)
    governor: int | None = None
    partner: int | None = None
    guessed: bool = False

    @property
    def doer(self) -> int | None:
        """Head of the phrase that acts: the subject, or the ``by`` phrase of a passive."""
        return self.agent if self.passive else self.subject

    @property
    def undergoer(self) -> int | None:
        """Head of the phrase acted upon: the object, or the subject of a passive."""
        return self.subject if self.passive else self.object


class Phrase(NamedTuple):
    """A noun phrase: words ``start`` to ``end`` (exclusive) around ``head``.

    Attributes:
        start: First word.
        end: One past the last word.
        head: The noun that the rest describes.
        preposition: The preposition that governs it, if any.
    """

    start: int
    end: int
    head: int
    preposition: int | None


def read_clauses(words: tuple[Word, ...], tags: str) -> tuple[list[Phrase], list[Frame]]:
    """Noun phrases and frames of a tagged sentence, in order."""
    phrases: list[Phrase] = []
    frames: list[Frame] = []
    subject: int | None = None
    adjacent: int | None = None
    last_noun: int | None = None
    antecedent: int | None = None
    preposition: int | None = None
    open_frame: Frame | None = None
    main_subject: int | None = None
    waiting: int | None = None
    opened: int | None = None
    partner: int | None = None
    first_of_pair: int | None = None
    listed: int | None = None
    host: Frame | None = None
    described: int | None = None
    restart: int | None = None
    gerund: Frame | None = None
    after_comma = False
    coordinated = plain = resumed = False
    for match in _CHUNK.finditer(tags):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "noun":
            if preposition is not None and end - start > 1 and _is_year(words[start]):
                # "in 1894 Raabe's foreman": the year stands by itself
                phrases.append(Phrase(start, start + 1, start, preposition))
                start, preposition = start + 1, None
            if (
                preposition is not None
                and open_frame is None
                and subject is None
                and _is_about(words, tags, preposition, start, end)
            ):
                preposition = None
            head = end - 1
            if words[head].lower in _NOMINATIVE:
                # "walking home she saw"
                gerund = None
            phrases.append(Phrase(start, end, head, preposition))
            if start == 1 and tags[head] == "Q" and words[0].surface == "(":
                # "(1) The owner is liable"
                last_noun = head
            elif preposition is not None:
                if (
                    subject is not None
                    and open_frame is None
                    and words[subject].lower in _COUNTERS
                    and words[preposition].lower == "of"
                    and preposition == subject + 1
                ):
                    # "all of the passengers": the passengers are who is meant
                    subject = described = head
                if open_frame is not None:
                    open_frame.obliques.append((preposition, head))
                    listed = preposition
                    if (
                        open_frame.passive
                        and open_frame.agent is None
                        and words[preposition].lower == "by"
                    ):
                        open_frame.agent = head
                # "after Smith left": only what follows tells a preposition from a conjunction
                # "boats wider than three metres cannot pass": a measure does nothing
                measured = open_frame is None and subject is not None and "Q" in tags[start:end]
                adjacent = head if words[preposition].lower in _EITHER and not measured else None
                if adjacent is not None and open_frame is not None:
                    opened = head
                preposition = None
            else:
                if resumed and open_frame is not None:
                    # "was sold, and the buyer, who": another clause may begin
                    restart = head
                if coordinated and open_frame is not None and listed is not None:
                    # "worked in Rome and Oslo"
                    open_frame.obliques.append((listed, head))
                elif open_frame is not None and open_frame.object is None and not after_comma:
                    if tags[max(open_frame.start - 2, 0) : open_frame.start] in (',"', '."'):
                        # "..., " said Jane Roe
                        open_frame.subject = head
                    else:
                        open_frame.object = head
                elif open_frame is None and subject is None:
                    subject = head
                adjacent = head
                first_of_pair = partner if coordinated else None
            partner = None
            coordinated = resumed = False
            last_noun = head
            after_comma = False
        elif kind == "verb":
            verb = _last_verbal(tags, start, end)
            frame = Frame(start=start, verb=verb)
            group = tags[start:end]
            form = words[verb].lower
            bare = group[-1] == "V" and len(group.strip("RE")) == 1
            if adjacent is None and not (bare and form.endswith("ing")):
                # "said the cost of the bridge rose": what is described acts
                adjacent = described
            previous = frames[-1] if frames else None
            if group[0] == "T":
                if previous is not None:
                    frame.governor = len(frames) - 1
                    controlled = (
                        previous.object
                        if words[previous.verb].lemma in OBJECT_CONTROL
                        and previous.object is not None
                        else previous.subject
                    )
                    frame.subject, frame.guessed = controlled, True
            elif antecedent is not None:
                if adjacent is not None:
                    frame.subject, frame.object = adjacent, antecedent
                else:
                    frame.subject = antecedent
                    frame.guessed = not (plain or _is_cleft(words, previous))
                antecedent = None
            elif (
                bare
                and form.endswith("ing")
                and previous is not None
                and adjacent is None
                and tags[start - 1] != "."
            ):
                frame.subject = main_subject if after_comma or coordinated else last_noun
                frame.guessed = True
            elif bare and previous is not None and start == previous.verb + 1:
                # "became known", "kept singing"
                frame.subject = previous.subject
            elif (
                gerund is not None
                and open_frame is gerund
                and not (bare and _precedes_by(words, end - 1))
            ):
                # "heating the oil to 60 degrees killed": what is done does it
                frame.subject, gerund = gerund.verb, None
            elif adjacent is not None and not (open_frame is not None and adjacent == subject):
                frame.subject = adjacent
                frame.partner = first_of_pair
                if open_frame is not None and open_frame.object == adjacent:
                    if bare and _is_participle(words[verb]) and not coordinated:
                        if words[open_frame.verb].lemma in _CLAUSAL and not _precedes_by(
                            words, verb
                        ):
                            open_frame.object = None
                        else:
                            frame.passive = True
                    elif coordinated or group[0] in "MX" or not form.endswith("ing"):
                        open_frame.object = None if not coordinated else open_frame.object
            elif coordinated and previous is not None:
                if resumed and host is not None:
                    # "was drawn by Roe, who had studied in Rome, and built by Poe"
                    frame.subject, frame.guessed = host.subject, True
                    frame.passive = host.passive and bare and _is_participle(words[verb])
                else:
                    frame.subject = previous.subject
            elif (
                group[0] in "MX"
                and open_frame is not None
                and open_frame.object is not None
                and not after_comma
            ):
                # "said the visit to the islands was off": what looked like an object acts
                frame.subject, open_frame.object = open_frame.object, None
            elif after_comma and waiting is not None and not form.endswith("ing"):
                # "the mayor, while visiting the site, asked": the clause between is over
                frame.subject, waiting = waiting, None
                if host is not None and host.object == frame.subject:
                    # "said the bridge, which had cost much, was closed"
                    host.object = None
                elif host is not None and frame.subject in [head for _, head in host.obliques]:
                    # "was sold to Roe, and Poe, who had waited, moved"
                    host.obliques.pop()
            elif after_comma and opened is not None and not form.endswith("ing"):
                # "until a teacher, Jane Roe, pointed out"
                frame.subject = opened
            elif subject is not None:
                frame.subject = subject
            elif bare and _is_participle(words[verb]) and last_noun is not None and previous:
                frame.subject, frame.passive = last_noun, True
            elif previous is not None and not (bare and tags[start - 1] == "."):
                frame.subject = previous.subject
            if group[-1] == "V" and _is_participle(words[verb]):
                # "rose by 12 percent", "cut by half": an amount is nobody's deed
                by = (
                    _precedes_by(words, end - 1)
                    and tags[end + 1] != "Q"
                    and words[end + 1].lower not in _SHARES
                    and not (
                        tags[end + 1] == "D"
                        and words[end + 2 : end + 3]
                        and words[end + 2].lower in _SHARES
                    )
                )
                if _has_be(words, start, verb) or (bare and by):
                    frame.passive = True
            if bare and form.endswith("ing") and (not start or tags[start - 1] in ".S;"):
                gerund = frame
            if not frames or (frame.governor is None and not bare):
                main_subject = frame.subject if main_subject is None else main_subject
            frames.append(frame)
            if (
                listed is not None
                and open_frame
                and open_frame.obliques[-1:] == [(listed, adjacent)]
            ):
                # "ran to Rome and the mayor stayed": no list, another clause
                open_frame.obliques.pop()
            opened = listed = described = restart = None
            open_frame = frame
            adjacent = None
            preposition = None
            after_comma = coordinated = False
        else:
            current = tags[start]
            if current == "I":
                preposition = start
                described = described if adjacent is None else adjacent
                adjacent = None
                continue
            if current != "R":
                described = None
            if current == "W":
                waiting = subject if open_frame is None else restart or open_frame.object
                restart = None
                antecedent = last_noun if words[start].lower in _RELATIVES else None
                plain = antecedent is not None and _is_plain(words, tags, phrases, start)
                host = open_frame
                open_frame, subject, adjacent, preposition = None, None, None, None
            elif current == "S":
                waiting = subject if open_frame is None else None
                antecedent = (
                    _cleft_noun(words, open_frame) if words[start].lower == "that" else None
                )
                open_frame, subject, adjacent, preposition = None, None, None, None
            elif current == "C":
                coordinated = True
                resumed = after_comma
                partner = adjacent
                adjacent = None
                preposition = None
            elif current == ",":
                if not frames and words[start].surface in _DASHES:
                    # a dateline comes before the sentence
                    subject = None
                after_comma = True
                gerund = None
                adjacent = None
                preposition = None
            elif current == ".":
                open_frame, subject, adjacent, preposition = None, None, None, None
                antecedent = None
    return phrases, frames


def _precedes_by(words: tuple[Word, ...], verb: int) -> bool:
    return verb + 2 < len(words) and words[verb + 1].lower == "by"


def _is_about(words: tuple[Word, ...], tags: str, at: int, start: int, end: int) -> bool:
    """``About 30 people left``: the word before a number bounds it and governs nothing."""
    lower = words[at].lower
    if lower == "to" and at:
        lower = f"{words[at - 1].lower} to"
    return (
        lower in _ABOUT
        and tags[start] == "Q"
        and tags[end : end + 1] != ","
        and not is_time(words[end - 1].lemma)
    )


def _is_year(word: Word) -> bool:
    return len(word.surface) == 4 and word.surface.isdigit() and "1100" <= word.surface <= "2199"


def _is_plain(words: tuple[Word, ...], tags: str, phrases: list[Phrase], relative: int) -> bool:
    """``Jane Roe, who``: a name that nothing governs, with what is said of it next to it."""
    phrase = phrases[-1]
    return (
        words[relative].lower == "who"
        and tags[phrase.head] == "P"
        and phrase.preposition is None
        and tags[phrase.end : relative] in ("", ",")
    )


def _is_cleft(words: tuple[Word, ...], frame: Frame | None) -> bool:
    """``It was Jane who``: what follows is said of Jane and of nobody else."""
    return (
        frame is not None
        and frame.subject is not None
        and words[frame.subject].lower == "it"
        and words[frame.verb].lower in grammar.BE
    )


def _cleft_noun(words: tuple[Word, ...], frame: Frame | None) -> int | None:
    """Who is meant by ``it was the guide that``."""
    return frame.object if frame is not None and _is_cleft(words, frame) else None


def _last_verbal(tags: str, start: int, end: int) -> int:
    index = end - 1
    while index > start and tags[index] not in "VXM":
        index -= 1
    return index


def _is_participle(word: Word) -> bool:
    lower = word.lower
    return (
        lower.endswith(("ed", "en", "wn", "nt", "lt", "ld", "ht", "de"))
        or (lower != word.lemma and not lower.endswith(("ing", "s")))
        or lower in _SAME_PARTICIPLE
    )


def _has_be(words: tuple[Word, ...], start: int, verb: int) -> bool:
    return any(
        words[index].lower in grammar.BE or words[index].lower in ("get", "got", "gets")
        for index in range(start, verb)
    )

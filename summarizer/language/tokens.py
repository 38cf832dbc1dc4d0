"""Words of a sentence with their exact places.

A ``Word`` is what is known of a surface form wherever it stands; it is made once and
shared. A ``Token`` list is three parallel tuples, because the check reads millions of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from summarizer.language import grammar, lexicon
from summarizer.language.numerals import number_value

_TOKEN: Final = re.compile(
    r"""(
      [Cc]an(?=not\b)                                      # can|not
    | [^\W\d_]{2,}(?![\w'’.-])                             # most words; the rest looks closer
    | (?:[A-Za-z]\.){2,}                                  # U.S.  a.m.
    | (?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Lt|Col|Prof|Jr|Sr|vs|etc|No|Inc|Ltd|Co|Corp)\.(?=\s+\S)
    | [A-Z]\.(?=\s+[A-Z])                                # initials: J. Field
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|k|km|kg|pm|am|tn)?\b
    | [^\W\d_]+?(?=n['’]t\b)                              # does|n't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b                            # possessive and contracted verbs
    | (?:re|co|pre|un|non|e)-[^\W\d_]{3,}                   # re-elected, co-operation
    | [^\W_]+(?:['’][^\W\d_]{3,})?                          # words; o'clock
    | [%$€£¥₺₹]
    | [“”„«»"‟]
    | \.\.\.|…
    | --|[–—]
    | \S
    )\s*                                                # so that the search never meets a space
    """,
    re.VERBOSE,
)
_TRAILING_QUOTES: Final = frozenset("“”„«»\"‟‘’'")
_TYPOGRAPHIC: Final = str.maketrans({"’": "'", "‘": "'"})
_PHRASAL: Final[dict[str, dict[str, str]]] = {
    "back": {"down": "yield", "out": "withdraw"},
    "blow": {"up": "explode"},
    "break": {"out": "erupt", "up": "dissolve", "down": "fail"},
    "bring": {"about": "cause", "back": "restore", "forward": "advance", "in": "introduce"},
    "burn": {"down": "burn"},
    "buy": {"out": "acquire", "up": "buy"},
    "call": {"off": "cancel", "for": "demand"},
    "calm": {"down": "calm"},
    "carry": {"out": "conduct", "on": "continue"},
    "clean": {"up": "clean"},
    "close": {"down": "close"},
    "come": {"back": "return", "across": "encounter"},
    "cool": {"down": "cool", "off": "cool"},
    "cut": {"back": "reduce"},
    "draw": {"up": "draft"},
    "drop": {"out": "quit"},
    "dry": {"up": "dry", "out": "dry"},
    "fall": {"apart": "collapse", "behind": "lag"},
    "fill": {"out": "complete"},
    "find": {"out": "discover"},
    "give": {"up": "abandon", "back": "return", "away": "donate"},
    "go": {"back": "return", "up": "rise", "down": "fall", "on": "continue", "ahead": "proceed"},
    "hand": {"over": "deliver", "in": "submit", "out": "distribute", "back": "return"},
    "hold": {"up": "delay"},
    "keep": {"on": "continue"},
    "knock": {"down": "demolish"},
    "lay": {"off": "dismiss"},
    "leave": {"out": "exclude", "behind": "abandon"},
    "look": {"for": "seek", "into": "investigate", "after": "tend"},
    "open": {"up": "open"},
    "pass": {"away": "die"},
    "pay": {"back": "repay"},
    "phase": {"out": "abolish"},
    "point": {"out": "note"},
    "pull": {"down": "demolish", "out": "withdraw"},
    "put": {"off": "postpone", "forward": "propose", "out": "extinguish"},
    "roll": {"back": "reverse", "out": "launch"},
    "rule": {"out": "exclude"},
    "run": {"out": "expire", "away": "flee"},
    "scale": {"back": "reduce", "down": "reduce", "up": "expand"},
    "sell": {"off": "sell"},
    "send": {"back": "return"},
    "set": {"up": "establish"},
    "shut": {"down": "close"},
    "slow": {"down": "slow"},
    "sort": {"out": "resolve"},
    "speed": {"up": "accelerate"},
    "stand": {"down": "resign"},
    "step": {"down": "resign", "aside": "resign", "up": "increase"},
    "strike": {"down": "annul"},
    "take": {"part": "participate", "apart": "dismantle"},
    "tear": {"down": "demolish"},
    "throw": {"away": "discard", "out": "discard"},
    "turn": {"down": "reject"},
    "vote": {"down": "reject"},
    "wipe": {"out": "destroy"},
}
"""Verbs that mean one thing together with the particle behind them."""
_PARTICLES: Final = frozenset(particle for meanings in _PHRASAL.values() for particle in meanings)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What is known of a surface form wherever it stands.

    Attributes:
        surface: As written.
        lower: Lower-cased, with plain apostrophes.
        lemma: Base form.
        closed: Tag of its closed class, or ``""`` for content words.
        tags: Tags of the open classes it can belong to, most frequent first.
        capitalised: Starts with an upper-case letter.
        content: Carries meaning that a supporting text must reflect.
        weight: How much meaning, 0 to 1: rare words weigh more.
        value: Numeric value of numerals (``"12"``, ``"twelve"``), else ``None``.
    """

    surface: str
    lower: str
    lemma: str
    closed: str
    tags: str
    capitalised: bool
    content: bool
    weight: float
    value: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """A sentence's words in order, with offsets in code points of the text it came from."""

    words: tuple[Word, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def inside(self, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """Indices of the words that begin inside one of some spans of the text."""
        if not spans:
            return frozenset()
        return frozenset(
            index
            for index, start in enumerate(self.starts)
            if any(low <= start < high for low, high in spans)
        )


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut ``text[start:end]`` into words, numbers and punctuation.

    Args:
        text: The whole text.
        start: First code point to read.
        end: One past the last; the end of the text when ``None``.

    Returns:
        The words with their offsets in ``text``.
    """
    words: list[Word] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match[1]
        first, stop = match.span(1)
        if surface == "-" and not text[first - 1 : first].isalnum():
            surface = "–"
        elif surface in "'’" and ends and ends[-1] == first and text[first - 1] == "s":
            surface = "'s"
        if surface in _PARTICLES and words and words[-1].lemma in _PHRASAL:
            words[-1] = _joined(words[-1], surface)
        words.append(word(surface))
        starts.append(first)
        ends.append(stop)
    return Tokens(tuple(words), tuple(starts), tuple(ends))


@lru_cache(maxsize=10_000)
def _joined(verb: Word, particle: str) -> Word:
    """The verb of ``turned down`` as one that means the same: reject."""
    lemma = _PHRASAL[verb.lemma].get(particle)
    if lemma is None or "V" not in verb.tags:
        return verb
    return replace(verb, lemma=lemma, content=True, weight=lexicon.rarity(lemma))


def is_joined(verb: Word, particle: Word) -> bool:
    """Whether a verb means one thing together with the word behind it."""
    lower = particle.lower
    return lower in _PARTICLES and lower in _PHRASAL.get(lexicon.lemma(verb.lower), ())


@lru_cache(maxsize=200_000)
def word(surface: str) -> Word:
    """What is known of a surface form; made once per form."""
    lower = surface.translate(_TYPOGRAPHIC).lower()
    first = surface[0]
    if not first.isalnum() and lower not in grammar.CLOSED and lower != "'s":
        return mark(surface, lower)
    value = number_value(lower)
    if first.isdigit():
        return Word(surface, lower, lower, grammar.NUMBER, "", False, True, 0.8, value)
    capitalised = first.isupper()
    closed = grammar.CLOSED.get(lower, "")
    if lower == "'s":
        closed = grammar.POSSESSIVE
    elif lower == "to":
        closed = grammar.TO
    elif value is not None and lower not in ("one", "second"):
        closed = grammar.NUMBER
    if closed:
        content = closed == grammar.NUMBER
        return Word(
            surface, lower, lower, closed, "", capitalised, content, 0.7 if content else 0.0, value
        )
    if "-" in lower:
        joined = lower.replace("-", "")
        lower = joined if lexicon.tags(joined) else lower
    lemma = lexicon.lemma(lower)
    tags = lexicon.tags(lower)
    content = lemma not in grammar.OPEN_STOPWORDS and lower not in grammar.OPEN_STOPWORDS
    weight = lexicon.rarity(lemma) if content else 0.0
    return Word(surface, lower, lemma, "", tags, capitalised, content, weight, value)


def mark(surface: str, lower: str) -> Word:
    """What is known of a sign that is no word."""
    if surface in _TRAILING_QUOTES:
        tag = grammar.QUOTE
    elif surface == "-":
        tag = grammar.HYPHEN
    elif surface in (",", "--", "–", "—", "(", ")"):
        tag = grammar.COMMA
    elif surface in ("%", "°", "$", "€", "£", "¥", "₺", "₹"):
        return Word(surface, lower, lower, grammar.NOUN, "", False, False, 0.0, None)
    else:
        tag = grammar.PUNCTUATION
    return Word(surface, lower, lower, tag, "", False, False, 0.0, None)

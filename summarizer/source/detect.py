"""Which language a text is in, by a vote of its commonest words."""

from __future__ import annotations

import re
from typing import Final

from summarizer.language.stopwords import STOP_WORDS

UNKNOWN: Final = "und"
_SAMPLE: Final = 2000
_TELLING: Final = 8
"""Different words among which there is a small one in any language."""
_FEWEST: Final = 2
_CLEARLY: Final = 2
"""So many more small words, and so many times as many, make a sentence another language's."""

_CODES: Final = tuple(STOP_WORDS)
_LANGUAGES: Final[dict[str, list[int]]] = {}
"""The languages that each word speaks for, by their place among the codes."""
for _number, _words in enumerate(STOP_WORDS.values()):
    for _word in _words.split():
        _LANGUAGES.setdefault(_word, []).append(_number)
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)


def detect_language(text: str) -> str:
    """Guess the language of a text from its beginning.

    Args:
        text: Any text.

    Returns:
        An ISO 639-1 code, or ``und`` when too little speaks for any language. Languages
        without words of their own here are told by script, or not at all.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        for language, script in _SCRIPTS:
            if len(script.findall(sample)) * 5 > len(sample):
                return language
    votes, words = _votes(sample)
    most = max(votes)
    best = _CODES[votes.index(most)]  # English first where votes tie
    # One shared little word ("de", "no", "a") says nothing yet.
    enough = most >= 3 or most * 4 >= words > 0
    return best if enough and most > 0 else UNKNOWN


def is_clearly_other(text: str, spoken: str, language: str) -> bool:
    """Whether a few words are so much more of one language than of another.

    Args:
        text: A sentence or two.
        spoken: What :func:`detect_language` takes them for.
        language: The other language; kindred ones share most of their small words.
    """
    votes, _ = _votes(text[:_SAMPLE])
    found = dict(zip(_CODES, votes, strict=True))
    ours, theirs = found.get(language, 0), found.get(spoken, _FEWEST)
    return theirs >= _CLEARLY * ours and theirs - ours >= _FEWEST


def may_be_english(text: str) -> bool:
    """Whether a text whose language cannot be told may be English: it has a small word of it."""
    votes, words = _votes(text[:_SAMPLE])
    return words < _TELLING or votes[_CODES.index("en")] > 0


def _votes(sample: str) -> tuple[list[int], int]:
    """How many different small words of each language a text has, and how many words at all."""
    words = set(sample.lower().split())
    votes = [0] * len(_CODES)
    for word in words:
        for number in _LANGUAGES.get(word, ()):
            votes[number] += 1
    return votes, len(words)

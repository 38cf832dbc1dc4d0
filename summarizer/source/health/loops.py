"""Words and phrases repeated as a stuck generator or a bad paste repeats them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.language import grammar, lexicon
from summarizer.source.health.view import View, is_quoted, issue
from summarizer.types import Issue, IssueKind

_LONGEST: Final = 8
"""Words in the longest phrase that is looked for."""

_TOKEN: Final = re.compile(r"\S+")
_REPEAT: Final = re.compile(r"\b([^\W\d_]+)(?:\s+\1\b)+(?!-)")
_PHRASE: Final = re.compile(r"\b([^\W\d_]+(?:\s[^\W_]+){1,7}?)(?:\s\1\b)+")
_STUTTER: Final = frozenset("the a an of and to The A An Of And".split())
"""Words that nobody writes twice running; "had had", "that that", "in in" can be right."""
_EMPHATIC: Final = frozenset("no so why never that".split())
_ROUND: Final = frozenset("and or by after upon to is was are were be will".split())
"""Words that a phrase may turn on: over and over and over, a rose is a rose is a rose."""


def loops(view: View) -> Iterator[Issue]:
    """Immediate repetitions, those of speech, names and verse aside."""
    places: list[tuple[int, int]] | None = None
    done = 0
    words = view.text.split()
    for first, last in _repeating(words):
        if first < done:
            continue
        done = last + 1
        places = places or [match.span() for match in _TOKEN.finditer(view.text)]
        if len(places) != len(words):
            return
        for pattern, check in ((_REPEAT, _is_stuck), (_PHRASE, _is_paste)):
            for match in pattern.finditer(view.text, places[first][0], places[last][1]):
                if view.home(match) and check(view, match):
                    yield issue(
                        IssueKind.WORD_LOOP,
                        f"“{match.group(1)}” is repeated here by mistake.",
                        match.span(),
                    )


def _repeating(words: list[str]) -> Iterator[tuple[int, int]]:
    """First and last index of stretches in which words recur at one distance.

    The last word of a stretch may carry punctuation, so one match too few is enough.
    """
    seen: dict[str, int] = {}
    for i, word in enumerate(words):
        distance = i - seen.get(word, -_LONGEST - 1)
        seen[word] = i
        if not 0 < distance <= _LONGEST:
            continue
        left = i
        while left > distance and words[left - 1] == words[left - 1 - distance]:
            left -= 1
        right = i
        while right + 1 < len(words) and words[right + 1] == words[right + 1 - distance]:
            right += 1
            seen[words[right]] = right
        if right - left + 1 >= (1 if distance == 1 else max(distance - 1, 2)):
            yield left - distance, min(right + 1, len(words) - 1)


def _is_stuck(view: View, match: re.Match[str]) -> bool:
    word, times = match.group(1), len(match.group().split())
    if times == 2:
        return word in _STUTTER
    if word.lower() in grammar.CLOSED and word.lower() not in _EMPHATIC:
        return True
    if times == 3 and (word[0].isupper() or lexicon.tags(word)[:1] in ("A", "R", "")):
        return False
    return not _is_speech(view, match)


def _is_paste(view: View, match: re.Match[str]) -> bool:
    phrase = match.group(1).split()
    times = len(match.group().split()) // len(phrase)
    if len({word.lower() for word in phrase}) == 1:
        return False
    if times < 3 and (len(phrase) < 3 or (phrase[0][0].isupper() and phrase[-1][0].isupper())):
        return False
    if times < 4 and len(phrase) < 5 and _ROUND.intersection(phrase):
        return False
    return not _is_speech(view, match)


def _is_speech(view: View, match: re.Match[str]) -> bool:
    home = view.home(match)
    return home is not None and is_quoted(view.words(home), match.start() - home[0])

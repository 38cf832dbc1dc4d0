"""Letters gone wrong: characters in the wrong encoding, words misread by a scanner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.source.health.view import View, is_common, is_known, issue, suspicion
from summarizer.types import Issue, IssueKind

# What UTF-8's lead and trail bytes become in Windows-1252, Latin-1 and Mac Roman.
_MOJIBAKE: Final = re.compile(
    "(?:[ÂÃÄÅÐÑ][\x80-\xbf€ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-\xbf™œ˜¦“”š\x9d]?|‚Ä[ôúùìî¶]|\ufffd)+"
)
_maybe_mojibake: Final = suspicion(
    re.compile(_MOJIBAKE.pattern + "|Â\\Z|Ã\\Z").search,  # white space may follow
    letters=False,
)
_OPENING: Final = frozenset("“\"‘«„'(")

# Lengths are bounded, so that a "word" of a million letters takes no quadratic time.
_DIGIT_IN_WORD: Final = re.compile(
    r"(?<![\w.,£$€@#/&;=-])[A-Za-z]{0,40}[015][A-Za-z]{0,40}[a-z]{3,40}(?![\w@/=])"
    r"|(?<![\w.,£$€@#/&;=-])[A-Za-z]{0,40}[a-z]{2,40}[015][a-z]{1,40}(?![\w@/=])"
)
_AS_LETTER: Final = {"0": "o", "1": "li", "5": "s"}
"""The letters that a scanner may take for a digit."""
_LETTER_IN_NUMBER: Final = re.compile(
    r"(?<![\w.,-])(?:[lO],?\d[\d,.]*\d|[lO],\d{3}|\d[\d,]*[lO]\d{2,}|\d,\d{0,2}[lO]\d{0,2})(?![\w-])"
)
_E_COLI: Final = re.compile(r"O\d")
_SPRINKLED: Final = re.compile(r"(?<![&\w;])[A-Za-z]+(?:[~^|;\\]+[A-Za-z]+)+(?![\w;=(])")
_SPRINKLE: Final = re.compile(r"[~^|;\\]+")
_SPACED: Final = re.compile(r" (?:[a-z] ){4,}[a-z](?!\w)")
_MISREAD: Final = re.compile(r"(?<!\w)[a-z]{0,40}(?:rn|tb|tli|vv|cl|ii|hl)[a-z]{0,40}(?!\w)")
_CONFUSED: Final = (
    ("rn", "m"), ("tb", "th"), ("tli", "th"), ("vv", "w"), ("cl", "d"), ("ii", "n"), ("hl", "bl"),
)  # fmt: skip
_SAME_WORD: Final = 3
_maybe_noise: Final = suspicion(
    re.compile("|".join(p.pattern for p in (_LETTER_IN_NUMBER, _DIGIT_IN_WORD, _SPRINKLED))).search,
    letters=False,
)


def mojibake(view: View) -> Iterator[Issue]:
    """Characters decoded with the wrong encoding; the whole word is unreadable."""
    text = view.text
    if text.isascii() or not view.has(_maybe_mojibake):
        return
    end = 0
    for match in _MOJIBAKE.finditer(text):
        start = match.start()
        if start < end or (len(match.group()) == 2 and text[start - 1 : start] in _OPENING):
            continue  # the letter “Å” itself, quoted
        end = match.end()
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalpha():
            end += 1
        yield issue(
            IssueKind.MOJIBAKE,
            f"“{text[start:end][:40]}” was decoded with the wrong encoding.",
            (start, end),
        )


def scanner(view: View) -> Iterator[Issue]:
    """Letters misread by a scanner: only where the word that was meant is known."""
    if view.has(_maybe_noise):
        yield from _noise(view)
    if not view.english:
        return
    for match in _SPACED.finditer(view.text):
        letters = match.group().split()
        if is_known("".join(letters)) or (len(letters) > 7 and letters != sorted(letters)):
            yield _misread(match)
    if view.has(_maybe_misread):
        for match in _MISREAD.finditer(view.text):
            word = match.group()
            if _is_misread(word) and view.text.count(word) < _SAME_WORD:
                yield _misread(match)


def _noise(view: View) -> Iterator[Issue]:
    for match in _LETTER_IN_NUMBER.finditer(view.text):
        if not _E_COLI.match(match.group()):
            yield _misread(match)
    if not view.english:
        return
    for match in _DIGIT_IN_WORD.finditer(view.text):
        if _has_digit_for_letter(match.group().lower()):
            yield _misread(match)
    for match in _SPRINKLED.finditer(view.text):
        word = _SPRINKLE.sub("", match.group()).lower()
        if len(word) > 4 and is_known(word):
            yield _misread(match)


def _is_misread(word: str) -> bool:
    return not is_known(word) and _meant(word, _CONFUSED)


def _meant(word: str, confused: tuple[tuple[str, str], ...]) -> bool:
    """Whether undoing one usual confusion, wherever it occurs, gives a common word."""
    return any(bad in word and is_common(word.replace(bad, good)) for bad, good in confused)


_maybe_misread: Final = suspicion(
    lambda token: any(_is_misread(match.group()) for match in _MISREAD.finditer(token))
)


def _has_digit_for_letter(word: str) -> bool:
    """Whether letters in the place of the digits make a known word."""
    readings = [""]
    for letter in word:
        readings = [read + option for read in readings for option in _AS_LETTER.get(letter, letter)]
    return any(is_known(reading) for reading in readings)


def _misread(match: re.Match[str]) -> Issue:
    return issue(
        IssueKind.OCR_NOISE, f"“{match.group()[:40]}” looks misread by a scanner.", match.span()
    )

"""Letters and words gone wrong: loops, encodings, scanners, scrambled order, empty fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.language import lexicon
from summarizer.source.health.view import View, issue
from summarizer.types import Issue, IssueKind

_WORD_LOOP: Final = re.compile(r"\b([^\W\d_]+)(?:\s+\1\b){2,}", re.IGNORECASE)
_DOUBLED: Final = re.compile(r"\b(the|a|an|of|to|and|in|for|with|at)\s+\1\b(?!-)", re.IGNORECASE)
_PHRASE_LOOP: Final = re.compile(r"\b([^\W_]+(?:\s+[^\W_]+){1,7}?)(?:\s+\1\b)+", re.IGNORECASE)
_INSISTENT: Final = frozenset(
    "no yes very never more far long many so really bye ha knock please stop go ho la na oh".split()
)
_MOJIBAKE: Final = re.compile(
    "(?:[ÃÂÄÅÐÑ][\u0080-\u00bf€ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ˜¦“”š\u009d]?|\ufffd)+"
)
_SCAN: Final = re.compile(
    r"\b(?:[a-z]+[01|][a-z]{2,}|[01][a-z]{4,}|[lO]\d[\d,.]*\d|[A-Za-z]+[~^|][;,]?[a-z]+"
    r"|[a-z]+;[a-z]{2,})\b"
)
_SPACED: Final = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}[^\W\d_](?!\w)")
_LOWER_WORD: Final = re.compile(r"\b[a-z]{3,}\b")
_MISREAD: Final = (("rn", "m"), ("tb", "th"), ("tli", "th"), ("vv", "w"), ("cl", "d"), ("ii", "n"))
_PLACEHOLDER: Final = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{1,60}\}|%[A-Z][A-Z_]{2,}%|<<[^<>\n]{1,60}>>"
    r"|<(?:INSERT|NAME|DATE|PLACE|TITLE|YOUR|TBD|AMOUNT|COMPANY)[^<>\n]{0,40}>"
    r"|\[(?:INSERT|NAME|DATE|PLACE|TITLE|YOUR|TBD|TBC|AMOUNT|COMPANY|CITY|NUMBER|LINK|TK|XX+)"
    r"[^\[\]\n]{0,40}\]"
    r"|\b[Ll]orem ipsum\b|\b(?:TK|TBD|TBC)\b|_{3,}"
    r"|\bX{2,}(?=\s*(?:%|per ?cent|million|billion|people|euros|dollars|pounds|years|days)\b)"
)
_SEGMENT: Final = re.compile(r"[,;:]\s")
_DETERMINERS: Final = frozenset("the a an every my your our their".split())
_AFTER_NONE: Final = frozenset(
    "of in at by for with from to into on will would can could may must be is was were has had and "
    "or but the a an".split()
)
_TOKEN: Final = re.compile(r"[^\W\d_]+|[^\w\s]")
_FEWEST_WORDS: Final = 7


def loops(view: View) -> Iterator[Issue]:
    """Words and phrases repeated as nobody writes them."""
    for match in _WORD_LOOP.finditer(view.text):
        if match.group(1).lower() not in _INSISTENT:
            yield _loop(match)
    for match in _PHRASE_LOOP.finditer(view.text):
        phrase = match.group(1).split()
        times = len(match.group().split()) // len(phrase)
        names = all(word[:1].isupper() for word in phrase)
        if (
            len({word.lower() for word in phrase}) > 1
            and not names
            and (times >= 3 or len(phrase) >= 3)
        ):
            yield _loop(match)
    if view.english:
        for match in _DOUBLED.finditer(view.text):
            yield _loop(match)


def _loop(match: re.Match[str]) -> Issue:
    return issue(
        IssueKind.WORD_LOOP, f"“{match.group(1)}” is repeated here by mistake.", match.span()
    )


def mojibake(view: View) -> Iterator[Issue]:
    """Characters decoded with the wrong encoding; the whole word is unreadable."""
    for match in _MOJIBAKE.finditer(view.text):
        start, end = match.span()
        while start > 0 and view.text[start - 1].isalpha():
            start -= 1
        while end < len(view.text) and view.text[end].isalpha():
            end += 1
        yield issue(
            IssueKind.MOJIBAKE,
            f"“{view.text[start:end]}” was decoded with the wrong encoding.",
            (start, end),
        )


def scanner(view: View) -> Iterator[Issue]:
    """Letters misread by a scanner."""
    for pattern in (_SCAN, _SPACED):
        for match in pattern.finditer(view.text):
            yield _misread(match)
    if not view.english:
        return
    for match in _LOWER_WORD.finditer(view.text):
        word = match.group()
        if any(bad in word for bad, _ in _MISREAD) and not lexicon.tags(word):
            for bad, good in _MISREAD:
                meant = word.replace(bad, good, 1)
                known = lexicon.entry(lexicon.lemma(meant))
                if bad in word and (meant in _AFTER_NONE or (known.tags and known.rarity < 0.75)):
                    yield _misread(match)
                    break


def _misread(match: re.Match[str]) -> Issue:
    return issue(
        IssueKind.OCR_NOISE, f"“{match.group()}” looks misread by a scanner.", match.span()
    )


def placeholders(view: View) -> Iterator[Issue]:
    """Fields of a template that were never filled in, with the phrase that needs them."""
    spans = [span for block in view.blocks for span in block]
    for match in _PLACEHOLDER.finditer(view.text):
        home = next((span for span in spans if span[0] <= match.start() < span[1]), None)
        if home is None:
            continue
        before = [m.end() for m in _SEGMENT.finditer(view.text, home[0], match.start())]
        after = _SEGMENT.search(view.text, match.end(), home[1])
        yield issue(
            IssueKind.PLACEHOLDER,
            f"“{match.group()}” was never filled in.",
            (before[-1] if before else home[0], after.start() if after else home[1]),
        )


def scrambled(view: View) -> Iterator[Issue]:
    """Words in an order that no English sentence has."""
    if not view.english:
        return
    for block in view.blocks:
        for span in block:
            tokens = [token.lower() for token in _TOKEN.findall(view.words(span))]
            if len(tokens) < _FEWEST_WORDS:
                continue
            impossible = sum(
                (one in _DETERMINERS and two in _AFTER_NONE)
                or (one in ("be", "been") and two in ("will", "would", "can", "could", "may"))
                or (one in ("of", "from", "into") and two in ("will", "is", "was", "of", "has"))
                or (one in _DETERMINERS and two in ".,;")
                or (one in ("will", "would", "can", "could") and two in ("a", "an", "of", "in"))
                for one, two in zip(tokens, tokens[1:], strict=False)
            )
            if impossible >= 2 and impossible * 12 >= len(tokens):
                yield issue(
                    IssueKind.SCRAMBLED, "The words of this sentence are out of order.", span
                )

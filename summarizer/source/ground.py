"""From a model's citations to exact spans of the source.

A quote is looked for as it is. Failing that, both sides are read in a plain form that keeps
letters, case and order but not the typography: quotation marks, dashes, ellipses, white space,
composed or decomposed accents. Where the plain form is found, the span of the source is given.
Nothing is matched by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summarizer.source.document import Document
from summarizer.types import NOT_CONTENT, UNRELIABLE, Evidence, IssueKind, Sentence

_TYPOGRAPHY: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_COMBINING: Final = "\u0300-\u036f\u0653-\u0655\u093c\u09bc\u1160-\u11ff\u3099\u309a"
_SEGMENT: Final = re.compile(
    rf"[\s{_INVISIBLE}]+|[!-_a-~]+(?![{_COMBINING}])|.[{_COMBINING}]*", re.DOTALL
)
_TRIM: Final = " \t\n\r\"'“”„‟«»‘’….,;:"
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_FEWEST_WORDS: Final = 3
_FEWEST_UNSPACED: Final = 6
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Grounded:
    """A citation held against the source.

    Attributes:
        evidence: The cited words, one span for each sentence they touch; empty when they are
            not in the text or show nothing.
        complaint: What is wrong with the citation, as a sentence that says what to change;
            empty when nothing is.
    """

    evidence: tuple[Evidence, ...] = ()
    complaint: str = ""


def ground(document: Document, cited: str, quote: str) -> Grounded:
    """Find the words of a citation in the source.

    Words that stand in another sentence than the cited one, or reach over its end, are placed
    where they stand, with a complaint.

    Args:
        document: The source.
        cited: Id of the sentence that is said to hold the words; it may not exist.
        quote: The words; they may not be there.
    """
    wanted = cited.strip("[] ")
    try:
        sentence = document.sentence(wanted)
    except KeyError:
        sentence = None
    if sentence is not None:
        span = find(document.text, quote, sentence.start, sentence.end)
        if span is not None:
            return _judge(document, quote, [_piece(document, sentence, *span)])
    span = find(document.text, quote, 0, len(document.text))
    if span is None:
        return Grounded(
            complaint=f"The quote {_short(quote)} is not in {_line(wanted, sentence)}. Copy the "
            "words of one line character by character, or leave the citation out."
        )
    pieces = _pieces(document, *span)
    places = " and ".join(piece.sentence for piece in pieces)
    wrong = f"The quote {_short(quote)} stands in {places}, not in {_line(wanted, sentence)}."
    found = _judge(document, quote, pieces)
    return Grounded(found.evidence, f"{wrong} {found.complaint}".strip())


def find(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """The first place of a quote in ``text[start:end]``, not cutting a word or a number.

    Args:
        text: The source.
        quote: What to look for.
        start: First code point to look at.
        end: One past the last.

    Returns:
        Start and end in the source, or ``None``.
    """
    for wanted in dict.fromkeys((quote, quote.strip(_TRIM))):
        if not wanted.strip(_TRIM):
            return None
        at = text.find(wanted, start, end)
        while at >= 0:
            if not _cuts(text, at, at + len(wanted)):
                return at, at + len(wanted)
            at = text.find(wanted, at + 1, end)
    return _find_plain(text, quote, start, end)


def reliable(document: Document, evidence: Evidence) -> bool:
    """Whether enough of the evidence can be read with confidence: not all of it is damaged."""
    return _shows(document, evidence, UNRELIABLE)


def _judge(document: Document, quote: str, pieces: list[Evidence]) -> Grounded:
    """Leave out what is real but shows nothing."""
    whole = {(sentence.start, sentence.end) for sentence in document.sentences}
    asserting = [piece for piece in pieces if _shows(document, piece, NOT_CONTENT)]
    if not asserting:
        return Grounded(
            complaint=f"The quote {_short(quote)} is from a line that is not part of what the text "
            "asserts, so it proves nothing."
        )
    if not _telling(quote) and not any((piece.start, piece.end) in whole for piece in asserting):
        return Grounded(
            complaint=f"The quote {_short(quote)} is too short to show anything. Copy the whole "
            "clause."
        )
    return Grounded(tuple(asserting))


def _telling(words: str) -> bool:
    if _UNSPACED.search(words):
        return sum(map(str.isalnum, words)) >= _FEWEST_UNSPACED
    return len(re.findall(r"\w+", words)) >= _FEWEST_WORDS


def _shows(document: Document, evidence: Evidence, without: Collection[IssueKind]) -> bool:
    """Whether the evidence tells something outside all issues of some kinds."""
    spans = [
        (issue.start, issue.end)
        for issue in document.sentence(evidence.sentence).issues
        if issue.kind in without and issue.start < evidence.end and evidence.start < issue.end
    ]
    if not spans:
        return True
    kept, position = [], evidence.start
    for start, end in sorted(spans):
        kept.append(document.text[position:start])
        position = max(position, end)
    kept.append(document.text[position : evidence.end])
    return _telling(" ".join(kept))


def _pieces(document: Document, start: int, end: int) -> list[Evidence]:
    """A span cut at the ends of sentences."""
    starts = [sentence.start for sentence in document.sentences]
    first = max(0, bisect_right(starts, start) - 1)
    last = bisect_left(starts, end)
    return [
        _piece(document, sentence, max(start, sentence.start), min(end, sentence.end))
        for sentence in document.sentences[first:last]
        if max(start, sentence.start) < min(end, sentence.end)
    ]


def _piece(document: Document, sentence: Sentence, start: int, end: int) -> Evidence:
    return Evidence(sentence=sentence.id, start=start, end=end, quote=document.text[start:end])


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a word or a number."""
    return _joined(text, start) or _joined(text, end)


def _joined(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    around = text[max(0, at - 2) : at + 2]
    return re.search(r"\d[.,]\d", around) is not None and (before.isdigit() or after.isdigit())


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text in plain form, with the span of the source that each character stands for."""

    text: str
    starts: array[int]
    ends: array[int]


@lru_cache(maxsize=4)
def _plain(text: str) -> _Plain:
    out: list[str] = []
    starts, ends = array("l"), array("l")
    for match in _SEGMENT.finditer(text):
        found, (start, end) = match.group(), match.span()
        if found[0].isspace() or found[0] in _INVISIBLE:
            reading = " " if any(map(str.isspace, found)) else ""
        elif found.isascii():
            out.append(found)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        else:
            reading = unicodedata.normalize("NFC", found).translate(_TYPOGRAPHY)
        out.append(reading)
        starts.extend([start] * len(reading))
        ends.extend([end] * len(reading))
    return _Plain("".join(out), starts, ends)


def _find_plain(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    source = _plain(text)
    low, high = bisect_left(source.starts, start), bisect_left(source.starts, end)
    plain = _plain(quote).text.strip()
    for wanted in dict.fromkeys((plain, plain.strip(_TRIM))):
        at = source.text.find(wanted, low, high) if wanted else -1
        while at >= 0:
            first, last = source.starts[at], source.ends[at + len(wanted) - 1]
            if not _cuts(text, first, last):
                return first, last
            at = source.text.find(wanted, at + 1, high)
    return None


def _line(wanted: str, sentence: Sentence | None) -> str:
    return wanted if sentence is not None else f"{wanted!r}, which is no line of the text"


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}...")

"""Text that remembers where each of its characters came from.

Claims are cut out of a sentence and put together again, with words copied, moved and
added. Whether a claim leans on a damaged place can only be told afterwards if every
character knows its origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

_ADDED: Final = -1
_UNFINISHED: Final = frozenset("%€$£)],;")
_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_OTHER_SPACE: Final = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Strand:
    """A piece of text and the offset that each of its characters had in the original.

    Attributes:
        text: The words.
        origins: One offset a code point; -1 for code points that were added.
    """

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Self:
        """Text that stands at ``start`` in the original, its white space made single."""
        if "  " not in text and not _OTHER_SPACE.search(text):
            return cls(text, tuple(range(start, start + len(text))))
        kept = [
            index
            for index, letter in enumerate(text)
            if not letter.isspace() or (index > 0 and not text[index - 1].isspace())
        ]
        single = "".join(" " if text[index].isspace() else text[index] for index in kept)
        return cls(single, tuple(start + index for index in kept))

    @classmethod
    def added(cls, text: str) -> Self:
        """Text that is not in the original."""
        return cls(text, (_ADDED,) * len(text))

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int | None = None) -> Strand:
        """The part between two offsets, without white space at its ends."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = left + len(piece.strip())
        return Strand(self.text[left:right], self.origins[left:right])

    def __add__(self, other: Strand) -> Strand:
        return Strand(self.text + other.text, self.origins + other.origins)

    def replaced(self, start: int, end: int, replacement: Strand) -> Strand:
        """A copy in which the part between two offsets is something else."""
        before = Strand(self.text[:start], self.origins[:start])
        after = Strand(self.text[end:], self.origins[end:])
        return before + replacement + after

    def comes_from(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether any of its characters stood within one of these spans of the original."""
        wanted = tuple(spans)
        return any(low <= origin < high for origin in self.origins for low, high in wanted)


def join(*parts: Strand) -> Strand:
    """Put parts one after the other, with a space wherever words would touch."""
    whole = Strand("", ())
    for part in parts:
        if not part:
            continue
        if whole and not whole.text[-1].isspace() and part.text[0] not in ".,;:!?":
            whole += Strand.added(" ")
        whole += part
    return whole


def capitalised(strand: Strand) -> Strand:
    """The strand with a capital first letter."""
    if not strand or len(strand.text[0].upper()) != 1:
        return strand
    return Strand(strand.text[0].upper() + strand.text[1:], strand.origins)


def finished(strand: Strand) -> Strand:
    """The strand as a sentence of its own: capital, full stop, no loose commas at the ends."""
    text = strand.text
    left = len(text) - len(text.lstrip(" ,;:–—-"))
    right = len(text.rstrip(" ,;:–—-"))
    if left >= right:
        return strand
    trimmed = strand.cut(left, right)
    if not _is_brand(trimmed.text):
        trimmed = capitalised(trimmed)
    last = trimmed.text.rstrip("\"”’»')）」』")[-1:]
    if last.isalnum() or last in _UNFINISHED:
        trimmed += Strand.added("。" if _CJK.match(last) else ".")
    return trimmed


def _is_brand(text: str) -> bool:
    """Whether the first word is written small on purpose, like iPhone or eBay."""
    word = text.split(maxsplit=1)[0]
    return any(letter.isupper() for letter in word[1:])

"""Stretches of whole sentences that fit what a model can read at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Piece = tuple[str, int]
"""Words of the text, and how many tokens they take."""


def windows(pieces: Sequence[Piece], room: int) -> list[str]:
    """Pack pieces in order; each window begins with the last piece of the one before.

    The overlap keeps together what two neighbouring sentences say. A text that fits is one
    window.

    Args:
        pieces: Sentences, or parts of those that are too long by themselves.
        room: Tokens that a window may take; at least what the longest piece takes.
    """
    found: list[str] = []
    start = 0
    while start < len(pieces):
        end, tokens = start, 0
        while end < len(pieces) and tokens + pieces[end][1] <= room:
            tokens += pieces[end][1]
            end += 1
        end = max(end, start + 1)
        found.append(" ".join(text for text, _ in pieces[start:end]))
        if end == len(pieces):
            break
        shares = end - start > 1 and pieces[end - 1][1] + pieces[end][1] <= room
        start = end - 1 if shares else end
    return found


def cut(text: str, places: Iterable[tuple[int, int]], most: int) -> list[Piece]:
    """A sentence as pieces of at most ``most`` tokens.

    Args:
        text: The sentence.
        places: Offsets of its tokens.
        most: Tokens that a piece may take.
    """
    spans = [(start, end) for start, end in places if end > start]
    if len(spans) <= most:
        return [(text, len(spans))] if spans else []
    return [
        (text[group[0][0] : group[-1][1]], len(group))
        for group in (spans[at : at + most] for at in range(0, len(spans), most))
    ]

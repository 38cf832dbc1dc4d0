"""Quotations that open and never close, or close without having opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.source.health.view import View, issue
from summarizer.types import Issue, IssueKind

_OPENING: Final = "“"
_CLOSING: Final = "”"
_REACH: Final = 4
"""Blocks over which a quotation may run without opening each of them again."""


def quotations(view: View) -> Iterator[Issue]:
    """Unpaired marks by block; other languages pair marks in ways of their own."""
    if not view.english or ('"' not in view.text and not ("“" in view.text or "”" in view.text)):
        return
    lines = [view.line(block) for block in view.blocks]
    surplus = [line.count(_OPENING) - line.count(_CLOSING) for line in lines]
    swedish = _OPENING not in view.text or "„" in view.text
    for number, line in enumerate(lines):
        if not swedish and surplus[number] and not _goes_on(lines, surplus, number):
            opened = surplus[number] > 0
            mark = line.rfind(_OPENING) if opened else line.find(_CLOSING)
            yield _unpaired(view.blocks[number][0][0] + mark, opened)
        marks = line.count('"')
        if marks % 2 and not re.search(r'\d"', line) and not _goes_on_straight(lines, number):
            opened = line.startswith('"') or ' "' in line
            mark = line.rfind(' "') + 1 if ' "' in line else line.find('"')
            yield _unpaired(view.blocks[number][0][0] + mark, opened)


def _goes_on(lines: list[str], surplus: list[int], number: int) -> bool:
    """Whether a quotation runs over several blocks: opened in each, or closed soon after."""
    if surplus[number] > 0:
        following = lines[number + 1] if number + 1 < len(lines) else ""
        return following.startswith(_OPENING) or -1 in surplus[number + 1 : number + _REACH]
    return 1 in surplus[max(number - _REACH + 1, 0) : number]


def _goes_on_straight(lines: list[str], number: int) -> bool:
    near = lines[max(number - _REACH + 1, 0) : number] + lines[number + 1 : number + _REACH]
    follows = number + 1 < len(lines) and lines[number + 1].startswith('"')
    return follows or any(line.count('"') % 2 for line in near)


def _unpaired(place: int, opened: bool) -> Issue:
    message = (
        "A quotation is opened here and never closed."
        if opened
        else "A quotation is closed here that was never opened."
    )
    return issue(IssueKind.UNBALANCED_QUOTES, message, (place, place + 1))

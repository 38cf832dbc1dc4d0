"""Times of day: the claim's hour against the hour that the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_CLOCK: Final = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:(?P<mark>[:.])(?P<minute>[0-5]\d))?(?:\s?(?P<half>[ap])\.?m\b)?"
    r"(?![\w:]|\.\d|,\d)",
    re.IGNORECASE,
)
_ENOUGH: Final = 0.55
"""Share of the claim that the passage must carry for both to tell the time of one thing."""
_HALF_DAY: Final = 12 * 60


@dataclass(frozen=True, slots=True)
class _Time:
    """Minutes since midnight, which half of the day being certain or not, and where it stands."""

    minutes: int
    certain: bool
    start: int
    end: int

    def agrees(self, other: _Time) -> bool:
        if self.certain and other.certain:
            return self.minutes == other.minutes
        return self.minutes % _HALF_DAY == other.minutes % _HALF_DAY


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a time of day when the text gives another one, and this one nowhere."""
    ours = _times(pair.claim)
    if not ours or pair.alignment.coverage < _ENOUGH:
        return
    theirs = _times(pair.passage)
    free = [time for time in theirs if not any(time.agrees(mine) for mine in ours)]
    for time in ours:
        if any(time.agrees(other) for other in theirs) or not free:
            continue
        other = free[0]
        yield Finding(
            kind=FindingKind.DATE,
            message=(
                f"The claim says “{pair.claim.text[time.start : time.end]}” where the text says "
                f"“{pair.passage.text[other.start : other.end]}”."
            ),
            claim_span=(time.start, time.end),
            evidence_span=(other.start, other.end),
        )
        return


def _times(side: Parse) -> list[_Time]:
    if "Q" not in side.tags:
        return []
    start, end = side.span(0, len(side))
    found = []
    for match in _CLOCK.finditer(side.text, start, end):
        half, mark, hour = match["half"], match["mark"], int(match["hour"])
        if (not half and mark != ":") or (half and hour > 12):
            continue
        if half:
            hour = hour % 12 + (12 if half.lower() == "p" else 0)
        minutes = hour * 60 + int(match["minute"] or 0)
        certain = bool(half) or hour > 12 or match["hour"].startswith("0")
        found.append(_Time(minutes, certain, *match.span()))
    return found

"""Which threshold keeps what the offline checker calls supported right as often as asked for."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.checking.entailment import parameters
from summarizer.checking.verdict import THRESHOLD
from summarizer.errors import SettingsError


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold with what it did on public sets, each left out of the fit in turn.

    Attributes:
        threshold: Support from which a claim counts as supported.
        precision: Share of the claims so called that are supported, where half of all are.
        recall: Share of the supported claims that are so called.
        lowest: The precision on the set that did worst.
    """

    threshold: float
    precision: float
    recall: float
    lowest: float

    def __str__(self) -> str:
        return (
            f"A claim counts as supported from {self.threshold:.2f} on: over public sets left out "
            f"of the fit, half of whose claims are supported, {self.precision:.0%} of the claims "
            f"that pass are ({self.lowest:.0%} on the worst set), and {self.recall:.0%} of the "
            "supported ones pass."
        )


def for_precision(wanted: float) -> OperatingPoint:
    """The lowest threshold that was measured to give a precision; never below the usual one.

    Args:
        wanted: Share of the claims called supported that should be, 0 to 1.

    Raises:
        SettingsError: No threshold was measured to give it.
    """
    measured = [OperatingPoint(**row) for row in parameters()["precision"]]
    points = [point for point in measured if point.threshold >= THRESHOLD]
    found = next((point for point in points if point.precision >= wanted), None)
    if found is None:
        best = max(point.precision for point in points)
        raise SettingsError(
            f"min_precision cannot be {wanted:g}: the most that was measured is {best:g}; ask for "
            "that or less."
        )
    return found

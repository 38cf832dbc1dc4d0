"""From verdicts to figures: how well claims are told apart, and whether confidence is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

BINS: Final = 10
_DRAWS: Final = 200
_WIDTH: Final = (2.5, 97.5)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the checker said of a set's rows, in parallel arrays.

    Attributes:
        label: Whether the claim is supported.
        flagged: Whether it was flagged.
        confidence: Probability of support.
        document: Number of the document that the row belongs to.
    """

    label: Bools
    flagged: Bools
    confidence: Floats
    document: NDArray[np.int64]

    def take(self, rows: NDArray[np.int64]) -> Answers:
        """Some rows, in the order given."""
        return Answers(
            self.label[rows], self.flagged[rows], self.confidence[rows], self.document[rows]
        )


def balanced_accuracy(answers: Answers) -> float:
    """Mean of the shares of supported and of unsupported rows that are told right."""
    return (recall(answers) + 1.0 - false_alarms(answers)) / 2


def recall(answers: Answers) -> float:
    """Share of the unsupported rows that are flagged."""
    return float(answers.flagged[~answers.label].mean())


def false_alarms(answers: Answers) -> float:
    """Share of the supported rows that are flagged."""
    return float(answers.flagged[answers.label].mean())


def auc(answers: Answers) -> float:
    """Chance that a supported row has the higher confidence of two."""
    return float(roc_auc_score(answers.label, answers.confidence))


def calibration_error(answers: Answers, weights: Floats | None = None) -> float:
    """Expected calibration error: mean distance of confidence from truth, in ten bins.

    Args:
        answers: Any rows.
        weights: How much each row counts; the same when ``None``.
    """
    weight = np.ones(len(answers.label)) if weights is None else weights
    which = np.minimum((answers.confidence * BINS).astype(int), BINS - 1)
    gaps = np.bincount(which, weight * (answers.confidence - answers.label), BINS)
    return float(np.abs(gaps).sum() / weight.sum())


def both_labels(answers: Answers) -> bool:
    """Whether there are supported and unsupported rows, without which nothing is told apart."""
    return bool(answers.label.any() and not answers.label.all())


def resampled(answers: Answers) -> Floats:
    """Balanced accuracy of samples that draw documents with replacement.

    Returns:
        One value a sample; not a number where a sample lacks one of the labels.
    """
    draw = np.random.default_rng(0)
    order = np.argsort(answers.document, kind="stable")
    _, first = np.unique(answers.document[order], return_index=True)
    groups = np.split(order, first[1:])
    found = np.full(_DRAWS, np.nan)
    for number in range(_DRAWS):
        chosen = draw.integers(len(groups), size=len(groups))
        sample = answers.take(np.concatenate([groups[group] for group in chosen]))
        if both_labels(sample):
            found[number] = balanced_accuracy(sample)
    return found


def interval(values: Floats) -> tuple[float, float]:
    """Where 95 of 100 samples lie."""
    low, high = np.nanpercentile(values, _WIDTH)
    return round(float(low), 4), round(float(high), 4)

"""Fit the entailment score and write the parameters that ship.

``python -m evals.training.entailment --data DIR`` runs the checker itself over the public
sets, fits a logistic regression with known signs on its features, and says how well it tells
the rows of each set when that set, and all of its kin, is left out. What it writes is fitted
only on sets whose licence allows it. From the rows left out come the calibration, the chance
of support where a rule decides, and the table of what each precision costs.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score

from evals.public.figures import Answers, balanced_accuracy, calibration_error
from evals.public.rows import Row, read_sets, related
from summarizer.checking.checker import assess
from summarizer.checking.entailment import NAMES
from summarizer.checking.verdict import THRESHOLD
from summarizer.source.document import Document

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_RIDGE: Final = 0.003
_FOR: Final = frozenset({"carried", "verbatim"})
_FREE: Final = frozenset({"copied"})
"""Features that may only speak for a claim, and those that may speak either way; all others
may only speak against it. What a reader would find absurd is not learnt from noise."""
_OWN_WEIGHT: Final = 1.0
"""How many public sets the project's own claims weigh as much as."""
_RULED: Final = ("objections", "damage", "doubts")
"""What decides before the score does, in that order."""
_STEPS: Final = np.arange(0.3, 0.96, 0.01)
_TELLING: Final = 10
"""Rows of a set that must pass for its precision to say something."""
_FEWEST: Final = 0.01
"""Share of the supported claims that a threshold must let through to be offered."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A set's rows as the score sees them.

    Attributes:
        x: Their features.
        label: Whether each is supported.
        ruled: Which of ``_RULED`` decides each; their number where none does.
    """

    x: Floats
    label: Bools
    ruled: NDArray[np.int64]

    @property
    def balanced(self) -> Floats:
        """Weights that add up to 1, both labels counting the same."""
        supported = max(int(self.label.sum()), 1)
        other = max(int((~self.label).sum()), 1)
        return np.where(self.label, 0.5 / supported, 0.5 / other)


def measure(rows: list[Row]) -> list[tuple[tuple[float, ...], int, int]]:
    """Features, label, and what decides before the score, of the rows of one document."""
    document = Document(rows[0].source)
    found = []
    for row, said in zip(rows, assess(document, [row.claim for row in rows]), strict=True):
        values = said.features or (0.0,) * len(NAMES)
        deciding = [number for number, name in enumerate(_RULED) if getattr(said, name)]
        found.append((values, row.label, min(deciding, default=len(_RULED))))
    return found


def measured(rows: tuple[Row, ...], pool: ProcessPoolExecutor) -> Measured:
    """Measure a set."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.source, []).append(row)
    found = [item for group in pool.map(measure, groups.values(), chunksize=8) for item in group]
    values, labels, ruled = zip(*found, strict=True)
    return Measured(np.array(values, dtype=np.float64), np.array(labels) == 1, np.array(ruled))


def own_rows(folder: Path) -> tuple[Row, ...]:
    """The project's own claims, those held out left out."""
    rows = []
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            about = case["metadata"]
            if about.get("held_out") or about.get("language", "en") != "en":
                continue
            for name, claim in case["inputs"]["claims"].items():
                expected = case["expected_output"][name]["verdict"]
                if expected != "unverifiable":
                    rows.append(Row(case["inputs"]["text"], claim, int(expected == "supported")))
    return tuple(rows)


class Model:
    """A logistic regression on standardised features, classes and sets weighing the same."""

    def __init__(self, sets: list[Measured], own: Measured | None) -> None:
        parts = [(item, 1.0) for item in sets]
        if own is not None:
            parts.append((own, _OWN_WEIGHT))
        x = np.concatenate([item.x for item, _ in parts])
        sign = 2.0 * np.concatenate([item.label for item, _ in parts]) - 1.0
        weight = np.concatenate([item.balanced * share for item, share in parts])
        weight /= weight.sum()
        mean, scale = x.mean(0), x.std(0) + 1e-6
        scaled = (x - mean) / scale

        def loss(parameters: Floats) -> tuple[float, Floats]:
            margin = sign * (scaled @ parameters[1:] + parameters[0])
            gradient = -(weight * sign * expit(-margin))
            penalty = parameters[1:] * _RIDGE
            value = float((weight * np.logaddexp(0, -margin)).sum())
            value += float((penalty * parameters[1:]).sum()) / 2
            return value, np.concatenate([[gradient.sum()], scaled.T @ gradient + penalty])

        bounds = [(None, None)] + [
            (None, None) if name in _FREE else (0, None) if name in _FOR else (None, 0)
            for name in NAMES
        ]
        start = np.zeros(len(NAMES) + 1)
        bias, *weights = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x
        self.weights: Floats = np.array(weights) / scale
        self.bias = float(bias - self.weights @ mean)

    def score(self, x: Floats) -> Floats:
        """Log odds of support of each row."""
        return np.asarray(x @ self.weights + self.bias)


def left_out(
    sets: dict[str, Measured], allowed: set[str], own: Measured | None
) -> dict[str, Floats]:
    """Log odds of each set's rows by a model that has seen neither it nor its kin."""
    models: dict[tuple[str, ...], Model] = {}
    found = {}
    for name, item in sets.items():
        training = tuple(other for other in sorted(allowed) if not related(other, name))
        if training not in models:
            models[training] = Model([sets[other] for other in training], own)
        found[name] = models[training].score(item.x)
    return found


def calibrate(sets: dict[str, Measured], scores: dict[str, Floats]) -> tuple[float, float]:
    """Slope and shift that make probabilities of the log odds of rows left out (Platt)."""
    odds = np.concatenate([scores[name] for name in sets])
    sign = 2.0 * np.concatenate([item.label for item in sets.values()]) - 1.0
    weight = np.concatenate([item.balanced for item in sets.values()]) / len(sets)

    def loss(line: Floats) -> float:
        return float((weight * np.logaddexp(0, -sign * (line[0] * odds + line[1]))).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(shift)


def chance_of_support(sets: dict[str, Measured]) -> dict[str, float]:
    """Share of supported claims among those that each kind of rule decides."""
    found = {}
    for number, name in enumerate(_RULED):
        true = fmean(
            float(item.balanced[item.label & (item.ruled == number)].sum())
            for item in sets.values()
        )
        false = fmean(
            float(item.balanced[~item.label & (item.ruled == number)].sum())
            for item in sets.values()
        )
        found[name] = round(true / (true + false), 4) if true + false else 0.5
    return found


def precision_table(
    sets: dict[str, Measured], chances: dict[str, Floats]
) -> list[dict[str, float]]:
    """For rising thresholds: how many claims called supported are, and how many are found."""
    table: list[dict[str, float]] = []
    for step in _STEPS:
        right, wrong, precisions = [], [], []
        for name, item in sets.items():
            passed = (chances[name] >= step) & (item.ruled == len(_RULED))
            right.append(float(item.balanced[passed & item.label].sum()) * 2)
            wrong.append(float(item.balanced[passed & ~item.label].sum()) * 2)
            if passed.sum() >= _TELLING:
                precisions.append(right[-1] / (right[-1] + wrong[-1]))
        recall, false = fmean(right), fmean(wrong)
        if recall < _FEWEST:
            break
        precision = recall / (recall + false)
        if not table or precision > table[-1]["precision"]:
            table.append(
                {
                    "threshold": round(float(step), 2),
                    "precision": round(precision, 4),
                    "recall": round(recall, 4),
                    "lowest": round(min(precisions, default=0.0), 4),
                }
            )
    return table


def answers(item: Measured, chance: Floats, certain: dict[str, float], threshold: float) -> Answers:
    """What the checker would say of a set's rows."""
    bound = np.array([certain[name] for name in _RULED] + [1.0])[item.ruled]
    confidence = np.minimum(chance, bound)
    flagged = (item.ruled < len(_RULED)) | (chance < threshold)
    return Answers(item.label, flagged, confidence, np.arange(len(chance)))


def _prepare(path: Path) -> None:
    """Let the checker run although the features are new: give all of them no weight."""
    if set(json.loads(path.read_text(encoding="utf-8"))["weights"]) != set(NAMES):
        neutral = {"bias": 0.0, "weights": dict.fromkeys(NAMES, 0.0)}
        path.write_text(json.dumps(neutral), encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Fit the entailment score that ships.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path("evals/datasets/claims"))
    parser.add_argument("--rows", type=int, default=800, help="rows a set")
    parser.add_argument(
        "--out", type=Path, default=Path("summarizer/checking/data/entailment.json")
    )
    arguments = parser.parse_args()
    _prepare(arguments.out)
    data = read_sets(arguments.data, arguments.rows)
    with ProcessPoolExecutor() as pool:
        sets = {item.name: measured(item.rows, pool) for item in data}
        own = measured(own_rows(arguments.own), pool)
    allowed = {item.name for item in data if item.may_fit}
    scores = left_out(sets, allowed, own)
    slope, shift = calibrate(sets, scores)
    chances = {name: expit(slope * odds + shift) for name, odds in scores.items()}
    certain = chance_of_support(sets)
    told = {name: answers(item, chances[name], certain, THRESHOLD) for name, item in sets.items()}
    figures = {
        name: {
            "balanced_accuracy": round(balanced_accuracy(said), 4),
            "auc": round(float(roc_auc_score(said.label, said.confidence)), 4),
            "calibration_error": round(calibration_error(said, sets[name].balanced), 4),
        }
        for name, said in told.items()
    }
    for name, row in figures.items():
        print(f"{name:24}", *(f"{value:.3f}" for value in row.values()))
    mean = {
        key: round(fmean(row[key] for row in figures.values()), 4)
        for key in ("balanced_accuracy", "auc", "calibration_error")
    }
    pooled = Answers(
        *(
            np.concatenate([getattr(said, key) for said in told.values()])
            for key in ("label", "flagged", "confidence", "document")
        )
    )
    weight = np.concatenate([item.balanced for item in sets.values()])
    mean["pooled_calibration_error"] = round(calibration_error(pooled, weight), 4)
    print("mean", mean)
    for step in np.arange(0.35, 0.6, 0.025):
        tried = fmean(
            balanced_accuracy(answers(item, chances[name], certain, step))
            for name, item in sets.items()
        )
        print(f"threshold {step:.3f}: {tried:.4f}")
    model = Model([sets[name] for name in sorted(allowed)], own)
    weights = model.weights * slope
    fitted: dict[str, Any] = {
        "bias": round(model.bias * slope + shift, 6),
        "weights": {
            name: round(float(value), 6) for name, value in zip(NAMES, weights, strict=True)
        },
        "ruled": certain,
        "precision": precision_table(sets, chances),
        "provenance": {
            "command": f"python -m evals.training.entailment --data DIR --rows {arguments.rows}",
            "date": datetime.now(UTC).date().isoformat(),
            "rows": {name: len(sets[name].label) for name in sorted(allowed)}
            | {"own": len(own.label)},
            "left_out_mean": mean,
            "left_out": figures,
        },
    }
    arguments.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    spread = np.concatenate([sets[name].x for name in allowed]).std(0)
    for value, name in sorted(zip(weights * spread, NAMES, strict=True)):
        print(f"{name:12} {value:+.3f}")


if __name__ == "__main__":
    main()

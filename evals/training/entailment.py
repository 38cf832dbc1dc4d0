"""Fit the entailment score and write the parameters that ship.

``python -m evals.training.entailment --data DIR`` runs the checker itself over the public
sets, fits a logistic regression with known signs on its features, and prints what it scores
when each set (and its kin) is left out. What it writes is fitted only on sets whose licence
allows it.
"""

from __future__ import annotations

import argparse
import json
import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score

from summarizer.checking.checker import assess
from summarizer.checking.entailment import NAMES
from summarizer.source.document import Document

Row = tuple[tuple[float, ...], int]
Matrix = NDArray[np.float64]

_KIN: Final = {
    "xsum": ("xsumfaith", "frank_xsum", "fib_xsum", "qags_xsum", "entfa"),
    "summedits": (
        "summedits_ectsum",
        "summedits_podcast",
        "summedits_qmsumm",
        "summedits_sales_call",
        "summedits_sales_email",
        "summedits_samsum",
        "summedits_scitldr",
    ),
    "storysumm": ("storysumm", "storysumm_sent"),
    "fever": ("fever_nli", "fever_symmetric"),
}
"""Sets that share documents or makers: they are left out together."""

_RIDGE: Final = 0.003
_FOR: Final = frozenset({"best", "window", "document", "exact", "order", "tight", "root"})
_FREE: Final = frozenset({"length", "size"})
"""Features that may only speak for a claim, and those that may speak either way; all others
may only speak against it. What a reader would find absurd is not learnt from noise."""
_OWN_WEIGHT: Final = 6.0
"""How many public sets the project's own claims weigh as much as."""


def kin(name: str) -> str:
    """The family of a set."""
    return next((family for family, members in _KIN.items() if name in members), name)


def measure(row: dict[str, Any]) -> Row | None:
    """Features and label of one row; ``None`` for rows the checker cannot read."""
    if not isinstance(row.get("claim"), str) or not row["claim"].strip():
        return None
    document = Document(row["source"], language="en")
    assessment = assess(document, [row["claim"]])[0]
    found = assessment.features
    return (astuple(found) if found else (0.0,) * len(NAMES)), int(row["label"])


def rows_of(path: Path, limit: int) -> list[dict[str, Any]]:
    """A fixed sample of a set's rows."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if "label" in row and "source" in row]
    random.Random(1).shuffle(rows)
    return rows[:limit]


def own_rows(folder: Path) -> list[dict[str, Any]]:
    """The project's own claims, those held out left out."""
    rows = []
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            about = case["metadata"]
            if about.get("held_out") or about.get("language", "en") != "en":
                continue
            for name, claim in case["inputs"]["claims"].items():
                expected = case["expected_output"][name]["verdict"]
                if expected == "unverifiable":
                    continue
                rows.append(
                    {
                        "source": case["inputs"]["text"],
                        "claim": claim,
                        "label": int(expected == "supported"),
                    }
                )
    return rows


class Model:
    """A logistic regression on standardised features, classes and sets weighing the same."""

    def __init__(self, sets: dict[str, list[Row]], weights: dict[str, float]) -> None:
        x = np.concatenate([_x(rows) for rows in sets.values()])
        y = np.concatenate([_y(rows) for rows in sets.values()])
        weight = np.concatenate(
            [_balanced(_y(rows)) * weights.get(name, 1.0) for name, rows in sets.items()]
        )
        self.mean, self.scale = x.mean(0), x.std(0) + 1e-6
        scaled = (x - self.mean) / self.scale
        weight = weight / weight.sum()
        sign = 2 * y - 1

        def loss(parameters: Matrix) -> tuple[float, Matrix]:
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
        self.bias, *self.weights = minimize(
            loss, start, jac=True, bounds=bounds, method="L-BFGS-B"
        ).x

    def predict(self, rows: list[Row]) -> Matrix:
        """Probability of support of each row."""
        scaled = (_x(rows) - self.mean) / self.scale
        return np.asarray(expit(scaled @ np.array(self.weights) + self.bias))


def _x(rows: list[Row]) -> Matrix:
    return np.array([row[0] for row in rows], dtype=np.float64)


def _y(rows: list[Row]) -> NDArray[np.int64]:
    return np.array([row[1] for row in rows], dtype=np.int64)


def _balanced(labels: NDArray[np.int64]) -> Matrix:
    positive = max(int(labels.sum()), 1)
    negative = max(len(labels) - positive, 1)
    return np.where(labels == 1, 0.5 / positive, 0.5 / negative)


def balanced_accuracy(labels: NDArray[np.int64], scores: Matrix, threshold: float) -> float:
    """Mean of the shares of supported and unsupported rows that are told right."""
    supported, other = scores[labels == 1], scores[labels == 0]
    return float(((supported >= threshold).mean() + (other < threshold).mean()) / 2)


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
    manifest = json.loads((arguments.data / "MANIFEST.json").read_text())
    sets: dict[str, list[Row]] = {}
    with ProcessPoolExecutor() as pool:
        for name in sorted(manifest):
            sample = rows_of(arguments.data / f"{name}.jsonl", arguments.rows)
            sets[name] = [row for row in pool.map(measure, sample, chunksize=16) if row]
        own = [row for row in pool.map(measure, own_rows(arguments.own), chunksize=16) if row]
    weights = {"own": _OWN_WEIGHT}
    allowed = {name for name in sets if manifest[name]["may_fit_what_ships"]}
    scores = {}
    for name, rows in sets.items():
        labels = _y(rows)
        training = {other: sets[other] for other in allowed if kin(other) != kin(name)}
        if own:
            training["own"] = own
        predicted = Model(dict(sorted(training.items())), weights).predict(rows)
        scores[name] = {
            "balanced_accuracy": round(balanced_accuracy(labels, predicted, 0.5), 4),
            "auc": round(float(roc_auc_score(labels, predicted)), 4),
        }
        print(f"{name:24}", *(f"{value:.3f}" for value in scores[name].values()))
    mean = {
        key: round(sum(score[key] for score in scores.values()) / len(scores), 4)
        for key in ("balanced_accuracy", "auc")
    }
    print(f"{'mean':24}", *(f"{value:.3f}" for value in mean.values()))
    training = {name: sets[name] for name in sorted(allowed)}
    if own:
        training["own"] = own
    model = Model(training, weights)
    weight = np.array(model.weights) / model.scale
    bias = float(model.bias - (weight * model.mean).sum())
    arguments.out.parent.mkdir(exist_ok=True)
    arguments.out.write_text(
        json.dumps(
            {
                "bias": round(bias, 6),
                "weights": dict(zip(NAMES, (round(float(w), 6) for w in weight), strict=True)),
                "provenance": {
                    "command": "python -m evals.training.entailment --data DIR",
                    "date": datetime.now(UTC).date().isoformat(),
                    "rows": {name: len(rows) for name, rows in training.items()},
                    "left_out_mean": mean,
                    "left_out": scores,
                },
            },
            indent=1,
        )
        + "\n"
    )
    for name, value in sorted(zip(NAMES, model.weights, strict=True), key=lambda x: x[1]):
        print(f"{name:12} {value:+.3f}")


if __name__ == "__main__":
    main()

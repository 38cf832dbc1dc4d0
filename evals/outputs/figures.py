"""Figures as people read them."""

from __future__ import annotations

from evals.metrics import Metrics

NONE = "–"

FLAGGING_HEAD = (
    "claims",
    "n",
    "balanced",
    "recall",
    "let through",
    "precision",
    "verdict",
    "evidence",
)
KIND_HEAD = ("kind", "wrong", "caught", "true", "false alarms", "pairs", "both right")


def share(value: float | None) -> str:
    """A share, to three places."""
    return NONE if value is None else f"{value:.3f}"


def signed(value: float) -> str:
    """A difference, to three places, with its sign."""
    return f"{value:+.3f}"


def percent(value: float | None) -> str:
    """A share in whole percent."""
    return NONE if value is None else f"{100 * value:.0f} %"


def money(value: float | None) -> str:
    """US dollars; a price that is not known is not zero."""
    return "unknown" if value is None else f"${value:.4f}"


def flagging_rows(metrics: Metrics) -> list[list[str]]:
    """How well claims are flagged, a row a part of the datasets."""
    return [
        [
            name,
            str(figures.claims),
            share(figures.balanced),
            share(figures.recall),
            share(figures.let_through),
            share(figures.precision),
            share(figures.verdict),
            share(figures.evidence),
        ]
        for name, figures in metrics.flagging.items()
    ]


def kind_rows(metrics: Metrics) -> list[list[str]]:
    """One row a kind of claim."""
    return [
        [
            kind.kind,
            str(kind.wrong),
            percent(kind.recall),
            str(kind.true),
            percent(kind.false_alarms),
            str(kind.pairs),
            percent(kind.both),
        ]
        for kind in metrics.kinds
    ]


def summary_rows(metrics: Metrics) -> list[tuple[str, str]]:
    """What summaries are like, as names and values."""
    found = metrics.summaries
    if found is None:
        return []
    sentence = found.claims_a_sentence
    return [
        ("texts summarised", f"{found.texts - found.failed} of {found.texts}"),
        ("key facts covered", percent(found.facts)),
        ("claims a sentence", NONE if sentence is None else f"{sentence:.2f}"),
        ("atomic claims", percent(found.atomic)),
        ("claims that stand alone", percent(found.standalone)),
        ("claims that repeat another", percent(found.redundant)),
        ("claims the checker flags", percent(found.unsupported)),
    ]

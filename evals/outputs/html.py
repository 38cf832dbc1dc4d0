"""The run as one self-contained page: no script, no network, plots as inline SVG."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from evals.decision import Result
from evals.metrics import Metrics
from evals.outputs import plots
from evals.outputs.figures import (
    FLAGGING_HEAD,
    KIND_HEAD,
    flagging_rows,
    kind_rows,
    share,
    summary_rows,
)
from summarizer.report.inert import one_line
from summarizer.types import Usage

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE: Final = Path(__file__).parent


def to_html(result: Result, then: Usage | None = None) -> str:
    """Render a run.

    Args:
        result: The run; every string in it is taken to be hostile.
        then: What the run of the baseline used.
    """
    run, metrics, decision = result.run, result.metrics, result.decision
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    calibration = metrics.calibration
    return (
        _environment()
        .get_template("report.html")
        .render(
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
            style=Markup(style),  # noqa: S704  our own file
            run=run,
            setup=run.setup,
            decision=decision,
            figures={"head": FLAGGING_HEAD, "rows": flagging_rows(metrics)},
            kinds={"head": KIND_HEAD, "rows": kind_rows(metrics)},
            confusion=_confusion(metrics),
            calibration={"error": share(calibration.error), "brier": share(calibration.brier)},
            summaries=summary_rows(metrics),
            plots={
                "kinds": plots.kinds(metrics.kinds),
                "reliability": plots.reliability(calibration),
                "then_and_now": plots.then_and_now(decision.comparisons if decision else ()),
                "cost": plots.cost(then, run.usage),
            },
        )
    )


def _confusion(metrics: Metrics) -> dict[str, list[str] | list[list[str]]]:
    verdicts = list(next(iter(metrics.confusion.values())))
    return {
        "head": ["label ↓ verdict →", *verdicts],
        "rows": [
            [label, *(f"{row[name]:g}" for name in verdicts)]
            for label, row in metrics.confusion.items()
        ],
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["one_line"] = one_line
    return environment

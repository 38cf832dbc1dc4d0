"""Plots as SVG that needs no script, no style of its own and no network."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from evals.decision import Comparison
from evals.metrics import Calibration, Kind
from summarizer.types import Usage

_ROW = 22
_NAMES = 150
_WIDTH = 720


def kinds(found: Sequence[Kind]) -> Markup:
    """Two bars a kind: wrong claims caught or missed, true ones let through or flagged."""
    most = max((max(kind.wrong, kind.true) for kind in found), default=1) or 1
    half = (_WIDTH - _NAMES) / 2 - 10
    rows = Markup()
    for number, kind in enumerate(found):
        y = 24 + number * _ROW
        rows += _text(_NAMES - 8, y + 11, kind.kind, "end")
        caught = kind.wrong * (kind.recall or 0)
        alarms = kind.true * (kind.false_alarms or 0)
        for x, good, bad in (
            (_NAMES, caught, kind.wrong - caught),
            (_NAMES + half + 20, kind.true - alarms, alarms),
        ):
            unit = half / most
            rows += _rect(x, y, good * unit, 14, "good", f"{kind.kind}: {good:g}")
            rows += _rect(x + good * unit, y, bad * unit, 14, "bad", f"{kind.kind}: {bad:g}")
    head = _text(_NAMES, 14, "wrong claims: caught, missed") + _text(
        _NAMES + half + 20, 14, "true claims: let through, flagged"
    )
    return _svg(head + rows, 30 + len(found) * _ROW, "Claims by kind, right and wrong")


def reliability(found: Calibration) -> Markup:
    """Confidence along, truth up; the size of a point is the number of its claims."""
    side, left = 300, 50
    most = max((one.claims for one in found.bins), default=1)

    def x(share: float) -> float:
        return left + share * side

    def y(share: float) -> float:
        return 10 + (1 - share) * side

    shapes = _line(x(0), y(0), x(1), y(1), "guide")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        shapes += _line(x(tick), y(0), x(tick), y(0) + 5, "axis")
        shapes += _text(x(tick), y(0) + 20, f"{tick:g}", "middle")
        shapes += _line(left - 5, y(tick), left, y(tick), "axis")
        shapes += _text(left - 8, y(tick) + 4, f"{tick:g}", "end")
    shapes += _line(x(0), y(0), x(1), y(0), "axis") + _line(x(0), y(0), x(0), y(1), "axis")
    for one in found.bins:
        title = f"{one.claims:.0f} claims of confidence {one.confidence:.2f}: {one.true:.0%} true"
        radius = 3 + 9 * (one.claims / most) ** 0.5
        shapes += Markup(
            '<circle class="point" cx="{:.1f}" cy="{:.1f}" r="{:.1f}">{}</circle>'
        ).format(x(one.confidence), y(one.true), radius, Markup("<title>{}</title>").format(title))
    shapes += _text(x(0.5), y(0) + 38, "confidence that the claim is supported", "middle")
    shapes += _text(x(0) + 8, 22, "share of claims that are true")
    return _svg(shapes, side + 60, "Reliability: confidence against truth", left + side + 20)


def then_and_now(found: Sequence[Comparison]) -> Markup:
    """One row a figure: a hollow point then, a full one now, the interval of the change."""
    width = _WIDTH - _NAMES - 30

    def x(share: float) -> float:
        return _NAMES + min(max(share, 0.0), 1.0) * width

    shapes = Markup()
    bottom = 10 + len(found) * _ROW
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        shapes += _line(x(tick), 4, x(tick), bottom, "guide")
        shapes += _text(x(tick), bottom + 16, f"{tick:g}", "middle")
    for number, one in enumerate(found):
        y = 16 + number * _ROW
        style = "bad" if one.drop else "point"
        shapes += _text(_NAMES - 8, y + 4, one.name, "end")
        shapes += _line(x(one.before + one.low), y, x(one.before + one.high), y, f"range {style}")
        title = f"{one.name}: {one.before:.3f} then, {one.now:.3f} now"
        shapes += _circle(x(one.before), y, 5, "hollow", title)
        shapes += _circle(x(one.now), y, 4, style, title)
    return _svg(shapes, bottom + 26, "Figures then and now, with the interval of the change")


def cost(then: Usage | None, now: Usage) -> Markup:
    """What was used, a pair of bars a measure; each pair has its own scale."""
    measures = [
        ("calls", now.calls, then.calls if then else None, "{:,.0f}"),
        ("tokens in", now.input_tokens, then.input_tokens if then else None, "{:,.0f}"),
        ("tokens out", now.output_tokens, then.output_tokens if then else None, "{:,.0f}"),
        ("US dollars", now.cost_usd, then.cost_usd if then else None, "{:.4f}"),
        ("seconds", now.seconds, then.seconds if then else None, "{:,.1f}"),
    ]
    width = _WIDTH - _NAMES - 120
    shapes = Markup()
    y = 8
    for name, latest, before, form in measures:
        shapes += _text(_NAMES - 8, y + 14, name, "end")
        most = max(latest or 0, before or 0) or 1
        for value, style, said in ((before, "then", "then"), (latest, "now", "now")):
            if value is None and said == "then" and then is None:
                continue
            length = width * (value or 0) / most
            shapes += _rect(_NAMES, y, length, 10, style, f"{name} {said}")
            told = "unknown" if value is None else form.format(value)
            shapes += _text(_NAMES + length + 6, y + 9, f"{told} {said}")
            y += 14
        y += 12
    return _svg(shapes, y, "Calls, tokens, cost and seconds")


def _svg(shapes: Markup, height: float, title: str, width: float = _WIDTH) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {:.0f} {:.0f}" width="{:.0f}" role="img" aria-label="{}">{}</svg>'
    ).format(width, height, width, title, shapes)


def _text(x: float, y: float, text: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        x, y, anchor, text
    )


def _rect(x: float, y: float, width: float, height: float, style: str, title: str) -> Markup:
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title>'
        "</rect>"
    ).format(style, x, y, width, height, title)


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        style, x1, y1, x2, y2
    )


def _circle(x: float, y: float, radius: float, style: str, title: str) -> Markup:
    return Markup(
        '<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>'
    ).format(style, x, y, radius, title)

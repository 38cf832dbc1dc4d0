"""Paired differences with intervals, by resampling whole texts.

Claims of one text stand and fall together: one reply holds their verdicts. So texts are drawn,
not claims, unless there are too few texts to draw from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_RESAMPLES: Final = 10_000
_ROOM: Final = 5_000_000
"""Draws kept at once: very many units are resampled less often."""
_FEW: Final = 10
"""Texts from which on texts are drawn; with fewer, claims are."""
_SEED: Final = 20_160_229


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim, then and now: shares of repetitions that were right.

    Attributes:
        group: The text it belongs to.
        stratum: What is averaged apart, so that each half counts the same: claims to be
            flagged, and true ones.
    """

    group: str
    stratum: bool
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean of strata then and now, and an interval of the difference."""

    pairs: int
    before: float
    now: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """How much more it is now."""
        return self.now - self.before


def difference(pairs: Sequence[Pair], level: float = 0.95) -> Difference:
    """Compare then and now.

    Args:
        pairs: At least one.
        level: Of the interval, both tails together.
    """
    groups = {name: number for number, name in enumerate(dict.fromkeys(p.group for p in pairs))}
    by_text = len(groups) >= _FEW
    units = np.array([groups[pair.group] if by_text else n for n, pair in enumerate(pairs)])
    strata = sorted({pair.stratum for pair in pairs})
    size = int(units.max()) + 1
    weights = _weights(size)
    drawn = np.zeros(len(weights))
    before = now = 0.0
    for stratum in strata:
        chosen = np.array([pair.stratum is stratum for pair in pairs])
        then = np.array([pair.before for pair in pairs])[chosen]
        latest = np.array([pair.now for pair in pairs])[chosen]
        members = units[chosen]
        gains = np.bincount(members, latest - then, size).astype(np.float32)
        counts = np.bincount(members, minlength=size).astype(np.float32)
        total = weights @ counts
        drawn += np.divide(weights @ gains, total, out=np.zeros_like(total), where=total > 0)
        before += float(then.mean())
        now += float(latest.mean())
    share = len(strata)
    tail = (1 - level) / 2
    low, high = np.quantile(drawn / share, [tail, 1 - tail])
    return Difference(len(pairs), before / share, now / share, float(low), float(high))


@lru_cache(maxsize=32)
def _weights(units: int) -> Floats:
    """How often each unit is drawn, resample by resample; the same in every run."""
    random = np.random.default_rng(_SEED)
    resamples = max(1_000, min(_RESAMPLES, _ROOM // units))
    return random.multinomial(units, np.full(units, 1 / units), size=resamples).astype(np.float32)

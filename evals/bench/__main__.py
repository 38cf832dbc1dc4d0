"""Run benchmarks: all of them, or those named on the command line."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import evals.bench

_NAMES = sorted(
    module.name for module in iter_modules(evals.bench.__path__) if module.name[0] != "_"
)
chosen = sys.argv[1:] or _NAMES
if unknown := set(chosen) - set(_NAMES):
    sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(_NAMES)}.")
for name in chosen:
    import_module(f"evals.bench.{name}").main()

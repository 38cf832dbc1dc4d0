"""Benchmarks that print figures: `python -m evals.bench NAME`."""

"""Evals: labelled datasets, a run that measures, and a gate that fails the build."""

"""Minimal edits of true sentences, each beside a rewording that stays true.

``python -m evals.edits`` makes them, has them checked against the texts that the sentences are
from, and prints by kind how many edits are flagged and how many rewordings are flagged as well.
"""

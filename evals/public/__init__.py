"""Public sets of labelled claims: the checker measured on data that others labelled.

``python -m evals.public --data DIR`` reads sets in one form: ``MANIFEST.json`` names them, and
``NAME.jsonl`` holds a set's rows, each with ``source``, ``claim`` and ``label`` (1 supported,
0 not), and ``evidence`` where sentences were marked. The data stays outside the project.
"""

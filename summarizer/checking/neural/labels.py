"""Which output of a classifier means that the text supports the claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from summarizer.errors import SettingsError

_YES: Final = frozenset(
    "entailment entailed entails entail supported supports support consistent faithful "
    "attributable grounded factual".split()
)
_NO: Final = frozenset(
    "contradiction contradicts contradicted contradictory neutral notentailment nonentailment "
    "notentailed unsupported notsupported notsupports refuted refutes inconsistent "
    "hallucination hallucinated unfaithful notfaithful notattributable ungrounded notgrounded "
    "nonfactual notenoughinfo".split()
)
_NOT_LETTERS: Final = re.compile(r"[^a-z]")


def supporting(config: Mapping[str, Any], name: str) -> tuple[int, int]:
    """Read the labels of a model's ``config.json``.

    Args:
        config: The file's content.
        name: What to call the model in a complaint.

    Returns:
        The index of the label that means support, and the number of labels.

    Raises:
        SettingsError: The labels do not tell.
    """
    labels = _labels(config)
    read = [_NOT_LETTERS.sub("", label.lower()) for label in labels]
    yes = [index for index, label in enumerate(read) if label in _YES]
    if len(read) in (2, 3) and len(yes) == 1 and all(label in _YES | _NO for label in read):
        return yes[0], len(read)
    raise SettingsError(
        f"The labels of {name} ({', '.join(labels) or 'none'}) do not tell which of 2 or 3 means "
        "that the text supports the claim; name them in id2label of its config.json, such as "
        '{"0": "not_entailment", "1": "entailment"}.'
    )


def _labels(config: Mapping[str, Any]) -> list[str]:
    """Labels by index; none when they are not numbered from 0 without a gap."""
    named = config.get("id2label")
    if not isinstance(named, Mapping):
        turned = config.get("label2id")
        if not isinstance(turned, Mapping):
            return []
        named = {index: label for label, index in turned.items()}
    found = {str(index): str(label) for index, label in named.items()}
    if set(found) != {str(index) for index in range(len(found))}:
        return []
    return [found[str(index)] for index in range(len(found))]

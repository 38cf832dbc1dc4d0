"""Claims in files, as people hand them in to be checked."""

from __future__ import annotations

import json

from summarizer.errors import InputError


def parse_claims(name: str, text: str) -> list[str]:
    """Claims as a JSON list of texts.

    Args:
        name: What to call it in an error.
        text: The JSON.

    Raises:
        InputError: It is anything else.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is not valid JSON ({error}); give a list of claims.") from None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise InputError(f'{name} must be a JSON list of texts, such as ["First claim."].')
    return found

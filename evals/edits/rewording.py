"""Ways to say a sentence otherwise that do not depend on what was edited in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from evals.edits.tables import tables
from evals.edits.times import TRAILING
from evals.edits.voice import SPOKEN, active, passive
from evals.edits.wording import exchange, lower_start, quoted, upper_start

Rewording = Callable[[str], str | None]

_CLAUSE: Final = re.compile(
    r"\b(?:and|but|or|who|which|that|when|where|while|because|if|said|says|told|called|after|before|"
    r"not|never|no|nobody|only|all|most|half|than|expected|expects|wants|plans|due)\b"
)
"""Words that make it unclear what an adjunct at the end belongs to, or unsafe to drop it."""


def fronted(sentence: str) -> str | None:
    """The time told first."""
    match = TRAILING.match(sentence)
    if match is None or _CLAUSE.search(match["main"]):
        return None
    main = lower_start(match["main"])
    return main and f"{upper_start(match['when'])}, {main}."


def shortened(sentence: str) -> str | None:
    """The time left out."""
    match = TRAILING.match(sentence)
    if match is None or _CLAUSE.search(match["main"]) or re.search(r"\d", match["main"]):
        return None
    if re.search(r"\b(?:is|are|has|have|will)\b", match["main"]):
        return None
    return f"{match['main']}."


def credited(sentence: str) -> str | None:
    """A speaker named first by “according to”, or last."""
    match = SPOKEN.match(sentence)
    who = match and lower_start(match["who"].rstrip(","))
    if match is None or who is None or quoted(sentence):
        return None
    return f"According to {who}, {match['what']}."


_RELATIVE: Final = re.compile(r", (?:which|who) (?:[^,;:\"]|,(?=\d))+(?P<end>,(?= )|\.$)")


def trimmed(sentence: str) -> str | None:
    """A clause that only adds something left out."""
    found = list(_RELATIVE.finditer(sentence))
    if len(found) != 1 or quoted(sentence):
        return None
    match = found[0]
    end = "." if match["end"] == "." else ""
    return sentence[: match.start()] + end + sentence[match.end() :]


_BEFORE: Final = re.compile(r"^(?P<main>[^,;:\"]+) (?P<link>before|after) (?P<rest>[^,;:\"]+)\.$")


def turned(sentence: str) -> str | None:
    """A clause of before or after told first."""
    match = _BEFORE.match(sentence)
    if match is None or _CLAUSE.search(f"{match['main']} {match['rest']}"):
        return None
    main = lower_start(match["main"])
    return main and f"{upper_start(match['link'])} {match['rest']}, {main}."


def synonymous(sentence: str) -> str | None:
    """One or two words for others that mean the same."""
    said, changes = sentence, 0
    for old, new in tables().rewordings["any"]:
        other = exchange(said, old, new)
        if other and new not in said and changes < 2:
            said, changes = other, changes + 1
    return said if changes else None


def contracted(sentence: str) -> str | None:
    """A negated auxiliary as it is spoken."""
    for old, new in tables().rewordings["negation"]:
        if old.endswith(" not") and (said := exchange(sentence, old, new)):
            return said
    return None


REWORDINGS: Final[tuple[Rewording, ...]] = (
    fronted,
    passive,
    active,
    credited,
    trimmed,
    turned,
    synonymous,
    shortened,
    contracted,
)

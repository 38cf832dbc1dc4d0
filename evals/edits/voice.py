"""Who does what to whom, in sentences simple enough to be turned round."""

from __future__ import annotations

import re
from typing import Final

from evals.edits.tables import tables
from evals.edits.wording import lower_start, plural, quoted, upper_start

_PAST: Final = {past: (base, part) for base, past, part in (*tables().deeds, *tables().works)}
_PART: Final = {part: past for _, past, part in (*tables().deeds, *tables().works)}
_TO_PARTIES: Final = {past for _, past, _ in tables().deeds}
_WHO: Final = r"(?P<who>(?:[A-Z]|last year)[^,;:\"]*?)"
_WHOM: Final = (
    r"(?P<whom>(?:(?:the|a|an|two|three|four) (?:(?!of |in |to |for |at )[\w’'-]+ ){0,3}?[\w’-]+"
    r"(?: of the [a-z]+| of [A-Z]\w+)?|[A-Z]\w+(?: [A-Z]\w+)*))"
)
_REST: Final = (
    r"(?P<rest>(?: (?:in|on|at|for|from|after|before|because|during|with|by (?=\d))\b [^,;:\"]+)?)"
)
_ACTIVE: Final = re.compile(rf"^{_WHO} (?P<verb>{'|'.join(_PAST)}) {_WHOM}{_REST}\.$")
_PASSIVE: Final = re.compile(
    rf"^{_WHO} (?:was|were) (?P<verb>{'|'.join(_PART)}) by {_WHOM}{_REST}\.$"
)
_TOLD: Final = re.compile(
    r"^(?P<who>[A-Z][^,;:\"]*?) told (?P<whom>(?:the )?[\w’-]+) that (?P<rest>[^:\"]+)\.$"
)
SPOKEN: Final = re.compile(
    r"^(?P<who>[A-Z][^;:\"]{2,70}?,?) (?:said|told reporters) (?:that )?"
    r"(?P<what>(?!outside |in |on |at |nothing|so)[^:]+)\.$"
)
"""A sentence that reports what somebody said, speaker first."""
_BOUND: Final = re.compile(
    r"\b(?:and|who|which|that|when|had|has|have|was|were|not|its|his|her|their)\b"
)


def passive(sentence: str) -> str | None:
    """An active sentence in the passive voice."""
    match = _read(_ACTIVE, sentence)
    if match is None:
        return None
    who = lower_start(match["who"])
    was = "were" if plural(match["whom"]) else "was"
    if who is None:
        return None
    part = _PAST[match["verb"]][1]
    return upper_start(f"{match['whom']} {was} {part} by {who}{match['rest']}.")


def active(sentence: str) -> str | None:
    """A passive sentence in the active voice."""
    match = _read(_PASSIVE, sentence)
    whom = match and lower_start(match["who"])
    if match is None or whom is None:
        return None
    return upper_start(f"{match['whom']} {_PART[match['verb']]} {whom}{match['rest']}.")


def swapped(sentence: str) -> str | None:
    """The sentence with its parties exchanged, where both could be either."""
    for pattern, verbs in ((_ACTIVE, _PAST), (_PASSIVE, _PART)):
        match = _read(pattern, sentence)
        if match is None:
            continue
        past = match["verb"] if verbs is _PAST else _PART[match["verb"]]
        who = lower_start(match["who"])
        if who is None or past not in _TO_PARTIES or who.split()[-1][0].isdigit():
            continue
        middle = sentence[match.end("who") : match.start("whom")]
        return upper_start(f"{match['whom']}{middle}{who}{match['rest']}.")
    if match := _TOLD.match(sentence):
        who = lower_start(match["who"])
        if who:
            return upper_start(f"{match['whom']} told {who} that {match['rest']}.")
    return None


def denied(sentence: str) -> str | None:
    """An active sentence that says that it was not done."""
    match = _read(_ACTIVE, sentence)
    if match is None:
        return None
    base = _PAST[match["verb"]][0]
    return f"{match['who']} did not {base} {match['whom']}{match['rest']}."


def _read(pattern: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    match = None if quoted(sentence) else pattern.match(sentence)
    if match is None or len(match["who"].split()) > 6:
        return None
    parts = f"{match['who']} {match['whom']}"
    return None if _BOUND.search(parts) or " and " in match["rest"] else match

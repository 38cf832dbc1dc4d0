"""Who speaks in minutes, plays, chats and mail: the names set before what is said."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LABEL: Final = r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3}"
SPEAKER: Final = re.compile(rf"\A\s*({_LABEL}(?: ?\([^()\n]{{1,40}}\))?:)\s+(?=\S)")
"""The name before what somebody says, at the beginning of a line."""
_TURN: Final = re.compile(rf"^[ \t]*({_LABEL})(?: ?\([^()\n]{{1,40}}\))?[ \t]?:[ \t]", re.MULTILINE)
_SENDER: Final = re.compile(r"[ \t]*([^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3})")
_SENDS: Final = frozenset(["from", "von", "de", "da", "od", "van", "från", "fra"])
"""Fields of mail that name who speaks in all that follows."""
_FIELDS: Final = frozenset(
    (
        "date sent to cc bcc subject re fw fwd time place present apologies note an datum betreff "
        "gesendet objet envoyé enviado asunto para fecha assunto data oggetto"
    ).split()
)
"""Other fields: they name nobody who speaks."""
_FEWEST: Final = 2
"""Speakers that make a script of a text."""


class Turn(NamedTuple):
    """A name before what somebody says, as offsets in the text.

    Attributes:
        start: Where the name begins.
        end: Where it ends.
        said: Where that begins which is said.
    """

    start: int
    end: int
    said: int


def read_turns(text: str) -> list[Turn]:
    """Who begins to speak where, in order; nothing where fewer than two speak.

    In mail the senders speak, one of them if need be, and nobody else does.
    """
    if ":" not in text:
        return []
    senders: list[Turn] = []
    found: list[Turn] = []
    for match in _TURN.finditer(text):
        label = match.group(1)
        field = label.lower()
        if field in _SENDS:
            sender = _SENDER.match(text, match.end())
            if sender is not None and not sender.group(1)[0].islower():
                senders.append(Turn(*sender.span(1), sender.end()))
        elif not label[0].islower() and field not in _FIELDS:
            found.append(Turn(*match.span(1), match.end()))
    if senders:
        return senders
    return found if len({text[turn.start : turn.end] for turn in found}) >= _FEWEST else []

"""Hostile text made harmless to look at, without losing that something was there.

Texts, file names and model output may carry characters that act instead of being read:
terminal escapes, controls that reverse the order of letters, invisible letters that only a
model reads. Each is replaced by a visible stand-in. Escaping for the format at hand (HTML,
Markdown) is a second step and not done here.
"""

from __future__ import annotations

import re

_BIDI = {
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
"""Controls that reorder what a reader sees; see Unicode Technical Report 36, section 2.1.

The plain marks (U+200E, U+200F, U+061C) stay: honest right-to-left text needs them, and they
cannot move other letters past each other.
"""

_ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""Replace characters that act by stand-ins that can be seen.

    Args:
        text: Any text, lone surrogates included.

    Returns:
        The text with C0 controls but tab and line feed as control pictures (``\x1b`` becomes
        ``␛``), C1 controls and lone surrogates as U+FFFD, bidirectional embeddings, overrides
        and isolates as their names in angle quotes, and invisible tag characters as their
        code points. It can be encoded as UTF-8. A carriage return before a line feed goes.
    """
    return _ACTIVE.sub(_stand_in, text.replace("\r\n", "\n"))


def flat(text: str) -> str:
    """:func:`visible` text with every run of white space as one blank."""
    return visible(_SPACE.sub(" ", text))


def one_line(text: str) -> str:
    """:func:`flat` text without blanks at its ends."""
    return flat(text).strip()


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code in _BIDI:
        return f"\u2039{_BIDI[code]}\u203a"
    if code >= 0xE0000:
        return f"\u2039U+{code:X}\u203a"
    return "\ufffd"

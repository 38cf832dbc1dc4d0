"""Comparisons as a sentence makes them: what is more, what is less, and than what."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarizer.language.tokens import Word

_LESS: Final = frozenset(["less", "fewer"])
_BARE: Final = frozenset(["more", "less", "fewer", "greater"])
_BEYOND: Final = frozenset(
    "exceed surpass outnumber outsell outperform outweigh outpace outstrip outlast outlive "
    "eclipse dwarf".split()
)
_SHORT: Final = frozenset(["lag", "trail"])
_SHARES: Final = frozenset(["half", "third", "quarter", "fraction"])
_IRREGULAR: Final = {"worse": "bad", "better": "good", "lower": "low"}
_EARLIER: Final = frozenset(["earlier", "later", "further", "elder", "upper"])
_VERBS: Final = _BEYOND | _SHORT
_OPENING: Final = _BARE | frozenset(["worse", "same", "as", "twice", "double", "half"])
_REACH: Final = 12
"""Words after a comparative in which its ``than`` may stand."""
_FACTORS: Final = _SHARES | {"twice", "double"}
_SIZE: Final = frozenset(["size", "length", "height", "weight", "price", "number", "amount", "age"])
_NEAR: Final = 4


class Comparison(NamedTuple):
    """One thing held against another.

    Attributes:
        at: The word that compares.
        sign: 1 for more, -1 for less, 0 for as much.
        quality: Base form of what there is more of; empty for a mere "more".
        left: Meaningful words of its clause before its "than" or "as", or before itself.
        right: Meaningful words behind its "than" or "as"; none where it has none.
    """

    at: int
    sign: int
    quality: str
    left: frozenset[int]
    right: frozenset[int]


def read_comparisons(
    words: tuple[Word, ...], tags: str, content: tuple[int, ...]
) -> list[Comparison]:
    """The comparisons of a sentence, in order."""
    found: list[Comparison] = []
    for at, word in enumerate(words):
        if not (word.lower.endswith("er") or word.lower in _OPENING or word.lemma in _VERBS):
            continue
        read = _verb(at, word, tags) or _comparative(words, tags, at) or _equal(words, at)
        if read is None:
            continue
        sign, quality, than = read
        if sign and at and tags[at - 1] == "E":
            # "no longer than", "not more than" set a bound
            continue
        if than is not None and any(
            word.value is not None or word.lower in _FACTORS for word in words[than + 1 : than + 3]
        ):
            # "more than 30" bounds a number
            continue
        first = at
        while first and tags[first - 1] not in ".;":
            first -= 1
        end = len(words) if than is None else than + 1
        while than is not None and end < len(words) and tags[end] not in ".,;SW":
            end += 1
        right = () if than is None else (index for index in content if than < index < end)
        # "more old boats than new ones": what there is more of stands on neither side
        last = at if than is None else max(at, than - 1)
        left = frozenset(index for index in content if first <= index < last and index != at)
        found.append(Comparison(at, sign, quality, left, frozenset(right)))
    return found


def _verb(at: int, word: Word, tags: str) -> tuple[int, str, int | None] | None:
    """``A outnumbers B``: the object stands where a ``than`` would lead to."""
    if tags[at] != "V":
        return None
    if word.lemma in _BEYOND:
        return 1, "", at
    return (-1, "", at) if word.lemma in _SHORT else None


def _comparative(words: tuple[Word, ...], tags: str, at: int) -> tuple[int, str, int | None] | None:
    lower = words[at].lower
    following = words[at + 1] if at + 1 < len(words) else None
    if lower in _BARE:
        sign = -1 if lower in _LESS else 1
        graded = following is not None and tags[at + 1] in "AR" and following.content
        quality = following.lemma if graded and following is not None else ""
    elif lower in _IRREGULAR:
        sign, quality = 1, _IRREGULAR[lower]
    elif lower.endswith("er") and words[at].lemma != lower and tags[at] in "AR":
        sign, quality = 1, words[at].lemma
    else:
        return None
    than = next(
        (
            index
            for index in range(at + 1, min(at + _REACH, len(words)))
            if words[index].lower == "than"
        ),
        None,
    )
    if than is None and (lower in _EARLIER or tags[at] == "V"):
        # "two earlier quarrels", "to lower"
        return None
    return sign, quality, than


def _equal(words: tuple[Word, ...], at: int) -> tuple[int, str, int | None] | None:
    """``as long as``, ``twice as long as``, ``half the size of``."""
    lower = words[at].lower
    after = [word.lower for word in words[at + 1 : at + 1 + _NEAR]]
    if lower == "same":
        return (0, "", at + 1) if after[:1] == ["as"] else None
    if lower == "as" and at + 2 < len(words):
        than = next(
            (i for i in range(at + 2, min(at + 8, len(words))) if words[i].lower == "as"), None
        )
        if than is None:
            return None
        factor = words[at - 1] if at else None
        sign = 0
        if factor is not None:
            if factor.lower in ("twice", "times"):
                sign = 1
            elif factor.lower in _SHARES:
                sign = -1
        quality = words[at + 1].lemma if words[at + 1].content else ""
        return sign, "" if quality in ("much", "many") else quality, than
    if lower in ("twice", "double", "half") and _SIZE & set(after):
        sign = -1 if lower == "half" else 1
        of = next((i for i in range(at + 1, min(at + 5, len(words))) if words[i].lower == "of"), at)
        return sign, "", of
    return None

"""Words that tie a sentence to the one before it, taken off: "However, it also ..."."""

from __future__ import annotations

import re
from typing import Final

from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, capitalised
from summarizer.draft.words import CONNECTIVE_PHRASES, CONNECTIVES

_DROPPED_ADVERBS: Final = frozenset("also further too additionally furthermore likewise".split())
_INSERTED: Final = re.compile(r", (?:however|moreover|therefore|meanwhile|for example|too), ")
_FILLER: Final = re.compile(
    r"it (?:is worth (?:mentioning|noting|remembering)|is important to (?:note|mention)"
    r"|should (?:also )?be (?:noted|mentioned|added)|bears mentioning) that (?=\w)"
)


def without_connectives(sentence: Skeleton) -> Skeleton:
    """The sentence without what ties it to the one before: "However, he also ..."."""
    strand = sentence.strand
    lower = strand.text.lower()
    filler = _FILLER.match(lower)
    if filler is not None:
        return without_connectives(sentence.like(capitalised(strand.cut(filler.end()))))
    for phrase in CONNECTIVE_PHRASES:
        if lower.startswith(phrase + ", "):
            return without_connectives(sentence.like(capitalised(strand.cut(len(phrase) + 1))))
    first = 0
    words = sentence.lowers
    inserted = _INSERTED.search(strand.text)
    if inserted is not None:
        strand = strand.replaced(*inserted.span(), Strand.added(" "))
        return without_connectives(sentence.like(strand))
    if len(words) > 2 and words[0] in CONNECTIVES:
        if sentence.lowers[1] == ",":
            first = 2
        elif words[0] in ("and", "but", "yet", "so") and sentence.tags[1] in "DNPO":
            first = 1
    drop = _loose_adverb(sentence)
    if drop is not None and drop >= first:
        start, end = sentence.tokens.starts[drop], sentence.tokens.ends[drop]
        strand = strand.replaced(start, end + 1, Strand("", ()))
    if first:
        strand = capitalised(strand.cut(sentence.tokens.starts[first]))
    return sentence.like(strand)


def _loose_adverb(sentence: Skeleton) -> int | None:
    """A word like "also" next to the main verb."""
    if not sentence.has(_DROPPED_ADVERBS) or sentence.main is None:
        return None
    near = range(max(sentence.main.start - 1, 0), min(sentence.main.end + 1, len(sentence) - 1))
    for index in near:
        if sentence.lowers[index] in _DROPPED_ADVERBS and sentence.tags[index] == "R":
            if "E" in sentence.tags[sentence.main.start : sentence.main.end]:
                return None
            return index
    return None

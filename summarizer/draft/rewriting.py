"""Words of a sentence put differently, for use in another one."""

from __future__ import annotations

from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, join


def without(sentence: Skeleton, comma: int, end: int) -> Strand:
    """The sentence without the words from a comma up to ``end`` (and a comma there)."""
    first = sentence.strand.cut(0, sentence.tokens.starts[comma])
    if end < len(sentence) and sentence.lowers[end] == ",":
        end += 1
    if end >= len(sentence):
        return first
    return join(first, sentence.strand.cut(sentence.tokens.starts[end]))


def lowered(sentence: Skeleton, start: int, end: int) -> Strand:
    """A noun phrase that has been introduced, for the middle of a sentence."""
    strand = definite(sentence, start, end)
    if sentence.tags[start] == "D" and start == 0 and strand.text[0].isupper():
        return Strand(strand.text[0].lower() + strand.text[1:], strand.origins)
    return strand


def definite(sentence: Skeleton, start: int, end: int) -> Strand:
    """A noun phrase with "the" in place of "a": it has been introduced."""
    if sentence.lowers[start] in ("a", "an"):
        return join(Strand.added("the"), sentence.words_to_strand(start + 1, end))
    return sentence.words_to_strand(start, end)

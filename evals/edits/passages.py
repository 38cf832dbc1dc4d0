"""The texts whose sentences are edited: those of the datasets, and seventy written for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evals.dataset import find, load
from evals.edits.tables import tables
from summarizer.source.document import Document

_HERE: Final = Path(__file__).parent
_LENGTH: Final = range(4, 36)
"""Words of a sentence that stands for a claim."""
_DEPENDENT: Final = re.compile(
    r"(He|She|It|They|We|I|You|His|Her|Their|This|These|Those|That|There|And|But|So|Then|Also)\b"
)
"""Openings that need the sentence before them."""
_WRITER: Final = re.compile(r"\b(I|we|We|my|our|Our|you|your|You|said he|Ltd)\b")


@dataclass(frozen=True)
class Passage:
    """A text and those of its sentences that can stand alone.

    Attributes:
        name: Of the text.
        text: All of it: what edits are checked against.
        sentences: Sound sentences that need no other to be understood.
    """

    name: str
    text: str
    sentences: tuple[str, ...]

    @property
    def people(self) -> list[str]:
        """Known people whose full name the text gives."""
        return [name for name in tables().people if name in self.text]

    @property
    def places(self) -> list[str]:
        """Known places that the text names."""
        return [name for name in tables().places.split() if re.search(rf"\b{name}\b", self.text)]


def passages() -> list[Passage]:
    """All passages, always in the same order."""
    written = (_HERE / "texts.txt").read_text(encoding="utf-8").split("\n\n")
    found = [_passage(f"edits-{number:02}", text) for number, text in enumerate(written, 1)]
    for path in find(_HERE.parent / "datasets", ("claims",)):
        for case in load(path).claims:
            if case.metadata and case.metadata.language == "en":
                found.append(_passage(str(case.name), case.inputs.text))
    return [passage for passage in found if passage.sentences]


def _passage(name: str, text: str) -> Passage:
    document = Document(text.strip(), language="en")
    sound = [
        document.text[sentence.start : sentence.end].strip()
        for sentence in document.sentences
        if not sentence.issues
    ]
    return Passage(name, document.text, tuple(filter(_stands_alone, sound)))


def _stands_alone(sentence: str) -> bool:
    outside = re.sub(r"[\"“][^\"”]*[\"”]", "", sentence)
    return (
        len(sentence.split()) in _LENGTH
        and bool(re.match(r"[A-Z]", sentence))
        and sentence.endswith((".", '."'))
        and sentence.count('"') % 2 == 0
        and not _DEPENDENT.match(sentence)
        and not _WRITER.search(outside)
    )

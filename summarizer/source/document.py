"""The text that is summarised or checked against."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from summarizer.errors import InputError
from summarizer.lazy import lazy
from summarizer.source.detect import detect_language, may_be_english
from summarizer.source.extract import extract
from summarizer.source.health import examine
from summarizer.source.read import encodable, read_bytes
from summarizer.source.sentences import split
from summarizer.types import Sentence


@dataclass(frozen=True)
class Document:
    """A text with its sentences and what is wrong inside them.

    All offsets count Unicode code points of ``text``. Two documents are equal when text,
    name and language are.

    Attributes:
        text: The text; lone surrogates, which no encoding can carry, become U+FFFD.
        name: File name or title, if there is one.
        language: ISO 639-1 code; detected when not given, ``und`` when that fails.

    Raises:
        InputError: The text is empty or blank.
    """

    text: str
    name: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InputError(
                f"{self.name or 'The text'} is empty; give a text with at least one sentence."
            )
        object.__setattr__(self, "text", encodable(self.text))
        object.__setattr__(self, "name", self.name and encodable(self.name))
        object.__setattr__(self, "language", self.language or detect_language(self.text))

    @classmethod
    def from_file(cls, path: str | Path, language: str | None = None) -> Self:
        """Read a file: plain text in any usual encoding, Markdown, HTML, PDF or DOCX.

        The last three need the extras ``html``, ``pdf`` and ``docx``. ``text`` is then what a
        reader of the document sees of its main content.

        Args:
            path: Where it is.
            language: ISO 639-1 code; detected when not given.

        Raises:
            InputError: The file cannot be opened, is too large, damaged or locked, or holds no
                text; or the extra that reads it is not installed.
        """
        return cls(extract(read_bytes(path), str(path)), name=Path(path).name, language=language)

    @classmethod
    def from_bytes(cls, data: bytes, name: str | None = None, language: str | None = None) -> Self:
        """Read the content of a file from memory, such as an upload.

        Args:
            data: The content.
            name: The name of the file; its ending tells Markdown from plain text.
            language: ISO 639-1 code; detected when not given.

        Raises:
            InputError: As for a file.
        """
        return cls(extract(data, name or "The input"), name=name, language=language)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, each with what is wrong inside it."""
        language = self.language or ""
        blocks = split(self.text, language)
        issues = examine(self.text, blocks, language)
        spans = [span for block in blocks for span in block]
        return tuple(
            Sentence(id=f"s{number}", start=start, end=end, issues=found)
            for number, ((start, end), found) in enumerate(zip(spans, issues, strict=True), start=1)
        )

    @lazy
    def is_english(self) -> bool:
        """Whether the rules of English read it; short texts get the benefit of the doubt."""
        return self.language == "en" or (self.language == "und" and may_be_english(self.text))

    @lazy
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @lazy
    def _by_id(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self.sentences}

    def sentence(self, id: str) -> Sentence:
        """The sentence with this id.

        Raises:
            KeyError: There is none.
        """
        return self._by_id[id]

    def quote(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.text[sentence.start : sentence.end]

"""The text of a file in whatever format: plain, Markdown, HTML, PDF or DOCX.

Content decides first, the ending of the name second: a PDF is a PDF under any name, an HTML
file without markup is plain text, and Markdown is known by its ending alone. Each format has a
module that yields blocks (paragraphs, headings, lists, tables); here they are put together and
whatever goes wrong becomes one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import PurePath
from typing import Final, NamedTuple

from summarizer.errors import InputError
from summarizer.source.read import (
    MAX_BYTES,
    MAX_PACKED_BYTES,
    PDF_SIGNATURE,
    ZIP_SIGNATURE,
    decode,
)

_HTML_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(
    rb"<(?:html|head|body|article|main|section|div|p|h[1-6]|ul|ol|table|span|a|br)\b[^<>]*>",
    re.IGNORECASE,
)
_HTML_NAMES: Final = frozenset((".html", ".htm", ".xhtml"))
_MARKDOWN_NAMES: Final = frozenset((".md", ".markdown"))
_HEAD: Final = 1024


class Format(NamedTuple):
    """How one format is read.

    Attributes:
        title: What to call it in an error, with its article.
        module: Module of this package whose ``blocks(data, name)`` reads it.
        library: The package that it needs, if any.
        extra: The extra of this package that brings it.
    """

    title: str
    module: str
    library: str = ""
    extra: str = ""


MARKDOWN: Final = Format("a Markdown text", "markdown")
HTML: Final = Format("an HTML page", "html", "trafilatura", "html")
PDF: Final = Format("a PDF", "pdf", "pypdfium2", "pdf")
DOCX: Final = Format("a Word document", "word", "python-docx", "docx")


def extract(data: bytes, name: str) -> str:
    """Find the text in the content of a file.

    Args:
        data: The content.
        name: The name or path of the file, for its ending and for errors.

    Returns:
        Plain text as it is in the file; of other formats the text that a reader sees, in
        blocks with an empty line between them.

    Raises:
        InputError: There is no text in it, it is damaged, locked or too large, or the library
            that reads it is not installed.
    """
    format = format_of(data, name)
    if format is None:
        return decode(data, name)
    if len(data) > MAX_PACKED_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_PACKED_BYTES // 1_000_000} MB, the most that is read as "
            "one document; split it, or save its text alone."
        )
    text = "\n\n".join(block for block in _blocks(format, data, name) if block.strip())
    if len(text) > MAX_BYTES:
        raise InputError(
            f"{name} holds more than {MAX_BYTES // 1_000_000} million characters of text, the "
            "most that is read as one document; split it into smaller files."
        )
    if not text:
        raise InputError(f"{name} is {format.title} without text; give one that can be read.")
    return text


def format_of(data: bytes, name: str) -> Format | None:
    """The format of a file, or ``None`` for plain text and whatever else ``decode`` judges."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(PDF_SIGNATURE) or (suffix == ".pdf" and PDF_SIGNATURE in data[:_HEAD]):
        return PDF
    if data.startswith(ZIP_SIGNATURE):
        return DOCX if suffix == ".docx" or b"word/" in data else None
    narrow = data.replace(b"\0", b"") if b"\0" in data[:_HEAD] else data  # UTF-16
    if _HTML_START.match(narrow[:_HEAD]) or (suffix in _HTML_NAMES and _TAG.search(narrow)):
        return HTML
    return MARKDOWN if suffix in _MARKDOWN_NAMES else None


def _blocks(format: Format, data: bytes, name: str) -> Iterable[str]:
    try:
        module = import_module(f"{__name__}.{format.module}")
    except ModuleNotFoundError as error:
        if not format.extra:
            raise
        raise InputError(
            f"{name} is {format.title}, and reading one needs the package {format.library}; "
            f"install it with: pip install 'summarizer[{format.extra}]'"
        ) from error
    read: Callable[[bytes, str], list[str]] = module.blocks
    try:
        return read(data, name)
    except InputError:
        raise
    except Exception as error:  # a damaged file can make a parser raise anything
        reason = str(error).strip().splitlines()
        raise InputError(
            f"{name} is {format.title} that cannot be read, perhaps because it is damaged "
            f"({reason[0] if reason else type(error).__name__}); save it again or as plain text."
        ) from error

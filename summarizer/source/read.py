"""Bytes to text: encodings, binary files, and the limits of what is read."""

from __future__ import annotations

import codecs
import errno
import re
from pathlib import Path
from typing import BinaryIO, Final

from summarizer.errors import InputError

MAX_BYTES: Final = 10_000_000
"""Largest input that is read, in bytes: some 1.7 million English words. More than that is a
collection rather than a document and belongs into separate files."""
MAX_PACKED_BYTES: Final = 100_000_000
"""Largest PDF or Word document that is read, whose pictures can take more room than its text."""
PDF_SIGNATURE: Final = b"%PDF-"
ZIP_SIGNATURE: Final = b"PK\x03\x04"

_BOMS: Final = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: Final = (
    (PDF_SIGNATURE, "a PDF"),
    (ZIP_SIGNATURE, "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document or one locked by a password"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b\x08", "gzip-compressed"),
    (b"{\\rtf", "a rich-text (RTF) document"),
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LETTERS_1252: Final = re.compile(r"[A-Za-z\xc0-\xffŠŒŽšœžŸƒ]")
_HIGH_LETTERS_1252: Final = re.compile(r"[\xc0-\xffŠŒŽšœžŸƒ]")
_SIGN_IN_WORD_1252: Final = re.compile(r"(?<=[^\W\d_])[¡-©«¬®-±³-¶¸¹»-¿\ufffd](?=[^\W\d_])")
"""What no word has inside it: the letters of another 8-bit encoding, read as this one."""


def read_bytes(path: str | Path) -> bytes:
    """Read a file, no further than it takes to see that it is too large.

    Args:
        path: Where it is.

    Raises:
        InputError: It cannot be opened.
    """
    try:
        with Path(path).open("rb") as file:
            return read_document(file)
    except (OSError, ValueError) as error:
        raise InputError(_why_unreadable(str(path), error)) from error


def read_document(file: BinaryIO) -> bytes:
    """Read an open file as far as ``read_bytes`` does.

    Args:
        file: Where the document begins.
    """
    data = file.read(MAX_BYTES + 1)
    if data.startswith((PDF_SIGNATURE, ZIP_SIGNATURE)):
        data += file.read(MAX_PACKED_BYTES - MAX_BYTES)
    return data


def decode(data: bytes, name: str = "the input") -> str:
    """Turn bytes into text.

    UTF-8, UTF-16 and UTF-32 are told by their byte-order mark, UTF-16 without one by the
    places of its NUL bytes. What is not valid UTF-8 is read as Windows-1252, unless most of
    it *is* UTF-8: then the few broken bytes become U+FFFD and nothing else suffers.

    Args:
        data: The content.
        name: What to call it in an error.

    Returns:
        The text without a byte-order mark; line breaks are kept as they are.

    Raises:
        InputError: Too large, binary, in an unknown encoding, or blank.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB, the most that is read as one "
            "document; split it into smaller files."
        )
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(
                f"{name} is {what}, which is not read here; convert it to plain text first."
            )
    text = _decode(data, name)
    if _CONTROL.search(text) and len(_CONTROL.findall(text)) > len(text) // 1000:
        raise _binary(name)
    if "\0" in text:
        raise _binary(name)
    if not text.strip():
        raise InputError(f"{name} holds no text; give a file with at least one sentence.")
    return text


def encodable(text: str) -> str:
    """Text in which lone surrogates, which no encoding can carry, are U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    if b"\0" in data:
        return _strictly(data, _wide_encoding(data, name), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} starts like {encoding.upper()} but breaks off being so at byte "
            f"{error.start}; save it again as UTF-8."
        ) from error


def _wide_encoding(data: bytes, name: str) -> str:
    """UTF-16 when NUL bytes fill one half of the byte pairs and spare the other."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    pairs = len(data) // 2
    if len(data) % 2 == 0:
        if odd > pairs * 0.4 and even <= odd // 20:
            return "utf-16-le"
        if even > pairs * 0.4 and odd <= even // 20:
            return "utf-16-be"
    raise _binary(name)


def _not_quite_utf8(data: bytes, name: str) -> str:
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    whole = sum(not character.isascii() for character in patched) - broken
    if whole > broken:
        return patched
    text = data.decode("cp1252", errors="replace")
    letters = len(_LETTERS_1252.findall(text))
    high = len(_HIGH_LETTERS_1252.findall(text))
    if high * 3 > letters or len(_SIGN_IN_WORD_1252.findall(text)) * 5 > high:
        raise InputError(
            f"{name} is neither UTF-8 nor Windows-1252 text, so its letters cannot be told; "
            "save it as UTF-8."
        )
    return text


def _binary(name: str) -> InputError:
    return InputError(f"{name} is binary, not text; give plain text, best saved as UTF-8.")


def _why_unreadable(name: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{name} does not exist; check the path."
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder; name one text file in it, or run a batch over the folder."
    if isinstance(error, PermissionError):
        return f"{name} may not be read; give yourself read permission or choose another file."
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return "The path is too long for a file name; check whether a text was given as a path."
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{name!r} cannot be read ({reason}); check the path and the file."

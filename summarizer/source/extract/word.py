"""Word documents (DOCX): what a reader sees, changes accepted, notes at the end.

python-docx opens the package. Its ``paragraph.text`` leaves out tracked insertions, content
controls, text boxes and notes, so the words are taken from the paragraphs' XML.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any, Final

import docx
from docx.oxml import parse_xml
from lxml.etree import QName

from summarizer.errors import InputError
from summarizer.source.extract import pieces

MAX_XML_BYTES: Final = 50_000_000
"""Of all parts that hold text or structure, unpacked."""
MAX_UNPACKED_BYTES: Final = 300_000_000
"""Of the whole package, pictures included. zipfile unpacks no more than a part says it has."""
MAX_PARTS: Final = 5_000

_NOT_READ: Final = frozenset(
    "del moveFrom delText instrText pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr "
    "drawing pict object Fallback rt annotationRef".split()
)
_BREAKS: Final = frozenset(("br", "cr"))
_OFF: Final = frozenset(("0", "false", "off", "none"))
_CONTENTS_STYLE: Final = "toc"
_LIST_STYLE: Final = "list"


def blocks(data: bytes, name: str) -> list[str]:
    """The blocks of a Word document."""
    _refuse_unsafe(data, name)
    try:
        package = docx.Document(BytesIO(data))
    except ValueError as error:  # python-docx: another office format in the package
        raise InputError(
            f"{name} is an office document but none of Word's; save it as .docx or as text."
        ) from error
    parts = [package.element.body]
    for relation in package.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            notes = parse_xml(relation.target_part.blob)
            parts += [note for note in notes if _attribute(note, "type") in (None, "normal")]
    paragraphs = [found for part in parts for found in _paragraphs(part)]
    return [
        block
        for is_item, run in groupby(paragraphs, key=lambda paragraph: paragraph[0])
        for block in (["\n".join(text for _, text in run)] if is_item else [t for _, t in run])
    ]


def _refuse_unsafe(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        raise InputError(
            f"{name} is a damaged Word document; open and save it again, or save it as text."
        ) from error
    if any(member.flag_bits & 1 for member in members):
        raise InputError(f"{name} is locked by a password; save a copy without one.")
    size = sum(member.file_size for member in members)
    xml = sum(m.file_size for m in members if m.filename.lower().endswith((".xml", ".rels")))
    if size > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES or len(members) > MAX_PARTS:
        raise InputError(
            f"{name} unpacks to {size // 1_000_000:,} MB in {len(members):,} parts, far more "
            "than a document needs; save its text as a file of its own."
        )


def _paragraphs(container: Any) -> Iterator[tuple[bool, str]]:
    """Paragraphs, tables and text boxes in order, each with whether it is an item of a list."""
    for element in container:
        name = _name(element)
        if name == "p":
            text = pieces.lines(_words(element))
            style = (_property(element, "pStyle", "pPr") or "").lower()
            if text and not style.startswith(_CONTENTS_STYLE):
                numbered = _property(element, "numId", "pPr", "numPr") not in (None, "0")
                is_item = numbered or style.startswith(_LIST_STYLE)
                yield is_item, f"- {text}" if is_item else text
            for box in element.iter("{*}txbxContent"):
                if not any(_name(above) == "Fallback" for above in box.iterancestors()):
                    yield from _paragraphs(box)
        elif name == "tbl":
            for block in pieces.table(_rows(element)):
                yield False, block
        elif name not in _NOT_READ:
            yield from _paragraphs(element)


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iter("{*}tr"):
        if next(row.iterancestors("{*}tbl")) is table:
            yield [
                "\n".join(text for _, text in _paragraphs(cell))
                for cell in row.iter("{*}tc")
                if next(cell.iterancestors("{*}tr")) is row
            ]


def _words(element: Any) -> str:
    """The words of a paragraph or of anything inside one."""
    found = ""
    for child in element:
        name = _name(child)
        if name == "t":
            found += child.text or ""
        elif name == "tab":
            found += " "
        elif name in _BREAKS:
            found += "\n"
        elif name == "noBreakHyphen":
            found += "-"
        elif name == "r" and any(map(_is_on(child), ("vanish", "strike", "dstrike"))):
            continue  # hidden, or struck out
        elif name == "r" and _property(child, "vertAlign", "rPr") == "superscript":
            found += pieces.raised(_words(child))
        elif name not in _NOT_READ:
            found += _words(child)
    return found


def _is_on(run: Any) -> Any:
    def asked(name: str) -> bool:
        element = run.find(f"{{*}}rPr/{{*}}{name}")
        return element is not None and (_attribute(element, "val") or "on") not in _OFF

    return asked


def _property(element: Any, name: str, *path: str) -> str | None:
    """The value of a property of a paragraph or run, if it is set on the thing itself."""
    found = element.find("/".join(f"{{*}}{step}" for step in (*path, name)))
    return None if found is None else _attribute(found, "val")


def _name(element: Any) -> str:
    return QName(element).localname if isinstance(element.tag, str) else "rt"


def _attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if QName(key).localname == name:
            return str(value)
    return None

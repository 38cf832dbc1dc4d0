"""The main content of an HTML page, without what surrounds it."""

from __future__ import annotations

import codecs
import copy
import logging
import re
from collections.abc import Iterator
from typing import Any, Final

import trafilatura
from lxml import html as lxml_html

from summarizer.errors import InputError
from summarizer.source.extract import pieces
from summarizer.source.read import decode

for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    # without a handler Python prints their complaints about a page to standard error
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET: Final = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN: Final = frozenset(
    ("script", "style", "noscript", "template", "nav", "footer", "del", "s", "strike")
)
_PART_OF_A_SENTENCE: Final = frozenset(("time", "output", "label", "data", "meter", "button"))
"""Elements that the extractor removes with their words, also from the middle of a sentence."""

_ON_LINES_OF_THEIR_OWN: Final = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li main ol p pre section "
    "table td th tr ul".split()
)
_SENTENCE: Final = re.compile(r"\w\s+\w[^\n]*[.!?…][\"”’»)]*$|[。！？]", re.MULTILINE)
_BLOCKS: Final = frozenset(("p", "list", "table", "head", "quote"))


def blocks(data: bytes, name: str) -> list[str]:
    """The blocks of the main content of a page."""
    page = _parsed(_decoded(data, name))
    if page is None:
        raise _without_content(name)
    titles = [words for h1 in page.iter("h1") if (words := pieces.squeezed(h1.text_content()))]
    text = _main_content(page) or _sentences_of(page)
    if not text:
        raise _without_content(name)
    if len(titles) == 1 and titles[0] not in "\n".join(text[:3]).split("\n"):
        text.insert(0, titles[0])
    return text


def _main_content(page: Any) -> list[str]:
    found = trafilatura.bare_extraction(
        copy.deepcopy(page), include_comments=False, include_tables=True, include_formatting=True
    )
    body: Any = getattr(found, "body", None)
    text = [block for child in body for block in _rendered(child)] if body is not None else []
    return text if any(character.isalnum() for block in text for character in block) else []


def _sentences_of(page: Any) -> list[str]:
    """All lines of a page in which the extractor sees nothing, if there is a sentence in them."""
    for element in page.iter():
        if element.tag in _ON_LINES_OF_THEIR_OWN:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    text = pieces.lines(page.find("body").text_content())
    return [text] if _SENTENCE.search(text) else []


def _without_content(name: str) -> InputError:
    return InputError(
        f"{name} is an HTML page without main text (only navigation, or a page that scripts "
        "fill in); open it in a browser and save its text."
    )


def _decoded(data: bytes, name: str) -> str:
    """By byte-order mark or as UTF-8; else in the encoding that the page names."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared[1].decode("ascii"), errors="replace")
            except LookupError:
                pass  # an encoding that does not exist: told from the bytes
    return decode(data, name)


def _parsed(text: str) -> Any:
    """The page as a tree, without what a reader does not see."""
    text = _DECLARATION.sub("", text, count=1)
    page = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(remove_comments=True))
    _collapse(page)
    for element in list(page.iter()):
        if not isinstance(element.tag, str):
            element.drop_tree()
        elif element.tag in _UNSEEN or _is_hidden(element) or _is_note_mark(element):
            if element.getparent() is not None:
                element.drop_tree()
        elif element.tag in _PART_OF_A_SENTENCE:
            element.tag = "span"
        elif element.tag == "q":
            element.tag = "span"
            element.text = "“" + (element.text or "")
            if len(element):
                element[-1].tail = (element[-1].tail or "") + "”"
            else:
                element.text += "”"
        elif element.tag == "sup" and element.text and not len(element):
            element.text = pieces.raised(element.text)
    content = page.find("body")
    return page if content is not None and content.text_content().strip() else None


def _collapse(element: Any) -> None:
    """Make line breaks of the source spaces, so that those that are left are the page's own."""
    as_written = {inner for pre in element.iter("pre") for inner in pre.iter()}
    for inner in element.iter():
        if inner not in as_written:
            inner.text = inner.text and pieces.spaced(inner.text)
        if inner.tag == "pre" or inner not in as_written:
            inner.tail = inner.tail and pieces.spaced(inner.tail)


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_note_mark(element: Any) -> bool:
    """Whether this is the raised figure that leads to a note."""
    if element.tag != "sup":
        return False
    parent = element.getparent()
    return element.find(".//a") is not None or (parent is not None and parent.tag == "a")


def _rendered(element: Any) -> Iterator[str]:
    """The blocks of an element of the extractor's tree."""
    if element.tag == "table":
        yield from pieces.table(
            [pieces.lines(_words(cell)) for cell in row.iter("cell")] for row in element.iter("row")
        )
    elif element.tag == "list":
        yield "\n".join(_items(element, 0))
    elif element.tag == "code" or element.get("rend") == "pre":
        yield "".join(element.itertext()).strip("\n").rstrip()
    elif any(child.tag in _BLOCKS for child in element):
        yield pieces.lines(element.text or "")
        for child in element:
            yield from _rendered(child)
            yield pieces.lines(child.tail or "")
    else:
        yield pieces.lines(_words(element))


def _items(element: Any, depth: int) -> Iterator[str]:
    for item in element.iter("item"):
        own = next((a for a in item.iterancestors("list")), None)
        if own is element:
            words = pieces.lines(_words(item, without="list"))
            if words:
                yield "  " * depth + "- " + words
            for inner in item.iter("list"):
                if next(inner.iterancestors("list")) is element:
                    yield from _items(inner, depth + 1)


def _words(element: Any, without: str = "") -> str:
    """The words of an element, with a line break where the page has one."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag in ("p", "item", "head"):
            parts += ["\n", _words(child, without), "\n"]
        elif child.tag not in (without, "graphic"):
            parts.append(_words(child, without))
        parts.append(child.tail or "")
    return "".join(parts)

"""Markdown as a reader sees it: no marks, no addresses behind links, no comments.

Code stays as it is written, since a text may rest on it; images, struck-out words and the
fields before the text do not, but for the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.source.extract import pieces
from summarizer.source.read import decode

_PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT_MATTER: Final = re.compile(
    r"\s*(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_FIELDS: Final = re.compile(r"(?:[\w-]+\s*[:=].*|\s.*|-\s.*|#.*|)\Z")
_TITLE: Final = re.compile(r"^title\s*[:=]\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_NOTE: Final = re.compile(r"\[\^[\w-]{1,30}\](?::\s)?")
_NOTE_LINK: Final = re.compile(r"\^[\w-]{1,30}\Z")
_HTML_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HTML_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")


def blocks(data: bytes, name: str) -> list[str]:
    """The blocks of a Markdown text."""
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    title, body = _without_fields(text)
    found = list(_walk(_PARSER.parse(body)))
    if title and title not in found[:1]:
        found.insert(0, title)
    return found


def _without_fields(text: str) -> tuple[str, str]:
    """The title among the fields before the text, and the text."""
    match = _FRONT_MATTER.match(text)
    fields = (match["yaml"] or match["toml"] or "") if match else ""
    if match is None or not all(_FIELDS.match(line) for line in fields.split("\n")):
        return "", text
    title = _TITLE.search(fields)
    return pieces.squeezed(title[1].strip("\"'")) if title else "", text[match.end() :]


def _walk(tokens: Sequence[Token]) -> Iterator[str]:
    """Blocks in order; all lines of a list are one block."""
    numbers: list[int | None] = []  # of the lists around this place; None where they have none
    marker = ""
    group: list[str] = []
    rows: list[list[str]] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type.startswith("ordered")
            numbers.append(int(token.attrGet("start") or 1) if ordered else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            marker = "  " * (len(numbers) - 1) + ("- " if number is None else f"{number}. ")
            numbers[-1] = None if number is None else number + 1
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append("")
        elif token.type == "table_close":
            group.extend(pieces.table(rows))
            rows = []
        elif text := _text(token):
            if rows:
                rows[-1][-1] = text
            else:
                group.append(marker + text)
                marker = ""
        if not numbers and not rows:
            if token.type.endswith("_list_close"):
                yield "\n".join(group)
            else:
                yield from group
            group = []


def _text(token: Token) -> str:
    if token.type == "inline":
        return pieces.lines("".join(_inline(token.children or ())))
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n").rstrip()
    if token.type == "html_block":
        return pieces.lines(_without_tags(token.content))
    return ""


def _inline(children: Sequence[Token]) -> Iterator[str]:
    struck = 0
    after_link = False
    for child in children:
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif struck:
            continue
        elif child.type == "text":
            if not (after_link and _NOTE_LINK.match(child.content)):
                yield _NOTE.sub("", child.content)
        elif child.type == "code_inline":
            yield child.content
        elif child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and _HTML_BREAK.match(child.content)
        ):
            yield "\n"
        after_link = child.type == "link_open"


def _without_tags(html: str) -> str:
    html = _HTML_BREAK.sub("\n", _HTML_COMMENT.sub("", html))
    return unescape(_HTML_TAG.sub("", html))

"""From what a caller gives (folders, files, JSON Lines, items) to items, one at a time."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final, cast

from summarizer.batching.found import COMPANIONS, Found, Search, printable
from summarizer.batching.model import Failure, Item, Outcome, Status
from summarizer.batching.place import DISK, Place, Store, is_url, shown
from summarizer.errors import InputError, SummarizerError
from summarizer.source.claims import parse_claims
from summarizer.source.document import Document
from summarizer.source.read import decode

Given = str | Path | Item
"""One thing to work on: a folder, a file, JSON Lines, their URL, or an item."""
_LINES: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Lines:
    """A file of JSON Lines."""

    path: str
    place: Place = DISK


@dataclass(frozen=True)
class Inputs:
    """What was found: names only, nothing is read yet.

    Attributes:
        sources: Files, JSON Lines and items, in order.
        check: Whether every document must come with what to check it for.
    """

    sources: Sequence[Found | Lines | Item]
    check: bool = False

    def count(self) -> int:
        """How many items and failures ``read`` gives."""
        return sum(_lines(source) if isinstance(source, Lines) else 1 for source in self.sources)

    def read(self) -> Iterator[Item | Outcome]:
        """Read one after the other; what cannot be read is an outcome of its own."""
        for place, sources in groupby(self.sources, _place):
            if place is not None:
                yield from _read_files(cast(Iterator[Found], sources), place.at_once)
                continue
            for source in sources:
                if isinstance(source, Lines):
                    yield from self._read_lines(source)
                elif isinstance(source, Item):
                    yield self._item(source)

    def _item(self, item: Item) -> Item | Outcome:
        if self.check and item.claims is None:
            return _failed(item.id, f"{item.id} comes without a summary or claims to check.")
        return item

    def _read_lines(self, source: Lines) -> Iterator[Item | Outcome]:
        name = printable(os.path.basename(source.path))
        try:
            for number, line in enumerate(source.place.lines(source.path), start=1):
                if line.strip():
                    where = f"{name}:{number}"
                    try:
                        yield self._item(_parse(line, where))
                    except InputError as error:
                        yield _failed(where, str(error))
        except OSError as error:
            reason = f"{source.path} cannot be read on ({error.strerror})."
            yield _failed(name, reason, retryable=True)


def find(given: Sequence[Given], search: Search) -> Inputs:
    """Find what a caller gives.

    Args:
        given: Folders, files, JSON Lines (``.jsonl``, ``.ndjson``), URLs of them, and items.
        search: What to look for in folders.

    Raises:
        InputError: A path does not exist or cannot be reached, or there is nothing to work on.
        SettingsError: What reads a URL is not installed.
    """
    sources: list[Found | Lines | Item] = []
    singles: list[Found] = []
    for one in given:
        if isinstance(one, Item):
            sources.append(one)
            continue
        if isinstance(one, str) and is_url(one):
            store = Store.at(one)
            name = printable(store.root.lstrip("/"))
            if store.kind() == "directory":
                prefix = "" if len(given) == 1 or not name else name + "/"
                sources += [
                    replace(found, id=prefix + found.id) for found in search.walk_store(store)
                ]
            elif name.lower().endswith(_LINES):
                sources.append(Lines(store.path(store.root), store))
            else:
                singles.append(Found(name, store.path(store.root), place=store))
            continue
        path = Path(one)
        if path.is_dir():
            prefix = "" if len(given) == 1 else _name(path) + "/"
            sources += [replace(found, id=prefix + found.id) for found in search.walk(path)]
        elif path.suffix.lower() in _LINES and path.is_file():
            sources.append(Lines(str(path)))
        elif os.path.lexists(path):
            problem = "" if path.is_file() else f"{path} is neither a file nor a folder."
            singles.append(Found(_name(path), str(path), problem=problem))
        else:
            raise InputError(f"{path} does not exist; check the path.")
    sources += search.pair(_with_companions(singles) if search.check else singles)
    if not sources:
        raise InputError(
            f"There are no documents in {', '.join(map(shown, map(str, given))) or 'an empty list'}"
            + ("; check --glob and --exclude." if search.glob or search.exclude else ".")
        )
    return Inputs(sources, search.check)


def _with_companions(singles: Sequence[Found]) -> list[Found]:
    """Files that were named, and what lies beside them to check them for."""
    known = {item.id: item for item in singles}
    for item in singles:
        stem, path = os.path.splitext(item.id)[0], os.path.splitext(item.path)[0]
        for end in COMPANIONS:
            if item.place.is_file(path + end):
                known.setdefault(stem + end, Found(stem + end, path + end, place=item.place))
    return list(known.values())


def _name(path: Path) -> str:
    """What a path is called in a batch: itself below the current folder, else all of it."""
    whole = os.path.abspath(path)
    here = os.getcwd()
    inside = whole.startswith(here.rstrip(os.sep) + os.sep)
    return printable(Path(os.path.relpath(whole, here) if inside else whole).as_posix().lstrip("/"))


def _place(source: Found | Lines | Item) -> Place | None:
    """Where a file is; ``None`` for what is no file of its own."""
    return source.place if isinstance(source, Found) else None


def _read_files(files: Iterator[Found], at_once: int) -> Iterator[Item | Outcome]:
    """Read files in their order, so many at a time."""
    if at_once == 1:
        yield from map(_read_file, files)
        return
    pool = ThreadPoolExecutor(at_once, "read")
    try:
        waiting = deque(pool.submit(_read_file, file) for file in islice(files, at_once))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_read_file, file) for file in islice(files, 1))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read_file(found: Found) -> Item | Outcome:
    if found.problem:
        return _failed(found.id, found.problem)
    try:
        content = found.place.read(found.path)
        if not content.strip():
            raise InputError(f"{found.path} is empty; there is nothing to read in it.")
        claims = _read_claims(found.place, found.given) if found.given else None
    except SummarizerError as error:
        return Outcome(id=found.id, status=Status.FAILED, failure=Failure.of(error))
    return Item(found.id, content, name=os.path.basename(found.id), claims=claims)


def _read_claims(place: Place, path: str) -> str | tuple[str, ...]:
    content = place.read(path)
    if path.endswith(".json"):
        return tuple(parse_claims(path, decode(content, path)))
    return Document.from_bytes(content, name=path).text


def _parse(line: bytes, where: str) -> Item:
    """One line of JSON Lines; keys that mean nothing here are left alone."""
    try:
        found = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"Line {where} is not valid JSON ({error}).") from None
    if not isinstance(found, dict):
        raise InputError(f'Line {where} is no object such as {{"id": "a", "text": "..."}}.')
    id, text = _text(found, "id", where), _text(found, "text", where)
    if not text.strip():
        raise InputError(f"Line {where} ({id}) has an empty text.")
    return Item(id, text, claims=_given(found, where))


def _text(found: dict[str, Any], key: str, where: str) -> str:
    value = found.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or (key == "id" and not value.strip()):
        raise InputError(f"Line {where} has no {key}; every line needs an id and a text.")
    return value


def _given(found: dict[str, Any], where: str) -> str | tuple[str, ...] | None:
    summary, claims = found.get("summary"), found.get("claims")
    if summary is not None and claims is not None:
        raise InputError(f"Line {where} has both a summary and claims; leave one of them out.")
    if summary is not None:
        if not isinstance(summary, str):
            raise InputError(f"The summary in line {where} is no text.")
        return summary
    if claims is None:
        return None
    if not isinstance(claims, list) or not all(isinstance(claim, str) for claim in claims):
        raise InputError(f"The claims in line {where} are no list of texts.")
    return tuple(claims)


def _lines(source: Lines) -> int:
    try:
        return sum(bool(line.strip()) for line in source.place.lines(source.path))
    except OSError:
        return 1


def _failed(id: str, reason: str, retryable: bool = False) -> Outcome:
    return Outcome(id=id, status=Status.FAILED, failure=Failure(reason, retryable))

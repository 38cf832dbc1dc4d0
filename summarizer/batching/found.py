"""Look through folders: which files are documents of a batch, and which cannot be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from summarizer.batching.place import DISK, Place, Store

COMPANIONS: Final = (
    *(f".summary{end}" for end in (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")),
    ".claims.json",
)
"""Ends of the names of what a text is checked for; each is read as its own ending says."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document.

    Attributes:
        id: Its path in the folder, with ``/``; printable, whatever its bytes are.
        path: Where it is.
        given: A file with what to check it for.
        problem: Why it is not read; empty when it can be.
        place: What reads it.
    """

    id: str
    path: str
    given: str | None = None
    problem: str = ""
    place: Place = DISK


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for.

    Attributes:
        glob: Patterns, one of which a file must match; every file does when there are none.
        exclude: Patterns of files and folders to leave out.
        check: Whether each text has its summary or claims beside it.
        avoid: A folder that is not looked into, as it holds what batches write.
    """

    glob: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    check: bool = False
    avoid: Path | None = None

    def walk(self, folder: Path) -> Iterator[Found]:
        """Files below a folder in the order of their names; hidden ones are not looked at.

        Links are not followed into folders, nor out of this one: what lies elsewhere was not
        given, and a loop would never end.
        """
        root = os.path.realpath(folder)
        avoid = os.path.realpath(self.avoid) if self.avoid else None
        yield from self._walk(os.fspath(folder), "", root, avoid)

    def walk_store(self, store: Store) -> Iterator[Found]:
        """The same for a folder of a store."""
        yield from self._walk_store(store, store.root, "")

    def pair(self, found: Sequence[Found]) -> Iterator[Found]:
        """Files of one folder, each text with what to check it for."""
        if not self.check:
            yield from found
            return
        paths = {item.id: item.path for item in found}
        used: set[str] = set()
        texts: list[Found] = []
        for item in found:
            if _companion_of(item.id) is None:
                stem = os.path.splitext(item.id)[0]
                beside = [stem + end for end in COMPANIONS if stem + end in paths]
                used.update(beside)
                texts.append(_paired(item, beside, paths))
        for item in found:
            if _companion_of(item.id) is not None and item.id not in used:
                problem = f"{item.id} has no text beside it to be checked against; add the text."
                texts.append(replace(item, problem=item.problem or problem))
        yield from sorted(texts, key=lambda item: item.id)

    def _walk(self, folder: str, prefix: str, root: str, avoid: str | None) -> Iterator[Found]:
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            problem = f"The folder {folder} cannot be looked into ({error.strerror})."
            yield Found(prefix or "./", folder, problem=problem)
            return
        files: list[Found] = []
        folders: list[tuple[str, str]] = []
        for entry in entries:
            name = prefix + printable(entry.name)
            if entry.name.startswith(".") or self._excluded(name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != avoid:
                    folders.append((entry.path, name + "/"))
            else:
                files.append(Found(name, entry.path, problem=_problem(entry, root)))
        for name, what in self._in_order(files, folders):
            if isinstance(what, Found):
                yield what
            else:
                yield from self._walk(what, name, root, avoid)

    def _walk_store(self, store: Store, folder: str, prefix: str) -> Iterator[Found]:
        try:
            entries = store.listed(folder)
        except OSError as error:
            path = store.path(folder)
            problem = f"The folder {path} cannot be looked into ({error.strerror})."
            yield Found(prefix or "./", path, problem=problem)
            return
        files: list[Found] = []
        folders: list[tuple[str, str]] = []
        for entry in entries:
            last = entry["name"].rstrip("/").rpartition("/")[2]
            nameless = entry["name"].startswith(f"{folder}//")
            name = prefix + printable(
                entry["name"].removeprefix(f"{folder}/") if nameless else last
            )
            if last.startswith(".") or self._excluded(name):
                continue
            if entry["type"] == "directory":
                folders.append((entry["name"], name + "/"))
            else:
                path = store.path(entry["name"])
                problem = f"{path} is in a folder without a name; rename it." if nameless else ""
                files.append(Found(name, path, problem=problem, place=store))
        for name, what in self._in_order(files, folders):
            if isinstance(what, Found):
                yield what
            else:
                yield from self._walk_store(store, what, name)

    def _in_order(
        self, files: Sequence[Found], folders: Sequence[tuple[str, str]]
    ) -> list[tuple[str, Found | str]]:
        """What is looked for in one folder and the folders in it, by name."""
        wanted = [item for item in self.pair(files) if self._wanted(item.id)]
        inner: list[tuple[str, Found | str]] = [(item.id, item) for item in wanted]
        inner += [(name, path) for path, name in folders]
        return sorted(inner, key=lambda pair: pair[0])

    def _wanted(self, name: str) -> bool:
        return not self.glob or any(_matches(name, pattern) for pattern in self.glob)

    def _excluded(self, name: str) -> bool:
        return any(_matches(name, pattern.rstrip("/")) for pattern in self.exclude)


def printable(name: str) -> str:
    r"""A name in which bytes that are not UTF-8 are written out as ``\xff``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _matches(name: str, pattern: str) -> bool:
    """A pattern with a slash is for the whole path, one without for the last part of it."""
    if "/" not in pattern:
        return fnmatchcase(name.rpartition("/")[2], pattern)
    return fnmatchcase(name, pattern) or fnmatchcase(name, pattern.replace("**/", ""))


def _companion_of(name: str) -> str | None:
    """The text's name without its suffix, if this is the name of what to check it for."""
    for end in COMPANIONS:
        if name.endswith(end):
            return name.removesuffix(end)
    return None


def _paired(item: Found, beside: Sequence[str], paths: dict[str, str]) -> Found:
    if len(beside) == 1:
        return replace(item, given=paths[beside[0]])
    stem = os.path.splitext(item.id)[0]
    if beside:
        problem = f"{item.id} has more than one thing to check beside it: {', '.join(beside)}."
    else:
        problem = f"{item.id} has no summary beside it; add {stem}.summary.txt."
    return replace(item, problem=item.problem or problem)


def _problem(entry: os.DirEntry[str], root: str) -> str:
    """Why a file is not read, told without opening it."""
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if os.path.commonpath([root, target]) != root:
            return f"{entry.path} is a link out of the folder, to {target}; copy the file instead."
        if not os.path.exists(target):
            return f"{entry.path} is a link to {target}, which does not exist."
        if os.path.isdir(target):
            return f"{entry.path} is a link to a folder; its files are read where they are."
    try:
        regular = stat.S_ISREG(entry.stat().st_mode)
    except OSError as error:
        return f"{entry.path} cannot be looked at ({error.strerror})."
    return "" if regular else f"{entry.path} is no file but a pipe, socket or device."

"""Where inputs are: on this machine's disks, or in a file system that fsspec knows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, Self

from summarizer.errors import InputError, SettingsError, UnavailableError
from summarizer.source.read import read_bytes, read_document

_URL: Final = re.compile(r"(?:[A-Za-z0-9+.-]+::)*[A-Za-z][A-Za-z0-9+.-]*://")
_PASSWORD: Final = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")
_READERS: Final = 16
"""Documents on their way from a store: what a store takes to answer is not the batch's pace."""
_ON_DISK: Final = "file://"


class Place(Protocol):
    """Reads what is somewhere."""

    @property
    def at_once(self) -> int:
        """How many documents are worth reading at a time."""

    def read(self, path: str) -> bytes:
        """The content of a document, no further than it takes to see that it is too large.

        Raises:
            InputError: It cannot be read.
            UnavailableError: It cannot be read now.
        """

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a file, one at a time.

        Raises:
            OSError: It cannot be read, or not to its end.
        """

    def is_file(self, path: str) -> bool:
        """Whether there is a file."""


class Disk:
    """Files that the operating system knows."""

    at_once: Final = 1

    def read(self, path: str) -> bytes:
        """See :class:`Place`."""
        return read_bytes(path)

    def lines(self, path: str) -> Iterator[bytes]:
        """See :class:`Place`."""
        with open(path, "rb") as file:
            yield from file

    def is_file(self, path: str) -> bool:
        """See :class:`Place`."""
        return os.path.isfile(path)


DISK: Final = Disk()


@dataclass(frozen=True)
class Store:
    """A file system that fsspec knows, such as a bucket. Its paths are URLs.

    Services raise what they like, so here every exception is taken for theirs.

    Attributes:
        url: What was given, as it may be shown.
        root: The same as the file system calls it.
    """

    url: str
    root: str
    _files: Any

    @classmethod
    def at(cls, url: str) -> Self:
        """Find the file system of a URL.

        Raises:
            SettingsError: fsspec or what it needs for this kind of URL is not installed, or no
                file system is called so.
            InputError: The file system cannot be reached.
        """
        told = shown(url)
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise SettingsError(
                f"{told} needs fsspec; install it with: pip install 'summarizer[remote]'"
            ) from None
        try:
            files, root = url_to_fs(url)
            files.invalidate_cache()  # listings of an earlier batch in this process
        except ImportError as error:
            raise SettingsError(
                f"{told} needs another package ({_reason(error)}); install that."
            ) from None
        except ValueError as error:
            raise SettingsError(f"{told} cannot be used ({_reason(error)}).") from None
        except Exception as error:
            raise InputError(f"{told} cannot be reached ({_reason(error)}).") from None
        return cls(told, root.rstrip("/"), files)

    @property
    def at_once(self) -> int:
        """See :class:`Place`. Stores that fsspec speaks to one word at a time get one reader."""
        return _READERS if self._files.async_impl else 1

    def kind(self) -> str:
        """What is there: ``file`` or ``directory``.

        Raises:
            InputError: There is nothing, or it cannot be reached.
        """
        try:
            return str(self._files.info(self.root)["type"])
        except FileNotFoundError:
            raise InputError(f"{self.url} does not exist; check the URL.") from None
        except Exception as error:
            raise InputError(f"{self.url} cannot be reached ({_reason(error)}).") from None

    def listed(self, folder: str) -> list[Mapping[str, Any]]:
        """What a folder holds, itself left out: the ``name`` and ``type`` of each.

        Keys of buckets such as ``folder//file`` have a folder without a name, which listings
        show like the folder itself; of these the files are listed.

        Raises:
            OSError: It cannot be listed.
        """
        try:
            found = self._files.ls(folder, detail=True)
            same = [entry for entry in found if entry["name"].strip("/") == folder.strip("/")]
            listed = [entry for entry in found if entry["name"].strip("/") != folder.strip("/")]
            if any(entry["type"] == "directory" for entry in same):
                listed += [
                    {"name": name, "type": "file"}
                    for name in self._files.find(folder)
                    if name.startswith(f"{folder}//") and not name.endswith("/")
                ]
                self._files.invalidate_cache()  # s3fs remembers folders from it that it misread
        except Exception as error:
            raise OSError(None, _reason(error)) from None
        return listed

    def path(self, name: str) -> str:
        """The URL of what the file system calls so."""
        return str(self._files.unstrip_protocol(name))

    def read(self, path: str) -> bytes:
        """See :class:`Place`."""
        try:
            with self._open(path) as file:
                return read_document(file)
        except FileNotFoundError:
            raise InputError(f"{path} does not exist any more.") from None
        except PermissionError as error:
            raise InputError(f"{path} may not be read ({_reason(error)}).") from None
        except Exception as error:
            raise UnavailableError(
                f"{path} cannot be read now ({_reason(error)}); run the batch again."
            ) from None

    def lines(self, path: str) -> Iterator[bytes]:
        """See :class:`Place`."""
        try:
            with self._open(path) as file:
                yield from file
        except Exception as error:
            raise OSError(None, _reason(error)) from None

    def is_file(self, path: str) -> bool:
        """See :class:`Place`."""
        try:
            return bool(self._files.isfile(self._files._strip_protocol(path)))
        except Exception:
            return False

    def _open(self, path: str) -> Any:
        return self._files.open(self._files._strip_protocol(path), "rb")


def is_url(given: object) -> bool:
    """Whether something given is a URL rather than a path."""
    return isinstance(given, str) and _URL.match(given) is not None


def on_disk(given: str) -> str:
    """A path for the URL of a local file, which needs no fsspec; all else as it is."""
    return given.removeprefix(_ON_DISK)


def shown(url: str) -> str:
    """A URL as it may be written down: without a password."""
    return _PASSWORD.sub(r"\1:***@", url)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__

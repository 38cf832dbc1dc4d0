"""Replies kept on disk by what was asked, to save calls and to replay them.

One small JSON file a reply, named by the SHA-256 of the request: model, prompt, messages,
schema and parameters. Files appear whole or not at all, so any number of processes can share
a directory. Nothing of the connection (address, key, headers) goes in.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from summarizer.errors import ReplayMissError, SettingsError

CacheMode = Literal["record", "replay"]
_LAYOUT: Final = 1


class ReplyCache:
    """A directory of replies."""

    def __init__(self, directory: Path, mode: CacheMode = "record") -> None:
        """Open a cache.

        Args:
            directory: Where replies are; made when missing, unless replaying.
            mode: ``record`` asks the service for what is not there and keeps it; ``replay``
                never asks.

        Raises:
            SettingsError: The directory cannot be used.
        """
        self._directory = directory
        self._replay = mode == "replay"
        if self._replay and not directory.is_dir():
            raise SettingsError(f"There is no directory {directory} to replay replies from.")
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The cache directory {directory} cannot be made: {error}."
            ) from error

    def get(self, key: str, asked: str) -> dict[str, Any] | None:
        """The reply kept under a key.

        Args:
            key: From ``request_key``.
            asked: Which prompt and model, for an error message.

        Returns:
            The reply, or ``None`` when it must be asked for.

        Raises:
            ReplayMissError: It is not there, and may not be asked for.
        """
        try:
            kept = json.loads(self._path(key).read_bytes())
            if kept["layout"] == _LAYOUT and isinstance(kept["reply"], dict):
                return dict(kept["reply"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # absent, or cut short by a crash: as good as absent
        if self._replay:
            raise ReplayMissError(
                f"The recording in {self._directory} has no reply to {asked} for this request "
                f"({key[:12]}). Prompt, model, text or options differ from when it was made; "
                "record it again."
            )
        return None

    def put(self, key: str, asked: str, reply: Mapping[str, Any]) -> None:
        """Keep a reply.

        Raises:
            SettingsError: The directory cannot be written to.
        """
        path = self._path(key)
        content = json.dumps(
            {"layout": _LAYOUT, "asked": asked, "reply": reply}, ensure_ascii=False, sort_keys=True
        )
        try:
            path.parent.mkdir(exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(content)
                os.replace(temporary, path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise SettingsError(
                f"The cache directory {self._directory} cannot be written to: {error}."
            ) from error

    def _path(self, key: str) -> Path:
        return self._directory / key[:2] / f"{key}.json"


def request_key(prompt_sha256: str, request: Mapping[str, Any]) -> str:
    """The name of a request: equal for equal prompt, model, messages, schema and parameters."""
    canonical = json.dumps(
        {"prompt": prompt_sha256, "request": request},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

"""Write files all or nothing: one half written must not pass for a report."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: bytes | Iterable[bytes], part: Path | None = None) -> int:
    """Write a file that appears under its name only when it is complete.

    Args:
        path: Where to.
        content: All of it, or its pieces.
        part: Where it is while incomplete, on the same file system; beside ``path`` when not
            given.

    Returns:
        Its size in bytes.

    Raises:
        OSError: It cannot be written; what was at ``path`` before is still there.
    """
    part = part or path.with_name(f".{path.name}.{os.getpid()}.part")
    size = 0
    try:
        with part.open("wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                size += file.write(piece)
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return size

"""A model hub on loopback: serves one folder in the way that the real one does."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_COMMIT = "0123456789abcdef0123456789abcdef01234567"


@contextmanager
def serving(folder: Path, name: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a hub that has one model, and the requests that it got."""
    asked: list[str] = []

    class Hub(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, body: bool) -> None:
            path = self.path.partition("?")[0]
            asked.append(path)
            files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
            names = [str(file.relative_to(folder)) for file in files]
            if path.startswith(f"/api/models/{name}/tree/"):
                tree = [
                    {"type": "file", "path": each, "size": file.stat().st_size, "oid": _COMMIT}
                    for each, file in zip(names, files, strict=True)
                ]
                return self._send(200, json.dumps(tree).encode(), body)
            if path.startswith(f"/api/models/{name}"):
                siblings = [{"rfilename": each} for each in names]
                found = {"id": name, "sha": _COMMIT, "siblings": siblings}
                return self._send(200, json.dumps(found).encode(), body)
            file = folder / path.removeprefix(f"/{name}/resolve/{_COMMIT}/")
            if not path.startswith(f"/{name}/resolve/") or not file.is_file():
                return self._send(404, b"", body)
            return self._send(200, file.read_bytes(), body)

        def _send(self, status: int, content: bytes, body: bool) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Type", "application/json")
            self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
            self.send_header("X-Repo-Commit", _COMMIT)
            self.end_headers()
            if body:
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""
The service as users reach it, started for a measurement: gunicorn with two workers on a free port.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
KEY = "benchmark"
PATIENCE = 60.0  # seconds


def environ(data: Path, **others: str) -> dict[str, str]:
    """The environment of a process that works on ``data``."""
    return {**os.environ, "BAHITH_DATA_DIR": str(data), **others}


class Server:
    """A running service on the store and index in ``data``, ready when the block begins, stopped at its end."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def __enter__(self) -> Server:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env=environ(self._data, PORT=str(self._port), BAHITH_API_KEYS=KEY),
            stdout=self._log,
            stderr=self._log,
        )
        while not self._ready():
            if self._process.poll() is not None:
                with self._log as log:
                    log.seek(0)
                    said = log.read().decode()
                raise RuntimeError(f"the service ended at its start:\n{said}")
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._log.close()

    def get(self, path: str) -> tuple[int, bytes]:
        """One request on a connection of its own, so that both workers get some."""
        return self._send("GET", path)

    def post_and_find(self, number: int) -> None:
        """Send an article with a word of its own and wait until that word is found."""
        word = f"benchmark{number}x{secrets.token_hex(4)}"  # a kept index may hold those of other runs
        text = f"وصل الوفد رقم {word} إلى المدينة وعقد لقاءات مع المسؤولين فيها."
        body = json.dumps({"title": f"خبر {word}", "text": text, "url": f"https://bahith.example/{word}"})
        status, answer = self._send("POST", "/api/v1/articles", body)
        assert status in (200, 201, 202), answer
        end = time.monotonic() + PATIENCE
        while json.loads(self.get(f"/api/v1/search?q={word}")[1])["total"] == 0:
            assert time.monotonic() < end, "the article is not found"

    def memory(self) -> Iterator[int]:
        """Bytes each worker holds for itself: not the pages of the index, which all processes share."""
        pid = self._process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            rollup = Path(f"/proc/{child}/smaps_rollup").read_text()
            yield sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Anonymous:")) * 1024

    def _ready(self) -> bool:
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        headers = {"Connection": "close", "Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

"""Processes that help end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.processes import pool, processors

ROOT = Path(__file__).resolve().parents[2]


def test_processors_are_counted_where_the_system_knows_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS does not tell which processors a process may use."""
    assert 1 <= processors() <= (os.cpu_count() or 1)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert processors() == os.cpu_count()


def ignores_ctrl_c(_: object) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def process(_: object) -> int:
    time.sleep(0.2)
    return os.getpid()


def wait_for_ever() -> None:
    """Print the processes of a pool and stay."""
    with pool(2) as workers:
        found: set[int] = set()
        while len(found) < 2:
            found |= set(workers.map(process, range(4)))
        print(*found, flush=True)
        time.sleep(600)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_they_begin_as_told_and_are_deaf_to_ctrl_c() -> None:
    with pool(1, os.putenv, "BEGUN", "1") as workers:
        assert list(workers.map(ignores_ctrl_c, range(2))) == [True, True]


def test_killed_it_leaves_none_behind() -> None:
    """kill -9 gives no time to end them, and before they stayed for ever."""
    code = "from tests.index.test_processes import wait_for_ever\nif __name__ == '__main__': wait_for_ever()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(workers) == 2 and all(map(alive, workers))
        parent.kill()
    until = time.monotonic() + 30
    while any(map(alive, workers)):
        assert time.monotonic() < until, "they stay"
        time.sleep(0.1)

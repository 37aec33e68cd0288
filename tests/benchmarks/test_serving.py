"""The service started for a measurement."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.serving import Server


def test_a_service_that_ends_at_its_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waited for, a measurement with a wrong setting would never end."""
    monkeypatch.setattr("benchmarks.serving.sys.executable", "/bin/false")
    with pytest.raises(RuntimeError, match="ended at its start"), Server(tmp_path):
        pass

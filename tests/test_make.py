"""What `make` does where something is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# As on Debian without python3-venv: the folder is made, then pip cannot be put into it.
NO_PIP = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir -p "$3/bin" && touch "$3/bin/python"
exit 1
"""


def test_half_an_environment_is_not_left_behind(tmp_path: Path) -> None:
    """The next start would take it for a whole one; what is to be installed is named."""
    for name in ("Makefile", "requirements.txt", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / "python"
    python.write_text(NO_PIP)
    python.chmod(0o755)
    made = subprocess.run(
        ["make", f"PYTHON={python}", "run"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert made.returncode != 0 and "python3-venv" in made.stdout
    assert not (tmp_path / ".venv").exists()

"""
Where a Whoosh index lives on disk, and how one generation of it replaces another.

    DIR/CURRENT          the name of the live generation, replaced atomically
    DIR/g-<name>/        one complete Whoosh index, with state.json beside its files, and damaged where somebody has
                         met damage in it that opening does not show

A rebuild makes a new folder beside the live one and then points CURRENT at it; readers that have the old files
open keep them until they refresh. Whoosh's ``create_in`` empties a live folder, so it is only ever called on a
folder that was just made.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import ConfigurationError, IndexUnavailable
from index.whoosh_storage import to_disk

POINTER = "CURRENT"
STATE = "state.json"
DAMAGED = "damaged"

# A reader that has read CURRENT but not yet opened the files must still find them.
GRACE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class State:
    """What an index knows of itself beside its documents."""

    applied: int = 0  # store sequence number up to which it is complete
    fingerprint: str = ""  # of the analysis and schema it was made with


def root_of(url: str) -> Path:
    """The folder of ``whoosh:DIR``."""
    scheme, _, path = url.partition(":")
    if scheme != "whoosh" or not path:
        raise ConfigurationError(f"{url!r} does not name a Whoosh index; use whoosh:DIRECTORY")
    return Path(path)


def current(root: Path) -> Path | None:
    """The folder of the live generation; None where there is none yet."""
    try:
        name = (root / POINTER).read_text("utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    folder = root / name
    return folder if name and folder.is_dir() else None


def make_generation(root: Path) -> Path:
    """A new, empty generation folder beside the live one."""
    folder = root / f"g-{secrets.token_hex(6)}"
    folder.mkdir(parents=True)
    return folder


def publish(root: Path, folder: Path) -> None:
    """Make ``folder`` the live generation, at once and for good."""
    old = current(root)
    if old is not None and old != folder:
        os.utime(old)  # its grace begins now
    write_atomically(root / POINTER, folder.name)
    to_disk(root)


def remove_stale(root: Path, grace: float = GRACE_SECONDS) -> None:
    """Delete generations that are not live and have not been touched for ``grace`` seconds."""
    live = current(root)
    for folder in root.glob("g-*"):
        if folder != live and age(_last_touched(folder)) > grace:
            shutil.rmtree(folder, ignore_errors=True)


def remove(folder: Path) -> None:
    """Delete one generation that is not live."""
    shutil.rmtree(folder, ignore_errors=True)


def age(moment: float) -> float:
    """How many seconds lie between then and now: what seems to be of the future is older than a clock put back."""
    return abs(time.time() - moment)


def _last_touched(folder: Path) -> float:
    try:
        return max(entry.stat().st_mtime for entry in (folder, *folder.iterdir()))
    except FileNotFoundError:
        return time.time()


def read_state(folder: Path) -> State:
    """The state of a generation; a fresh one where none was written. IndexUnavailable where it is damaged."""
    try:
        return State(**json.loads((folder / STATE).read_text("utf-8")))
    except FileNotFoundError:
        return State()
    except (ValueError, TypeError) as error:
        raise IndexUnavailable(
            f"{folder / STATE} is damaged ({error}); make the index anew: flask index rebuild"
        ) from error


def write_state(folder: Path, state: State) -> None:
    """Replace the state of a generation atomically."""
    write_atomically(folder / STATE, json.dumps(asdict(state)))


def mark_damaged(folder: Path) -> None:
    """Let everybody know that a generation is to be made anew; nothing where it is gone."""
    with suppress(OSError):
        (folder / DAMAGED).touch()


def is_damaged(folder: Path) -> bool:
    """Whether somebody has met damage in a generation."""
    return (folder / DAMAGED).exists()


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` so that a reader, or a crash, sees the old file or the new one and nothing between."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)

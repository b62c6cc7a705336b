"""The example campaigns: inside the wheel, or beside the source."""

from __future__ import annotations

import hashlib
from pathlib import Path

import diachi

COMPILED = "__pycache__"  # what Python and numba make of the source when it first runs


def example_folders() -> tuple[Path, ...]:
    """Give the folders of the examples, by name; empty when they were not shipped."""
    package = Path(diachi.__file__).parent
    for home in (package / "examples", package.parents[1] / "examples"):
        if home.is_dir():
            return tuple(sorted(p for p in home.iterdir() if (p / "letters").is_dir()))
    return ()


def state_of(example: Path) -> str:
    """Name the state of an example and of the program by a hash: it changes when either does."""
    state = hashlib.sha256()
    for root in (example, Path(diachi.__file__).parent):
        for path in sorted(p for p in root.rglob("*") if p.is_file() and p.parent.name != COMPILED):
            changed = path.stat()
            state.update(f"{path.relative_to(root).as_posix()} {changed.st_size} {changed.st_mtime_ns}\n".encode())
    return state.hexdigest()[:16]

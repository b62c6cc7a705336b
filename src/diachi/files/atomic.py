"""Outputs appear whole or not at all: written beside their place, then moved there at once.

On failure the old output stays and nothing half-written is left behind.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diachi.core.errors import ErrorCode, InputError

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of renameat2(2)


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by bytes, at once; Fails: InputError OUTPUT_BLOCKED when the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(ErrorCode.OUTPUT_BLOCKED, file=path.name, reason=error.__class__.__name__) from error


def need_ours(target: Path, mark: str) -> None:
    """Refuse to replace a folder that holds something else; Fails: InputError OUTPUT_NOT_OURS.

    A folder is ours when it is absent, empty, or holds `mark`.
    """
    foreign = target.exists() and (not target.is_dir() or any(target.iterdir()))
    if foreign and not (target / mark).exists():
        raise InputError(ErrorCode.OUTPUT_NOT_OURS, folder=target.name)


@contextmanager
def whole_folder(target: Path, mark: str) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `target` only when the block ends well.

    `mark` is what a folder of this kind always holds; a folder without it is somebody else's and is not replaced.
    """
    target = target.resolve()
    need_ours(target, mark)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        temporary.chmod(0o755)
    except OSError as error:
        raise InputError(ErrorCode.OUTPUT_BLOCKED, file=target.name, reason=error.__class__.__name__) from error
    try:
        yield temporary
        _swap(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _swap(temporary: Path, target: Path) -> None:
    try:
        if not target.exists():
            temporary.replace(target)
        elif not _exchanged(temporary, target):
            _moved_aside(temporary, target)
    except OSError as error:
        raise InputError(ErrorCode.OUTPUT_BLOCKED, file=target.name, reason=error.__class__.__name__) from error


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can: whoever is cut short leaves the old one or the new."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _moved_aside(temporary: Path, target: Path) -> None:
    """Elsewhere the old folder steps aside for a moment, and comes back when the new one cannot take its place."""
    old = temporary.with_name(temporary.name + ".old")
    target.replace(old)
    try:
        temporary.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)

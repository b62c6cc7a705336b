"""The progress folder: one CSV per table, in the columns of the row types; a missing table is empty."""

from __future__ import annotations

from pathlib import Path

from diachi.core.progress import PROGRESS_TABLES, Progress
from diachi.files.register_folder import read_table, write_table


def read_progress(folder: Path) -> Progress:
    """Read every table that is there; Fails: InputError TABLE_UNREADABLE with row and column, FIELD_UNKNOWN."""
    return Progress(**{name: read_table(folder / f"{name}.csv", kind) for name, kind in PROGRESS_TABLES.items()})


def write_progress(folder: Path, progress: Progress) -> None:
    """Write every table, rows in canonical order, UTF-8 with LF; reading it back gives the same rows."""
    for name, kind in PROGRESS_TABLES.items():
        write_table(folder / f"{name}.csv", getattr(progress, name), kind)

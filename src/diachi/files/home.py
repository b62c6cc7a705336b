"""The folder where this machine keeps what an office adds to the product: reforms, points of communes."""

from __future__ import annotations

import os
from pathlib import Path

SETTING = "DIACHI_HOME"


def office_home() -> Path:
    """Give DIACHI_HOME, else the user's own data folder; it need not exist."""
    if named := os.environ.get(SETTING):
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "diachi"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "diachi"


def law_home() -> Path:
    """Give the folder of what an office adds to the law data."""
    return office_home() / "law"

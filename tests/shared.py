"""The folder beside the project that holds real letters and tables; absent on a user's machine."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "examples"

needs_shared = pytest.mark.needs_shared


def shared(*parts: str) -> Path:
    """Give a path in the shared folder; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip("the shared folder is not here")
    return path

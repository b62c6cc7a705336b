"""A process that is killed at any moment leaves the old register or the new one, never half of one."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared import EXAMPLES

LISTS = EXAMPLES / "ninh_thuan_2020" / "dau-vao"
KILLS = 24


def _import(lists: list[Path], *where: str) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "diachi", "import-register", *map(str, lists), *where]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _content(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return hashlib.sha256(b"".join(p.name.encode() + p.read_bytes() for p in files)).hexdigest()


@pytest.mark.long
def test_a_killed_import_leaves_the_old_register_or_the_new_one(tmp_path: Path) -> None:
    lists = sorted(LISTS.glob("*.xlsx"))
    old, register = tmp_path / "old", tmp_path / "register"
    assert _import(lists[:1], "-o", str(old)).wait() == 0
    shutil.copytree(old, register)
    begun = time.monotonic()
    assert _import(lists, "--into", str(register)).wait() == 0
    whole = time.monotonic() - begun
    states = {_content(old), _content(register)}
    assert len(states) == 2
    for moment in range(KILLS):
        shutil.rmtree(register)
        shutil.copytree(old, register)
        process = _import(lists, "--into", str(register))
        time.sleep(whole * (moment + 1) / KILLS)
        process.kill()
        process.wait()
        assert _content(register) in states
    left = {p.name for p in tmp_path.iterdir() if not p.name.startswith(".")}
    assert left <= {"old", "register", "history"}

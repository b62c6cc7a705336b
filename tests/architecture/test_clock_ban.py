"""The clock is an argument: code that reads it is red in every room but the office."""

from __future__ import annotations

import subprocess
import sys

import pytest

from house import ROOT

CALLS = [
    "import datetime\n\nDAY = datetime.date.today()\n",
    "from datetime import date\n\nDAY = date.today()\n",
    "from datetime import datetime\n\nNOW = datetime.now()\n",
    "import time\n\nNOW = time.time()\n",
    "from time import localtime\n\nNOW = localtime()\n",
]


def _judge(code: str, place: str) -> str:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select",
        "TID251",
        "--no-cache",
        "--stdin-filename",
        place,
        "-",
    ]
    return subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("room", ["core", "application", "engines", "files", "cli"])
@pytest.mark.parametrize("code", CALLS)
def test_a_planted_clock_is_red(code: str, room: str) -> None:
    assert "TID251" in _judge(code, f"src/diachi/{room}/planted.py")


def test_the_office_may_read_the_clock() -> None:
    assert "All checks passed" in _judge(CALLS[0], "src/diachi/office/planted.py")


def test_no_room_reads_the_clock() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--no-cache", "src"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

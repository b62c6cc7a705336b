"""The import contracts: kept by the tree as it stands, and each red on a violation planted in a copy of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from house import PACKAGE, ROOT

ROOMS = "Rooms: doors > machinery > application > core"
PURE = "The core needs nothing but the Python language"
QUIET = "The application opens no file and loads no machinery"
DJANGO = "Only the office knows Django"
RULES = "Rules do not know each other"
ENGINES = "Engines do not know each other"
CYCLES = "No import cycles anywhere"

# contract, file to add a line to (made when missing), the line
PLANTED = [
    (ROOMS, "core/money.py", "import diachi.application.ports"),
    (ROOMS, "application/planted.py", "import diachi.engines.solver.naive"),
    (ROOMS, "files/planted.py", "import diachi.engines.solver.naive"),
    (ROOMS, "engines/planted.py", "import diachi.cli"),
    (ROOMS, "attic/__init__.py", ""),
    (PURE, "core/planted.py", "import openpyxl"),
    (PURE, "core/planted.py", "from random import shuffle"),
    (PURE, "core/letters/planted.py", "from pathlib import Path"),
    (QUIET, "application/planted.py", "import highspy"),
    (QUIET, "application/planted.py", "import io"),
    (DJANGO, "files/planted.py", "import django"),
    (DJANGO, "cli/planted.py", "from django.conf import settings"),
    (RULES, "core/rules/planted.py", "import diachi.core.rules.quotas"),
    (ENGINES, "engines/solver/planted.py", "import diachi.engines.solver.naive"),
    (ENGINES, "engines/linkage/planted.py", "import diachi.engines.solver.highs"),
]


def _broken(source: Path) -> list[str]:
    """Give the names of the broken contracts of a tree."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    command += ["--no-cache", "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        command,
        cwd=source.parent,
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert any("Contracts:" in line for line in lines), done.stdout + done.stderr
    return [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    shutil.copytree(PACKAGE, source / "diachi", ignore=shutil.ignore_patterns("__pycache__"))
    return source


def _plant(source: Path, file: str, line: str) -> None:
    path = source / "diachi" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n" + (path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")


def test_the_tree_keeps_every_contract(copy: Path) -> None:
    assert _broken(copy) == []


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED, ids=[f"{f}-{line}" for _, f, line in PLANTED])
def test_a_planted_violation_is_red(copy: Path, contract: str, file: str, line: str) -> None:
    _plant(copy, file, line)
    assert contract in _broken(copy)


def test_a_planted_cycle_is_red(copy: Path) -> None:
    _plant(copy, "core/first.py", "import diachi.core.second")
    _plant(copy, "core/second.py", "import diachi.core.first")
    assert _broken(copy) == [CYCLES]


def test_every_contract_is_among_the_planted() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert named == {contract for contract, _, _ in PLANTED} | {CYCLES}

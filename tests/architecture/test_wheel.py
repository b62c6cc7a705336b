"""The wheel stands alone: built here, installed elsewhere, it shows its help and runs the demo it carries."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from house import ROOT

pytestmark = pytest.mark.long


def _call(command: list[str], cwd: Path, **more: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    _call([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)], ROOT)
    return next(out.glob("diachi-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("elsewhere")
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    _call([sys.executable, *install], target)
    return target


def test_it_carries_the_examples_the_law_the_words_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
    committed = (p for p in sorted((ROOT / "examples").glob("*/**/*")) if p.is_file())
    assert {f"diachi/examples/{p.relative_to(ROOT / 'examples').as_posix()}" for p in committed} <= names
    assert {"diachi/words/vi.toml", "diachi/words/en.toml", "diachi/law/communes.csv", "diachi/py.typed"} <= names
    assert {Path(n).name for n in names if "/licenses/" in n} == {"LICENSE", "NOTICE"}
    assert [n for n in names if n.startswith(("tests/", "tools/"))] == []


def test_its_help_opens_from_elsewhere(installed: Path, tmp_path: Path) -> None:
    path = {"PYTHONPATH": str(installed)}
    where = _call([sys.executable, "-c", "import diachi; print(diachi.__file__)"], tmp_path, **path)
    assert Path(where.strip()).is_relative_to(installed)
    assert "check-progress" in _call([sys.executable, "-m", "diachi", "--help"], tmp_path, **path)


def test_its_demo_runs_from_elsewhere(installed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "diachi", "demo", "--once", "-o", str(tmp_path / "demo")]
    _call(command, tmp_path, PYTHONPATH=str(installed))
    made = {p.parent.name for p in (tmp_path / "demo").glob("*/allocation.json")}
    assert made == {p.name for p in (ROOT / "examples").iterdir() if p.is_dir()}

"""The committed examples are what their script builds, and their people are nobody."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from acceptance_run import EXAMPLES

ROOT = EXAMPLES.parent


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_examples", ROOT / "tools" / "build_examples.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_examples"] = module
    spec.loader.exec_module(module)
    return module


def _content(path: Path) -> object:
    """Bytes; of a workbook its parts, since another zlib packs the same cells in other bytes."""
    data = path.read_bytes()
    if path.suffix != ".xlsx":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _files(folder: Path) -> dict[str, Path]:
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("name", ["binh_gia_2024", "ninh_thuan_2020"])
def test_the_script_builds_what_is_committed(builder: ModuleType, name: str, tmp_path: Path) -> None:
    builder.build(name, EXAMPLES / name / "letters", tmp_path / name)
    built, committed = _files(tmp_path / name), _files(EXAMPLES / name)
    committed = {k: p for k, p in committed.items() if not k.startswith("documents/")}
    assert built.keys() == committed.keys()
    differing = [k for k in sorted(built) if _content(built[k]) != _content(committed[k])]
    assert differing == []


def test_workbooks_carry_no_clock(builder: ModuleType, tmp_path: Path) -> None:
    for run in ("a", "b"):
        builder.write_books("ninh_thuan_2020", tmp_path / run)
    first, second = _files(tmp_path / "a"), _files(tmp_path / "b")
    assert {k: p.read_bytes() for k, p in first.items()} == {k: p.read_bytes() for k, p in second.items()}


def test_the_examples_say_that_their_people_are_invented() -> None:
    said = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert "Người trong hai ví dụ là người bịa" in said
    assert "The people are invented" in said

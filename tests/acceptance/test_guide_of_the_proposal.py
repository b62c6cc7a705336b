"""The guide to the proposal shows what the example really says: its drawing and its three explanations."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from diachi.cli import main
from house import ROOT

GUIDE = ROOT / "docs" / "guide" / "phan-cong.md"
EXAMPLE = ROOT / "examples" / "binh_gia_2024"


@pytest.mark.parametrize("subject", ["06067-2024-4", "06067-2024-1", "CQ001:06067-2024-1"])
def test_what_the_guide_quotes_is_what_the_product_says(subject: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    quoted = re.search(rf"\(`--explain {subject}`\)\n\n((?:>.*\n)+)", text)
    assert quoted
    assert main(["allocate", str(EXAMPLE), "--explain", subject]) == 0
    said = capsys.readouterr().out.splitlines()
    for line in quoted.group(1).splitlines():
        assert line.removeprefix("> ") in said


def test_the_drawing_is_that_of_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "tools" / "build_allocation_picture.py"
    spec = importlib.util.spec_from_file_location("build_allocation_picture", path)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_allocation_picture", tool)
    spec.loader.exec_module(tool)
    assert tool.PICTURE.read_text(encoding="utf-8") == tool.picture()
    assert tool.picture().count("<circle") == 900 + 4

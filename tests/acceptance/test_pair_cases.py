"""The guide shows one case of each verdict with its sum drawn, and keeps the two questions apart."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from diachi.core.same import Verdict
from diachi.files.words import Words
from house import ROOT

PAGE = ROOT / "docs" / "guide" / "trung-ho.md"
VI = Words("vi")


def _block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None, name
    return found[1]


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_a_case_with_its_sum_drawn(verdict: Verdict) -> None:
    block = _block(verdict.value)
    assert VI.label(verdict) in block.splitlines()[1]
    picture = re.search(r"\]\((pictures/[\w-]+\.svg)\)", block)
    assert picture is not None
    root = ElementTree.parse(PAGE.parent / picture[1]).getroot()
    texts = [e.text or "" for e in root.iter()]
    numbers = [float(t.replace("−", "-").replace(",", ".")) for t in texts if re.fullmatch(r"[+−]\d+,\d", t)]
    assert len(numbers) >= 4
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.05 * len(numbers))
    assert any(VI.label(verdict) in text for text in texts)


@pytest.mark.parametrize("name", [*(v.value for v in Verdict), "gift"])
def test_both_questions_are_answered_in_every_case(name: str) -> None:
    block = _block(name)
    assert block.index(VI.text("pair.same_record")) < block.index(VI.text("pair.double_help"))


def test_the_same_household_may_have_had_no_help() -> None:
    block = _block("gift")
    assert VI.label(Verdict.SAME) in block
    assert "không tính là giúp đỡ" in block

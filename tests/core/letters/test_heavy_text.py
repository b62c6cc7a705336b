"""Text made to be slow: what is done grows with its length and no faster. Counted, not timed; times: benchmarks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN X

Số: 1/UBND-X

X, ngày 1 tháng 2 năm 2024

Kính gửi: Các phòng.

Ủy ban nhân dân huyện yêu cầu:

1. """
UNITS = (
    "Căn cứ ", "1", "(", "I. 1. a) ", "trước ngày 1/1/2024 ", "Nơi nhận:\n", "KT. CHỦ TỊCH ", "Kính gửi: ", "| ",
    "|---|---|\n", "| a | b |\n", "- a;\n", "báo cáo ", "báo cáo về UBND huyện (qua Phòng ", "số 1/A-B ", "Luật ",
    "Quyết định số 1/QĐ-UBND ngày 1/1/2024 của UBND tỉnh; ", "từ ngày 1/1/2024 đến ngày ", "8.000.000 đồng ", "mỗi hộ ",
    "giúp đỡ 01 hộ ", "giao Phòng ", "ưu tiên ", "100% hộ ", "A", " ", "\n", "\t", ". ", "của UBND tỉnh, ", "Nguyễn ",
    "phối hợp 2-3 cơ quan, đơn vị ", "a\u0301", "“", "thời gian: ", "Số: ", "V/v ", "QUYẾT ĐỊNH\n", "----", "....",
    "ỦY BAN NHÂN DÂN ", "PHỤ LỤC\n", ", ngày 1 tháng 2 năm 2024", "l1O0 ", "Căn cứ đề nghị của A tại ",
)  # fmt: skip
SMALL = 4_000
MOST_GROWTH = 2.6  # of the calls, when the text is twice as long


def calls_of(work: Callable[[], Any]) -> int:
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_about_twice_the_work(unit: str) -> None:
    def raw(letters: int) -> str:
        return HEAD + (unit * (letters // len(unit) + 1))[:letters]

    first = calls_of(lambda: structure_of(read_letter(raw(SMALL))))
    second = calls_of(lambda: structure_of(read_letter(raw(2 * SMALL))))
    assert second <= MOST_GROWTH * first


@pytest.mark.parametrize("unit", ["Căn cứ ", "1", "(", "I. 1. a) ", " ", "\n", "báo cáo ", "|---|---|\n"])
def test_a_hundred_thousand_letters_of_one_kind_are_read(unit: str) -> None:
    raw = HEAD + (unit * (100_000 // len(unit) + 1))[:100_000]
    assert structure_of(read_letter(raw))["number"] == "1/UBND-X"

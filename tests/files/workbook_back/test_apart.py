"""Writing into a stranger's workbook happens in a process of its own, with limits, and its end is always told."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from diachi.core.errors import OurFault
from diachi.files.workbook.limits import MB
from diachi.files.workbook_back.apart import written_apart
from diachi.files.workbook_back.child import WritingLimits
from diachi.files.workbook_back.lost import LostPart
from return_books import decided, office_book

limited = pytest.mark.skipif(sys.platform != "linux", reason="only there a process can be held to memory")


def test_what_is_written_names_our_columns(tmp_path: Path) -> None:
    path = office_book(tmp_path / "ho.xlsx")
    _, [returned] = decided(path)
    written = written_apart(path, returned, "vi")
    assert written.lost == ()
    assert set(written.ours) == {"Hộ nghèo"}
    assert written.content.startswith(b"PK")


@limited
@pytest.mark.parametrize("limits", [WritingLimits(memory_bytes=4 * MB), WritingLimits(file_bytes=64)])
def test_what_is_too_heavy_goes_back_plain_and_the_caller_lives(limits: WritingLimits, tmp_path: Path) -> None:
    path = office_book(tmp_path / "ho.xlsx")
    _, [returned] = decided(path)
    assert written_apart(path, returned, "vi", limits).lost == (LostPart.HEAVY,)


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = office_book(tmp_path / "ho.xlsx")
    _, [returned] = decided(path)
    assert written_apart(path, returned, "vi", WritingLimits(seconds=0)).lost == (LostPart.HEAVY,)


def test_a_fault_of_ours_is_told_as_one_without_a_cell_in_its_words(tmp_path: Path) -> None:
    path = office_book(tmp_path / "ho.xlsx")
    _, [returned] = decided(path)
    wrong = replace(returned, sheets=(replace(returned.sheets[0], name="Nông Văn Ảo"),))
    with pytest.raises(OurFault) as fault:
        written_apart(path, wrong, "vi")
    assert str(fault.value.facts["reason"]).startswith("KeyError ")
    assert "Nông" not in str(fault.value.facts)

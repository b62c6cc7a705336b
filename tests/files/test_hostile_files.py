"""Each hostile file is refused with its own sentence or read, within the reader's limits; the caller lives."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from diachi.cli import main
from diachi.core.errors import ErrorCode, InputError
from diachi.files.words import Words
from diachi.files.workbook.apart import why_it_ended
from diachi.files.workbook.limits import Limits
from diachi.files.workbook_in import read_workbook
from worlds_boxes import compound, ods, write_zip, xls_stream, xlsx
from worlds_hostile import HOSTILE, Hostile, spoiled

SEED, SPOILED = 20240715, 24
TABLE = b'<table:table table:name="Ho"><table:table-row><table:table-cell/></table:table-row></table:table>'


def met(path: Path) -> InputError | None:
    """Give the refusal a file meets; anything else the reading raises is a fault of ours."""
    try:
        read_workbook(path)
    except InputError as refused:
        return refused
    return None


@pytest.mark.parametrize(("what", "hostile"), HOSTILE.items(), ids=list(HOSTILE))
def test_a_hostile_file_is_refused_or_read(what: str, hostile: Hostile, tmp_path: Path) -> None:
    if what.startswith("a link to ") and os.name == "nt":
        return  # Windows makes links for administrators only
    hostile.make(tmp_path / hostile.name)
    refused = met(tmp_path / hostile.name)
    assert (refused and refused.code) is hostile.code
    if refused:
        said = Words("vi").error(refused)
        assert hostile.name in said
        assert "{" not in said


@pytest.mark.parametrize("what", ["two cells, corner to corner", "a web page named xls", "a quote that never ends"])
def test_the_side_door_says_it_and_writes_nothing(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = HOSTILE[what]
    hostile.make(tmp_path / hostile.name)
    assert main(["import-register", str(tmp_path / hostile.name), "-o", str(tmp_path / "register")]) == 2
    assert hostile.name in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == [hostile.name]


def test_there_are_hostile_files_enough() -> None:
    assert len(HOSTILE) >= 30
    assert len({h.code for h in HOSTILE.values()}) >= 20


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_damage_anywhere_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "xls":
        path.write_bytes(compound({"Workbook": xls_stream()}))
    else:
        write_zip(path, xlsx() if kind == "xlsx" else ods(TABLE), packed=False)
    honest, dice = path.read_bytes(), random.Random(f"{SEED} {kind}")
    for _ in range(SPOILED):
        path.write_bytes(spoiled(honest, dice))
        refused = met(path)
        assert refused is None or refused.facts["file"] == path.name


def test_no_time_no_reading(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx())
    with pytest.raises(InputError) as caught:
        read_workbook(path, Limits(seconds=0))
    assert caught.value.code is ErrorCode.READING_TOO_SLOW


def test_no_memory_no_reading(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx())
    with pytest.raises(InputError) as caught:
        read_workbook(path, Limits(memory_bytes=1 << 20))
    assert caught.value.code in (ErrorCode.READING_BROKE, ErrorCode.READING_TOO_LARGE)


@pytest.mark.parametrize(
    ("code", "late", "said"),
    [
        (-24, False, ErrorCode.READING_TOO_SLOW),  # the system's limit of CPU seconds
        (-9, True, ErrorCode.READING_TOO_SLOW),  # our clock
        (-9, False, ErrorCode.READING_TOO_LARGE),  # the system, out of its own memory
        (-6, False, ErrorCode.READING_TOO_LARGE),  # the parser, refused memory
        (-11, False, ErrorCode.READING_BROKE),
        (0, False, ErrorCode.READING_BROKE),
        (1, False, ErrorCode.READING_BROKE),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows ends no process by a signal")
def test_every_end_of_the_reading_has_its_sentence(code: int, late: bool, said: ErrorCode) -> None:
    assert why_it_ended(code, late) is said

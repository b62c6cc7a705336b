from datetime import date
from pathlib import Path

import pytest

from diachi.core.errors import ErrorCode, InputError
from diachi.core.progress import AnswerKind, AnswerRow, PlanRow, PlanState, Progress, VisitRow
from diachi.files.progress_folder import read_progress, write_progress

FULL = Progress(
    plans=(
        PlanRow(plan_id="p1", group_id="G-A1", state=PlanState.SUBMITTED, submitted_on=date(2024, 7, 1)),
        PlanRow(plan_id="p2", version=2, value_vnd=8_000_000, reason="chờ chuồng, trại"),
    ),
    visits=(VisitRow(visit_id="v1", guidance=True, assets_present=False),),
    answers=(AnswerRow(unit_id="A1", answer=AnswerKind.COLLECTING),),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_progress(tmp_path, FULL)
    assert read_progress(tmp_path) == FULL


def test_a_folder_without_tables_is_no_progress_yet(tmp_path: Path) -> None:
    assert read_progress(tmp_path / "none") == Progress()


def test_a_table_of_excel_with_a_mark_in_front_is_read(tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_text("plan_id,state\np1,draft\n", encoding="utf-8-sig")
    assert read_progress(tmp_path).plans == (PlanRow(plan_id="p1"),)


def test_a_wrong_cell_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_text("plan_id,submitted_on\np1,15/7/2024\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_progress(tmp_path)
    assert caught.value.code is ErrorCode.TABLE_UNREADABLE
    assert (caught.value.facts["row"], caught.value.facts["column"]) == (2, "submitted_on")


def test_rows_come_in_one_order(tmp_path: Path) -> None:
    write_progress(tmp_path / "a", FULL)
    write_progress(tmp_path / "b", Progress(plans=FULL.plans[::-1], visits=FULL.visits, answers=FULL.answers))
    assert (tmp_path / "a/plans.csv").read_bytes() == (tmp_path / "b/plans.csv").read_bytes()

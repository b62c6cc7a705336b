"""Moves between reviews: what counts for the commune, what for the sponsor, what for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.poverty.classes import PovertyClass
from diachi.core.poverty.movements import (
    AdministrativeExit,
    Credit,
    ListState,
    Move,
    Movement,
    MovementCode,
    ReviewResult,
    commune_exits,
    sponsor_successes,
)
from diachi.files.law.poverty import movements
from diachi.files.law.tables import records

POOR, NEAR_POOR, AVERAGE, NOT_POOR = PovertyClass
DIED = AdministrativeExit.DIED
CODE, CREDIT = MovementCode, Credit


def history(*found: PovertyClass, first: int = 2017, standard: str = "VN-2016") -> list[ReviewResult]:
    return [ReviewResult(on=date(first + n, 12, 15), found=f, standard_id=standard) for n, f in enumerate(found)]


def moves(*found: PovertyClass, gone: AdministrativeExit | None = None) -> tuple[Move, ...]:
    left = (gone, date(2030, 1, 1)) if gone else None
    return movements().moves("H1", history(*found), left)


@pytest.mark.parametrize(
    ("before", "after", "formerly", "code", "credit"),
    [
        (POOR, NEAR_POOR, True, CODE.EXIT_TO_NEAR_POOR, CREDIT.PARTIAL),
        (POOR, NOT_POOR, True, CODE.EXIT_FULL, CREDIT.YES),
        (POOR, AVERAGE, True, CODE.EXIT_FULL, CREDIT.YES),
        (POOR, POOR, True, CODE.STAY, CREDIT.NONE),
        (NEAR_POOR, POOR, False, CODE.FALL, CREDIT.NEGATIVE),
        (NEAR_POOR, AVERAGE, False, CODE.NEAR_EXIT, CREDIT.YES),
        (NEAR_POOR, NEAR_POOR, True, CODE.STAY, CREDIT.NONE),
        (NOT_POOR, POOR, True, CODE.RELAPSE, CREDIT.NEGATIVE),
        (AVERAGE, POOR, False, CODE.NEW_POOR, CREDIT.NONE),
        (NOT_POOR, NEAR_POOR, True, CODE.NEW_NEAR_POOR, CREDIT.NONE),
    ],
)
def test_a_movement_has_its_code_and_its_credit(
    before: PovertyClass, after: PovertyClass, formerly: bool, code: MovementCode, credit: Credit
) -> None:
    found = movements().movement(before, after, formerly_poor=formerly)
    assert found is not None
    assert (found.code, found.credit) == (code, credit)


def test_what_nobody_knows_and_what_is_on_no_list_is_no_movement() -> None:
    assert movements().movement(POOR, None) is None
    assert movements().movement(NOT_POOR, AVERAGE) is None
    assert movements().movement(NOT_POOR, None, DIED) is None


def test_an_exit_by_death_is_the_commune_s_and_no_sponsor_s() -> None:
    found = moves(POOR, POOR, gone=DIED)
    assert [m.code for m in found] == [CODE.STAY, CODE.EXIT_ADMIN]
    assert sponsor_successes(found) == 0
    assert commune_exits(found) == 1


@given(st.sampled_from([POOR, NEAR_POOR]), st.sampled_from(AdministrativeExit))
def test_no_administrative_exit_is_ever_credited(before: PovertyClass, gone: AdministrativeExit) -> None:
    found = moves(before, gone=gone)
    assert [m.credit for m in found] == [CREDIT.NO]
    assert sponsor_successes(found) == 0
    assert commune_exits(found, ListState(before.value)) == 1


def test_the_columns_of_the_report_of_ninh_thuan_add_up() -> None:
    poor = [*moves(POOR, NEAR_POOR) * 1_833, *moves(POOR, NOT_POOR) * 1_630, *moves(POOR, gone=DIED) * 44]
    near = [*moves(NEAR_POOR, POOR) * 81, *moves(NEAR_POOR, AVERAGE) * 5_187, *moves(NEAR_POOR, gone=DIED) * 27]
    assert commune_exits(poor + near) == 3_507
    assert commune_exits(poor + near, ListState.NEAR_POOR) == 5_295
    assert sponsor_successes(poor + near) == 1_833 + 1_630 + 5_187


def test_relapse_is_seen_through_the_whole_history_with_the_year_of_exit() -> None:
    found = moves(POOR, NOT_POOR, AVERAGE, NOT_POOR, POOR)
    assert [(m.code, m.exit_year) for m in found] == [(CODE.EXIT_FULL, None), (CODE.RELAPSE, 2018)]
    twice = moves(POOR, NOT_POOR, POOR, NEAR_POOR, NOT_POOR, POOR)
    assert [m.exit_year for m in twice if m.code is CODE.RELAPSE] == [2018, 2020]
    assert [(m.code, m.exit_year) for m in moves(NOT_POOR, POOR)] == [(CODE.NEW_POOR, None)]
    assert [m.exit_year for m in moves(POOR, NEAR_POOR, POOR)] == [None, 2018]


def test_the_order_of_the_records_does_not_matter() -> None:
    rows = history(POOR, NOT_POOR, NEAR_POOR, POOR)
    assert movements().moves("H1", rows[::-1]) == movements().moves("H1", rows)


def _across(before: PovertyClass, after: PovertyClass) -> Sequence[Move]:
    rows = [*history(before, first=2021), *history(after, first=2022, standard="VN-2022")]
    return movements().moves("H1", rows)


@pytest.mark.parametrize(
    ("before", "after"), [(POOR, NOT_POOR), (POOR, NEAR_POOR), (NEAR_POOR, AVERAGE), (NOT_POOR, POOR)]
)
def test_nothing_is_compared_across_a_change_of_standard(before: PovertyClass, after: PovertyClass) -> None:
    (found,) = _across(before, after)
    assert found.standard_changed
    assert (found.code, found.credit) == (CODE.STANDARD_CHANGE, CREDIT.NO)
    assert sponsor_successes([found]) == commune_exits([found], ListState(before.value)) == 0


def test_who_stays_on_the_list_across_a_change_stays_and_is_flagged() -> None:
    (found,) = _across(POOR, POOR)
    assert (found.code, found.standard_changed) == (CODE.STAY, True)
    assert not any(m.standard_changed for m in moves(POOR, NOT_POOR, POOR))


def test_death_after_a_change_of_standard_is_still_an_exit_of_the_commune() -> None:
    rows = [*history(POOR, first=2021), *history(POOR, first=2022, standard="VN-2022")]
    assert commune_exits(movements().moves("H1", rows, (DIED, date(2023, 3, 1)))) == 1


@given(st.lists(st.sampled_from(PovertyClass), max_size=8), st.none() | st.sampled_from(AdministrativeExit))
def test_credit_and_exits_never_exceed_the_moves(found: list[PovertyClass], gone: AdministrativeExit | None) -> None:
    made = moves(*found, gone=gone)
    assert sponsor_successes(made) <= commune_exits(made) + commune_exits(made, ListState.NEAR_POOR)
    assert len(made) <= max(0, len(found) - 1) + bool(gone)
    for move in made:
        assert (move.exit_year is not None) <= (move.after is ListState.POOR)


def test_every_code_stands_in_the_table_and_every_row_is_asked_for_once() -> None:
    rows = records("status_movements", Movement)
    assert {r.code for r in rows} == set(MovementCode)
    assert len({(r.before, r.after, r.formerly_poor) for r in rows}) == len(rows)

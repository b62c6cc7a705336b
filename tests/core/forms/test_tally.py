from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from diachi.core.forms.conditions import Condition
from diachi.core.forms.form import FORMAT, FormColumn, ReportForm, RowsOf
from diachi.core.forms.tally import Tally, add_counts, shown_count
from diachi.core.household import ListedHousehold

ANSWERS = st.sampled_from([True, False, None])


def form(*columns: FormColumn, **more: Any) -> ReportForm:
    return ReportForm(format=FORMAT, id="x", title=("X",), rows=RowsOf.PLACE, columns=columns, **more)


def column(*count: str, **more: Any) -> FormColumn:
    return FormColumn(header=("n",), count=count, **more)


def homes(number: int) -> list[ListedHousehold]:
    return [ListedHousehold(household_id=str(n), persons=n + 1) for n in range(number)]


def test_what_nobody_answers_is_empty_and_not_nought() -> None:
    own = homes(2)
    met: dict[str, Any] = {h.household_id: {Condition.POOR: False, Condition.MINORITY: None} for h in own}
    tally = Tally(form(column("poor", "minority")), met)
    assert tally.of(own) == ((None, None),)
    assert tally.notes() == ()


def test_some_unknown_households_are_left_out_and_said() -> None:
    own = homes(3)
    answers = (True, None, False)
    met: dict[str, Any] = {h.household_id: {Condition.POOR: said} for h, said in zip(own, answers, strict=True)}
    tally = Tally(form(column("poor", persons=True)), met)
    assert tally.of(own) == ((1, None),)
    assert [note.rows for note in tally.notes()] == [1]


def test_figures_stand_under_the_code_or_the_name_of_a_place() -> None:
    tally = Tally(form(column("residents"), figures={"residents": {"06073": 812, "Xã Mông Ân": 40}}), {})
    assert tally.of([], ("06073", "Hoa Thám")) == ((812, None),)
    assert tally.of([], ("x", "xa mong an")) == ((40, None),)
    assert tally.of([], ("x", "y")) == ((None, None),)


@given(st.lists(ANSWERS, max_size=12), st.integers(0, 12))
def test_a_sum_is_that_of_its_rows(answers: list[bool | None], cut: int) -> None:
    own = homes(len(answers))
    met: dict[str, Any] = {h.household_id: {Condition.POOR: said} for h, said in zip(own, answers, strict=True)}
    parts = [Tally(form(column("poor")), met).of(part) for part in (own[:cut], own[cut:])]
    numbers = [part[0][0] for part in parts if part[0]]
    [(total, _)] = [c for c in add_counts(parts) if c]
    assert total == (None if None in numbers else sum(n or 0 for n in numbers))


def test_a_share_of_nothing_is_no_share() -> None:
    share = column("poor", percent_of=("listed",))
    assert shown_count(share, (1, 3)) == 33.33
    assert shown_count(share, (0, 0)) is None
    assert shown_count(share, (None, 3)) is None
    assert shown_count(column("poor"), (2, None)) == 2

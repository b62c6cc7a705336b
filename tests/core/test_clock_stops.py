"""Extensions and pauses: documents that move a deadline, for all or for some, never forward."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.clock_stops import ClockScope, ClockUnit, EffectiveDeadline, Extension, Pause, PauseReason, effective
from diachi.core.deadline import Deadline, DeadlineOp, Standing

PLAN = Deadline(op=DeadlineOp.BEFORE, on="2024-07-15", words="trước ngày 15/7/2024")
POLICE = ClockUnit(bodies=frozenset({"CA"}), communes=frozenset({"06073"}))
SCHOOL = ClockUnit(bodies=frozenset({"TH"}), communes=frozenset({"06091"}))
FOR_ALL = Extension(document="120/UBND-LĐTBXH", on=date(2024, 7, 31))
FOR_POLICE = replace(FOR_ALL, scope=ClockScope.BODIES, units=frozenset({"CA"}))
FOR_COMMUNE = replace(FOR_ALL, scope=ClockScope.COMMUNES, units=frozenset({"06091"}))
STORM = Pause(document="131/UBND", first=date(2024, 7, 8), last=date(2024, 7, 12), reason=PauseReason.STORM)
IN_HOA_THAM = replace(STORM, area=frozenset({"06073"}))


def on(unit: ClockUnit, *documents: Extension | Pause, deadline: Deadline = PLAN) -> EffectiveDeadline:
    extensions = [d for d in documents if isinstance(d, Extension)]
    return effective(deadline, unit, extensions, [d for d in documents if isinstance(d, Pause)])


def test_without_documents_the_deadline_is_the_letters() -> None:
    assert on(POLICE) == EffectiveDeadline(deadline=PLAN)


@pytest.mark.parametrize(
    ("words", "unit", "document", "last"),
    [
        ("gia hạn chung", SCHOOL, FOR_ALL, date(2024, 7, 31)),
        ("gia hạn cho Công an: Công an", POLICE, FOR_POLICE, date(2024, 7, 31)),
        ("gia hạn cho Công an: trường học", SCHOOL, FOR_POLICE, date(2024, 7, 15)),
        ("gia hạn cho một xã: cơ quan giúp xã đó", SCHOOL, FOR_COMMUNE, date(2024, 7, 31)),
        ("gia hạn cho một xã: cơ quan giúp xã khác", POLICE, FOR_COMMUNE, date(2024, 7, 15)),
        ("bão 5 ngày cả huyện", SCHOOL, STORM, date(2024, 7, 20)),
        ("bão 5 ngày ở Hoa Thám: cơ quan giúp Hoa Thám", POLICE, IN_HOA_THAM, date(2024, 7, 20)),
        ("bão 5 ngày ở Hoa Thám: cơ quan giúp nơi khác", SCHOOL, IN_HOA_THAM, date(2024, 7, 15)),
        ("bão sau hạn", SCHOOL, replace(STORM, first=date(2024, 7, 15), last=date(2024, 7, 20)), date(2024, 7, 15)),
        ("gia hạn về trước hạn cũ", SCHOOL, replace(FOR_ALL, on=date(2024, 7, 1)), date(2024, 7, 15)),
    ],
)
def test_a_document_moves_those_it_reaches(
    words: str, unit: ClockUnit, document: Extension | Pause, last: date
) -> None:
    found = on(unit, document)
    assert found.deadline.late_after == last, words
    assert found.moved_by == ((document.document,) if last > date(2024, 7, 15) else ()), words


def test_a_storm_adds_its_calendar_days_and_the_words_stay() -> None:
    found = on(POLICE, STORM).deadline
    assert (found.op, found.on, found.words) == (DeadlineOp.BEFORE, "2024-07-20", PLAN.words)
    assert found.standing(date(2024, 7, 19)) is Standing.IN_TIME


def test_two_documents_on_the_same_days_give_them_back_once() -> None:
    flood = replace(
        STORM, document="135/UBND", first=date(2024, 7, 10), last=date(2024, 7, 13), reason=PauseReason.FLOOD
    )
    found = on(POLICE, STORM, flood)
    assert found.deadline.on == "2024-07-21"
    assert found.moved_by == ("131/UBND", "135/UBND")


def test_days_given_back_may_run_into_the_next_pause() -> None:
    again = replace(STORM, document="140/UBND", first=date(2024, 7, 18), last=date(2024, 7, 19))
    assert on(POLICE, STORM, again).deadline.on == "2024-07-22"
    assert on(POLICE, again).deadline.on == "2024-07-15"


def test_a_pause_that_was_known_when_the_extension_was_written_is_in_it_a_later_one_adds() -> None:
    after_storm = replace(FOR_ALL, dated=date(2024, 7, 13))
    assert on(POLICE, STORM, after_storm).deadline.on == "2024-07-31"
    assert on(POLICE, STORM, FOR_ALL).deadline.on == "2024-08-05"
    epidemic = replace(STORM, document="150/UBND", first=date(2024, 7, 20), last=date(2024, 7, 21))
    found = on(POLICE, STORM, epidemic, after_storm)
    assert (found.deadline.on, found.moved_by) == ("2024-08-02", ("120/UBND-LĐTBXH", "150/UBND"))


def test_the_end_a_campaign_chose_is_where_a_pause_begins_to_count() -> None:
    chosen = replace(PLAN, last_instant="2024-07-20T24:00")
    assert on(POLICE, deadline=chosen).deadline == chosen
    assert on(POLICE, STORM, deadline=chosen).deadline.late_after == date(2024, 7, 25)
    assert on(POLICE, replace(FOR_ALL, on=date(2024, 7, 18)), deadline=chosen).deadline == chosen


def test_a_whole_year_is_moved_from_its_last_day() -> None:
    year = Deadline(op=DeadlineOp.BY_END_OF, on="2020")
    december = replace(STORM, first=date(2020, 12, 30), last=date(2020, 12, 31))
    assert on(POLICE, december, deadline=year).deadline.late_after == date(2021, 1, 2)


@pytest.mark.parametrize("op", [DeadlineOp.UNDATED, DeadlineOp.EVERY])
def test_what_has_no_date_gets_none(op: DeadlineOp) -> None:
    open_ended = Deadline(op=op)
    assert on(POLICE, FOR_ALL, STORM, deadline=open_ended) == EffectiveDeadline(deadline=open_ended)


DAYS = st.dates(date(2024, 6, 1), date(2024, 9, 30))
COMMUNES = st.sets(st.sampled_from(["06073", "06091"])).map(frozenset)
EXTENSIONS = st.builds(
    Extension,
    document=st.sampled_from(["E1", "E2", "E3"]),
    on=DAYS,
    op=st.sampled_from([DeadlineOp.BY, DeadlineOp.BEFORE]),
    scope=st.sampled_from(ClockScope),
    units=st.sets(st.sampled_from(["CA", "TH", "06073", "06091"])).map(frozenset),
    dated=st.none() | DAYS,
)
PAUSES = st.builds(
    lambda document, first, length, area: Pause(
        document=document,
        first=first,
        last=date.fromordinal(first.toordinal() + length),
        reason=PauseReason.TET,
        area=area,
    ),
    st.sampled_from(["P1", "P2", "P3"]),
    DAYS,
    st.integers(0, 12),
    COMMUNES,
)
DOCUMENTS = st.lists(EXTENSIONS | PAUSES, max_size=6)
DATED = st.builds(
    Deadline,
    op=st.sampled_from([DeadlineOp.BEFORE, DeadlineOp.BY, DeadlineOp.BY_END_OF]),
    on=DAYS.map(date.isoformat),
    last_instant=st.just("") | DAYS.map(date.isoformat),
)
UNITS = st.sampled_from([POLICE, SCHOOL, ClockUnit()])


def late_after(found: EffectiveDeadline) -> date:
    assert found.deadline.late_after is not None
    return found.deadline.late_after


@given(DATED, UNITS, DOCUMENTS, EXTENSIONS | PAUSES)
def test_no_document_ever_brings_a_deadline_forward(
    deadline: Deadline, unit: ClockUnit, documents: list[Extension | Pause], one_more: Extension | Pause
) -> None:
    before = on(unit, *documents, deadline=deadline)
    assert late_after(before) >= late_after(EffectiveDeadline(deadline=deadline))
    assert late_after(on(unit, *documents, one_more, deadline=deadline)) >= late_after(before)


@given(DATED, UNITS, DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(
    deadline: Deadline, unit: ClockUnit, documents: list[Extension | Pause], dice: object
) -> None:
    shuffled = list(documents)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert on(unit, *shuffled, deadline=deadline) == on(unit, *documents, deadline=deadline)


@given(DATED, UNITS, DOCUMENTS)
def test_only_what_moved_a_deadline_is_named_and_it_is_named(
    deadline: Deadline, unit: ClockUnit, documents: list[Extension | Pause]
) -> None:
    found = on(unit, *documents, deadline=deadline)
    assert set(found.moved_by) <= {d.document for d in documents}
    assert bool(found.moved_by) is (found.deadline != deadline)

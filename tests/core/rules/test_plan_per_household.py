from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from diachi.core.progress import PlanRow, PlanState
from diachi.core.rules.plan_per_household import latest_plans, plan_standing

TODAY = date(2024, 7, 20)
ROWS = st.lists(
    st.builds(
        PlanRow,
        plan_id=st.sampled_from(["p1", "p2", "p3"]),
        version=st.integers(1, 9),
        household_id=st.sampled_from(["", "h1", "h2", "h3"]),
        state=st.sampled_from(PlanState),
        submitted_on=st.one_of(st.none(), st.dates(date(2024, 6, 1), date(2024, 8, 1))),
    ),
    unique_by=lambda p: (p.plan_id, p.version),
    max_size=8,
)


def plan(household: str, state: PlanState = PlanState.SUBMITTED, **facts: object) -> PlanRow:
    facts = {"plan_id": f"p-{household}", "submitted_on": date(2024, 7, 1), **facts}
    return PlanRow(household_id=household, state=state, **facts)  # type: ignore[arg-type]


def test_every_household_needs_its_own_plan() -> None:
    standing = plan_standing(["h1", "h2"], [plan("h1")], TODAY)
    assert standing.without == ("h2",)
    assert not standing.complete


def test_a_plan_of_the_whole_commune_covers_every_household() -> None:
    assert plan_standing(["h1", "h2"], [plan("")], TODAY).complete


def test_a_draft_and_a_plan_sent_back_cover_nobody() -> None:
    for state in (PlanState.DRAFT, PlanState.SENT_BACK):
        assert not plan_standing(["h1"], [plan("h1", state)], TODAY).complete


def test_a_cluster_without_named_households_still_owes_a_plan() -> None:
    assert not plan_standing([], [], TODAY).complete
    assert plan_standing([], [plan("")], TODAY).complete


def test_the_newest_version_speaks() -> None:
    old, new = plan("h1", version=1), plan("h1", PlanState.SENT_BACK, version=2)
    assert latest_plans([new, old], TODAY) == (new,)


def test_a_version_handed_in_later_is_not_seen_yet() -> None:
    assert latest_plans([plan("h1", submitted_on=date(2024, 7, 21))], TODAY) == ()


def test_an_approval_of_tomorrow_leaves_the_plan_waiting() -> None:
    waiting = plan_standing(["h1"], [plan("h1", PlanState.APPROVED, approved_on=date(2024, 7, 21))], TODAY)
    assert (waiting.open_plans, waiting.open_since) == (1, date(2024, 7, 1))


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[PlanRow], order: object) -> None:
    mixed = list(rows)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert latest_plans(mixed, TODAY) == latest_plans(rows, TODAY)


@given(ROWS)
def test_complete_means_nobody_is_without(rows: list[PlanRow]) -> None:
    standing = plan_standing(["h1", "h2"], latest_plans(rows, TODAY), TODAY)
    assert set(standing.without) <= {"h1", "h2"}
    assert not (standing.complete and standing.without)

"""Whom a campaign is for: the status on the list, causes where asked, members of merit in the scope of the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.clauses import MeritScope, Target
from diachi.core.household import ListedHousehold, Member, MeritRelation, PovertyStatus
from diachi.core.proposal import ReasonCode
from diachi.core.rules.target import merit_members, persons_meant, why_not_meant

POOR = ListedHousehold(household_id="H", status=PovertyStatus.POOR)


def person(relation: MeritRelation | None, *, merit: bool = True, benefit: bool | None = None) -> Member:
    return Member(
        household_id="H",
        member_no=1,
        merit=("martyr",) if merit else (),
        merit_relation=relation,
        merit_benefit=benefit,
    )


PERSONS = st.builds(
    person,
    st.none() | st.sampled_from(MeritRelation),
    merit=st.booleans(),
    benefit=st.sampled_from((None, True, False)),
)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (PovertyStatus.POOR, None),
        (PovertyStatus.NEAR_POOR, ReasonCode.STATUS_NOT_MEANT),
        (PovertyStatus.NEWLY_ESCAPED, ReasonCode.STATUS_NOT_MEANT),
        (None, None),
    ],
)
def test_the_status_on_the_list_decides_and_unknown_is_not_no(
    status: PovertyStatus | None, why: ReasonCode | None
) -> None:
    assert why_not_meant(ListedHousehold(household_id="H", status=status), (), Target()) is why


def test_causes_count_only_where_the_list_names_them() -> None:
    target = Target(causes=("no_capital",))
    for causes, why in ((("no_capital", "illness"), None), ((), None), (("illness",), ReasonCode.CAUSE_NOT_MEANT)):
        assert why_not_meant(ListedHousehold(household_id="H", causes=causes), (), target) is why


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        (person(MeritRelation.SELF, benefit=True), (True, True, True)),
        (person(None), (True, True, True)),
        (person(MeritRelation.CHILD), (False, True, True)),
        (person(MeritRelation.SPOUSE, benefit=False), (False, True, False)),
        (person(MeritRelation.SELF, merit=False), (False, False, False)),
    ],
)
def test_the_scope_decides_whose_merit_counts(one: Member, counts: tuple[bool, bool, bool]) -> None:
    scopes = (MeritScope.SELF_ONLY, MeritScope.SELF_OR_RELATIVE, MeritScope.RECEIVING_BENEFIT)
    assert tuple(why_not_meant(POOR, (one,), Target(merit_scope=s)) is None for s in scopes) == counts


def test_a_household_marked_itself_counts_one_person() -> None:
    marked = ListedHousehold(household_id="H", merit=("martyr",))
    assert merit_members(marked, (), MeritScope.SELF_ONLY) == 1
    assert merit_members(marked, (person(MeritRelation.CHILD),), MeritScope.SELF_ONLY) == 0


@given(st.lists(PERSONS, max_size=4), PERSONS, st.sampled_from(MeritScope))
def test_one_more_member_never_puts_a_household_out(members: list[Member], more: Member, scope: MeritScope) -> None:
    target = Target(merit_scope=scope)
    if why_not_meant(POOR, members, target) is None:
        assert why_not_meant(POOR, [*members, more], target) is None
    assert merit_members(POOR, members, MeritScope.SELF_ONLY) <= merit_members(
        POOR, members, MeritScope.SELF_OR_RELATIVE
    )


def test_persons_meant_are_those_of_merit_or_everybody() -> None:
    own = Member(household_id="H", member_no=2, merit=("martyr",), merit_relation=MeritRelation.SELF)
    child = Member(household_id="H", member_no=1, merit=("martyr",), merit_relation=MeritRelation.CHILD)
    other = Member(household_id="H", member_no=3)
    rows = (own, child, other)
    assert persons_meant(POOR, rows, Target()) == (1, 2, 3)
    assert persons_meant(POOR, rows, Target(merit_scope=MeritScope.SELF_OR_RELATIVE)) == (1, 2)
    assert persons_meant(POOR, rows, Target(merit_scope=MeritScope.SELF_ONLY)) == (2,)
    assert persons_meant(POOR, (other,), Target(merit_scope=MeritScope.SELF_ONLY)) == ()
    escaped = ListedHousehold(household_id="H", status=PovertyStatus.NEWLY_ESCAPED)
    assert persons_meant(escaped, rows, Target()) == ()

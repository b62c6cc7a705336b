from diachi.core.clauses import FloorPer, SupportFloor
from diachi.core.rules.support_floor import asked_of, counted_vnd

FLOOR = SupportFloor(vnd=8_000_000)
GIFTS = (("staff", 3_000_000), ("tet_gift", 500_000), ("state_budget", 9_000_000), ("enterprise", 5_000_000))


def test_tet_gifts_and_state_money_do_not_count_unless_a_person_said_so() -> None:
    assert counted_vnd(GIFTS, FLOOR) == 8_000_000
    assert counted_vnd(GIFTS, SupportFloor(vnd=1, counts=("tet_gift", "staff"))) == 3_500_000
    assert counted_vnd((), FLOOR) == 0


def test_the_floor_is_per_household_unless_a_person_reads_it_per_sponsor() -> None:
    assert [asked_of(FLOOR, n) for n in (1, 4)] == [8_000_000, 8_000_000]
    each = SupportFloor(vnd=8_000_000, per=FloorPer.HOUSEHOLD_AND_SPONSOR)
    assert [asked_of(each, n) for n in (1, 4)] == [8_000_000, 32_000_000]

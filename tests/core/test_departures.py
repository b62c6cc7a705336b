from dataclasses import replace

from diachi.core.departures import departures
from diachi.core.proposal import ReasonCode, Unmet, UnmetHousehold
from diachi.core.register import Register
from paper_world import agreed_world, household


def test_a_family_ranked_above_one_that_is_taken_is_a_departure() -> None:
    _, _, _, allocation = agreed_world()
    homes = [household(1, hamlet="A", village_rank=2), household(5, hamlet="A", village_rank=1)]
    left = Unmet(households=(UnmetHousehold(household_id=homes[1].household_id, code=ReasonCode.HELPED_BEFORE),))
    found = departures(Register(households=tuple(homes)), replace(allocation, unmet=left))
    assert [(d.household_id, d.village_rank, d.code) for d in found] == [
        (homes[1].household_id, 1, ReasonCode.HELPED_BEFORE)
    ]


def test_a_family_ranked_below_is_none() -> None:
    _, _, _, allocation = agreed_world()
    homes = [household(1, hamlet="A", village_rank=1), household(5, hamlet="A", village_rank=2)]
    left = Unmet(households=(UnmetHousehold(household_id=homes[1].household_id, code=ReasonCode.PLACES_RAN_OUT),))
    assert departures(Register(households=tuple(homes)), replace(allocation, unmet=left)) == ()


def test_ranks_of_two_villages_say_nothing_about_each_other() -> None:
    _, _, _, allocation = agreed_world()
    homes = [household(1, hamlet="A", village_rank=2), household(5, hamlet="B", village_rank=1)]
    left = Unmet(households=(UnmetHousehold(household_id=homes[1].household_id, code=ReasonCode.PLACES_RAN_OUT),))
    assert departures(Register(households=tuple(homes)), replace(allocation, unmet=left)) == ()


def test_no_order_given_means_no_departure() -> None:
    _, register, _, allocation = agreed_world()
    unranked = replace(register, households=tuple(replace(h, village_rank=None) for h in register.households))
    assert departures(unranked, allocation) == ()

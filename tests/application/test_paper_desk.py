"""How families stand in a paper: by place, the village's own order, then by given name."""

from __future__ import annotations

from diachi.application.paper_desk import place_key
from diachi.core.household import ListedHousehold
from diachi.core.proposal import Assignment


def test_families_the_village_did_not_rank_stand_by_given_name() -> None:
    listed = [("1", "Vi Văn Út", None), ("2", "Nông Thị Ân", None), ("3", "Lý Văn An", None), ("4", "Ô Thị Ý", 1)]
    homes = {
        number: ListedHousehold(household_id=number, head_name=name, village_rank=rank, hamlet="Nà Pái")
        for number, name, rank in listed
    }
    taken = [Assignment(household_id=h, group_id="G-1", agency_ids=(), why=()) for h in ["9", *homes]]
    assert [a.household_id for a in sorted(taken, key=lambda a: place_key(homes, a))] == ["9", "4", "3", "2", "1"]

"""What is other than the campaign before: every rule that differs, and none that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diachi.core.campaign import Campaign
from diachi.core.campaign_changes import Change, campaign_changes
from diachi.files.campaign_toml import read_campaign
from shared import EXAMPLES

NAMES = ("binh_gia_2024", "ninh_thuan_2020")


def campaign(name: str) -> Campaign:
    return read_campaign(EXAMPLES / name / "campaign.toml")


@pytest.mark.parametrize("name", NAMES)
def test_a_campaign_is_not_other_than_itself_in_other_words(name: str) -> None:
    one = campaign(name)
    words = replace(one, milestones=tuple(replace(m, words="lời khác", source=None) for m in one.milestones))
    assert campaign_changes(one, words) == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_one_way_is_added_the_other_way_is_gone(name: str) -> None:
    one = campaign(name)
    less = replace(one, duties=one.duties[1:], milestones=one.milestones[:-1])
    gone = {(c.table, c.id) for c in campaign_changes(one, less) if c.change is Change.REMOVED}
    added = {(c.table, c.id) for c in campaign_changes(less, one) if c.change is Change.ADDED}
    assert gone == added
    assert len(gone) == 2


def test_each_number_of_a_rule_is_a_change_of_its_own() -> None:
    one = campaign("binh_gia_2024")
    assert one.support_floor is not None
    two = replace(one, support_floor=replace(one.support_floor, vnd=9_000_000, in_kind=False))
    found = {c.field: (c.before, c.after) for c in campaign_changes(one, two)}
    assert found == {"vnd": (8_000_000, 9_000_000), "in_kind": (True, False)}


@pytest.mark.parametrize(
    ("years", "on", "same"), [(1, "2025-07-15", True), (1, "2025-07-16", False), (0, "2025-07-15", False)]
)
def test_a_date_that_moves_with_the_year_is_the_same_rule(years: int, on: str, same: bool) -> None:
    one = campaign("binh_gia_2024")
    assert one.places_on is not None
    next_year = replace(one, places_on=one.places_on.replace(year=one.places_on.year + years))
    plan = next(m for m in one.milestones if m.id == "plan")
    moved = replace(next_year, milestones=tuple(replace(m, on=on) if m == plan else m for m in one.milestones))
    changed = {(c.table, c.id) for c in campaign_changes(one, moved)}
    assert (("milestones", "plan") not in changed) is same

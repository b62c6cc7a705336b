"""The workbooks of both examples come in as their worlds wrote them: every row, every cell an office gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

import pytest

from acceptance_world import household_keys
from diachi.cli.inputs import OpenCampaign
from diachi.core.household import ListedHousehold, Member
from diachi.files.law.people import ethnic_groups
from worlds import SEED, World, binh_gia, ninh_thuan

# Cells no workbook carries, and cells the import adds.
NOT_IN_THE_BOOK = {"household_id", "list_id", "head_name_raw", "province", "area_type", "status", "standard_id"}
MAKERS = {"binh_gia": binh_gia, "ninh_thuan": ninh_thuan}


@pytest.fixture(params=["binh_gia", "ninh_thuan"])
def both(request: pytest.FixtureRequest) -> tuple[World, OpenCampaign]:
    read = request.getfixturevalue({"binh_gia": "district", "ninh_thuan": "province"}[request.param])
    return MAKERS[request.param](SEED), read


def _cells(row: ListedHousehold) -> dict[str, object]:
    return {f.name: getattr(row, f.name) for f in fields(row) if f.name not in NOT_IN_THE_BOOK}


def test_every_household_comes_in_with_every_cell(both: tuple[World, OpenCampaign]) -> None:
    world, read = both
    ids = household_keys(read.register)
    came = {h.household_id: h for h in read.register.households}
    assert len(came) == len(world.households)
    for row in world.households:
        group = ethnic_groups().find(row.ethnic_group)
        assert _cells(came[ids[row.household_id]]) == _cells(replace(row, ethnic_group=group.name if group else ""))


def _persons(members: Iterable[Member]) -> set[Member]:
    return {replace(m, member_no=0) for m in members}


def test_every_member_comes_in_under_its_household(both: tuple[World, OpenCampaign]) -> None:
    world, read = both
    ids = household_keys(read.register)
    wanted = _persons(replace(m, household_id=ids[m.household_id]) for m in world.members)
    assert _persons(read.register.members) == wanted


def test_every_body_is_of_the_kind_and_under_the_command_it_is(both: tuple[World, OpenCampaign]) -> None:
    world, read = both
    came = {a.agency_id: (a.name, a.kind, a.command, a.staff, a.commune_code) for a in read.register.agencies}
    assert came == {a.agency_id: (a.name, a.kind, a.command, a.staff, a.commune_code) for a in world.agencies}


def test_nothing_in_the_books_needs_a_second_look(both: tuple[World, OpenCampaign]) -> None:
    _, read = both
    issues = read.folder.register / "issues.csv"
    assert len(issues.read_text(encoding="utf-8").splitlines()) == 1

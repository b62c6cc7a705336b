"""What must hold of the proposal for the district, on the invented world of 900 households and its bodies.

Source: công văn UBND huyện Bình Gia 4/2024, mục 1 and Lưu ý.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from acceptance_run import run_example
from acceptance_world import household_keys, record_keys
from diachi.cli import main
from diachi.cli.inputs import OpenCampaign
from diachi.core.agency import AgencyKind
from diachi.core.household import ListedHousehold
from diachi.core.proposal import ReasonCode
from worlds import SEED, binh_gia
from worlds_books import binh_gia_books
from worlds_history import surely_the_same

NAMED = {  # "Các phòng, ban, cơ quan, UBMTTQ và các tổ chức đoàn thể huyện"
    AgencyKind.DEPARTMENT,
    AgencyKind.PUBLIC_SERVICE_UNIT,
    AgencyKind.PARTY,
    AgencyKind.FRONT,
    AgencyKind.MASS_ORGANISATION,
}
SCHOOLS = ("Trường THPT Bình Gia", "Trường THPT Pác Khuông", "Trường PTDTNT THCS-THPT Bình Gia")
LACKS = {"no_capital", "no_skill", "no_knowledge"}


def _first(household: ListedHousehold) -> bool:
    return household.will_to_escape is True and bool(LACKS & set(household.causes))


def _loads(district: OpenCampaign) -> Counter[str]:
    return Counter(a.group_id for a in district.allocation.assignments)


def _kinds(district: OpenCampaign) -> dict[str, AgencyKind]:
    return {a.agency_id: a.kind for a in district.register.agencies}


def test_the_folder_holds_every_part_of_a_campaign(binh_gia_folder: Path) -> None:
    parts = {p.name for p in binh_gia_folder.iterdir()}
    wanted = {"letters", "campaign.toml", "facts.json", "register", "history", "same.csv", "allocation.json"}
    assert wanted | {"progress", "documents"} <= parts
    papers = [p for p in (binh_gia_folder / "documents").rglob("*") if p.is_file()]
    assert {p.suffix for p in papers} == {".docx", ".xlsx"}


def test_small_bodies_of_the_kinds_named_never_stand_alone(district: OpenCampaign) -> None:
    small = {a.agency_id for a in district.register.agencies if a.kind in NAMED and (a.staff or 99) < 10}
    groups = {m: g for g in district.allocation.groups for m in g.members}
    assert len(small) > 15
    assert all(3 <= len(groups[agency].members) <= 4 for agency in small)


def test_schools_firms_and_communes_stand_alone_however_small(district: OpenCampaign) -> None:
    kinds = _kinds(district)
    for group in district.allocation.groups:
        if any(kinds[m] not in NAMED for m in group.members):
            assert len(group.members) == 1


def test_every_body_stands_in_exactly_one_group(district: OpenCampaign) -> None:
    members = Counter(m for g in district.allocation.groups for m in g.members)
    assert members == Counter(a.agency_id for a in district.register.agencies)


@pytest.mark.parametrize("word", ["Công an huyện", "Ban Chỉ huy Quân sự huyện", *SCHOOLS])
def test_armed_forces_and_the_three_schools_take_two(district: OpenCampaign, word: str) -> None:
    agency = next(a for a in district.register.agencies if a.name == word)
    group = next(g for g in district.allocation.groups if agency.agency_id in g.members)
    short = {s.group_id for s in district.allocation.unmet.sponsors if s.clause.startswith("quotas.")}
    assert _loads(district)[group.group_id] == 2 or group.group_id in short


def test_the_association_takes_two_or_three(district: OpenCampaign) -> None:
    kinds = _kinds(district)
    group = next(g for g in district.allocation.groups if kinds[g.lead] is AgencyKind.BUSINESS_ASSOCIATION)
    assert _loads(district)[group.group_id] in (2, 3)


def test_everybody_else_takes_one_while_households_last(district: OpenCampaign) -> None:
    kinds, names = _kinds(district), {a.agency_id: a.name for a in district.register.agencies}
    special = {AgencyKind.ARMED_FORCES, AgencyKind.BUSINESS_ASSOCIATION}
    loads = _loads(district)
    others = [g for g in district.allocation.groups if kinds[g.lead] not in special and names[g.lead] not in SCHOOLS]
    assert {loads[g.group_id] for g in others} == {1}


def test_no_household_twice_and_every_household_left_out_has_a_reason(district: OpenCampaign) -> None:
    helped = Counter(a.household_id for a in district.allocation.assignments)
    left = Counter(u.household_id for u in district.allocation.unmet.households)
    assert set(helped.values()) == {1} == set(left.values())
    assert helped.keys() | left.keys() == {h.household_id for h in district.register.households}
    assert not helped.keys() & left.keys()
    assert all(a.why for a in district.allocation.assignments)


def test_a_household_left_out_for_earlier_help_names_the_clause(district: OpenCampaign) -> None:
    found = [u for u in district.allocation.unmet.households if u.code is ReasonCode.HELPED_BEFORE]
    assert len(found) > 100
    assert {u.clause for u in found} == {"exclusions.1"}


def test_nobody_already_helped_is_proposed_when_the_lists_tell_it(district: OpenCampaign) -> None:
    """What even the naive comparison must see; a wrong year, digits or head are for the better engine."""
    world = binh_gia(SEED)
    ids = household_keys(district.register)
    proposed = {a.household_id for a in district.allocation.assignments}
    sure = {ids[e.household] for e in world.earlier if surely_the_same(e)}
    assert len(sure) > 100
    assert not sure & proposed


def test_every_row_of_earlier_help_stands_in_the_history(district: OpenCampaign) -> None:
    assert len(record_keys(district.history, binh_gia(SEED))) == 1000


def test_will_and_lack_of_means_come_first_then_hoa_tham_then_thien_thuat(district: OpenCampaign) -> None:
    """No free place is held by a household that stands behind one left over within the same reach."""
    homes = {h.household_id: h for h in district.register.households}
    open_ = [homes[u.household_id] for u in district.allocation.unmet.households if u.code is ReasonCode.PLACES_RAN_OUT]
    agreed = {p.target_id for p in district.register.pairs if p.agreed}
    agencies = {a.agency_id: a for a in district.register.agencies}
    tiers = (_first, lambda h: _first(h) and h.commune == "Hoa Thám")
    free = [a for a in district.allocation.assignments if a.household_id not in agreed]
    for wanted in tiers:
        for one in free:
            reach = agencies[one.agency_ids[0]].commune_code
            within = [h for h in open_ if not reach or h.commune_code == reach]
            assert wanted(homes[one.household_id]) or not any(map(wanted, within))
    far = [h for h in open_ if _first(h) and h.commune == "Thiện Thuật"]
    taken = [homes[a.household_id] for a in free if not agencies[a.agency_ids[0]].commune_code]
    assert not far or all(h.commune in ("Hoa Thám", "Thiện Thuật") for h in taken)


def test_agreed_pairs_are_kept(district: OpenCampaign) -> None:
    pairs = {(p.agency_id, p.target_id) for p in district.register.pairs}
    held = {(a.agency_ids[0], a.household_id): a for a in district.allocation.assignments}
    assert len(pairs) == 6
    assert pairs <= held.keys()
    assert all(held[p].why[0].code is ReasonCode.AGREED_PAIR for p in pairs)


def test_the_village_order_is_kept_inside_what_the_letter_wants_or_the_departure_is_told(
    district: OpenCampaign,
) -> None:
    """In one hamlet, among those who stand equal before the letter, the earlier rank is taken first."""
    helped = {a.household_id for a in district.allocation.assignments}
    agreed = {p.target_id for p in district.register.pairs}
    open_ = {u.household_id for u in district.allocation.unmet.households if u.code is ReasonCode.PLACES_RAN_OUT}
    by_hamlet: dict[tuple[str, str, bool], list[ListedHousehold]] = defaultdict(list)
    for h in district.register.households:
        if h.village_rank and h.household_id not in agreed:
            by_hamlet[h.commune_code, h.hamlet, _first(h)].append(h)
    for rows in by_hamlet.values():
        taken = [h.village_rank or 0 for h in rows if h.household_id in helped]
        waiting = [h.village_rank or 0 for h in rows if h.household_id in open_]
        assert not taken or not waiting or max(taken) < min(waiting)


def test_the_proposal_is_proved_by_a_check_without_solver(binh_gia_folder: Path) -> None:
    assert main(["check-allocation", str(binh_gia_folder)]) == 0


def test_workbooks_in_any_order_of_rows_give_the_same_bytes(binh_gia_folder: Path, tmp_path: Path) -> None:
    world, dice = binh_gia(SEED), random.Random(7)
    communes = dice.sample(world.communes, len(world.communes))
    rows = dice.sample(world.households, len(world.households))
    place = {c.code: n for n, c in enumerate(communes)}
    mixed = replace(
        world,
        households=tuple(sorted(rows, key=lambda h: place[h.commune_code])),
        members=tuple(dice.sample(world.members, len(world.members))),
        agencies=tuple(dice.sample(world.agencies, len(world.agencies))),
        pairs=tuple(dice.sample(world.pairs, len(world.pairs))),
        earlier=tuple(
            sorted(dice.sample(world.earlier, len(world.earlier)), key=lambda e: e.record.year or 0, reverse=True)
        ),
    )
    books = tmp_path / "books"
    books.mkdir()
    for name, data in binh_gia_books(mixed).items():
        (books / name).write_bytes(data)
    assert run_example("binh_gia_2024", tmp_path / "out", books=books) == 0
    assert (tmp_path / "out/allocation.json").read_bytes() == (binh_gia_folder / "allocation.json").read_bytes()


def test_ids_survive_a_second_import_a_corrected_workbook_and_a_sorted_sheet(
    district: OpenCampaign, binh_gia_folder: Path, tmp_path: Path
) -> None:
    world = binh_gia(SEED)
    corrected = list(world.households)
    corrected[10] = replace(corrected[10], head_birth=str(int(corrected[10].head_birth) + 1))
    corrected[700] = replace(corrected[700], head_name=f"{corrected[700].head_name} Sửa")
    corrected.sort(key=lambda h: (h.commune_code, -(h.list_no or 0)))
    book = tmp_path / "ho-ngheo.xlsx"
    book.write_bytes(binh_gia_books(replace(world, households=tuple(corrected)))["ho-ngheo.xlsx"])
    register = tmp_path / "register"
    source = binh_gia_folder / "register"
    register.mkdir()
    for table in source.iterdir():
        (register / table.name).write_bytes(table.read_bytes())
    before = household_keys(district.register)
    for _ in range(2):
        assert main(["import-register", str(book), "--into", str(register)]) == 0
        from diachi.files.register_folder import read_register

        assert household_keys(read_register(register)) == before


def test_the_machine_form_is_json_alone(
    binh_gia_folder: Path, capsys: pytest.CaptureFixture[str], district: OpenCampaign
) -> None:
    assert main(["summarise", str(binh_gia_folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert str(len(district.register.households)) in json.dumps(said)

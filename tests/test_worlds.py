"""The invented worlds hold together: numbers fit ages, truth is kept, the same seed gives the same world."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.agency import AgencyKind, ClusterRole
from diachi.core.household import Sex
from diachi.core.text import fold, title_case, unify_tones
from worlds import SEED, World, binh_gia, ninh_thuan
from worlds_history import surely_the_same
from worlds_places import BINH_GIA, CITY_COMMUNE, NINH_THUAN

SHARED = Path(__file__).resolve().parents[1] / "../shared/data"


@pytest.fixture(scope="module")
def district() -> World:
    return binh_gia(SEED)


@pytest.fixture(scope="module")
def province() -> World:
    return ninh_thuan(SEED)


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_the_seed_gives_everything(seed: int) -> None:
    assert binh_gia(seed) == binh_gia(seed)
    assert ninh_thuan(seed) == ninh_thuan(seed)


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_numbers_fit_sex_and_year_and_nobody_shares_one(seed: int) -> None:
    for world in (binh_gia(seed), ninh_thuan(seed)):
        numbers = [m.personal_id for m in world.members]
        assert len(set(numbers)) == len(numbers)
        for member in world.members:
            digit = 2 * (int(member.birth) >= 2000) + (member.sex is Sex.FEMALE)
            assert member.personal_id[3] == str(digit)
            assert member.personal_id[4:6] == member.birth[2:]


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_families_are_possible(seed: int) -> None:
    for world in (binh_gia(seed), ninh_thuan(seed)):
        year = world.households[0].list_date.year
        heads = {m.household_id: int(m.birth) for m in world.members if m.member_no == 1}
        persons = Counter(m.household_id for m in world.members)
        assert all(h.persons == persons[h.household_id] for h in world.households)
        for member in world.members:
            gap = int(member.birth) - heads[member.household_id]
            assert int(member.birth) < year
            assert gap >= 18 or not member.relation.startswith("Con")
            assert gap <= -18 or member.relation not in ("Bố", "Mẹ") or int(member.birth) <= year - 94


def test_the_district_is_the_one_the_letter_speaks_of(district: World) -> None:
    kinds = Counter(a.kind for a in district.agencies)
    names = {a.name for a in district.agencies}
    assert (len(district.households), len(district.earlier)) == (900, 1000)
    assert 115 <= len(district.agencies) <= 125
    assert kinds[AgencyKind.COMMUNE] == 19
    wanted = set(AgencyKind) - {AgencyKind.RELIGIOUS, AgencyKind.INDIVIDUAL, AgencyKind.OTHER}
    assert wanted <= set(kinds)
    assert {"Trường THPT Bình Gia", "Trường THPT Pác Khuông", "Trường PTDTNT THCS-THPT Bình Gia"} <= names
    assert all(a.staff is None for a in district.agencies if a.kind is AgencyKind.ARMED_FORCES)
    assert {h.will_to_escape for h in district.households} == {True, False, None}


def test_every_hamlet_that_met_gives_one_order(district: World) -> None:
    orders: dict[tuple[str, str], list[int]] = {}
    for h in district.households:
        if h.village_rank:
            orders.setdefault((h.commune_code, h.hamlet), []).append(h.village_rank)
            assert h.village_meeting_date
            assert h.minutes_no
    assert len(orders) >= 40
    assert all(sorted(ranks) == list(range(1, len(ranks) + 1)) for ranks in orders.values())


def test_the_truth_of_earlier_help_is_kept(district: World) -> None:
    keys = {h.household_id: h for h in district.households}
    assert len(district.truth) == 230
    slips = Counter(s for e in district.earlier for s in e.slips)
    assert set(slips) == {"accents", "tone", "swapped", "old_number", "lost_zero", "year", "head", "capitals"}
    sure = [e for e in district.earlier if surely_the_same(e)]
    assert 100 < len(sure) < len(district.truth)
    for e in sure:
        row, listed = e.record, keys[e.household]
        by_name = fold(row.head_name) == fold(listed.head_name) and row.head_birth == listed.head_birth
        member_ids = {m.personal_id for m in district.members if m.household_id == e.household}
        assert by_name or row.personal_id.zfill(12) in member_ids


def test_typed_names_differ_only_by_their_slip(district: World) -> None:
    """What a slip of spelling does, spelling undoes."""
    keys = {h.household_id: h for h in district.households}
    for e in district.earlier:
        if e.household and not e.slips & {"head", "accents"}:
            assert title_case(unify_tones(e.record.head_name)) == title_case(unify_tones(keys[e.household].head_name))


def test_a_few_pairs_are_agreed_with_households_nobody_helped(district: World) -> None:
    helped = set(district.truth.values())
    assert len(district.pairs) == 6
    assert all(p.agreed and p.target_id not in helped for p in district.pairs)


def test_the_province_has_clusters_everywhere_but_in_the_city(province: World) -> None:
    clustered = {c.commune_code for c in province.clusters}
    lived_in = {h.commune_code for h in province.households}
    leads = Counter(c.cluster_id for c in province.clusters if c.role is ClusterRole.LEAD)
    assert len(province.households) == 181
    assert lived_in - clustered == {CITY_COMMUNE}
    assert set(leads.values()) == {1}
    for cluster in leads:
        shares = [c.share_percent for c in province.clusters if c.cluster_id == cluster]
        assert sum(s or 0 for s in shares) in (0, 100)


def test_every_household_of_the_province_has_merit_and_many_live_alone(province: World) -> None:
    relations = Counter(m.merit_relation for m in province.members if m.merit)
    assert len(relations) == 4
    assert sum(relations.values()) == 181
    assert 60 <= sum(h.persons == 1 for h in province.households) <= 110


@pytest.mark.needs_shared
@pytest.mark.parametrize(
    ("file", "communes"), [("admin_binh_gia_2025.csv", BINH_GIA), ("admin_ninh_thuan_2025.csv", NINH_THUAN)]
)
def test_communes_are_those_of_their_time(file: str, communes: tuple) -> None:
    with (SHARED / file).open(encoding="utf-8-sig") as text:
        official = {(r["old_code"], r["old_name"], r["old_type"]) for r in csv.DictReader(text)}
    ours = {(c.code, c.name, c.kind) for c in communes}
    assert ours <= official
    assert file.startswith("admin_ninh") or ours == official

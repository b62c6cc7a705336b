from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from diachi.application.find_same import compare_lists, find_same, helped_before
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, SamePair, Verdict
from diachi.engines.linkage.naive import Naive
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.link_model import link_model
from worlds import SEED, binh_gia
from worlds_history import surely_the_same

HOME = ListedHousehold(
    household_id="06073-2024-1",
    head_name="Nông Văn Tú",
    head_birth="1975-03-02",
    commune="Hoa Thám",
    commune_code="06073",
    district="Bình Gia",
    hamlet="Bản Chu",
    list_date=date(2024, 3, 15),
)
ROW = HelpedRecord(
    record_id="2016-001",
    year=2016,
    head_name="NONG VAN TU",
    head_birth="1975",
    hamlet="thôn Bản Chu",
    commune="xã Hoa Thám",
)


def _found(row: HelpedRecord, home: ListedHousehold = HOME, members: tuple[Member, ...] = ()):  # type: ignore[no-untyped-def]
    return find_same(
        register=Register(households=(home,), members=members),
        history=History(helped=(row,)),
        places=gazetteer(),
        words=vocabulary(),
        linker=Naive(link_model()),
    )


def test_raw_words_of_an_old_list_are_cleaned_before_they_are_compared() -> None:
    found = _found(ROW)
    assert found.evidence.helps == {
        "06073-2024-1": (EarlierHelp(record_id="2016-001", year=2016, verdict=Verdict.SAME),)
    }


def test_a_list_older_than_the_map_means_the_communes_of_the_first_map() -> None:
    # The data knows Bình Gia from 21/11/2019; a list of 2014 names the same commune.
    assert _found(replace(ROW, year=2014)).earlier[0].verdict is Verdict.SAME


@pytest.mark.parametrize("commune", ["Hưng Đạo", "Hoa Thám"])
def test_after_the_merger_both_old_names_are_the_new_commune(commune: str) -> None:
    new = replace(HOME, commune="Hoa Thám", commune_code="06073", district="", list_date=date(2025, 12, 1))
    assert _found(replace(ROW, commune=commune, district="Bình Gia"), new).earlier[0].verdict is Verdict.SAME


def test_lists_of_two_maps_are_compared_on_the_newer_one() -> None:
    old = replace(HOME, household_id="06067-2024-1", commune="Hưng Đạo", commune_code="06067")
    new = replace(HOME, household_id="06073-2025-9", head_name="Lý Thị Thử", district="", list_date=date(2025, 12, 1))
    found = find_same(
        register=Register(households=(old, new)),
        history=History(helped=(replace(ROW, year=2025, commune="Hoa Thám"),)),
        places=gazetteer(),
        words=vocabulary(),
        linker=Naive(link_model()),
    )
    assert [p.id_a for p in found.earlier] == ["06067-2024-1"]


def test_a_code_that_changed_hands_is_not_the_same_commune() -> None:
    # 06115 was Hồng Thái, since 1/7/2025 it is Tân Văn; old Tân Văn was 06121.
    old = replace(HOME, commune="Hồng Thái", commune_code="06115")
    there, here = (_found(replace(ROW, commune=name), old).earlier for name in ("Tân Văn", "Hồng Thái"))
    assert [p.verdict for p in there] in ([], [Verdict.DIFFERENT], [Verdict.REVIEW])
    assert [p.verdict for p in here] == [Verdict.SAME]


def test_a_commune_of_no_map_is_compared_by_its_name() -> None:
    home = replace(HOME, commune="Xã Mường Lát", commune_code="", district="")
    assert _found(replace(ROW, commune="Mường Lát"), home).earlier[0].verdict is Verdict.SAME


def test_what_a_person_confirmed_stands_whatever_the_rows_say() -> None:
    row = replace(ROW, household_id=HOME.household_id, head_name="Một người khác", commune="Quý Hòa")
    found = _found(row)
    assert [(p.verdict, p.probability) for p in found.earlier] == [(Verdict.SAME, 1.0)]
    assert list(found.evidence.helps) == [HOME.household_id]


def test_an_old_head_who_is_now_a_member_and_the_other_way_round_is_the_household() -> None:
    wife = Member(household_id=HOME.household_id, member_no=2, name="Hoàng Thị Lan", birth="1978")
    row = replace(ROW, head_name="Hoàng Thị Lan", head_birth="1978", members="Nông Văn Tú (1975), Nông Thị Mai - 2001")
    assert [p.verdict for p in _found(row, members=(wife,)).earlier] == [Verdict.SAME]


def test_another_name_in_the_cell_of_this_years_list_is_looked_for_too() -> None:
    known_as = replace(ROW, head_name="Nông Văn Sình", head_birth="")
    home = replace(HOME, head_birth="")
    alone = _found(known_as, home).earlier
    told = _found(known_as, replace(home, head_name_raw="Ông Nông Văn Tú (tức Nông Văn Sình)")).earlier
    assert [p.verdict for p in alone] != [Verdict.SAME]
    assert [p.verdict for p in told] == [Verdict.SAME]


@pytest.mark.parametrize("wrong", [{"head_birth": "chưa rõ"}, {"personal_id": "1.2E+10"}, {"year": None}])
def test_what_cannot_be_read_is_unknown_and_stops_nothing(wrong: dict[str, str]) -> None:
    _found(replace(ROW, **wrong))


def test_only_pairs_that_may_be_the_same_or_split_are_earlier_help() -> None:
    verdicts = {v: SamePair(id_a="H", id_b=v.value, verdict=v) for v in Verdict}
    rows = [HelpedRecord(record_id=v.value, year=2015) for v in Verdict]
    helps = helped_before([*verdicts.values(), SamePair(id_a="H", id_b="another household")], rows, vocabulary())
    assert [h.record_id for h in helps["H"]] == ["review", "same", "split"]


@pytest.mark.parametrize(
    ("kind", "support", "kinds", "lasting"),
    [
        ("", "01 con bò sinh sản", ("animal",), True),
        ("", "Quà Tết 500.000 đồng", ("tet_gift",), False),
        ("tet_gift", "", ("tet_gift",), False),
        ("Quà Tết", "gạo", ("tet_gift", "food"), False),
        ("", "Tặng quà Tết bằng tiền mặt", ("cash", "tet_gift"), False),
        ("", "Quà Tết, 8 triệu đồng", ("cash", "tet_gift"), None),
        ("", "01 con bò và quà Tết", ("animal", "tet_gift"), True),
        ("", "Sửa nhà đón Tết", ("house", "tet_gift"), True),
        ("", "Hỗ trợ theo kế hoạch", (), True),
        ("", "Bế Văn Tết", (), True),
    ],
)
def test_a_gift_for_tet_is_told_from_help(
    kind: str, support: str, kinds: tuple[str, ...], lasting: bool | None
) -> None:
    row = replace(ROW, support_kind=kind, support=support)
    [help_] = _found(row).evidence.helps[HOME.household_id]
    assert (help_.kinds, help_.lasting) == (kinds, lasting)


def test_two_raw_lists_are_compared_by_their_record_ids() -> None:
    other = replace(ROW, record_id="b", head_name="Nông Văn Tú", personal_id="20075001234")
    left = replace(ROW, record_id="a", head_name="Nông văn Tú (đã chết)", personal_id="020075001234", commune="")
    pairs = compare_lists(left=[left], right=[other], places=gazetteer(), linker=Naive(link_model()))
    assert [(p.id_a, p.id_b, p.verdict, p.firm) for p in pairs.pairs] == [("a", "b", Verdict.SAME, True)]


def test_in_the_invented_district_everyone_surely_helped_is_found_and_hardly_anybody_else() -> None:
    world = binh_gia(SEED)
    found = find_same(
        register=Register(households=world.households, members=world.members),
        history=History(helped=tuple(e.record for e in world.earlier)),
        places=gazetteer(),
        words=vocabulary(),
        linker=Naive(link_model()),
    )
    told = {(p.id_b, p.id_a): p.verdict for p in found.earlier if p.verdict in (Verdict.SAME, Verdict.REVIEW)}
    same = {pair for pair, verdict in told.items() if verdict is Verdict.SAME}
    sure = {(e.record.record_id, e.household) for e in world.earlier if surely_the_same(e)}
    assert len(sure) > 150
    assert sure <= set(told)
    assert len(sure & same) >= 0.98 * len(sure)
    assert len(same & set(world.truth.items())) >= 0.98 * max(len(same), len(world.truth))


def test_the_order_of_rows_does_not_matter() -> None:
    world = binh_gia(SEED)
    helped = tuple(e.record for e in world.earlier)
    both = [
        find_same(
            register=Register(households=world.households[::step], members=world.members[::step]),
            history=History(helped=helped[::step]),
            places=gazetteer(),
            words=vocabulary(),
            linker=Naive(link_model()),
        )
        for step in (1, -1)
    ]
    assert both[0] == both[1]

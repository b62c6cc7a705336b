from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from books import (
    AGENCIES,
    AGENCY_HEADER,
    CLUSTER_HEADER,
    HELPED,
    HELPED_HEADER,
    HOUSEHOLD_HEADER,
    HOUSEHOLDS,
    MEMBER_HEADER,
    Row,
)
from diachi.application.import_register import Imported, import_register
from diachi.core.agency import AgencyKind, ClusterRole, Reach
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.household import PovertyStatus, Sex
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.cells import Cell
from diachi.core.listing.sheet import SheetRows
from diachi.core.pair_verdicts import Opinion, PairVerdict
from diachi.core.register import Register
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from vietnamese import encode_tcvn3

ON = date(2024, 4, 1)
HOME = ("huyện Bình Gia", "tỉnh Lạng Sơn")
TITLES = (("UBND HUYỆN BÌNH GIA",), ("DANH SÁCH HỘ NGHÈO NĂM 2024",), ())


def sheet(
    header: Row, rows: Sequence[Row], titles: Sequence[Row] = TITLES, name: str = "Trang 1", file: str = "a.xlsx"
) -> SheetRows:
    cells: list[tuple[Cell, ...]] = [tuple(row) for row in (*titles, header, *rows)]  # type: ignore[misc]
    return SheetRows(file=file, name=name, rows=tuple(cells))


def homes(rows: Sequence[Row] = HOUSEHOLDS, header: Row = HOUSEHOLD_HEADER, **more: str) -> SheetRows:
    return sheet(header, rows, **more)  # type: ignore[arg-type]


def read(*sheets: SheetRows, into: Register | None = None, history: History | None = None) -> Imported:
    return import_register(
        sheets=sheets,
        places=gazetteer(),
        words=vocabulary(),
        persons=person_tables(),
        on=ON,
        home=HOME,
        into=into,
        history=history,
    )


def codes(found: Imported) -> set[IssueCode]:
    return {i.code for i in found.issues}


def ids(register: Register) -> dict[str, str]:
    return {h.head_name: h.household_id for h in register.households}


FIRST = read(homes()).register


def test_a_list_becomes_rows_with_codes() -> None:
    home = next(h for h in FIRST.households if h.head_name == "Nông Văn Ảo")
    assert home.household_id == "06073-2024-1"
    assert (home.commune, home.commune_code, home.district, home.hamlet) == ("Hoa Thám", "06073", "Bình Gia", "Bản Chu")
    assert (home.head_birth, home.head_sex, home.personal_id) == ("1970", Sex.MALE, "020070001111")
    assert (home.status, home.causes, home.will_to_escape, home.village_rank) == (
        PovertyStatus.POOR,
        ("no_capital",),
        True,
        1,
    )
    assert home.head_name_raw == "NÔNG VĂN ẢO"


def test_a_lost_zero_comes_back_and_is_said() -> None:
    home = next(h for h in FIRST.households if h.head_name == "Lý Thị Thử")
    assert (home.personal_id, home.head_birth) == ("020181002222", "1981-03-12")
    assert [(i.code, i.row, i.level) for i in read(homes()).issues if i.code is IssueCode.ZERO_RESTORED] == [
        (IssueCode.ZERO_RESTORED, 6, IssueLevel.NOTE)
    ]


def test_columns_in_any_order_without_accents_say_the_same() -> None:
    order = random.Random(7).sample(range(len(HOUSEHOLD_HEADER)), len(HOUSEHOLD_HEADER))
    bare = str.maketrans("ọàủíăìôóCếêỹưủộốạâả", "oauiaiooCeeyuuooaaa")
    header = [HOUSEHOLD_HEADER[i].upper().lower().translate(bare) for i in order]
    assert read(homes([[r[i] for i in order] for r in HOUSEHOLDS], header)).register == FIRST


@pytest.mark.parametrize("seed", range(5))
def test_rows_in_any_order_get_the_same_ids(seed: int) -> None:
    rows = random.Random(seed).sample(HOUSEHOLDS, len(HOUSEHOLDS))
    assert read(homes(rows)).register == FIRST


def test_a_second_import_changes_nothing() -> None:
    assert read(homes(), into=FIRST).register == FIRST


def test_a_corrected_workbook_keeps_the_ids() -> None:
    rows = [list(r) for r in HOUSEHOLDS]
    rows[0][1], rows[1][4], rows[2][2], rows[5][6] = "Nông Văn Áo", "020181002223", 1966, "Khối 2"
    found = read(homes(rows), into=FIRST)
    assert [h.household_id for h in found.register.households] == [h.household_id for h in FIRST.households]
    assert "Nông Văn Áo" in ids(found.register)
    assert IssueCode.ID_AMBIGUOUS not in codes(found)


def test_a_sheet_sorted_and_numbered_anew_keeps_the_ids() -> None:
    rows = sorted(([*r] for r in HOUSEHOLDS), key=lambda r: str(r[1]).lower())
    renumbered = [[n, *row[1:]] for n, row in enumerate(rows, start=1)]
    assert ids(read(homes(renumbered), into=FIRST).register) == ids(FIRST)


def test_a_new_household_in_the_place_of_another_gets_its_own_id_and_it_is_said() -> None:
    rows = [list(r) for r in HOUSEHOLDS]
    rows[0] = [1, "Phùng Mẩy Ảo", 1999, "Nữ", "", "Dao", "Bản Chu", "Hoa Thám", 3, 1, "", "", 1]
    found = read(homes(rows), into=FIRST)
    assert ids(found.register) == ids(FIRST) | {"Phùng Mẩy Ảo": "06073-2024-4"}
    assert IssueCode.NUMBER_REUSED in codes(found)


def test_the_hidden_id_comes_before_everything_else() -> None:
    header = ("Mã hộ", *HOUSEHOLD_HEADER)
    row = ("06073-2024-3", 9, "Tên Hoàn Toàn Khác", 1901, "Nữ", "", "Tày", "Nà Ảo", "Hoa Thám", 1, 0, "", "", "")
    found = read(homes([row], header), into=FIRST)
    assert ids(found.register)["Tên Hoàn Toàn Khác"] == "06073-2024-3"
    assert len(found.register.households) == len(FIRST.households)


def test_an_id_in_two_rows_or_of_nobody_is_said_and_not_believed() -> None:
    header = ("Mã hộ", *HOUSEHOLD_HEADER)
    twice = [("06073-2024-1", *HOUSEHOLDS[1]), ("06073-2024-1", *HOUSEHOLDS[2]), ("X-9", *HOUSEHOLDS[0])]
    found = read(homes(twice, header), into=FIRST)
    assert ids(found.register) == ids(FIRST)
    assert {IssueCode.ID_TWICE, IssueCode.ID_UNKNOWN} <= codes(found)


def test_an_id_of_ours_begins_a_new_register_with_the_number_it_had() -> None:
    header = ("Mã hộ", *HOUSEHOLD_HEADER)
    rows = [("06073-2019-41", *HOUSEHOLDS[0]), ("", *HOUSEHOLDS[1]), ("06073-2024-1", *HOUSEHOLDS[2])]
    new = read(homes(rows, header))
    assert ids(new.register) == {
        "Nông Văn Ảo": "06073-2019-41", "Lý Thị Thử": "06073-2024-2", "Hoàng Văn Mẫu": "06073-2024-1"
    }  # fmt: skip
    assert IssueCode.ID_UNKNOWN not in codes(new)
    assert read(homes(rows[::-1], header)).register == new.register
    twice = read(homes([rows[0], ("06073-2019-41", *HOUSEHOLDS[1])], header))
    assert {"06073-2024-1", "06073-2024-2"} == set(ids(twice.register).values())
    assert IssueCode.ID_TWICE in codes(twice)


def test_who_is_known_under_another_id_keeps_it() -> None:
    header = ("Mã hộ", *HOUSEHOLD_HEADER)
    found = read(homes([("06073-2019-41", *HOUSEHOLDS[0]), *(("", *h) for h in HOUSEHOLDS[1:])], header), into=FIRST)
    assert ids(found.register) == ids(FIRST)
    assert IssueCode.ID_UNKNOWN in codes(found)


def test_namesakes_nobody_can_tell_apart_get_new_ids_and_are_said() -> None:
    one = ["", "Nông Văn Đôi", 1980, "Nam", "", "Tày", "Bản Chu", "Hoa Thám", 4, 2, "", "", ""]
    first = read(homes([one, [*one[:8], 2, *one[9:]]])).register
    found = read(homes([[*one[:8], 7, *one[9:]]]), into=first)
    assert IssueCode.ID_AMBIGUOUS in codes(found)
    assert len(found.register.households) == 3
    assert read(homes([one, [*one[:8], 2, *one[9:]]]), into=first).register == first


def test_a_commune_nobody_knows_is_an_issue_and_the_id_stays_when_it_is_found() -> None:
    row = [*HOUSEHOLDS[0][:4], "", *HOUSEHOLDS[0][5:7], "Khe Ảo Xa", *HOUSEHOLDS[0][8:]]
    lost = read(homes([row]))
    assert [h.household_id for h in lost.register.households] == ["00000-2024-1"]
    assert IssueCode.COMMUNE_UNKNOWN in codes(lost)
    found = read(homes([[*row[:7], "Hoa Thám", *row[8:]]]), into=lost.register).register
    assert [(h.household_id, h.commune_code) for h in found.households] == [("00000-2024-1", "06073")]


def test_a_blank_cell_never_erases() -> None:
    rows = [[*r[:4], "", "", *r[6:8], "", "", "", "", ""] for r in HOUSEHOLDS]
    assert read(homes(rows), into=FIRST).register == FIRST


def test_a_row_without_a_name_is_counted_as_rejected() -> None:
    rows = [*HOUSEHOLDS, (7, "", 1977, "Nữ", "", "Tày", "Khối 1", "TT Bình Gia", 4, 2, "", "", 1)]
    found = read(homes(rows))
    [count] = found.counts
    assert (count.read, count.taken, count.rejected) == (7, 6, 1)
    assert count.read == count.taken + count.rejected
    assert [i.row for i in found.issues if i.code is IssueCode.NAME_MISSING] == [11]


def test_several_communes_in_several_workbooks_take_commune_and_year_from_title_sheet_or_file() -> None:
    header = HOUSEHOLD_HEADER[:7]
    row = (1, "Nông Văn Ảo", 1970, "Nam", "", "Tày", "Bản Chu")
    title = ("ỦY BAN NHÂN DÂN\nXÃ HOA THÁM", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    by_title = homes([row], header, titles=(title, ("DANH SÁCH HỘ NGHÈO NĂM 2023",)), file="1.xlsx")  # type: ignore[arg-type]
    by_sheet = homes([row], header, titles=(("DANH SÁCH HỘ NGHÈO NĂM 2023",),), name="Quý Hoà", file="2.xlsx")  # type: ignore[arg-type]
    by_file = homes([row], header, titles=(("Hộ nghèo",),), file="ho ngheo Minh Khai 2023.xlsx")  # type: ignore[arg-type]
    found = read(by_title, by_sheet, by_file)
    assert [h.household_id for h in found.register.households] == ["06073-2023-1", "06076-2023-1", "06094-2023-1"]
    assert not found.issues


def test_bodies_get_kinds_commands_and_stable_ids() -> None:
    found = read(sheet(AGENCY_HEADER, AGENCIES))
    bodies = {a.name: a for a in found.register.agencies}
    police = bodies["Công an huyện"]
    assert (police.kind, police.staff) == (AgencyKind.ARMED_FORCES, None)
    assert IssueCode.STAFF_DROPPED in codes(found)
    commune = bodies["UBND xã Hoa Thám"]
    assert (commune.kind, commune.commune_code, commune.reach) == (AgencyKind.COMMUNE, "06073", Reach.COMMUNE)
    assert sorted(bodies[n].agency_id for n in bodies) == [f"A{n:03d}" for n in range(1, 8)]
    more = (*AGENCIES[::-1], (8, "Ban Ảo", "Phòng, ban", 3, ""))
    again = read(sheet(AGENCY_HEADER, more), into=found.register).register
    assert {a.name: a.agency_id for a in again.agencies} == {n: a.agency_id for n, a in bodies.items()} | {
        "Ban Ảo": "A008"
    }


def test_no_cell_of_the_result_holds_the_number_of_soldiers() -> None:
    found = read(sheet(AGENCY_HEADER, [(1, "Ban CHQS huyện", "Lực lượng vũ trang", 4321, "")]))
    assert "4321" not in repr(found)


def test_a_body_listed_twice_is_taken_once() -> None:
    found = read(sheet(AGENCY_HEADER, [*AGENCIES, (8, "phòng nội vụ", "Phòng, ban", 7, "")]))
    assert len(found.register.agencies) == len(AGENCIES)
    assert [(c.read, c.taken, c.rejected) for c in found.counts] == [(8, 7, 1)]


def test_earlier_help_keeps_what_people_wrote_and_its_ids() -> None:
    first = read(sheet(HELPED_HEADER, HELPED)).history
    assert {r.record_id: r.head_name for r in first.helped} == {"2019-001": "Hoàng văn mẫu", "2010-001": "Nông Văn Ảo"}
    assert [r.value_vnd for r in first.helped] == [2_000_000, 12_000_000]
    assert read(sheet(HELPED_HEADER, HELPED[::-1]), history=first).history == first
    other = sheet(
        HELPED_HEADER, [(1, 2019, "Lý Thị Ảo", 1970, "", "Bản Chu", "Hoa Thám", "Huyện đoàn", "", "")], file="b.xlsx"
    )
    both = read(other, history=first).history
    assert [r.record_id for r in both.helped] == ["2010-001", "2019-001", "2019-002"]


def test_a_year_of_earlier_help_may_stand_in_the_title() -> None:
    header, rows = [h for h in HELPED_HEADER if h != "Năm"], [[r[0], *r[2:]] for r in HELPED]
    titles = (("KẾT QUẢ GIÚP ĐỠ HỘ NGHÈO NĂM 2016",),)
    assert {r.year for r in read(sheet(header, rows, titles=titles)).history.helped} == {2016}


def test_members_find_their_household_and_merit() -> None:
    rows = [
        (1, "Nông Văn Ảo", "Nông Thị Con", 2001, "Nữ", "Con", "", "", "Bản Chu", "Hoa Thám"),
        (1, "NÔNG VĂN ẢO", "Nông Văn Ảo", 1970, "Nam", "Chủ hộ", "Thương binh", "Bản thân", "Bản Chu", "Hoa Thám"),
        (1, "Lý Thị Thử", "Hoàng Văn Rể", 1980, "Nam", "Chồng", "", "", "Bản Chu", "Hoa Thám"),
        (9, "Không Có Ai", "Ma Thị Lạc", 1980, "Nữ", "Vợ", "", "", "Bản Chu", "Hoa Thám"),
    ]
    found = read(homes(), sheet(MEMBER_HEADER, rows, name="Thành viên"))
    assert [(m.household_id, m.member_no, m.name) for m in found.register.members] == [
        ("06073-2024-1", 1, "Nông Văn Ảo"),
        ("06073-2024-1", 2, "Nông Thị Con"),
        ("06073-2024-2", 1, "Hoàng Văn Rể"),
    ]
    assert found.register.members[0].merit == ("war_invalid",)
    assert [i.row for i in found.issues if i.code is IssueCode.MEMBER_WITHOUT_HOUSEHOLD] == [8]
    again = read(homes(), sheet(MEMBER_HEADER, rows[::-1], name="Thành viên"))
    assert again.register == found.register


def test_a_list_of_whole_families_gives_households_and_members() -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Quan hệ với chủ hộ", "Thôn", "Xã", "Nguyên nhân nghèo")
    rows = [
        (1, "Nông Văn Ảo", 1970, "Nam", "Chủ hộ", "Bản Chu", "Hoa Thám", "Thiếu vốn"),
        ("", "Lý Thị Thử", 1975, "Nữ", "Vợ", "", "", ""),
        (2, "Triệu Thị Giả", 1990, "Nữ", "Chủ hộ", "Nà Lốc", "Quý Hòa", "Ốm đau"),
        ("", "Bàn A Con", 2015, "Nam", "Con", "", "", ""),
    ]
    found = read(sheet(header, rows))
    assert [(h.household_id, h.head_name, h.causes) for h in found.register.households] == [
        ("06073-2024-1", "Nông Văn Ảo", ("no_capital",)),
        ("06076-2024-1", "Triệu Thị Giả", ("illness",)),
    ]
    assert [(m.household_id, m.name) for m in found.register.members] == [
        ("06073-2024-1", "Nông Văn Ảo"),
        ("06073-2024-1", "Lý Thị Thử"),
        ("06076-2024-1", "Triệu Thị Giả"),
        ("06076-2024-1", "Bàn A Con"),
    ]


def test_a_head_without_a_name_is_no_household_and_is_said() -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ", "Xã")
    found = read(sheet(header, [(1, "", 1970, "Chủ hộ", "Hoa Thám"), (2, "Lý Thị Thử", 1975, "Chủ hộ", "Hoa Thám")]))
    assert [h.head_name for h in found.register.households] == ["Lý Thị Thử"]
    assert IssueCode.NAME_MISSING in codes(found)


def test_an_annex_becomes_clusters_and_an_unknown_body_is_said() -> None:
    rows = [(1, "Cụm số 01", "Hoa Thám", "Phòng Nội vụ", "Huyện đoàn; Công an huyện; Sở Không Có", 3)]
    found = read(sheet(AGENCY_HEADER, AGENCIES), sheet(CLUSTER_HEADER, rows, name="Phụ lục"))
    names = {a.agency_id: a.name for a in found.register.agencies}
    assert [(c.cluster_id, c.commune_code, names[c.agency_id], c.role) for c in found.register.clusters] == [
        ("C001", "06073", "Công an huyện", ClusterRole.PARTNER),
        ("C001", "06073", "Huyện đoàn", ClusterRole.PARTNER),
        ("C001", "06073", "Phòng Nội vụ", ClusterRole.LEAD),
    ]
    assert IssueCode.AGENCY_UNKNOWN in codes(found)


def test_agreed_pairs_are_tied_to_body_and_household() -> None:
    header = (
        "STT",
        "Cơ quan, đơn vị",
        "Xã",
        "Họ và tên chủ hộ",
        "Ngày cơ quan đồng ý",
        "Ngày xã đồng ý",
        "Ngày hộ đồng ý",
    )
    rows = [
        (1, "Huyện đoàn", "xã Hoa Thám", "Nông Văn Ảo", date(2024, 5, 2), "4/5/2024", "5/5/2024"),
        (2, "Phòng Nội vụ", "Quý Hòa", "Lý Thị Thử", "2/5/2024", "", ""),
    ]
    found = read(homes(), sheet(AGENCY_HEADER, AGENCIES, name="CQ"), sheet(header, rows, name="Cặp"))
    assert [(p.target_id, p.agreed) for p in found.register.pairs] == [("06073-2024-1", True)]
    assert IssueCode.HOUSEHOLD_UNKNOWN in codes(found)


def test_a_sheet_nobody_knows_is_an_issue_and_no_known_sheet_at_all_is_refused() -> None:
    other = sheet(("Ngày", "Việc"), [("1/1/2024", "Họp")], name="Lịch")
    found = read(homes(), other)
    assert [(i.code, i.sheet) for i in found.issues if i.row == 0] == [(IssueCode.SHEET_UNKNOWN, "Lịch")]
    with pytest.raises(InputError) as caught:
        read(other)
    assert caught.value.code is ErrorCode.NO_KNOWN_SHEET


def test_no_issue_names_a_person(tmp_path: Path) -> None:
    rows = [[*r[:2], "trước", "gì", "12345", *r[5:7], "Đâu Đó", "?", "?", "??", "???", "?"] for r in HOUSEHOLDS]
    found = read(homes(rows))
    assert len(found.issues) > len(rows) * 5
    said = repr([(i.facts, i.column, i.sheet) for i in found.issues]).lower()
    assert not [r for r in HOUSEHOLDS if str(r[1]).lower() in said or (r[4] and str(r[4]) in said)]


def test_a_list_typed_in_an_old_font_gives_the_register_a_list_in_unicode_gives() -> None:
    """Capitals with tones have no letters in the font; small ones are typed and shown as capitals."""
    [row] = [r for r in HOUSEHOLDS if r[1] == "NÔNG VĂN ẢO"]
    plain = homes([[r if r is not row[1] else "Nông Văn ảo" for r in row]])
    typed = [tuple(encode_tcvn3(c) if isinstance(c, str) else c for c in cells) for cells in plain.rows]
    found = read(SheetRows(file=plain.file, name=plain.name, rows=tuple(typed)))
    assert found.register == read(plain).register
    assert IssueCode.OLD_FONT in codes(found)


def test_what_people_said_of_pairs_stays_when_lists_are_read_again() -> None:
    said = PairVerdict(id_a="06073-2024-1", id_b="2016-001", verdict=Opinion.DIFFERENT, by="xã")
    assert read(homes(), history=History(verdicts=(said,))).history.verdicts == (said,)

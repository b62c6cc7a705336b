"""The cell of a head's name: the name to compare, other names, and what was noted of the head."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.names import NameRead, name_form, read_name
from worlds_people import GROUPS, KINH

TU = NameRead(accented="nông văn tú", key="nong van tu")


@pytest.mark.parametrize(
    "cell",
    [
        "Nông Văn Tú",
        "NÔNG VĂN TÚ",
        "  Nông\u00a0Văn \t Tú ",
        "Nông\u200b Văn Tú\ufeff",
        unicodedata.normalize("NFD", "Nông Văn Tú"),
        "1. Nông Văn Tú",
        "01/ Nông Văn Tú",
        "- Nông Văn Tú",
        "Nông Văn Tú*",
        "Nông-Văn-Tú",
        "Nông.Văn.Tú",
        "Ông Nông Văn Tú",
        "Ô. Nông Văn Tú",
        "Hộ ông: Nông Văn Tú",
        "hộ ông/bà Nông Văn Tú",
        "Ông/Bà: Nông Văn Tú",
        "Ông (bà) Nông Văn Tú",
        "Gia đình ông Nông Văn Tú",
        "Hộ nghèo Nông Văn Tú",
        "Chủ hộ: Nông Văn Tú",
        "CH: Nông Văn Tú",
        "Nông Văn Tú (chủ hộ)",
        "Nông Văn Tú - 1970",
        "Nông Văn Tú 1970",
        "Nông Văn Tú, sinh năm 1970",
        "Nông Văn Tú sn 1970",
        "Nông Văn Tú (1970)",
        "Nông Văn Tú, vợ Lý Thị Mai",
        "Nông Văn Tú (già yếu, neo đơn)",
        "Nông Văn Tú (tàn tật)",
    ],
)
def test_one_name_in_any_cell_is_one_name(cell: str) -> None:
    assert read_name(cell) == TU


@pytest.mark.parametrize("cell", ["", " ", "-", "...", "12", "01", "(  )", "' '", "\u200b"])
def test_what_is_no_name_gives_empty_keys(cell: str) -> None:
    assert read_name(cell) == NameRead(accented="", key="")


@pytest.mark.parametrize(
    ("cell", "key", "other"),
    [
        ("Nông Văn Tú (tức Sình)", "nong van tu", "sinh"),
        ("Nông Văn Tú (Tức: Nông Văn Sình)", "nong van tu", "nong van sinh"),
        ("NÔNG VĂN TÚ (TÊN KHÁC: SÌNH)", "nong van tu", "sinh"),
        ("Nông Văn Tú (hay gọi là Sình)", "nong van tu", "sinh"),
        ("Nông Văn Tú tức Sình", "nong van tu", "sinh"),
        ("Nông Văn Tú, bí danh Sình", "nong van tu", "sinh"),
        ("Nông Văn Tú(Sình)", "nong van tu", "sinh"),
        ("Nông Văn Tú (tức Mát)", "nong van tu", "mat"),  # no word of death
        ("Nông Văn Tú (Đặng Thị Mai)", "nong van tu", "dang thi mai"),
        ("Ông Tú (tức Pi-năng Tắc", "tu", "pinang tac"),
        ("Bà Tức", "tuc", ""),
        ("Nông Văn Tú (đã chuyển đi)", "nong van tu", ""),
        ("Nông Văn Tú (hộ đơn thân)", "nong van tu", ""),
        ("Nông Văn Tú (vợ ông Sài)", "nong van tu", ""),
    ],
)
def test_another_name_is_kept_and_a_note_is_none(cell: str, key: str, other: str) -> None:
    read = read_name(cell)
    assert (read.key, read.others) == (key, (other,) if other else ())
    assert not read.dead


@pytest.mark.parametrize(
    "cell",
    [
        "Nông Văn Tú (đã chết)",
        "NÔNG VĂN TÚ (ĐÃ CHẾT)",
        "Nong Van Tu (da chet)",
        "Nong Van Tu (chet)",
        "Nông Văn Tú - đã chết",
        "Nông Văn Tú đã chết",
        "Nông Văn Tú đã mất năm 2019",
        "Nông Văn Tú chết 2019",
        "Nông Văn Tú (mất 12/3/2019)",
        "Nông Văn Tú (mất",
        "Nông Văn Tú, đã qua đời",
        "Nông Văn Tú từ trần",
        "Ông Nông Văn Tú (tức Sình) - mới mất",
        "Nông Văn Tú (đã mất, vợ Lý Thị Mai)",
    ],
)
def test_a_head_who_died_is_noted(cell: str) -> None:
    read = read_name(cell)
    assert (read.key, read.dead, read.merit) == ("nong van tu", True, False)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Nông Văn Tú (vợ đã chết)", "nong van tu"),
        ("Nông Văn Tú chồng đã mất", "nong van tu"),
        ("Nông Văn Tú (chồng là Lý Văn Sài đã mất)", "nong van tu"),
        ("Nông Văn Tú (mất sức lao động)", "nong van tu"),
        ("Nông Văn Tú (đã mất khả năng lao động)", "nong van tu"),
        ("Nông Văn Tú (mất tích)", "nong van tu"),
        ("Nông Văn Tú (không còn nghèo)", "nong van tu"),
        ("Nông Văn Mất", "nong van mat"),
        ("Lý Chết", "li chet"),
        ("Từ Trần Văn", "tu tran van"),
        ("Đàm Thị Mát", "dam thi mat"),
        ("Nguyen Ngoc Thi Tu Tran", "nguien ngoc thi tu tran"),  # Tú Trân
    ],
)
def test_the_living_are_not_called_dead(cell: str, key: str) -> None:
    read = read_name(cell)
    assert (read.key, read.dead) == (key, False)


@pytest.mark.parametrize(
    "cell",
    [
        "Nông Văn Tú TB 4/4",
        "Nông Văn Tú - Thương binh 3/4",
        "Nông Văn Tú (LS)",
        "Nông Văn Tú (CĐHH)",
        "Nông Văn Tú con liệt sĩ",
        "Nông Văn Tú, mẹ liệt sỹ",
        "Nông Văn Tú (người có công)",
        "Thương binh Nông Văn Tú",
        "Thương binh 4/4 Nông Văn Tú",
        "Liệt sĩ Nông Văn Tú",
        "Bà mẹ Việt Nam anh hùng Nông Văn Tú",
        "Mẹ VNAH Nông Văn Tú",
    ],
)
def test_merit_is_noted_and_the_name_stays(cell: str) -> None:
    read = read_name(cell)
    assert (read.key, read.merit, read.dead, read.others) == ("nong van tu", True, False, ())


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (("Pi Năng Thị Hoa", "Pinăng Thị Hoa", "Pi-năng Thị Hoa", "Hộ bà PI NĂNG THỊ HOA"), "pinang thi hoa"),
        (("Cha Ma Léa Điệp", "Chamaléa Điệp", "Cha-ma-léa Điệp"), "chamalea diep"),
        (("Ka Tơ Thị Mận", "Katơ Thị Mận", "Ka-tơ Thị Mận"), "kato thi man"),
        (("Tà Thía Hùng", "Tàthía Hùng"), "tathia hung"),
        (("Bá Thị Ngọc Lan", "Ba Thi Ngoc Lan", "Bà Bá Thị Ngọc Lan"), "ba thi ngoc lan"),
        (("Hồ Thị Ngọc Lan", "Ho Thi Ngoc Lan", "Hộ Hồ Thị Ngọc Lan"), "ho thi ngoc lan"),
        (("Nông Văn Tú", "ong Nong Van Tu", "ho Nong Van Tu", "ho ong Nong Van Tu"), "nong van tu"),
        (("K'Brểu", "K’Brểu", "K' Brểu"), "k breu"),
        (("Lý A Páo", "Lí A Páo", "LY A PAO"), "li a pao"),
        (("Tú", "Ông Tú", "tú", "Tu"), "tu"),
        (("Hoà", "Hòa"), "hoa"),
    ],
)
def test_names_of_both_provinces_in_any_spelling_have_one_key(written: tuple[str, ...], key: str) -> None:
    assert {read_name(one).key for one in written} == {key}


def test_clans_and_tones_stay_apart_above_the_key() -> None:
    assert read_name("Vi Thị Yên").key == read_name("Vy Thị Yên").key
    assert read_name("Vi Thị Yên").accented != read_name("Vy Thị Yên").accented
    assert read_name("Nông Văn Tú").accented != read_name("Nông Văn Tư").accented
    assert read_name("Lò Thị Hoà").accented == read_name("Lò Thị Hòa").accented


def test_keys_left_of_a_keyboard_are_kept_as_typed() -> None:
    assert read_name("Nguyeenx Vawn Tus") == NameRead(accented="nguyeenx vawn tus", key="nguieenx vawn tus")


_NAMES = st.sampled_from(sorted({*GROUPS, "Kinh"})).flatmap(
    lambda group: st.builds(
        lambda *parts: " ".join(p for p in parts if p),
        st.sampled_from(GROUPS.get(group, KINH).surnames),
        st.sampled_from(GROUPS.get(group, KINH).men_middle),
        st.sampled_from(GROUPS.get(group, KINH).men),
    )
)
_BEFORE = st.sampled_from(["", "Ông ", "Bà ", "Hộ ông ", "Hộ ông/bà ", "Cụ ", "3. ", "* "])
_NOTES = st.sampled_from(["", " (đã chết)", " - đã mất", " TB 4/4", " (thương binh)", " (vợ đã chết)", " (tức Sình)"])
_FORMS = st.sampled_from([str, str.upper, lambda s: unicodedata.normalize("NFD", s), lambda s: s.replace(" ", "  ")])


@given(name=_NAMES, before=_BEFORE, note=_NOTES, form=_FORMS)
def test_courtesy_and_notes_and_letters_change_no_name(name: str, before: str, note: str, form: object) -> None:
    read, bare = read_name(form(before + name + note)), read_name(name)  # type: ignore[operator]
    assert (read.accented, read.key) == (bare.accented, bare.key)
    assert read.dead == (note in (" (đã chết)", " - đã mất"))
    assert read.merit == (note in (" TB 4/4", " (thương binh)"))
    assert read.others == (("sinh",) if "Sình" in note else ())


@given(name=_NAMES)
def test_the_key_of_a_name_is_its_form(name: str) -> None:
    read = read_name(name)
    assert read.key == name_form(name) == name_form(read.key) == name_form(read.accented)


@given(st.text())
def test_forming_twice_changes_nothing(text: str) -> None:
    assert name_form(name_form(text)) == name_form(text)


@given(st.text())
def test_any_text_is_read_and_keys_hold_no_blank_at_the_ends(text: str) -> None:
    read = read_name(text)
    for key in (read.key, read.accented, *read.others):
        assert key == " ".join(key.split())
    assert all(read.others)

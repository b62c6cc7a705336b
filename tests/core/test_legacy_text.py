"""Old fonts: every syllable comes back, what is Unicode stays, a column is judged whole."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.legacy_text import LegacyFont, decode_column, decode_tcvn3, decode_vni
from diachi.core.syllables import is_syllable
from diachi.core.text import clean
from vietnamese import all_syllables, encode_tcvn3, encode_vni

TCVN3, VNI = LegacyFont.TCVN3, LegacyFont.VNI
NAMES = ["Nguyễn Thị Hoà", "Nông Văn Ước", "Lý Bình", "Đặng Phương", "Hoàng Minh Tú", "Vi Thị Nhượng", "Lê Quý"]
ENCODERS = {TCVN3: encode_tcvn3, VNI: encode_vni}


def test_every_syllable_comes_back_from_tcvn3() -> None:
    assert [s for s in all_syllables() if decode_tcvn3(encode_tcvn3(s)) != s] == []


def test_every_syllable_comes_back_from_capitals_of_tcvn3() -> None:
    assert [s for s in all_syllables() if decode_tcvn3(encode_tcvn3(s), capitals=True) != s.upper()] == []


@pytest.mark.parametrize("case", [str.lower, str.upper, str.capitalize], ids=["lower", "upper", "first"])
def test_every_syllable_comes_back_from_vni(case: object) -> None:
    written = [case(s) for s in all_syllables()]  # type: ignore[operator]
    assert [s for s in written if decode_vni(encode_vni(s)) != s] == []


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("NguyÔn ThÞ", "Nguyễn Thị"),
        ("hép møt tÕt", "hộp mứt tết"),
        ("Céng hoµ x\xb7 héi", "Cộng hoà xã hội"),
        ("L\xad¬ng §×nh §\xadîc", "Lương Đình Được"),
        ("®\xadêng", "đường"),
        ("T\u03bcy", "Tày"),
        ("NGUYÔN THÞ Hµ", "NGUYỄN THỊ HÀ"),
        ("Hµ", "Hà"),
        ("Sè CCCD", "Số CCCD"),
        ("UBND x· Hoa Th¸m", "UBND xã Hoa Thám"),
        ("\x93Nhµ t×nh nghÜa\x94", "“Nhà tình nghĩa”"),
        ("“Nhµ”", "“Nhà”"),
    ],
)
def test_tcvn3_is_read_as_it_arrives(shown: str, meant: str) -> None:
    assert decode_tcvn3(shown) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Nguyeãn Thò", "Nguyễn Thị"),
        ("NGUYEÃN THÒ ÑÖÔÏC", "NGUYỄN THỊ ĐƯỢC"),
        ("Löông Ñình Huøng", "Lương Đình Hùng"),
        ("Kyø, quyù, Myõ, quî", "Kỳ, quý, Mỹ, quỵ"),
        ("\x93Vaên\x94 \x96 Haø", "“Văn” – Hà"),
    ],
)
def test_vni_is_read_as_it_arrives(shown: str, meant: str) -> None:
    assert decode_vni(shown) == meant
    assert decode_vni(unicodedata.normalize("NFD", shown)) == meant


@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_a_column_tells_its_font_by_its_syllables(font: LegacyFont) -> None:
    shown = [ENCODERS[font](n) for n in NAMES]
    assert decode_column(shown) == (tuple(NAMES), font)


@pytest.mark.parametrize(
    "values", [["Nam", "Nữ"], ["Tày", "Nùng", "Dao"], ["Có", "Không"], ["Năm sinh"], ["hộ cận nghèo", "x", "12"]]
)
@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_a_column_of_few_words_is_enough_where_nothing_is_unicode(values: list[str], font: LegacyFont) -> None:
    assert decode_column([ENCODERS[font](v) for v in values]) == (tuple(values), font)


@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_a_column_may_mix_old_letters_and_unicode(font: LegacyFont) -> None:
    mixed = [n if at % 2 else ENCODERS[font](n) for at, n in enumerate(NAMES)]
    assert decode_column(mixed) == (tuple(NAMES), font)


def test_what_reads_well_either_way_goes_with_its_column() -> None:
    old = [encode_vni(n) for n in ("Nguyễn Văn Tú", "Nông Thị Lương")]
    assert decode_column([*old, "Hoà"])[0][-1] == "Hồ"
    assert decode_column([*old, "Lý Thị Ửng", "Hoà"])[0][-1] == "Hoà"


@pytest.mark.parametrize(
    "column",
    [
        NAMES,
        ["Lê Bình", "Hoà", "Lý Minh", "Hà"],
        ["Chamaléa Thị Hương", "Katơr Dưỡng", "Y Blêc", "K'Brểu", "Ksor H'Bơ", "Krajăn"],
        ["Café Việt", "Résidence", "– ghi chú…", "15°C ±2"],
        ["Nguyen Van A", "", "12", "x"],
        ["Thûy", "Nguyễn Thị Thủy", "Lê Văn Bình"],
        ["Taù", "Nguyễn Thị Thủy", "Lê Văn Bình"],
        [unicodedata.normalize("NFD", n) for n in NAMES],
    ],
)
def test_unicode_and_plain_letters_are_never_changed(column: list[str]) -> None:
    assert decode_column(column) == (tuple(column), None)


def test_the_name_of_the_font_decides_before_the_syllables() -> None:
    assert decode_column(["n«ng v¨n tó"], ".VnTimeH") == (("NÔNG VĂN TÚ",), TCVN3)
    assert decode_column(["nam", "n÷"], ".VnTimeH") == (("nam", "NỮ"), TCVN3)
    assert decode_column(["Hoà"], "VNI-Times") == (("Hồ",), VNI)
    assert decode_column(["Lương", "abc"], ".VnTime") == (("Lương", "abc"), None)
    assert decode_column(["Hoà"], "Times New Roman") == (("Hoà",), None)


def test_cleaning_first_would_destroy_what_decoding_needs() -> None:
    """A soft hyphen is invisible to a cleaner, C1 controls are blanks to Python: neither may come before."""
    assert decode_tcvn3(clean("Ph\xad¬ng")) == "Phương"
    assert "".join(c for c in "Ph\xad¬ng" if unicodedata.category(c) != "Cf") != "Ph\xad¬ng"


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from(["", ".VnTime", ".VnTimeH", "VNI-Times"]))
def test_any_column_is_read_with_as_many_cells_and_its_ascii_untouched(column: list[str], font: str) -> None:
    decoded, _ = decode_column(column, font)
    assert len(decoded) == len(column)
    assert all(after == before for before, after in zip(column, decoded, strict=True) if before.isascii())


@given(st.lists(st.lists(st.sampled_from(all_syllables()), min_size=1, max_size=4).map(" ".join), min_size=1))
def test_unicode_columns_stay_and_old_ones_come_back_whatever_the_names(column: list[str]) -> None:
    assert decode_column(column)[0] == tuple(column)


def test_slips_in_a_long_column_of_unicode_are_no_font_and_a_village_of_old_letters_in_it_is() -> None:
    syllables = [s.capitalize() for s in all_syllables() if not s.isascii()]
    names = [f"{one} {two}" for one, two in zip(syllables, reversed(syllables), strict=True)]
    slips = ["Phùng Sinh Phùc", "Hoàng Phùc", "Linh Phùc", "Lý Thị Phùc"]
    column = [*names, *slips]
    assert decode_column(column) == (tuple(column), None)
    village = [f"Nguyễn Văn {name.lower()}" for name in names[:20]]
    decoded, font = decode_column([*names, *map(encode_tcvn3, village)])
    assert font is TCVN3
    assert [*decoded[-20:]] == village


def test_tones_on_the_wrong_vowel_are_seldom_taken_for_an_old_font() -> None:
    """Typing "Hòang" for "Hoàng" is the most frequent slip of lists in Unicode."""
    slips = {slip for s in all_syllables() for slip in _slips(s) if not is_syllable(slip)}
    taken = [s for s in slips for decode in (decode_tcvn3, decode_vni) if decode(s) != s and is_syllable(decode(s))]
    assert len(slips) > 2_000
    assert len(taken) / len(slips) < 0.025


def _slips(syllable: str) -> list[str]:
    letters = unicodedata.normalize("NFD", syllable)
    tone = next((m for m in letters if m in "\u0300\u0309\u0303\u0301\u0323"), "")
    bare = unicodedata.normalize("NFC", letters.replace(tone, "")) if tone else ""
    places = [at for at, c in enumerate(bare) if c in "aeiouyăâêôơư"]
    return [unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :]) for at in places]

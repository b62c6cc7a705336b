from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.names import accents_agree, hamlet_key, hamlet_name, name_key, person_name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Ông Nông Văn Tú", "Nông Văn Tú"),
        ("HỘ ÔNG NÔNG VĂN TÚ", "NÔNG VĂN TÚ"),
        ("Nông Văn Tú (đã chết)", "Nông Văn Tú"),
        ("Nông Văn Tú - vợ Lan", "Nông Văn Tú"),
        ("3. Nông Văn Tú", "Nông Văn Tú"),
        ("Ong Nong Van Tu", "Nong Van Tu"),
        ("Hồ Văn An", "Hồ Văn An"),
        ("Bá Thị Lan", "Bá Thị Lan"),
        ("Ba Thi Lan", "Ba Thi Lan"),
        ("", ""),
    ],
)
def test_a_name_is_what_stays_without_courtesy_and_notes(raw: str, name: str) -> None:
    assert person_name(raw) == name


@given(st.text(max_size=30))
def test_a_cell_with_letters_never_loses_its_whole_name(raw: str) -> None:
    assert bool(person_name(raw)) == bool(raw.split())


@pytest.mark.parametrize(("one", "two"), [("Lý Thị Mỹ", "Lí Thị Mĩ"), ("Hoà", "Hòa"), ("Nguyễn Văn A", "NGUYEN VAN A")])
def test_spellings_of_one_name_share_a_key(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("Hoàng Văn Tú", "Hoang Van Tu", True),
        ("Hoàng Văn Thuỷ", "Hoàng Văn Thủy", True),
        ("Hoàng Văn Tú", "Hoàng Văn Tư", False),
        ("Vi Thị Yên", "Vy Thị Yên", False),
    ],
)
def test_accents_agree_where_they_do_not_contradict(one: str, two: str, agree: bool) -> None:
    assert accents_agree(one, two) is agree


@pytest.mark.parametrize("name", ["Thôn 3", "thôn 03", "Bản 3", "3", "Thôn Bản 3"])
def test_a_hamlet_is_its_name_not_its_word(name: str) -> None:
    assert hamlet_key(name) == "3"


def test_a_hamlet_called_only_by_the_word_keeps_it() -> None:
    assert hamlet_key("Bản") == "ban"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("THÔN KÉO KÍT", "Thôn Kéo Kít"),
        ("TDP 3", "TDP 3"),
        ("KHU PHỐ II", "Khu Phố II"),
        ("THÔN B", "Thôn B"),
        ("Thôn Nà Lùng", "Thôn Nà Lùng"),
        ("", ""),
    ],
)
def test_a_hamlet_typed_in_capitals_is_written_as_others_are(raw: str, name: str) -> None:
    assert hamlet_name(raw) == name
    assert hamlet_key(raw) == hamlet_key(name)

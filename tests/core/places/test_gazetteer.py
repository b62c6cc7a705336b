from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Area, Part, Place, PlaceKind, PlaceState, PlaceVerdict, Succession
from diachi.files.law.places import gazetteer

V = PlaceVerdict
OLD, NEW, NOW = date(2024, 4, 1), date(2025, 8, 1), date(2026, 4, 30)
PLACES = gazetteer()


@pytest.mark.parametrize(
    ("said", "on", "code"),
    [
        ("Hoa Thám", OLD, "06073"),
        ("xã Hoa Tham", OLD, "06073"),
        ("XÃ HOA THÁM", OLD, "06073"),
        ("x.Hoa Thám", OLD, "06073"),
        ("Quý Hoà", OLD, "06076"),
        ("Quí Hòa", OLD, "06076"),
        ("TT Bình Gia", OLD, "06112"),
        ("Thị trấn Bình Gia", OLD, "06112"),
        ("6073", OLD, "06073"),
        ("6073.0", OLD, "06073"),
        ("Tân Văn", OLD, "06121"),
        ("Tân Văn", NEW, "06115"),
        ("Bình Gia", NEW, "06112"),
    ],
)
def test_a_name_or_a_code_means_one_commune_on_a_day(said: str, on: date, code: str) -> None:
    found = PLACES.resolve(said, within=("Bình Gia", "Lạng Sơn"), on=on)
    assert (found.code, found.verdict, found.from_unknown) == (code, V.FOUND, False)


@pytest.mark.parametrize(
    ("said", "within", "on", "code", "verdict"),
    [
        ("Hoa Thám", (), OLD, "", V.AMBIGUOUS),  # Bình Gia and Nguyên Bình
        ("Hoa Thám, huyện Bình Gia", (), OLD, "06073", V.FOUND),
        ("xã Hoa Thám, huyện Bình Gia, tỉnh Lạng Sơn", (), OLD, "06073", V.FOUND),
        ("Hoa Thám - Bình Gia - Lạng Sơn", (), OLD, "06073", V.FOUND),
        ("Hoa Thám", ("181",), OLD, "06073", V.FOUND),
        ("Hoa Thám", ("Bình Gai",), OLD, "06073", V.CORRECTED),
        ("Thien That", ("huyện Bình Gia",), OLD, "06091", V.CORRECTED),
        ("Thiện Thaut", ("huyện Bình Gia",), OLD, "06091", V.CORRECTED),
        ("Hồng Phong", ("Lạng Sơn",), OLD, "", V.AMBIGUOUS),  # Bình Gia and Cao Lộc
        ("Hồng Phong", ("Bình Gia",), OLD, "06079", V.FOUND),
        ("Hồng Phong", ("Bình Gia",), NEW, "06079", V.FOUND),
        ("Bình La", ("Bình Gia",), NEW, "06115", V.BECAME),
        ("Hòa Bình", ("Bình Gia",), NEW, "06103", V.BECAME),
        ("06118", (), NEW, "06115", V.BECAME),
        ("Hưng Đạo", ("Bình Gia",), date(2014, 1, 1), "06067", V.BEFORE_FIRST_DAY),
        ("Tô Hiệu", ("Bình Gia",), date(2014, 1, 1), "", V.UNKNOWN_BEFORE_2025),
        ("Hồng Thái", ("Cao Lộc",), OLD, "", V.PARENT_DIFFERS),
        ("Hồng Thái", ("Không Đâu",), OLD, "", V.PARENT_DIFFERS),
        ("Hoa Phượng", ("Bình Gia",), NEW, "", V.UNKNOWN),
        ("22768", (), NEW, "", V.DIVIDED),
        ("06970", (), NOW, "", V.AMBIGUOUS),
        ("06978", (), NOW, "06978", V.FOUND),
        ("Phường 4", ("Quận 3", "TP HCM"), date(2025, 6, 30), "27148", V.FOUND),
        ("P.04", ("Q3", "HCM"), date(2025, 6, 30), "27148", V.FOUND),
        ("4", ("Quận 3",), date(2025, 6, 30), "27148", V.FOUND),
        ("Xa Dung", ("Điện Biên Đông",), date(2025, 6, 30), "03373", V.FOUND),
        ("Trường Sa", ("Khánh Hoà",), NEW, "22736", V.FOUND),
        ("Chân Mây - Lăng Cô", ("Huế",), NEW, "20137", V.FOUND),
        ("Thanh Vân", ("Huyện Quản Bạ",), date(2025, 6, 30), "00889", V.FOUND),
        ("Vĩnh Quang", ("Thành phố Cao Bằng",), date(2025, 6, 30), "01693", V.FOUND),
        ("Mường Tè", ("Mường Tè", "Lai Châu"), date(2025, 6, 30), "", V.AMBIGUOUS),  # thị trấn and xã
        ("xã Mường Tè", ("Mường Tè", "Lai Châu"), date(2025, 6, 30), "03445", V.FOUND),
    ],
)
def test_what_is_sure_is_named_and_what_is_not_is_asked(
    said: str, within: tuple[str, ...], on: date, code: str, verdict: PlaceVerdict
) -> None:
    found = PLACES.resolve(said, within=within, on=on)
    assert (found.code, found.verdict) == (code, verdict)
    assert bool(found.place) == bool(code)


def test_a_code_means_another_commune_after_the_reform() -> None:
    names = [PLACES.resolve("06115", on=day).place for day in (OLD, NEW)]
    assert [p.name for p in names if p] == ["Hồng Thái", "Tân Văn"]


def test_a_question_names_its_candidates() -> None:
    found = PLACES.resolve("Hồng Phong", within=("Lạng Sơn",), on=OLD)
    assert [(p.code, p.district) for p in found.candidates] == [("06079", "Bình Gia"), ("06205", "Cao Lộc")]
    disputed = PLACES.resolve("06970", on=NOW)
    assert [(p.code, p.name) for p in disputed.candidates] == [("06978", "Ba Chẽ")]


def test_a_day_before_the_map_is_told_where_the_data_has_no_first_day() -> None:
    cao_loc = PLACES.resolve("Hợp Thành", within=("Cao Lộc",), on=OLD)
    assert (cao_loc.verdict, cao_loc.from_unknown) == (V.FOUND, True)
    assert not PLACES.resolve("Hợp Thành", within=("Cao Lộc",), on=date(2025, 6, 30)).from_unknown


def test_a_unit_made_by_the_reform_names_those_it_was_made_of_when_asked_for_earlier() -> None:
    found = PLACES.resolve("Thiện Long", within=("Lạng Sơn",), on=OLD)
    assert found.code == "06097"  # the old commune of that name
    made = PLACES.resolve("Đồng Đăng", within=("Lạng Sơn",), on=OLD)
    assert made.code == "06184"  # the township that bore the name
    only_new = PLACES.resolve("Tà Đùng", within=("Lâm Đồng",), on=OLD)
    assert (only_new.verdict, only_new.code) == (V.UNKNOWN_BEFORE_2025, "")
    assert only_new.candidates


@pytest.mark.parametrize("name", ["DS ho ngheo - Hoa Tham", "hộ nghèo xã Hoa Thám 2024", "Hoa Thám"])
def test_the_name_of_a_sheet_may_name_the_commune(name: str) -> None:
    assert PLACES.named_in(name, within=("Bình Gia",), on=OLD).code == "06073"


def test_a_name_with_two_communes_names_none() -> None:
    assert PLACES.named_in("Hoa Thám và Quý Hòa", within=("Bình Gia",), on=OLD).place is None


def _invented(names: dict[str, str]) -> Gazetteer:
    district = Area(code="900", name="Vũng Ảo", kind="rural_district", province_code="90")
    other = Area(code="901", name="Bãi Ảo", kind="rural_district", province_code="90")
    province = Area(code="90", name="Ảo Giang")
    rows = [
        Place(code=code, name=name, district="Vũng Ảo", district_code="900", province="Ảo Giang", province_code="90")
        for code, name in names.items()
    ]
    far = Place(code="99999", name="Tân Hà", district="Bãi Ảo", district_code="901", province_code="90")
    return Gazetteer((*rows, far), (), (district, other), (province,))


@pytest.mark.parametrize(
    ("names", "said", "code", "verdict"),
    [
        ({"1": "Tân Hòa"}, "Tân Hoàa", "1", V.CORRECTED),
        ({"1": "Tân Hoạ"}, "Tân Hà", "", V.AMBIGUOUS),  # a slip here, and the right name next door
        ({"1": "Mỹ Đình 1", "2": "Mỹ Đình 2"}, "Mỹ Đình 3", "", V.PARENT_DIFFERS),
        ({"1": "Tân Hưng A"}, "Tân Hưng B", "", V.PARENT_DIFFERS),
        ({"1": "Yên Sơn", "2": "Yên Lơn"}, "Yên Rơn", "", V.AMBIGUOUS),
        ({"1": "Minh Quán", "2": "Minh Quân"}, "Minh Quân", "2", V.FOUND),
        ({"1": "Minh Quán", "2": "Minh Quân"}, "Minh Quan", "", V.AMBIGUOUS),
        ({"1": "Cha Ma Léa"}, "Chamaléa", "1", V.FOUND),
        ({"1": "Ea H'leo"}, "Ea Hleo", "1", V.FOUND),
    ],
)
def test_one_slip_is_forgiven_only_where_nothing_else_can_be_meant(
    names: dict[str, str], said: str, code: str, verdict: PlaceVerdict
) -> None:
    found = _invented(names).resolve(said, within=("Vũng Ảo", "Ảo Giang"))
    if verdict is V.PARENT_DIFFERS:
        verdict = V.UNKNOWN
    assert (found.code, found.verdict) == (code, verdict)


@given(st.text(max_size=20), st.sampled_from(["", "Bình Gia", "Lạng Sơn", "x"]), st.dates())
def test_any_words_get_an_answer_and_the_same_one_twice(said: str, within: str, on: date) -> None:
    found = PLACES.resolve(said, within=(within,), on=on)
    assert found == PLACES.resolve(said, within=(within,), on=on)
    assert found.place is None or not found.candidates


@given(st.sampled_from(PLACES.places), st.dates(date(2019, 12, 1), date(2027, 1, 1)))
def test_what_stands_on_a_day_is_found_by_its_code_or_asked(place: Place, on: date) -> None:
    found = PLACES.resolve(place.code, on=on)
    if place.existed_on(on) and place.state is PlaceState.KNOWN:
        assert found.place == place
    elif found.place:
        assert found.place.existed_on(on)


def test_kind_tells_a_commune_from_a_township_of_its_name() -> None:
    pair = (
        Place(code="1", name="Hát Lót", kind=PlaceKind.COMMUNE, district_code="118"),
        Place(code="2", name="Hát Lót", kind=PlaceKind.TOWNSHIP, district_code="118"),
    )
    places = Gazetteer(pair)
    assert [places.resolve(s).code for s in ("xã Hát Lót", "TTr. Hát Lót", "Hát Lót")] == ["1", "2", ""]


def test_a_suspect_heir_alone_is_followed_and_two_are_asked() -> None:
    day, next_day = date(2025, 6, 30), date(2025, 7, 1)
    old = Place(code="1", name="Cũ", valid_to=day)
    new = [Place(code=c, name=f"Mới {c}", valid_from=next_day) for c in ("2", "3")]

    def heirs(*codes: str) -> Gazetteer:
        links = [Succession(old_code="1", old_to=day, new_code=c, new_from=next_day, part=Part.SUSPECT) for c in codes]
        return Gazetteer((old, *new), links)

    one = heirs("2").passage.heirs(old, NEW)
    assert (one.place, one.doubtful) == (new[0], True)
    two = heirs("2", "3").passage.heirs(old, NEW)
    assert (two.place, two.candidates) == (None, tuple(new))

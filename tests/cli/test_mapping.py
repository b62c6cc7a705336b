"""import-register --show-mapping, --write-mapping, --mapping: shown, written, corrected in Notepad, obeyed, refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from books import household_book
from diachi.cli import main
from diachi.files.register_folder import read_register
from house import ROOT

STRANGE = "Mã;Người đứng đầu;Sinh;Xã\n1;Nông Văn Ảo;1970;Hoa Thám\n2;Lý Thị Thử;1981;Hoa Thám\n"


def _call(*args: Path | str) -> int:
    return main(["import-register", *map(str, args)])


def _strange(path: Path, text: str = STRANGE) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_mapping_is_shown_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = household_book(tmp_path / "ho.xlsx")
    assert _call(home, _strange(tmp_path / "la.csv"), "--show-mapping") == 0
    said = capsys.readouterr().out
    assert "ho.xlsx, trang Hộ nghèo: Hộ, tên cột ở hàng 4" in said
    assert "  E   Số CCCD           → Số CCCD, 4 dòng" in said
    assert "la.csv, trang la: không nhận ra bảng" in said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ho.xlsx", "la.csv"]
    assert _call(home, "--show-mapping", "--json") == 0
    [table] = json.loads(capsys.readouterr().out)["tables"]
    assert table["columns"][4] == {
        "letter": "E", "header": "Số CCCD", "field": "personal_id", "filled": 4, "unit_vnd": 1
    }  # fmt: skip


def _corrected(path: Path) -> None:
    """What a clerk does in Notepad: Windows lines, a mark before the first letter."""
    text = path.read_text(encoding="utf-8")
    text = text.replace('table = "unknown"', 'table = "households"')
    text = text.replace('"Người đứng đầu", read_as = "?"', '"Người đứng đầu", read_as = "Họ và tên chủ hộ"')
    text = text.replace('"Sinh", read_as = "?"', '"Sinh", read_as = "head_birth"')
    text = text.replace('"Xã", read_as = "?"', '"Xã", read_as = "Xã"').replace(
        '"Mã", read_as = "?"', '"Mã", read_as = ""'
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


def test_it_is_written_corrected_and_obeyed_next_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mapping, strange = tmp_path / "mapping.toml", _strange(tmp_path / "la.csv")
    assert _call(strange, "--write-mapping", mapping) == 0
    assert "1 mẫu danh sách vào mapping.toml" in capsys.readouterr().err
    _corrected(mapping)
    august = _strange(tmp_path / "thang-8.csv")
    assert _call(august, "-o", tmp_path / "r", "--mapping", mapping, "--return", tmp_path / "back") == 0
    names = {h.head_name: h.head_birth for h in read_register(tmp_path / "r").households}
    assert names == {"Nông Văn Ảo": "1970", "Lý Thị Thử": "1981"}


def test_what_a_person_corrected_is_kept_when_lists_are_added(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    assert _call(_strange(tmp_path / "la.csv"), "--write-mapping", mapping) == 0
    _corrected(mapping)
    more = [household_book(tmp_path / "ho.xlsx"), _strange(tmp_path / "thang-8.csv")]
    assert _call(*more, "--write-mapping", mapping, "-o", tmp_path / "r") == 0
    text = mapping.read_text(encoding="utf-8")
    assert 'read_as = "head_name" },' in text
    assert 'files = ["la.csv", "thang-8.csv"]' in text
    assert text.count("\n[[lists]]") == 2
    assert _call(*more, "--write-mapping", mapping) == 0
    assert mapping.read_text(encoding="utf-8") == text


def test_a_list_that_lost_a_column_stops_everything_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "mapping.toml"
    _call(_strange(tmp_path / "la.csv"), "--write-mapping", mapping)
    _corrected(mapping)
    _strange(tmp_path / "la.csv", STRANGE.replace("Sinh", "Tuổi"))
    assert (
        _call(household_book(tmp_path / "ho.xlsx"), tmp_path / "la.csv", "-o", tmp_path / "r", "--mapping", mapping)
        == 2
    )
    said = capsys.readouterr().err
    assert "không còn khớp tệp la.csv, trang la: không thấy cột Sinh" in said
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('table = "households"', 'table = "ho_ngheo"', "lists[0].table"),
        ('read_as = "head_birth"', 'read_as = "nam_sinh_ho"', 'read_as = "nam_sinh_ho" không có trong bảng households'),
        ('read_as = "head_birth"', 'read_as = "head_name"', "có hai cột cùng đọc thành head_name"),
        ("diachi/mapping@1", "diachi/mapping@9", "mapping.toml"),
        ("[[lists]]", "[[lists]", "TOML"),
        ("header_rows", "hang_tieu_de", "hang_tieu_de"),
    ],
)
def test_a_slip_of_the_clerk_is_named(
    old: str, new: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping, home = tmp_path / "mapping.toml", household_book(tmp_path / "ho.xlsx")
    _call(home, "--write-mapping", mapping)
    mapping.write_text(mapping.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert _call(home, "-o", tmp_path / "r", "--mapping", mapping) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_a_list_the_mapping_does_not_know_is_read_as_always_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "mapping.toml"
    _call(_strange(tmp_path / "la.csv"), "--write-mapping", mapping)
    _corrected(mapping)
    assert _call(household_book(tmp_path / "ho.xlsx"), "-o", tmp_path / "r", "--mapping", mapping) == 0
    assert "ho.xlsx, trang Hộ nghèo: chưa có trong cách hiểu cột" in capsys.readouterr().err


def test_what_is_written_is_what_the_schema_says(tmp_path: Path) -> None:
    import tomllib

    mapping = tmp_path / "mapping.toml"
    _call(household_book(tmp_path / "ho.xlsx"), _strange(tmp_path / "la.csv"), "--write-mapping", mapping)
    schema = json.loads((ROOT / "docs" / "schemas" / "mapping.schema.json").read_text(encoding="utf-8"))
    document = tomllib.loads(mapping.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    document["lists"][0]["table"] = "ho"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)

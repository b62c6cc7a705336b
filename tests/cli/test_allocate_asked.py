"""What a person asks of the pairing at the side door: pins, bans, another order, why, what if, what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from diachi.cli import main
from diachi.files.allocation_json import read_allocation
from diachi.files.register_folder import read_register
from house import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "dot-2024"
    shutil.copytree(ROOT / "examples" / "binh_gia_2024", target)
    return target


def spoken(capsys: pytest.CaptureFixture[str], *call: str) -> str:
    assert main(list(call)) == 0
    return capsys.readouterr().out


def open_family(folder: Path) -> str:
    found = read_allocation(folder / "allocation.json")
    return next(u.household_id for u in found.unmet.households if u.code == "places_ran_out")


def test_a_family_without_a_sponsor_is_told_why_and_what_it_would_take(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "allocation.json").read_bytes()
    family = open_family(folder)
    said = spoken(capsys, "allocate", str(folder), "--explain", family)
    assert f"Hộ {family} chưa có nơi nhận" in said
    assert "dù ghép cách nào" in said
    assert "nhường chỗ" in said
    assert (folder / "allocation.json").read_bytes() == before
    facts = json.loads(spoken(capsys, "allocate", str(folder), "--explain", family, "--json"))
    shortage = facts["shortage"]
    assert len(shortage["households"]) - shortage["places"] + shortage["idle"] == len(shortage["uncovered"])


def test_a_sponsor_sees_families_to_choose_from_without_a_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = spoken(capsys, "allocate", str(folder), "--explain", "CQ001")
    assert said.count("chọn được ngay") >= 3
    names = {line.split(",")[3] for line in (folder / "register/households.csv").read_text("utf-8").splitlines()[1:]}
    assert not [name for name in names if name in said]


def test_a_pin_goes_in_and_the_rest_is_kept(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    family = open_family(folder)
    pins = tmp_path / "ghim.csv"
    pins.write_text(f"agency_id,target,target_id,reason\nCQ001,household,{family},sponsor_wish\n", encoding="utf-8")
    allocation = str(folder / "allocation.json")
    said = spoken(capsys, "allocate", str(folder), "--pins", str(pins), "--previous", allocation)
    assert "Giữ nguyên 1" in said
    held = next(a for a in read_allocation(Path(allocation)).assignments if a.household_id == family)
    assert held.agency_ids == ("CQ001",)
    assert main(["check-allocation", str(folder), "--pins", str(pins)]) == 0
    assert main(["check-allocation", str(folder)]) == 1
    assert "Giữ theo yêu cầu" in spoken(capsys, "allocate", str(folder), "--pins", str(pins), "--explain", family)


def test_another_table_is_tried_without_being_written(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "thu.toml"
    other.write_text('[[levels]]\nname = "required_coverage"\n\n[[levels]]\nname = "fairness"\n', encoding="utf-8")
    before = (folder / "allocation.json").read_bytes()
    said = spoken(capsys, "allocate", str(folder), "--what-if", str(other))
    assert "độ chênh giữa các xã, các đầu mối giảm" in said
    assert "Giữ nguyên" in said
    assert (folder / "allocation.json").read_bytes() == before
    spoken(capsys, "allocate", str(folder), "--levels", str(other))
    assert [v.name for v in read_allocation(folder / "allocation.json").levels] == ["required_coverage", "fairness"]
    assert main(["check-allocation", str(folder), "--levels", str(other)]) == 0


def test_the_price_of_each_order_is_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = spoken(capsys, "allocate", str(folder), "--explain", "levels")
    assert "Thứ tự đang dùng" in said
    first, _, other = said.partition("Nếu đưa một mức lên ngay sau phần bắt buộc")
    assert "số hộ có nơi nhận: 111" in first
    assert other.count("\n  ") >= 5


@pytest.mark.parametrize(
    ("option", "text", "wanted"),
    [
        ("--pins", "agency_id,target,target_id,reason\nCQ001,household,00000-0-0,\n", "không có trong danh sách"),
        ("--bans", "agency_id,target,target_id,reason\nCQ001,village,x,\n", "household"),
        ("--bans", "agency_id,target,target_id,reason\nCQ001,household,x,because\n", "relatives"),
        ("--pins", "co_quan,ho\nCQ001,x\n", "co_quan"),
        ("--existing", "group_id,agency_id,target_id,assigned_by\ng,??,06121-2024-8,KH\n", "không có trong danh sách"),
        ("--levels", '[[levels]]\nname = "nearness"\n', "nearness"),
        ("--levels", '[[quotas]]\nid = "x"\n', "quotas"),
        ("--what-if", "levels = [", "TOML"),
        ("--what-if", "[[quotaz]]\n", "quotaz"),
        ("--previous", "{}", "không"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str, text: str, wanted: str
) -> None:
    given = tmp_path / "tep"
    given.write_text(text, encoding="utf-8")
    before = (folder / "allocation.json").read_bytes()
    assert main(["allocate", str(folder), option, str(given)]) == 2
    assert wanted in capsys.readouterr().err
    assert main(["allocate", str(folder), option, str(tmp_path / "khong-co")]) == 2
    assert "khong-co" in capsys.readouterr().err
    assert (folder / "allocation.json").read_bytes() == before


def test_an_id_of_no_list_is_not_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for subject in ("CQ999", "CQ001:x", "x:06121-2024-8"):
        assert main(["allocate", str(folder), "--explain", subject]) == 2
        assert subject in capsys.readouterr().err


def test_a_dissolved_body_s_pairs_go_to_its_heir_and_the_check_follows(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    heirs = tmp_path / "ke-thua.csv"
    heirs.write_text("agency_id,heir_id\nCQ041,CQ001\nCQ055,\nCQ003,CQ004\n", encoding="utf-8")
    named = ("--heirs", str(heirs))
    call = ["allocate", str(folder), *named, "--previous", str(folder / "allocation.json")]
    assert main(call) == 0
    assert "1 hộ có cơ quan đã thôi" in capsys.readouterr().err
    held = {a.household_id: a for a in read_allocation(folder / "allocation.json").assignments}
    assert held["06079-2024-19"].agency_ids == ("CQ001",)
    assert main(["check-allocation", str(folder), *named]) == 0
    assert main(["check-allocation", str(folder)]) == 1
    assert "tiếp nhận từ CQ041" in spoken(capsys, "allocate", str(folder), *named, "--explain", "06079-2024-19")
    heirs.write_text("agency_id,heir_id\nCQ041,CQ041\n", encoding="utf-8")
    assert main(call) == 2


def test_bans_of_every_body_are_told_as_what_they_are(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bodies = [a.agency_id for a in read_register(folder / "register").agencies]
    bans = tmp_path / "cam.csv"
    rows = "".join(f"{a},household,06067-2024-4,conflict\n" for a in bodies)
    bans.write_text(f"agency_id,target,target_id,reason\n{rows}", encoding="utf-8")
    said = spoken(capsys, "allocate", str(folder), "--bans", str(bans), "--explain", "06067-2024-4")
    assert "đều có trong tệp cấm hoặc đã từ chối" in said
    assert "Nơi gần nhất" not in said


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("agency_id;target;target_id;reason\r\nCQ001;household;FAMILY;direction\r\n;;;\r\n", "utf-8-sig"),
        ("agency_id\ttarget\ttarget_id\treason\nCQ001\thousehold\tFAMILY\tdirection\n", "utf-16"),
        ("agency_id,target,target_id,reason\nVăn phòng HĐND và UBND huyện,household,FAMILY,direction\n", "utf-8"),
    ],
)
def test_a_file_of_wishes_is_read_as_excel_saves_it(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, encoding: str
) -> None:
    family = open_family(folder)
    pins = tmp_path / "ghim.csv"
    pins.write_bytes(text.replace("FAMILY", family).encode(encoding))
    assert main(["allocate", str(folder), "--pins", str(pins)]) == 0
    held = next(a for a in read_allocation(folder / "allocation.json").assignments if a.household_id == family)
    assert held.agency_ids == ("CQ001",)
    assert main(["check-allocation", str(folder), "--pins", str(pins)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("option", "name", "content", "wanted"),
    [
        ("--pins", "t.csv", b"", "không có nội dung"),
        ("--pins", "t.csv", b"agency_id,target,target_id,reason\n", "không có dòng nào"),
        ("--pins", "t.csv", b"agency_id,target,target_id,reason\n,household,06067-2024-4,direction\n", "còn trống"),
        ("--bans", "t.xlsx", b"PK\x03\x04\0\0\0\0", "không phải CSV"),
        ("--levels", "t.toml", b"# nothing\n", "không có bảng nào"),
        ("--what-if", "t.toml", b"", "không có bảng nào"),
        ("--minutes", "t.pdf", None, ".docx"),
    ],
)
def test_what_says_nothing_is_never_taken_for_nothing_asked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    option: str,
    name: str,
    content: bytes | None,
    wanted: str,
) -> None:
    given = tmp_path / name
    if content is not None:
        given.write_bytes(content)
    before = (folder / "allocation.json").read_bytes()
    assert main(["allocate", str(folder), option, str(given)]) == 2
    assert wanted in capsys.readouterr().err
    assert (folder / "allocation.json").read_bytes() == before


def test_a_proposal_of_another_campaign_is_not_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = ROOT / "examples" / "ninh_thuan_2020" / "allocation.json"
    before = (folder / "allocation.json").read_bytes()
    assert main(["allocate", str(folder), "--previous", str(other)]) == 2
    assert "đợt khác" in capsys.readouterr().err
    for option in ("--explain", "--what-if"):
        assert main(["allocate", str(folder), option, ""]) == 2
        capsys.readouterr()
    assert (folder / "allocation.json").read_bytes() == before

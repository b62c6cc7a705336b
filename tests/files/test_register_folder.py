from __future__ import annotations

import dataclasses
import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diachi.core.agency import Agency, AgencyKind, ClusterMember, Command, Pair
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord, History, ReviewRecord
from diachi.core.household import ListedHousehold, Member, PovertyStatus, Sex
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.register import HISTORY_TABLES, REGISTER_TABLES, Register
from diachi.files.register_folder import (
    read_history,
    read_register,
    read_table,
    write_history,
    write_issues,
    write_register,
)
from shared import EXAMPLES

FULL = Register(
    households=(
        ListedHousehold(
            household_id="06073-2024-1",
            list_id="poor-2024",
            list_no=1,
            head_name='Nông Văn "Ảo", anh',
            head_birth="1970",
            head_sex=Sex.MALE,
            status=PovertyStatus.POOR,
            list_date=date(2024, 3, 15),
            causes=("no_capital", "no_skill"),
            will_to_escape=True,
            registered_to_escape=False,
            need_vnd=8_000_000,
            x_km=1.25,
            wishes="xin bò giống\nvà chuồng",
        ),
    ),
    members=(Member(household_id="06073-2024-1", member_no=1, name="Nông Văn Ảo", merit=("martyr",)),),
    agencies=(Agency(agency_id="A001", name="Phòng Nội vụ", kind=AgencyKind.DEPARTMENT, command=Command.OWN, staff=9),),
    clusters=(ClusterMember(cluster_id="C001", agency_id="A001", share_percent=60),),
    pairs=(Pair(group_id="G-A001", agency_id="A001", target_id="06073-2024-1", sponsor_yes_on=date(2024, 5, 2)),),
)
PAST = History(
    helped=(HelpedRecord(record_id="2016-001", year=2016, head_name="nong van ao", value_vnd=3_000_000),),
    reviews=(ReviewRecord(household_id="06073-2024-1", date="2023-12", status=PovertyStatus.POOR),),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_register(tmp_path / "register", FULL)
    write_history(tmp_path / "history", PAST)
    assert read_register(tmp_path / "register") == FULL
    assert read_history(tmp_path / "history") == PAST


@pytest.mark.filterwarnings("ignore")
def test_an_independent_reader_finds_valid_packages(tmp_path: Path) -> None:
    frictionless: Any = pytest.importorskip("frictionless")
    write_register(tmp_path / "register", FULL)
    write_history(tmp_path / "history", PAST)
    for name in ("register", "history"):
        report = frictionless.Package(str(tmp_path / name / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "message"])
        assert report.stats["tasks"] == len({"register": REGISTER_TABLES, "history": HISTORY_TABLES}[name])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("example", ["binh_gia_2024", "ninh_thuan_2020"])
@pytest.mark.parametrize("part", ["register", "history"])
def test_the_folders_of_the_examples_are_valid_packages_with_the_lists_they_were_made_of(
    example: str, part: str
) -> None:
    frictionless: Any = pytest.importorskip("frictionless")
    package = frictionless.Package(str(EXAMPLES / example / part / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    assert ("listed_households" in package.resource_names) is (part == "register")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("households", ("poor-2024,1", "poor-2024,một")),
        ("agencies", ("department", "phòng")),
        ("pairs", ("2024-05-02", "2/5/2024")),
    ],
)
def test_the_package_catches_a_cell_that_does_not_fit(tmp_path: Path, table: str, wrong: tuple[str, str]) -> None:
    frictionless: Any = pytest.importorskip("frictionless")
    write_register(tmp_path, FULL)
    path = tmp_path / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(*wrong), encoding="utf-8")
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid
    with pytest.raises(InputError) as caught:
        read_register(tmp_path)
    assert (caught.value.code, caught.value.facts["row"]) == (ErrorCode.TABLE_UNREADABLE, 2)


def test_the_package_describes_every_column_of_every_row_type(tmp_path: Path) -> None:
    write_register(tmp_path, FULL)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    said = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert said == {name: [f.name for f in dataclasses.fields(kind)] for name, kind in REGISTER_TABLES.items()}


def test_every_column_after_the_first_two_is_optional_and_so_is_the_package(tmp_path: Path) -> None:
    (tmp_path / "households.csv").write_text("household_id,list_id\nH1,poor-2024\n", encoding="utf-8-sig")
    assert read_register(tmp_path).households == (ListedHousehold(household_id="H1", list_id="poor-2024"),)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("household_id,ho_ten\nH1,A\n", ErrorCode.FIELD_UNKNOWN, {"where": "ho_ten"}),
        ("household_id\nH1\nH1\n", ErrorCode.ID_TWICE, {"id": "H1"}),
        ("household_id,list_no\nH1,1,9\n", ErrorCode.TABLE_UNREADABLE, {"row": 2}),
        ("list_id\npoor-2024\n", ErrorCode.TABLE_CELL_EMPTY, {"column": "household_id"}),
        ("household_id,head_sex\nH1,nam\n", ErrorCode.TABLE_UNREADABLE, {"wanted": "male|female"}),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_its_place(
    tmp_path: Path, text: str, code: ErrorCode, facts: dict[str, object]
) -> None:
    (tmp_path / "households.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_register(tmp_path)
    assert caught.value.code is code
    assert facts.items() <= caught.value.facts.items()


def test_earlier_help_may_stand_as_people_wrote_it(tmp_path: Path) -> None:
    text = "record_id,year,value_vnd,head_birth\na,Năm 2016,8 triệu,15/7/1970\nb,xưa,nhiều,\nc,2016,8000000,\n"
    (tmp_path / "helped.csv").write_text(text, encoding="utf-8")
    found = read_history(tmp_path).helped
    assert [(r.year, r.value_vnd) for r in found] == [(2016, 8_000_000), (None, None), (2016, 8_000_000)]
    assert found[0].head_birth == "15/7/1970"


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "households.csv").write_bytes("household_id,head_name\nH1,Nông\n".encode("cp1258", "replace") + b"\xff")
    with pytest.raises(InputError) as caught:
        read_register(tmp_path)
    assert caught.value.code is ErrorCode.TABLE_FILE_UNREADABLE


def test_a_folder_that_is_not_there_is_said_and_no_history_is_no_history(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_register(tmp_path / "none")
    assert caught.value.code is ErrorCode.FOLDER_MISSING
    assert read_history(tmp_path / "none") == History()


def test_issues_stand_beside_the_tables_with_their_place(tmp_path: Path) -> None:
    issue = Issue(
        code=IssueCode.ID_AMBIGUOUS,
        level=IssueLevel.WARNING,
        file="a.xlsx",
        sheet="Hộ",
        row=7,
        column="head_name",
        facts={"candidates": 2},
    )
    write_issues(tmp_path / "issues.csv", [issue])
    lines = (tmp_path / "issues.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "a.xlsx,Hộ,7,head_name,warning,id_ambiguous,candidates=2"


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12).map(str.strip)
_HOMES = st.lists(
    st.builds(
        ListedHousehold,
        household_id=st.uuids(version=4).map(str),
        list_no=st.none() | st.integers(0, 10**6),
        head_name=_TEXT.map(lambda t: unicodedata.normalize("NFC", t).strip()),
        list_date=st.none() | st.dates(),
        will_to_escape=st.none() | st.booleans(),
        causes=st.lists(st.sampled_from(("no_land", "illness")), unique=True).map(tuple),
        x_km=st.none() | st.floats(-500, 500),
    ),
    max_size=5,
    unique_by=lambda h: h.household_id,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(homes=_HOMES)
def test_any_rows_come_back_as_they_were(tmp_path: Path, homes: list[ListedHousehold]) -> None:
    write_register(tmp_path, Register(households=tuple(homes)))
    found = read_table(tmp_path / "households.csv", ListedHousehold)
    assert {h.household_id: h for h in found} == {h.household_id: h for h in homes}

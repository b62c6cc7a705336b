"""A register as Parquet is the register as CSV, typed; what is not Parquet is refused."""

from __future__ import annotations

import builtins
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from diachi.cli import main
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord
from diachi.files.parquet_tables import write_parquet
from diachi.files.register_folder import read_register
from shared import EXAMPLES


@pytest.mark.parametrize("example", ["binh_gia_2024", "ninh_thuan_2020"])
def test_a_register_is_the_same_as_parquet(example: str, tmp_path: Path) -> None:
    source = EXAMPLES / example / "register"
    assert main(["export-register", str(source), "-o", str(tmp_path / "p"), "--parquet"]) == 0
    assert [p.name for p in (tmp_path / "p").glob("*.csv")] == ["issues.csv"]
    assert read_register(tmp_path / "p") == read_register(source)
    assert main(["export-register", str(tmp_path / "p"), "-o", str(tmp_path / "c")]) == 0
    for table in ("households", "members", "agencies", "clusters", "pairs"):
        assert (tmp_path / "c" / f"{table}.csv").read_bytes() == (source / f"{table}.csv").read_bytes()


def test_columns_have_their_types(tmp_path: Path) -> None:
    main(["export-register", str(EXAMPLES / "binh_gia_2024"), "-o", str(tmp_path / "p"), "--parquet"])
    schema = parquet.read_schema(tmp_path / "p" / "households.parquet")
    types = {name: str(schema.field(name).type) for name in ("household_id", "persons", "list_date", "causes", "x_km")}
    assert types == {
        "household_id": "string",
        "persons": "int64",
        "list_date": "date32[day]",
        "causes": "string",
        "x_km": "double",
    }


def test_what_is_no_parquet_and_what_is_there_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "households.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(InputError) as refusal:
        read_register(tmp_path)
    assert refusal.value.code is ErrorCode.TABLE_FILE_UNREADABLE
    (tmp_path / "households.csv").write_text("household_id\n", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_register(tmp_path)
    assert refusal.value.code is ErrorCode.TABLE_TWICE


def test_two_lists_may_be_named_as_parquet_and_a_broken_one_is_no_wrong_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, same = (str(tmp_path / name) for name in ("one.parquet", "two.parquet", "same.csv"))
    row = HelpedRecord(record_id="a", year=2016, head_name="Nông Văn Tú", personal_id="020070001234")
    write_parquet(Path(one), [row], HelpedRecord)
    write_parquet(Path(two), [replace(row, record_id="b", year=2024)], HelpedRecord)
    assert main(["find-same", "--left", one, "--right", two, "-o", same]) == 0
    assert Path(same).read_text(encoding="utf-8-sig").splitlines()[1].startswith("a,b,")
    Path(two).write_bytes(b"PAR1 nothing")
    capsys.readouterr()
    assert main(["find-same", "--left", one, "--right", two, "-o", same]) == 2
    assert capsys.readouterr().err.startswith("Không đọc được tệp two.parquet. Tệp này phải là Parquet;")


def test_without_the_extra_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return found(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    source = str(EXAMPLES / "ninh_thuan_2020")
    assert main(["export-register", source, "-o", str(tmp_path / "p"), "--parquet"]) == 2
    assert "./run setup tables" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()

"""allocate and check-allocation by class: a folder whole, judged by itself; every planted fault is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from jsonschema import Draft202012Validator
from pyarrow import parquet

from diachi.cli import main
from diachi.files.allocation_folder import read_folder, write_folder
from diachi.files.schemas import schemas
from worlds_nation import Size, write_nation

SMALL = Size(agencies=220, households=1_500, provinces=2, central=3)
FILES = ("allocation.json", "assignments.parquet", "groups.parquet", "potentials.npz", "reasons.json", "unmet.parquet")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small country, proposed for."""
    folder = tmp_path_factory.mktemp("country") / "ca-nuoc"
    write_nation(folder, seed=3, size=SMALL)
    assert main(["allocate", str(folder), "--by-class"]) == 0
    return folder


@pytest.fixture
def copy(country: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(country, tmp_path / "ban-sao"))


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Check a folder; give the exit code and the codes of what was found."""
    capsys.readouterr()
    code = main(["check-allocation", str(folder), "--by-class", "--json"])
    return code, [f["code"] for f in json.loads(capsys.readouterr().out)["findings"]]


def test_the_folder_holds_what_formats_say_and_passes_its_check(
    country: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = country / "allocation"
    assert tuple(sorted(p.name for p in out.iterdir())) == FILES
    head = json.loads((out / "allocation.json").read_text(encoding="utf-8"))
    schema = schemas()["allocation_folder.schema.json"]
    assert [e.message for e in Draft202012Validator(schema).iter_errors(head)] == []
    assert {"format", "inputs", "levels", "certificate"} <= set(head)
    unmet = parquet.read_table(out / "unmet.parquet")
    assert unmet.column_names == ["id", "reason_code", "class_id"]
    pairs = parquet.read_table(out / "assignments.parquet")
    homes = parquet.read_table(country / "register" / "households.parquet", columns=["household_id"])
    named = [*pairs["household_id"].to_pylist(), *unmet["id"].to_pylist()]
    assert sorted(n for n in named if not n.startswith("G-")) == sorted(homes["household_id"].to_pylist())
    assert check(country, capsys) == (0, [])
    assert main(["check-allocation", str(country), "--by-class"]) == 0
    assert "tốt nhất" in capsys.readouterr().out


def test_every_reason_a_table_points_to_is_there(country: Path) -> None:
    out = country / "allocation"
    reasons = json.loads((out / "reasons.json").read_text(encoding="utf-8"))
    unmet = parquet.read_table(out / "unmet.parquet").to_pylist()
    assert all(reasons["unmet"][row["class_id"]]["code"] == row["reason_code"] for row in unmet)
    places = [r["facts"] for r in reasons["unmet"] if r["code"] == "places_ran_out"]
    assert places
    assert all(f["before"] + f["equal"] <= f["places"] for f in places)
    pairs = parquet.read_table(out / "assignments.parquet").to_pylist()
    assert all(reasons["assignments"][row["reason_id"]] for row in pairs)


def test_shuffled_rows_give_the_same_bytes(country: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(country, tmp_path / "xao-tron"))
    dice = np.random.default_rng(5)
    for path in sorted(other.rglob("register/*.parquet")) + sorted(other.rglob("history/*.parquet")):
        table = parquet.read_table(path)
        parquet.write_table(table.take(pa.array(dice.permutation(len(table)))), path)
    assert main(["allocate", str(other), "--by-class"]) == 0
    for name in FILES:
        assert (other / "allocation" / name).read_bytes() == (country / "allocation" / name).read_bytes(), name


def rewritten(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a proposal and write it with hashes that fit, as somebody would who wants the change to pass."""
    out = folder / "allocation"
    found, _ = read_folder(out)
    tables = {name: {c: list(v.to_pylist()) for c, v in t.items()} for name, t in found.told.tables.items()}
    parts: dict[str, Any] = {"tables": tables, "head": found.head, "potentials": list(found.potentials)}
    parts["reasons"] = found.told.reasons
    change(parts)
    told = replace(found.told, tables=parts["tables"], reasons=parts["reasons"])
    write_folder(out, replace(found, head=parts["head"], told=told, potentials=parts["potentials"]))


def _moved(parts: dict[str, Any]) -> None:
    rows = parts["tables"]["assignments"]
    rows["group_id"][0], rows["group_id"][-1] = rows["group_id"][-1], rows["group_id"][0]


def _dropped(parts: dict[str, Any]) -> None:
    for values in parts["tables"]["assignments"].values():
        values.pop()


def _twice(parts: dict[str, Any]) -> None:
    rows = parts["tables"]["assignments"]
    rows["household_id"][1] = rows["household_id"][0]


def _stranger(parts: dict[str, Any]) -> None:
    out = next(n for n, c in enumerate(parts["tables"]["unmet"]["reason_code"]) if c == "helped_before")
    parts["tables"]["assignments"]["household_id"][0] = parts["tables"]["unmet"]["id"][out]


def _level(parts: dict[str, Any]) -> None:
    levels = list(parts["head"].levels)
    levels[0] = replace(levels[0], value=levels[0].value + 1, bound=levels[0].bound + 1)
    parts["head"] = replace(parts["head"], levels=tuple(levels))


def _order(parts: dict[str, Any]) -> None:
    parts["head"] = replace(parts["head"], levels=parts["head"].levels[::-1])


def _potential(parts: dict[str, Any]) -> None:
    parts["potentials"][0] = parts["potentials"][0].copy()
    parts["potentials"][0][1, 3] += 1


def _reason(parts: dict[str, Any]) -> None:
    parts["reasons"] = {**parts["reasons"], "unmet": parts["reasons"]["unmet"][::-1]}


def _forgotten(parts: dict[str, Any]) -> None:
    for values in parts["tables"]["unmet"].values():
        values.pop(0)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_moved, {"not_in_reach", "not_optimal", "level_differs", "reason_differs"}),
        (_dropped, {"level_differs", "not_optimal", "reason_differs"}),
        (_twice, {"household_twice"}),
        (_stranger, {"household_not_allowed"}),
        (_level, {"level_differs"}),
        (_order, {"level_differs"}),
        (_potential, {"proof_changed"}),
        (_reason, {"reason_differs"}),
        (_forgotten, {"reason_differs"}),
    ],
    ids=lambda v: v.__name__.strip("_") if callable(v) else "",
)
def test_a_mutant_is_rejected(
    copy: Path, capsys: pytest.CaptureFixture[str], change: Callable[[dict[str, Any]], None], named: set[str]
) -> None:
    rewritten(copy, lambda _: None)
    assert check(copy, capsys) == (0, [])
    rewritten(copy, change)
    code, found = check(copy, capsys)
    assert code == 1
    assert set(found) & named


@pytest.mark.parametrize("name", [n for n in FILES if n not in ("allocation.json", "potentials.npz")])
def test_a_file_that_was_touched_is_named(copy: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = copy / "allocation" / name
    if name.endswith(".parquet"):
        parquet.write_table(parquet.read_table(path), path, compression="none")
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    code, found = check(copy, capsys)
    assert (code, found) == (1, ["file_changed"])


def test_lists_that_changed_afterwards_are_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "register" / "agencies.parquet"
    table = parquet.read_table(path)
    names = pa.array([f"{n} mới" for n in table["name"].to_pylist()])
    parquet.write_table(table.set_column(table.column_names.index("name"), "name", names), path)
    code, found = check(copy, capsys)
    assert code == 1
    assert found[0] == "input_changed"


@pytest.mark.parametrize("ask", [["--explain", "levels"], ["--what-if", "x.toml"], ["--heirs", "x.csv"]])
def test_what_classes_cannot_do_is_refused_by_name(
    country: Path, capsys: pytest.CaptureFixture[str], ask: list[str]
) -> None:
    before = (country / "allocation" / "allocation.json").read_bytes()
    assert main(["allocate", str(country), "--by-class", *ask]) == 2
    assert ask[0] in capsys.readouterr().err
    assert (country / "allocation" / "allocation.json").read_bytes() == before


def test_a_mode_that_is_no_pairing_of_households_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (copy / "campaign.toml").read_text(encoding="utf-8")
    (copy / "campaign.toml").write_text(text.replace('"agency_household"', '"cluster_commune"'), encoding="utf-8")
    assert main(["allocate", str(copy), "--by-class"]) == 2
    assert "cluster_commune" in capsys.readouterr().err


def test_a_history_nobody_compared_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "history" / "helped.parquet"
    table = parquet.read_table(path)
    blank = pa.array([""] * len(table), pa.string())
    parquet.write_table(table.set_column(table.column_names.index("household_id"), "household_id", blank), path)
    assert main(["allocate", str(copy), "--by-class"]) == 2
    assert "find-same" in capsys.readouterr().err


def test_required_minimums_that_cannot_be_met_stop_with_four(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (copy / "campaign.toml").read_text(encoding="utf-8")
    at = text.index('id = "everyone"')
    text = text[:at] + text[at:].replace("aim = 1", "min = 90", 1).replace('force = "aspired"', 'force = "required"', 1)
    (copy / "campaign.toml").write_text(text, encoding="utf-8")
    assert main(["allocate", str(copy), "--by-class"]) == 4
    assert "quotas.everyone" in capsys.readouterr().err


def test_a_cell_that_cannot_be_read_is_named_with_its_row(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "register" / "households.parquet"
    table = parquet.read_table(path)
    states = table["status"].to_pylist()
    states[7] = "nghèo"
    parquet.write_table(table.set_column(table.column_names.index("status"), "status", pa.array(states)), path)
    assert main(["allocate", str(copy), "--by-class"]) == 2
    said = capsys.readouterr().err
    assert "households.parquet" in said
    assert "status" in said
    assert "9" in said


def test_the_office_never_sees_half_a_folder(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = copy / "allocation"
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    found, _ = read_folder(out)
    monkeypatch.setattr("diachi.files.allocation_folder._packed", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_folder(out, found)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    assert [p.name for p in copy.iterdir() if p.name.startswith(".")] == []


def test_a_changed_list_keeps_every_pair_that_costs_nothing(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, path = copy / "allocation", copy / "register" / "agencies.parquet"
    before, _ = read_folder(out)
    table = parquet.read_table(path)
    parquet.write_table(table.slice(3), path)
    gone = {f"G-{a}" for a in table["agency_id"].to_pylist()[:3]}
    assert main(["allocate", str(copy), "--by-class"]) == 0
    plain_levels = [level for level in read_folder(out)[0].head.levels if level.name != "keep"]
    write_folder(out, before)
    assert main(["allocate", str(copy), "--by-class", "--previous", str(out)]) == 0
    after, _ = read_folder(out)
    assert [level for level in after.head.levels if level.name != "keep"] == plain_levels
    old = dict(zip(before.pairs.household_ids, before.pairs.group_ids, strict=True))
    now = dict(zip(after.pairs.household_ids, after.pairs.group_ids, strict=True))
    stayed = sum(now.get(h) == g for h, g in old.items())
    assert stayed >= 0.94 * sum(g not in gone for g in old.values())
    assert check(copy, capsys) == (0, [])
    shutil.rmtree(copy / "allocation.before")
    assert check(copy, capsys)[0] == 1

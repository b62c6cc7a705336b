"""The order of rows never shows: twenty shuffles of the files give the same bytes at the side door."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import pytest

from diachi.cli import main
from house import ROOT


def shuffled(source: Path, target: Path, seed: int) -> None:
    """Copy a campaign folder with the rows of every table in another order."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("allocation.json", "letters", "dau-vao", "progress"))
    dice = random.Random(seed)
    for folder in ("register", "history"):
        for path in sorted((target / folder).glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as lines:
                head, *rows = list(csv.reader(lines))
            dice.shuffle(rows)
            with path.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows([head, *rows])


@pytest.mark.parametrize("name", ["binh_gia_2024", "ninh_thuan_2020"])
def test_twenty_shuffles_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    source, seen = ROOT / "examples" / name, set()
    pins = tmp_path / "ghim.csv"
    pins.write_text("agency_id,target,target_id,reason\nCQ001,household,06067-2024-1,sponsor_wish\n", encoding="utf-8")
    wishes = ["--pins", str(pins)] if name == "binh_gia_2024" else []
    for seed in range(20):
        folder = tmp_path / f"{seed}"
        shuffled(source, folder, seed)
        assert main(["allocate", str(folder), *wishes]) == 0
        seen.add((folder / "allocation.json").read_bytes())
        assert seed or main(["check-allocation", str(folder), *wishes]) == 0
        shutil.rmtree(folder)
    assert len(seen) == 1
    if not wishes:
        assert seen == {(source / "allocation.json").read_bytes()}

"""What docs/boundaries.md promises: persons stay in the register, papers carry no number of a person."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pytest

from diachi.cli import main
from house import ROOT

EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.is_dir())
NO_PERSON = ("allocation.json", "progress/*.csv", "register/issues.csv", "same.csv")
LEAST_OF_A_NAME = 8  # letters; a shorter name may be part of another word


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _people(example: Path) -> tuple[set[str], set[str]]:
    """Give the names and the numbers (personal ids, phones) of everybody on the lists."""
    names: set[str] = set()
    numbers: set[str] = set()
    for table in ("register/households.csv", "register/members.csv", "history/helped.csv"):
        for row in _rows(example / table):
            names |= {row.get("head_name", ""), row.get("name", "")}
            numbers |= {row.get("personal_id", ""), row.get("phone", "")}
    return {n for n in names if len(n) >= LEAST_OF_A_NAME}, {n for n in numbers if len(n) >= LEAST_OF_A_NAME}


def _held(text: str, wanted: set[str]) -> set[str]:
    return {one for one in wanted if one in text}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.name)
def test_what_may_leave_names_nobody(example: Path) -> None:
    names, numbers = _people(example)
    assert len(names) > 100
    assert numbers
    for pattern in NO_PERSON:
        found = sorted(example.glob(pattern))
        assert found, pattern
        for path in found:
            assert _held(path.read_text(encoding="utf-8"), names | numbers) == set(), path.name
    assert _held("\n".join(str(p.relative_to(example)) for p in example.rglob("*")), names | numbers) == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.name)
def test_papers_name_heads_and_no_number_of_a_person(example: Path, tmp_path: Path) -> None:
    names, numbers = _people(example)
    out = tmp_path / "papers"
    assert main(["write-documents", str(example), "-o", str(out)]) == 0
    papers = sorted(p for p in out.rglob("*") if p.is_file())
    text = "\n".join(_text(p) for p in papers)
    assert _held(text, numbers) == set()
    assert _held(text, names)
    assert _held("\n".join(p.name for p in papers), names | numbers) == set()


def _text(paper: Path) -> str:
    with zipfile.ZipFile(paper) as held:
        parts = [held.read(n).decode() for n in held.namelist() if n.endswith(".xml") and "/theme" not in n]
    return re.sub(r"<[^>]+>", "", "\n".join(parts))

"""Ten seconds from a sentence of a letter to its number and its meaning: the last table of README.md is true."""

from __future__ import annotations

import re
import tomllib

import pytest

from diachi.core.campaign import Campaign
from diachi.core.shape import fields_of
from house import PACKAGE, ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## I want to change ...\n")[2]
LINES = [line for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line]
PATHS = sorted(set(re.findall(r"`(src/diachi/[\w./]+)`", TEXT)))
EXAMPLES = sorted((ROOT / "examples").glob("*/campaign.toml"))
CLAUSES = tomllib.loads((ROOT / "tests" / "acceptance" / "clauses.toml").read_text(encoding="utf-8"))["clause"]


def _numbers() -> list[str]:
    """Give the middle cells: where the number of a clause stands."""
    cells = [line.strip("| ").split(" | ") for line in LINES]
    return [row[1] for row in cells if len(row) == 3 and row[1] != "the number is in"]


@pytest.mark.parametrize("path", PATHS)
def test_every_path_leads_somewhere(path: str) -> None:
    assert (ROOT / path).is_file()


def test_every_rule_is_in_the_table() -> None:
    rules = {f"src/diachi/core/rules/{p.name}" for p in (PACKAGE / "core" / "rules").glob("[!_]*.py")}
    assert rules - set(PATHS) == set()


@pytest.mark.parametrize("letter", ["binh_gia", "ninh_thuan"])
def test_every_clause_of_the_acceptance_table_is_found_from_here(letter: str) -> None:
    rules = {f"src/diachi/{c['rule']}" for c in CLAUSES if c["letter"] == letter and c.get("rule")}
    assert rules - set(PATHS) == set()


@pytest.mark.parametrize("cell", sorted(set(_numbers())))
def test_every_number_stands_where_the_table_says(cell: str) -> None:
    outside, _, inside = cell.partition(" (")
    tables = re.findall(r"`([\w./]+)`", outside)
    fields = {name for name, _, _ in fields_of(Campaign)}
    assert cell == "-" or tables
    assert all(t in fields or any((e.parent / t).is_file() for e in EXAMPLES) for t in tables)
    for clause in re.findall(r"`(\w+)`", inside):
        campaigns = [tomllib.loads(e.read_text(encoding="utf-8")) for e in EXAMPLES]
        assert any(row["id"] == clause for c in campaigns for row in c.get(tables[0], [])), clause


def test_the_table_ends_the_readme() -> None:
    assert len(LINES) > 40
    assert "\n## " not in TEXT


@pytest.mark.parametrize("command", ["./run demo", "./run test"])
def test_the_two_commands_stand_near_the_top(command: str) -> None:
    head = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    assert any(line.startswith(command) for line in head)

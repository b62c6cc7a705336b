"""The glossary and the code say the same: every public class of the core has a row, every identifier exists."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from house import ROOT, classes, modules

TEXT = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
TESTED, _, LATER = TEXT.partition("\n## Later\n")
ROW = re.compile(r"^\| ([^|]+) \| ((?:`[\w.]+`(?:, )?)+) \| `([\w.]+)` \|$", re.MULTILINE)
ROWS = [(name, place, term) for term, names, place in ROW.findall(TESTED) for name in re.findall(r"`([\w.]+)`", names)]


def _exists(name: str, place: str) -> bool:
    found: object = import_module(f"diachi.{place}")
    for part in name.split("."):
        if not hasattr(found, part) and part not in getattr(found, "__dataclass_fields__", {}):
            return False
        found = getattr(found, part, None)
    return True


@pytest.mark.parametrize(("name", "place"), [(n, p) for n, p, _ in ROWS], ids=[f"{p}.{n}" for n, p, _ in ROWS])
def test_every_identifier_exists_where_its_row_says(name: str, place: str) -> None:
    assert _exists(name, place)


def test_every_public_class_of_the_core_has_a_row() -> None:
    named = {(place, name.partition(".")[0]) for name, place, _ in ROWS}
    defined = {(m.dotted.removeprefix("diachi."), c.name) for m in modules("src", "diachi", "core") for c in classes(m)}
    assert defined - named == set()


def test_every_line_of_a_table_is_a_row_this_test_reads() -> None:
    lines = [line for line in TESTED.splitlines() if line.startswith("|")]
    heads = [line for line in lines if line.startswith(("| Tiếng Việt", "|---"))]
    assert len(ROW.findall(TESTED)) == len(lines) - len(heads)


def test_no_identifier_stands_twice_and_every_row_has_its_term() -> None:
    assert len({(name, place) for name, place, _ in ROWS}) == len(ROWS)
    assert all(term.strip() for _, _, term in ROWS)


def test_what_is_built_is_not_among_what_comes_later() -> None:
    built = {c.name for m in modules("src") for c in classes(m)}
    assert set(re.findall(r"`(\w+)`", LATER)) & built == set()


def test_a_planted_name_is_missed() -> None:
    assert not _exists("Household", "core.household")
    assert not _exists("ListedHousehold.nobody", "core.household")

"""Awkward workbooks with known truth: every cell is right, or somebody is asked; nothing is wrong in silence."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

import worlds_awkward_cells
import worlds_awkward_families
import worlds_awkward_fonts
import worlds_awkward_forms
import worlds_awkward_great
import worlds_awkward_mixed
import worlds_awkward_tables
import worlds_awkward_unseen
from diachi.application.import_register import Imported, import_register
from diachi.core.household import ListedHousehold, Member
from diachi.core.issues import Issue, IssueLevel
from diachi.files.law.people import ethnic_groups
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from diachi.files.workbook_in import read_workbook
from worlds_awkward import Book, Laid

MODULES = (
    worlds_awkward_tables,
    worlds_awkward_cells,
    worlds_awkward_families,
    worlds_awkward_fonts,
    worlds_awkward_forms,
    worlds_awkward_mixed,
    worlds_awkward_great,
    worlds_awkward_unseen,
)
MAKERS = {make.__name__: make for module in MODULES for make in module.BOOKS}
FEWEST_BOOKS, FEWEST_RIGHT = 40, 0.995
MEMBER_FIELDS = ("name", "birth", "sex", "relation", "personal_id")
# Issues of a whole sheet or column that own up to everything in it.
ASKS_ALL = ("sheet_unknown", "column_not_read", "column_without_header", "table_not_read")


@dataclass
class Score:
    """What became of the cells of one book."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)  # codes that should have been told
    needless: list[str] = field(default_factory=list)  # warnings nobody needed

    def add(self, verdict: str, where: str) -> None:
        self.counts[verdict] += 1
        if verdict != "right":
            self.wrong.append(f"{verdict}: {where}")


def _read(book: Book, folder: Path) -> Imported:
    sheets = []
    for name, content in book.files.items():
        (folder / name).write_bytes(content)
        sheets += read_workbook(folder / name)
    return import_register(sheets=sheets, places=gazetteer(), words=vocabulary(), persons=person_tables())


def _cell(row: ListedHousehold | Member, name: str) -> Any:
    found = getattr(row, name)
    if name == "ethnic_group" and (group := ethnic_groups().find(str(found))):
        return group.name
    return found


def _nearness(one: ListedHousehold, two: ListedHousehold, fields: tuple[str, ...]) -> int:
    weights = {"head_name": 4, "personal_id": 4, "head_birth": 2, "hamlet": 2, "commune": 2, "list_no": 2}
    return sum(weights.get(f, 1) for f in fields if _cell(one, f) == _cell(two, f) not in (None, "", ()))


def _paired(book: Book, came: list[ListedHousehold]) -> list[ListedHousehold | None]:
    """Give each household as laid the one that came of it, the surest first."""
    fields = tuple(book.fields)
    scored = [(_nearness(i.home, h, fields), a, b) for a, i in enumerate(book.laid) for b, h in enumerate(came)]
    found: dict[int, int] = {}
    for score, a, b in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score > 4 and a not in found and b not in found.values():
            found[a] = b
    return [came[found[a]] if a in found else None for a in range(len(book.laid))]


def _issues_of(item: Laid | Any, name: str, issues: tuple[Issue, ...]) -> list[Issue]:
    """Issues that own up to a cell: of its own cell, of its whole row, or of all its sheet."""
    here = [i for i in issues if i.file in ("", item.file) and i.sheet in ("", item.sheet)]
    own = [i for i in here if i.row == item.row and i.column in ("", name, f"head_{name}", name.removeprefix("head_"))]
    return own + [i for i in here if i.code.value in ASKS_ALL]


def _verdict(book: Book, at: int, name: str, came: Any, found: Imported) -> str:
    item = book.laid[at]
    said = _issues_of(item, name, found.issues)
    if code := book.asks.get((at, name)):
        asked = any(i.code is code and i.row == item.row for i in said)
        kept = came is not None and _cell(came, name) not in (None, "", ()) and name != "head_name"
        return "right" if asked and not kept else "wrong, told" if said else "silent"
    if came is not None and _cell(came, name) == _cell(item.home, name):
        return "right"
    empty = came is None or _cell(came, name) in (None, "", ())
    return "silent" if not said else "asked" if empty else "wrong, told"


def score_of(book: Book, found: Imported) -> Score:
    """Give each cell of the truth its verdict; a household nobody laid is as many wrong cells."""
    score = Score()
    came = list(found.register.households)
    pairs = _paired(book, came)
    fields = (*book.fields, *(("commune_code",) if "commune" in book.fields else ()))
    for at, (item, home) in enumerate(zip(book.laid, pairs, strict=True)):
        for name in fields:
            value = _cell(home, name) if home else "no such household"
            where = f"{item.sheet}!{item.row} {name}: {value!r}, not {getattr(item.home, name)!r}"
            score.add(_verdict(book, at, name, home, found), where)
    extra = [h for h in came if not any(h is p for p in pairs)]
    for home in extra:
        score.add("silent", f"nobody laid {home.head_name!r}, {home.hamlet!r}")
    _score_members(book, pairs, found, score)
    told = {i.code for i in found.issues}
    score.unasked = sorted(c.value for c in book.codes - told)
    warned = [i for i in found.issues if i.level is not IssueLevel.NOTE]
    score.needless = sorted({f"{i.code.value} [{i.column}] row {i.row}" for i in warned if i.code not in book.codes})
    return score


def _score_members(book: Book, pairs: list[ListedHousehold | None], found: Imported, score: Score) -> None:
    left = list(found.register.members)
    for item in book.members:
        home = pairs[item.home]
        own = [m for m in left if home and m.household_id == home.household_id and m.name == item.member.name]
        near = next(iter(sorted(own, key=lambda m: m.personal_id != item.member.personal_id)), None)
        if near:
            left.remove(near)
        for name in MEMBER_FIELDS:
            value = getattr(near, name) if near else "no such member"
            right = near is not None and value == getattr(item.member, name)
            said = _issues_of(item, name, found.issues)
            where = f"{item.sheet}!{item.row} {name}: {value!r}, not {getattr(item.member, name)!r}"
            score.add("right" if right else "asked" if said else "silent", where)
    if book.members:
        for member in left:
            score.add("silent", f"nobody laid member {member.name!r}")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """Every book, read once."""
    found = {}
    for name, make in MAKERS.items():
        book = make()
        found[name] = score_of(book, _read(book, tmp_path_factory.mktemp(name)))
    return found


def table(scores: dict[str, Score]) -> str:
    """Give one line per book: right, asked, wrong but told, silent, needless warnings."""
    lines = [f"{'':42} right asked  told silent needless"]
    for name, s in scores.items():
        c = s.counts
        parts = (c["right"], c["asked"], c["wrong, told"], c["silent"], len(s.needless))
        lines.append(f"{name:42} " + " ".join(f"{p:5d}" for p in parts))
    return "\n".join(lines)


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_is_wrong_in_silence(name: str, scores: dict[str, Score]) -> None:
    score = scores[name]
    assert [w for w in score.wrong if w.startswith("silent")] == []


@pytest.mark.parametrize("name", MAKERS)
def test_what_must_be_asked_is_asked_and_nothing_else(name: str, scores: dict[str, Score]) -> None:
    score = scores[name]
    assert (score.unasked, score.needless) == ([], [])


def test_nearly_every_cell_is_right(scores: dict[str, Score]) -> None:
    print(table(scores))
    cells = sum((s.counts for s in scores.values()), Counter())
    assert len(scores) >= FEWEST_BOOKS
    assert cells["right"] >= FEWEST_RIGHT * cells.total(), cells


@pytest.mark.needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("name", ["three_hundred_rows", "days_in_many_forms", "header_of_three_rows"])
def test_older_and_open_formats_say_the_same(name: str, kind: str, tmp_path: Path) -> None:
    book = MAKERS[name]()
    for file, content in book.files.items():
        (tmp_path / file).write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sent = [str(tmp_path / file) for file in book.files]
    out = tmp_path / "out"
    call = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(out), *sent]
    subprocess.run(call, check=True, capture_output=True)
    files = {file: (out / file).with_suffix(f".{kind}") for file in book.files}
    laid = [replace(item, file=files[item.file].name) for item in book.laid]
    other = replace(book, files={path.name: path.read_bytes() for path in files.values()}, laid=laid)
    score = score_of(other, _read(other, tmp_path))
    assert (score.wrong, score.unasked, score.needless) == ([], [], [])

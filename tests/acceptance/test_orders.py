"""A letter that orders what the lists cannot give ends with 4, names the clause and the way out, and leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from acceptance_run import EXAMPLES, run_example
from worlds import SEED, binh_gia
from worlds_books import binh_gia_books

LETTER = EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt"
WISH = "phấn đấu mỗi cơ quan, đơn vị nhận giúp đỡ 01 hộ nghèo."
ORDER = "yêu cầu mỗi cơ quan, đơn vị nhận giúp đỡ từ 05 hộ gia đình trở lên."
HOUSEHOLDS, BODIES = 8, 12


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first households and a few bodies: quick to read, still a whole office."""
    world = binh_gia(SEED)
    kept = world.households[:HOUSEHOLDS]
    ids = {h.household_id for h in kept}
    small = replace(
        world,
        households=kept,
        members=tuple(m for m in world.members if m.household_id in ids),
        agencies=world.agencies[:BODIES],
        pairs=(),
        earlier=world.earlier[:3],
    )
    folder = tmp_path_factory.mktemp("books")
    for name, data in binh_gia_books(small).items():
        (folder / name).write_bytes(data)
    return folder


def _letter(folder: Path, wish: str) -> Path:
    text = LETTER.read_text(encoding="utf-8")
    assert WISH in text
    path = folder / "cong-van.txt"
    path.write_text(text.replace(WISH, wish), encoding="utf-8")
    return path


def test_an_order_the_lists_cannot_meet_is_refused_with_its_clause(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    assert run_example("binh_gia_2024", place / "out", books=books, letters=[_letter(tmp_path, ORDER)]) == 4
    assert "quotas.everyone" in capsys.readouterr().err
    assert not list(place.iterdir())


def test_the_same_lists_serve_the_wish(books: Path, tmp_path: Path) -> None:
    assert run_example("binh_gia_2024", tmp_path / "out", books=books, letters=[_letter(tmp_path, WISH)]) == 0

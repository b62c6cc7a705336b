"""A mapping that was written down and not touched changes nothing, whatever the list looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import worlds_awkward_cells
import worlds_awkward_families
import worlds_awkward_fonts
import worlds_awkward_forms
import worlds_awkward_mixed
import worlds_awkward_tables
from diachi.application.import_register import Imported, import_register
from diachi.application.map_lists import lists_of, look_at_lists
from diachi.core.listing.list_mapping import ListMapping, MappingBook, settled
from diachi.core.listing.sheet import SheetRows
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.mapping_toml import read_mapping, write_mapping
from diachi.files.persons import person_tables
from diachi.files.words import Words
from diachi.files.workbook_in import read_workbook
from worlds_awkward import Book

MODULES = (
    worlds_awkward_cells,
    worlds_awkward_families,
    worlds_awkward_fonts,
    worlds_awkward_forms,
    worlds_awkward_mixed,
    worlds_awkward_tables,
)
MAKERS = [make for module in MODULES for make in module.BOOKS]


def _sheets(book: Book, folder: Path) -> list[SheetRows]:
    found: list[SheetRows] = []
    for name, content in book.files.items():
        (folder / name).write_bytes(content)
        found += read_workbook(folder / name)
    return found


def _read(sheets: list[SheetRows], mapping: tuple[ListMapping, ...] = ()) -> Imported:
    return import_register(
        sheets=sheets, places=gazetteer(), words=vocabulary(), persons=person_tables(), mapping=mapping
    )


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_what_was_written_down_and_not_touched_changes_nothing(make: Callable[[], Book], tmp_path: Path) -> None:
    sheets = _sheets(make(), tmp_path)
    looked = look_at_lists(sheets=sheets, words=vocabulary())
    path = tmp_path / "mapping.toml"
    write_mapping(path, lists_of(looked, ()), Words("vi"))
    mapping = read_mapping(path).lists
    assert mapping == settled(MappingBook(lists=lists_of(looked, ())), path.name).lists, "the file holds all of it"
    before, after = _read(sheets), _read(sheets, mapping)
    assert after.register == before.register
    assert [i for i in after.issues if i not in before.issues] == []
    assert [i for i in before.issues if i not in after.issues] == []
    again = lists_of(look_at_lists(sheets=sheets, words=vocabulary(), mapping=mapping), mapping)
    assert again == mapping, "written again it is the same"

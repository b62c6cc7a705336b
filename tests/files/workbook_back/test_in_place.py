"""The sender's own workbook with marks: the marks are where the errors are, and everything else is as it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from diachi.files.workbook_back.marks import COLOURS, SIGN
from diachi.files.workbook_in import read_workbook
from return_books import ERRORS, FIRST, HEADER_ROW, OTHER, SHEET, SHOWN, TOTAL_ROW, WARNINGS, given_back, office_book

IDS, WORDS = "L", "M"
MARKED = ERRORS | WARNINGS


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("back")
    sent, back = office_book(folder / "ho-ngheo.xlsx"), folder / "ho-ngheo-can-sua.xlsx"
    _, copy = given_back(sent, back)
    assert copy.lost == ()
    return sent, back


@pytest.fixture(scope="module")
def opened(books: tuple[Path, Path]) -> tuple[Workbook, Workbook]:
    before, after = (load_workbook(path, rich_text=True) for path in books)
    return before, after


def _cells(page: Worksheet, *, ours: bool = True) -> Iterator[tuple[str, object]]:
    for row in page.iter_rows(min_row=1, max_row=TOTAL_ROW + 4, max_col=30):
        for cell in row:
            if ours or get_column_letter(cell.column) not in (IDS, WORDS):
                yield cell.coordinate, cell


def test_every_wrong_cell_is_coloured_by_how_grave_it_is(opened: tuple[Workbook, Workbook]) -> None:
    page = opened[1][SHEET]
    colours = {at: cell.fill.fgColor.rgb for at, cell in _cells(page, ours=False) if cell.fill.fill_type == "solid"}
    found = {level: {at for at, rgb in colours.items() if rgb == colour} for level, colour in COLOURS.items()}
    assert list(found.values()) == [ERRORS, WARNINGS]


def test_colour_is_never_alone(opened: tuple[Workbook, Workbook]) -> None:
    page = opened[1][SHEET]
    commented = {
        at
        for at, cell in _cells(page)
        if not isinstance(cell, MergedCell) and cell.comment and SIGN in cell.comment.text
    }
    assert commented == MARKED
    for at in MARKED:
        number = page[at].row
        for line in page[at].comment.text.partition(":\n")[2].splitlines():
            assert line in page[f"{WORDS}{number}"].value
    assert page["B9"].comment.text == f"{SIGN} Phải sửa:\nDòng này chưa có tên. Ghi tên rồi nhập lại."
    assert page[f"{WORDS}8"].value.startswith("Cần xem lại, cột “Năm sinh”: Không đọc được ô này.")
    assert page[f"{WORDS}7"].value is None
    assert page[f"{WORDS}{HEADER_ROW}"].value == "Cần sửa"


def test_a_comment_of_the_sender_stands_before_ours(opened: tuple[Workbook, Workbook]) -> None:
    comment = opened[1][SHEET]["H11"].comment
    assert comment.text.startswith(f"hỏi lại thôn\n\n{SIGN} Cần xem lại:")
    assert comment.author == "Cán bộ"


def test_values_formulas_and_rich_text_are_as_they_were_sent(opened: tuple[Workbook, Workbook]) -> None:
    for name in (SHEET, OTHER):
        before, after = (dict(_cells(book[name], ours=name == OTHER)) for book in opened)
        assert {at: (c.value, c.data_type) for at, c in before.items()} == {
            at: (c.value, c.data_type) for at, c in after.items()
        }
    assert repr(opened[0][SHEET]["A3"].value) == repr(opened[1][SHEET]["A3"].value)
    assert opened[1][SHEET][f"H{TOTAL_ROW}"].value == f"=SUM(H{FIRST}:H{TOTAL_ROW - 2})"


def test_the_look_of_every_unmarked_cell_is_as_it_was_sent(opened: tuple[Workbook, Workbook]) -> None:
    for name in (SHEET, OTHER):
        before, after = (dict(_cells(book[name], ours=name == OTHER)) for book in opened)
        for at, cell in before.items():
            other = after[at]
            same = ["font", "border", "alignment", "number_format", "protection"] + (
                [] if at in MARKED and name == SHEET else ["fill"]
            )
            assert [part for part in same if repr(getattr(cell, part)) != repr(getattr(other, part))] == [], at
            link = [getattr(c, "hyperlink", None) and c.hyperlink.target for c in (cell, other)]
            assert link[0] == link[1], at


def test_comments_of_the_sender_keep_words_author_and_size(
    opened: tuple[Workbook, Workbook], books: tuple[Path, Path]
) -> None:
    import zipfile

    from diachi.files.workbook_back.note_sizes import note_sizes

    comment = opened[1][SHEET]["E7"].comment
    assert (comment.text, comment.author) == ("đã đối chiếu", "Cán bộ")
    with zipfile.ZipFile(books[0]) as sent, zipfile.ZipFile(books[1]) as back:
        assert note_sizes(back)[SHEET]["E7"] == note_sizes(sent)[SHEET]["E7"] == {"width": 333, "height": 140}


def test_what_stands_around_the_cells_is_as_it_was_sent(opened: tuple[Workbook, Workbook]) -> None:
    for name in (SHEET, OTHER):
        before, after = (book[name] for book in opened)
        assert set(map(str, before.merged_cells.ranges)) == set(map(str, after.merged_cells.ranges))
        for letter in map(get_column_letter, range(1, 12)):
            assert before.column_dimensions[letter].width == after.column_dimensions[letter].width
        heights = [{n: (d.height, d.hidden) for n, d in page.row_dimensions.items()} for page in (before, after)]
        # Rows with more to say than fits in a line, and no height of their own, grow until they are corrected.
        assert {n for n in heights[1] if heights[1][n] != heights[0].get(n, (None, False))} == (
            {11} if name == SHEET else set()
        )
        for part in (
            "freeze_panes",
            "print_area",
            "print_title_rows",
            "page_setup",
            "page_margins",
            "sheet_properties",
        ):
            assert getattr(before, part) == getattr(after, part), part
        assert before.auto_filter.ref == after.auto_filter.ref
        assert before.oddFooter.center.text == after.oddFooter.center.text
        assert before.protection.sheet == after.protection.sheet
        assert [v.sqref for v in before.data_validations.dataValidation] == [
            v.sqref for v in after.data_validations.dataValidation
        ]
        assert [v.formula1 for v in before.data_validations.dataValidation] == [
            v.formula1 for v in after.data_validations.dataValidation
        ]
        rules = [
            [(str(area.sqref), [r.formula for r in area.rules]) for area in page.conditional_formatting]
            for page in (before, after)
        ]
        assert rules[0] == rules[1]
        assert before.tables.items() == after.tables.items()
    assert set(opened[0].defined_names) == set(opened[1].defined_names)
    assert opened[0].properties == opened[1].properties
    assert [s for s in opened[1].sheetnames if s != "Cần sửa"] == opened[0].sheetnames


def test_the_columns_beyond_the_list_are_split_around_ours(opened: tuple[Workbook, Workbook]) -> None:
    page = opened[1][SHEET]
    runs = sorted((d.min, d.max) for d in page.column_dimensions.values() if d.min)
    assert all(low[1] < high[0] for low, high in pairwise(runs))
    assert page.column_dimensions[IDS].hidden
    assert not page.column_dimensions[WORDS].hidden
    assert page.column_dimensions["N"].outlineLevel == 1


def test_what_formulas_showed_is_shown_before_anybody_calculates(books: tuple[Path, Path]) -> None:
    before, after = ({s.name: s for s in read_workbook(path)} for path in books)
    assert before[SHEET].rows[TOTAL_ROW - 1][7:10] == after[SHEET].rows[TOTAL_ROW - 1][7:10] == (22, 10, "a & b")
    assert before[OTHER].rows == after[OTHER].rows
    assert after[OTHER].rows[1][1] == int(SHOWN[OTHER]["B2"][1])


def test_no_text_is_a_formula(opened: tuple[Workbook, Workbook]) -> None:
    before, after = opened
    formulas = [
        [(p.title, c.coordinate) for p in book for row in p.iter_rows() for c in row if c.data_type == "f"]
        for book in opened
    ]
    assert formulas[0] == formulas[1]
    assert [after[SHEET][f"J{row}"].data_type for row in (7, 8, 9, 10)] == ["s"] * 4
    assert before[SHEET]["J7"].value == after[SHEET]["J7"].value == "=1+1"


def test_the_first_sheet_says_what_to_do_and_leads_to_every_cell(opened: tuple[Workbook, Workbook]) -> None:
    book = opened[1]
    page = book.worksheets[0]
    assert page.title == "Cần sửa"
    assert book.active is page
    assert [p.title for p in book if p.sheet_view.tabSelected] == ["Cần sửa"]
    said = [row[0].value for row in page.iter_rows(max_col=1) if isinstance(row[0].value, str)]
    assert said[:2] == [
        "CẦN SỬA: ho-ngheo.xlsx",
        "1 ô phải sửa thì dòng mới được nhận; 4 ô cần xem lại, dòng đã được nhận.",
    ]
    assert "1 dòng, cột “Họ và tên chủ hộ”. Phải sửa: Dòng này chưa có tên. Ghi tên rồi nhập lại." in said
    links = {c.value: c.hyperlink.location for row in page.iter_rows() for c in row if c.hyperlink}
    assert set(links) >= MARKED
    assert links["B9"] == f"'{SHEET}'!B9"
    assert (page.page_setup.paperSize, page.page_setup.fitToWidth) == (int(page.PAPERSIZE_A4), 1)


def test_every_row_that_was_taken_carries_its_id_out_of_sight(opened: tuple[Workbook, Workbook]) -> None:
    page = opened[1][SHEET]
    ids = [page[f"{IDS}{row}"].value for row in range(FIRST, FIRST + 6)]
    assert ids[2] is None, "a row that was not taken has no id"
    assert len({*ids}) == len(ids)
    assert ids[0] == "06073-2024-1"

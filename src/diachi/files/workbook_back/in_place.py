"""The sender's own workbook with marks: nothing in it is moved; runs in a process of its own (see `apart`)."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from diachi.application.return_workbook import Place, Returned
from diachi.core.text import fold
from diachi.files.words import Words
from diachi.files.workbook_back.causes_sheet import add_causes_sheet
from diachi.files.workbook_back.marks import Marker, add_columns, our_columns
from diachi.files.workbook_back.newer_validations import WARNING, add_validations, newer_validations
from diachi.files.workbook_back.note_sizes import note_sizes, set_sizes
from diachi.files.workbook_back.shown_values import shown_values, with_shown_values

_HARMLESS = ("Workbook contains no default style", "Workbook contains no stylesheet", WARNING)
_CORE = "docProps/core.xml"  # who made the workbook and when is not ours to change


Ours = dict[str, tuple[int, int]]  # sheet -> our columns of ids and of words


def written_in_place(path: Path, returned: Returned, words: Words) -> tuple[bytes, Ours] | None:
    """Give the bytes of the marked workbook and our columns in it, None when it cannot be written this way."""
    book = _opened(path)
    if book is None:
        return None
    with zipfile.ZipFile(path) as archive:
        kept = {_CORE: archive.read(_CORE)} if _CORE in archive.NameToInfo else {}
        values, sizes, validations = shown_values(archive), note_sizes(archive), newer_validations(archive)
    header = words.text("return.column")
    shown: Ours = {}
    for name, found in validations.items():
        add_validations(book[name], found)
    for sheet in returned.sheets:
        page = book[sheet.name]
        set_sizes(page, sizes.get(sheet.name, {}))
        marker = Marker(page, sheet, words)
        columns = our_columns(page, sheet.header_rows[0], header) if sheet.header_rows else (0, 0)
        if columns is None:
            return None
        marker.unmark(columns[1])
        if not sheet.header_rows:
            continue
        shown[sheet.name] = columns
        add_columns(page, sheet, *columns, header)
        marker.mark(columns[1])

    def cell_of(place: Place) -> tuple[str, str] | None:
        if not place.row or place.sheet not in shown:
            return None
        return place.sheet, f"{get_column_letter(place.column or shown[place.sheet][1])}{place.row}"

    _without_causes_sheet(book, {s.name for s in returned.sheets}, words)
    add_causes_sheet(book, returned, (), cell_of, words)
    book.calculation.fullCalcOnLoad = True
    saved = io.BytesIO()
    book.save(saved)
    return with_shown_values(saved.getvalue(), values, kept), shown


def _opened(path: Path) -> Workbook | None:
    """Open the workbook; a part that would be dropped with a warning is a reason not to write in place."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            # As bytes: offices rename what they cannot open, and openpyxl would go by the name.
            book = load_workbook(io.BytesIO(path.read_bytes()), rich_text=True, keep_vba=False)
        except Exception:  # whatever it stumbles over, the values were read by another reader and go back plain
            return None
    return None if any(not str(w.message).startswith(_HARMLESS) for w in said) else book


def _without_causes_sheet(book: Workbook, sent: set[str], words: Words) -> None:
    """Take out our own sheet of an earlier return: it was not among the sheets that were read as the sender's."""
    ours = fold(words.text("return.sheet"))
    for name in book.sheetnames:
        if name not in sent and fold(name).startswith(ours):
            del book[name]

"""The process that parses: `python -m diachi.files.workbook.child KIND LIMITS < FILE`, lines of `wire` on its output.

What is limited, and where. On Linux: memory by address space, CPU seconds, nothing written to disk. On macOS address
space is asked for and the system does not hold to it. On Windows Python has none of the three: there only the wall
clock of the parent, the caps on cells and letters, and the look from outside stand. The parent lives in every case.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from diachi.core.errors import ErrorCode, InputError
from diachi.files.workbook.limits import Limits, hold_to
from diachi.files.workbook.wire import line, rows_line

if TYPE_CHECKING:
    from diachi.files.workbook.unseen import Unseen  # its parser is loaded for a zip only

Tell = Callable[[str], object]
_CELLS_A_LINE = 20_000
FILE = "-"  # the parent knows the name: a list of processes shows every argument to everybody on the machine


def main(arguments: Sequence[str]) -> NoReturn:
    """Parse standard input, tell it on standard output, and end."""
    kind, told = arguments
    limits = Limits(**json.loads(told)["limits"])
    hold_to(memory_bytes=limits.memory_bytes, cpu_seconds=json.loads(told)["cpu"], file_bytes=0)
    gc.disable()  # rows of cells hold nothing in a circle
    out = sys.stdout.buffer

    def tell(text: str) -> None:
        out.write(text.encode())

    with os.fdopen(0, "rb", closefd=False) as stream:
        try:
            _tell_all(stream, kind, limits, tell)
        except InputError as refused:
            tell(line("refused", {"code": refused.code.value, "facts": dict(refused.facts)}))
        except MemoryError:
            tell(line("refused", {"code": ErrorCode.READING_TOO_LARGE.value, "facts": {}}))
        except Exception as fault:  # ours: told by its kind and place, for its words may hold a cell
            tell(line("fault", place_of_fault(fault)))
    out.flush()
    os._exit(0)  # what was parsed need not be taken apart again


def place_of_fault(fault: BaseException) -> str:
    """Give the kind and place of a fault of ours; its words may hold a cell and stay here."""
    at = fault.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f" {os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else ""
    return type(fault).__name__ + where


def _tell_all(stream: BinaryIO, kind: str, limits: Limits, tell: Tell) -> None:
    if kind == "text":
        from diachi.files.workbook.delimited import delimited_rows

        rows = delimited_rows(stream, FILE, limits.cell_letters)
        tell(line("sheet", ""))
        cells = _tell_rows(rows, "", 0, limits, tell)
    else:
        cells = _tell_workbook(stream, kind, limits, tell)
    tell(line("done", cells))


def _tell_workbook(stream: BinaryIO, kind: str, limits: Limits, tell: Tell) -> int:
    _look_inside(stream, kind)
    import python_calamine

    unseen = _unseen(stream, kind)
    cells = 0
    try:
        stream.seek(0)
        book = python_calamine.CalamineWorkbook.from_filelike(stream)
        for name in _lists(book, limits):
            tell(line("sheet", name))
            sys.stdout.flush()  # a sheet that ends this process is then known by its name
            sheet = book.get_sheet_by_name(name)
            own = unseen.get(name)
            if sheet.height:
                rows = _sheet_rows(sheet, cells, limits)
                cells = _tell_rows(_with_errors(rows, own.errors) if own else rows, name, cells, limits, tell)
            if own and own.struck:
                tell(line("struck", own.struck))
    except python_calamine.PasswordError as error:
        raise InputError(ErrorCode.WORKBOOK_ENCRYPTED, file=FILE) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=FILE) from error
    except BaseException as error:
        # A panic of the parser stands outside Exception; it is the file's doing, not the user's Ctrl-C.
        if type(error).__name__ == "PanicException":
            raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=FILE) from error
        raise
    return cells


def _unseen(stream: BinaryIO, kind: str) -> dict[str, Unseen]:
    if kind != "zip":
        return {}
    from diachi.files.workbook.unseen import unseen_of

    return unseen_of(stream)


def _with_errors(rows: Iterable[list[Any]], errors: Mapping[int, Mapping[int, str]]) -> Iterator[list[Any]]:
    """Put what a formula that failed shows where the parser tells an empty cell."""
    for number, row in enumerate(rows):
        for at, shown in errors.get(number, {}).items():
            if at < len(row) and row[at] == "":
                row[at] = shown
        yield row


def _look_inside(stream: BinaryIO, kind: str) -> None:
    stream.seek(0)
    if kind == "ole":
        from diachi.files.workbook.ole import need_plain_xls

        need_plain_xls(stream.read(), FILE)
    else:
        from diachi.files.workbook.xml_guard import guard_xml

        guard_xml(stream, FILE)


def _lists(book: Any, limits: Limits) -> list[str]:
    """Give the names of the sheets that hold cells; a sheet of macros is refused."""
    found = [(s.name, str(s.typ).rpartition(".")[2]) for s in book.sheets_metadata]
    if len(found) > limits.sheets:
        raise InputError(ErrorCode.SHEETS_TOO_MANY, file=FILE, count=len(found), most=limits.sheets)
    if any(kind in ("MacroSheet", "Vba") for _, kind in found):
        raise InputError(ErrorCode.WORKBOOK_MACROS, file=FILE)
    return [name for name, kind in found if kind == "WorkSheet"]


def _sheet_rows(sheet: Any, cells: int, limits: Limits) -> Iterator[list[Any]]:
    """Rows from the first row of the sheet on, so that a row number is the one a person sees."""
    top, left = sheet.start
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    room = limits.cells - cells
    # What stands far down or far right of the first cell cannot be cut away, so it need not be looked for.
    if height * width > room and (top + 1) * (left + 1) <= room:
        height, width = _filled(sheet, left)
    if height * width > room:
        raise InputError(ErrorCode.CELLS_TOO_MANY, file=FILE, sheet=sheet.name, most=limits.cells)
    rows = islice(sheet.iter_rows(), height)
    pad = [""] * left
    return (pad + row[: width - left] for row in rows) if left or width <= sheet.end[1] else rows


def _filled(sheet: Any, left: int) -> tuple[int, int]:
    """Give height and width without the empty texts at the edges, which formulas filled down leave."""
    height = width = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        used = next((n for n in range(len(row), 0, -1) if row[n - 1] != ""), 0)
        if used:
            height, width = number, max(width, left + used)
    return height, width


def _tell_rows(rows: Iterable[list[Any]], name: str, cells: int, limits: Limits, tell: Tell) -> int:
    """Tell rows in lines of about as many cells; empty rows wait, as a number, until one follows that is not."""
    ready: list[list[Any]] = []
    empty, room = 0, _CELLS_A_LINE
    for row in rows:
        if row.count("") == len(row):
            empty += 1
            continue
        if empty:
            ready += [[""] * len(row)] * empty
            room, empty = room - empty * len(row), 0
        ready.append(row)
        room -= len(row)
        if room <= 0:
            cells = _tell_line(ready, name, cells, limits, tell)
            ready, room = [], _CELLS_A_LINE
    return _tell_line(ready, name, cells, limits, tell) if ready else cells


def _tell_line(rows: list[list[Any]], name: str, before: int, limits: Limits, tell: Tell) -> int:
    cells = before + sum(map(len, rows))
    if cells > limits.cells:
        raise InputError(ErrorCode.CELLS_TOO_MANY, file=FILE, sheet=name, most=limits.cells)
    texts = [cell for row in rows for cell in row if type(cell) is str]
    if max(map(len, texts), default=0) > limits.cell_letters:
        raise InputError(ErrorCode.CELL_TOO_LONG, file=FILE, most=limits.cell_letters)
    tell(rows_line(rows))
    return cells


if __name__ == "__main__":
    main(sys.argv[1:])

"""A marked copy held against what was sent, before it is given back."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from diachi.application.return_workbook import as_sent
from diachi.core.listing.sheet import SheetRows
from diachi.files.workbook_in import read_workbook


def holds_what_was_sent(data: bytes, sent: Sequence[SheetRows], ours: Mapping[str, tuple[int, int]]) -> bool:
    """Read the copy as the import will, and compare every cell of the sender with what was sent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.xlsx"
        path.write_bytes(data)
        copies = {sheet.name: sheet for sheet in as_sent(read_workbook(path))}
    for sheet in sent:
        copy = copies.get(sheet.name)
        if copy is None or not _same(sheet, copy, ours.get(sheet.name, ())):
            return False
    return True


def _same(sent: SheetRows, copy: SheetRows, ours: Sequence[int]) -> bool:
    own = {column - 1 for column in ours}
    for number in range(max(len(sent.rows), len(copy.rows))):
        before = sent.rows[number] if number < len(sent.rows) else ()
        after = copy.rows[number] if number < len(copy.rows) else ()
        for at in range(max(len(before), len(after))):
            left = before[at] if at < len(before) else None
            right = after[at] if at < len(after) else None
            if left != right and at not in own:
                return False
    return True

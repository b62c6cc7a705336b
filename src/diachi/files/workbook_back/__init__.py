"""Workbooks going back to their senders: their own copy with marks where it can be kept whole, else a plain one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diachi.application.return_workbook import Returned
from diachi.core.listing.sheet import SheetRows
from diachi.files.words import Words
from diachi.files.workbook_back.in_place import marked_in_place
from diachi.files.workbook_back.lost import LostPart, lost_parts
from diachi.files.workbook_back.plain import marked_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedCopy:
    """The bytes to give back; `lost` names what made it a plain copy, nothing when it is the sender's own."""

    content: bytes
    lost: tuple[LostPart, ...] = ()


def marked_copy(path: Path, sent: Sequence[SheetRows], returned: Returned, words: Words) -> MarkedCopy:
    """Give a workbook back with its marks.

    Takes: path - the file that was sent; sent - its sheets as read; returned - what was decided for it.
    Gives: the sender's own workbook, or a plain copy of its values and the names of what a marked one would lose.
    Holds: no text becomes a formula; the sender's own cells hold what they held, compared before it is given.
    """
    if returned.only_marked:
        return MarkedCopy(content=marked_plain(returned, (), words))
    lost = lost_parts(path)
    content = None if lost else marked_in_place(path, sent, returned, words)
    if content is not None:
        return MarkedCopy(content=content)
    lost = lost or (LostPart.CHANGED,)
    return MarkedCopy(content=marked_plain(returned, lost, words), lost=lost)

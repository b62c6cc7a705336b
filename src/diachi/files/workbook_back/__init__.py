"""Workbooks going back to their senders: their own copy with marks where it can be kept whole, else a plain one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diachi.application.return_workbook import Returned
from diachi.core.listing.sheet import SheetRows
from diachi.files.words import Words
from diachi.files.workbook_back.apart import written_apart
from diachi.files.workbook_back.compared import holds_what_was_sent
from diachi.files.workbook_back.lost import LostPart
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
    Fails: OurFault; never on what the file holds: it is opened in a process with limits of its own.
    Holds: no text becomes a formula; the sender's own cells hold what they held, compared before it is given.
    """
    if returned.only_marked:
        return MarkedCopy(content=marked_plain(returned, (), words))
    written = written_apart(path, returned, words.lang)
    if not written.lost and holds_what_was_sent(written.content, sent, written.ours):
        return MarkedCopy(content=written.content)
    lost = written.lost or (LostPart.CHANGED,)
    return MarkedCopy(content=marked_plain(returned, lost, words), lost=lost)

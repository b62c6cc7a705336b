"""What stands inside a zip, by the names of its members: which workbook it is, and what of it is not let in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diachi.core.errors import ErrorCode, InputError
from diachi.files.workbook.zip_prescan import Member

# Checked in this order: a file with macros and links is told of its macros.
_REFUSED: tuple[tuple[ErrorCode, re.Pattern[str]], ...] = (
    (
        ErrorCode.WORKBOOK_MACROS,
        re.compile(r"(^|/)vbaproject[^/]*\.bin$|^xl/(macrosheets|dialogsheets)/|^(basic|scripts)/"),
    ),
    (ErrorCode.WORKBOOK_LINKS, re.compile(r"^xl/externallinks/")),
    # A chart of LibreOffice is a folder "Object 1/"; a thing of another program is a file of that name.
    (ErrorCode.WORKBOOK_OBJECTS, re.compile(r"^xl/(embeddings|activex|ctrlprops)/[^/]+\.(?!xml|rels)|^object \d+$")),
)
_OTHERS = (("word/", "Word"), ("ppt/", "PowerPoint"), ("xl/workbook.bin", "XLSB"), ("visio/", "Visio"))


def need_plain_workbook(members: Sequence[Member], file: str) -> None:
    """Pass over an .xlsx or .ods; Fails: InputError for another kind of file, macros, links, embedded objects."""
    names = {m.name.replace("\\", "/").casefold() for m in members}
    # Macros tell first, also in a file that pretends to be something else.
    for code, pattern in _REFUSED:
        if any(pattern.search(name) for name in names):
            raise _refused(code, file)
    for begin, kind in _OTHERS:
        if any(name.startswith(begin) for name in names):
            raise InputError(ErrorCode.FILE_OTHER_KIND, file=file, kind=kind)
    if not ({"[content_types].xml", "content.xml"} & names):
        raise InputError(ErrorCode.FILE_OTHER_KIND, file=file, kind="ZIP")


def _refused(code: ErrorCode, file: str) -> InputError:
    return InputError(code, file=file)

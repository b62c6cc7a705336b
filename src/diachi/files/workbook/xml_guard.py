"""Every XML member of a workbook before its root: a DOCTYPE is refused, since no workbook needs one.

Entities live in a DOCTYPE (a file of the machine read in, a text that grows a billion times), and a DOCTYPE may only
stand before the root. So each member is unpacked until its root begins and no further. Of LibreOffice files two members
are read on: the manifest says what is encrypted, the content what is fetched from elsewhere.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO, BinaryIO

from diachi.core.errors import ErrorCode, InputError

_PIECE = 1 << 16
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_ROOT = re.compile(rb"<[A-Za-z_]")
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ENCRYPTED = re.compile(rb"encryption-data")
_LINKED = re.compile(rb"<table:(?:dde-link|table-source|cell-range-source)\b")
_LONGEST_TAG = 64
_LONGEST_PROLOG = 4 * _PIECE
_SEARCHED = {"META-INF/manifest.xml": _ENCRYPTED, "content.xml": _LINKED}
_FOUND = {_ENCRYPTED: ErrorCode.WORKBOOK_ENCRYPTED, _LINKED: ErrorCode.WORKBOOK_LINKS}


def guard_xml(stream: BinaryIO, file: str) -> None:
    """Look at every XML member; Fails: InputError for a DOCTYPE, a password, a link to elsewhere, a broken member."""
    try:
        with zipfile.ZipFile(stream) as held:
            for name in held.namelist():
                if name.casefold().endswith(_XML):
                    with held.open(name) as member:
                        _need_no_doctype(member, file)
                if (wanted := _SEARCHED.get(name)) and "mimetype" in held.namelist():
                    with held.open(name) as member:
                        _need_none(member, wanted, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=file) from error


def _need_no_doctype(member: IO[bytes], file: str) -> None:
    read = b""
    while piece := member.read(_PIECE):
        # In UTF-16 each ASCII sign has a NUL beside it: without them both encodings look alike.
        read += piece.replace(b"\0", b"")
        bare = _without_remarks(read)
        root = _ROOT.search(bare)
        if _DOCTYPE.search(bare[: root.start()] if root else bare):
            raise InputError(ErrorCode.WORKBOOK_DOCTYPE, file=file)
        if root:
            return
        if len(read) > _LONGEST_PROLOG:
            raise InputError(ErrorCode.ARCHIVE_CROOKED, file=file)


def _without_remarks(text: bytes) -> bytes:
    """A tag inside a remark is no root: what it hides after it would not be looked at."""
    closed = re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", text, flags=re.DOTALL)
    return closed.partition(b"<!--")[0].partition(b"<?")[0]


def _need_none(member: IO[bytes], wanted: re.Pattern[bytes], file: str) -> None:
    before = b""
    while piece := member.read(_PIECE):
        if wanted.search(before + piece):
            raise _refused(_FOUND[wanted], file)
        before = piece[-_LONGEST_TAG:]


def _refused(code: ErrorCode, file: str) -> InputError:
    return InputError(code, file=file)

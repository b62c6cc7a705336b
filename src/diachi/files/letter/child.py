"""The process that parses a letter: `python -m diachi.files.letter.child KIND LIMITS < FILE`, one line of JSON out.

A .docx or a PDF comes from outside, and what takes it apart is large: it runs here, with limits, and not with us.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, NoReturn

from diachi.core.errors import ErrorCode, InputError
from diachi.core.shape import plain

FILE = "-"  # the parent knows the name: a list of processes shows every argument to everybody on the machine


def main(arguments: Sequence[str]) -> NoReturn:
    """Read standard input as a letter, tell its text or why not, and end."""
    kind, told = arguments
    _limit(json.loads(told))
    with os.fdopen(0, "rb", closefd=False) as stream:
        said = _read(stream, kind)
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()
    os._exit(0)  # a parser that hangs while it cleans up has nothing more to say


def _limit(limits: Mapping[str, int]) -> None:
    try:
        import resource
    except ImportError:  # Windows: there the clock of the parent stands alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(stream: BinaryIO, kind: str) -> dict[str, Any]:
    try:
        said = _READERS[kind](stream)
        return said if isinstance(said, dict) else {"text": said}
    except InputError as refused:
        return {"refused": {"code": refused.code.value, "facts": dict(refused.facts)}}
    except MemoryError:
        return {"refused": {"code": ErrorCode.LETTER_TOO_HEAVY.value, "facts": {}}}
    except Exception as fault:  # told by its kind and place, for its words may hold the letter's
        return {"fault": type(fault).__name__ + _place(fault)}


def _place(fault: BaseException) -> str:
    at = fault.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f" {os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else ""


def _word(stream: BinaryIO) -> str:
    from diachi.files.letter.word import text_of_word
    from diachi.files.workbook.xml_guard import guard_xml

    guard_xml(stream, FILE)
    stream.seek(0)
    try:
        return text_of_word(stream)
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:  # what python-docx says of a broken package
        raise InputError(ErrorCode.LETTER_DAMAGED, file=FILE) from error


def _pdf(stream: BinaryIO) -> str:
    from diachi.files.letter.pdf import text_of_pdf

    return text_of_pdf(stream, FILE)


def _scan(stream: BinaryIO) -> dict[str, Any]:
    from diachi.files.letter.scan import read_scan

    scan = read_scan(stream, FILE)
    pages = [{**plain(page), "picture": base64.b64encode(page.picture).decode()} for page in scan.pages]
    return {"text": scan.text, "pages": pages}


_READERS: dict[str, Callable[[BinaryIO], str | dict[str, Any]]] = {"word": _word, "pdf": _pdf, "scan": _scan}

if __name__ == "__main__":
    main(sys.argv[1:])

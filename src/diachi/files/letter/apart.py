"""A process of its own for a letter that is more than typed text; whatever the file does, the caller lives."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, BinaryIO

from diachi.application.read_directive import ScannedPage, ScannedWord
from diachi.core.errors import ErrorCode, InputError, OurFault
from diachi.core.shape import build

_CHILD = "diachi.files.letter.child"
MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLimits:
    """How much one letter may take; a plan of sixty pages takes a tenth."""

    file_bytes: int = 32 * MB
    text_letters: int = 2_000_000
    memory_bytes: int = 768 * MB
    cpu_seconds: int = 20
    scan_seconds: int = 240  # a page of a scan takes a few seconds of its own


LIMITS = LetterLimits()


def text_read_apart(stream: BinaryIO, kind: str, file: str, limits: LetterLimits = LIMITS) -> str:
    """Give the text of an open letter; Fails: InputError with what is wrong with the file, OurFault."""
    return _text(_read_apart(stream, kind, file, limits), file, limits)


def scan_read_apart(stream: BinaryIO, file: str, limits: LetterLimits = LIMITS) -> tuple[str, tuple[ScannedPage, ...]]:
    """Give the text of a scan and its pages; Fails: InputError with what is wrong with the file, OurFault."""
    said = _read_apart(stream, "scan", file, limits)
    text = _text(said, file, limits)
    pages = [build(_Told, page) for page in said.get("pages", ())]
    return text, tuple(
        ScannedPage(picture=base64.b64decode(p.picture), width=p.width, height=p.height, words=p.words) for p in pages
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A page of a scan as the process tells it: the picture in letters."""

    picture: str
    width: int
    height: int
    words: tuple[ScannedWord, ...] = ()


def _read_apart(stream: BinaryIO, kind: str, file: str, limits: LetterLimits) -> dict[str, Any]:
    """Run the process on an open letter and give what it says."""
    stream.seek(0)
    seconds = limits.scan_seconds if kind == "scan" else limits.cpu_seconds
    told = json.dumps({"memory": limits.memory_bytes * (2 if kind == "scan" else 1), "cpu": seconds})
    # -P: a folder of letters must not lend us a module; -B: the process may write no file.
    call = [sys.executable, "-P", "-B", "-X", "utf8", "-m", _CHILD, kind, told]
    try:
        ended = subprocess.run(
            call,
            stdin=stream,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=2 * seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise InputError(ErrorCode.LETTER_TOO_HEAVY, file=file) from None
    return _said(ended.stdout)


def _said(out: bytes) -> dict[str, Any]:
    try:
        said = json.loads(out)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(said: dict[str, Any], file: str, limits: LetterLimits) -> str:
    if "refused" in said:
        code, facts = ErrorCode(said["refused"]["code"]), said["refused"]["facts"]
        raise InputError(_OF_A_LETTER.get(code, code), **{**facts, "file": file})
    if "fault" in said:
        raise OurFault(ErrorCode.UNEXPECTED, reason=str(said["fault"]))
    text = said.get("text")
    if not isinstance(text, str) or len(text) > limits.text_letters:  # ended by a limit, or there is no end to it
        raise InputError(ErrorCode.LETTER_TOO_HEAVY, file=file)
    return text


# The archive is looked into by what looks into workbooks; a letter has sentences of its own.
_OF_A_LETTER = {
    ErrorCode.WORKBOOK_DAMAGED: ErrorCode.LETTER_DAMAGED,
    ErrorCode.WORKBOOK_ENCRYPTED: ErrorCode.LETTER_ENCRYPTED,
    ErrorCode.WORKBOOK_DOCTYPE: ErrorCode.LETTER_DAMAGED,
    ErrorCode.ARCHIVE_CROOKED: ErrorCode.LETTER_DAMAGED,
    ErrorCode.ARCHIVE_NAMES: ErrorCode.LETTER_DAMAGED,
    ErrorCode.ARCHIVE_MEMBERS: ErrorCode.LETTER_TOO_HEAVY,
    ErrorCode.ARCHIVE_BOMB: ErrorCode.LETTER_TOO_HEAVY,
}


def as_of_a_letter(refused: InputError) -> InputError:
    """Say a refusal of the archive as one of a letter."""
    return InputError(_OF_A_LETTER.get(refused.code, refused.code), file=refused.facts["file"])

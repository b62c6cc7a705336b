"""tra-loi.json: what a person chose on the review page."""

from __future__ import annotations

import json
from pathlib import Path

from diachi.application.answered import FORMAT, Answers
from diachi.core.errors import DiachiError, ErrorCode, InputError
from diachi.core.shape import build


def read_answers(path: Path) -> Answers:
    """Read the answers; Fails: InputError FILE_MISSING, FORMAT_*, FIELD_WRONG, FIELD_UNKNOWN with the place."""
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    try:
        raw = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as error:
        raise InputError(ErrorCode.FIELD_WRONG, file=path.name, where="", wanted="JSON") from error
    found = str(raw.get("format", "")) if isinstance(raw, dict) else ""
    if found != FORMAT:
        newer = found.rpartition("@")[0] == FORMAT.rpartition("@")[0]
        raise InputError(ErrorCode.FORMAT_TOO_NEW if newer else ErrorCode.FORMAT_UNKNOWN, file=path.name, found=found)
    try:
        return build(Answers, raw)
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": path.name}) from error

"""allocation.json: the same proposal always gives the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from diachi.core.errors import DiachiError, ErrorCode, InputError
from diachi.core.proposal import FORMAT, Allocation
from diachi.core.shape import build, plain
from diachi.files.atomic import write_whole


def allocation_bytes(allocation: Allocation) -> bytes:
    """Give the canonical bytes: keys in schema order, one record a line, LF, UTF-8."""
    whole = plain(allocation, lists=True)
    lines = []
    for key, value in whole.items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(_line(item) for item in value)
            lines.append(f" {json.dumps(key)}: [\n  {rows}\n ]")
        elif key == "unmet" and value:
            parts = ",\n  ".join(f"{json.dumps(k)}: {_rows(v)}" for k, v in value.items())
            lines.append(f" {json.dumps(key)}: {{\n  {parts}\n }}")
        else:
            lines.append(f" {json.dumps(key)}: {_line(value)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _rows(items: list[object]) -> str:
    return "[\n   " + ",\n   ".join(_line(item) for item in items) + "\n  ]" if items else "[]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def write_allocation(path: Path, allocation: Allocation) -> None:
    """Replace the file whole."""
    write_whole(path, allocation_bytes(allocation))


def read_allocation(path: Path) -> Allocation:
    """Read a proposal; Fails: InputError FILE_MISSING, FORMAT_UNKNOWN, FORMAT_TOO_NEW, FIELD_WRONG with the place."""
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(ErrorCode.FORMAT_UNKNOWN, file=path.name, found="JSON") from error
    found = str(raw.get("format", "")) if isinstance(raw, dict) else ""
    if found != FORMAT:
        newer = found.rpartition("@")[0] == FORMAT.rpartition("@")[0]
        raise InputError(ErrorCode.FORMAT_TOO_NEW if newer else ErrorCode.FORMAT_UNKNOWN, file=path.name, found=found)
    try:
        return build(Allocation, raw)
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": path.name}) from error

"""mapping.toml: how the columns of lists are read, in a form a clerk can correct in Notepad."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diachi.application.ports import Words
from diachi.core.errors import DiachiError, ErrorCode, InputError
from diachi.core.listing.list_mapping import FORMAT, NOT_SAID, ListMapping, ListTable, MappingBook, fields_for, settled
from diachi.core.shape import build, plain
from diachi.core.text import fold
from diachi.files.atomic import write_whole

_UNITS = {"ngan": "nghin", "ti": "ty", "tr": "trieu", "d": "dong"}


def read_mapping(path: Path) -> MappingBook:
    """Read a mapping; Fails: InputError FILE_MISSING, FORMAT_*, FIELD_*, MAPPING_* with the place."""
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    try:
        # utf-8-sig: Notepad lays a mark before the first letter.
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(ErrorCode.FIELD_WRONG, file=path.name, where=str(error), wanted="TOML") from error
    found = str(raw.get("format", ""))
    if found != FORMAT:
        newer = found.rpartition("@")[0] == FORMAT.rpartition("@")[0]
        raise InputError(ErrorCode.FORMAT_TOO_NEW if newer else ErrorCode.FORMAT_UNKNOWN, file=path.name, found=found)
    try:
        return settled(build(MappingBook, _with_units(raw)), path.name)
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": path.name}) from error


def _with_units(raw: dict[str, Any]) -> dict[str, Any]:
    """Write units as codes: "triệu đồng" is trieu."""
    for one in raw.get("lists", ()):
        for column in one.get("columns", ()) if isinstance(one, dict) else ():
            if isinstance(column, dict) and isinstance(column.get("unit"), str):
                word = fold(column["unit"]).partition(" ")[0]
                column["unit"] = _UNITS.get(word, word)
    return raw


def write_mapping(path: Path, lists: Sequence[ListMapping], words: Words) -> None:
    """Replace the file whole."""
    write_whole(path, mapping_text(lists, words).encode())


def mapping_text(lists: Sequence[ListMapping], words: Words) -> str:
    """Give the TOML text: first what may be written where, then one table a kind of list, one line a column."""
    lines = [f"# {line}".rstrip() for line in words.text("mapping.head").splitlines()]
    seen = {one.table for one in lists if one.is_list} | {ListTable.HOUSEHOLDS}
    for table in [table for table in ListTable if table in seen]:
        lines += ["#", f"# {table.value} = {words.text(f'table.{table.value}')}:"]
        lines += [f"#   {name} = {field_label(table.value, name, words)}" for name in fields_for(table.value)]
    lines += ["", f"format = {_text(FORMAT)}"]
    for one in lists:
        lines += ["", *_list(one, words)]
    return "\n".join(lines) + "\n"


def _list(one: ListMapping, words: Words) -> list[str]:
    told = plain(one)
    lines = ["[[lists]]"]
    for key in ("table", "header_rows", "files", "sheets", "senders", "day_order", "font"):
        if told.get(key):
            lines.append(f"{key} = {_value(told[key])}")
    lines.append("columns = [")
    for column in told.get("columns", ()):
        cells = ", ".join(f"{key} = {_value(column.get(key, ''))}" for key in ("column", "header", "read_as"))
        unit = f", unit = {_text(column['unit'])}" if column.get("unit") else ""
        said = field_label(one.table.value, column.get("read_as", ""), words)
        lines.append(f"  {{ {cells}{unit} }},  # {said}")
    return [*lines, "]"]


def field_label(table: str, name: str, words: Words) -> str:
    """Give how people call a field; a column that is passed over has its own words."""
    if name in ("", NOT_SAID):
        return words.text("mapping.not_said" if name else "mapping.passed_over")
    for own in (table, "households"):
        if words.has(f"living.{own}.{name}"):
            return words.text(f"living.{own}.{name}")
    return words.text(f"mapping.field.{name}")


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    """A basic string of TOML."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'

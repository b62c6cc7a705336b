"""Forms as TOML files: those that come with the law data, and those an office wrote itself."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from diachi.application.ports import Words
from diachi.core.errors import DiachiError, ErrorCode, InputError
from diachi.core.forms.conditions import Condition
from diachi.core.forms.form import ReportForm
from diachi.core.forms.values import COUNTING, VALUES, settled
from diachi.core.shape import build

_END = ".toml"


@cache
def _shipped() -> dict[str, str]:
    """The texts of the forms of the law data, by id."""
    found = sorted((files("diachi") / "law" / "forms").iterdir(), key=lambda path: path.name)
    return {f.name.removesuffix(_END): f.read_text(encoding="utf-8") for f in found if f.name.endswith(_END)}


def shipped_forms() -> tuple[ReportForm, ...]:
    """Give every form of the law data."""
    return tuple(_form(text, f"{name}{_END}") for name, text in _shipped().items())


def read_form(said: str) -> ReportForm:
    """Give a form by its id, or from a file; Fails: FORM_UNKNOWN, FILE_MISSING, FORMAT_*, FIELD_*, FORM_VALUE_*."""
    name = _named(said)
    if name:
        return _form(_shipped()[name], name)
    path = Path(said)
    if path.suffix.lower() != _END:
        raise InputError(ErrorCode.FORM_UNKNOWN, name=said, known=tuple(_shipped()))
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    try:
        # utf-8-sig: Notepad lays a mark before the first letter.
        return _form(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"), path.name)
    except UnicodeDecodeError as error:
        raise InputError(ErrorCode.FIELD_WRONG, file=path.name, where=str(error), wanted="UTF-8") from error


def form_text(said: str, words: Words) -> str:
    """Give the text of a form of the law data for an office to change, with all that its columns may say above it.

    Fails: FORM_UNKNOWN.
    """
    name = _named(said)
    if not name:
        raise InputError(ErrorCode.FORM_UNKNOWN, name=said, known=tuple(_shipped()))
    form = _form(_shipped()[name], name)
    lines = [f"# {line}".rstrip() for line in words.text("form.head").splitlines()]
    lines += ["#", f"# {words.text('form.values')}"]
    lines += [f"#   {value} = {value_label(value, words)}" for value in VALUES[form.rows]]
    if form.rows in COUNTING:
        lines += ["#", f"# {words.text('form.counts')}"]
        lines += [f"#   {condition.value} = {words.label(condition)}" for condition in Condition]
    return "\n".join(lines) + "\n\n" + _shipped()[name]


def value_label(value: str, words: Words) -> str:
    """Give how people call a value."""
    table, _, column = value.partition(".")
    if not column:
        return words.text(f"form.value.{value}")
    own = f"form.value.{table}.{column}"
    return words.text(own if words.has(own) else f"living.{table}s.{column}")


def _named(said: str) -> str:
    return next((name for name in _shipped() if name.lower() == said.lower()), "")


def _form(text: str, file: str) -> ReportForm:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(ErrorCode.FIELD_WRONG, file=file, where=str(error), wanted="TOML") from error
    for column in raw.get("columns", ()):
        if isinstance(column, dict):
            for name in ("header", "count", "percent_of"):  # one word needs no list
                if isinstance(column.get(name), str):
                    column[name] = [column[name]]
    try:
        return settled(build(ReportForm, raw), file)
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": file}) from error

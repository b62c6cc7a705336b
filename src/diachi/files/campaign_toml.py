"""campaign.toml: the rules of a campaign in a form a clerk can read and change, each with the words it came from."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diachi.application.ports import Words
from diachi.core.campaign import FORMAT, Campaign
from diachi.core.errors import DiachiError, ErrorCode, InputError
from diachi.core.shape import build, plain
from diachi.files.atomic import write_whole

_INLINE = ("source", "select", "when")


def read_campaign(path: Path) -> Campaign:
    """Read a campaign; Fails: InputError FILE_MISSING, FORMAT_*, FIELD_WRONG or FIELD_UNKNOWN with the place."""
    raw = _tables(path)
    found = str(raw.get("format", ""))
    if found != FORMAT:
        newer = found.rpartition("@")[0] == FORMAT.rpartition("@")[0]
        raise InputError(ErrorCode.FORMAT_TOO_NEW if newer else ErrorCode.FORMAT_UNKNOWN, file=path.name, found=found)
    try:
        return build(Campaign, raw)
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": path.name}) from error


def with_tables(campaign: Campaign, path: Path, only: Sequence[str] = ()) -> Campaign:
    """Give the campaign with the tables of a file in place of its own.

    Fails: InputError FILE_MISSING, FIELD_WRONG, FIELD_UNKNOWN with the place, also for a table outside `only`.
    """
    raw = _tables(path)
    if not raw:
        raise InputError(ErrorCode.TABLES_NONE, file=path.name)
    if outside := sorted(set(raw) - set(only)) if only else []:
        raise InputError(ErrorCode.FIELD_UNKNOWN, file=path.name, where=outside[0])
    try:
        return build(Campaign, {**plain(campaign), **raw})
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": path.name}) from error


def _tables(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(ErrorCode.FIELD_WRONG, file=path.name, where=str(error), wanted="TOML") from error


def write_campaign(path: Path, campaign: Campaign, words: Words) -> None:
    """Replace the file whole."""
    write_whole(path, campaign_text(campaign, words).encode())


def campaign_text(campaign: Campaign, words: Words) -> str:
    """Give the TOML text: short comments above the tables, sources on one line, questions in words."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(words.text("campaign.head")))
    whole = {"format": campaign.format, **plain(campaign)}
    for key, value in whole.items():
        if not isinstance(value, dict | list) or not value:
            document.add(key, value)
    for key, value in whole.items():
        if isinstance(value, dict) and value:
            document.add(tomlkit.nl())
            document.add(tomlkit.comment(words.text(f"campaign.{key}")))
            document.add(key, _table(value))
        elif isinstance(value, list) and value:
            document.add(tomlkit.nl())
            document.add(tomlkit.comment(words.text(f"campaign.{key}")))
            tables = tomlkit.aot()
            for item in value:
                tables.append(_table(_spoken_question(item, words) if key == "questions" else item))
            document.add(key, tables)
    return tomlkit.dumps(document)


def _spoken_question(question: dict[str, Any], words: Words) -> dict[str, Any]:
    """A reading's effect is written out in words, so that a person can answer in the file itself."""
    readings = [
        {
            "code": r["code"],
            "effect": words.text(r["effect"], about=question.get("about", ""))
            if r.get("effect", "").startswith("question.")
            else r["effect"],
        }
        for r in question["readings"]
    ]
    return {**question, "readings": readings}


def _table(value: dict[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    for key, item in value.items():
        if key in _INLINE and isinstance(item, dict):
            inline = tomlkit.inline_table()
            inline.update(item)
            table.add(key, inline)
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            array = tomlkit.array()
            for row in item:
                inline = tomlkit.inline_table()
                inline.update(row)
                array.append(inline)
            table.add(key, array.multiline(True))
        else:
            table.add(key, item)
    return table

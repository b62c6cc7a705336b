"""The part of import-register that gives workbooks back to their senders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diachi.application.import_register import Imported
from diachi.application.return_workbook import as_sent, return_workbook
from diachi.cli.console import Console
from diachi.core.errors import ErrorCode, InputError
from diachi.core.issues import IssueLevel
from diachi.core.listing.sheet import SheetRows
from diachi.files.atomic import write_whole
from diachi.files.words import Words
from diachi.files.workbook_in import read_workbook

_END = "-can-sua"
_OURS = re.compile(rf"{_END}(?:-\d+)?$")
Sent = dict[Path, tuple[SheetRows, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """One workbook that went back: the file it answers, its own name, its marked cells, what it could not keep."""

    file: str
    out: str
    errors: int
    warnings: int
    lost: tuple[str, ...]


def read_sent(paths: Sequence[str], *, returning: bool) -> Sent:
    """Read workbooks as their senders know them; Fails: InputError FILE_NAMED_TWICE when marks could be mixed up."""
    sent = {path: as_sent(read_workbook(path)) for path in map(Path, paths)}
    if returning:
        _need_own_names(sent)
    return sent


def _need_own_names(sent: Sent) -> None:
    names: dict[str, Path] = {}
    for path, sheets in sent.items():
        for name in {sheet.file for sheet in sheets}:
            if names.setdefault(name, path) != path:
                raise InputError(ErrorCode.FILE_NAMED_TWICE, file=name)


def read_each(paths: Sequence[str], *, returning: bool, console: Console) -> tuple[Sent, tuple[InputError, ...]]:
    """Read workbooks one by one; of several, one that cannot be read is named and does not stop the others.

    Fails: InputError when the only one, or every one, cannot be read; FILE_NAMED_TWICE as in `read_sent`.
    """
    if len(paths) == 1:
        return read_sent(paths, returning=returning), ()
    sent: Sent = {}
    refused: list[InputError] = []
    for at, path in enumerate(dict.fromkeys(paths), start=1):
        try:
            with console.step("step.read_file", file=Path(path).name, at=at, of=len(paths)):
                sent |= read_sent([path], returning=False)
        except InputError as refusal:
            console.line(console.words.error(refusal))
            refused.append(refusal)
    if not sent:
        raise refused[0]
    if returning:
        _need_own_names(sent)
    return sent, tuple(refused)


def give_back(sent: Sent, found: Imported, folder: Path, console: Console) -> tuple[GivenBack, ...]:
    """Write a marked copy of every workbook with something to correct, each whole or not at all, and say so."""
    from diachi.files.workbook_back import marked_copy  # openpyxl is loaded only when something goes back

    path_of = {sheet.file: path for path, own in sent.items() for sheet in own}
    sheets = [opened for opened in found.opened if opened.sheet.file in path_of]
    written: dict[Path, GivenBack] = {}
    for returned in return_workbook(sheets=sheets, issues=found.issues, ids=found.ids):
        path = path_of[returned.file]
        with console.step("step.give_back", file=path.name):
            # The sender reads Vietnamese, whatever language the operator's screen speaks.
            copy = marked_copy(path, sent[path], returned, Words("vi"))
        out = _free_name(folder, path, {p.resolve() for p in (*sent, *written)})
        write_whole(out, copy.content)
        written[out] = GivenBack(
            file=returned.file,
            out=out.name,
            errors=returned.cells(IssueLevel.ERROR),
            warnings=returned.cells(IssueLevel.WARNING),
            lost=tuple(part.value for part in copy.lost),
        )
        _say(written[out], console)
    if not written:
        console.say("return.nothing")
    return tuple(written.values())


def _say(given: GivenBack, console: Console) -> None:
    lost = given.lost
    key = "return.done_of_format" if lost == ("format",) else "return.done_plain" if lost else "return.done"
    names = tuple(console.words.text(f"return.lost.{part}") for part in lost)
    console.say(key, out=given.out, error=given.errors, warning=given.warnings, names=names)


def _free_name(folder: Path, path: Path, taken: set[Path]) -> Path:
    """Give NAME-can-sua.xlsx; never the place of a workbook that was read or of one just written."""
    stem = _OURS.sub("", path.stem)
    number = 1
    while (out := folder / f"{stem}{_END}{'' if number == 1 else f'-{number}'}.xlsx").resolve() in taken:
        number += 1
    return out

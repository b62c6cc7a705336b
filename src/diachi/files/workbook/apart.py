"""A process of its own for the parsing, and what its end means: the caller lives whatever the file does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any, BinaryIO

from diachi.core.errors import ErrorCode, InputError, OurFault
from diachi.core.listing.sheet import SheetRows
from diachi.files.workbook.limits import MB, Limits
from diachi.files.workbook.wire import read_line

_CHILD = "diachi.files.workbook.child"
_LONGEST_LINE = 64 * MB


def read_apart(
    stream: BinaryIO, kind: str, file: str, only_sheet: str, limits: Limits, unpacked: int
) -> tuple[SheetRows, ...]:
    """Give the sheets of an open file, `only_sheet` naming a sheet without a name; Fails: InputError, OurFault."""
    told = json.dumps({"limits": asdict(limits), "cpu": limits.cpu_seconds(unpacked)})
    # -P: a folder of lists must not lend us a module; -B: the process may write no file.
    call = [sys.executable, "-P", "-B", "-X", "utf8", "-m", _CHILD, kind, told]
    child = subprocess.Popen(
        call,
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "RUST_BACKTRACE": "0"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    late = threading.Event()
    clock = threading.Timer(limits.wall_seconds(unpacked), _end, (child, late))
    clock.start()
    try:
        with child:
            assert child.stdout is not None
            reading = _Reading(file, only_sheet, limits)
            try:
                reading.take(child.stdout)
            except BaseException:
                child.kill()  # a refusal, a fault or Ctrl-C: nothing more is wanted of it
                raise
    finally:
        clock.cancel()
    if reading.done:
        return reading.sheets()
    raise reading.cut_off(why_it_ended(child.returncode, late.is_set()))


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def why_it_ended(code: int, late: bool) -> ErrorCode:
    """A process that ends without its last line was ended: by our clock, the system's, or for want of memory."""
    ended_by = next((s.name for s in signal.Signals if s == -code), "")
    if late or ended_by == "SIGXCPU":
        return ErrorCode.READING_TOO_SLOW
    # The parser aborts when memory is refused; the system kills when it runs out of its own.
    return ErrorCode.READING_TOO_LARGE if ended_by in ("SIGABRT", "SIGKILL") else ErrorCode.READING_BROKE


class _Reading:
    """What the process has told so far."""

    def __init__(self, file: str, only_sheet: str, limits: Limits) -> None:
        self.file, self.only_sheet, self.limits = file, only_sheet, limits
        self.found: list[tuple[str, list[tuple[Any, ...]]]] = []
        self.struck: dict[int, frozenset[tuple[int, int]]] = {}
        self.done = False

    def sheets(self) -> tuple[SheetRows, ...]:
        """Give every sheet told."""
        return tuple(
            SheetRows(file=self.file, name=name, rows=tuple(rows), struck=self.struck.get(n, frozenset()))
            for n, (name, rows) in enumerate(self.found)
        )

    def cut_off(self, code: ErrorCode) -> InputError:
        """Give the refusal for a process that was ended, naming the sheet it was reading where that explains it."""
        if code is ErrorCode.READING_TOO_LARGE and self.found:
            return InputError(ErrorCode.SHEET_TOO_LARGE, file=self.file, sheet=self.found[-1][0])
        return InputError(code, file=self.file)

    def take(self, out: IO[bytes]) -> None:
        """Take every line until the end; Fails: InputError for a refusal told, OurFault for a fault told."""
        for kind, value in self._lines(out):
            if kind == "rows":
                self.found[-1][1].extend(map(tuple, value))
            elif kind == "sheet":
                self.found.append((value or self.only_sheet, []))
            elif kind == "struck":
                self.struck[len(self.found) - 1] = frozenset((int(row), int(column)) for row, column in value)
            elif kind == "refused":
                raise self._refusal(ErrorCode(value["code"]), value["facts"])
            elif kind == "fault":
                raise OurFault(ErrorCode.UNEXPECTED, reason=str(value))
            elif kind == "done":
                self.done = True

    def _refusal(self, code: ErrorCode, facts: dict[str, Any]) -> InputError:
        if code is ErrorCode.READING_TOO_LARGE:  # the process met the limit of memory and could still say so
            return self.cut_off(code)
        unnamed = {"sheet": self.only_sheet} if facts.get("sheet") == "" else {}
        return InputError(code, **{**facts, **unnamed, "file": self.file})

    def _lines(self, out: IO[bytes]) -> Iterator[tuple[str, Any]]:
        left = self.limits.sent_bytes
        while raw := out.readline(_LONGEST_LINE):
            left -= len(raw)
            if left < 0 or (len(raw) == _LONGEST_LINE and not raw.endswith(b"\n")):
                raise InputError(ErrorCode.READING_TOO_LARGE, file=self.file)
            if not raw.endswith(b"\n"):  # cut where the process was ended
                return
            yield read_line(raw)

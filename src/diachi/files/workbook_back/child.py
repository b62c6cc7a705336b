"""The process that writes marks into a stranger's workbook: `python -m diachi.files.workbook_back.child < JOB`.

It is given what the parent decided, opens the sender's file, and tells one line of JSON, then the bytes of the copy. It
is limited as the reading process is; what it cannot do within its limits goes back as a plain copy.
"""

from __future__ import annotations

import errno
import json
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from diachi.application.return_workbook import Returned
from diachi.files.words import Words
from diachi.files.workbook.child import place_of_fault
from diachi.files.workbook.limits import MB, hold_to
from diachi.files.workbook_back.lost import LostPart, lost_parts

Write = Callable[[Path, Returned, Words], tuple[bytes, dict[str, tuple[int, int]]] | None]
_FULL = (errno.EFBIG, errno.ENOSPC, errno.ENOMEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingLimits:
    """How much one marked copy may take: several times what a list of 20,000 rows in 25 columns took."""

    memory_bytes: int = 2_048 * MB
    file_bytes: int = 400 * MB  # the writer lays sheets beside each other in temporary files
    seconds: int = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the process is given."""

    path: Path
    returned: Returned
    lang: str
    limits: WritingLimits


def main() -> NoReturn:
    """Take a job on standard input, tell what came of it on standard output, and end."""
    from diachi.files.workbook_back.in_place import written_in_place  # the parent needs no writer to describe a job

    # From our own process, never from a file: a job is trusted, what comes back is JSON and bytes.
    job: Job = pickle.load(sys.stdin.buffer)
    hold_to(memory_bytes=job.limits.memory_bytes, cpu_seconds=job.limits.seconds, file_bytes=job.limits.file_bytes)
    head: dict[str, Any] = {}
    content = b""
    try:
        head, content = _done(job, written_in_place)
    except Exception as fault:
        head = {"lost": [LostPart.HEAVY.value]} if _is_heavy(fault) else {"fault": place_of_fault(fault)}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)
    sys.stdout.buffer.flush()
    os._exit(0)


def _is_heavy(fault: Exception) -> bool:
    """Say whether a limit was met: of memory, of the files the writer lays aside, told by it under another name."""
    full = isinstance(fault, OSError) and fault.errno in _FULL
    return full or isinstance(fault, MemoryError) or type(fault).__name__ == "SerialisationError"


def _done(job: Job, write: Write) -> tuple[dict[str, Any], bytes]:
    if lost := lost_parts(job.path):
        return {"lost": [part.value for part in lost]}, b""
    written = write(job.path, job.returned, Words(job.lang))
    if written is None:
        return {"lost": [LostPart.CHANGED.value]}, b""
    content, ours = written
    return {"ours": ours}, content


if __name__ == "__main__":
    main()

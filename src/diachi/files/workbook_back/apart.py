"""A process of its own for writing into a sender's workbook: the caller lives whatever the file does."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diachi.application.return_workbook import Returned
from diachi.core.errors import ErrorCode, OurFault
from diachi.files.workbook_back.child import Job, WritingLimits
from diachi.files.workbook_back.lost import LostPart

_CHILD = "diachi.files.workbook_back.child"
LIMITS = WritingLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The bytes of a marked copy and our columns in each sheet; or what such a copy would lose."""

    content: bytes = b""
    ours: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    lost: tuple[LostPart, ...] = ()


def written_apart(path: Path, returned: Returned, lang: str, limits: WritingLimits = LIMITS) -> Written:
    """Mark the sender's own workbook; Fails: OurFault. A process that met its limits lost what is too heavy to keep."""
    job = pickle.dumps(Job(path=path.resolve(), returned=returned, lang=lang, limits=limits))
    call = [sys.executable, "-P", "-B", "-X", "utf8", "-m", _CHILD]
    try:
        ended = subprocess.run(
            call,
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * limits.seconds,
            env={**os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Written(lost=(LostPart.HEAVY,))
    head, _, content = ended.stdout.partition(b"\n")
    if ended.returncode or not head:
        return Written(lost=(LostPart.HEAVY,))
    told = json.loads(head)
    if "fault" in told:
        raise OurFault(ErrorCode.UNEXPECTED, reason=str(told["fault"]))
    ours = {str(name): (int(ids), int(words)) for name, (ids, words) in told.get("ours", {}).items()}
    return Written(content=content, ours=ours, lost=tuple(LostPart(part) for part in told.get("lost", ())))

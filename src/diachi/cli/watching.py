"""A solve that a person can follow and stop: progress, a limit of seconds, Ctrl-C that keeps what is proven."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from diachi.cli.console import Console
from diachi.core.errors import ErrorCode, InputError

SHOWN_AFTER = 1.0  # seconds; a short solve says nothing


class Watcher:
    """Says at each step of a solve whether to go on; give it to a verb as its `watch`."""

    def __init__(self, console: Console, seconds: float | None = None) -> None:
        """Begin to count; without seconds only a person stops it."""
        self._console = console
        self._began = time.monotonic()
        self._shown = self._began
        self.seconds = seconds
        self.stopped = ""  # stopped_time, stopped_person

    def __call__(self, level: int, steps: int) -> bool:
        """Show where the solve is; say no when the time is over or a person asked to stop."""
        now = time.monotonic()
        if not self.stopped and self.seconds is not None and now - self._began >= self.seconds:
            self.stopped = "stopped_time"
        if not self._console.quiet and now - self._shown >= SHOWN_AFTER:
            self._shown = now
            words = self._console.words
            text = words.text("allocate.working", level=level + 1, steps=steps, seconds=round(now - self._began))
            print(f"\r  · {text} …   ", end="", file=sys.stderr, flush=True)
        return not self.stopped

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within, the first Ctrl-C stops at what is proven, the second gives up."""

        def asked(number: int, frame: FrameType | None) -> None:
            if self.stopped:
                raise KeyboardInterrupt
            self.stopped = "stopped_person"
            print(file=sys.stderr)
            self._console.say("allocate.stopping")

        before = signal.signal(signal.SIGINT, asked)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def seconds_of(value: str | None) -> float | None:
    """Read --time-limit; Fails: InputError TIME_LIMIT_WRONG."""
    if value is None:
        return None
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise InputError(ErrorCode.TIME_LIMIT_WRONG, value=value)
    return seconds

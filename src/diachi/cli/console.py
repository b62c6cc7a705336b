"""What a person sees of a verb: sentences on stderr, machine output alone on stdout, progress only on a terminal."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TextIO

from diachi.core.errors import DiachiError, ErrorCode, OurFault
from diachi.files.law.tables import edition
from diachi.files.words import Words

LANGUAGES = ("vi", "en")


def _laid_out(text: str, stream: TextIO) -> str:
    """Long lines break between words on a terminal, with the rest indented; in a pipe a line stays a line."""
    if not stream.isatty():
        return text
    width = max(40, shutil.get_terminal_size().columns - 1)
    lines = (textwrap.fill(line, width, subsequent_indent="    ", break_long_words=False) for line in text.split("\n"))
    return "\n".join(lines)


@dataclass(frozen=True)
class Console:
    """The words to speak with, and what the call said about speaking."""

    words: Words
    debug: bool = False
    quiet: bool = False

    @staticmethod
    def of(args: Sequence[str]) -> Console:
        """Read --lang and --debug before the call is parsed: a refusal already speaks the right language."""
        asked = next((b for a, b in pairwise(args) if a == "--lang"), "vi")
        asked = next((a.partition("=")[2] for a in args if a.startswith("--lang=")), asked)
        return Console(
            words=Words(asked if asked in LANGUAGES else "vi"), debug="--debug" in args, quiet=not sys.stderr.isatty()
        )

    def say(self, key: str, **facts: object) -> None:
        """Write one sentence from the words to stderr."""
        self.line(self.words.text(key, **facts))

    def line(self, text: str) -> None:
        """Write a ready line to stderr."""
        print(_laid_out(text, sys.stderr), file=sys.stderr)

    def result(self, text: str) -> None:
        """Write a line of the result to stdout."""
        print(_laid_out(text, sys.stdout))

    def machine(self, value: object) -> None:
        """Write machine output alone to stdout; days as ISO."""
        print(json.dumps(value, ensure_ascii=False, indent=1, default=date.isoformat))

    @contextmanager
    def step(self, key: str, **facts: object) -> Iterator[None]:
        """Show a step while it runs, on a terminal only."""
        if self.quiet:
            yield
            return
        text = self.words.text(key, **facts)
        print(f"  · {text} …", end="", file=sys.stderr, flush=True)
        try:
            yield
        except BaseException:
            print(file=sys.stderr)
            raise
        print(f"\r  ✓ {text}  ", file=sys.stderr, flush=True)

    def guarded(self, call: Callable[[Console], int]) -> int:
        """Run a call and name the law data it used; a refusal is one sentence and its exit code, a fault of ours 70."""
        try:
            code = call(self)
            self.say("console.law", edition=edition())
            return code
        except DiachiError as refusal:
            return self._refuse(refusal)
        except KeyboardInterrupt:
            self.say("console.stopped")
            return 130
        except BrokenPipeError:
            return 0
        except Exception as fault:
            return self._refuse(OurFault(ErrorCode.UNEXPECTED, reason=type(fault).__name__))

    def _refuse(self, refusal: DiachiError) -> int:
        if self.debug:
            traceback.print_exc()
        self.line(self.words.error(refusal))
        return refusal.exit_code

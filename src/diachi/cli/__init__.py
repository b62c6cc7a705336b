"""The side door: the same verbs on files, without a database.

Exit codes: 0 done, 1 a check found something, 2 bad input or call, 3 a person must decide,
4 the rules cannot be met, 70 our fault.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and give its exit code; sentences go to stderr, results to stdout."""
    from diachi.cli.console import Console
    from diachi.cli.parser import CallRefused, parse

    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # A pipe on an old Windows PC does not speak UTF-8 by itself, and every sentence here is Vietnamese.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    console = Console.of(args)
    try:
        call = parse(args, console.words)
    except CallRefused as refused:
        return refused.answer(console)
    return console.guarded(call)

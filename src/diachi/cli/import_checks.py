"""The part of import-register that lists every check of what comes in: --checks."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby

from diachi.cli.console import Console
from diachi.core.listing.checks import CHECKS, Check


def say_checks(console: Console, *, as_json: bool) -> None:
    """Print every check with its words: how grave, what becomes of the cell, what to do."""
    if as_json:
        console.machine({"checks": [_told(check, console) for check in CHECKS]})
        return
    words = console.words
    for subject, checks in groupby(CHECKS, key=lambda c: c.subject):
        console.result(words.label(subject))
        for check in checks:
            issue = f"issue.{check.code.value}"
            levels = tuple(words.text(f"return.level.{level.value}") for level in check.levels)
            said = {part: words.plain(f"{issue}.{part}") for part in ("what", "why", "do")}
            console.result(words.text("checks.line", levels=levels, effect=words.label(check.effect), **said))


def _told(check: Check, console: Console) -> dict[str, object]:
    said = {part: console.words.plain(f"issue.{check.code.value}.{part}") for part in ("what", "why", "do")}
    return {**asdict(check), **said}

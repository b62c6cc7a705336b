"""What a sentence leaves a place for, the code that says it brings along: no sentence has a hole."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from typing import Any

from house import PACKAGE, Module, modules

WORDS: dict[str, Any] = tomllib.loads((PACKAGE / "words" / "vi.toml").read_text(encoding="utf-8"))
CODES = {"ErrorCode": "error", "IssueCode": "issue", "ReasonCode": "reason", "FindingCode": "finding"}
# A fact another room adds before the sentence is said: module -> facts, and who adds them.
ADDED = {"src/diachi/core/shape.py": {"file"}}  # the readers in files know which file it was


def _places(words: Any) -> set[str]:
    texts = words.values() if isinstance(words, dict) else [words]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def _brought(call: ast.Call) -> set[str] | None:
    """Give the names of the facts written at a call; None when they are put together elsewhere."""
    names = {keyword.arg for keyword in call.keywords if keyword.arg != "facts"}
    tables = [k.value for k in call.keywords if k.arg == "facts"]
    for table in [*tables, *(a for a in call.args if isinstance(a, ast.Dict))]:
        if not isinstance(table, ast.Dict):
            return None
        names |= {k.value if isinstance(k, ast.Constant) else None for k in table.keys}
    if None in names or any(isinstance(a, ast.Name | ast.Starred) for a in call.args):
        return None
    return {name for name in names if name is not None}


def _holes(module: Module) -> Iterator[str]:
    for call in (n for n in ast.walk(module.tree) if isinstance(n, ast.Call)):
        for value in (*call.args, *(k.value for k in call.keywords)):
            if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name) and value.value.id in CODES:
                needed = _places(WORDS[CODES[value.value.id]].get(value.attr.lower(), {}))
                brought = _brought(call)
                lacking = needed - (brought or set()) - ADDED.get(module.place, set())
                if brought is not None and lacking:
                    yield f"{module.place}:{call.lineno} {value.attr} {sorted(lacking)}"


def test_no_sentence_has_a_hole() -> None:
    assert [hole for module in modules("src") for hole in _holes(module)] == []


def test_a_planted_hole_is_seen() -> None:
    text = "raise InputError(ErrorCode.FILE_MISSING)\nIssue(code=IssueCode.TOTAL_DIFFERS, facts={})\n"
    planted = Module(modules("src")[0].path, text, ast.parse(text))
    assert len(list(_holes(planted))) == 2

"""The source runs on Windows too, and what is committed names no machine and no place it was made at."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from house import ROOT, Module, modules, tracked

POSIX_MODULES = frozenset({"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "crypt"})
POSIX_CALLS = frozenset({"fork", "forkpty", "getuid", "geteuid", "getgid", "chown", "setsid", "killpg", "mkfifo"})
POSIX_SIGNALS = frozenset({"SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGUSR2", "alarm", "setitimer"})
TEXT = {".py", ".toml", ".txt", ".in", ".md", ".json", ".csv", ".svg", ".cmd", ".yml", ".yaml", ".cfg", ""}
# Put together here, so that this file does not hold what it looks for.
PLACES = ["/" + "work/", "/" + "tmp/", "/" + "root/", "/" + "home/", "/" + "Users/", "/" + "opt/"]
HOSTS = ["pypi" + ".org", "python" + "hosted" + ".org", "test" + ".pypi", "--index" + "-url", "--find" + "-links http"]
MAY_NAME_HOSTS: frozenset[str] = frozenset()


def _guarded(tree: ast.Module) -> set[int]:
    """Lines inside `try` that catches ImportError, or under an `if` that asks for the platform."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        asks = isinstance(node, ast.If) and re.search(r"os\.name|sys\.platform|hasattr", ast.unparse(node.test))
        tries = isinstance(node, ast.Try) and any("ImportError" in ast.unparse(h) for h in node.handlers)
        if asks or tries:
            lines |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))  # type: ignore[attr-defined]
    return lines


def _posix_only(module: Module) -> list[str]:
    guarded = _guarded(module.tree)
    found = []
    for node in ast.walk(module.tree):
        names: set[str] = set()
        if isinstance(node, ast.Import):
            names = {alias.name.partition(".")[0] for alias in node.names} & POSIX_MODULES
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module or "").partition(".")[0]} & POSIX_MODULES
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("os", "signal"):
            names = {node.attr} & (POSIX_CALLS | POSIX_SIGNALS)
        if names and getattr(node, "lineno", 0) not in guarded and not _asked_on_the_line(module, node):
            found.append(f"{module.place}:{getattr(node, 'lineno', 0)} {sorted(names)[0]}")
    return found


def _asked_on_the_line(module: Module, node: ast.AST) -> bool:
    return bool(re.search(r"hasattr|os\.name", module.text.splitlines()[getattr(node, "lineno", 1) - 1]))


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        place = path.relative_to(ROOT).as_posix()
        letter = place.startswith("examples/") and "/letters/" in place
        if path.suffix in TEXT and not letter:
            found.append((place, path.read_text(encoding="utf-8")))
    return found


def test_nothing_in_the_source_needs_posix() -> None:
    assert [line for folder in ("src", "tools") for m in modules(folder) for line in _posix_only(m)] == []


@pytest.mark.parametrize("line", ["import fcntl", "from resource import getrlimit", "import os\nos.fork()"])
def test_a_planted_posix_call_is_seen_and_a_guarded_one_is_not(line: str) -> None:
    planted = Module(modules("src")[0].path, line, ast.parse(line))
    assert len(_posix_only(planted)) == 1
    text = "try:\n" + "\n".join(f"    {part}" for part in line.splitlines()) + "\nexcept ImportError:\n    pass\n"
    assert _posix_only(Module(planted.path, text, ast.parse(text))) == []


@pytest.mark.parametrize("wrong", [*PLACES, *HOSTS])
def test_no_committed_text_names_a_machine_or_a_registry(wrong: str) -> None:
    assert [place for place, text in _texts() if wrong in text and place not in MAY_NAME_HOSTS] == []


def test_every_committed_text_is_utf_8_with_one_kind_of_line_end() -> None:
    found = [p for p in tracked() if p.suffix in {".py", ".toml", ".md"} and b"\r\n" in p.read_bytes()]
    assert found == []
    assert all(p.read_bytes()[:3] != b"\xef\xbb\xbf" for p in tracked() if p.suffix in {".py", ".toml", ".md"})


def test_no_path_is_too_long_or_forbidden_on_windows() -> None:
    wrong = re.compile(r'[<>:"|?*\\]|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)|[ .]$', re.IGNORECASE)
    places = [p.relative_to(ROOT).as_posix() for p in tracked()]
    assert [p for p in places if wrong.search(p) or len(p) > 120] == []
    assert len({p.casefold() for p in places}) == len(places)
    assert Path(ROOT / "run.cmd") in tracked()

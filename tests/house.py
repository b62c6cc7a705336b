"""The source tree as tests about the house read it: modules, functions, classes, tracked files."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "diachi"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the project, its text, its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        return self.path.relative_to(PACKAGE).parts[0] if self.path.is_relative_to(PACKAGE) else ""

    @property
    def dotted(self) -> str:
        parts = self.path.relative_to(PACKAGE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules(*folder: str) -> tuple[Module, ...]:
    """Give every Python file under a folder of the project, by path."""
    found = sorted(ROOT.joinpath(*folder).rglob("*.py"))
    return tuple(Module(p, t, ast.parse(t)) for p in found for t in [p.read_text(encoding="utf-8")])


def functions(tree: ast.AST, within: str = "") -> Iterator[tuple[str, Function]]:
    """Give every function with its dotted name, methods and inner functions too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield within + node.name, node
        if isinstance(node, Function | ast.ClassDef):
            yield from functions(node, f"{within}{node.name}.")
        else:
            yield from functions(node, within)


def classes(module: Module) -> tuple[ast.ClassDef, ...]:
    """Give the public classes a module defines."""
    return tuple(n for n in module.tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_"))


def body_lines(function: Function) -> int:
    """Give the lines of a function's body, without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@cache
def tracked() -> tuple[Path, ...]:
    """Give every file git would commit; without git, every file outside what .gitignore names."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        skip = re.compile(r"(^|/)(\.venv|\.git|build|dist|__pycache__|\.\w+_cache|\.hypothesis)(/|$)")
        found = (p for p in ROOT.rglob("*") if not skip.search(p.relative_to(ROOT).as_posix()))
        return tuple(sorted(p for p in found if p.is_file()))
    return tuple(sorted(p for p in (ROOT / name for name in listed.split("\0") if name) if p.is_file()))

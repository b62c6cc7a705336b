"""Names say what a thing is; sentences for people stand in `words/`, not in the code."""

from __future__ import annotations

import ast
import re

from house import Module, functions, modules

BANNED = frozenset(
    ["manager", "helper", "helpers", "util", "utils", "common", "process", "handle", "handler", "data", "info"]
)
PROPER = frozenset({"_data_package", "data_package"})  # the Data Package of Frictionless, a name of its own
VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
# Rooms that read Vietnamese: their tables of words are what they look for.
READS_VIETNAMESE = ("src/diachi/core/letters/", "src/diachi/core/listing/", "src/diachi/core/linkage/")
SENTENCE = 5  # words


def _parts(name: str) -> set[str]:
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def _banned(module: Module) -> list[str]:
    named = [module.path.stem, *(name.rpartition(".")[2] for name, _ in functions(module.tree))]
    named += [n.name for n in ast.walk(module.tree) if isinstance(n, ast.ClassDef)]
    return [f"{module.place}: {name}" for name in named if name not in PROPER and _parts(name) & BANNED]


def _docstrings(tree: ast.Module) -> set[int]:
    owners = (n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef))
    bodies = (n.body[0] for n in owners if ast.get_docstring(n, clean=False) is not None)
    return {id(b.value) for b in bodies if isinstance(b, ast.Expr)}


def _sentences(module: Module) -> list[str]:
    said = _docstrings(module.tree)
    return [
        f"{module.place}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in said
        and VIETNAMESE.search(node.value)
        and len(node.value.split()) >= SENTENCE
    ]


def test_no_name_is_empty_of_meaning() -> None:
    assert [name for module in modules("src") for name in _banned(module)] == []


def test_no_sentence_for_people_stands_in_the_code() -> None:
    rooms = [m for m in modules("src") if m.room in ("core", "application", "engines", "cli")]
    assert [s for m in rooms if not m.place.startswith(READS_VIETNAMESE) for s in _sentences(m)] == []


def test_a_planted_name_and_a_planted_sentence_are_seen() -> None:
    text = 'class PairManager:\n    def process_rows(self):\n        return "Chưa đọc được tệp này"\n'
    planted = Module(modules("src")[0].path, text, ast.parse(text))
    assert len(_banned(planted)) == 2
    assert len(_sentences(planted)) == 1

"""What a rule, a verb and an engine promise is written under the same six labels."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from diachi.cli.parser import VERBS
from house import Function, modules

ENGINE_DEPTH = 3  # diachi.engines.<kind>.<engine>
LABELS = ("Source:", "Takes:", "Gives:", "Fails:", "Holds:", "Cost:")


def _rules() -> Iterator[tuple[str, Function]]:
    for module in modules("src", "diachi", "core", "rules"):
        for node in module.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield f"{module.path.stem}.{node.name}", node


def _verbs() -> Iterator[tuple[str, Function]]:
    """A verb of the side door is the function its file in the application is named after."""
    verbs = {verb.replace("-", "_") for verb in VERBS}
    for module in modules("src", "diachi", "application"):
        for node in module.tree.body:
            if isinstance(node, Function) and node.name == module.path.stem and node.name in verbs:
                yield node.name, node


def _entry_points() -> Iterator[tuple[str, Function]]:
    """What the application calls on an engine: public methods of its public classes."""
    for module in modules("src", "diachi", "engines"):
        inside = module.dotted.count(".") > ENGINE_DEPTH
        if inside and module.path.stem != "engine":
            continue  # of an engine that is a package, what its own modules say to each other is its own affair
        for owner in module.tree.body:
            if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_"):
                for node in owner.body:
                    if isinstance(node, Function) and not node.name.startswith("_"):
                        yield f"{module.dotted.removeprefix('diachi.engines.')}.{owner.name}.{node.name}", node


PROMISES = [*_rules(), *_verbs(), *_entry_points()]


@pytest.mark.parametrize(("name", "function"), PROMISES, ids=[name for name, _ in PROMISES])
def test_the_docstring_carries_every_label(name: str, function: Function) -> None:
    said = ast.get_docstring(function) or ""
    assert [label for label in LABELS if label not in said] == [], name


MAIN_JOB = (
    """read_directive import_register find_same allocate check_allocation write_documents check_progress summarise"""
)


@pytest.mark.parametrize("verb", MAIN_JOB.split())
def test_each_verb_of_the_main_job_is_among_the_promises(verb: str) -> None:
    assert verb in dict(PROMISES)


def test_every_module_says_what_it_is_for() -> None:
    assert [m.place for m in modules("src") if m.text.strip() and not ast.get_docstring(m.tree)] == []


def test_every_rule_names_the_words_it_comes_from() -> None:
    for module in modules("src", "diachi", "core", "rules"):
        if module.path.name != "__init__.py":
            assert "Source:" in (ast.get_docstring(module.tree) or ""), module.place

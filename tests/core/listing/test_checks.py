"""The table of checks and the code say the same, both ways; the page is what the table says."""

from __future__ import annotations

import ast
import importlib.util
from collections import defaultdict
from collections.abc import Iterable

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.checks import CHANGING, CHECKS, Check
from house import PACKAGE, ROOT, Module, modules

REGISTRY = "src/diachi/core/listing/checks.py"
Said = dict[str, set[str]]


def _attributes(node: ast.AST, of: str) -> list[str]:
    found = (n for n in ast.walk(node) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name))
    return [n.attr for n in found if n.value.id == of]  # type: ignore[attr-defined]


def _made(sources: Iterable[Module]) -> tuple[Said, Said]:
    """Give the modules that name each code other than to compare it, and the levels given in one call with it."""
    places: Said = defaultdict(set)
    levels: Said = defaultdict(set)
    for module in sources:
        compared = [
            code for n in ast.walk(module.tree) if isinstance(n, ast.Compare) for code in _attributes(n, "IssueCode")
        ]
        for code in _attributes(module.tree, "IssueCode"):
            if code not in compared:
                places[code].add(module.path.relative_to(PACKAGE).with_suffix("").as_posix())
        for call in (n for n in ast.walk(module.tree) if isinstance(n, ast.Call)):
            own = [*call.args, *(k.value for k in call.keywords)]
            codes = [c for a in own if isinstance(a, ast.Attribute) for c in _attributes(a, "IssueCode")]
            for code in codes:
                levels[code].update(
                    lv for a in own if isinstance(a, ast.Attribute) for lv in _attributes(a, "IssueLevel")
                )
    return places, levels


SOURCES = [m for m in modules("src") if m.place != REGISTRY]
PLACES, LEVELS = _made(SOURCES)


def _mistakes(checks: Iterable[Check]) -> list[str]:
    wrong = []
    for check in checks:
        said = {level.name for level in check.levels}
        if PLACES[check.code.name] != set(check.made_in):
            wrong.append(f"{check.code.name} is made in {sorted(PLACES[check.code.name])}")
        if not LEVELS[check.code.name] <= said:
            wrong.append(f"{check.code.name} is also {sorted(LEVELS[check.code.name] - said)}")
    return wrong


def test_every_code_is_one_check_and_every_check_a_code() -> None:
    assert sorted(c.code for c in CHECKS) == sorted(IssueCode)
    assert all(check.levels and check.made_in for check in CHECKS)


def test_a_check_is_made_where_the_table_says_and_as_grave() -> None:
    assert _mistakes(CHECKS) == []


def test_a_check_said_to_be_made_elsewhere_is_seen() -> None:
    planted = Check(IssueCode.NAME_MISSING, CHECKS[0].subject, (IssueLevel.NOTE,), CHECKS[0].effect, ("core/x",))
    assert len(_mistakes([planted])) == 2


def test_what_costs_a_row_is_an_error_and_nothing_else_is() -> None:
    lists = [c for c in CHECKS if c.subject.value == "list"]
    assert {c.code for c in lists if IssueLevel.ERROR in c.levels} == {c.code for c in lists if c.effect == "left_out"}
    assert not any(c.code in CHANGING and IssueLevel.ERROR in c.levels for c in CHECKS)


def test_the_page_of_checks_is_what_the_table_says() -> None:
    spec = importlib.util.spec_from_file_location("build_checks_page", ROOT / "tools" / "build_checks_page.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "spec" / "checks.md").read_text(encoding="utf-8") == module.page()

"""The side door opens with nothing heavy behind it: what a call does not need is not loaded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from house import modules

HEAVY = (
    "django",
    "highspy",
    "openpyxl",
    "docx",
    "lxml",
    "numpy",
    "pandas",
    "python_calamine",
    "tomlkit",
    "phonenumbers",
)
TOLD = "import json, sys; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"


def _loaded(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{code}; {TOLD}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("code", ["import diachi.cli", "import diachi.cli; diachi.cli.main(['--help'])"])
def test_opening_the_side_door_loads_nothing_heavy(code: str) -> None:
    assert _loaded(code) & set(HEAVY) == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert "openpyxl" in _loaded("import openpyxl")


def test_the_core_and_the_application_load_nothing_but_the_language() -> None:
    names = [m.dotted for room in ("core", "application") for m in modules("src", "diachi", room)]
    loaded = _loaded("; ".join(f"import {name}" for name in names))
    assert loaded <= {"diachi", *sys.stdlib_module_names} | _loaded("pass")

"""What is installed is pinned by hash, names no address, and is what pyproject asks for and says why."""

from __future__ import annotations

import re
import tomllib

import pytest

from house import ROOT

LOCKS = ("core", "fast", "tables", "match", "dev", "bench")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GPL = {"unidecode", "text-unidecode", "vietnam-provinces", "frictionless"}


def _text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", _text(name), re.MULTILINE | re.IGNORECASE))


def _asked(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=~!\[; ]", line, maxsplit=1)[0].lower() for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash_and_no_line_is_an_address(name: str) -> None:
    text = _text(name)
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    assert [b.splitlines()[0] for b in blocks if b.strip() and "--hash=sha256:" not in b] == []
    assert re.findall(r"://|^-|--index|--find-links|\s@\s", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_says_how_it_was_made(name: str) -> None:
    assert "./run lock" in _text(name).splitlines()[1]


def test_the_core_lock_is_what_the_product_and_its_build_ask_for() -> None:
    build = (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    asked = _asked(PROJECT["dependencies"]) | _asked([b for b in build if b and not b.startswith("#")])
    assert asked <= set(_pins("core"))
    assert {"hatchling", "editables"} <= asked


def test_dev_holds_the_core_at_the_same_versions() -> None:
    core, dev = _pins("core"), _pins("dev")
    assert {name: dev.get(name) for name in core} == core
    assert _asked(PROJECT["optional-dependencies"]["dev"]) - {"diachi"} <= set(dev)


@pytest.mark.parametrize(("name", "before"), [("fast", "core"), ("tables", "fast"), ("match", "tables")])
def test_an_extra_holds_what_stands_before_it_at_the_same_versions(name: str, before: str) -> None:
    smaller, larger = _pins(before), _pins(name)
    assert {pin: larger.get(pin) for pin in smaller} == smaller
    assert _asked(PROJECT["optional-dependencies"][name]) <= set(larger)
    assert set(larger) <= set(_pins("dev"))


def test_benchmarks_hold_the_core_at_the_same_versions() -> None:
    core, bench = _pins("core"), _pins("bench")
    assert {name: bench.get(name) for name in core} == core
    assert _asked(PROJECT["optional-dependencies"]["bench"]) - {"diachi"} <= set(bench)


def test_nothing_under_the_gpl_ships() -> None:
    assert set(_pins("core")) & GPL == set()


def test_every_dependency_says_why_it_is_here() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    for wanted in asked:
        line = next(line for line in lines if line.strip().startswith(f'"{wanted}"'))
        assert len(line.partition("#")[2].strip()) > 10, line

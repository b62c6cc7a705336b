"""./run: what is missing is said with the line that mends it, and nothing is done twice."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from house import ROOT

APT_VENV = "sudo apt-get install python3-venv"


class Calls:
    """Stands in for every command the door would start, and answers with a code."""

    def __init__(self, code: int = 0) -> None:
        self.made: list[list[str]] = []
        self.code = code

    def call(self, command: list[str], **_: Any) -> int:
        self.made.append([str(part) for part in command])
        return self.code

    def run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, self.call(command), stdout="", stderr="")

    def said(self) -> str:
        return "\n".join(" ".join(command) for command in self.made)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.delenv("CI", raising=False)
    spec = importlib.util.spec_from_file_location("door", ROOT / "tools" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "BENCH_VENV", tmp_path / "venv-bench")
    return module


@pytest.fixture
def calls(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Calls:
    made = Calls()
    monkeypatch.setattr(door.subprocess, "call", made.call)
    monkeypatch.setattr(door.subprocess, "run", made.run)
    return made


def _ready(door: ModuleType, lock: str = "dev") -> None:
    venv = door.BENCH_VENV if lock == "bench" else door.VENV
    _made(door, venv)
    (venv / ".locked").write_text(door._stamp(ROOT / "requirements" / f"{lock}.txt"), encoding="utf-8")


def _made(door: ModuleType, venv: Path) -> None:
    python = door.python_of(venv)
    python.parent.mkdir(parents=True)
    python.touch()


@pytest.mark.parametrize("args", [[], ["--help"]])
def test_alone_it_lists_its_verbs(door: ModuleType, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(args) == 0
    said = capsys.readouterr().out
    assert all(f"\n{verb} " in said for verb in ("setup", "demo", "test", "check", "bench", "lock"))


def test_a_verb_nobody_knows_is_refused(door: ModuleType) -> None:
    assert door.main(["fly"]) == 2


def test_an_extra_nobody_knows_is_refused_by_name(door: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["setup", "moon"]) == 2
    assert "moon" in capsys.readouterr().err


def test_without_venv_it_says_the_package_line(
    door: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door.importlib.util, "find_spec", lambda _: None)
    assert door.main(["setup"]) == 2
    assert APT_VENV in capsys.readouterr().err
    assert calls.made == []
    assert not door.VENV.exists()


def test_an_older_python_is_told_what_is_needed(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert door.main(["setup"]) == 2
    assert "3.11" in capsys.readouterr().err


@pytest.mark.parametrize("lock", ["core", "dev"])
def test_a_second_setup_does_nothing(door: ModuleType, calls: Calls, lock: str) -> None:
    _ready(door, lock)
    assert door.main(["setup"]) == 0
    assert calls.made == []


def test_core_alone_is_not_enough_for_the_tests(door: ModuleType, calls: Calls) -> None:
    _ready(door, "core")
    assert door.main(["setup", "dev"]) == 0
    assert "--require-hashes -r" in calls.said()
    assert "--no-deps --no-build-isolation -e" in calls.said()
    assert (door.VENV / ".locked").read_text(encoding="utf-8").startswith("dev.txt:")


def test_a_setup_that_fails_leaves_no_stamp(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(door, door.VENV)
    monkeypatch.setattr(door, "_pip_works", lambda _: True)
    monkeypatch.setattr(door.subprocess, "call", Calls(code=1).call)
    assert door.main(["setup"]) == 1
    assert not (door.VENV / ".locked").exists()


def test_what_a_person_adds_goes_to_pytest(door: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    _ready(door)
    monkeypatch.setattr(door, "_system_packages", list)
    assert door.main(["test", "-k", "quotas"]) == 0
    assert calls.made[-1][1:] == ["-m", "pytest", "-n", "2", "-m", "not long", "-k", "quotas"]
    assert door.main(["test", "-m", "long", "-n0"]) == 0
    assert calls.made[-1][1:] == ["-m", "pytest", "-m", "long", "-n0"]


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_what_is_missing_is_left_out_aloud_and_fails_on_a_test_machine(
    door: ModuleType,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    code: int,
) -> None:
    _ready(door)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(door.shutil, "which", lambda _: None)
    assert door.main(["test"]) == code
    said = capsys.readouterr().err
    line = (
        "sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fontconfig "
        "tesseract-ocr tesseract-ocr-vie fonts-croscore"
    )
    assert line in said
    assert "not long and not needs_office" in calls.made[-1]


def test_with_leave_to_install_it_installs_what_is_missing(
    door: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ready(door)
    monkeypatch.setattr(door.shutil, "which", lambda name: name if name in ("apt-get", "sudo") else None)
    door.main(["test"])
    assert "install -y -qq --no-install-recommends libreoffice-writer-nogui" in calls.said()


def test_the_demo_runs_the_main_job_into_build(door: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    _ready(door)
    monkeypatch.chdir(ROOT)
    assert door.main(["demo", "--once"]) == 0
    assert calls.made[-1][1:] == ["-m", "diachi", "demo", "-o", "build/demo", "--once"]


def test_a_benchmark_runs_beside_its_peers_and_a_missed_limit_is_a_failure(
    door: ModuleType, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    _ready(door, "bench")
    assert door.main(["bench", "places", "--check"]) == 0
    assert calls.made == [[str(door.python_of(door.BENCH_VENV)), "benchmarks/places/run.py", "--check"]]
    calls.code = 1
    assert door.main(["bench"]) == 1
    assert door.main(["bench", "nothing"]) == 2
    assert "places" in capsys.readouterr().err


def test_the_locks_are_compiled_without_addresses_dev_first(
    door: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.subprocess, "check_call", calls.call)
    assert door.main(["lock"]) == 0
    compiled = [" ".join(c) for c in calls.made if "compile" in c]
    assert [c.rpartition("/")[2] for c in compiled] == [
        "dev.txt",
        "core.txt",
        "fast.txt",
        "tables.txt",
        "match.txt",
        "bench.txt",
    ]
    for command in compiled:
        assert "--generate-hashes" in command
        assert "--universal" in command
        assert "--no-emit-index-url --no-emit-find-links --custom-compile-command ./run lock" in command

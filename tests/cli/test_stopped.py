"""At the side door: a limit of time and Ctrl-C leave the last proven level, and say so."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from diachi.cli import main, watching
from diachi.cli.console import Console
from diachi.cli.watching import Watcher, seconds_of
from diachi.core.allocation.network import Network, Solution
from diachi.core.errors import InputError
from diachi.engines.solver.highs import Highs
from diachi.files.allocation_json import read_allocation
from diachi.files.words import Words
from house import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "dot-2024"
    shutil.copytree(ROOT / "examples" / "binh_gia_2024", target)
    return target


class Clock:
    """Each look at it takes a second."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 1.0
        return self.now


def test_a_limit_of_time_keeps_what_is_proven_and_the_check_says_how_far(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "time", Clock())
    assert main(["allocate", str(folder), "--time-limit", "5"]) == 0
    said = capsys.readouterr().err
    assert "hết 5" in said
    assert "Chưa chứng minh: " in said
    levels = read_allocation(folder / "allocation.json").levels
    assert [v.bound is None for v in levels].count(True) >= 3
    assert levels[0].bound == levels[0].value
    assert main(["check-allocation", str(folder)]) == 0
    assert "chưa chứng minh" in capsys.readouterr().out
    assert main(["check-allocation", str(folder), "--json"]) == 0
    assert '"proven": false' in capsys.readouterr().out


def test_too_short_a_limit_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "time", Clock())
    before = (folder / "allocation.json").read_bytes()
    assert main(["allocate", str(folder), "--time-limit", "0,5"]) == 2
    assert "chưa ghi gì" in capsys.readouterr().err
    assert (folder / "allocation.json").read_bytes() == before


def test_ctrl_c_in_a_solve_keeps_the_levels_before_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Highs.solve

    def pressed(self: Highs, network: Network, watch: Callable[[int, int], bool] | None = None) -> Solution:
        def asked(level: int, steps: int) -> bool:
            if level == 3:
                signal.raise_signal(signal.SIGINT)
            return watch is None or watch(level, steps)

        return whole(self, network, asked)

    monkeypatch.setattr(Highs, "solve", pressed)
    assert main(["allocate", str(folder), "--engine", "highs"]) == 0
    said = capsys.readouterr().err
    assert "Đang dừng" in said
    assert "theo yêu cầu" in said
    assert [v.bound is None for v in read_allocation(folder / "allocation.json").levels][:3] == [False, False, True]
    assert main(["check-allocation", str(folder)]) == 0


def press_twice(watcher: Watcher) -> None:
    with watcher.listening():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)


def test_a_second_ctrl_c_gives_up_and_the_old_handling_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        press_twice(Watcher(Console(words=Words("vi"), quiet=True)))
    assert signal.getsignal(signal.SIGINT) is before


def test_a_long_solve_shows_where_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "time", Clock())
    watcher = Watcher(Console(words=Words("vi"), quiet=False))
    assert watcher(2, 150_000)
    assert "mức 3, 150.000 bước" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["0", "-3", "nhanh", "inf", "nan"])
def test_a_limit_that_is_no_number_of_seconds_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        seconds_of(value)
    assert seconds_of("1,5") == 1.5
    assert seconds_of(None) is None

"""Outputs appear whole or not at all."""

from pathlib import Path

import pytest

from diachi.core.errors import ErrorCode, InputError
from diachi.files.atomic import whole_folder, write_whole

MARK = "dau-hieu"


class _StopError(Exception):
    pass


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "out.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["out.json"]


def test_a_failing_folder_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with whole_folder(target, MARK) as folder:
        (folder / MARK).write_text("old")

    def fail() -> None:
        with whole_folder(target, MARK) as folder:
            (folder / MARK).write_text("half")
            raise _StopError

    with pytest.raises(_StopError):
        fail()
    assert (target / MARK).read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as refusal:
        write_whole(tmp_path / "file" / "out.json", b"")
    assert refusal.value.code is ErrorCode.OUTPUT_BLOCKED


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for text in ("old", "new"):
        with whole_folder(target, MARK) as folder:
            (folder / MARK).write_text("")
            (folder / text).write_text(text)
    assert sorted(p.name for p in target.iterdir()) == [MARK, "new"]


def test_somebody_else_s_folder_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    target.mkdir()
    (target / "anh.jpg").write_text("")
    with pytest.raises(InputError) as refusal, whole_folder(target, MARK):
        pass  # pragma: no cover - refused before
    assert refusal.value.code is ErrorCode.OUTPUT_NOT_OURS
    assert [p.name for p in target.iterdir()] == ["anh.jpg"]
    (target / "anh.jpg").unlink()
    with whole_folder(target, MARK) as folder:
        (folder / MARK).write_text("")
    assert [p.name for p in target.iterdir()] == [MARK]

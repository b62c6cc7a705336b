"""What is no letter, or cannot be read, through the door a person uses: a clear sentence, exit 2, nothing written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from diachi.cli import main
from diachi.core.errors import ErrorCode
from diachi.files.words import Words
from letter_files import as_pdf, bomb, laid_out, pages, photo_of_a_cat
from shared import EXAMPLES

RAW = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
HELD = b"what stood before"


def _written(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


BAD: dict[str, tuple[Callable[[Path], Path], ErrorCode | None]] = {
    "missing": (lambda folder: folder / "khong-co.docx", ErrorCode.FILE_MISSING),
    "a folder": (lambda folder: folder, ErrorCode.NOT_A_FILE),
    "empty": (_written("trong.txt", b""), ErrorCode.FILE_EMPTY),
    "blank": (_written("trang.txt", b" \n\n\t\n"), ErrorCode.FILE_EMPTY),
    "two hundred pages": (lambda folder: pages(200, folder / "dai.pdf"), ErrorCode.LETTER_TOO_LONG),
    "a photo of a cat": (_written("meo.png", photo_of_a_cat()), None),
    "an old Word file": (_written("cu.doc", OLE), ErrorCode.LETTER_OLD_WORD),
    "a Word file with a password": (_written("khoa.docx", ENCRYPTED), ErrorCode.LETTER_ENCRYPTED),
    "a torn Word file": (_written("rach.docx", b"PK\x03\x04" + bytes(80)), ErrorCode.LETTER_DAMAGED),
    "a torn PDF": (_written("rach.pdf", b"%PDF-1.7 and then nothing"), ErrorCode.LETTER_DAMAGED),
    "a bomb": (_written("bom.docx", bomb()), ErrorCode.LETTER_TOO_HEAVY),
    "a program": (_written("may.docx", b"MZ" + bytes(200)), ErrorCode.NOT_A_LETTER),
    "a letter of nothing": (_written("thu.txt", "Chúc mừng năm mới.\n".encode()), ErrorCode.LETTER_WITHOUT_RULE),
}


def call(letter: Path, out: Path) -> int:
    options = ["-o", str(out / "campaign.toml"), "--json", str(out / "facts.json")]
    return main(["read-directive", str(letter), *options, "--html", str(out / "r.html"), "--akn", str(out / "l.xml")])


def _refused(letter: Path, out: Path, code: ErrorCode | None, said: str) -> None:
    assert said.count("\n") <= 2, "a sentence, the law's edition, no more"
    assert "Traceback" not in said
    codes = [code] if code else [ErrorCode.NOT_A_LETTER, ErrorCode.LETTER_IS_SCAN]  # without, and with no, Tesseract
    words = Words("vi")
    assert any(words.text(f"error.{one.value}.do", file=letter.name)[:30] in said for one in codes)
    assert sorted(p.name for p in out.iterdir()) == ["campaign.toml"]
    assert (out / "campaign.toml").read_bytes() == HELD


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "campaign.toml").write_bytes(HELD)
    return tmp_path / "out"


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_cannot_be_read_is_said_and_nothing_is_written(
    name: str, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, code = BAD[name]
    (tmp_path / "in").mkdir()
    letter = make(tmp_path / "in")
    assert call(letter, out) == 2
    _refused(letter, out, code, capsys.readouterr().err)


@pytest.mark.needs_office
def test_a_pdf_with_a_password(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locked = as_pdf(laid_out(RAW, tmp_path / "thu.docx"), password="bi-mat")
    assert call(locked, out) == 2
    _refused(locked, out, ErrorCode.LETTER_ENCRYPTED, capsys.readouterr().err)


def test_one_bad_letter_among_good_ones_stops_all(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "thu.txt"
    shutil.copy(EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt", good)
    (tmp_path / "cu.doc").write_bytes(OLE)
    options = ["-o", str(out / "campaign.toml")]
    assert main(["read-directive", str(good), str(tmp_path / "cu.doc"), *options]) == 2
    assert "cu.doc" in capsys.readouterr().err
    assert (out / "campaign.toml").read_bytes() == HELD


def test_last_year_s_rules_that_cannot_be_read_stop_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt"
    (tmp_path / "cu.toml").write_text("format = 'diachi/campaign@9'\n", encoding="utf-8")
    call = ["read-directive", str(letter), "-o", str(tmp_path / "moi.toml"), "--diff", str(tmp_path / "cu.toml")]
    assert main(call) == 2
    assert "cu.toml" in capsys.readouterr().err
    assert not (tmp_path / "moi.toml").exists()

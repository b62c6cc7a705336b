"""Letters from files: a Word letter gives the same facts as its text, tables and signature included."""

from pathlib import Path

import pytest

from diachi.application.read_directive import LetterText, read_directive
from diachi.core.errors import ErrorCode, InputError
from diachi.files.letter import scan
from diachi.files.letter_text import read_letter_text
from letter_files import as_pdf, as_picture, bomb, in_tcvn3, laid_out, pages, photo_of_a_cat
from shared import EXAMPLES

LETTERS = sorted(EXAMPLES.glob("*/letters/*.txt"))


SIGNED = [p for p in LETTERS if "KT. CHỦ TỊCH" in p.read_text(encoding="utf-8")]
FIELDS = ("issuer", "number", "symbol", "date", "subject", "signer", "authority", "recipients", "distribution_count")


@pytest.mark.parametrize("path", SIGNED, ids=lambda p: p.name)
def test_a_word_letter_says_what_its_text_says(path: Path, tmp_path: Path) -> None:
    plain = read_letter_text(path)
    word = read_letter_text(laid_out(plain.raw, tmp_path / "thu.docx"))
    assert (plain.as_file, word.as_file) == (True, False)
    wanted, got = (read_directive(letters=[letter]).letters[0].structure for letter in (plain, word))
    assert {field: got[field] for field in FIELDS} == {field: wanted[field] for field in FIELDS}
    one, two = ([{k: v for k, v in q.items() if k != "quote"} for q in side["quotas"]] for side in (wanted, got))
    assert one == two


@pytest.mark.needs_office
@pytest.mark.parametrize("path", SIGNED, ids=lambda p: p.name)
def test_a_pdf_says_what_its_text_says(path: Path, tmp_path: Path) -> None:
    plain = read_letter_text(path)
    printed = read_letter_text(as_pdf(laid_out(plain.raw, tmp_path / "thu.docx")))
    assert (printed.as_file, printed.scan) == (False, False)
    assert outline(printed) == outline(plain)


@pytest.mark.needs_office
def test_a_scan_is_read_and_says_that_it_is_one(tmp_path: Path) -> None:
    pdf = as_pdf(laid_out(SIGNED[0].read_text(encoding="utf-8"), tmp_path / "thu.docx"))
    picture = as_picture(pdf, tmp_path / "thu.png")
    if not scan.can_read_scans():
        with pytest.raises(InputError) as refusal:
            read_letter_text(picture)
        assert refusal.value.code is ErrorCode.LETTER_IS_SCAN
        return
    read = read_letter_text(picture)
    assert read.scan
    assert "Kính gửi" in read.raw


@pytest.mark.needs_office
def test_a_password_is_no_puzzle(tmp_path: Path) -> None:
    locked = as_pdf(laid_out(SIGNED[0].read_text(encoding="utf-8"), tmp_path / "thu.docx"), password="bi-mat")
    assert code_of(locked) is ErrorCode.LETTER_ENCRYPTED


def test_two_hundred_pages_are_too_many(tmp_path: Path) -> None:
    assert code_of(pages(200, tmp_path / "dai.pdf")) is ErrorCode.LETTER_TOO_LONG


def test_pages_without_words_are_a_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # a machine without Tesseract
    assert code_of(pages(3, tmp_path / "quet.pdf")) is ErrorCode.LETTER_IS_SCAN
    (tmp_path / "anh.png").write_bytes(photo_of_a_cat())
    assert code_of(tmp_path / "anh.png") is ErrorCode.LETTER_IS_SCAN


def test_a_photo_of_a_cat_is_no_letter(tmp_path: Path) -> None:
    (tmp_path / "meo.png").write_bytes(photo_of_a_cat())
    there = scan.can_read_scans()
    assert code_of(tmp_path / "meo.png") is (ErrorCode.NOT_A_LETTER if there else ErrorCode.LETTER_IS_SCAN)


def code_of(path: Path) -> ErrorCode:
    with pytest.raises(InputError) as refusal:
        read_letter_text(path)
    assert refusal.value.facts["file"] == path.name
    return refusal.value.code


def outline(letter: LetterText) -> dict[str, object]:
    found = read_directive(letters=[letter]).letters[0].structure
    return {field: found[field] for field in FIELDS}


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("trong.txt", b"", ErrorCode.FILE_EMPTY),
        ("trang.txt", b"  \n \n", ErrorCode.FILE_EMPTY),
        ("nhi-phan.txt", bytes(range(32)) * 9, ErrorCode.NOT_A_LETTER),
        ("am-nhac.mp3", b"ID3" + bytes(range(256)) * 9, ErrorCode.NOT_A_LETTER),
        ("cu.doc", OLE, ErrorCode.LETTER_OLD_WORD),
        ("cu.docx", b"{\\rtf1 UBND}", ErrorCode.LETTER_OLD_WORD),
        ("web.doc", b"<html><body>UBND</body></html>", ErrorCode.LETTER_OLD_WORD),
        ("khoa.docx", OLE + "EncryptedPackage".encode("utf-16-le"), ErrorCode.LETTER_ENCRYPTED),
        ("bom.docx", bomb(), ErrorCode.LETTER_TOO_HEAVY),
        ("cut.docx", b"PK\x03\x04" + bytes(50), ErrorCode.LETTER_DAMAGED),
        ("cut.pdf", b"%PDF-1.7 and then nothing", ErrorCode.LETTER_DAMAGED),
        ("chuong-trinh.docx", b"MZ" + bytes(100), ErrorCode.NOT_A_LETTER),
    ],
)
def test_what_is_no_letter_is_refused(name: str, content: bytes, code: ErrorCode, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert code_of(tmp_path / name) is code


def test_a_letter_in_an_old_font_keeps_its_text_beside_the_facts(tmp_path: Path) -> None:
    plain = read_letter_text(SIGNED[0])
    (tmp_path / "cu.txt").write_bytes(in_tcvn3(plain.raw))
    old = read_letter_text(tmp_path / "cu.txt")
    assert not old.as_file
    assert old.raw.lower() == plain.raw.lower()


def test_line_ends_and_byte_order_marks_are_untouched(tmp_path: Path) -> None:
    raw = "\ufeffKính gửi: Các phòng.\r\n\r\nHết./.\r\n"
    (tmp_path / "thu.txt").write_bytes(raw.encode())
    assert read_letter_text(tmp_path / "thu.txt").raw == raw

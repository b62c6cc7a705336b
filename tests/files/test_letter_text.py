"""Letters from files: a Word letter gives the same facts as its text, tables and signature included."""

from pathlib import Path

import docx
import pytest

from diachi.application.read_directive import read_directive
from diachi.core.errors import ErrorCode, InputError
from diachi.files.letter_text import read_letter_text
from shared import EXAMPLES

LETTERS = sorted(EXAMPLES.glob("*/letters/*.txt"))


def as_word(text: str, path: Path) -> Path:
    """Lay a letter out as an office does: head and signature in tables of two columns."""
    opening = "Kính gửi" if "Kính gửi" in text else "Thực hiện"
    head, _, rest = text.partition(opening)
    body, _, ending = rest.partition("Nơi nhận")
    blocks = [block for block in head.split("\n\n") if block.strip()]
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for left, right in zip(blocks[::2], [*blocks[1::2], ""], strict=False):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left.strip(), right.strip()
    for paragraph in (opening + body).split("\n"):
        if paragraph.strip():
            document.add_paragraph(paragraph)
    whole = "Nơi nhận" + ending
    at = min(i for i in (whole.find("TM. "), whole.find("KT. ")) if i >= 0)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = whole[:at].strip(), whole[at:].strip()
    document.save(str(path))
    return path


SIGNED = [p for p in LETTERS if "KT. CHỦ TỊCH" in p.read_text(encoding="utf-8")]
FIELDS = ("issuer", "number", "symbol", "date", "subject", "signer", "authority", "recipients", "distribution_count")


@pytest.mark.parametrize("path", SIGNED, ids=lambda p: p.name)
def test_a_word_letter_says_what_its_text_says(path: Path, tmp_path: Path) -> None:
    plain = read_letter_text(path)
    word = read_letter_text(as_word(plain.raw, tmp_path / "thu.docx"))
    assert (plain.as_file, word.as_file) == (True, False)
    wanted, got = (read_directive(letters=[letter]).letters[0].structure for letter in (plain, word))
    assert {field: got[field] for field in FIELDS} == {field: wanted[field] for field in FIELDS}
    one, two = ([{k: v for k, v in q.items() if k != "quote"} for q in side["quotas"]] for side in (wanted, got))
    assert one == two


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("trong.txt", b"", ErrorCode.FILE_EMPTY),
        ("trang.txt", b"  \n \n", ErrorCode.FILE_EMPTY),
        ("anh.docx", b"\x89PNG\r\n", ErrorCode.NOT_A_LETTER),
        ("anh.png", b"\x89PNG\r\n", ErrorCode.NOT_A_LETTER),
        ("cu.txt", "UBND huyện".encode("utf-16"), ErrorCode.NOT_A_LETTER),
        ("nhi-phan.txt", bytes(range(32)) * 9, ErrorCode.NOT_A_LETTER),
    ],
)
def test_what_is_no_letter_is_refused(name: str, content: bytes, code: ErrorCode, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refusal:
        read_letter_text(tmp_path / name)
    assert refusal.value.code is code
    assert refusal.value.facts["file"] == name


def test_line_ends_and_byte_order_marks_are_untouched(tmp_path: Path) -> None:
    raw = "\ufeffKính gửi: Các phòng.\r\n\r\nHết./.\r\n"
    (tmp_path / "thu.txt").write_bytes(raw.encode())
    assert read_letter_text(tmp_path / "thu.txt").raw == raw

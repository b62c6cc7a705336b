"""Letters as files of every kind an office sends, made from a text of ours; and files sent in their place."""

from __future__ import annotations

import io
import subprocess
import unicodedata
import zipfile
import zlib
from pathlib import Path

import docx
import pypdfium2
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from vietnamese import encode_tcvn3, encode_vni

_WPS = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def laid_out(text: str, path: Path) -> Path:
    """Lay a letter out as an office does: issuer, number and subject left, motto and date right, signature right."""
    opening = "Kính gửi" if "Kính gửi" in text else "Thực hiện"
    head, _, rest = text.partition(opening)
    body, _, ending = rest.partition("Nơi nhận")
    blocks = [block.strip() for block in head.split("\n\n") if block.strip()]
    right = [b for b in blocks if b.startswith("CỘNG HÒA") or ", ngày" in b]
    title = [b for b in blocks if b.startswith("KẾ HOẠCH")]
    left = [
        b
        for b in blocks
        if b not in right and b not in title and not (title and blocks.index(b) > blocks.index(title[0]))
    ]
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = left[0], right[0]
    row = table.add_row().cells
    row[0].text, row[1].text = "\n".join(left[1:]), right[1]
    for block in blocks[blocks.index(title[0]) :] if title else []:
        document.add_paragraph(block).alignment = 1
    for paragraph in (opening + body).split("\n"):
        if paragraph.strip():
            document.add_paragraph(paragraph)
    whole = "Nơi nhận" + ending
    at = min(i for i in (whole.find("TM. "), whole.find("KT. ")) if i >= 0)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = whole[:at].strip(), whole[at:].strip()
    document.save(str(path))
    return path


def as_pdf(word: Path, password: str = "") -> Path:
    """Print a Word file into a PDF, with a password where one is given."""
    kind = "pdf"
    if password:
        kind += ':writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        kind += f'"DocumentOpenPassword":{{"type":"string","value":"{password}"}}}}'
    profile = f"-env:UserInstallation={(word.parent / 'profile').as_uri()}"
    call = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(word.parent), str(word)]
    subprocess.run(call, check=True, capture_output=True)
    return word.with_suffix(".pdf")


def as_picture(pdf: Path, path: Path) -> Path:
    """Scan the first page of a PDF: a grey PNG of 200 dots an inch."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72, grayscale=True)
    rows = bytes(picture.buffer)
    lines = (rows[at * picture.stride : at * picture.stride + picture.width] for at in range(picture.height))
    path.write_bytes(png(picture.width, picture.height, b"".join(b"\0" + line for line in lines)))
    return path


def png(width: int, height: int, rows: bytes) -> bytes:
    """Write a grey picture."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return len(held).to_bytes(4, "big") + kind + held + zlib.crc32(kind + held).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def photo_of_a_cat() -> bytes:
    """A picture without a letter in it: soft stripes, as fur is."""
    rows = b"".join(b"\0" + bytes((x * y // 7 + 3 * (x ^ y)) % 251 for x in range(300)) for y in range(300))
    return png(300, 300, rows)


def pages(count: int, path: Path) -> Path:
    """A PDF of so many empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    document.save(str(path))
    return path


def in_windows_1258(text: str) -> bytes:
    """Save as old Notepad did: vowels whole, tones after them."""
    made = []
    for char in unicodedata.normalize("NFC", text):
        try:
            made.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tone = next(m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323")
            made.append(unicodedata.normalize("NFC", marks.replace(tone, "")).encode("cp1258") + tone.encode("cp1258"))
    return b"".join(made)


def in_tcvn3(text: str) -> bytes:
    """Save as typed in .VnTime, whose capitals have no tones: a line of capitals is typed small in .VnTimeH."""
    small = (c if c.isascii() or encode_tcvn3(c) != c else c.lower() for c in text)
    return encode_tcvn3("".join(small)).encode("latin-1")


def in_vni(text: str) -> bytes:
    """Save as typed in VNI-Times."""
    return encode_vni(text).encode("latin-1")


def word_with(*blocks: str, head: str = "") -> bytes:
    """A .docx whose body is the XML given."""
    document = docx.Document()
    body = document.element.body
    for block in list(body)[:-1]:
        body.remove(block)
    for at, block in enumerate(blocks):
        body.insert(at, parse_xml(block.replace(">", f" {nsdecls('w')} {_WPS}>", 1)))
    if head:
        document.sections[0].header.is_linked_to_previous = False
        document.sections[0].header.paragraphs[0].text = head
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def bomb() -> bytes:
    """A .docx of a few kilobytes whose text would be a gigabyte."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as member:
            for _ in range(300):
                member.write(b" " * (1 << 20))
    return held.getvalue()

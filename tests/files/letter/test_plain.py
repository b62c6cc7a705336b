"""Typed text: UTF-8 stays as it is, every older encoding says the same words."""

import unicodedata
from pathlib import Path

import pytest

from diachi.files.letter.plain import text_of_bytes
from letter_files import in_tcvn3, in_vni, in_windows_1258
from shared import EXAMPLES

LETTERS = {p.name: p.read_text(encoding="utf-8") for p in sorted(Path(EXAMPLES).glob("*/letters/*.txt"))}
OLDER = {"utf-16": lambda t: t.encode("utf-16"), "1258": in_windows_1258, "tcvn3": in_tcvn3, "vni": in_vni}


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("encoding", OLDER)
def test_older_encodings_say_the_same(name: str, encoding: str) -> None:
    found = text_of_bytes(OLDER[encoding](LETTERS[name]))
    assert found is not None
    text, as_file = found
    assert not as_file
    assert text.lower() == LETTERS[name].lower()
    if encoding in ("utf-16", "1258"):
        assert text == LETTERS[name]


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_utf_8_is_untouched_in_either_form(name: str, form: str) -> None:
    said = unicodedata.normalize(form, LETTERS[name])  # type: ignore[arg-type]
    assert text_of_bytes(said.encode()) == (said, True)


@pytest.mark.parametrize("name", LETTERS)
def test_an_old_font_saved_as_unicode_is_decoded(name: str) -> None:
    said = in_tcvn3(LETTERS[name]).decode("latin-1")
    found = text_of_bytes(said.encode())
    assert found is not None
    assert found[0].lower() == LETTERS[name].lower()
    assert not found[1]


@pytest.mark.parametrize("raw", [bytes(range(128, 256)) * 9, b"UBND" + b"\xff\xfe\x81" * 400, b"\xff\xfe\x41"])
def test_bytes_that_make_no_words_are_no_text(raw: bytes) -> None:
    assert text_of_bytes(raw) is None


def test_foreign_words_do_not_make_a_letter_old() -> None:
    said = "Café, naïve, señor: ba từ nước ngoài trong một bức thư tiếng Việt có đủ dấu."
    assert text_of_bytes(said.encode()) == (said, True)

import pytest

from diachi.core.paper import cell_text, file_part, grouped, two_digits


def test_numbers_are_printed_as_offices_do() -> None:
    assert grouped(8_000_000) == "8.000.000"
    assert (two_digits(2), two_digits(12), two_digits(1200)) == ("02", "12", "1.200")
    assert (cell_text(None), cell_text(1500), cell_text("015")) == ("", "1.500", "015")


@pytest.mark.parametrize("text", ["../../etc", "a/b", "..", "a\\b", "C:x", ""])
def test_an_id_never_leaves_its_folder(text: str) -> None:
    assert not set(file_part(text)) & set("/\\:.")
    assert file_part(text)


def test_an_ordinary_id_is_kept() -> None:
    assert file_part("G-A001") == "G-A001"

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.files.csv_text import csv_bytes, csv_line, csv_rows

CELL = st.text(alphabet=st.sampled_from("a,\"\n\r; =+-@'＝\tỗ0"), max_size=6)
HEAD = ("one", "two", "three")
CELLS = st.tuples(CELL, CELL, CELL)


@given(st.lists(CELLS, max_size=5))
def test_what_was_written_is_read_again(rows: list[tuple[str, str, str]]) -> None:
    text = csv_bytes(HEAD, map(csv_line, rows)).decode()
    head, read = csv_rows(text)
    assert (tuple(head), [tuple(row.values()) for row in read]) == (HEAD, rows)


@given(st.lists(CELLS, max_size=5))
def test_no_cell_begins_like_a_formula(rows: list[tuple[str, str, str]]) -> None:
    text = csv_bytes(HEAD, map(csv_line, rows)).decode()
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "@", "＝")), cell
            assert cell[:1] not in ("\t", "\r")
            assert not cell.lstrip().startswith("-") or not set(cell) - set("-;0"), cell


def test_kilometres_below_nought_stay_numbers() -> None:
    assert csv_line(("-12.5", "-3", "-1e-05", "+84912345678")) == "-12.5,-3,-1e-05,'+84912345678"
    assert csv_line(("-3.05;4.19", "-1+1", "-1;=1")) == "-3.05;4.19,'-1+1,'-1;=1"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (("a", "b"), "a,b"),
        (("a,b", "c"), '"a,b",c'),
        (('say "x"',), '"say ""x"""'),
        (("two\nlines", ""), '"two\nlines",'),
        (("",), '""'),
    ],
)
def test_only_cells_that_need_quotes_have_them(cells: tuple[str, ...], line: str) -> None:
    assert csv_line(cells) == line

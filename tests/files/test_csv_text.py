import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.files.csv_text import csv_bytes, csv_line

CELLS = st.lists(st.text(alphabet=st.sampled_from('a,"\n\r; =\tỗ0'), max_size=6), min_size=1, max_size=6)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_what_was_written_is_read_again(rows: list[list[str]]) -> None:
    text = csv_bytes(rows[0], map(csv_line, rows[1:])).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows


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

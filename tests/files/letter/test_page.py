"""Pieces with places become lines: columns apart, tables in rows, paragraphs whole."""

from diachi.files.letter.page import Piece, lines_of_page, text_of_lines

WIDE, TALL = 595.0, 842.0


def at(left: float, line: int, text: str, wide: float = 0.0) -> Piece:
    """A piece in 12 points; six points a letter unless its width is given."""
    bottom = 800.0 - 16.0 * line
    return Piece(left, bottom, left + (wide or 6.0 * len(text)), bottom + 12.0, text)


def said(*pieces: Piece) -> str:
    return text_of_lines([lines_of_page(pieces, TALL)])


def test_the_head_in_two_columns_is_read_one_after_the_other() -> None:
    text = said(
        at(60, 0, "ỦY BAN NHÂN DÂN"), at(280, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        at(70, 1, "HUYỆN BÌNH GIA"), at(300, 1, "Độc lập - Tự do - Hạnh phúc"),
        at(60, 3, "Số: 12/UBND"), at(290, 3, "Bình Gia, ngày 5 tháng 4 năm 2024"),
        at(60, 4, "V/v giúp hộ nghèo"), at(62, 5, "năm 2024"),
        at(150, 8, "Kính gửi: Các phòng, ban, trường học trên địa bàn huyện"),
    )  # fmt: skip
    left = "ỦY BAN NHÂN DÂN\nHUYỆN BÌNH GIA\n\nSố: 12/UBND\nV/v giúp hộ nghèo\nnăm 2024"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBình Gia, ngày 5 tháng 4 năm 2024"
    assert text == f"{left}\n\n{right}\n\nKính gửi: Các phòng, ban, trường học trên địa bàn huyện\n"


def test_the_foot_keeps_the_signer_out_of_the_list() -> None:
    text = said(
        at(60, 0, "Nơi nhận:"), at(330, 0, "KT. CHỦ TỊCH"),
        at(60, 1, "- Như trên;"), at(330, 1, "PHÓ CHỦ TỊCH"),
        at(60, 2, "- Lưu: VT, NNMT và các phòng chuyên môn;", wide=258),
        at(326, 4, "Nguyễn Văn Mẫu"),
    )  # fmt: skip
    assert text.splitlines()[-1] == "Nguyễn Văn Mẫu"
    assert "các phòng chuyên môn;\n" in text


def test_a_table_keeps_its_rows() -> None:
    rows = [("STT", "Đơn vị", "Số hộ"), ("1", "Phòng Y tế", "2"), ("2", "Phòng Tư pháp", "1")]
    pieces = [at(x, n, cell) for n, row in enumerate(rows) for x, cell in zip((60, 120, 400), row, strict=True)]
    assert said(*pieces) == "| STT | Đơn vị | Số hộ |\n| 1 | Phòng Y tế | 2 |\n| 2 | Phòng Tư pháp | 1 |\n"


def test_a_line_set_full_is_one_line() -> None:
    words = [at(60, 0, "hoàn thành", 80), at(147, 0, "trước ngày", 80), at(234, 0, "15/7/2024", 300)]
    assert said(*words, at(60, 1, "theo quy định.")) == "hoàn thành trước ngày 15/7/2024 theo quy định.\n"


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_are_dropped() -> None:
    first = [at(60, 0, "Các đơn vị báo cáo về Ủy ban", 470)]
    second = [Piece(290, 810, 300, 822, "2"), at(60, 3, "nhân dân huyện trước ngày 31/7/2024.", 200)]
    text = text_of_lines([lines_of_page(page, TALL) for page in (first, second)])
    assert text == "Các đơn vị báo cáo về Ủy ban nhân dân huyện trước ngày 31/7/2024.\n"


def test_items_begin_anew() -> None:
    pieces = [at(60, n, text, 470) for n, text in enumerate(("1. Việc thứ nhất", "- việc con", "a) việc cháu"))]
    assert said(*pieces) == "1. Việc thứ nhất\n\n- việc con\n\na) việc cháu\n"


def test_a_foot_that_a_page_cuts_in_two_is_one_foot() -> None:
    first = [
        at(60, 40, "Nơi nhận:"),
        at(330, 40, "KT. CHỦ TỊCH"),
        at(60, 41, "- Như trên;"),
        at(330, 41, "PHÓ CHỦ TỊCH"),
    ]
    second = [
        at(60, 2, "- Sở Tài chính;"), at(320, 2, "Nguyễn Văn Mẫu"),
        at(60, 3, "- Lưu: VT."),
    ]  # fmt: skip
    text = text_of_lines([lines_of_page(page, TALL) for page in (first, second)])
    left, right = "Nơi nhận:\n- Như trên;\n- Sở Tài chính;\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Mẫu"
    assert text == f"{left}\n\n{right}\n"


def test_the_last_word_of_a_centred_title_stays_with_it() -> None:
    text = said(
        at(60, 0, "Xóa nghèo cho hộ có thành viên là người có công trên địa bàn", 475),
        at(285, 1, "tỉnh", 25),
        at(60, 3, "Căn cứ Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh về giảm nghèo", 475),
    )
    assert "trên địa bàn tỉnh\n" in text

"""Word letters: what python-docx leaves out is read, what a reader does not see is not."""

import io

from diachi.files.letter.word import text_of_word
from letter_files import word_with


def said(*blocks: str, head: str = "") -> list[str]:
    return [line for line in text_of_word(io.BytesIO(word_with(*blocks, head=head))).splitlines() if line.strip()]


def run(text: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{fonts}<w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tracked_changes_read_as_accepted() -> None:
    kept, gone = f"<w:ins>{run('15/7/2024')}</w:ins>", "<w:del><w:r><w:delText>30/6/2024</w:delText></w:r></w:del>"
    assert said(f"<w:p>{run('trước ngày ')}{gone}{kept}</w:p>") == ["trước ngày 15/7/2024"]


def test_content_controls_are_read() -> None:
    inline = f"<w:sdt><w:sdtContent>{run('51/KH-UBND')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent><w:p>{run('Kính gửi: Các phòng.')}</w:p></w:sdtContent></w:sdt>"
    assert said(f"<w:p>{run('Số: ')}{inline}</w:p>", block) == ["Số: 51/KH-UBND", "Kính gửi: Các phòng."]


def test_a_text_box_is_read_once() -> None:
    content = f"<w:txbxContent><w:p>{run('ỦY BAN NHÂN DÂN')}</w:p></w:txbxContent>"
    drawn = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{drawn}{old}</mc:AlternateContent></w:r>"
    assert said(f"<w:p>{run('trước')}{box}{run(' sau')}</w:p>") == ["trước sau", "ỦY BAN NHÂN DÂN"]


def test_a_cell_merged_downwards_speaks_once_and_cells_stay_apart() -> None:
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>{run("UBND")}</w:p></w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{run('UBND')}</w:p></w:tc>"
    right = f"<w:tc><w:p>{run('Độc lập')}</w:p></w:tc>"
    assert said(f"<w:tbl><w:tr>{top}{right}</w:tr><w:tr>{below}{right}</w:tr></w:tbl>") == [
        "UBND",
        "Độc lập",
        "Độc lập",
    ]


def test_fields_show_their_result_and_breaks_stay() -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>"
    assert said(f"<w:p>{field}{run('ngày 5')}<w:r><w:br/></w:r>{run('tháng')}<w:r><w:tab/></w:r>{run('7')}</w:p>") == [
        "ngày 5",
        "tháng\t7",
    ]


def test_a_letterhead_in_the_page_header_comes_first() -> None:
    assert said(f"<w:p>{run('Kính gửi')}</w:p>", head="ỦY BAN NHÂN DÂN XÃ")[0] == "ỦY BAN NHÂN DÂN XÃ"
    assert said(f"<w:p>{run('Kính gửi')}</w:p>", head="2") == ["Kính gửi"]


def test_old_fonts_are_decoded_by_their_name() -> None:
    old, capitals = run("Uû ban nh©n d©n ", ".VnTime"), run("huyÖn", ".VnTimeH")
    assert said(f"<w:p>{old}{capitals}{run(' Bình Gia', 'Times New Roman')}</w:p>") == [
        "Uỷ ban nhân dân HUYỆN Bình Gia"
    ]
    assert said(f"<w:p>{run('Hoà bình, ', 'Arial')}{run('UÛy ban', 'VNI-Times')}</w:p>") == ["Hoà bình, Ủy ban"]


def numbered(*levels: int, name: str = "7") -> list[str]:
    return [
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>{run("việc")}</w:p>'
        for level in levels
    ]


def test_numbers_that_word_counts_are_written_out() -> None:
    document = io.BytesIO(word_with(*numbered(0, 1, 1, 0, 1, 2)))
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    opened = docx.Document(document)
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")))
    )
    numbering = opened.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="77"/></w:num>'))
    held = io.BytesIO()
    opened.save(held)
    held.seek(0)
    lines = [line for line in text_of_word(held).splitlines() if line]
    assert lines == ["I. việc", "1. việc", "2. việc", "II. việc", "1. việc", "a) việc"]

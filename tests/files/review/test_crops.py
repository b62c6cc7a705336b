"""A scan: every fact stays proposed and flagged, digits stand beside their picture, nothing pairs unseen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from diachi.application.answered import SCAN_SEEN, SEEN, Answers, must_be_seen, with_answers
from diachi.application.read_directive import LetterText, ScannedPage, ScannedWord, read_directive
from diachi.cli import main
from diachi.core.campaign import AnsweredBy
from diachi.core.letters.facts import Confidence, FactState
from diachi.files.letter import scan
from diachi.files.letter_text import read_letter_text
from diachi.files.review.page import review_page
from diachi.files.review.places import Places
from diachi.files.words import Words
from letter_files import as_pdf, as_picture, laid_out, png
from shared import EXAMPLES

RAW = (EXAMPLES / "ninh_thuan_2020" / "letters" / "2-cong-van-don-doc.txt").read_text(encoding="utf-8")
WIDE, TALL, LINE = 2480, 3508, 40


def typeset(raw: str) -> tuple[ScannedPage, ...]:
    """A page on which each line of a text stands 40 dots below the last, each letter 20 dots wide."""
    words = [
        ScannedWord(text=m.group(), left=20 * m.start(), top=LINE * row, width=20 * len(m.group()), height=30)
        for row, line in enumerate(raw.splitlines())
        for m in re.finditer(r"\S+", line)
    ]
    return (ScannedPage(picture=png(2, 2, b"\0\0\0" * 2), width=WIDE, height=TALL, words=tuple(words)),)


SCAN = LetterText(name="quet.pdf", raw=RAW, as_file=False, scan=True, pages=typeset(RAW))


def test_no_fact_of_a_scan_is_sure_and_the_scan_is_asked_about_first() -> None:
    reading = read_directive(letters=[SCAN])
    facts = reading.letters[0].facts
    assert {f.state for f in facts} == {FactState.PROPOSED}
    assert all("scan" in f.flags and f.confidence is Confidence.REVIEW for f in facts)
    assert reading.questions[0].id == SCAN_SEEN
    assert reading.questions[0].default == "not_seen"
    typed = read_directive(letters=[replace(SCAN, scan=False, pages=())])
    assert SCAN_SEEN not in {q.id for q in typed.questions}
    assert not any("scan" in f.flags for f in typed.letters[0].facts)


def test_every_digit_day_number_and_signer_must_be_seen() -> None:
    facts = read_directive(letters=[SCAN]).letters[0].facts
    seen = {f.id for f in facts if must_be_seen(f)}
    assert {"number.1", "date.1", "signer.1"} <= seen
    assert {f.id for f in facts if any(c.isdigit() for s in f.spans for c in s.quote)} <= seen


def test_the_piece_of_the_picture_is_that_of_the_words_not_of_their_like() -> None:
    places = Places(RAW, SCAN.pages)
    for said in ("8016/UBND-VXNV", "25 tháng 8 năm 2020", "Trần Quốc Thịnh", "bảo đảm đạt mục tiêu vào cuối năm 2020"):
        start = RAW.index(said)
        (crop,) = places.crops([(start, start + len(said))])
        row = RAW[:start].count("\n")
        assert crop.top <= LINE * row <= crop.top + crop.height
        assert crop.height < 3 * LINE
        column = 20 * (start - RAW.rfind("\n", 0, start) - 1)
        assert crop.left <= column <= crop.left + crop.width


def test_words_that_are_nowhere_on_the_picture_have_no_piece() -> None:
    assert Places("chữ lạ", SCAN.pages).crops([(0, 6)]) == ()


def test_the_page_shows_each_beside_its_picture_with_nothing_confirmed_beforehand() -> None:
    reading = read_directive(letters=[SCAN])
    html = review_page(reading, [SCAN], Words("vi")).decode()
    shown = html.count('class="seen"')
    assert shown >= 5
    assert html.count("<use href=") >= shown
    assert html.count('value="accepted"') == html.count('value="rejected"') == shown
    assert "checked" not in html[html.index("<form") :].split("<script>")[0]
    assert html.count("data:image/png;base64,") == 1, "a picture is carried once"


def test_a_pairing_begins_only_when_all_of_it_was_seen() -> None:
    reading = read_directive(letters=[SCAN])
    letter = reading.letters[0].document
    wanted = [f"{letter.id}:{f.id}" for f in reading.letters[0].facts if must_be_seen(f)]
    told = Answers(format="", letters={letter.id: letter.sha256}, facts=dict.fromkeys(wanted[1:], "accepted"))
    some = with_answers(reading, told)
    assert next(q for q in some.questions if q.id == SCAN_SEEN).answer == "not_seen"
    told = replace(told, facts={**told.facts, wanted[0]: "rejected"})
    whole = next(q for q in with_answers(reading, told).questions if q.id == SCAN_SEEN)
    assert (whole.answer, whole.answered_by) == (SEEN, AnsweredBy.PERSON)


def test_a_campaign_of_a_scan_nobody_looked_at_makes_no_pairing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = EXAMPLES / "ninh_thuan_2020"
    text = (example / "campaign.toml").read_text(encoding="utf-8")
    question = """
[[questions]]
id = "scan_seen"
blocks = "allocation"
readings = [{code = "not_seen"}, {code = "seen"}]
default = "not_seen"
answer = "not_seen"
answered_by = "default"
"""
    (tmp_path / "campaign.toml").write_text(text + question, encoding="utf-8")
    call = ["allocate", str(tmp_path / "campaign.toml"), str(example / "register")]
    call += ["--history", str(example / "history"), "-o", str(tmp_path / "allocation.json")]
    assert main(call) == 3
    assert "bản quét" in capsys.readouterr().err
    assert not (tmp_path / "allocation.json").exists()
    seen = question.replace('answer = "not_seen"', 'answer = "seen"').replace('"default"', '"person"')
    (tmp_path / "campaign.toml").write_text(text + seen, encoding="utf-8")
    assert main(call) == 0


@pytest.mark.needs_office
@pytest.mark.skipif(not scan.can_read_scans(), reason="no Tesseract here")
def test_a_real_scan_carries_its_pages_and_its_number_is_found_on_them(tmp_path: Path) -> None:
    pdf = as_pdf(laid_out(RAW, tmp_path / "thu.docx"))
    letter = read_letter_text(as_picture(pdf, tmp_path / "thu.png"))
    assert (letter.scan, len(letter.pages)) == (True, 1)
    assert letter.pages[0].picture.startswith(b"\x89PNG")
    number = next(f for f in read_directive(letters=[letter]).letters[0].facts if f.field == "number")
    crops = Places(letter.raw, letter.pages).crops([(s.start, s.end) for s in number.spans])
    assert crops
    assert crops[0].top < letter.pages[0].height / 4

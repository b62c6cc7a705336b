"""Force belongs to clause and body: own word, else the closing sentence that names the body, else the opening one."""

import pytest

from diachi.core.clauses import Force
from diachi.core.letters.campaigns import campaign_of, letters_of
from diachi.core.letters.forces import Forces
from diachi.core.letters.reader import read_letter
from shared import EXAMPLES

LETTER = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
CLOSING = LETTER[LETTER.index("UBND huyện yêu cầu các cơ quan") : LETTER.index("Nơi nhận")]


def said(raw: str, words: str, bodies: str) -> Force:
    return Forces(read_letter(raw)).said(raw.index(words), bodies)


@pytest.mark.parametrize(
    ("words", "bodies", "force"),
    [
        ("Hội Doanh nghiệp huyện Bình Gia nhận", "Hội Doanh nghiệp huyện Bình Gia", Force.REQUESTED),  # its own word
        ("Phòng, ban, cơ quan, UBMTTQ", "Phòng, ban, cơ quan", Force.REQUIRED),  # the closing
        ("Phòng, ban, cơ quan, UBMTTQ", "UBMTTQ", Force.REQUESTED),
        ("Phòng, ban, cơ quan, UBMTTQ", "đoàn thể huyện", Force.REQUESTED),
        ("mỗi cơ quan, đơn vị nhận", "mỗi cơ quan, đơn vị", Force.ASPIRED),  # "phấn đấu" before it
        ("Ủy ban nhân dân các xã, thị trấn vận động", "các doanh nghiệp trên địa bàn", Force.REQUESTED),  # the opening
    ],
)
def test_the_nearest_word_that_means_the_body_holds(words: str, bodies: str, force: Force) -> None:
    assert said(LETTER, words, bodies) is force


def test_without_a_closing_sentence_the_opening_word_holds_for_all() -> None:
    raw = LETTER.replace(CLOSING, "")
    assert said(raw, "Phòng, ban, cơ quan, UBMTTQ", "Phòng, ban, cơ quan") is Force.REQUESTED
    ordered = raw.replace("Ủy ban nhân dân huyện đề nghị:", "Ủy ban nhân dân huyện yêu cầu:")
    assert ordered != raw
    assert said(ordered, "Phòng, ban, cơ quan, UBMTTQ", "Phòng, ban, cơ quan") is Force.REQUIRED


def test_the_pool_clause_is_asked_for_where_the_letter_only_asks() -> None:
    def pool(raw: str) -> Force:
        return campaign_of(letters_of([read_letter(raw)])).campaign.small_agencies[0].force

    assert pool(LETTER) is Force.REQUIRED
    assert pool(LETTER.replace(CLOSING, "")) is Force.REQUESTED

"""What does not fit in a letter is asked, each by a letter with the fault planted and the same letter without it."""

from __future__ import annotations

import pytest

from diachi.core.letters.campaigns import campaign_of, letters_of
from diachi.core.letters.reader import read_letter
from shared import EXAMPLES

LETTER = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
FLOOR = "- Mức giúp đỡ mỗi hộ"


def asked(raw: str) -> dict[str, str | None]:
    return {q.id: q.about for q in campaign_of(letters_of([read_letter(raw)])).campaign.questions}


@pytest.mark.parametrize(
    ("question", "old", "new", "about"),
    [
        ("deadline_past", "trước ngày 15/7/2024", "trước ngày 15/3/2024", "trước ngày 15/3/2024"),
        ("deadline_past", "trước ngày 15/7/2024", "trước ngày 15/7/2042", "trước ngày 15/7/2042"),
        ("deadlines_crossed", "trước ngày 31/7/2024", "trước ngày 30/6/2024", "15/7/2024"),
        ("base_two_days", "1. Các phòng", "Theo Kế hoạch số 51/KH-UBND ngày 02/03/2024.\n\n1. Các phòng", "51/KH-UBND"),
        ("quota_twice", FLOOR, f"- Đề nghị Hội Doanh nghiệp huyện Bình Gia nhận giúp đỡ 05 hộ;\n\n{FLOOR}", "Hội"),
        ("look_back_open", " từ năm 2014 đến 2023", "", ""),
        ("no_duty", "- Các doanh nghiệp trên địa bàn huyện.", "- Hội đồng nhân dân thành phố Lạng Sơn.", "thành phố"),
    ],
)
def test_a_planted_doubt_is_asked_and_only_then(question: str, old: str, new: str, about: str) -> None:
    assert question not in asked(LETTER)
    assert old in LETTER
    found = asked(LETTER.replace(old, new))
    assert about in (found[question] or "")


def test_as_above_with_nobody_above_is_asked() -> None:
    raw = LETTER[: LETTER.index("Kính gửi")] + LETTER[LETTER.index("Căn cứ") :]
    assert "nobody_above" in asked(raw)
    assert "nobody_above" not in asked(LETTER)


def test_without_a_cohort_whoever_was_ever_helped_is_left_out() -> None:
    campaign = campaign_of(letters_of([read_letter(LETTER.replace(" từ năm 2014 đến 2023", ""))])).campaign
    assert [e.from_year for e in campaign.exclusions] == [None]
    question = next(q for q in campaign.questions if q.id == "look_back_open")
    assert (question.default, question.source.quote) == ("ever", campaign.exclusions[0].source.quote)

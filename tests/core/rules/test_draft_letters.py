"""A draft starts no clock once a person says that it is one; a blank number alone proves nothing."""

from dataclasses import replace

import pytest

from diachi.core.campaign import AnsweredBy, Campaign
from diachi.core.rules.draft_letters import BLANKS, DRAFT, starts_clock
from diachi.files.campaign_toml import read_campaign
from shared import EXAMPLES


def _campaign(answer: str, *, name: str = BLANKS[0]) -> Campaign:
    campaign = read_campaign(EXAMPLES / "binh_gia_2024" / "campaign.toml")
    questions = tuple(
        replace(q, answer=answer, answered_by=AnsweredBy.PERSON) if q.id == name else q for q in campaign.questions
    )
    return replace(campaign, questions=questions)


@pytest.mark.parametrize("name", BLANKS)
def test_no_clock_runs_while_a_person_calls_the_letter_a_draft(name: str) -> None:
    campaign = _campaign(DRAFT, name=name)
    assert campaign.milestones
    assert not any(starts_clock(campaign, m) for m in campaign.milestones)


def test_a_blank_number_alone_proves_no_draft() -> None:
    campaign = _campaign("ask_for_signed")
    assert all(starts_clock(campaign, m) for m in campaign.milestones)


def test_a_signed_letter_and_a_date_added_by_hand_always_count() -> None:
    campaign = _campaign(DRAFT)
    by_hand = replace(campaign.milestones[0], source=None)
    assert starts_clock(campaign, by_hand)
    signed = replace(campaign, directives=tuple(replace(d, draft=False) for d in campaign.directives))
    assert all(starts_clock(signed, m) for m in signed.milestones)

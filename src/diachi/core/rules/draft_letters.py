"""A letter that is still a draft starts no clock.

Source: officer's review C3 ("a draft starts no clock"). A blank number alone proves no draft: in papers signed on a
computer number and day stand in a stamp that the text does not hold. So the copy counts until a person says it is one.
"""

from __future__ import annotations

from diachi.core.campaign import Campaign
from diachi.core.clauses import Milestone

BLANKS = ("number_blank", "day_blank")
DRAFT = "keep_as_draft"


def starts_clock(campaign: Campaign, milestone: Milestone) -> bool:
    """Say whether a milestone counts: not while the letter it stands in is a draft.

    Source: officer's review C3 and S2 row 1.
    Takes: a milestone of the campaign, with or without its words.
    Gives: False only where the letter lacks its number or day and a person answered that it is a draft.
    Fails: never.
    Holds: a milestone a person added by hand always counts; a signed letter always counts.
    Cost: O(questions + directives).
    """
    if milestone.source is None or not any(q.id in BLANKS and q.answer == DRAFT for q in campaign.questions):
        return True
    return not any(d.draft and d.id == milestone.source.directive for d in campaign.directives)

"""The rules of the yearly review of poor households."""

from __future__ import annotations

from functools import cache

from diachi.core.review_calendar import ReviewRule
from diachi.files.law.tables import records


@cache
def review_rules() -> tuple[ReviewRule, ...]:
    """Give the rules of the review, of every time."""
    return records("review_calendar", ReviewRule)

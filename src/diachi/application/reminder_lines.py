"""What check-progress says of the dates still ahead: which day people should aim at, and how sure that day is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diachi.application.ports import Words
from diachi.core.campaign import Campaign
from diachi.core.official_calendar import OfficialCalendar, YearState
from diachi.core.official_forms import printed


def reminder_lines(campaign: Campaign, today: date, calendar: OfficialCalendar, words: Words) -> tuple[str, ...]:
    """Give one line per date ahead, the nearest first, then one per year whose working days were not checked.

    Source: officer's review C10 ("a reminder aims at the last working day before it: 12/7 for 15/7/2024").
    """
    ahead: dict[date, date] = {}
    for milestone in campaign.milestones:
        due, aim = milestone.deadline.due, milestone.deadline.remind_on(calendar)
        if due and aim and due >= today:
            ahead[due] = aim
    lines = [_line(due, aim, words) for due, aim in sorted(ahead.items())]
    return (*lines, *_unsure({aim.year for aim in ahead.values()}, calendar, words))


def _line(due: date, aim: date, words: Words) -> str:
    weekday = words.text(f"document.weekday_{aim.weekday()}")
    return words.text("progress.aim", due=printed(due), weekday=weekday, day=printed(aim))


def _unsure(years: set[int], calendar: OfficialCalendar, words: Words) -> Iterator[str]:
    for year in sorted(years):
        state = calendar.state(year)
        if state is not YearState.SWAPS_KNOWN:
            yield words.text("progress.unsure", why=words.text(f"document.calendar_{state.value}", year=str(year)))

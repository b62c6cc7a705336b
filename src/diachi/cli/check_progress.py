"""diachi check-progress FOLDER --today D [--json]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.check_progress import check_progress
from diachi.application.progress_lines import progress_lines
from diachi.application.reminder_lines import reminder_lines
from diachi.cli.console import Console
from diachi.cli.dates import day
from diachi.cli.inputs import open_campaign
from diachi.core.rules.draft_letters import starts_clock
from diachi.core.shape import plain
from diachi.files.law.calendar import official_calendar

LISTS = ("late", "on_the_day", "missing", "waiting", "answered")


def call(args: Namespace, console: Console) -> int:
    """Say who is late, on the day, missing, waiting, and who has answered."""
    today = day(args.today)
    opened = open_campaign(Path(args.folder))
    found = check_progress(
        campaign=opened.campaign,
        register=opened.register,
        allocation=opened.allocation,
        progress=opened.progress,
        today=today,
    )
    if args.json:
        rows = {name: [_row(r) for r in getattr(found, name)] for name in LISTS}
        console.machine({"today": today.isoformat(), **rows})
        return 0
    lines = progress_lines(found, opened.register, opened.allocation, console.words)
    if any(not starts_clock(opened.campaign, m) for m in opened.campaign.milestones):
        console.result(console.words.text("progress.draft"))
    for line in (*lines, *reminder_lines(opened.campaign, today, official_calendar(), console.words)):
        console.result(line)
    return 0


def _row(row: object) -> dict[str, object]:
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in plain(row).items()}

"""diachi summarise FOLDER [--today D] [--map-on D] [--json]"""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from diachi.application.cut_on_map import cut_on_map
from diachi.application.summarise import summarise
from diachi.application.summary_lines import summary_lines
from diachi.cli.console import Console
from diachi.cli.dates import day
from diachi.cli.inputs import OpenCampaign, open_campaign
from diachi.core.shape import plain
from diachi.core.summary import Summary
from diachi.files.law.places import gazetteer


def call(args: Namespace, console: Console) -> int:
    """Add up by body, kind, block and commune."""
    opened = open_campaign(Path(args.folder))
    found = summary_of(opened, day(args.today) if args.today else None)
    if args.map_on:
        found = cut_on_map(summary=found, register=opened.register, places=gazetteer(), on=day(args.map_on))
    if args.json:
        console.machine(_whole(plain(found, lists=True)))
        return 0
    for line in summary_lines(found, console.words):
        console.result(line)
    return 0


def summary_of(opened: OpenCampaign, today: date | None) -> Summary:
    """Summarise an open campaign."""
    return summarise(
        campaign=opened.campaign,
        register=opened.register,
        history=opened.history,
        allocation=opened.allocation,
        progress=opened.progress,
        today=today,
    )


def _whole(value: object) -> object:
    if isinstance(value, dict):
        return {k: _whole(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_whole(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value

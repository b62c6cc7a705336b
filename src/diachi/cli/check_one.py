"""diachi check-one FOLDER [WORD ...] [--also FOLDER ...] [--today D] [--json]; without words a question a line."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from diachi.application.check_one import Checked, Radar, check_one
from diachi.application.find_same import find_same, helped_before
from diachi.application.other_campaigns import as_earlier_help
from diachi.application.radar_lines import Teller
from diachi.application.radar_standing import RadarSource
from diachi.cli.console import Console
from diachi.cli.dates import day, today
from diachi.cli.engines import linker
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord, History
from diachi.core.same import EarlierHelp
from diachi.core.shape import plain
from diachi.files.allocation_json import read_allocation
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.progress_folder import read_progress
from diachi.files.register_folder import read_history, read_register
from diachi.files.same_table import read_same


def call(args: Namespace, console: Console) -> int:
    """Answer one question, or one a line until an empty line."""
    sources = _sources(args, console)
    radar = Radar(sources, vocabulary())
    teller = Teller(radar, vocabulary(), console.words, day(args.today) if args.today else today())
    if args.words:
        _answer(check_one(radar=radar, said=" ".join(args.words)), teller, args, console)
        return 0
    first = sources[0]
    console.say("check_one.ready", households=len(first.register.households), records=len(first.history.helped))
    for said in _lines(console):
        _answer(check_one(radar=radar, said=said), teller, args, console)
    return 0


def _lines(console: Console) -> Iterator[str]:
    """Read questions until an empty line or the end."""
    while True:
        if sys.stdin.isatty():
            print(console.words.text("check_one.prompt"), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline().strip()
        if not line:
            return
        yield line


def _answer(found: Checked, teller: Teller, args: Namespace, console: Console) -> None:
    if args.json:
        cards = [{**plain(card, lists=True), "to_copy": teller.to_copy(card)} for card in found.cards]
        console.machine({"closeness": found.closeness.value, "count": found.count, "cards": cards})
        return
    for line in teller.lines(found):
        console.result(line)


@dataclass(frozen=True)
class _Opened:
    """A campaign folder as the radar needs it, before anything is compared."""

    folder: CampaignFolder
    source: RadarSource


def _sources(args: Namespace, console: Console) -> list[RadarSource]:
    """The first folder is the campaign asked for; what others took on or gave is earlier help there."""
    opened = [_open(Path(name)) for name in (args.folder, *args.also)]
    names = [o.source.name for o in opened]
    if len(set(names)) < len(names):
        raise InputError(ErrorCode.ID_TWICE, id=next(n for n in names if names.count(n) > 1), table="campaign.toml")
    with console.step("step.find_same"):
        own, *others = [_compared(o) for o in opened]
        elsewhere = [row for o in others if o.campaign for row in as_earlier_help_of(o)]
    return [_with_records(own, elsewhere), *others]


def as_earlier_help_of(source: RadarSource) -> tuple[HelpedRecord, ...]:
    """Give what another campaign took on or gave."""
    assert source.campaign is not None
    return as_earlier_help(campaign=source.campaign, register=source.register, progress=source.progress)


def _open(path: Path) -> _Opened:
    folder = CampaignFolder.at(path)
    campaign = read_campaign(folder.campaign)
    proposal = folder.allocation.is_file()
    source = RadarSource(
        name=campaign.id,
        register=read_register(folder.need(folder.register)),
        history=read_history(folder.history),
        campaign=campaign,
        allocation=read_allocation(folder.allocation) if proposal else None,
        progress=read_progress(folder.progress),
    )
    return _Opened(folder, source)


def _compared(opened: _Opened) -> RadarSource:
    """Take the pairs of same.csv while the tables they were made of are what they were; else compare anew."""
    source = opened.source
    pairs = read_same(opened.folder)
    if pairs is not None:
        homes = {h.household_id for h in source.register.households}
        earlier = [p for p in pairs if p.id_a in homes and p.id_b not in homes]
        helps = helped_before(earlier, source.history.helped, vocabulary())
        return replace(source, helps=helps, twice=tuple(p for p in pairs if {p.id_a, p.id_b} <= homes))
    found = find_same(
        register=source.register, history=source.history, places=gazetteer(), words=vocabulary(), linker=linker()
    )
    return replace(source, helps=found.evidence.helps, twice=found.evidence.twice)


def _with_records(own: RadarSource, elsewhere: list[HelpedRecord]) -> RadarSource:
    """Compare what other campaigns did with the list of this one."""
    if not elsewhere:
        return own
    history = History(helped=tuple(elsewhere))
    found = find_same(register=own.register, history=history, places=gazetteer(), words=vocabulary(), linker=linker())
    helps: dict[str, tuple[EarlierHelp, ...]] = dict(own.helps)
    for household_id, more in found.evidence.helps.items():
        helps[household_id] = (*helps.get(household_id, ()), *more)
    return replace(own, helps=helps, history=replace(own.history, helped=(*own.history.helped, *elsewhere)))

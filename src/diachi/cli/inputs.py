"""What several verbs read in the same way: a campaign folder, or the parts named one by one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diachi.application.find_same import FoundSame, find_same
from diachi.cli.engines import linker
from diachi.cli.wishes import BEFORE, named
from diachi.cli.workbooks_back import read_sent
from diachi.core.allocation.pins import NOTHING_WISHED, Wishes
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.listing.sheet import SheetRows
from diachi.core.progress import Progress
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.files.allocation_json import read_allocation
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.progress_folder import read_progress
from diachi.files.register_folder import read_history, read_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The inputs of a pairing, and where its result belongs."""

    campaign: Campaign
    register: Register
    history: History
    allocation_path: Path
    wishes: Wishes = NOTHING_WISHED
    waiting: tuple[str, ...] = ()  # households whose body is no more and has no heir yet

    def same(self) -> FoundSame:
        """Compare the lists with themselves and with the history."""
        return find_same(
            register=self.register, history=self.history, places=gazetteer(), words=vocabulary(), linker=linker()
        )


def given(args: Namespace) -> Given:
    """Read FOLDER, or CAMPAIGN.toml REGISTER [--history HISTORY]."""
    first = Path(args.campaign)
    out = getattr(args, "out", None) or getattr(args, "allocation", None)
    earlier = Path(args.history) if args.history else None
    if first.is_dir():
        folder = CampaignFolder.at(first)
        path = Path(out) if out else folder.allocation
        return _given(args, folder.campaign, folder.need(folder.register), earlier or folder.history, path)
    if args.register is None and first.suffix != ".toml":
        raise InputError(ErrorCode.FOLDER_MISSING, folder=first.name)
    if args.register is None:
        raise InputError(ErrorCode.FOLDER_PART_MISSING, folder=first.name, part="register/")
    return _given(args, first, Path(args.register), earlier, Path(out or "allocation.json"))


def _given(args: Namespace, campaign: Path, register: Path, history: Path | None, out: Path) -> Given:
    if history is not None and not history.is_dir() and history.name != "history":
        raise InputError(ErrorCode.FOLDER_MISSING, folder=history.name)
    asked = named(args, read_campaign(campaign), read_register(register))
    return Given(
        campaign=asked.campaign,
        register=asked.register,
        history=read_history(history),
        allocation_path=out,
        wishes=asked.wishes,
        waiting=asked.waiting,
    )


def given_as_proposed(args: Namespace) -> Given:
    """Read the inputs as the proposal that lies there had them: the one before it may lie beside."""
    inputs = given(args)
    beside = inputs.allocation_path.with_name(BEFORE)
    if getattr(args, "previous", None) or not beside.is_file() or not inputs.allocation_path.is_file():
        return inputs
    if "previous" not in read_allocation(inputs.allocation_path).inputs:
        return inputs
    return given(Namespace(**{**vars(args), "previous": str(beside)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCampaign:
    """A whole campaign folder, read."""

    folder: CampaignFolder
    campaign: Campaign
    register: Register
    history: History
    allocation: Allocation
    progress: Progress


def open_campaign(path: Path) -> OpenCampaign:
    """Read every part of a campaign folder; a missing part is said, not guessed (progress may be empty)."""
    folder = CampaignFolder.at(path)
    return OpenCampaign(
        folder=folder,
        campaign=read_campaign(folder.campaign),
        register=read_register(folder.need(folder.register)),
        history=read_history(folder.history),
        allocation=read_allocation(folder.need(folder.allocation)),
        progress=read_progress(folder.progress),
    )


def read_workbooks(paths: Sequence[str]) -> list[SheetRows]:
    """Read every sheet of every workbook as its sender knows it, in the order given."""
    return [sheet for own in read_sent(paths, returning=False).values() for sheet in own]

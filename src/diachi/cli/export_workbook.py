"""diachi export-workbook FOLDER --for commune|agency --id X [-o FILE.xlsx]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.export_workbook import export_workbook
from diachi.cli.console import Console
from diachi.cli.exchange import workbook_bytes
from diachi.core.living.book import UnitKind
from diachi.files.allocation_json import read_allocation
from diachi.files.atomic import write_whole
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign
from diachi.files.register_folder import read_history, read_register
from diachi.files.words import Words


def call(args: Namespace, console: Console) -> int:
    """Write everything one unit owes into one workbook."""
    folder = CampaignFolder.at(Path(args.folder))
    book = export_workbook(
        unit=UnitKind(args.unit),
        unit_id=args.id,
        register=read_register(folder.need(folder.register)),
        history=read_history(folder.history),
        words=Words("vi"),
        campaign=read_campaign(folder.campaign) if folder.campaign.is_file() else None,
        allocation=read_allocation(folder.allocation) if folder.allocation.is_file() else None,
    )
    out = Path(args.out or f"{args.id}.xlsx")
    write_whole(out, workbook_bytes(book))
    rows = sum(len(table.rows) for table in book.tables)
    console.say("exchange.done", file=out.name, tables=len(book.tables), rows=rows)
    return 0

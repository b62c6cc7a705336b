"""diachi write-documents FOLDER [-o DIR]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.write_documents import write_documents
from diachi.cli.console import Console
from diachi.cli.inputs import OpenCampaign, open_campaign
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.paper_folder import file_code, write_papers
from diachi.files.words import Words


def call(args: Namespace, console: Console) -> int:
    """Write the result, its annex, and the notices."""
    opened = open_campaign(Path(args.folder))
    target = Path(args.out) if args.out else opened.folder.documents
    names = write_all(opened, target, console)
    console.say("documents.done", count=len(names), folder=target.name)
    return 0


def write_all(opened: OpenCampaign, target: Path, console: Console) -> tuple[str, ...]:
    """Write every paper of a campaign; papers are Vietnamese whatever language the call speaks."""
    with console.step("step.papers"):
        papers = write_documents(
            campaign=opened.campaign,
            register=opened.register,
            history=opened.history,
            allocation=opened.allocation,
            words=Words("vi"),
            calendar=official_calendar(),
            places=gazetteer(),
            code=file_code(opened.allocation),
        )
        return write_papers(papers, target)

"""diachi demo [-o DIR] [--once]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.cli import run
from diachi.cli.console import Console
from diachi.core.errors import ErrorCode, InputError
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.example_folders import example_folders
from diachi.files.progress_folder import read_progress, write_progress


def call(args: Namespace, console: Console) -> int:
    """Run the main job on both examples, from their letters and workbooks to the papers."""
    found = example_folders()
    if not found:
        raise InputError(ErrorCode.FOLDER_MISSING, folder="examples")
    for example in found:
        out = Path(args.out) / example.name
        letters = sorted(str(p) for p in (example / "letters").iterdir())
        books = sorted(str(p) for p in (example / "dau-vao").glob("*.xlsx"))
        history = [b for b in books if Path(b).name.startswith("da-giup")]
        lists = [b for b in books if b not in history]
        console.result(console.words.text("demo.example", name=console.words.text(f"demo.{example.name}")))
        job = Namespace(
            letters=letters, register=lists, history=history, out=str(out), engine=None, strict=False, json=False
        )
        run.call(job, console)
        # What happened since is part of the example, not of the main job.
        write_progress(CampaignFolder(out).progress, read_progress(example / "progress"))
        console.result("")
    return 0

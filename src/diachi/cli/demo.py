"""diachi demo [-o DIR] [--once]"""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from diachi.cli.console import Console
from diachi.core.errors import ErrorCode, InputError
from diachi.files.atomic import write_whole
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.example_folders import example_folders, state_of

STAMP = "demo.json"  # beside the folders: what each was made from, and its summary


def call(args: Namespace, console: Console) -> int:
    """Run the main job on both examples; one that was made from the same program and inputs is only shown again."""
    found = example_folders()
    if not found:
        raise InputError(ErrorCode.FOLDER_MISSING, folder="examples")
    home = Path(args.out)
    made = _made(home)
    for example in found:
        console.result(console.words.text("demo.example", name=console.words.text(f"demo.{example.name}")))
        state = f"{state_of(example)} {console.words.lang} {args.out}"
        if made.get(example.name, {}).get("state") != state or not (home / example.name).is_dir():
            made[example.name] = {"state": state, "lines": _run(example, home / example.name, console)}
            write_whole(home / STAMP, json.dumps(made, ensure_ascii=False, indent=1).encode())
        for line in made[example.name]["lines"]:
            console.result(line)
        console.result("")
    return 0


def _made(home: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((home / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # nothing was made yet, or the note is damaged: everything is made anew


def _run(example: Path, out: Path, console: Console) -> tuple[str, ...]:
    from diachi.cli.import_told import say_imported
    from diachi.cli.run import main_job, result_lines
    from diachi.files.progress_folder import read_progress, write_progress

    letters = sorted(str(p) for p in (example / "letters").iterdir())
    books = sorted(str(p) for p in (example / "dau-vao").glob("*.xlsx"))
    history = [b for b in books if Path(b).name.startswith("da-giup")]
    lists = [b for b in books if b not in history]
    job = Namespace(
        letters=letters, register=lists, history=history, out=str(out), engine=None, strict=False, answers=None
    )
    opened, imported = main_job(job, console)
    # What happened since is part of the example, not of the main job.
    progress = read_progress(example / "progress")
    write_progress(CampaignFolder(out).progress, progress)
    say_imported(imported, console)
    return result_lines(replace(opened, progress=progress), str(out), console)

"""diachi run LETTER ... --register FILE.xlsx ... [--history FILE.xlsx ...] -o OUT/"""

from __future__ import annotations

import shutil
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from diachi.application.answered import with_answers
from diachi.application.import_register import Imported, import_register
from diachi.application.read_directive import DirectiveReading, LetterText, read_directive
from diachi.application.summary_lines import summary_lines
from diachi.cli.allocate import propose
from diachi.cli.console import Console
from diachi.cli.import_told import say_imported
from diachi.cli.inputs import Given, OpenCampaign, read_workbooks
from diachi.cli.summarise import summary_of
from diachi.cli.write_documents import write_all
from diachi.core.answers import carry_answers
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.letters.places import home_of_campaign, with_codes
from diachi.core.shape import plain
from diachi.files.allocation_json import write_allocation
from diachi.files.answers_json import read_answers
from diachi.files.atomic import whole_folder, write_whole
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign, write_campaign
from diachi.files.facts_json import write_facts
from diachi.files.law.added import commune_points
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.letter_text import read_letter_text
from diachi.files.persons import person_tables
from diachi.files.progress_folder import read_progress, write_progress
from diachi.files.register_folder import read_history, read_register, write_history, write_register
from diachi.files.same_table import write_same
from diachi.files.snapshot_tables import hashes_of, read_snapshots


def call(args: Namespace, console: Console) -> int:
    """Do the main job and say how it came out."""
    opened, imported = main_job(args, console)
    if args.json:
        levels = plain(opened.allocation.levels, lists=True)
        console.machine({"counts": plain(imported.counts, lists=True), "levels": levels, "out": args.out})
        return 0
    say_imported(imported, console)
    for line in result_lines(opened, args.out, console):
        console.result(line)
    return 0


def result_lines(opened: OpenCampaign, out: str, console: Console) -> tuple[str, ...]:
    """Give the short summary, and where the files are."""
    lines = summary_lines(summary_of(opened, None), console.words)
    return (*lines, console.words.text("run.where", folder=out))


def main_job(args: Namespace, console: Console) -> tuple[OpenCampaign, Imported]:
    """Turn letters and lists into a proposal and papers; OUT becomes a campaign folder, whole or not at all."""
    earlier = CampaignFolder(Path(args.out)).to_write()
    letters = [read_letter_text(Path(path)) for path in args.letters]
    with console.step("step.read_letter"):
        reading = read_directive(letters=letters)
        if args.answers:
            reading = with_answers(reading, read_answers(Path(args.answers)))
    if not reading.has_rule:
        raise InputError(ErrorCode.LETTER_WITHOUT_RULE, file=", ".join(letter.name for letter in letters))
    campaign = with_codes(_answered(reading.campaign, earlier), gazetteer())
    imported = _lists(args, campaign, earlier, console)
    if not imported.register.agencies:
        raise InputError(ErrorCode.NO_AGENCIES)
    if not imported.register.households:
        raise InputError(ErrorCode.NO_HOUSEHOLDS, listed=0)
    inputs = Given(
        campaign=campaign,
        register=imported.register,
        history=imported.history,
        allocation_path=earlier.allocation,
    )
    with console.step("step.find_same"):
        same = inputs.same()
    allocation = propose(inputs, same.evidence, args.engine, strict=args.strict, console=console)
    with whole_folder(earlier.path, earlier.campaign.name) as target:
        opened = OpenCampaign(
            folder=CampaignFolder(target),
            campaign=campaign,
            register=imported.register,
            history=imported.history,
            allocation=allocation,
            progress=read_progress(earlier.progress),
        )
        _write(opened, replace(reading, campaign=campaign), letters, args, console)
        write_register(opened.folder.register, imported.register, imported.issues, snapshots=imported.snapshots)
        write_same(opened.folder, same.pairs)
        write_all(opened, opened.folder.documents, console)
    return opened, imported


def _answered(campaign: Campaign, earlier: CampaignFolder) -> Campaign:
    """What a person answered in the folder that stands is not asked again."""
    return carry_answers(read_campaign(earlier.campaign), campaign) if earlier.campaign.exists() else campaign


def _lists(args: Namespace, campaign: Campaign, earlier: CampaignFolder, console: Console) -> Imported:
    sheets = read_workbooks([*args.register, *args.history])
    stands = earlier.register.is_dir()
    with console.step("step.read_lists"):
        return import_register(
            sheets=sheets,
            places=gazetteer(),
            words=vocabulary(),
            persons=person_tables(),
            on=campaign.places_on,
            home=home_of_campaign(campaign, gazetteer()),
            into=read_register(earlier.register) if stands else None,
            history=read_history(earlier.history) if stands else None,
            points=commune_points(),
            snapshots=read_snapshots(earlier.register if stands else None),
            sources=hashes_of(args.register),
        )


def _write(
    opened: OpenCampaign, reading: DirectiveReading, letters: list[LetterText], args: Namespace, console: Console
) -> None:
    folder = opened.folder
    folder.letters.mkdir()
    for letter, path in zip(letters, args.letters, strict=True):
        shutil.copyfile(path, folder.letters / letter.name)
        if not letter.as_file:
            write_whole(folder.letters / f"{Path(letter.name).stem}.raw.txt", letter.raw.encode())
    write_campaign(folder.campaign, opened.campaign, console.words)
    write_facts(folder.facts, reading)
    write_history(folder.history, opened.history)
    write_allocation(folder.allocation, opened.allocation)
    write_progress(folder.progress, opened.progress)

"""diachi check-allocation FOLDER | CAMPAIGN.toml REGISTER ALLOCATION.json [--history HISTORY]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.check_allocation import check_allocation
from diachi.application.speaker import Speaker
from diachi.cli.by_class import by_class
from diachi.cli.by_class import check as check_by_class
from diachi.cli.console import Console
from diachi.cli.inputs import given_as_proposed
from diachi.core.allocation.proven import unproven
from diachi.core.campaign import Mode
from diachi.core.errors import ErrorCode, InputError
from diachi.core.shape import plain
from diachi.files.allocation_json import read_allocation


def call(args: Namespace, console: Console) -> int:
    """Judge a proposal by the rules alone; exit 1 when something is wrong."""
    if by_class(args):
        return check_by_class(args, console)
    if not Path(args.campaign).is_dir() and args.allocation is None:
        raise InputError(ErrorCode.FILE_MISSING, file="allocation.json")
    inputs = given_as_proposed(args)
    allocation = read_allocation(inputs.allocation_path)
    findings = check_allocation(
        campaign=inputs.campaign,
        register=inputs.register,
        history=inputs.history,
        evidence=inputs.same().evidence,
        allocation=allocation,
        wishes=inputs.wishes,
    )
    if args.json:
        levels = [plain(level) for level in allocation.levels]
        whole = not findings and not unproven(allocation.levels)
        console.machine({"proven": whole, "findings": plain(findings, lists=True), "levels": levels})
    elif findings:
        console.say("finding.found", count=len(findings))
        for finding in findings:
            console.result("  " + console.words.text(f"finding.{finding.code.value}", **finding.facts))
    elif left := unproven(allocation.levels):
        speaker = Speaker(inputs.campaign, inputs.register, allocation, console.words)
        facts = {"proven": len(allocation.levels) - len(left), "open": len(left)}
        console.result(console.words.text("finding.proven_part", levels=tuple(map(speaker.level, left)), **facts))
    else:
        annex = inputs.campaign.mode is Mode.CLUSTER_COMMUNE
        console.result(console.words.text("finding.obeyed" if annex else "finding.proven"))
    return 1 if findings else 0

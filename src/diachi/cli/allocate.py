"""diachi allocate FOLDER | CAMPAIGN.toml REGISTER [--history HISTORY] [-o allocation.json] [--explain ID] ..."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.application.compare_lines import difference_lines
from diachi.application.explain import explain, orders
from diachi.application.explain_lines import explain_lines, order_lines
from diachi.application.minutes import group_minutes
from diachi.application.paper_desk import lay_out
from diachi.application.speaker import Speaker
from diachi.cli.by_class import by_class
from diachi.cli.by_class import propose as propose_by_class
from diachi.cli.console import Console
from diachi.cli.engines import pooler, solver
from diachi.cli.inputs import Given, given, given_as_proposed
from diachi.cli.trying import Step, names_of_levels, try_lines
from diachi.cli.watching import Watcher, seconds_of
from diachi.cli.wishes import BEFORE
from diachi.core.allocation.changes import compare
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.pins import Wishes
from diachi.core.allocation.proven import unproven
from diachi.core.campaign import Campaign
from diachi.core.departures import departures
from diachi.core.errors import ErrorCode, InputError, OurFault
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.core.shape import plain
from diachi.files.allocation_json import read_allocation, write_allocation
from diachi.files.atomic import write_whole
from diachi.files.campaign_toml import with_tables
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.paper_folder import file_code
from diachi.files.word import word_bytes
from diachi.files.words import Words

FROM_KEYS = "-"  # what --what-if takes beside a file: lines that a person types
LEVELS = "levels"  # what --explain takes beside ids: the price table of level orders


def call(args: Namespace, console: Console) -> int:
    """Propose, check the proposal without the solver, and write it; or explain, or show what would be otherwise."""
    if by_class(args):
        return propose_by_class(args, console)
    seconds = seconds_of(args.time_limit)
    if args.minutes and Path(args.minutes).suffix.lower() != ".docx":
        raise InputError(ErrorCode.MINUTES_NOT_WORD, file=Path(args.minutes).name)
    asks = args.explain is not None or args.what_if is not None
    inputs = given_as_proposed(args) if asks else given(args)
    with console.step("step.find_same"):
        evidence = inputs.same().evidence
    if args.explain is not None:
        return _explain(args, inputs, evidence, console)
    if args.what_if is not None:
        return _what_if(args, inputs, evidence, console)
    found = propose(inputs, evidence, args.engine, strict=args.strict, console=console, seconds=seconds)
    return _write(args, inputs, found, console)


def _write(args: Namespace, inputs: Given, found: Allocation, console: Console) -> int:
    """Write a proposal with what belongs to it, and say what it comes to; minutes that cannot be written stop it."""
    if args.minutes:
        _minutes(Path(args.minutes), inputs, found, console)
    _keep_before(args, inputs)
    write_allocation(inputs.allocation_path, found)
    if args.json:
        console.machine(plain(found, lists=True))
        return 0
    speaker = Speaker(inputs.campaign, inputs.register, found, console.words)
    console.say("allocate.done", unit=speaker.unit, pairs=len(found.assignments), groups=len(found.groups))
    if monthly := speaker.monthly():
        console.line(monthly)
    for code, count in Counter(u.code for u in found.unmet.households).most_common():
        console.say(
            "allocate.left", unit=speaker.unit, count=count, code=console.words.text(f"summary.left_{code.value}")
        )
    if inputs.wishes.inherited:
        said = Counter(r.code for a in found.assignments for r in a.why)[ReasonCode.INHERITED]
        console.say("allocate.inherited", count=said, waiting=len(inputs.waiting))
    if before := inputs.wishes.previous:
        _show(console, _differences(inputs, before, found, console))
    return 0


def propose(
    inputs: Given,
    evidence: Evidence,
    engine: str | None,
    *,
    strict: bool,
    console: Console,
    seconds: float | None = None,
) -> Allocation:
    """Propose, and let the proposal pass its own check before anybody sees it; a stop keeps what is proven."""
    facts = {
        "campaign": inputs.campaign,
        "register": inputs.register,
        "history": inputs.history,
        "evidence": evidence,
        "wishes": inputs.wishes,
    }
    watcher = Watcher(console, seconds)
    with console.step("step.allocate"), watcher.listening():
        engines = {"solver": solver(engine), "pooler": pooler(engine, seconds), "watch": watcher}
        found = allocate(**facts, **engines, strict=strict)  # type: ignore[arg-type]
    with console.step("step.check"):
        findings = check_allocation(**facts, allocation=found)  # type: ignore[arg-type]
    if findings:
        raise OurFault(ErrorCode.PROPOSAL_BROKEN, finding=findings[0].code.value)
    speaker = Speaker(inputs.campaign, inputs.register, found, console.words)
    if left := unproven(found.levels):
        why = console.words.text(f"allocate.{watcher.stopped}", seconds=seconds)
        levels, proven = tuple(map(speaker.level, left)), len(found.levels) - len(left)
        console.say("allocate.stopped", why=why, proven=proven, levels=levels)
    if gaps := speaker.pooling_gaps():
        console.say("allocate.pooling_open", gaps=gaps)
    return found


def _minutes(path: Path, inputs: Given, found: Allocation, console: Console) -> None:
    """Write the minutes of the groups; papers are Vietnamese whatever language the call speaks."""
    words = Words("vi")
    register, code = inputs.register, file_code(found)
    desk = lay_out(inputs.campaign, register, found, words, official_calendar(), gazetteer(), code)
    speaker = Speaker(inputs.campaign, register, found, words)
    write_whole(path, word_bytes(group_minutes(desk, speaker, departures(register, found))))
    console.say("documents.minutes", file=path.name)


def _keep_before(args: Namespace, inputs: Given) -> None:
    """A proposal that is written over the one it kept pairs of leaves that one beside it, for the check."""
    if args.previous and Path(args.previous).resolve() == inputs.allocation_path.resolve():
        write_allocation(inputs.allocation_path.with_name(BEFORE), read_allocation(inputs.allocation_path))


def _standing(args: Namespace, inputs: Given, evidence: Evidence, console: Console) -> Allocation:
    """Give the proposal that lies there when it still holds, else a new one that is not written."""
    if inputs.allocation_path.is_file():
        stands = read_allocation(inputs.allocation_path)
        findings = check_allocation(
            campaign=inputs.campaign,
            register=inputs.register,
            history=inputs.history,
            evidence=evidence,
            allocation=stands,
            wishes=inputs.wishes,
        )
        if not findings:
            return stands
        console.say("explain.fresh")
    seconds = seconds_of(args.time_limit)
    return propose(inputs, evidence, args.engine, strict=args.strict, console=console, seconds=seconds)


def _explain(args: Namespace, inputs: Given, evidence: Evidence, console: Console) -> int:
    found = _standing(args, inputs, evidence, console)
    speaker = Speaker(inputs.campaign, inputs.register, found, console.words)

    def rerun(campaign: Campaign, register: Register) -> Allocation:
        return allocate(
            campaign=campaign,
            register=register,
            history=inputs.history,
            evidence=evidence,
            solver=solver(args.engine),
            pooler=pooler(args.engine),
            wishes=inputs.wishes,
        )

    if args.explain == LEVELS:
        prices = orders(inputs.campaign, found, inputs.register, rerun)
        _answer(args, console, prices, order_lines(speaker, prices))
        return 0
    said = explain(
        campaign=inputs.campaign,
        register=inputs.register,
        evidence=evidence,
        allocation=found,
        subject=args.explain,
        wishes=inputs.wishes,
        rerun=rerun,
    )
    _answer(args, console, said, explain_lines(speaker, said))
    return 0


def _what_if(args: Namespace, inputs: Given, evidence: Evidence, console: Console) -> int:
    """Show what other tables of the campaign would change, or what a person tries line by line; nothing is written."""
    now = _standing(args, inputs, evidence, console)

    def proposed(campaign: Campaign, wishes: Wishes) -> Allocation:
        other, seconds = replace(inputs, campaign=campaign, wishes=wishes), seconds_of(args.time_limit)
        return propose(other, evidence, args.engine, strict=args.strict, console=console, seconds=seconds)

    if args.what_if == FROM_KEYS:
        speaker = Speaker(inputs.campaign, inputs.register, now, console.words)
        console.result(console.words.text("try.names", names="; ".join(names_of_levels(speaker))))

        def show(campaign: Campaign, found: Allocation) -> None:
            _show(console, _differences(replace(inputs, campaign=campaign), now, found, console))

        start = Step("", inputs.campaign, replace(inputs.wishes, previous=now))
        try_lines(sys.stdin, start=start, now=now, propose=proposed, show=show, console=console)
        return 0
    other = replace(inputs, campaign=with_tables(inputs.campaign, Path(args.what_if)))
    then = proposed(other.campaign, other.wishes)
    found = compare(before=now, after=then, register=inputs.register, wishes=inputs.wishes)
    _answer(args, console, found, _differences(other, now, then, console))
    return 0


def _differences(inputs: Given, before: Allocation, after: Allocation, console: Console) -> Iterator[str]:
    found = compare(before=before, after=after, register=inputs.register, wishes=inputs.wishes)
    return difference_lines(Speaker(inputs.campaign, inputs.register, after, console.words), before, found)


def _answer(args: Namespace, console: Console, value: object, lines: Iterator[str]) -> None:
    if args.json:
        console.machine(plain(value, lists=True))
    else:
        _show(console, lines)


def _show(console: Console, lines: Iterator[str]) -> None:
    for line in lines:
        console.result(line)

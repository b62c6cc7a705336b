"""diachi allocate FOLDER | CAMPAIGN.toml REGISTER [--history HISTORY] [-o allocation.json]"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.cli.console import Console
from diachi.cli.engines import solver
from diachi.cli.inputs import Given, given
from diachi.core.allocation.model import Evidence
from diachi.core.errors import ErrorCode, OurFault
from diachi.core.proposal import Allocation
from diachi.core.shape import plain
from diachi.files.allocation_json import write_allocation


def call(args: Namespace, console: Console) -> int:
    """Propose, check the proposal without the solver, and write it."""
    inputs = given(args)
    with console.step("step.find_same"):
        same = inputs.same()
    found = propose(inputs, same.evidence, args.engine, strict=args.strict, console=console)
    write_allocation(inputs.allocation_path, found)
    if args.json:
        console.machine(plain(found, lists=True))
        return 0
    console.say("allocate.done", pairs=len(found.assignments), groups=len(found.groups))
    for code, count in Counter(u.code for u in found.unmet.households).most_common():
        console.say("allocate.left", count=count, code=console.words.text(f"summary.left_{code.value}"))
    return 0


def propose(inputs: Given, evidence: Evidence, engine: str | None, *, strict: bool, console: Console) -> Allocation:
    """Propose, and let the proposal pass its own check before anybody sees it."""
    facts = {"campaign": inputs.campaign, "register": inputs.register, "history": inputs.history, "evidence": evidence}
    with console.step("step.allocate"):
        found = allocate(**facts, solver=solver(engine), strict=strict)  # type: ignore[arg-type]
    with console.step("step.check"):
        findings = check_allocation(**facts, allocation=found)  # type: ignore[arg-type]
    if findings:
        raise OurFault(ErrorCode.PROPOSAL_BROKEN, finding=findings[0].code.value)
    return found

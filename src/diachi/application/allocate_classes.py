"""Propose for a country: classes, one part after another, names again; and judge such a proposal without a solver.

The same levels, bounds and reasons as `allocate`; the unit is the class, since a million named values fit nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from diachi.application.allocate import answered_by_default, need_answers
from diachi.application.class_ports import ClassPairing, ClassTables
from diachi.core.allocation.check import Finding, FindingCode, FindingFact
from diachi.core.allocation.class_columns import worth
from diachi.core.allocation.class_proposal import (
    ClassCertificate,
    ClassHead,
    ClassProposal,
    PairColumns,
    PartSolved,
    ToldColumns,
)
from diachi.core.allocation.levels import DISTANCE
from diachi.core.allocation.network import Watch
from diachi.core.answers import apply_answers
from diachi.core.campaign import Campaign, Mode
from diachi.core.errors import ErrorCode, InputError, OurFault, RulesCannotBeMet
from diachi.core.proposal import LevelValue

Step = Callable[[int, int], AbstractContextManager[None]]  # number of a part, of how many -> shown while it is solved
SHOWN = 20  # bodies named when required minimums cannot be met


def _quiet(number: int, count: int) -> AbstractContextManager[None]:
    return nullcontext()


def allocate_classes(
    *,
    campaign: Campaign,
    tables: ClassTables,
    solver: Any,
    strict: bool = False,
    step: Step = _quiet,
    watch: Watch | None = None,
) -> ClassProposal:
    """Propose the best pairing in the order of the levels, for registers of any size.

    Source: Bình Gia 4/2024, mục 1 and Lưu ý; design, section 4. Takes: tables that can be put into classes; any exact
        array engine; `step` is told each part; `watch` says whether to go on. Gives: pairs by column, reasons, level
        values with bounds (none for a level that was not proven), a proof.
    Fails: InputError CLASSES_CANNOT for a mode classes do not know, NOTHING_PROVEN (stopped before every part had a
        level proven), else as `allocate`.
    Holds: level values equal those of `allocate` on the same rows; pairs are held against the proof before they are
        given; the order of rows changes no byte. Cost: one network for each part.
    """
    asked = need_class_mode(apply_answers(campaign))
    assumed = need_answers(asked, strict=strict)
    pairing = tables.prepare(asked)
    solved = []
    for number in range(len(pairing.parts)):
        with step(number + 1, len(pairing.parts)):
            solved.append(pairing.solve(number, solver, watch))
    proven = min((len(s.potentials) for s in solved), default=len(pairing.levels))
    if not proven:
        raise InputError(ErrorCode.NOTHING_PROVEN)
    pairs = pairing.pairs([s.flows for s in solved])
    _need_minimums(pairing, pairs)
    potentials = [s.potentials[:proven] for s in solved]
    values = _proven(pairing, pairs, solved, potentials)
    told = pairing.told(pairs)
    head = ClassHead(
        inputs=tables.inputs(campaign),
        engine=f"{tables.name}+{solver.name}",
        assumed=assumed,
        relaxed=told.relaxed,
        counts={**pairing.counts, "pairs": len(pairs), "parts": len(pairing.parts)},
        levels=_levels(pairing, values, proven),
        certificate=certificate_of(potentials),
    )
    return ClassProposal(head=head, pairs=pairs, told=told, potentials=potentials)


def need_class_mode(campaign: Campaign) -> Campaign:
    """Refuse a mode whose pairs are no classes of households; Fails: InputError CLASSES_CANNOT."""
    if campaign.mode is not Mode.AGENCY_HOUSEHOLD:
        raise InputError(ErrorCode.CLASSES_CANNOT, what=f"mode = {campaign.mode.value}")
    return campaign


def _need_minimums(pairing: ClassPairing, pairs: PairColumns) -> None:
    if lacking := pairing.short(pairs):
        clauses = tuple(sorted({one.clause for one in lacking}))
        named = [f"{one.group_id} {one.least} -> {one.got}" for one in lacking[:SHOWN]]
        more = (f"... +{len(lacking) - SHOWN}",) if len(lacking) > SHOWN else ()
        raise RulesCannotBeMet(
            ErrorCode.REQUIRED_RULES_CONFLICT,
            clauses=clauses,
            short=sum(one.least - one.got for one in lacking),
            relax=(*named, *more),
            tables="",
        )


def _proven(
    pairing: ClassPairing, pairs: PairColumns, solved: Sequence[PartSolved], potentials: Sequence[Any]
) -> dict[str, int]:
    """Count every level on the named pairs, and hold them against what the parts cost and what proves them."""
    values, standing = pairing.values(pairs), pairing.values(None)
    proven = len(potentials[0]) if potentials else len(pairing.levels)
    for number, level in enumerate(pairing.levels[:proven]):
        if values[level] != standing[level] + worth(level, sum(s.values[number] for s in solved)):
            raise OurFault(ErrorCode.PROPOSAL_BROKEN, finding=f"{FindingCode.LEVEL_DIFFERS.value} {level}")
    if found := pairing.findings(pairs):
        raise OurFault(ErrorCode.PROPOSAL_BROKEN, finding=found[0].code.value)
    if pairing.unproven(pairs, potentials):
        raise OurFault(ErrorCode.PROPOSAL_BROKEN, finding=FindingCode.NOT_OPTIMAL.value)
    return values


def _levels(pairing: ClassPairing, values: Mapping[str, int], proven: int) -> tuple[LevelValue, ...]:
    return tuple(
        LevelValue(
            name=name,
            value=values[name],
            bound=values[name] if number < proven else None,
            unit=pairing.unit if name == DISTANCE else None,
        )
        for number, name in enumerate(pairing.levels)
        if number
    )


def certificate_of(potentials: Sequence[Any]) -> ClassCertificate:
    """Give the hash of potentials: the numbers of every part, level by level, as eight bytes each, low byte first."""
    found, nodes = hashlib.sha256(), 0
    for part in potentials:
        found.update(f"{part.shape[0]}x{part.shape[1]}\n".encode())
        found.update(part.astype("<i8").tobytes())
        nodes += int(part.shape[1])
    return ClassCertificate(sha256=found.hexdigest(), parts=len(potentials), nodes=nodes)


def check_classes(
    *,
    campaign: Campaign,
    tables: ClassTables,
    proposal: ClassProposal,
    changed: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Say what is wrong with a proposal of national size; nothing wrong means proven optimal.

    Source: design, section 4. Takes: the inputs it was made from; `changed` - files that are not as its head names
        them. Gives: findings with ids and counts, the first kind of fault first. Fails: as `allocate_classes`.
    Holds: needs no solver; a pair moved, a reason, a level or a potential changed is found. Cost: O(rows + arcs).
    """
    asked = need_class_mode(apply_answers(campaign))
    findings = [Finding(code=FindingCode.FILE_CHANGED, facts={"file": name}) for name in changed]
    now, said = tables.inputs(campaign), proposal.head.inputs
    if other := tuple(sorted(k for k in {*now, *said} if now.get(k) != said.get(k))):
        findings.append(Finding(code=FindingCode.INPUT_CHANGED, facts={"inputs": other}))
    if proposal.head.assumed != answered_by_default(asked):
        findings.append(Finding(code=FindingCode.REASON_DIFFERS, facts={"id": "assumed"}))
    pairing = tables.prepare(asked)
    if wrong := pairing.findings(proposal.pairs):
        return (*findings, *wrong)
    findings += _level_findings(pairing, proposal)
    if certificate_of(proposal.potentials) != proposal.head.certificate:
        findings.append(Finding(code=FindingCode.PROOF_CHANGED, facts={"node": ""}))
    elif arc := pairing.unproven(proposal.pairs, proposal.potentials):
        findings.append(Finding(code=FindingCode.NOT_OPTIMAL, facts={"arc": arc}))
    told = pairing.told(proposal.pairs)
    if name := _told_otherwise(pairing, told, proposal):
        findings.append(Finding(code=FindingCode.REASON_DIFFERS, facts={"id": name}))
    return tuple(findings)


def _level_findings(pairing: ClassPairing, proposal: ClassProposal) -> list[Finding]:
    proven = len(proposal.potentials[0]) if len(proposal.potentials) else len(pairing.levels)
    wanted = _levels(pairing, pairing.values(proposal.pairs), proven)
    said = {level.name: level for level in proposal.head.levels}
    found = []
    for level in wanted:
        if said.get(level.name) != level:
            stated = said[level.name].value if level.name in said else ""
            facts: dict[str, FindingFact] = {"level": level.name, "counted": level.value, "stated": stated}
            found.append(Finding(code=FindingCode.LEVEL_DIFFERS, facts=facts))
    if tuple(said) != tuple(level.name for level in wanted):
        named: dict[str, FindingFact] = {
            "level": "*",
            "counted": ", ".join(level.name for level in wanted),
            "stated": ", ".join(said),
        }
        found.append(Finding(code=FindingCode.LEVEL_DIFFERS, facts=named))
    return found


def _told_otherwise(pairing: ClassPairing, told: ToldColumns, proposal: ClassProposal) -> str:
    if name := pairing.differs(told, proposal.told.tables):
        return name
    if told.reasons != proposal.told.reasons:
        return "reasons"
    return "" if told.relaxed == proposal.head.relaxed else "relaxed"

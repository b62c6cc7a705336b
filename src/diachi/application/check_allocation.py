"""Judge a proposal by the rules alone, without any solver."""

from __future__ import annotations

from diachi.application.allocate import answered_by_default, input_hashes
from diachi.core.allocation.check import Finding, FindingCode, check_pairs, check_persons, check_proof, check_reasons
from diachi.core.allocation.check_annex import check_annex
from diachi.core.allocation.clusters import divide
from diachi.core.allocation.model import Evidence, build_model
from diachi.core.allocation.persons import case_of
from diachi.core.allocation.pins import NOTHING_WISHED, Wishes
from diachi.core.allocation.pooling import pool_as_given
from diachi.core.answers import apply_answers
from diachi.core.campaign import Campaign, Mode
from diachi.core.history import History
from diachi.core.proposal import Allocation
from diachi.core.register import Register


def check_allocation(
    *,
    campaign: Campaign,
    register: Register,
    history: History,
    evidence: Evidence,
    allocation: Allocation,
    wishes: Wishes = NOTHING_WISHED,
) -> tuple[Finding, ...]:
    """Say what is wrong with a proposal; nothing wrong means proven optimal in the order of the levels.

    Source: Bình Gia 4/2024, mục 1 and Lưu ý; Ninh Thuận 8016, mục 1.
    Takes: the inputs the proposal was made from, in any order of rows. Gives: findings with ids and counts.
    Fails: InputError as `allocate` does for inputs that make no pairing at all.
    Holds: a proposal of `allocate` has no finding; moving one household, swapping pairs across ranks, changing a
        potential or the order of the levels is found. Cost: O(arcs x levels), no solver.
    """
    campaign = apply_answers(campaign)
    now = input_hashes(campaign, register, history, wishes)
    changed = tuple(sorted(k for k in {*now, *allocation.inputs} if now.get(k) != allocation.inputs.get(k)))
    findings = [Finding(code=FindingCode.INPUT_CHANGED, facts={"inputs": changed})] if changed else []
    if allocation.assumed != answered_by_default(campaign):
        findings.append(Finding(code=FindingCode.REASON_DIFFERS, facts={"id": "assumed"}))
    if campaign.mode is Mode.CLUSTER_COMMUNE:
        wanted = divide(campaign, register, evidence)
        return (*findings, *check_annex(wanted, allocation))
    case = case_of(campaign, register, evidence, wishes)
    model = build_model(campaign, case.register, case.evidence, case.wishes, pool_as_given(allocation.groups))
    findings += check_persons(case, allocation)
    allocation = case.keyed(allocation)
    # Levels and proof are counted on pairs that may stand at all.
    wrong = tuple(check_pairs(model, allocation))
    return (*findings, *(wrong or (*check_proof(model, campaign, allocation), *check_reasons(model, allocation))))

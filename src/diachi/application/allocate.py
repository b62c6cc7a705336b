"""Propose who helps whom by the rules of a campaign, with reasons and a proof."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from diachi.application.answered import SCAN_SEEN, SEEN
from diachi.application.ports import Solver
from diachi.core.allocation.clusters import divide
from diachi.core.allocation.compact import build_compact, flows_of
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.grouping import Pool, pool_in_rows
from diachi.core.allocation.levels import DISTANCE, Chosen, level_specs, level_value
from diachi.core.allocation.model import Evidence, Model, build_model
from diachi.core.allocation.naming import name_pairs
from diachi.core.allocation.network import Solution, Watch
from diachi.core.allocation.persons import case_of
from diachi.core.allocation.pins import NOTHING_WISHED, PairWish, Wishes, pairs_before
from diachi.core.allocation.pooling import (
    Pooler,
    PoolProblem,
    PoolSolution,
    pool_by_patterns,
    pool_keeping,
    pooling_values,
)
from diachi.core.allocation.proof import with_own_proof
from diachi.core.allocation.proven import first_levels
from diachi.core.allocation.reasons import required_short
from diachi.core.allocation.telling import tell
from diachi.core.allocation.way_out import as_tables, least_relaxations, quotas_of
from diachi.core.answers import apply_answers
from diachi.core.campaign import AnsweredBy, Blocks, Campaign, Mode
from diachi.core.clause_refs import clause_source
from diachi.core.errors import DecisionNeeded, ErrorCode, InputError, RulesCannotBeMet
from diachi.core.history import History
from diachi.core.proposal import Allocation, Certificate, LevelValue
from diachi.core.register import HISTORY_TABLES, REGISTER_TABLES, Register
from diachi.core.shape import plain
from diachi.core.table import canonical, digest

CERTIFICATE = "potentials"


def allocate(
    *,
    campaign: Campaign,
    register: Register,
    history: History,
    evidence: Evidence,
    solver: Solver,
    strict: bool = False,
    wishes: Wishes = NOTHING_WISHED,
    pooler: Pooler | None = None,
    watch: Watch | None = None,
) -> Allocation:
    """Propose the best pairing in the order of the campaign's levels.

    Source: Bình Gia 4/2024, mục 1 and Lưu ý; Ninh Thuận 8016, mục 1 (there the annex is obeyed).
    Takes: register and history in any order of rows; evidence - what the linker found; solver - any exact engine;
        wishes - pins, bans and the proposal before this one; pooler - an exact engine for groups, else row by row;
        watch - asked now and then whether to go on: when it says no, the levels proven so far are kept.
    Gives: groups, pairs with reasons, what stays open with reasons, level values with their bounds (none for a level
        that was not proven), a certificate.
    Fails: InputError NO_AGENCIES, NO_HOUSEHOLDS, NO_CLUSTERS, ID_UNKNOWN, FIELD_WRONG, NOTHING_PROVEN (stopped before
        the first level); DecisionNeeded QUESTIONS_OPEN when strict, SCAN_NOT_SEEN; RulesCannotBeMet
        REQUIRED_RULES_CONFLICT naming clauses and the smallest change.
    Holds: no household twice; nobody already helped; every sponsor in one group; pairs that stand are kept;
        the same rows in any order give the same proposal.
    Cost: one network of classes, one solver run per level.
    """
    campaign = apply_answers(campaign)
    assumed = need_answers(campaign, strict=strict)
    case = case_of(campaign, register, evidence, wishes)
    if campaign.mode is Mode.CLUSTER_COMMUNE:
        found = divide(campaign, register, evidence)
    else:
        pooled: dict[str, PoolSolution] = {}
        model = build_model(campaign, case.register, case.evidence, case.wishes, _pool(wishes, pooler, pooled))
        found = case.said(_pair(model, campaign, solver, watch))
        found = replace(found, pooling=pooling_values(pooled))
    return replace(found, inputs=input_hashes(campaign, register, history, wishes), assumed=assumed)


def _pool(wishes: Wishes, pooler: Pooler | None, pooled: dict[str, PoolSolution]) -> Pool:
    """Groups of before are kept where nothing is lost; new ones are made by an engine, or row by row without one.

    `pooled` hears of each rule the solution of all its bodies, which is asked for last.
    """

    def told(problem: PoolProblem, solution: PoolSolution) -> None:
        pooled[problem.rule_id] = solution

    fresh = pool_by_patterns(pooler, told) if pooler else pool_in_rows
    return pool_keeping(wishes.previous.groups, fresh) if wishes.previous else fresh


def need_answers(campaign: Campaign, *, strict: bool) -> tuple[str, ...]:
    """Give the questions answered by default; Fails: DecisionNeeded QUESTIONS_OPEN, SCAN_NOT_SEEN."""
    assumed = answered_by_default(campaign)
    if strict and (
        blocking := tuple(q.id for q in campaign.questions if q.blocks is Blocks.ALLOCATION and q.id in assumed)
    ):
        raise DecisionNeeded(ErrorCode.QUESTIONS_OPEN, count=len(blocking), questions=blocking)
    if any(q.id == SCAN_SEEN and q.answer != SEEN for q in campaign.questions):
        raise DecisionNeeded(ErrorCode.SCAN_NOT_SEEN)
    return assumed


def answered_by_default(campaign: Campaign) -> tuple[str, ...]:
    """Give the questions that no person has answered, sorted."""
    return tuple(sorted(q.id for q in campaign.questions if q.answered_by is not AnsweredBy.PERSON))


_WHEN_ANY = ("verdicts",)  # tables named among the inputs only when somebody has written in them


def input_hashes(
    campaign: Campaign, register: Register, history: History, wishes: Wishes = NOTHING_WISHED
) -> dict[str, str]:
    """Give the SHA-256 of the canonical form of every input, by name; wishes and verdicts only where there are any."""
    text = json.dumps(plain(_bare(campaign)), ensure_ascii=False, sort_keys=True, default=str)
    hashes = {"campaign": digest(text.encode())}
    for tables, holder in ((REGISTER_TABLES, register), (HISTORY_TABLES, history)):
        for name, kind in tables.items():
            if (rows := getattr(holder, name)) or name not in _WHEN_ANY:
                hashes[name] = digest(canonical(rows, kind))
    for name, rows in (("pins", wishes.pins), ("bans", wishes.bans)):
        if rows:
            hashes[name] = digest(canonical(rows, PairWish))
    if wishes.previous is not None:
        before = sorted(pairs_before(wishes.previous).items())
        hashes["previous"] = digest(json.dumps(before).encode())
    return dict(sorted(hashes.items()))


def _bare(campaign: Campaign) -> Campaign:
    """The campaign without the sentences its file adds for people: they are of one language and rule nothing."""
    questions = tuple(
        replace(q, readings=tuple(replace(reading, effect="") for reading in q.readings)) for q in campaign.questions
    )
    return replace(campaign, questions=questions, cited_targets=())


def _pair(model: Model, campaign: Campaign, solver: Solver, watch: Watch | None) -> Allocation:
    specs = level_specs(campaign, model)
    distance, levels = Distance.of(model, specs), tuple(spec.name for spec in specs)
    compact = build_compact(model, distance, levels)
    solution = solver.solve(compact.network, watch)
    proven = len(solution.potentials)
    if not proven:
        raise InputError(ErrorCode.NOTHING_PROVEN)
    proposed = name_pairs(model, compact, solution.flows)
    chosen = {**{h: model.group_of(p[0].agency_id) for h, p in model.fixed.items()}, **proposed}
    if short := required_short(model, Counter(chosen.values())):
        raise _cannot_be_met(model, campaign, chosen, short)
    named = replace(solution, flows=flows_of(model, compact, proposed))
    told = tell(model, distance, chosen)
    return Allocation(
        engine=solver.name,
        relaxed=told.relaxed,
        groups=model.groups,
        assignments=told.assignments,
        unmet=told.unmet,
        levels=tuple(_level(model, distance, name, chosen, n < proven) for n, name in enumerate(levels) if n),
        certificate=_certificate(compact.network.nodes, with_own_proof(first_levels(compact.network, proven), named)),
    )


def _cannot_be_met(model: Model, campaign: Campaign, chosen: Chosen, short: Mapping[str, int]) -> RulesCannotBeMet:
    """Name the clauses with their words, and the least that must give way as tables to put in place."""
    give = least_relaxations(model, campaign, chosen)
    quoted = ((c, clause_source(campaign, c)) for c in short)
    return RulesCannotBeMet(
        ErrorCode.REQUIRED_RULES_CONFLICT,
        clauses=tuple(f"{c} (“{s.quote.strip()}”)" if s and s.quote.strip() else c for c, s in quoted),
        short=sum(short.values()),
        relax=tuple(f"{g.agency_id} {g.required} -> {g.possible}" for g in give),
        tables=as_tables(quotas_of(model, campaign, give)),
    )


def _level(model: Model, distance: Distance, name: str, chosen: Chosen, proven: bool) -> LevelValue:
    value = level_value(model, distance, name, chosen)
    unit = distance.unit if name == DISTANCE else None
    return LevelValue(name=name, value=value, bound=value if proven else None, unit=unit)


def _certificate(nodes: tuple[str, ...], solution: Solution) -> Certificate:
    rows = tuple(tuple(level.get(node, 0) for node in nodes) for level in solution.potentials)
    return Certificate(kind=CERTIFICATE, nodes=nodes, potentials=rows)

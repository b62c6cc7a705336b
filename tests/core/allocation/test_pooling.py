"""Groups by patterns: proven, none the worse than the plain way, checked without an engine."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.agency import Agency, AgencyKind, Reach
from diachi.core.allocation.grouping import Grouping, form_groups
from diachi.core.allocation.pooling import (
    POOL_LEVELS,
    PoolProblem,
    PoolSolution,
    pool_as_given,
    pool_by_patterns,
    pool_keeping,
    pool_problem,
)
from diachi.core.clauses import Selector, SmallAgencies
from diachi.core.proposal import Group
from diachi.core.rules.reach import Seat
from diachi.core.rules.small_agencies import is_small
from diachi.engines.solver.patterns import HighsPooler

KINDS = (AgencyKind.DEPARTMENT, AgencyKind.FRONT, AgencyKind.MASS_ORGANISATION)
RULE = SmallAgencies(id="pool", select=Selector(kind=KINDS))
SEATS = {f"{n:05d}": Seat(district="a" if n < 4 else "b") for n in range(6)}


def bodies(seed: int, count: int, *, communes: int = 6, bound: float = 0.3) -> list[Agency]:
    dice = random.Random(seed)
    return [
        Agency(
            agency_id=f"A{n:03d}",
            name=f"Đơn vị {n}",
            kind=dice.choice(KINDS),
            staff=dice.randint(1, 12),
            commune_code=f"{dice.randrange(communes):05d}",
            reach=Reach.COMMUNE if dice.random() < bound else Reach.DISTRICT,
        )
        for n in range(count)
    ]


def burden(grouping: Grouping, by_id: dict[str, Agency]) -> tuple[int, int, int]:
    joint = [g for g in grouping.groups if len(g.members) > 1]
    return len(grouping.alone), sum(not is_small(by_id[a], RULE) for g in joint for a in g.members), -len(joint)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 16))
def test_exact_groups_are_lawful_and_none_the_worse(seed: int, count: int) -> None:
    found = bodies(seed, count)
    by_id = {a.agency_id: a for a in found}
    told: list[PoolSolution] = []
    exact = form_groups(
        found, (RULE,), seats=SEATS, pool=pool_by_patterns(HighsPooler(), lambda _, solution: told.append(solution))
    )
    plain = form_groups(found, (RULE,), seats=SEATS)
    assert sorted(a for g in exact.groups for a in g.members) == sorted(by_id)
    assert burden(exact, by_id) <= burden(plain, by_id)
    assert all(s.proven for s in told)
    assert [s.values[:3] for s in told] in ([burden(exact, by_id)], [])
    assert form_groups(found[::-1], (RULE,), seats=SEATS, pool=pool_as_given(exact.groups)) == exact


def brute(problem: PoolProblem) -> tuple[int, ...]:
    """Every way to use the patterns, for a handful of bodies."""
    best: list[tuple[int, ...]] = []

    def go(at: int, left: tuple[int, ...], costs: tuple[int, ...]) -> None:
        alone = sum(n for n, c in zip(left, problem.classes, strict=True) if c.small)
        best.append((alone, *costs[1:]))
        for i in range(at, len(problem.patterns)):
            pattern = problem.patterns[i]
            rest = tuple(n - pattern.classes.count(k) for k, n in enumerate(left))
            if min(rest) >= 0:
                go(i, rest, tuple(a + b for a, b in zip(costs, pattern.costs, strict=True)))

    go(0, tuple(c.count for c in problem.classes), (0,) * len(POOL_LEVELS))
    return min(best)


@pytest.mark.parametrize("seed", range(12))
def test_every_level_is_as_good_as_trying_everything(seed: int) -> None:
    problem, _ = pool_problem(bodies(seed, 8, communes=3), RULE, SEATS)
    assert HighsPooler().pool(problem).values == brute(problem)


@pytest.mark.parametrize("seed", range(3))
def test_sixty_bodies_are_proven(seed: int) -> None:
    told: list[PoolSolution] = []
    pool = pool_by_patterns(HighsPooler(), lambda _, solution: told.append(solution))
    form_groups(bodies(seed, 60), (RULE,), seats=SEATS, pool=pool)
    assert told
    assert all(s.proven for s in told)


def test_groups_that_break_the_rule_or_are_worse_are_not_taken() -> None:
    found = [replace(a, staff=5, reach=Reach.DISTRICT, commune_code="00001") for a in bodies(1, 6)]
    good = form_groups(found, (RULE,), seats=SEATS)
    assert [len(g.members) for g in good.groups] == [3, 3]
    five = (Group(group_id="G-A000", lead="A000", members=tuple(f"A{n:03d}" for n in range(5))),)
    four = (Group(group_id="G-A000", lead="A000", members=("A000", "A001", "A002", "A003")),)
    for wrong in (five, four):
        assert form_groups(found, (RULE,), seats=SEATS, pool=pool_as_given(wrong)) == good


def test_groups_of_before_are_kept_where_nothing_is_lost() -> None:
    found = bodies(5, 24, bound=0.0)
    pool = pool_by_patterns(HighsPooler())
    before = form_groups(found, (RULE,), seats=SEATS, pool=pool)
    fewer = found[1:]
    after = form_groups(fewer, (RULE,), seats=SEATS, pool=pool_keeping(before.groups, pool))
    by_id = {a.agency_id: a for a in fewer}
    assert burden(after, by_id) == burden(form_groups(fewer, (RULE,), seats=SEATS, pool=pool), by_id)
    whole = {g.members for g in before.groups if len(g.members) > 1 and found[0].agency_id not in g.members}
    assert len(whole & {g.members for g in after.groups}) >= len(whole) - 2


@pytest.mark.parametrize("seconds", [0.0, 1e-9])
def test_a_limit_in_which_nothing_is_found_leaves_everybody_alone_and_says_what_may_be_better(seconds: float) -> None:
    found = bodies(3, 40)
    problem, _ = pool_problem(found, RULE, SEATS)
    given_up, whole = HighsPooler(seconds).pool(problem), HighsPooler().pool(problem)
    assert whole.proven
    assert given_up.values >= whole.values
    assert given_up.bounds[0] <= whole.values[0] <= given_up.values[0]
    if not any(given_up.counts):
        assert given_up.values[0] == sum(is_small(a, RULE) for a in found)
        assert not given_up.proven

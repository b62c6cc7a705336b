"""The levels of a proposal: their names, whether more or less is better, and their value on named pairs.

The values are counted on the pairs themselves, without any network, so that a proposal can be checked by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from diachi.core.allocation.distance import Distance
from diachi.core.allocation.model import Model, commune_of, may_take, priorities_of, priority_holds
from diachi.core.allocation.ranks import PRIORITY as PRIORITY
from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.clauses import Force, Priority
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import ListedHousehold
from diachi.core.rules.village_order import passed_over, village_of

REQUIRED_MINIMUM = "required_minimum"
REQUIRED_COVERAGE = "required_coverage"
REQUESTED_MINIMUM = "requested_minimum"
VILLAGE_ORDER = "village_order"
ASPIRED = "aspired"
MISMATCH = "mismatch"
DISTANCE = "distance"
FAIRNESS = "fairness"
KEEP = "keep"
LESS_IS_BETTER = (VILLAGE_ORDER, MISMATCH, DISTANCE, FAIRNESS)
BANDED = (MISMATCH, DISTANCE)  # counted pair by pair, so that "as near as makes no difference" can be said
FAIRNESS_STEPS = 10  # a commune's coverage is counted in tenths; each further tenth costs one more

Chosen = Mapping[str, str]  # household_id -> group_id


def default_levels(
    priorities: Sequence[Priority], *, village: bool = True, mismatch: bool = False, keep: bool = False
) -> tuple[LevelSpec, ...]:
    """Give the levels in the order that holds when a campaign names none; three only where there is any to count.

    `village` = a village gave an order; `mismatch` = needs and tiers are known; `keep` = there is a proposal before.
    """
    ranked = sorted(priorities, key=lambda p: (p.rank, p.id))
    names = [REQUIRED_COVERAGE, REQUESTED_MINIMUM, *(f"{PRIORITY}{p.id}" for p in ranked)]
    later = [
        *([VILLAGE_ORDER] if village else []),
        ASPIRED,
        *([MISMATCH] if mismatch else []),
        DISTANCE,
        FAIRNESS,
        *([KEEP] if keep else []),
    ]
    return tuple(LevelSpec(name=n) for n in [*names, *later])


def level_specs(campaign: Campaign, model: Model | None = None) -> tuple[LevelSpec, ...]:
    """Give the campaign's levels with their bands; required minimums always stand first, since they are constraints.

    Fails: InputError FIELD_WRONG for a name that no level has or that stands twice, for a band where a level is not
    counted pair by pair, for a village's order before a priority of the letter: it ranks families the letter holds
    equal. What a campaign asks for is never left out in silence.
    """
    return specs_known(
        campaign,
        village=model is None or any(village_of(h) for h in model.households.values()),
        mismatch=model is not None and bool(model.tiers) and any(h.need_vnd for h in model.households.values()),
        keep=model is not None and bool(model.before),
    )


def specs_known(campaign: Campaign, *, village: bool, mismatch: bool, keep: bool) -> tuple[LevelSpec, ...]:
    """Give the levels as `level_specs`, for whoever knows whether village orders, needs or old pairs are told."""
    specs = campaign.levels or default_levels(campaign.priorities, village=village, mismatch=mismatch, keep=keep)
    if keep and KEEP not in {spec.name for spec in specs}:
        specs = (*specs, LevelSpec(name=KEEP))  # who gives the proposal before wants it kept, where nothing is lost
    known = {REQUIRED_COVERAGE, REQUESTED_MINIMUM, VILLAGE_ORDER, ASPIRED, MISMATCH, DISTANCE, FAIRNESS, KEEP}
    known |= {f"{PRIORITY}{p.id}" for p in campaign.priorities}
    named = Counter(spec.name for spec in specs)
    for spec in specs:
        if spec.name not in known or named[spec.name] > 1:
            raise InputError(
                ErrorCode.FIELD_WRONG, file="campaign.toml", where=f"levels.{spec.name}", wanted="|".join(sorted(known))
            )
        banded = spec.name in BANDED or spec.name.startswith(PRIORITY)
        if spec.band is not None and (not banded or spec.band < 1):
            wanted = ">= 1" if banded else f"band: {'|'.join((*BANDED, PRIORITY + '...'))}"
            raise InputError(
                ErrorCode.FIELD_WRONG, file="campaign.toml", where=f"levels.{spec.name}.band", wanted=wanted
            )
    _village_after_letter([spec.name for spec in specs])
    return (LevelSpec(name=REQUIRED_MINIMUM), *specs)


def _village_after_letter(names: Sequence[str]) -> None:
    ranked = [n for n in names if n.startswith(PRIORITY)]
    if VILLAGE_ORDER in names and ranked and names.index(VILLAGE_ORDER) < names.index(ranked[-1]):
        where, wanted = f"levels.{VILLAGE_ORDER}", f"{ranked[-1]} > {VILLAGE_ORDER}"
        raise InputError(ErrorCode.FIELD_WRONG, file="campaign.toml", where=where, wanted=wanted)


def level_names(campaign: Campaign, model: Model | None = None) -> tuple[str, ...]:
    """Give the names of the campaign's levels, required minimums first; Fails: as `level_specs`."""
    return tuple(spec.name for spec in level_specs(campaign, model))


def minimum_force(level: str) -> Force:
    """Give the force whose minimums a level counts."""
    return Force.REQUIRED if level == REQUIRED_MINIMUM else Force.REQUESTED


def level_value(model: Model, distance: Distance, level: str, chosen: Chosen) -> int:
    """Give a level's value on named pairs: a count, or for `LESS_IS_BETTER` a cost."""
    loads = Counter(chosen.values())
    if level in (REQUIRED_MINIMUM, REQUESTED_MINIMUM):
        duties = [(g, d) for g, d in model.duties.items() if d.force is minimum_force(level)]
        return sum(min(loads[g], d.min) for g, d in duties)
    if level == ASPIRED:
        return sum(min(loads[g], d.aim) for g, d in model.duties.items())
    if level == REQUIRED_COVERAGE:
        return len(chosen)
    if level.startswith(PRIORITY):
        priority = next(p for p in model.priorities if f"{PRIORITY}{p.id}" == level)
        return sum(priority_holds(priority, model.households[h]) for h in chosen)
    if level == VILLAGE_ORDER:
        return len(unasked_departures(model, chosen))
    if level == MISMATCH:
        return sum(distance.mismatch(g, h) for h, g in chosen.items())
    if level == DISTANCE:
        return sum(distance.counted(g, h) for h, g in chosen.items())
    if level == KEEP:
        now = Counter((keep_class(model, h), chosen[h]) for h in model.candidates if h in chosen)
        return sum(min(now[key], old) for key, old in pairs_to_keep(model).items())
    return fairness(model, chosen) if level == FAIRNESS else 0


def keep_class(model: Model, household_id: str) -> tuple[str, ...]:
    """Give what the keep level counts as one: a family, or where a village gave its order the families it may swap."""
    village = village_of(model.households[household_id])
    if village is None:
        return (household_id,)
    return (*village, "".join(str(int(holds)) for holds in priorities_of(model, household_id)))


def pairs_to_keep(model: Model) -> Counter[tuple[tuple[str, ...], str]]:
    """Give how many pairs of each class and group stood before; a class that a refusal splits counts none."""
    split = {keep_class(model, h) for _, h in model.banned if h in model.households}
    old = Counter((keep_class(model, h), g) for h, g in model.before.items())
    return Counter({key: count for key, count in old.items() if len(key[0]) == 1 or key[0] not in split})


def unasked_departures(model: Model, chosen: Chosen, among: Sequence[str] | None = None) -> tuple[tuple[str, str], ...]:
    """Give (family left, family taken) where a village's order is passed over and no earlier rule asks for it.

    Takes: `among` - the families to look at, every candidate by default.

    Both live in one village, the letter's priorities hold them equal, and the sponsor may take either; so they can
    change places at no cost to any other level, and a best proposal has none.
    """
    equals: dict[tuple[bool, ...], list[ListedHousehold]] = defaultdict(list)
    for household_id in model.candidates if among is None else among:
        if model.households[household_id].village_rank is not None:
            equals[model.ranks[household_id]].append(model.households[household_id])
    return tuple(
        (left.household_id, taken.household_id)
        for _, homes in sorted(equals.items(), reverse=True)
        for left, taken in passed_over(homes, frozenset(h.household_id for h in homes if h.household_id in chosen))
        if may_take(model, model.group[chosen[taken.household_id]], left.household_id)
    )


def fairness(model: Model, chosen: Chosen) -> int:
    """Give the convex cost of uneven coverage: of communes in tenths of their households, and of groups by load."""
    covered = Counter(commune_of(model.households[h]) for h in chosen)
    loads = Counter(chosen.values())
    sizes = commune_sizes(model)
    communes = sum(sum(commune_steps(sizes[c])[:n]) for c, n in covered.items())
    return communes + sum(n * (n - 1) // 2 for n in loads.values())


def commune_sizes(model: Model) -> dict[str, int]:
    """Give how many households of each commune may be covered; pairs that stand count as well."""
    return dict(sorted(Counter(commune_of(model.households[h]) for h in {*model.candidates, *model.fixed}).items()))


def commune_steps(size: int) -> list[int]:
    """Give the cost of the 1st, 2nd, ... covered household of a commune with so many."""
    return [-(-FAIRNESS_STEPS * k // size) for k in range(1, size + 1)]

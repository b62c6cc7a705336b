"""The pairing when an annex has assigned communes to clusters: the annex is obeyed, only the inside is divided.

Source: Ninh Thuận 8016, đoạn 2 and mục 1; the annex of the base plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from diachi.core.agency import Agency, Pair
from diachi.core.allocation.model import Evidence, active_agencies, sort_out, standing_pairs
from diachi.core.allocation.reasons import why_fixed
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import ListedHousehold
from diachi.core.proposal import (
    Allocation,
    Assignment,
    Group,
    LevelValue,
    Reason,
    ReasonCode,
    Unmet,
    UnmetHousehold,
    UnmetSponsor,
)
from diachi.core.register import Register
from diachi.core.rules.assigned_clusters import Cluster, clusters_of, shares_of

ENGINE = "annex"
Standing = dict[str, tuple[Pair, ...]]  # household_id -> pairs that stand


def divide(campaign: Campaign, register: Register, evidence: Evidence) -> Allocation:
    """Divide the households of each commune inside the cluster that the annex gives it.

    Fails: InputError NO_CLUSTERS, NO_AGENCIES, NO_HOUSEHOLDS, ID_UNKNOWN (a cluster names a body of no list).
    """
    clusters = clusters_of(register.clusters)
    if not clusters:
        raise InputError(ErrorCode.NO_CLUSTERS, number=_base_number(campaign))
    agencies = {a.agency_id: a for a in active_agencies(register.agencies, campaign.places_on)}
    if not agencies:
        raise InputError(ErrorCode.NO_AGENCIES)
    _need_known(clusters, agencies)
    homes = {h.household_id: h for h in register.households}
    fixed = standing_pairs(register.pairs, agencies, homes)
    free, out, notes = sort_out(campaign, register, evidence, fixed)
    candidates = tuple(sorted((*free, *fixed)))
    if not candidates:
        raise InputError(ErrorCode.NO_HOUSEHOLDS, listed=len(homes))
    assignments, aside = _beside_the_annex(clusters, homes, fixed)
    by_commune: dict[str, list[str]] = defaultdict(list)
    for household_id in candidates:
        if household_id not in {a.household_id for a in assignments}:
            by_commune[_commune(homes[household_id])].append(household_id)
    for cluster, households in _by_cluster(clusters, by_commune, fixed):
        assignments += _inside(cluster, households, homes, fixed, notes)
    taken = {a.household_id for a in assignments}
    gaps = [h for h in candidates if h not in taken]
    unmet = Unmet(
        households=(*out, *(_gap(homes[h], by_commune, clusters, homes) for h in gaps)),
        sponsors=_idle(clusters, Counter(a.group_id for a in assignments)),
    )
    return Allocation(
        engine=ENGINE,
        groups=(*_groups(clusters), *aside),
        assignments=tuple(sorted(assignments, key=lambda a: a.household_id)),
        unmet=unmet,
        levels=(LevelValue(name="required_coverage", value=len(taken), bound=len(candidates)),),
    )


def _base_number(campaign: Campaign) -> str:
    numbers = [b.number for d in campaign.directives for b in d.bases if b.number and "KH" in b.number]
    return numbers[0] if numbers else ""


def _beside_the_annex(
    clusters: tuple[Cluster, ...], homes: dict[str, ListedHousehold], fixed: Standing
) -> tuple[list[Assignment], tuple[Group, ...]]:
    """Pairs that stand with bodies outside the cluster of the commune are kept, in a group of their own."""
    inside = {(c.commune_code or c.commune, agency_id) for c in clusters for agency_id in c.agency_ids}
    kept: list[Assignment] = []
    for household_id, pairs in fixed.items():
        if any((_commune(homes[household_id]), p.agency_id) in inside for p in pairs):
            continue
        members = tuple(dict.fromkeys(p.agency_id for p in pairs))
        why = why_fixed(pairs[0].assigned_by)
        kept.append(Assignment(household_id=household_id, group_id=f"G-{min(members)}", agency_ids=members, why=why))
    members_of = {a.group_id: set[str]() for a in kept}
    for one in kept:
        members_of[one.group_id] |= set(one.agency_ids)
    groups = (Group(group_id=g, lead=min(m), members=tuple(sorted(m))) for g, m in sorted(members_of.items()))
    return kept, tuple(groups)


def _need_known(clusters: tuple[Cluster, ...], agencies: dict[str, Agency]) -> None:
    for cluster in clusters:
        for agency_id in cluster.agency_ids:
            if agency_id not in agencies:
                raise InputError(ErrorCode.ID_UNKNOWN, id=agency_id, table="clusters.agency_id")


def _commune(home: ListedHousehold) -> str:
    return home.commune_code or home.commune


def _by_cluster(
    clusters: tuple[Cluster, ...], by_commune: dict[str, list[str]], fixed: Standing
) -> list[tuple[Cluster, list[str]]]:
    """Several clusters of one commune share its households evenly; a household stays with the cluster of its body."""
    sharing: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        sharing[cluster.commune_code or cluster.commune].append(cluster)
    parts = []
    for commune, several in sorted(sharing.items()):
        households = by_commune.get(commune, [])
        own: dict[str, list[str]] = defaultdict(list)
        rest: list[str] = []
        for household_id in households:
            holder = next((c for c in several if _bodies(c, fixed.get(household_id, ()))), None)
            (own[holder.cluster_id] if holder else rest).append(household_id)
        share, more = divmod(len(households), len(several))
        turns = [c for i, c in enumerate(several) for _ in range(share + (i < more) - len(own[c.cluster_id]))]
        given: dict[str, list[str]] = defaultdict(list)
        for household_id, cluster in zip(rest, turns, strict=False):
            given[cluster.cluster_id].append(household_id)
        parts += [(c, sorted([*own[c.cluster_id], *given[c.cluster_id]])) for c in several]
    return parts


def _bodies(cluster: Cluster, pairs: tuple[Pair, ...]) -> tuple[str, ...]:
    """The bodies of a cluster that a household stands with already, the lead first."""
    held = {p.agency_id for p in pairs}
    return tuple(a for a in cluster.agency_ids if a in held)


def _inside(
    cluster: Cluster,
    households: list[str],
    homes: dict[str, ListedHousehold],
    fixed: Standing,
    notes: dict[str, tuple[Reason, ...]],
) -> list[Assignment]:
    """Bodies keep the households that stand with them; the rest follows the shares, village by village."""
    kept = {h: bodies for h in households if (bodies := _bodies(cluster, fixed.get(h, ())))}
    counts = dict(zip(cluster.agency_ids, shares_of(cluster, len(households)), strict=True))
    for bodies in kept.values():
        counts[bodies[0]] -= 1
    free = sorted((h for h in households if h not in kept), key=lambda h: (homes[h].hamlet, h))
    turns = [a for a in cluster.agency_ids for _ in range(max(0, counts[a]))][: len(free)]
    owner = {**kept, **{h: (agency_id,) for h, agency_id in zip(free, turns, strict=True)}}
    shared = bool(cluster.shares_percent)
    return [
        Assignment(
            household_id=h,
            group_id=f"G-{cluster.cluster_id}",
            agency_ids=owner[h],
            why=(
                *(why_fixed(fixed[h][0].assigned_by) if h in kept else ()),
                _why(cluster, shared, counts=len(households)),
                *notes.get(h, ()),
            ),
        )
        for h in sorted(owner)
    ]


def _why(cluster: Cluster, shared: bool, *, counts: int) -> Reason:
    facts: dict[str, str | int | float | tuple[str, ...]] = {
        "commune": cluster.commune,
        "households": counts,
        "bodies": len(cluster.agency_ids),
    }
    return Reason(code=ReasonCode.ANNEX_SHARE if shared else ReasonCode.ANNEX, clause="target", facts=facts)


def _gap(
    home: ListedHousehold,
    by_commune: dict[str, list[str]],
    clusters: tuple[Cluster, ...],
    homes: dict[str, ListedHousehold],
) -> UnmetHousehold:
    """A commune without a cluster: the arithmetic, and the cluster of the same district with the fewest households."""
    district_of = {_commune(h): h.district for h in homes.values()}
    near = [c for c in clusters if home.district and district_of.get(c.commune_code or c.commune) == home.district]
    lightest = min(
        near, key=lambda c: (len(by_commune.get(c.commune_code or c.commune, ())), c.cluster_id), default=None
    )
    facts: dict[str, str | int | float | tuple[str, ...]] = {
        "commune": home.commune,
        "households": len(by_commune[_commune(home)]),
        "clusters": 0,
        "suggested": f"G-{lightest.cluster_id}" if lightest else "",
    }
    return UnmetHousehold(household_id=home.household_id, code=ReasonCode.NO_CLUSTER, clause="target", facts=facts)


def _groups(clusters: tuple[Cluster, ...]) -> tuple[Group, ...]:
    return tuple(
        Group(
            group_id=f"G-{c.cluster_id}",
            lead=c.agency_ids[0],
            members=c.agency_ids,
            commune_code=c.commune_code,
            shares_percent=c.shares_percent,
        )
        for c in clusters
    )


def _idle(clusters: tuple[Cluster, ...], loads: Counter[str]) -> tuple[UnmetSponsor, ...]:
    return tuple(
        UnmetSponsor(
            group_id=f"G-{c.cluster_id}",
            short=0,
            code=ReasonCode.CLUSTER_WITHOUT_HOUSEHOLD,
            clause="target",
            facts={"commune": c.commune},
        )
        for c in clusters
        if not loads[f"G-{c.cluster_id}"]
    )

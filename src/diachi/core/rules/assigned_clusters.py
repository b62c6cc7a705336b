"""The annex is obeyed: a cluster of a lead and partners answers for the households of its commune.

Source: Ninh Thuận 8016, mục 1 ("Các đơn vị được giao chủ trì phối hợp chặt chẽ với các đơn vị được phân công và địa
phương liên quan"); the annex of Kế hoạch 847/KH-UBND.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diachi.core.agency import ClusterMember, ClusterRole
from diachi.core.shares import by_largest_remainder


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One cluster; the lead stands first, shares in percent are aligned with the bodies (empty = equal)."""

    cluster_id: str
    commune_code: str
    commune: str
    agency_ids: tuple[str, ...]
    shares_percent: tuple[int, ...] = ()


def clusters_of(rows: Sequence[ClusterMember]) -> tuple[Cluster, ...]:
    """Put the rows of an annex together.

    Source: the annex of the base plan. Takes: rows in any order. Gives: clusters by id, lead first, partners by id;
    shares only when every row has one. Fails: never.
    Holds: every row's body stands in its cluster exactly once; the order of rows does not matter. Cost: O(n log n).
    """
    by_id: dict[str, list[ClusterMember]] = {}
    for row in rows:
        by_id.setdefault(row.cluster_id, []).append(row)
    return tuple(_cluster(key, by_id[key]) for key in sorted(by_id))


def _cluster(cluster_id: str, rows: list[ClusterMember]) -> Cluster:
    ordered = sorted(rows, key=lambda r: (r.role is not ClusterRole.LEAD, r.agency_id))
    unique = {row.agency_id: row for row in reversed(ordered)}
    kept = [row for row in ordered if unique.pop(row.agency_id, None) is not None]
    shares = tuple(row.share_percent for row in kept if row.share_percent is not None)
    return Cluster(
        cluster_id=cluster_id,
        commune_code=next((r.commune_code for r in ordered if r.commune_code), ""),
        commune=next((r.commune for r in ordered if r.commune), ""),
        agency_ids=tuple(row.agency_id for row in kept),
        shares_percent=shares if len(shares) == len(kept) else (),
    )


def shares_of(cluster: Cluster, households: int) -> tuple[int, ...]:
    """Give how many households each body of a cluster answers for.

    Source: the annex of the base plan; shares by largest remainder, ties to the body that stands first.
    Takes: the number of households. Gives: counts aligned with the bodies. Fails: never.
    Holds: the counts add up to the households; equal shares differ by at most one. Cost: O(bodies log bodies).
    """
    return by_largest_remainder(households, cluster.shares_percent or (1,) * len(cluster.agency_ids))

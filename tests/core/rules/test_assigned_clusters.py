"""The annex as rows of clusters: the lead first, shares by largest remainder."""

import random

from hypothesis import given
from hypothesis import strategies as st

from diachi.core.agency import ClusterMember, ClusterRole
from diachi.core.rules.assigned_clusters import Cluster, clusters_of, shares_of


def row(cluster: str, agency: str, role: ClusterRole = ClusterRole.PARTNER, share: int | None = None) -> ClusterMember:
    return ClusterMember(
        cluster_id=cluster, commune="Xã Một", commune_code="00001", agency_id=agency, role=role, share_percent=share
    )


ROWS = (
    row("C2", "A9", ClusterRole.LEAD, 60),
    row("C2", "A1", share=40),
    row("C1", "A5"),
    row("C1", "A7", ClusterRole.LEAD, 50),
    row("C1", "A2"),
    row("C1", "A2"),
)


def test_rows_in_any_order_make_the_same_clusters_with_the_lead_first() -> None:
    one, two = clusters_of(ROWS)
    assert one.agency_ids == ("A7", "A2", "A5")
    assert one.shares_percent == ()  # not every body has one
    assert (two.agency_ids, two.shares_percent) == (("A9", "A1"), (60, 40))
    for seed in range(5):
        assert clusters_of(random.Random(seed).sample(ROWS, len(ROWS))) == (one, two)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(0, 500))
def test_shares_add_up_and_nobody_is_a_household_off(percents: list[int], households: int) -> None:
    ids = tuple(f"A{n}" for n in range(len(percents)))
    cluster = Cluster(cluster_id="C", commune_code="1", commune="", agency_ids=ids, shares_percent=tuple(percents))
    counts = shares_of(cluster, households)
    assert sum(counts) == households
    weights = percents if sum(percents) else [1] * len(percents)
    for count, weight in zip(counts, weights, strict=True):
        assert abs(count - households * weight / sum(weights)) < 1

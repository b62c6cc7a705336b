"""What must hold for the province: the annex is obeyed, every merit household is covered or its arithmetic is shown.

Source: công văn UBND tỉnh Ninh Thuận 8016 (2020), đoạn 2 and mục 1; the base plan with its annex.
"""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from acceptance_run import EXAMPLES, run_example
from acceptance_world import household_keys
from diachi.cli import main
from diachi.cli.inputs import OpenCampaign
from diachi.core.agency import ClusterRole
from diachi.core.campaign import DirectiveRole
from diachi.core.deadline import DeadlineOp
from diachi.core.proposal import ReasonCode
from diachi.core.rules.assigned_clusters import clusters_of
from diachi.files.progress_folder import read_progress, write_progress
from worlds import SEED, ninh_thuan
from worlds_books import ninh_thuan_books
from worlds_places import CITY_COMMUNE
from worlds_progress import ANSWERED, APPROVED_IN_TIME, NINH_THUAN_DAY, PER_HOUSEHOLD, WAITING

TODAY = NINH_THUAN_DAY.isoformat()


@pytest.fixture
def with_progress(ninh_thuan_folder: Path, tmp_path: Path) -> Path:
    """The folder as it stood when the urging letter was written."""
    folder = tmp_path / "campaign"
    shutil.copytree(ninh_thuan_folder, folder)
    write_progress(folder / "progress", read_progress(EXAMPLES / "ninh_thuan_2020" / "progress"))
    return folder


def _progress(folder: Path, capsys: pytest.CaptureFixture[str], today: str = TODAY) -> dict[str, list[dict]]:
    capsys.readouterr()
    assert main(["check-progress", str(folder), "--today", today, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _group(number: int) -> str:
    return f"G-C{number:03d}"


def test_the_annex_is_read_as_it_was_written(province: OpenCampaign) -> None:
    assert set(province.register.clusters) == set(ninh_thuan(SEED).clusters)


def test_every_household_goes_to_the_cluster_of_its_commune(province: OpenCampaign) -> None:
    clusters = {f"G-{c.cluster_id}": c for c in clusters_of(province.register.clusters)}
    homes = {h.household_id: h for h in province.register.households}
    for one in province.allocation.assignments:
        cluster = clusters[one.group_id]
        assert cluster.commune_code == homes[one.household_id].commune_code
        assert set(one.agency_ids) <= set(cluster.agency_ids)


def test_inside_a_cluster_the_households_are_divided_by_the_shares_of_the_annex(province: OpenCampaign) -> None:
    """Equal where the annex gives no shares; no body is more than one household off its share."""
    for cluster in clusters_of(province.register.clusters):
        of_cluster = [a for a in province.allocation.assignments if a.group_id == f"G-{cluster.cluster_id}"]
        loads = Counter(a.agency_ids[0] for a in of_cluster)
        shares = cluster.shares_percent or (100 / len(cluster.agency_ids),) * len(cluster.agency_ids)
        for agency, share in zip(cluster.agency_ids, shares, strict=True):
            assert abs(loads[agency] - len(of_cluster) * share / 100) < 1


def test_every_merit_household_is_covered_or_says_why_not(province: OpenCampaign) -> None:
    covered = {a.household_id for a in province.allocation.assignments}
    left = province.allocation.unmet.households
    keys = household_keys(province.register)
    assert covered | {u.household_id for u in left} == set(keys.values())
    assert len(covered) == 177
    assert {u.code for u in left} == {ReasonCode.NO_CLUSTER}
    assert {u.household_id for u in left} == {i for k, i in keys.items() if k.startswith(CITY_COMMUNE)}


def test_relatives_count_and_households_and_persons_are_both_told(
    ninh_thuan_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarise", str(ninh_thuan_folder)]) == 0
    said = capsys.readouterr().out
    assert "181 hộ, 181 người" in said
    assert "còn 4 hộ, 4 người" in said


def test_every_fact_says_which_directive_it_is_from(province: OpenCampaign) -> None:
    ids = {d.id: d.role for d in province.campaign.directives}
    assert sorted(ids.values()) == [DirectiveRole.BASE, DirectiveRole.URGING]
    plan = next(m for m in province.campaign.milestones if m.id == "plan")
    report = next(m for m in province.campaign.milestones if m.id == "report")
    assert ids[plan.source.directive] is DirectiveRole.BASE
    assert (plan.op, plan.on) == (DeadlineOp.BEFORE, "2020-06-30")
    assert ids[report.source.directive] is DirectiveRole.URGING
    assert report.op is DeadlineOp.UNDATED
    tables = (*province.campaign.milestones, *province.campaign.duties, *province.campaign.reporting)
    assert all(t.source and t.source.directive in ids for t in tables)


def test_on_the_day_of_the_urging_letter_many_plans_are_late_and_who_answered_is_not(
    with_progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _progress(with_progress, capsys)
    late = {row["unit_id"]: row for row in said["late"]}
    done = {_group(n) for n in (*APPROVED_IN_TIME, PER_HOUSEHOLD, WAITING)}
    answered = {_group(n) for n in ANSWERED}
    assert len(late) == 15
    assert not late.keys() & (done | answered)
    assert {row["days"] for row in late.values()} == {(NINH_THUAN_DAY - date(2020, 6, 30)).days}
    assert answered == {row["unit_id"] for row in said["answered"]}
    assert _group(WAITING) in {row["unit_id"] for row in said["waiting"]}


def test_from_the_urging_letter_alone_nothing_is_late_only_missing(
    with_progress: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = EXAMPLES / "ninh_thuan_2020" / "letters" / "2-cong-van-don-doc.txt"
    assert main(["read-directive", str(letter), "-o", str(with_progress / "campaign.toml")]) == 0
    said = _progress(with_progress, capsys)
    assert said["late"] == said["on_the_day"] == []
    plans = {row["unit_id"] for row in said["missing"] if row["what"] == "plan"}
    assert len(plans) == 15


def test_before_the_date_of_the_base_plan_nothing_is_late(
    with_progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _progress(with_progress, capsys, "2020-06-29")["late"] == []
    on_the_day = _progress(with_progress, capsys, "2020-06-30")
    assert on_the_day["late"] == []
    assert on_the_day["on_the_day"]


def test_the_proposal_is_checked_against_the_annex(ninh_thuan_folder: Path) -> None:
    assert main(["check-allocation", str(ninh_thuan_folder)]) == 0


def test_a_household_moved_to_another_cluster_is_found(with_progress: Path, province: OpenCampaign) -> None:
    from diachi.files.allocation_json import write_allocation

    first, *rest = province.allocation.assignments
    other = next(g for g in province.allocation.groups if g.group_id != first.group_id)
    moved = replace(first, group_id=other.group_id, agency_ids=(other.lead,))
    write_allocation(with_progress / "allocation.json", replace(province.allocation, assignments=tuple([moved, *rest])))
    assert main(["check-allocation", str(with_progress)]) == 1


def test_every_cluster_of_the_annex_has_one_lead(province: OpenCampaign) -> None:
    leads = Counter(c.cluster_id for c in province.register.clusters if c.role is ClusterRole.LEAD)
    assert set(leads.values()) == {1}
    assert len(leads) == 24


def test_workbooks_in_any_order_of_rows_give_the_same_bytes(ninh_thuan_folder: Path, tmp_path: Path) -> None:
    world, dice = ninh_thuan(SEED), random.Random(7)
    place = {c.code: n for n, c in enumerate(dice.sample(world.communes, len(world.communes)))}
    rows = dice.sample(world.households, len(world.households))
    mixed = replace(
        world,
        households=tuple(sorted(rows, key=lambda h: place[h.commune_code])),
        members=tuple(dice.sample(world.members, len(world.members))),
        agencies=tuple(dice.sample(world.agencies, len(world.agencies))),
        clusters=tuple(sorted(world.clusters, key=lambda c: c.cluster_id, reverse=True)),
    )
    books = tmp_path / "books"
    books.mkdir()
    for name, data in ninh_thuan_books(mixed).items():
        (books / name).write_bytes(data)
    assert run_example("ninh_thuan_2020", tmp_path / "out", books=books) == 0
    assert (tmp_path / "out/allocation.json").read_bytes() == (ninh_thuan_folder / "allocation.json").read_bytes()

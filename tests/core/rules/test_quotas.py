"""The most specific clause wins; a number is a minimum, an aim or a most; force stops at the issuer's command."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.agency import Agency, AgencyKind, Command
from diachi.core.clauses import Force, Quota, Selector
from diachi.core.force import binding_force
from diachi.core.rules.quotas import duty_of, quota_of, selects

EVERYONE = Quota(id="everyone", aim=1)
FORCES = Quota(id="armed_forces", select=Selector(kind=(AgencyKind.ARMED_FORCES,)), min=2, force=Force.REQUESTED)
NAMED = Quota(id="named_schools", select=Selector(kind=(AgencyKind.SCHOOL,), name=("THPT Bình Gia",)), min=2)
ONE = Quota(id="one", select=Selector(agency_id=("A1",)), min=4, force=Force.REQUIRED)
ASSOCIATION = Quota(id="association", select=Selector(kind=(AgencyKind.BUSINESS_ASSOCIATION,)), min=2, aim=3)
ALL = (EVERYONE, FORCES, NAMED, ONE, ASSOCIATION)


def body(kind: AgencyKind, name: str = "Cơ quan", agency_id: str = "A9", **more: object) -> Agency:
    return Agency(agency_id=agency_id, name=name, kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agency", "wanted"),
    [
        (body(AgencyKind.DEPARTMENT), "everyone"),
        (body(AgencyKind.ARMED_FORCES), "armed_forces"),
        (body(AgencyKind.SCHOOL, "Trường THPT BÌNH GIA"), "named_schools"),
        (body(AgencyKind.SCHOOL, "Trường THPT Bình Giang"), "everyone"),
        (body(AgencyKind.ENTERPRISE, "Quán THPT Bình Gia"), "everyone"),
        (body(AgencyKind.ARMED_FORCES, agency_id="A1"), "one"),
        (body(AgencyKind.BUSINESS_ASSOCIATION), "association"),
    ],
)
def test_the_most_specific_clause_wins_in_any_order(agency: Agency, wanted: str) -> None:
    for seed in range(5):
        found = quota_of(agency, random.Random(seed).sample(ALL, len(ALL)))
        assert found is not None
        assert found.id == wanted


@pytest.mark.parametrize(
    ("quota", "most", "capacity", "aim"),
    [
        (Quota(id="q", aim=1), None, 1, 1),
        (Quota(id="q", min=2), None, 2, 2),
        (Quota(id="q", min=2, aim=3), None, 3, 3),
        (Quota(id="q", min=2, aim=3, max=5), None, 5, 3),
        (Quota(id="q", min=2, aim=3, max=5), 1, 1, 3),
        (Quota(id="q", aim=1), 4, 4, 1),
        (Quota(id="q", aim=1), 0, 0, 1),
    ],
)
def test_or_more_invites_but_nobody_is_proposed_more_than_was_said(
    quota: Quota, most: int | None, capacity: int, aim: int
) -> None:
    duty = duty_of(body(AgencyKind.BANK, max_households=most), (quota,))
    assert (duty.capacity, duty.aim, duty.clause) == (capacity, aim, "quotas.q")


def test_a_body_no_clause_means_owes_nothing() -> None:
    assert duty_of(body(AgencyKind.BANK), (FORCES,)).capacity == 0
    assert duty_of(body(AgencyKind.BANK), (FORCES,)).clause == ""


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (Command.OWN, Force.REQUIRED),
        (Command.VERTICAL, Force.REQUESTED),
        (Command.FRONT_PARTY, Force.REQUESTED),
        (Command.OUTSIDE, Force.REQUESTED),
        (None, Force.REQUESTED),
    ],
)
def test_outside_the_command_the_strongest_force_is_a_request(command: Command | None, wanted: Force) -> None:
    assert duty_of(body(AgencyKind.OTHER, agency_id="A1", command=command), ALL).force is wanted
    for softer in (Force.REQUESTED, Force.ASPIRED):
        assert binding_force(softer, command) is softer


@given(st.integers(0, 5) | st.none(), st.integers(0, 5) | st.none(), st.integers(0, 5) | st.none())
def test_the_aim_is_never_below_the_minimum(least: int | None, aim: int | None, most: int | None) -> None:
    duty = duty_of(body(AgencyKind.BANK), (Quota(id="q", min=least, aim=aim, max=most),))
    assert duty.aim >= duty.min >= 0
    assert duty.capacity >= 0


def test_an_empty_selector_means_everybody() -> None:
    assert all(selects(Selector(), body(kind)) for kind in AgencyKind)

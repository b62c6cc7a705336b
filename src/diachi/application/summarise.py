"""Add a campaign up: by body, kind, block and commune, and how far it has come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from diachi.application.check_progress import check_progress
from diachi.application.paper_desk import count_merit
from diachi.core.agency import Agency
from diachi.core.campaign import Blocks, Campaign
from diachi.core.departures import departures
from diachi.core.history import History
from diachi.core.household import Member
from diachi.core.owed import handed_over
from diachi.core.progress import DeliveryRow, Progress
from diachi.core.proposal import Allocation, Group
from diachi.core.register import Register
from diachi.core.rules.plan_per_household import latest_plans, plan_standing
from diachi.core.rules.quotas import duty_of
from diachi.core.rules.target import why_not_meant
from diachi.core.rules.zero_target import ZeroTarget, zero_target
from diachi.core.standing import ProgressCheck
from diachi.core.summary import AgencyLine, CommuneLine, CutLine, Figures, LeftOver, Summary, add_up

_END_OF_TIME = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Figures that belong to one body and one commune; the cuts are sums of pieces."""

    agency_id: str
    commune_code: str
    figures: Figures


def summarise(
    *,
    campaign: Campaign,
    register: Register,
    history: History,
    allocation: Allocation,
    progress: Progress,
    today: date | None = None,
) -> Summary:
    """Add up what is proposed, agreed, planned, given, visited and reported.

    Source: Bình Gia 4/2024, mục 3 ("theo dõi, tổng hợp định kỳ"); Ninh Thuận 8016, mục 2 and the zero target.
    Takes: progress - rows in any order; today - None counts every row and says nothing of late or missing.
    Gives: totals and four cuts; households and persons both; departures from village orders; what was assumed.
    Fails: never on data; what names an unknown body or household is counted under the empty key.
    Holds: the lines of by_agency, by_kind, by_block and by_commune each sum to totals; late and missing of the bodies
        sum to those of the campaign.
    Cost: O(households + agencies + rows).
    """
    day = today or _END_OF_TIME
    default_of = {q.id: q.default for q in campaign.questions}
    later = {q.id for q in campaign.questions if q.blocks is Blocks.LATER and q.id in allocation.assumed}
    pieces = tuple(_pieces(campaign, register, allocation, progress, day))
    check = _check(campaign, register, allocation, progress, today)
    lines = tuple(_agency_lines(register, allocation, pieces, check))
    taken = {a.household_id for a in allocation.assignments}
    return Summary(
        campaign_id=campaign.id,
        today=today,
        listed=len(register.households),
        agencies=len({m for g in allocation.groups for m in g.members}),
        groups=len(allocation.groups),
        pools=sum(len(g.members) > 1 for g in allocation.groups),
        totals=add_up(p.figures for p in pieces),
        by_agency=lines,
        by_kind=_cut(lines, "kind"),
        by_block=_cut(lines, "block"),
        by_commune=_commune_lines(register, allocation, pieces),
        left=_left(allocation),
        short_groups=sum(s.short > 0 for s in allocation.unmet.sponsors),
        short_households=sum(max(0, s.short) for s in allocation.unmet.sponsors),
        late=len(check.late) if check else 0,
        missing=len(check.missing) if check else 0,
        waiting=len(check.waiting) if check else 0,
        answered=len(check.answered) if check else 0,
        departures=departures(register, allocation),
        zero=_zero(campaign, register, taken),
        assumed={q: default_of.get(q, "") for q in allocation.assumed if q not in later},
        cited_targets=campaign.cited_targets,
        assumed_about={q.id: q.about for q in campaign.questions if q.about and q.id in allocation.assumed},
        assumed_later=len(later),
        helped_earlier=len(history.helped),
    )


def _check(
    campaign: Campaign, register: Register, allocation: Allocation, progress: Progress, today: date | None
) -> ProgressCheck | None:
    if today is None:
        return None
    return check_progress(campaign=campaign, register=register, allocation=allocation, progress=progress, today=today)


def _zero(campaign: Campaign, register: Register, taken: set[str]) -> ZeroTarget | None:
    scope = campaign.target.merit_scope
    if scope is None:
        return None
    by_household: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        by_household[member.household_id].append(member)
    meant = {
        h.household_id
        for h in register.households
        if why_not_meant(h, by_household[h.household_id], campaign.target) is None
    }
    return zero_target({h: n for h, n in count_merit(register, scope).items() if h in meant}, taken)


def _left(allocation: Allocation) -> tuple[LeftOver, ...]:
    counted = Counter(u.code for u in allocation.unmet.households)
    return tuple(LeftOver(code=c, households=n) for c, n in sorted(counted.items(), key=lambda p: (-p[1], p[0])))


def _pieces(
    campaign: Campaign, register: Register, allocation: Allocation, progress: Progress, day: date
) -> Iterator[_Piece]:
    """Give every countable fact once, with the body and the commune it counts for."""
    communes = {h.household_id: h.commune_code for h in register.households}
    lead = {g.group_id: g.lead for g in allocation.groups}
    owner = {a.household_id: lead.get(a.group_id, "") for a in allocation.assignments}
    given = [d for d in progress.deliveries if handed_over(d) and d.date <= day.isoformat()]
    for household_id, figures in _household_figures(campaign, register, allocation, progress, given, day):
        yield _Piece(
            agency_id=owner.get(household_id) or _giver(household_id, given),
            commune_code=communes.get(household_id, ""),
            figures=figures,
        )
    for row in given:
        yield _Piece(
            agency_id=row.agency_id or owner.get(row.household_id) or lead.get(row.group_id, ""),
            commune_code=communes.get(row.household_id, ""),
            figures=Figures(value_vnd=row.value_vnd or 0),
        )
    for agency_id, figures in _body_figures(campaign, register, allocation, progress, day):
        yield _Piece(agency_id=agency_id, commune_code="", figures=figures)


def _giver(household_id: str, given: list[DeliveryRow]) -> str:
    return min((d.agency_id for d in given if d.household_id == household_id), default="")


def _household_figures(
    campaign: Campaign,
    register: Register,
    allocation: Allocation,
    progress: Progress,
    given: list[DeliveryRow],
    day: date,
) -> Iterator[tuple[str, Figures]]:
    scope = campaign.target.merit_scope
    merit = count_merit(register, scope) if scope else {}
    persons = {h.household_id: h.persons or 0 for h in register.households}
    taken = {a.household_id for a in allocation.assignments}
    agreed = {p.target_id for p in register.pairs if p.agreed}
    planned = _planned(allocation, progress, day)
    delivered = {d.household_id for d in given}
    visited = {v.household_id for v in progress.visits if v.date <= day.isoformat()}
    for household_id in sorted(taken | delivered | visited):
        counted = household_id in taken
        yield (
            household_id,
            Figures(
                households=int(counted),
                persons=persons.get(household_id, 0) * counted,
                merit_persons=merit.get(household_id, 0) * counted,
                agreed=int(counted and household_id in agreed),
                planned=int(household_id in planned),
                delivered=int(household_id in delivered),
                visited=int(household_id in visited),
            ),
        )


def _planned(allocation: Allocation, progress: Progress, day: date) -> set[str]:
    by_group = defaultdict(list)
    for plan in latest_plans(progress.plans, day):
        by_group[plan.group_id].append(plan)
    found: set[str] = set()
    for group_id, households in _owned(allocation).items():
        standing = plan_standing(households, by_group[group_id], day)
        found |= set(households) - set(standing.without)
    return found


def _owned(allocation: Allocation) -> dict[str, list[str]]:
    owned: dict[str, list[str]] = defaultdict(list)
    for one in allocation.assignments:
        owned[one.group_id].append(one.household_id)
    return owned


def _body_figures(
    campaign: Campaign, register: Register, allocation: Allocation, progress: Progress, day: date
) -> Iterator[tuple[str, Figures]]:
    """What the clauses ask of each group, counted at its lead, and who has reported."""
    agencies = {a.agency_id: a for a in register.agencies}
    for group in allocation.groups:
        yield group.lead, Figures(asked=_asked(campaign, group, agencies))
    for unit_id in sorted({r.unit_id for r in progress.reports if r.dated is None or r.dated <= day}):
        yield unit_id, Figures(reported=1)


def _asked(campaign: Campaign, group: Group, agencies: dict[str, Agency]) -> int:
    duties = [duty_of(agencies[a], campaign.quotas) for a in group.members if a in agencies]
    return max((max(d.min, d.aim) for d in duties), default=0)


def _agency_lines(
    register: Register, allocation: Allocation, pieces: Iterable[_Piece], check: ProgressCheck | None
) -> Iterator[AgencyLine]:
    sums: dict[str, Figures] = defaultdict(Figures)
    for piece in pieces:
        sums[piece.agency_id] += piece.figures
    groups: dict[str, list[Group]] = defaultdict(list)
    for group in allocation.groups:
        for member in group.members:
            groups[member].append(group)
    lead = {g.group_id: g.lead for g in allocation.groups}
    late = Counter(lead.get(u.unit_id, u.unit_id) for u in check.late) if check else Counter()
    missing = Counter(lead.get(u.unit_id, u.unit_id) for u in check.missing) if check else Counter()
    owned = _owned(allocation)
    known = {a.agency_id: a for a in register.agencies}
    for agency_id in sorted({*sums, *groups, *late, *missing}):
        own = groups[agency_id]
        agency = known.get(agency_id)
        yield AgencyLine(
            agency_id=agency_id,
            name=agency.name if agency else "",
            kind=agency.kind.value if agency else "",
            block=agency.block if agency else "",
            group_ids=tuple(sorted(g.group_id for g in own)),
            pooled=any(len(g.members) > 1 for g in own),
            joined=sum(len(set(owned.get(g.group_id, ()))) for g in own if g.lead != agency_id),
            late=late[agency_id],
            missing=missing[agency_id],
            figures=sums[agency_id],
        )


def _cut(lines: tuple[AgencyLine, ...], by: str) -> tuple[CutLine, ...]:
    found: dict[str, list[AgencyLine]] = defaultdict(list)
    for line in lines:
        found[getattr(line, by)].append(line)
    return tuple(
        CutLine(
            key=key,
            agencies=len(own),
            late=sum(line.late for line in own),
            missing=sum(line.missing for line in own),
            figures=add_up(line.figures for line in own),
        )
        for key, own in sorted(found.items())
    )


def _commune_lines(register: Register, allocation: Allocation, pieces: Iterable[_Piece]) -> tuple[CommuneLine, ...]:
    """Figures of bodies (asked, reported) belong to no commune and stand under the empty code."""
    sums: dict[str, Figures] = defaultdict(Figures)
    for piece in pieces:
        sums[piece.commune_code] += piece.figures
    names = {h.commune_code: h.commune for h in register.households}
    listed = Counter(h.commune_code for h in register.households)
    homes = {h.household_id: h.commune_code for h in register.households}
    left = Counter(homes.get(u.household_id, "") for u in allocation.unmet.households)
    return tuple(
        CommuneLine(commune_code=c, commune=names.get(c, ""), listed=listed[c], left=left[c], figures=sums[c])
        for c in sorted({*sums, *listed})
    )

"""Minutes of the groups: who joins whom and by what reading, what each gives; where villages' orders are departed from.

Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1; officer's review C2 (each departure is listed by village with its
reason); Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu biên bản.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from diachi.application.paper_desk import Desk
from diachi.application.speaker import Speaker
from diachi.application.summary_lines import why_left
from diachi.core.agency import AgencyKind
from diachi.core.allocation.ranks import by_rank
from diachi.core.campaign import AnsweredBy
from diachi.core.clauses import FloorPer
from diachi.core.departures import Departure
from diachi.core.household import ListedHousehold
from diachi.core.official_forms import number_line, printed
from diachi.core.paper import Align, Block, Cell, Column, Look, Paper, Paragraph, Signature, Table, grouped, two_digits
from diachi.core.proposal import Group, ReasonCode
from diachi.core.rules.village_order import village_of
from diachi.core.shares import by_largest_remainder
from diachi.core.text import collation_key

READINGS = ("pool_scope", "pool_vertical", "partners_count", "large_partner", "pool_duty")
_GROUPS = (
    ("column_no", 9.0, Align.CENTRE),
    ("column_lead_staff", 45.0, Align.LEFT),
    ("column_partners_staff", 56.0, Align.LEFT),
    ("column_staff_sum", 13.0, Align.CENTRE),
    ("column_share", 23.0, Align.RIGHT),
    ("column_signed", 19.0, Align.CENTRE),
)
_ORDERS = (
    ("column_village", 46.0, Align.LEFT),
    ("column_rank_taken", 26.0, Align.CENTRE),
    ("column_rank_left", 30.0, Align.CENTRE),
    ("column_why", 63.0, Align.LEFT),
)


def group_minutes(desk: Desk, speaker: Speaker, passed: Sequence[Departure]) -> Paper:
    """Write the minutes; nothing in them is decided before the parties have signed.

    Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1; officer's review C2.
    Takes: passed - the departures of the proposal. Gives: a paper to be completed by hand and signed.
    Fails: never. Holds: no name of a family; every departure stands in it once, by village and reason.
    """
    joint = [g for g in desk.groups if len(g.members) > 1 and not desk.by_cluster]
    return Paper(
        name=f"bien-ban/{desk.say('file_minutes')}",
        head=desk.head(number_line(None, desk.say("symbol_minutes"))),
        code=desk.footer(),
        title=desk.say("minutes_title"),
        subject=desk.say("subject_about", subject=desk.say("subject_minutes", year=desk.year)),
        blocks=(
            *(
                Paragraph(text=desk.say(f"minutes_{key}"), look=Look.FORM)
                for key in ("time", "place", "present", "chair")
            ),
            Paragraph(text=desk.say("minutes_opening", reference=desk.reference())),
            *_groups(desk, speaker, joint),
            *_orders(desk, speaker, passed),
            Paragraph(text=desk.say("minutes_closing")),
            Paragraph(text=desk.say("minutes_secretary"), look=Look.FORM),
        ),
        distribution=(desk.say("minutes_distribution"), desk.filed()),
        signature=Signature(authority=(desk.say("minutes_signer"),), name=""),
    )


def _groups(desk: Desk, speaker: Speaker, joint: list[Group]) -> Iterator[Block]:
    yield Paragraph(lead="1.", text=_counts(desk, joint))
    for line in (*_readings(desk), *_proof(desk, speaker)):
        yield Paragraph(text=line, look=Look.ITEM)
    if not joint:
        return
    floor = desk.campaign.support_floor
    shared = floor is not None and floor.per is FloorPer.HOUSEHOLD
    yield Paragraph(text=desk.say("minutes_share" if shared else "minutes_share_open", floor=desk.floor()))
    rows = tuple(_row(desk, number, group) for number, group in enumerate(joint, start=1))
    yield Table(columns=_columns(desk, _GROUPS), rows=rows)


def _counts(desk: Desk, joint: list[Group]) -> str:
    alone = [u for u in desk.allocation.unmet.sponsors if u.code is ReasonCode.NO_PARTNER]
    unsure = [u for u in desk.allocation.unmet.sponsors if u.code is ReasonCode.STAFF_UNKNOWN]
    bodies = sum(len(g.members) for g in joint)
    parts = [desk.say("minutes_counts", bodies=bodies, groups=two_digits(len(joint)))]
    for key, rows in (("minutes_alone", alone), ("minutes_unsure", unsure)):
        if rows:
            names = "; ".join(desk.agency_name(str(u.facts["agency_id"])) for u in rows)
            parts.append(desk.say(key, count=two_digits(len(rows)), names=names))
    return " ".join(parts)


def _readings(desk: Desk) -> Iterator[str]:
    """How the words were read, and whether a person said so."""
    for question in desk.campaign.questions:
        if question.id in READINGS:
            answer = question.answer or question.default
            facts = {
                "ask": desk.words.text(f"question.{question.id}.ask"),
                "answer": desk.words.text(f"question.{question.id}.readings.{answer}"),
            }
            person = question.answered_by is AnsweredBy.PERSON
            yield desk.say("minutes_reading" if person else "minutes_reading_default", **facts)


def _proof(desk: Desk, speaker: Speaker) -> Iterator[str]:
    if desk.allocation.pooling:
        gaps = speaker.pooling_gaps()
        yield desk.say("minutes_gaps", gaps="; ".join(gaps)) if gaps else desk.say("minutes_proven")


def _row(desk: Desk, number: int, group: Group) -> tuple[Cell, ...]:
    rest = [a for a in group.members if a != group.lead]
    staff = [_staff(desk, a) for a in group.members]
    known = all(n is not None for n in staff)
    return (
        two_digits(number),
        _named(desk, group.lead),
        "\n".join(_named(desk, a) for a in rest),
        sum(n or 0 for n in staff) if known else "",
        _shares(desk, group),
        "",
    )


def _staff(desk: Desk, agency_id: str) -> int | None:
    found = desk.agencies.get(agency_id)
    return found.staff if found is not None and found.kind is not AgencyKind.ARMED_FORCES else None


def _named(desk: Desk, agency_id: str) -> str:
    staff = _staff(desk, agency_id)
    name = desk.agency_name(agency_id)
    return name if staff is None else desk.say("minutes_body", name=name, staff=staff)


def _shares(desk: Desk, group: Group) -> str:
    floor = desk.campaign.support_floor
    if floor is None or floor.per is not FloorPer.HOUSEHOLD:
        return ""
    parts = by_largest_remainder(floor.vnd, group.shares_percent or (1,) * len(group.members))
    return "\n".join(grouped(vnd) for vnd in parts)


def _orders(desk: Desk, speaker: Speaker, passed: Sequence[Departure]) -> Iterator[Block]:
    if not passed:
        yield Paragraph(lead="2.", text=desk.say("minutes_no_departure"))
        return
    villages: dict[tuple[str, str], list[Departure]] = defaultdict(list)
    for one in passed:
        villages[one.commune_code, one.hamlet].append(one)
    facts = {"count": len(passed), "villages": two_digits(len(villages))}
    yield Paragraph(lead="2.", text=desk.say("minutes_departures", **facts))
    clauses = {d.clause for d in passed if d.code is ReasonCode.PLACES_RAN_OUT}
    for priority in by_rank(desk.campaign):
        if f"priorities.{priority.id}" in clauses:
            text = desk.say("minutes_rank", rank=priority.rank, what=speaker.priority(priority))
            yield Paragraph(text=text, look=Look.ITEM)
    rows: list[tuple[Cell, ...]] = []
    commune = ""
    for (code, hamlet), found in sorted(villages.items(), key=lambda v: (v[0][0], collation_key(v[0][1]))):
        if code != commune:
            commune = code
            rows.append((desk.commune_names.get(code, code),))
        rows += _village(desk, speaker, code, hamlet, found)
    yield Table(columns=_columns(desk, _ORDERS), rows=tuple(rows))


def _village(
    desk: Desk, speaker: Speaker, code: str, hamlet: str, found: list[Departure]
) -> Iterator[tuple[Cell, ...]]:
    first = desk.households[found[0].household_id]
    own = {h.household_id: h for h in desk.households.values() if village_of(h) == village_of(first)}
    taken = sorted(
        {own[a.household_id].village_rank or 0 for a in desk.allocation.assignments if a.household_id in own}
    )
    by_reason: dict[str, list[int]] = defaultdict(list)
    for one in found:
        by_reason[_why(speaker, one)].append(one.village_rank)
    name, inside = _meeting(desk, first, hamlet), ", ".join(map(str, taken))
    for why, ranks in sorted(by_reason.items(), key=lambda r: min(r[1])):
        yield name, inside, ", ".join(map(str, sorted(ranks))), why
        name = inside = ""


def _meeting(desk: Desk, home: ListedHousehold, hamlet: str) -> str:
    parts = [printed(home.village_meeting_date)] if home.village_meeting_date else []
    parts += [home.minutes_no] if home.minutes_no else []
    return desk.say("minutes_meeting", hamlet=hamlet, held=", ".join(parts)) if parts else hamlet


def _why(speaker: Speaker, one: Departure) -> str:
    """The letter's own priority where one decided, else what the list says of the family."""
    if one.code is ReasonCode.PLACES_RAN_OUT:
        asked = next((p for p in speaker.campaign.priorities if f"priorities.{p.id}" == one.clause), None)
        key = "minutes_by_letter" if asked else "minutes_by_place"
        return speaker.words.text(f"document.{key}", rank=asked.rank if asked else "")
    return why_left(speaker.words, one.code)


def _columns(desk: Desk, spec: tuple[tuple[str, float, Align], ...]) -> tuple[Column, ...]:
    return tuple(Column(title=desk.say(key), width_mm=width, align=align) for key, width, align in spec)

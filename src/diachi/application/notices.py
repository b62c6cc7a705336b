"""One notice per group of sponsors, one per commune: what is asked and why, which families, what to do by when.

Source: Bình Gia 4/2024, mục 1 and "Lưu ý"; Ninh Thuận 8016, mục 1; officer's review B (a single page) and C9, C14.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from diachi.application.annex_tables import members_text, sponsors_text, state_text
from diachi.application.paper_desk import Desk, place_key
from diachi.application.result_paper import report_where, tracker
from diachi.application.summary_lines import why_left
from diachi.core.clauses import MilestoneKind
from diachi.core.departures import Departure
from diachi.core.household import ListedHousehold
from diachi.core.paper import Align, Block, Cell, Column, Look, Paper, Paragraph, Table, file_part, two_digits
from diachi.core.proposal import Assignment, Group
from diachi.core.rules.quotas import duty_of
from diachi.core.text import collation_key, fold

_CHOICES = "□"


def sponsor_notice(desk: Desk, group: Group) -> Paper:
    """Write the single page of a group: duty, partners, families, dates, the form to send back."""
    taken = desk.taken.get(group.group_id, ())
    about = desk.say("about_sponsor_assigned" if desk.ordered_by_plan else "about_sponsor", year=desk.year)
    blocks: list[Block] = [Paragraph(text=_opening(desk, group))]
    points = [
        (desk.say("sponsor_duty"), _duty(desk, group, taken)),
        (desk.say("sponsor_partners"), _partners(desk, group)),
        (desk.say("sponsor_dates"), _what_to_do(desk)),
        (desk.say("sponsor_families"), _families(desk, group, taken)),
    ]
    blocks += [
        Paragraph(lead=f"{n}. {lead}:", text=text)
        for n, (lead, text) in enumerate((p for p in points if p[1]), start=1)
    ]
    if taken:
        blocks.append(_family_table(desk, group, taken))
    if taken and not desk.ordered_by_plan:
        blocks += [Paragraph(text=desk.say("form_intro", unit=tracker(desk)), look=Look.FORM), _form(desk)]
    return Paper(
        name=f"thong-bao/co-quan/{file_part(group.group_id)}",
        head=desk.head(desk.letter_number(), about),
        code=desk.footer(),
        addressees=tuple(desk.agency_name(a) for a in (group.lead, *(m for m in group.members if m != group.lead))),
        blocks=tuple(blocks),
        distribution=_copies(desk),
        signature=desk.signature(),
    )


def _copies(desk: Desk) -> tuple[str, ...]:
    return (desk.say("distribution_as_above"), desk.say("distribution_communes"), desk.filed())


def _opening(desk: Desk, group: Group) -> str:
    ordered = desk.ordered_by_plan and desk.under_the_signer(group.lead)
    key = "sponsor_opening_ordered" if ordered else "sponsor_opening"
    return desk.say(key, reference=desk.reference(), issuer=desk.issuer.short)


def _duty(desk: Desk, group: Group, taken: tuple[Assignment, ...]) -> str:
    """The clause is quoted in its own words; the number beside it is what is proposed, not what is ordered."""
    families = len({a.household_id for a in taken})
    if desk.by_cluster:
        text = desk.say("duty_cluster", households=two_digits(families), commune=desk.commune_of(group))
    else:
        text = desk.say("duty", households=two_digits(families))
    floor = desk.floor()
    quote = desk.quote(_duty_clause(desk, group))
    return " ".join(t for t in (text, desk.say("duty_floor", floor=floor) if floor else "", quote) if t)


def _duty_clause(desk: Desk, group: Group) -> str:
    """The clause of the body that owes most in the group, its lead when they owe the same."""
    found = [desk.agencies[a] for a in (group.lead, *group.members) if a in desk.agencies]
    duties = [duty_of(agency, desk.campaign.quotas) for agency in found]
    return max(duties, key=lambda d: (d.min, d.aim)).clause if duties else ""


def _partners(desk: Desk, group: Group) -> str:
    if len(group.members) == 1:
        return ""
    if desk.by_cluster:
        return desk.say("partners_cluster", lead=desk.agency_name(group.lead))
    pool = desk.campaign.small_agencies
    quote = desk.quote(f"small_agencies.{pool[0].id}") if pool else ""
    return " ".join(t for t in (desk.say("partners", lead=desk.agency_name(group.lead)), quote) if t)


def _families(desk: Desk, group: Group, taken: tuple[Assignment, ...]) -> str:
    if not taken:
        return desk.say("families_none", unit=tracker(desk))
    return desk.say("families_assigned" if desk.ordered_by_plan else "families_proposed")


def _family_table(desk: Desk, group: Group, taken: tuple[Assignment, ...]) -> Table:
    spec = (
        ("column_no", 10.0, Align.CENTRE),
        ("column_family", 47.0, Align.LEFT),
        ("column_birth", 14.0, Align.CENTRE),
        ("column_place", 44.0, Align.LEFT),
        ("column_agency" if desk.by_cluster else "column_causes_short", 50.0, Align.LEFT),
    )
    return Table(
        columns=tuple(Column(title=desk.say(k), width_mm=w, align=a) for k, w, a in spec),
        rows=tuple(_family_row(desk, group, one, n) for n, one in enumerate(taken, start=1)),
    )


def _family_row(desk: Desk, group: Group, one: Assignment, number: int) -> tuple[Cell, ...]:
    found = desk.households.get(one.household_id)
    place = desk.say("place", hamlet=found.hamlet, commune=found.commune) if found else ""
    why = "; ".join(t for t in (desk.causes(one.household_id), desk.clauses_of(one)) if t)
    return (
        two_digits(number),
        desk.family(one.household_id),
        desk.birth_year(one.household_id),
        place,
        sponsors_text(desk, group, one) if desk.by_cluster else why,
    )


def _what_to_do(desk: Desk) -> str:
    plan = desk.milestone(MilestoneKind.PLAN) or desk.milestone(MilestoneKind.PAIR)
    report = desk.milestone(MilestoneKind.REPORT)
    return desk.say(
        "todo_assigned" if desk.ordered_by_plan else "todo_agreed",
        plan=desk.by_when(plan),
        report=desk.by_when(report),
        where=report_where(desk),
    )


def _form(desk: Desk) -> Table:
    columns = (("form_who", 42.0), ("form_answer", 73.0), ("form_day", 18.0), ("form_signed", 32.0))
    answers = (
        ("form_sponsor", f"{_CHOICES} {desk.say('form_yes')}   {_CHOICES} {desk.say('form_other')}"),
        ("form_commune", f"{_CHOICES} {desk.say('form_yes')}   {_CHOICES} {desk.say('form_other')}"),
        ("form_household", f"{_CHOICES} {desk.say('form_yes')}   {_CHOICES} {desk.say('form_no_need')}"),
    )
    return Table(
        columns=tuple(Column(title=desk.say(key), width_mm=width) for key, width in columns),
        rows=tuple((desk.say(who), answer, "", "") for who, answer in answers),
    )


def commune_notice(
    desk: Desk, commune_code: str, departures: tuple[Departure, ...], helped: Mapping[str, int]
) -> Paper:
    """Write a commune's own list: its families by village with their sponsors, and what the commune does."""
    rows = sorted(
        (
            a
            for a in desk.allocation.assignments
            if a.household_id in desk.households and desk.households[a.household_id].commune_code == commune_code
        ),
        key=lambda a: place_key(desk.households, a),
    )
    name = desk.households[rows[0].household_id].commune
    families = {a.household_id for a in rows}
    persons = sum(desk.persons(h) for h in families)
    facts = {"households": len(families), "persons": persons, "commune": name}
    intro = desk.say("commune_assigned" if desk.ordered_by_plan else "commune_proposed", **facts)
    before = helped.get(fold(name), 0)
    passed = tuple(d for d in departures if d.commune_code == commune_code)
    clusters = "; ".join(members_text(desk, g) for g in desk.groups if g.commune_code == commune_code)
    if desk.by_cluster:
        intro = f"{intro} {desk.say('commune_cluster', names=clusters)}"
    points = [(desk.say("commune_list"), intro), (desk.say("commune_order"), _order_text(desk, passed))]
    points.append((desk.say("commune_followed"), desk.say("commune_followed_text", count=before) if before else ""))
    points += [(desk.say("commune_work"), desk.say(_work(desk), by=_answer_by(desk), unit=tracker(desk)))]
    numbered = [
        Paragraph(lead=f"{n}. {lead}:", text=text)
        for n, (lead, text) in enumerate((p for p in points if p[1]), start=1)
    ]
    return Paper(
        name=f"thong-bao/xa/{file_part(commune_code)}",
        head=desk.head(desk.letter_number(), desk.say("about_commune", year=desk.year)),
        code=desk.footer(),
        addressees=(desk.say("commune_committee", commune=_with_level(desk, rows[0], name)),),
        blocks=(
            Paragraph(text=desk.say("commune_opening", reference=desk.reference(), issuer=desk.issuer.short)),
            numbered[0],
            _village_table(desk, rows),
            *numbered[1:],
        ),
        distribution=_copies(desk)[:1] + _copies(desk)[2:],
        signature=desk.signature(),
    )


def _with_level(desk: Desk, one: Assignment, name: str) -> str:
    found = desk.households[one.household_id]
    levels = tuple(desk.say("commune_levels").split("|"))
    if name.lower().startswith(levels):
        return name[:1].lower() + name[1:]
    return f"{desk.words.text(f'enum.PlaceKind.{desk.commune_kind(found).value}')} {name}"


def _work(desk: Desk) -> str:
    return "commune_work_assigned" if desk.ordered_by_plan else "commune_work_agreed"


def _answer_by(desk: Desk) -> str:
    return desk.by_when(desk.milestone(MilestoneKind.PAIR) or desk.milestone(MilestoneKind.PLAN))


def _village_table(desk: Desk, rows: list[Assignment]) -> Table:
    spec = (
        ("column_no", 10.0, Align.CENTRE),
        ("column_family", 48.0, Align.LEFT),
        ("column_birth", 16.0, Align.CENTRE),
        ("column_agency", 69.0, Align.LEFT),
        ("column_state", 22.0, Align.CENTRE),
    )
    groups = {g.group_id: g for g in desk.groups}
    cells: list[tuple[Cell, ...]] = []
    number = 0
    for hamlet, found in groupby(rows, key=lambda a: desk.households[a.household_id].hamlet):
        cells.append((hamlet or desk.say("hamlet_unknown"),))
        for one in found:
            number += 1
            group = groups.get(one.group_id)
            names = sponsors_text(desk, group, one) if group else one.group_id
            family, birth = desk.family(one.household_id), desk.birth_year(one.household_id)
            cells.append((two_digits(number), family, birth, names, state_text(desk, one)))
    columns = tuple(Column(title=desk.say(k), width_mm=w, align=a) for k, w, a in spec)
    return Table(columns=columns, rows=tuple(cells))


def _order_text(desk: Desk, departures: tuple[Departure, ...]) -> str:
    """Say, village by village, how many families the village ranked higher are not proposed, and why; no name."""
    if not departures:
        return ""
    parts = []
    for hamlet in sorted({d.hamlet for d in departures}, key=collation_key):
        reasons = Counter(why_left(desk.words, d.code) for d in departures if d.hamlet == hamlet)
        why = "; ".join(desk.say("order_reason", count=n, reason=text) for text, n in sorted(reasons.items()))
        parts.append(desk.say("order_hamlet", hamlet=hamlet, reasons=why))
    return desk.say("order_text", villages=" ".join(parts))


def communes_of(desk: Desk) -> tuple[str, ...]:
    """Give the codes of the communes with at least one family in the proposal, sorted."""
    found: list[ListedHousehold] = [
        desk.households[a.household_id] for a in desk.allocation.assignments if a.household_id in desk.households
    ]
    return tuple(sorted({h.commune_code for h in found}))

"""The lists that go with a result: who helps whom, clusters, communes; for the paper's annex and for the workbook.

Source: the list proposed in research ("Kết quả nhận giúp đỡ hộ nghèo theo địa chỉ"); Ninh Thuận, phân công cụm.
No personal id, phone, ethnic group or illness stands in them; staff of the armed forces stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from diachi.application.paper_desk import Desk
from diachi.core.agency import AgencyKind
from diachi.core.paper import Align, Cell, Column, Sheet, Table, Workbook, two_digits
from diachi.core.proposal import Assignment, Group
from diachi.core.text import collation_key

# (key of the title, width in mm, side)
_PAIR_COLUMNS = (
    ("column_no", 10.0, Align.CENTRE),
    ("column_agency", 50.0, Align.LEFT),
    ("column_staff", 16.0, Align.CENTRE),
    ("column_head", 34.0, Align.LEFT),
    ("column_birth", 13.0, Align.CENTRE),
    ("column_hamlet", 24.0, Align.LEFT),
    ("column_commune", 22.0, Align.LEFT),
    ("column_causes", 26.0, Align.LEFT),
    ("column_support", 22.0, Align.RIGHT),
    ("column_clause", 24.0, Align.LEFT),
    ("column_state", 16.0, Align.CENTRE),
)
_CLUSTER_COLUMNS = (
    ("column_no", 12.0, Align.CENTRE),
    ("column_lead", 62.0, Align.LEFT),
    ("column_partners", 86.0, Align.LEFT),
    ("column_district", 28.0, Align.LEFT),
    ("column_commune", 31.0, Align.LEFT),
    ("column_households", 18.0, Align.RIGHT),
    ("column_persons", 18.0, Align.RIGHT),
)
_COMMUNE_COLUMNS = (
    ("column_no", 12.0, Align.CENTRE),
    ("column_commune", 60.0, Align.LEFT),
    ("column_groups", 30.0, Align.RIGHT),
    ("column_households", 30.0, Align.RIGHT),
    ("column_persons", 30.0, Align.RIGHT),
)


def _columns(desk: Desk, spec: Iterable[tuple[str, float, Align]]) -> tuple[Column, ...]:
    return tuple(Column(title=desk.say(key), width_mm=width, align=align) for key, width, align in spec)


def members_text(desk: Desk, group: Group) -> str:
    """Give "A (đầu mối); B; C"; a single body stands alone."""
    if len(group.members) == 1:
        return desk.agency_name(group.lead)
    rest = [desk.agency_name(a) for a in group.members if a != group.lead]
    key = "lead_of_cluster" if desk.by_cluster else "lead_of_group"
    return "; ".join([desk.say(key, name=desk.agency_name(group.lead)), *rest])


def sponsors_text(desk: Desk, group: Group, one: Assignment) -> str:
    """Give who helps one household: the group, or in a cluster the bodies that take this household."""
    if not desk.by_cluster or len(group.members) == 1:
        return members_text(desk, group)
    if set(one.agency_ids) == set(group.members):
        return desk.say("whole_cluster")
    return "; ".join(desk.agency_name(a) for a in one.agency_ids)


def _staff_text(desk: Desk, group: Group) -> str:
    found = [desk.agencies.get(a) for a in (group.lead, *(m for m in group.members if m != group.lead))]
    known = [a for a in found if a and a.kind is not AgencyKind.ARMED_FORCES and a.staff is not None]
    return "; ".join(two_digits(a.staff or 0) for a in known)


def pair_table(desk: Desk) -> Table:
    """Give one row per pair under a heading per kind of body or per cluster, bodies without a household last."""
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for heading, groups in _chapters(desk):
        rows.append((heading,))
        for group in groups:
            number += 1
            rows.extend(_group_rows(desk, group, number))
    table = Table(columns=_columns(desk, _PAIR_COLUMNS), rows=tuple(rows), totals=(_total(desk, number),))
    return _without_empty_columns(table)


def _without_empty_columns(table: Table) -> Table:
    """Leave out columns nothing stands in; their width goes to the bodies' column, the second."""
    full = [cells for cells in table.rows if len(cells) > 1]
    kept = [i for i in range(len(table.columns)) if any(cells[i] not in ("", None) for cells in full)]
    if not full or len(kept) == len(table.columns):
        return table
    columns = [table.columns[i] for i in kept]
    spare = sum(c.width_mm for c in table.columns) - sum(c.width_mm for c in columns)
    columns[1] = replace(columns[1], width_mm=columns[1].width_mm + spare)
    rows = tuple(cells if len(cells) == 1 else tuple(cells[i] for i in kept) for cells in table.rows)
    return Table(columns=tuple(columns), rows=rows, totals=table.totals)


def _chapters(desk: Desk) -> Iterator[tuple[str, list[Group]]]:
    """A chapter per cluster, or per kind of the leading body; those without a household come last."""
    served = [g for g in desk.groups if desk.taken.get(g.group_id)]
    if desk.by_cluster:
        for group in served:
            yield desk.say("heading_cluster", commune=desk.commune_of(group), names=members_text(desk, group)), [group]
    else:
        for kind in AgencyKind:
            chosen = [g for g in served if _kind(desk, g) is kind]
            if chosen:
                yield desk.words.label(kind), chosen
    rest = [g for g in desk.groups if not desk.taken.get(g.group_id)]
    if rest:
        yield desk.say("heading_without"), rest


def _kind(desk: Desk, group: Group) -> AgencyKind:
    lead = desk.agencies.get(group.lead)
    return lead.kind if lead else AgencyKind.OTHER


def _group_rows(desk: Desk, group: Group, number: int) -> Iterator[tuple[Cell, ...]]:
    names, staff = members_text(desk, group), _staff_text(desk, group)
    taken = desk.taken.get(group.group_id, ())
    if not taken:
        yield (two_digits(number), names, staff, *[""] * (len(_PAIR_COLUMNS) - 3))
    for place, one in enumerate(taken, start=1):
        if desk.by_cluster:
            yield (two_digits(place), sponsors_text(desk, group, one), "", *_household_cells(desk, one))
        else:
            first = (two_digits(number), names, staff) if place == 1 else ("", "", "")
            yield (*first, *_household_cells(desk, one))


def _household_cells(desk: Desk, one: Assignment) -> tuple[Cell, ...]:
    found = desk.households.get(one.household_id)
    return (
        found.head_name if found else one.household_id,
        desk.birth_year(one.household_id),
        found.hamlet if found else "",
        found.commune if found else "",
        desk.causes(one.household_id),
        desk.campaign.support_floor.vnd if desk.campaign.support_floor else "",
        desk.clauses_of(one),
        state_text(desk, one),
    )


def state_text(desk: Desk, one: Assignment) -> str:
    """Give "Dự kiến" until the three parties agreed or a document assigned the pair."""
    if not desk.stands(one):
        return desk.say("state_proposed")
    if not desk.ordered_by_plan:
        return desk.say("state_agreed")
    ordered = all(desk.under_the_signer(a) for a in one.agency_ids)
    return desk.say("state_assigned" if ordered else "state_invited")


def _total(desk: Desk, groups: int) -> tuple[Cell, ...]:
    households = {a.household_id for a in desk.allocation.assignments}
    text = desk.say(
        "total_of_pairs",
        groups=groups,
        agencies=len({m for g in desk.groups for m in g.members}),
        households=len(households),
        persons=sum(desk.persons(h) for h in households),
    )
    return (text,)


def cluster_table(desk: Desk) -> Table:
    """Give one row per cluster: lead, partners, district, commune, households, persons; and the sum."""
    rows: list[tuple[Cell, ...]] = []
    for number, group in enumerate(desk.groups, start=1):
        owned = sorted({a.household_id for a in desk.taken.get(group.group_id, ())})
        found = next((h for h in desk.households.values() if h.commune_code == group.commune_code), None)
        partners = "; ".join(desk.agency_name(a) for a in group.members if a != group.lead)
        rows.append(
            (
                two_digits(number),
                desk.agency_name(group.lead),
                partners,
                found.district if found else "",
                desk.commune_of(group),
                len(owned),
                sum(desk.persons(h) for h in owned),
            )
        )
    return Table(columns=_columns(desk, _CLUSTER_COLUMNS), rows=tuple(rows), totals=(_sums(desk, rows, 5),))


def commune_table(desk: Desk) -> Table:
    """Give one row per commune: groups, households, persons; and the sum of the last two."""
    by_commune: dict[tuple[str, str], list[Assignment]] = {}
    for one in desk.allocation.assignments:
        found = desk.households.get(one.household_id)
        by_commune.setdefault((found.commune, found.commune_code) if found else ("", ""), []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for number, key in enumerate(sorted(by_commune, key=lambda c: (collation_key(c[0]), c[1])), start=1):
        pairs = by_commune[key]
        owned = {a.household_id for a in pairs}
        groups = len({a.group_id for a in pairs})
        rows.append((two_digits(number), key[0], groups, len(owned), sum(desk.persons(h) for h in owned)))
    return Table(columns=_columns(desk, _COMMUNE_COLUMNS), rows=tuple(rows), totals=(_sums(desk, rows, 3),))


def _sums(desk: Desk, rows: list[tuple[Cell, ...]], first: int) -> tuple[Cell, ...]:
    width = len(rows[0]) if rows else first + 2
    sums = [sum(c for row in rows if isinstance(c := row[i], int)) for i in range(first, width)]
    return ("", desk.say("total"), *[""] * (first - 2), *sums)


def list_title(desk: Desk) -> str:
    """Give the title of the list; it says "dự kiến" until every pair stands."""
    if desk.by_cluster:
        return desk.say("list_title_cluster", year=desk.year)
    if all(desk.stands(one) for one in desk.allocation.assignments):
        return desk.say("list_title_agreed", year=desk.year)
    return desk.say("list_title_proposed", year=desk.year)


def annex_workbook(desk: Desk, attached_to: str) -> Workbook:
    """Give the annex as a workbook: the list, the clusters where there are any, the communes."""
    titles = (desk.say("annex_label"), list_title(desk), attached_to)
    sheets = [Sheet(tab=desk.say("tab_pairs"), titles=titles, table=pair_table(desk))]
    if desk.by_cluster:
        cluster_titles = (desk.say("annex_label"), desk.say("cluster_title", year=desk.year), attached_to)
        sheets.insert(0, Sheet(tab=desk.say("tab_clusters"), titles=cluster_titles, table=cluster_table(desk)))
    commune_titles = (desk.say("annex_label"), desk.say("commune_table_title", year=desk.year), attached_to)
    sheets.append(Sheet(tab=desk.say("tab_communes"), titles=commune_titles, table=commune_table(desk)))
    return Workbook(name="ket-qua/phu-luc", sheets=tuple(sheets), code=desk.footer())

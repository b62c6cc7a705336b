"""Rows of bodies, clusters, pairs and earlier help; the head-count of armed forces is never kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from diachi.core.agency import Agency, AgencyKind, ClusterMember, ClusterRole, Command, Pair, Reach
from diachi.core.allocation.grouping import reach_of
from diachi.core.history import HelpedRecord
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells
from diachi.core.listing.reading import place_of, read, read_number
from diachi.core.listing.sheet import ListRow, Title
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.place import Gazetteer
from diachi.core.table import sorted_rows
from diachi.core.text import fold, unify_tones

Rows = Sequence[tuple[ListRow, Title]]


def agencies_of(
    rows: Rows, known: Sequence[Agency], words: Vocabulary, places: Gazetteer, on: date | None
) -> tuple[Agency, ...]:
    """Read rows of bodies; a body keeps its id by name, a new one gets the next number in the order of names."""
    read_rows = [(row, _agency(row, title, words, places, on)) for row, title in rows]
    ids = {fold(a.name): a.agency_id for a in known}
    used = set(ids.values())
    found: dict[str, Agency] = {}
    number = 0
    for row, agency in sorted(read_rows, key=lambda r: (fold(r[1].name), r[0].number)):
        given = agency.agency_id or ids.get(fold(agency.name), "")
        if fold(agency.name) in found or given in {a.agency_id for a in found.values()}:
            row.note(IssueCode.ROW_TWICE, IssueLevel.WARNING, "name")
            continue
        while not given or (given in used and given not in (agency.agency_id, ids.get(fold(agency.name)))):
            number += 1
            given = f"A{number:03d}"
        used.add(given)
        values = {f: getattr(agency, f) for f in agency.__dataclass_fields__}
        found[fold(agency.name)] = Agency(**(values | {"agency_id": given}))
    return sorted_rows(list(found.values()))


def _agency(row: ListRow, title: Title, words: Vocabulary, places: Gazetteer, on: date | None) -> Agency:
    name = row.text("name")
    kind = words.kind(name, row.text("kind"))
    staff = read(row, "staff", cells.whole_number, None)
    if kind is AgencyKind.ARMED_FORCES and staff is not None:
        row.note(IssueCode.STAFF_DROPPED, IssueLevel.NOTE, "staff")
        staff = None
    elif staff is None and kind is not AgencyKind.ARMED_FORCES:
        row.note(IssueCode.STAFF_UNKNOWN, IssueLevel.NOTE, "staff")
    said = row.text("commune") or (
        re.sub(r"(?i)^(ubnd|ủy ban nhân dân)\s+", "", name) if kind is AgencyKind.COMMUNE else ""
    )
    row.cells["commune"] = said
    place = place_of(row, title, places, on) if said else None
    reach = fold(row.text("reach"))
    agency = Agency(
        agency_id=row.text("agency_id"),
        name=name,
        kind=kind,
        command=Command(c) if (c := row.text("command")) in set(Command) else words.command(kind, name),
        staff=staff,
        block=row.text("block"),
        commune=place.name if place else said,
        commune_code=place.code if place else "",
        reach=Reach(reach) if reach in set(Reach) else None,
        max_households=read(row, "max_households", cells.whole_number, None),
        tier_vnd=read(row, "tier_vnd", cells.money_vnd, None),
        contact_channel=row.text("contact_channel"),
        met_elsewhere=row.text("met_elsewhere"),
        active_to=read(row, "active_to", cells.day, None),
    )
    values = {f: getattr(agency, f) for f in agency.__dataclass_fields__}
    return Agency(**(values | {"reach": reach_of(agency)}))


def helped_of(rows: Rows) -> tuple[HelpedRecord, ...]:
    """Read rows of earlier help as that list wrote them; ids follow year, commune, name, then the row."""
    ordered = sorted(rows, key=lambda r: _helped_order(r[0]))
    found = []
    for number, (row, title) in enumerate(ordered, start=1):
        year = read(row, "year", cells.whole_number, None)
        found.append(
            HelpedRecord(
                record_id=row.text("record_id") or f"R{number:05d}",
                year=year,
                head_name=row.text("head_name"),
                head_birth=row.text("head_birth"),
                head_sex=row.text("head_sex"),
                personal_id=row.text("personal_id"),
                members=row.text("members"),
                ethnic_group=row.text("ethnic_group"),
                hamlet=row.text("hamlet") or row.hamlet,
                commune=row.text("commune") or row.commune or title.commune,
                district=row.text("district") or title.district,
                province=row.text("province"),
                phone=read_number(row, "phone", cells.phone_number),
                agency=row.text("agency"),
                support=row.text("support"),
                value_vnd=read(row, "value_vnd", cells.money_vnd, None),
                outcome=row.text("outcome"),
                source_list=row.sheet.name,
            )
        )
    return sorted_rows(found)


def _helped_order(row: ListRow) -> tuple[str, ...]:
    names = ("year", "commune", "hamlet", "head_name", "head_birth", "personal_id", "agency", "support")
    return (*(fold(row.text(n)) for n in names), f"{row.number:06d}")


def clusters_of_annex(
    rows: Rows, agencies: Sequence[Agency], places: Gazetteer, on: date | None
) -> tuple[ClusterMember, ...]:
    """Read an annex: one row per commune with a lead and partners; every body must stand in the list of bodies."""
    ids = {fold(unify_tones(a.name)): a.agency_id for a in agencies}
    found: list[ClusterMember] = []
    for number, (row, title) in enumerate(rows, start=1):
        place = place_of(row, title, places, on)
        cluster_id = _cluster_id(row.text("cluster_id"), place.code if place else "", number)
        names = [row.text("lead"), *_split(row.text("partners"))]
        shares = [int(s) for s in re.findall(r"\d+", row.text("shares"))]
        for at, name in enumerate(filter(None, names)):
            agency_id = ids.get(fold(unify_tones(name)), "")
            if not agency_id:
                row.note(IssueCode.AGENCY_UNKNOWN, IssueLevel.ERROR, "partners" if at else "lead")
                continue
            found.append(
                ClusterMember(
                    cluster_id=cluster_id,
                    commune=place.name if place else row.text("commune"),
                    commune_code=place.code if place else "",
                    agency_id=agency_id,
                    role=ClusterRole.PARTNER if at else ClusterRole.LEAD,
                    share_percent=shares[at] if len(shares) == len(names) else None,
                )
            )
    return sorted_rows(found)


def _cluster_id(said: str, commune_code: str, number: int) -> str:
    digits = re.findall(r"\d+", said)
    return f"C{int(digits[0]):03d}" if digits else f"C-{commune_code}" if commune_code else f"C{number:03d}"


def _split(said: str) -> list[str]:
    mark = ";" if ";" in said else "\n" if "\n" in said else ","
    return [part.strip(" -") for part in said.split(mark) if part.strip(" -")]


def pairs_of(rows: Rows, agencies: Sequence[Agency], households: dict[tuple[str, str], str]) -> tuple[Pair, ...]:
    """Read agreed pairs: who said yes on which day; a name two households bear is an issue, never a guess."""
    ids = {fold(a.name): a.agency_id for a in agencies}
    found = []
    for row, _ in rows:
        agency_id = row.text("agency_id") or ids.get(fold(row.text("agency")), "")
        key = (fold(row.text("commune") or row.commune), fold(row.text("head_name")))
        household_id = row.text("household_id") or households.get(key, "")
        if not agency_id:
            row.note(IssueCode.AGENCY_UNKNOWN, IssueLevel.ERROR, "agency")
        elif not household_id:
            row.note(IssueCode.HOUSEHOLD_UNKNOWN, IssueLevel.ERROR, "head_name")
        else:
            found.append(
                Pair(
                    group_id=f"G-{agency_id}",
                    agency_id=agency_id,
                    target_id=household_id,
                    assigned_by=row.text("assigned_by"),
                    sponsor_yes_on=read(row, "sponsor_yes_on", cells.day, None),
                    commune_yes_on=read(row, "commune_yes_on", cells.day, None),
                    household_yes_on=read(row, "household_yes_on", cells.day, None),
                    told_by=row.text("told_by"),
                    channel=row.text("channel"),
                )
            )
    return sorted_rows(found)

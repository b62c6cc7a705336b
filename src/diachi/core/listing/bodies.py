"""Rows of bodies, clusters, pairs and earlier help; the head-count of armed forces is never kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from diachi.core.agency import Agency, AgencyKind, ClusterMember, ClusterRole, Command, Pair, Reach
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells, days
from diachi.core.listing.ids import NO_YEAR
from diachi.core.listing.reading import place_of, read, read_money, read_number
from diachi.core.listing.sheet import ListRow
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.names import hamlet_key, name_key
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.keys import commune_key
from diachi.core.rules.reach import reach_of
from diachi.core.table import sorted_rows, write_row
from diachi.core.text import fold, unify_tones

_OFFICE_OF = re.compile(r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|uy ban nhan dan)\s+", re.IGNORECASE)


def agencies_of(
    rows: Sequence[ListRow], known: Sequence[Agency], words: Vocabulary, places: Gazetteer, on: date | None
) -> tuple[Agency, ...]:
    """Read rows of bodies; a body keeps its id by name and commune, a new one gets the next number in name order."""
    read_rows = [(row, _agency(row, words, places, on)) for row in rows if not row.failed()]
    ids = {_body_key(a): a.agency_id for a in sorted(known, key=lambda a: a.agency_id)}
    used = set(ids.values()) | {a.agency_id for _, a in read_rows if a.agency_id}
    found: dict[tuple[str, str], Agency] = {}
    given: set[str] = set()
    number = 0
    for row, agency in sorted(read_rows, key=lambda r: (*_body_key(r[1]), r[1].staff or 0, r[0].number)):
        key = _body_key(agency)
        agency_id = agency.agency_id or ids.get(key, "")
        if key in found or (agency_id and agency_id in given):
            row.note(IssueCode.ROW_TWICE, IssueLevel.ERROR, "name")
            continue
        while not agency_id:
            number += 1
            agency_id = f"A{number:03d}" if f"A{number:03d}" not in used else ""
        used.add(agency_id)
        given.add(agency_id)
        found[key] = replace(agency, agency_id=agency_id)
    return sorted_rows(list(found.values()))


def _body_key(agency: Agency) -> tuple[str, str]:
    return fold(unify_tones(agency.name)), agency.commune_code or fold(agency.commune)


def _agency(row: ListRow, words: Vocabulary, places: Gazetteer, on: date | None) -> Agency:
    name = row.text("name")
    kind = words.kind(name, row.text("kind"))
    staff = read(row, "staff", cells.whole_number, None)
    if kind is AgencyKind.ARMED_FORCES and row.text("staff"):
        row.note(IssueCode.STAFF_DROPPED, IssueLevel.NOTE, "staff")
        staff = None
    elif staff is None and kind is not AgencyKind.ARMED_FORCES:
        row.note(IssueCode.STAFF_UNKNOWN, IssueLevel.NOTE, "staff")
    said = row.text("commune") or (_OFFICE_OF.sub("", name) if kind is AgencyKind.COMMUNE else "")
    row.cells["commune"] = said
    place = place_of(row, places, on) if said else None
    reach = fold(row.text("reach"))
    agency = Agency(
        agency_id=row.text("agency_id"),
        name=name,
        kind=kind,
        command=Command(c) if (c := row.text("command")) in set(Command) else words.command(kind, name),
        staff=staff,
        block=row.text("block") or row.hamlet,
        commune=place.name if place else said,
        commune_code=place.code if place else "",
        reach=Reach(reach) if reach in set(Reach) else None,
        max_households=read(row, "max_households", cells.whole_number, None),
        tier_vnd=read_money(row, "tier_vnd"),
        contact_channel=row.text("contact_channel"),
        met_elsewhere=row.text("met_elsewhere"),
        active_to=read(row, "active_to", days.day, None),
    )
    return replace(agency, reach=reach_of(agency))


def helped_of(rows: Sequence[ListRow], known: Sequence[HelpedRecord]) -> tuple[HelpedRecord, ...]:
    """Read rows of earlier help as that list wrote them, and lay them beside what is known.

    A list read again takes the place of what it said before; a row that says what it said keeps its id and the link a
    person confirmed; new rows are numbered within their year, in the order of what they say.
    """
    read_rows = [_helped(row) for row in rows if not row.failed()]
    lists = {r.source_list for r in read_rows}
    old: dict[tuple[str, ...], list[HelpedRecord]] = defaultdict(list)
    for record in sorted(known, key=lambda r: r.record_id, reverse=True):
        old[_facts(record)].append(record)
    kept = {r.record_id for r in known if r.source_list not in lists}
    found = [r for r in known if r.record_id in kept]
    used = {r.record_id for r in known}
    fresh = []
    for record in sorted(read_rows, key=lambda r: (r.record_id, *_facts(r))):
        if same := old[_facts(record)]:
            before = same.pop()
            if before.record_id not in kept:
                found.append(replace(record, record_id=before.record_id, household_id=before.household_id))
        elif record.record_id and record.record_id not in used:
            used.add(record.record_id)
            found.append(record)
        else:
            fresh.append(record)
    found += _numbered(fresh, used)
    return sorted_rows(found)


def _numbered(fresh: Sequence[HelpedRecord], used: set[str]) -> list[HelpedRecord]:
    numbers: dict[int, int] = defaultdict(int)
    found = []
    for record in fresh:
        year = record.year or 0
        while True:
            numbers[year] += 1
            record_id = f"{record.year or NO_YEAR}-{numbers[year]:03d}"
            if record_id not in used:
                break
        found.append(replace(record, record_id=record_id))
    return found


def _helped(row: ListRow) -> HelpedRecord:
    title = row.title
    return HelpedRecord(
        record_id=row.text("record_id"),
        year=read(row, "year", days.year, None) or title.year,
        head_name=row.text("head_name"),
        head_birth=row.text("head_birth"),
        head_sex=row.text("head_sex"),
        personal_id=row.text("personal_id"),
        members=row.text("members"),
        ethnic_group=row.text("ethnic_group"),
        hamlet=row.text("hamlet") or row.hamlet,
        commune=row.text("commune") or row.commune or title.commune,
        district=row.text("district") or title.district,
        province=row.text("province") or title.province,
        phone=read_number(row, "phone", cells.phone_number),
        agency=row.text("agency"),
        support=row.text("support"),
        value_vnd=read_money(row, "value_vnd"),
        outcome=row.text("outcome"),
        source_list=f"{row.sheet.file}/{row.sheet.name}",
    )


def _facts(record: HelpedRecord) -> tuple[str, ...]:
    return write_row(replace(record, record_id="", household_id="", source_list=""))


def clusters_of_annex(
    rows: Sequence[ListRow], agencies: Sequence[Agency], places: Gazetteer, on: date | None
) -> tuple[ClusterMember, ...]:
    """Read an annex: one row per commune with a lead and partners; every body must stand in the list of bodies."""
    ids = _only(((_name(a.name),), a.agency_id) for a in agencies)
    found: list[ClusterMember] = []
    for number, row in enumerate(rows, start=1):
        if row.failed():
            continue
        place = place_of(row, places, on)
        cluster_id = _cluster_id(row.text("cluster_id"), place.code if place else "", number)
        names = [row.text("lead"), *_split(row.text("partners"))]
        shares = [int(s) for s in re.findall(r"\d+", row.text("shares"))]
        for at, name in enumerate(filter(None, names)):
            agency_id = ids.get((_name(name),), "")
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


def pairs_of(
    rows: Sequence[ListRow], agencies: Sequence[Agency], households: Sequence[ListedHousehold]
) -> tuple[Pair, ...]:
    """Read agreed pairs: who said yes on which day; a name two households bear is an issue, never a guess."""
    if not rows:
        return ()
    names = _only(((_name(a.name),), a.agency_id) for a in agencies)
    homes = _only((key, h.household_id) for h in households for key in _home_keys(h.commune, h.hamlet, h.head_name))
    ids = {h.household_id for h in households}
    found = []
    for row in rows:
        if row.failed():
            continue
        agency_id = row.text("agency_id") or names.get((_name(row.text("agency")),), "")
        said = row.text("household_id")
        keys = _home_keys(row.text("commune") or row.commune, row.text("hamlet") or row.hamlet, row.text("head_name"))
        meant = [k for k in keys if k[0] or not keys[0][0]]  # where a commune is named, nobody elsewhere is meant
        household_id = said if said in ids else next((i for k in meant if (i := homes.get(k, ""))), "")
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
                    sponsor_yes_on=read(row, "sponsor_yes_on", days.day, None),
                    commune_yes_on=read(row, "commune_yes_on", days.day, None),
                    household_yes_on=read(row, "household_yes_on", days.day, None),
                    told_by=row.text("told_by"),
                    channel=row.text("channel"),
                )
            )
    return sorted_rows(found)


def _home_keys(commune: str, hamlet: str, name: str) -> list[tuple[str, ...]]:
    """The name with commune and hamlet, with the commune, with the hamlet, alone: the surest first."""
    place, home, who = commune_key(commune), hamlet_key(hamlet), name_key(name)
    return [(place, home, who), (place, "", who), ("", home, who), ("", "", who)]


def _only(pairs: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], str]:
    """Keys to ids; a key that means two means none."""
    found: dict[tuple[str, ...], str] = {}
    for key, value in pairs:
        found[key] = value if found.get(key, value) == value else ""
    return found


def _name(said: str) -> str:
    return fold(unify_tones(said))

"""The lists of one drop: which commune, of which kind and day, by which decision, and how many it says it holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from diachi.core.household import Member
from diachi.core.issues import FactValue, Issue, IssueCode, IssueLevel
from diachi.core.listing.ids import Numbered
from diachi.core.listing.titles import Title
from diachi.core.official_forms import printed
from diachi.core.snapshots import ReadList, SnapshotKind, Snapshots, gone_since, is_known
from diachi.core.text import fold

# A list of what changed since the last one says so in its title.
_CHANGES = re.compile(r"\b(?:bien dong|thay doi|bo sung|phat sinh|(?:dua )?ra khoi danh sach|thoat ngheo)\b")
_NEWLY = re.compile(r"\bmoi thoat ngheo\b")  # a kind of household, listed whole
_DECISION = re.compile(
    r"(?:quyết định|qđ)\s*(?:số)?\s*:?\s*(?P<number>\d+[a-z]?\s*/\s*(?:\d{4}\s*/\s*)?QĐ\s*-\s*[\w-]+)", re.IGNORECASE
)
_SHOWN = 5  # ids in a sentence
Stated = Mapping[tuple[str, str, Title], int | None]


def lists_of(numbered: Sequence[Numbered], members: Sequence[Member], stated: Stated) -> list[ReadList]:
    """Group what was read into lists: one for each file, sheet, commune and kind of list."""
    groups: dict[tuple[str, str, str, str], list[Numbered]] = defaultdict(list)
    for row, home in numbered:
        groups[row.sheet.file, row.sheet.name, home.commune_code, home.list_id].append((row, home))
    seen = {(id(row.title), home.commune_code): row.title for row, home in numbered}  # a title is one for many rows
    communes: dict[Title, set[str]] = defaultdict(set)
    for (_, code), title in seen.items():
        communes[title].add(code)
    people: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        people[member.household_id].append(member)
    return [_list(key, rows, people, communes, stated) for key, rows in sorted(groups.items())]


def _list(
    key: tuple[str, str, str, str],
    rows: Sequence[Numbered],
    people: Mapping[str, Sequence[Member]],
    communes: Mapping[Title, set[str]],
    stated: Stated,
) -> ReadList:
    file, sheet, code, list_id = key
    titles = list(dict.fromkeys({id(row.title): row.title for row, _ in rows}.values()))
    told = [stated.get((file, sheet, title)) if len(communes[title]) == 1 else None for title in titles]
    homes = {h.household_id: h for _, h in rows}
    words = fold(" ".join(title.words for title in titles))
    return ReadList(
        file=file,
        sheet=sheet,
        commune_code=code,
        commune=rows[0][1].commune,
        list_id=list_id,
        kind=SnapshotKind.CHANGES if _CHANGES.search(_NEWLY.sub("", words)) else SnapshotKind.FULL,
        list_date=max((h.list_date for h in homes.values() if h.list_date), default=None),
        decision_no=next((said for title in titles if (said := decision_in(title.lines))), ""),
        rows_stated=sum(n for n in told if n is not None) if told and None not in told else None,
        households=tuple(homes.values()),
        members=tuple(m for key in homes for m in people[key]),
    )


def decision_in(lines: Sequence[str]) -> str:
    """Give the number of the decision a list is attached to, as printed, "" when its title names none."""
    found = next((m for line in lines if (m := _DECISION.search(line))), None)
    return re.sub(r"\s+", "", found["number"]) if found else ""


def told_of(reads: Sequence[ReadList], sources: Mapping[str, str], snapshots: Snapshots) -> list[Issue]:
    """Say which lists came before and change nothing, and whom a later list no longer names."""
    found = []
    for read in reads:
        if read.file in sources and is_known(read, sources[read.file], snapshots):
            found.append(_told(read, IssueCode.LIST_KNOWN, IssueLevel.NOTE))
        elif (gone := gone_since(read, snapshots)) and (earlier := gone[0].list_date) and read.list_date:
            days = {"earlier": printed(earlier), "later": printed(read.list_date)}
            ids = ", ".join(gone[1][:_SHOWN]) + (" …" if len(gone[1]) > _SHOWN else "")
            found.append(_told(read, IssueCode.GONE_SINCE, IssueLevel.WARNING, count=len(gone[1]), ids=ids, **days))
    return found


def _told(read: ReadList, code: IssueCode, level: IssueLevel, **facts: FactValue) -> Issue:
    return Issue(code=code, level=level, file=read.file, sheet=read.sheet, facts={"commune": read.commune, **facts})

"""Rows of people into households and members: each cell read, places resolved, nothing guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from diachi.core.household import ListedHousehold, Member, MeritRelation, PovertyStatus, Sex
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells
from diachi.core.listing.ids import Numbered
from diachi.core.listing.reading import check_number, codes, place_of, read, read_number
from diachi.core.listing.sheet import ListRow, Title
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.place import Gazetteer
from diachi.core.table import sorted_rows
from diachi.core.text import fold, title_case


def household_of(row: ListRow, title: Title, places: Gazetteer, words: Vocabulary, on: date | None) -> ListedHousehold:
    """Read one row of a list of households; its id is given later."""
    list_date = read(row, "list_date", cells.day, None) or title.on
    place = place_of(row, title, places, list_date or on)
    sex, birth = read(row, "head_sex", cells.sex, ""), read(row, "head_birth", cells.birth, "")
    number = read_number(row, "personal_id", cells.person_number)
    check_number(row, number, sex, birth)
    if not birth and "head_birth" in row.cells:
        row.note(IssueCode.BIRTH_MISSING, IssueLevel.NOTE, "head_birth")
    status = words.code("status", row.text("status")) or words.code("status", title.status_words)
    raw = row.text("head_name")
    return ListedHousehold(
        household_id=row.text("household_id"),
        list_id=_list_id(status, list_date, title),
        list_no=read(row, "list_no", cells.whole_number, None),
        head_name=title_case(raw),
        head_name_raw=raw if raw != title_case(raw) else "",
        head_birth=birth,
        head_sex=Sex(sex) if sex else None,
        personal_id=number,
        phone=read_number(row, "phone", cells.phone_number),
        ethnic_group=row.text("ethnic_group"),
        province=place.province if place else row.text("province"),
        district=place.district if place else row.text("district") or title.district,
        commune=place.name if place else row.text("commune") or row.commune or title.commune,
        commune_code=place.code if place else "",
        hamlet=row.text("hamlet") or row.hamlet,
        address=row.text("address"),
        status=PovertyStatus(status) if status else None,
        list_date=list_date,
        income_points=read(row, "income_points", cells.whole_number, None),
        deprivation_points=read(row, "deprivation_points", cells.whole_number, None),
        persons=read(row, "persons", cells.whole_number, None),
        able_to_work=read(row, "able_to_work", cells.whole_number, None),
        merit=codes(row, "merit", "merit", words),
        causes=codes(row, "causes", "causes", words),
        will_to_escape=read(row, "will_to_escape", cells.yes_no, None),
        registered_to_escape=read(row, "registered_to_escape", cells.yes_no, None),
        needs=tuple(part.strip() for part in row.text("needs").replace(",", ";").split(";") if part.strip()),
        need_vnd=read(row, "need_vnd", cells.money_vnd, None),
        wishes=row.text("wishes"),
        village_rank=read(row, "village_rank", cells.whole_number, None),
        village_meeting_date=read(row, "village_meeting_date", cells.day, None),
        minutes_no=row.text("minutes_no"),
        proposed_by_commune=read(row, "proposed_by_commune", cells.yes_no, None),
        other_support=row.text("other_support"),
    )


def _list_id(status: str, on: date | None, title: Title) -> str:
    """A list is named by what it lists and its year, not by its file: a corrected file is the same list."""
    year = on.year if on else title.year
    return f"{status or 'list'}-{year}" if year else status or "list"


def members_of(
    rows: Sequence[tuple[ListRow, Title]],
    households: Sequence[Numbered],
    known: Sequence[ListedHousehold],
    words: Vocabulary,
    places: Gazetteer,
    on: date | None,
) -> tuple[Member, ...]:
    """Read rows of members and tie each to its household: by id, by the list's number, else by the head's name."""
    index = _index([h for _, h in households], known)
    numbers: dict[str, int] = defaultdict(int)
    found = []
    for row, title in rows:
        place = place_of(row, title, places, on)
        code = place.code if place else ""
        hamlet = fold(row.text("hamlet") or row.hamlet)
        household_id = next((i for key in _keys(row, code, hamlet) if (i := index.get(key, ""))), "")
        if not household_id:
            row.note(IssueCode.MEMBER_WITHOUT_HOUSEHOLD, IssueLevel.ERROR, "head_name")
            continue
        numbers[household_id] += 1
        found.append(_member(row, household_id, numbers[household_id], words))
    return sorted_rows(found)


def _index(households: Sequence[ListedHousehold], known: Sequence[ListedHousehold]) -> dict[tuple[str, ...], str]:
    """Keys that mean exactly one household; what means two means none."""
    index: dict[tuple[str, ...], str] = {}
    for household in {h.household_id: h for h in [*known, *households]}.values():
        hamlet, name = fold(household.hamlet), fold(household.head_name)
        keys = [("id", household.household_id), ("name", household.commune_code, hamlet, name)]
        keys += [("name", household.commune_code, name), ("name", name)]
        if household.list_no is not None:
            keys += [("no", household.commune_code, hamlet, str(household.list_no))]
            keys += [("no", household.commune_code, str(household.list_no)), ("no", str(household.list_no))]
        for key in keys:
            index[key] = "" if key in index and index[key] != household.household_id else household.household_id
    return index


def _keys(row: ListRow, code: str, hamlet: str) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = []
    if row.text("household_id"):
        keys.append(("id", row.text("household_id")))
    number = row.text("list_no")
    if number:
        keys += [("no", code, hamlet, number), ("no", code, number)] if code else [("no", number)]
    if name := fold(row.text("head_name")):
        keys += [("name", code, hamlet, name), ("name", code, name), ("name", name)]
    return keys


def _member(row: ListRow, household_id: str, number: int, words: Vocabulary) -> Member:
    sex, birth = read(row, "sex", cells.sex, ""), read(row, "birth", cells.birth, "")
    personal_id = read_number(row, "personal_id", cells.person_number)
    check_number(row, personal_id, sex, birth)
    merit = codes(row, "merit", "merit", words)
    relation = words.code("merit_relation", row.text("merit_relation"))
    return Member(
        household_id=household_id,
        member_no=number,
        name=title_case(row.text("name")),
        birth=birth,
        sex=Sex(sex) if sex else None,
        relation=row.text("relation"),
        personal_id=personal_id,
        merit=merit,
        merit_relation=MeritRelation(relation) if relation else None,
        merit_benefit=read(row, "merit_benefit", cells.yes_no, None),
    )

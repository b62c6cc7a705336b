"""Rows of people into households and members: each cell read, places resolved, nothing guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from diachi.core.household import ListedHousehold, Member, MeritRelation, PovertyStatus, Sex
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells, days
from diachi.core.listing.families import is_head
from diachi.core.listing.ids import Numbered
from diachi.core.listing.person_cells import name_of
from diachi.core.listing.persons import PersonTables, birth_of, ethnic_group_of, personal_id_of, phone_of
from diachi.core.listing.poverty import scores_of, standard_of
from diachi.core.listing.reading import codes, deprivations_of, place_of, read, read_money, ticked
from diachi.core.listing.sheet import ListRow
from diachi.core.listing.titles import Title
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.names import hamlet_key, hamlet_name, name_key, person_name
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.table import sorted_rows
from diachi.core.text import title_case

# Headers of ticked columns -> the word of the kind.
STATUS_COLUMNS = {
    "ngheo": "ngheo",
    "ho ngheo": "ngheo",
    "can ngheo": "can ngheo",
    "ho can ngheo": "can ngheo",
    "moi thoat ngheo": "moi thoat ngheo",
    "ho moi thoat ngheo": "moi thoat ngheo",
}
_SEX_COLUMNS = {"nam": "male", "nu": "female"}
_SEXES = {sex.value: sex for sex in Sex}
_STATUSES = {status.value: status for status in PovertyStatus}
# Columns that are read by themselves; few lists have many of them.
_TEXTS = ("address", "wishes", "minutes_no", "other_support")
_READERS: tuple[tuple[str, Callable[[cells.Cell], object]], ...] = (
    ("list_no", cells.list_number),
    ("persons", cells.whole_number),
    ("able_to_work", cells.whole_number),
    ("will_to_escape", cells.yes_no),
    ("registered_to_escape", cells.yes_no),
    ("village_rank", cells.whole_number),
    ("village_meeting_date", days.day),
    ("proposed_by_commune", cells.yes_no),
)


def household_of(
    row: ListRow, places: Gazetteer, words: Vocabulary, persons: PersonTables, on: date | None
) -> ListedHousehold:
    """Read one row of a list of households; its id is given later."""
    title = row.title
    list_date = read(row, "list_date", days.day, None) or title.on
    place = place_of(row, places, list_date or on)
    named = name_of(row, "head_name")
    sex, birth = _sex_and_birth(row)
    birth = birth or named.birth
    if not birth and "head_birth" in row.cells and not row.text("head_birth"):
        row.note(IssueCode.BIRTH_MISSING, IssueLevel.NOTE, "head_birth")
    status = _status(row, words)
    scores, area = scores_of(row), places.area_type(place) if place else None
    standard = standard_of(row, status, scores, list_date, place, area, persons.standards)
    return ListedHousehold(
        household_id=row.text("household_id"),
        list_id=_list_id(status, list_date, title),
        head_name=named.name,
        head_name_raw=named.raw if named.raw != named.name else "",
        head_birth=birth,
        head_sex=_SEXES.get(sex),
        personal_id=personal_id_of(row, sex, birth, persons),
        phone=phone_of(row, persons),
        ethnic_group=ethnic_group_of(row, persons),
        province=place.province if place else row.text("province"),
        district=place.district if place else row.text("district") or title.district,
        commune=place.name if place else row.text("commune") or row.commune or title.commune,
        commune_code=place.code if place else "",
        hamlet=hamlet_name(row.text("hamlet") or row.hamlet),
        area_type=area,
        status=_STATUSES.get(status),
        list_date=list_date,
        standard_id=standard,
        income_points=scores.income,
        deprivation_points=scores.deprivation,
        deprivations=deprivations_of(row, standard, words, persons.indicators),
        merit=codes(row, "merit", "merit", words),
        causes=codes(row, "causes", "causes", words) or ticked(row, "causes", words),
        needs=_needs_in(row.text("needs")),
        need_vnd=read_money(row, "need_vnd"),
        **_read_alone(row),
    )


@lru_cache(maxsize=1 << 12)
def _needs_in(said: str) -> tuple[str, ...]:
    return tuple(need for part in said.replace(",", ";").split(";") if (need := part.strip()))


def _read_alone(row: ListRow) -> dict[str, Any]:
    """Read the columns nothing else is held against; a column the list does not have stays unknown."""
    said: dict[str, Any] = {name: row.text(name) for name in _TEXTS if name in row.cells}
    return said | {name: read(row, name, reader, None) for name, reader in _READERS if name in row.cells}


def _sex_and_birth(row: ListRow) -> tuple[str, str]:
    """Read sex and birth; some forms have a column "Nam" and a column "Nữ", with the year or a tick in one."""
    sex, birth = read(row, "head_sex", cells.sex, ""), birth_of(row, "head_birth")
    if not row.others:
        return sex, birth
    said = {sex: row.others.get(header) for header, sex in _SEX_COLUMNS.items()}
    filled = [found for found, cell in said.items() if cells.text_of(cell)]
    if sex or not filled:
        return sex, birth
    if len(filled) > 1:
        for name in ("head_sex", "head_birth"):
            row.note(IssueCode.VALUE_UNREADABLE, IssueLevel.WARNING, name)
        return "", birth
    cell = said[filled[0]]
    if not birth and not cells.is_tick(cell):
        row.cells["head_birth"] = cell
        birth = birth_of(row, "head_birth")
    return filled[0], birth


def _status(row: ListRow, words: Vocabulary) -> str:
    """Read what a household is called: by its own cell, else by a title that names one kind only."""
    if said := row.text("status"):
        if found := words.code("status", said):
            return found
        row.note(IssueCode.WORDS_UNKNOWN, IssueLevel.WARNING, "status")
    if ticked_kind := _ticked_status(row, words):
        return ticked_kind
    named = words.codes("status_titles", row.title.words)
    above = words.codes("status_titles", " ".join(row.title.lines))
    if len(named) > 1 and len(above) != 1:
        named = words.codes("status_titles", row.title.names[0])  # a title of two kinds, a sheet for each
    return named[0] if len(named) == 1 else ""


def _ticked_status(row: ListRow, words: Vocabulary) -> str:
    """Read columns "Nghèo | Cận nghèo" of which one is ticked; two ticks are asked."""
    ticked_kinds = {STATUS_COLUMNS[h] for h, cell in row.others.items() if h in STATUS_COLUMNS and cells.is_tick(cell)}
    if len(ticked_kinds) > 1:
        row.note(IssueCode.WORDS_UNKNOWN, IssueLevel.WARNING, "status")
    return words.code("status", ticked_kinds.pop()) if len(ticked_kinds) == 1 else ""


def _list_id(status: str, on: date | None, title: Title) -> str:
    """A list is named by what it lists and its year, not by its file: a corrected file is the same list."""
    year = on.year if on else title.year
    return f"{status or 'list'}-{year}" if year else status or "list"


def members_of(
    rows: Sequence[ListRow],
    households: Sequence[Numbered],
    known: Sequence[ListedHousehold],
    words: Vocabulary,
    persons: PersonTables,
    places: Gazetteer,
    on: date | None,
) -> tuple[Member, ...]:
    """Read rows of members and tie each to its household: by id, by the list's number, else by the head's name.

    Members are numbered head first, then by age, so that the order of the sheet says nothing.
    """
    if not rows:
        return ()
    index = _Homes.of([h for _, h in households], known)
    found: dict[str, list[tuple[Member, ListRow]]] = defaultdict(list)
    for row in rows:
        if row.failed():
            continue
        place = place_of(row, places, on) if row.text("commune") or row.commune or row.title.commune else None
        household_id = index.find(row, place.code if place else "")
        if household_id:
            found[household_id].append((_member(row, household_id, words, persons), row))
        else:
            row.note(IssueCode.MEMBER_WITHOUT_HOUSEHOLD, IssueLevel.ERROR, "head_name")
    return sorted_rows(
        [
            replace(member, member_no=number)
            for home in found.values()
            for number, (member, _) in enumerate(sorted(home, key=_seniority), start=1)
        ]
    )


def _seniority(found: tuple[Member, ListRow]) -> tuple[object, ...]:
    member, row = found
    return (
        not is_head(member.relation),
        member.birth or "9",
        name_key(member.name),
        member.personal_id,
        row.sheet.name,
        row.number,
    )


@dataclass(frozen=True, slots=True)
class _Homes:
    """Keys that mean exactly one household; what means two means none."""

    by_key: dict[tuple[str, ...], str]
    heads: dict[str, str]

    @staticmethod
    def of(households: Sequence[ListedHousehold], known: Sequence[ListedHousehold]) -> _Homes:
        by_key: dict[tuple[str, ...], str] = {}
        homes = {h.household_id: h for h in [*known, *households]}
        for home in homes.values():
            for key in _keys(
                home.household_id, home.commune_code, hamlet_key(home.hamlet), str(home.list_no or ""), home.head_name
            ):
                by_key[key] = "" if key in by_key and by_key[key] != home.household_id else home.household_id
        return _Homes(by_key, {key: name_key(h.head_name) for key, h in homes.items()})

    def find(self, row: ListRow, code: str) -> str:
        """Give the household of a member's row; where the row names the head, the head must agree."""
        said = name_key(row.text("head_name"))
        hamlet = hamlet_key(row.text("hamlet") or row.hamlet)
        for key in _keys(row.text("household_id"), code, hamlet, row.text("list_no"), row.text("head_name")):
            found = self.by_key.get(key, "")
            if found and (key[0] == "id" or said in ("", self.heads[found])):
                return found
        return ""


def _keys(household_id: str, code: str, hamlet: str, number: str, head: str) -> list[tuple[str, ...]]:
    """From the surest key to the one that only a small list can be found by."""
    name = name_key(head)
    keys: list[tuple[str, ...]] = [("id", household_id)] if household_id else []
    if number:
        keys += [("no", code, hamlet, number), ("no", code, number)] if code else []
        keys += [("no", number)]
    if name:
        keys += [("name", code, hamlet, name), ("name", code, name)] if code else []
        keys += [("name", hamlet, name), ("name", name)] if hamlet else [("name", name)]
    return keys


def _member(row: ListRow, household_id: str, words: Vocabulary, persons: PersonTables) -> Member:
    sex, birth = read(row, "sex", cells.sex, ""), birth_of(row, "birth")
    merit = codes(row, "merit", "merit", words)
    relation = words.code("merit_relation", row.text("merit_relation"))
    return Member(
        household_id=household_id,
        member_no=0,
        name=title_case(person_name(row.text("name"))),
        birth=birth,
        sex=_SEXES.get(sex),
        relation=row.text("relation"),
        personal_id=personal_id_of(row, sex, birth, persons),
        merit=merit,
        merit_relation=MeritRelation(relation) if relation else None,
        merit_benefit=read(row, "merit_benefit", cells.yes_no, None),
    )

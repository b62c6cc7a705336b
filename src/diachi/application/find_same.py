"""Find households listed twice and households that were already helped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from diachi.application.ports import Linker
from diachi.core.allocation.model import Evidence
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member
from diachi.core.listing import cells, days
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.names import person_name
from diachi.core.pair_verdicts import Contradiction, Opinion, PairVerdict, contradictions, heard, obey
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.home import home_of, home_of_codes
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, LinkRecord, SamePair, Verdict

_MEMBER = re.compile(r"^(?P<name>[^()\d]+?)\W*(?:\(?[^()\d]*(?P<year>(?:19|20)\d{2})\b.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSame:
    """Pairs within the list, pairs of list and history, and what they mean for the pairing."""

    within: tuple[SamePair, ...]
    earlier: tuple[SamePair, ...]
    evidence: Evidence
    as_found: tuple[SamePair, ...] = ()  # by the linker, before anybody's word
    contradictions: tuple[Contradiction, ...] = ()
    of_no_list: tuple[PairVerdict, ...] = ()  # standing verdicts on an id that is in no list

    @property
    def pairs(self) -> tuple[SamePair, ...]:
        """All pairs, those within the list first."""
        return (*self.within, *self.earlier)


def find_same(
    *, register: Register, history: History, places: Gazetteer, words: Vocabulary, linker: Linker
) -> FoundSame:
    """Compare the list with itself and with everything helped before.

    Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ").
    Takes: register; history with values as people wrote them; communes compared on the map of the newest list; the
        words of lists, which tell a gift for Tết from help.
    Gives: pairs with evidence; helps per household; verdicts that contradict each other or name nobody.
    Fails: never; a value that cannot be read is unknown. Holds: the order of rows does not matter; what a person said
        of a pair (a standing verdict, a household_id in the history) stands, whatever the linker says; nothing is
        merged. Cost: that of the linker.
    """
    on = max((h.list_date for h in register.households if h.list_date), default=None)
    members: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        members[member.household_id].append(member)
    listed = tuple(listed_record(h, members[h.household_id], places, on) for h in register.households)
    home = home_of_codes(((h.commune_code, h.list_date) for h in register.households if h.commune_code), places)
    helped = tuple(helped_record(r, places, on, home) for r in history.helped)
    verdicts = all_verdicts(history)
    opinions = heard(verdicts)
    homes, records = frozenset(r.record_id for r in listed), frozenset(r.record_id for r in helped)
    found, twice = linker.link(listed, helped), linker.link(listed, None)
    earlier = obey(found, opinions, left=homes, right=records)
    within = obey(twice, opinions, left=homes, right=None)
    helps = helped_before(earlier, history.helped, words)
    return FoundSame(
        within=within,
        earlier=earlier,
        evidence=Evidence(helps=helps, twice=within),
        as_found=(*twice, *found),
        contradictions=contradictions(verdicts),
        of_no_list=tuple(v for v in history.verdicts if v.stands and not {*v.key} <= homes | records),
    )


def all_verdicts(history: History) -> tuple[PairVerdict, ...]:
    """Give what people said of pairs: the rows of verdicts, and the links they wrote into the records themselves."""
    links = (r for r in history.helped if r.household_id)
    written = (PairVerdict(id_a=r.household_id, id_b=r.record_id, verdict=Opinion.SAME) for r in links)
    return (*history.verdicts, *written)


def compare_lists(
    *, left: Sequence[HelpedRecord], right: Sequence[HelpedRecord], places: Gazetteer, linker: Linker
) -> tuple[SamePair, ...]:
    """Compare two lists in the columns of helped.csv.

    Source: Bình Gia 4/2024, Lưu ý. Takes: rows as people wrote them. Gives: pairs by record_id. Fails: never.
    Holds: as `find_same`. Cost: that of the linker.
    """
    years = [r.year for r in (*left, *right) if r.year]
    on = date(max(years), 12, 31) if years else None
    home = home_of((r.commune for r in (*left, *right) if not (r.district or r.province)), places)
    ones, twos = (tuple(helped_record(r, places, on, home) for r in rows) for rows in (left, right))
    return linker.link(ones, twos)


def helped_before(
    pairs: Sequence[SamePair], helped: Sequence[HelpedRecord], words: Vocabulary
) -> dict[str, tuple[EarlierHelp, ...]]:
    """Say for each household which earlier helps were found: when, in which record, how sure, of what kind.

    Source: Bình Gia 4/2024, mục 2 and Lưu ý. Takes: pairs of a household_id and a record_id; the records.
    Gives: household_id -> helps, sorted. Fails: never; pairs of other records say nothing.
    Holds: different pairs say nothing, a split one names the help of the household it split from; the order of pairs
        does not matter. Cost: O(pairs).
    """
    records = {r.record_id: r for r in helped}
    helps: dict[str, list[EarlierHelp]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (p.id_a, p.id_b)):
        if pair.verdict is not Verdict.DIFFERENT and (record := records.get(pair.id_b)):
            kinds, lasting = words.given(record.support_kind, record.support)
            helps[pair.id_a].append(
                EarlierHelp(
                    record_id=record.record_id,
                    year=record.year,
                    verdict=pair.verdict,
                    kinds=kinds,
                    lasting=lasting,
                    programme=record.campaign_id,
                )
            )
    return {key: tuple(found) for key, found in sorted(helps.items())}


def listed_record(
    household: ListedHousehold, members: Sequence[Member], places: Gazetteer, on: date | None
) -> LinkRecord:
    """Give a listed household as a record to compare."""
    code = household.commune_code
    if code and on and household.list_date:
        found = places.resolve(code, on=household.list_date)
        code = places.code_on(found.place, on) if found.place else code
    return LinkRecord(
        record_id=household.household_id,
        head_name=household.head_name,
        head_birth=household.head_birth,
        head_sex=household.head_sex or "",
        personal_id=household.personal_id,
        members=tuple(f"{m.name}|{m.birth[:4]}" for m in members),
        hamlet=household.hamlet,
        commune=household.commune,
        commune_code=code,
        district=household.district,
        phone=household.phone,
    )


def helped_record(row: HelpedRecord, places: Gazetteer, on: date | None, home: tuple[str, ...] = ()) -> LinkRecord:
    """Give a line of earlier help as a record to compare: cleaned where it can be, unknown where not.

    A line that names no district or province is looked for at `home`.
    """
    then = date(row.year, 12, 31) if row.year else None
    within = (row.district, row.province) if row.district or row.province else home
    found = places.resolve(row.commune, within=within, on=then) if row.commune else None
    return LinkRecord(
        record_id=row.record_id,
        head_name=person_name(row.head_name),
        head_birth=_readable(days.birth, row.head_birth),
        head_sex=_readable(cells.sex, row.head_sex),
        personal_id=_readable(_number, row.personal_id),
        members=_members(row.members),
        hamlet=row.hamlet,
        commune=row.commune,
        commune_code=places.code_on(found.place, on) if found and found.place else "",
        district=row.district,
        phone=_readable(lambda cell: cells.phone_number(cell)[0], row.phone),
    )


def _members(said: str) -> tuple[str, ...]:
    """Read "Nông Thị Lan (1990), Nông Văn Tú - 2012" into name|year."""
    found = (_MEMBER.match(part.strip()) for part in re.split(r"[,;\n]", said) if part.strip())
    return tuple(f"{m['name'].strip()}|{m['year'] or ''}" for m in found if m)


def _number(cell: cells.Cell) -> str:
    found = cells.personal_id(cell)
    return found.number if found else ""


def _readable(reader: Callable[[cells.Cell], str], text: str) -> str:
    try:
        return reader(text)
    except cells.Unreadable:
        return ""

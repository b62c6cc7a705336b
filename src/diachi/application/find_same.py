"""Find households listed twice and households that were already helped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diachi.application.ports import Linker
from diachi.core.allocation.model import Evidence
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold
from diachi.core.listing import cells
from diachi.core.place import Gazetteer
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, LinkRecord, SamePair, Verdict
from diachi.core.text import title_case


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSame:
    """Pairs within the list, pairs of list and history, and what they mean for the pairing."""

    within: tuple[SamePair, ...]
    earlier: tuple[SamePair, ...]
    evidence: Evidence

    @property
    def pairs(self) -> tuple[SamePair, ...]:
        """All pairs, those within the list first."""
        return (*self.within, *self.earlier)


def find_same(*, register: Register, history: History, places: Gazetteer, linker: Linker) -> FoundSame:
    """Compare the list with itself and with everything helped before.

    Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ").
    Takes: register; history with values as people wrote them. Gives: pairs with evidence; helps per household.
    Fails: never; a value that cannot be read is unknown. Holds: the order of rows does not matter; a link a person
        confirmed (household_id in the history) is the same, whatever the linker says. Cost: that of the linker.
    """
    listed = tuple(listed_record(h) for h in register.households)
    helped = tuple(helped_record(r, places) for r in history.helped)
    confirmed = _confirmed(history.helped)
    earlier = [p for p in linker.link(listed, helped) if (p.id_a, p.id_b) not in confirmed]
    pairs = tuple(sorted([*confirmed.values(), *earlier], key=lambda p: (p.id_a, p.id_b)))
    within = linker.link(listed, None)
    return FoundSame(within=within, earlier=pairs, evidence=Evidence(helps=_helps(pairs, history.helped), twice=within))


def compare_lists(
    *, left: Sequence[HelpedRecord], right: Sequence[HelpedRecord], places: Gazetteer, linker: Linker
) -> tuple[SamePair, ...]:
    """Compare two lists in the columns of helped.csv.

    Source: Bình Gia 4/2024, Lưu ý. Takes: rows as people wrote them. Gives: pairs by record_id. Fails: never.
    Holds: as `find_same`. Cost: that of the linker.
    """
    return linker.link(tuple(helped_record(r, places) for r in left), tuple(helped_record(r, places) for r in right))


def listed_record(household: ListedHousehold) -> LinkRecord:
    """Give a listed household as a record to compare."""
    return LinkRecord(
        record_id=household.household_id,
        head_name=household.head_name,
        head_birth=household.head_birth,
        head_sex=household.head_sex or "",
        personal_id=household.personal_id,
        hamlet=household.hamlet,
        commune=household.commune,
        commune_code=household.commune_code,
        district=household.district,
        phone=household.phone,
    )


def helped_record(row: HelpedRecord, places: Gazetteer) -> LinkRecord:
    """Give a line of earlier help as a record to compare: cleaned where it can be, unknown where not."""
    found = places.resolve(row.commune, district=row.district, on=date(row.year, 12, 31) if row.year else None)
    return LinkRecord(
        record_id=row.record_id,
        head_name=title_case(row.head_name),
        head_birth=_readable(cells.birth, row.head_birth),
        head_sex=_readable(cells.sex, row.head_sex),
        personal_id=_readable(lambda cell: cells.person_number(cell)[0], row.personal_id),
        members=tuple(m.strip() for m in row.members.split(";") if m.strip()),
        hamlet=row.hamlet,
        commune=row.commune,
        commune_code=found.place.code if found.place else "",
        district=row.district,
        phone=_readable(lambda cell: cells.phone_number(cell)[0], row.phone),
    )


def _readable(reader: object, text: str) -> str:
    try:
        return str(reader(text))  # type: ignore[operator]
    except cells.Unreadable:
        return ""


def _confirmed(rows: Sequence[HelpedRecord]) -> dict[tuple[str, str], SamePair]:
    return {
        (r.household_id, r.record_id): SamePair(
            id_a=r.household_id,
            id_b=r.record_id,
            probability=1.0,
            verdict=Verdict.SAME,
            firm=True,
            evidence=("confirmed",),
        )
        for r in rows
        if r.household_id
    }


def _helps(pairs: Sequence[SamePair], rows: Sequence[HelpedRecord]) -> dict[str, tuple[EarlierHelp, ...]]:
    years = {r.record_id: r.year for r in rows}
    helps: dict[str, list[EarlierHelp]] = defaultdict(list)
    for pair in pairs:
        if pair.verdict in (Verdict.SAME, Verdict.REVIEW):
            helps[pair.id_a].append(EarlierHelp(record_id=pair.id_b, year=years[pair.id_b], verdict=pair.verdict))
    return {key: tuple(found) for key, found in sorted(helps.items())}

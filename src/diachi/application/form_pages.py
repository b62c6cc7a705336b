"""The pages of a printed form, by what one of its rows is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from diachi.application.form_values import RowFacts, value_of
from diachi.application.ports import Words
from diachi.core.agency import Agency
from diachi.core.forms.conditions import Met
from diachi.core.forms.form import FormCell, FormColumn, FormPage, FormRow, PlaceLevel, ReportForm, RowsOf
from diachi.core.forms.sponsors import Sponsor
from diachi.core.forms.tally import Counts, Tally, add_counts, shown_count
from diachi.core.forms.values import NUMBER, heads_page
from diachi.core.household import AreaType, ListedHousehold, Member
from diachi.core.places.place import Place
from diachi.core.progress import DeliveryRow
from diachi.core.text import collation_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What every row of one form looks up; `homes` are those it is of, in the order they are printed."""

    form: ReportForm
    words: Words
    homes: tuple[ListedHousehold, ...]
    members: dict[str, list[Member]]
    met: dict[str, Met]
    areas: dict[str, AreaType | None]
    places: dict[str, Place | None]
    agencies: dict[str, Agency]
    deliveries: dict[str, list[DeliveryRow]]

    def facts(self, **own: object) -> RowFacts:
        """Give the facts of a row."""
        return RowFacts(words=self.words, agencies=self.agencies, **own)  # type: ignore[arg-type]


Pages = tuple[FormPage, ...]


def _row(filling: Filling, facts: RowFacts, counts: Counts = ()) -> FormRow:
    columns = [c for c in filling.form.columns if not heads_page(filling.form, c)]
    return FormRow(cells=tuple(_cell(c, facts, counts, at) for at, c in enumerate(columns)))


def _cell(column: FormColumn, facts: RowFacts, counts: Counts, at: int) -> FormCell:
    if column.count:
        counted = counts[at]
        return shown_count(column, counted) if counted else None
    return value_of(column.value, facts) if column.value else None


def _sum_row(filling: Filling, number: str, said: str, counts: Counts) -> FormRow:
    """The words stand in the first column of words, the number in that of numbers."""
    columns = filling.form.columns
    named = next((c for c in columns if c.value not in ("", NUMBER)), None)
    cells: list[FormCell] = []
    for at, column in enumerate(columns):
        counted = counts[at] if at < len(counts) else None
        words = said if column is named else number if column.value == NUMBER else None
        cells.append(shown_count(column, counted) if counted else words or None)
    return FormRow(cells=tuple(cells), bold=True)


def _of_places(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    level = filling.form.level or _level(filling.homes)
    rows: list[FormRow] = []
    counted: list[Counts] = []
    for number, said, homes in _areas(filling) if filling.form.by_area else [("", "", filling.homes)]:
        own_rows, own_counts = [], []
        for at, own in enumerate(_grouped(homes, level), start=1):
            name = _name(own[0], level)
            counts = tally.of(own, (own[0].commune_code, name) if level is PlaceLevel.COMMUNE else (name,))
            place = filling.places[own[0].household_id]
            said_name = name or filling.words.text("form.no_place")
            facts = filling.facts(number=at, home=own[0], place_name=said_name, place=place)
            own_rows.append(_row(filling, facts, counts))
            own_counts.append(counts)
        if said:
            rows.append(_sum_row(filling, number, said, add_counts(own_counts) if own_counts else ()))
        rows += own_rows
        counted += own_counts
    return (FormPage(rows=_with_total(filling, rows, counted)),)


def _with_total(filling: Filling, rows: Sequence[FormRow], counted: Sequence[Counts]) -> tuple[FormRow, ...]:
    if not filling.form.total or len(rows) < 2:
        return tuple(rows)
    return (*rows, _sum_row(filling, "", filling.words.text("form.total"), add_counts(counted)))


def _areas(filling: Filling) -> list[tuple[str, str, tuple[ListedHousehold, ...]]]:
    found = {
        area: tuple(h for h in filling.homes if filling.areas[h.household_id] is area)
        for area in (AreaType.URBAN, AreaType.RURAL, None)
    }
    kept = [(area, homes) for area, homes in found.items() if homes or area is not None]
    named = ((area.value if area else "unknown", homes) for area, homes in kept)
    return [("I" * n, filling.words.text(f"form.area.{key}"), homes) for n, (key, homes) in enumerate(named, start=1)]


def _level(homes: Sequence[ListedHousehold]) -> PlaceLevel:
    if len({h.commune_code for h in homes}) == 1:
        return PlaceLevel.HAMLET
    return PlaceLevel.COMMUNE if len({h.district for h in homes}) == 1 else PlaceLevel.DISTRICT


def _name(home: ListedHousehold, level: PlaceLevel) -> str:
    return {PlaceLevel.HAMLET: home.hamlet, PlaceLevel.COMMUNE: home.commune, PlaceLevel.DISTRICT: home.district}[level]


def _grouped(homes: Iterable[ListedHousehold], level: PlaceLevel) -> list[list[ListedHousehold]]:
    found: dict[tuple[str, str], list[ListedHousehold]] = defaultdict(list)
    for home in homes:
        code = home.province if level is PlaceLevel.DISTRICT else home.commune_code
        found[_name(home, level), code].append(home)
    return [found[key] for key in sorted(found, key=lambda k: (collation_key(k[0]), k[1]))]


def _of_clusters(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    by_id = {h.household_id: h for h in filling.homes}
    rows, counted = [], []
    for at, sponsor in enumerate([s for s in sponsors if s.commune_code], start=1):
        own = [by_id[h] for h in sponsor.household_ids if h in by_id]
        there = next((h for h in filling.homes if h.commune_code == sponsor.commune_code), None)
        place = filling.places[there.household_id] if there else None
        counts = tally.of(own)
        rows.append(_row(filling, filling.facts(number=at, home=there, sponsor=sponsor, place=place), counts))
        counted.append(counts)
    return (FormPage(rows=_with_total(filling, rows, counted)),)


def _of_pairs(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    """A group's names stand on its first row, a household's on its first; what was given on rows of its own."""
    order = {h.household_id: at for at, h in enumerate(filling.homes)}
    rows: list[FormRow] = []
    served = [(s, sorted((h for h in s.household_ids if h in order), key=order.__getitem__)) for s in sponsors]
    for at, (sponsor, ids) in enumerate([pair for pair in served if pair[1]], start=1):
        for key in ids:
            home, given = filling.homes[order[key]], filling.deliveries.get(key) or [None]  # type: ignore[list-item]
            for turn, delivery in enumerate(given):
                first = key == ids[0] and turn == 0
                facts = filling.facts(
                    number=at if first else None,
                    sponsor=sponsor if first else None,
                    home=home if turn == 0 else None,
                    delivery=delivery,
                )
                rows.append(_row(filling, facts))
    return (FormPage(rows=tuple(rows)),)


def _of_homes(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    rows = (_row(filling, filling.facts(number=n, home=h)) for n, h in enumerate(filling.homes, start=1))
    return (FormPage(rows=tuple(rows)),)


def _of_persons(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    pages = []
    for home in filling.homes:
        facts = filling.facts(home=home)
        heads = [c for c in filling.form.columns if heads_page(filling.form, c)]
        lines = tuple((c.title, value_of(c.value, facts) if c.value else None) for c in heads)
        own = sorted(filling.members.get(home.household_id, []), key=lambda m: m.member_no)
        rows = (_row(filling, filling.facts(number=n, home=home, member=m)) for n, m in enumerate(own, start=1))
        pages.append(FormPage(lines=lines, rows=tuple(rows)))
    return tuple(pages)


PAGES: Mapping[RowsOf, Callable[[Filling, Tally, Sequence[Sponsor]], Pages]] = {
    RowsOf.PLACE: _of_places,
    RowsOf.CLUSTER: _of_clusters,
    RowsOf.PAIR: _of_pairs,
    RowsOf.HOUSEHOLD: _of_homes,
    RowsOf.PERSON: _of_persons,
}

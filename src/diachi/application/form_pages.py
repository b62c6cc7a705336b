"""The pages of a printed form, by what one of its rows is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diachi.application.form_places import pages_of_places
from diachi.application.form_rows import Filling, Pages, row_of, with_total
from diachi.application.form_values import value_of
from diachi.core.forms.filled import FormPage, FormRow
from diachi.core.forms.form import RowsOf
from diachi.core.forms.sponsors import Sponsor
from diachi.core.forms.tally import Tally
from diachi.core.forms.values import heads_page


def _of_clusters(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    by_id = {h.household_id: h for h in filling.homes}
    rows, counted = [], []
    for at, sponsor in enumerate([s for s in sponsors if s.commune_code], start=1):
        own = [by_id[h] for h in sponsor.household_ids if h in by_id]
        there = next((h for h in filling.homes if h.commune_code == sponsor.commune_code), None)
        place = filling.places[there.household_id] if there else None
        counts = tally.of(own)
        rows.append(row_of(filling, filling.facts(number=at, home=there, sponsor=sponsor, place=place), counts))
        counted.append(counts)
    return (FormPage(rows=with_total(filling, rows, counted)),)


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
                rows.append(row_of(filling, facts))
    return (FormPage(rows=tuple(rows)),)


def _of_homes(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    rows = (row_of(filling, filling.facts(number=n, home=h)) for n, h in enumerate(filling.homes, start=1))
    return (FormPage(rows=tuple(rows)),)


def _of_persons(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    pages = []
    for home in filling.homes:
        facts = filling.facts(home=home)
        heads = [c for c in filling.form.columns if heads_page(filling.form, c)]
        lines = tuple((c.title, value_of(c.value, facts) if c.value else None) for c in heads)
        own = sorted(filling.members.get(home.household_id, []), key=lambda m: m.member_no)
        rows = (row_of(filling, filling.facts(number=n, home=home, member=m)) for n, m in enumerate(own, start=1))
        pages.append(FormPage(lines=lines, rows=tuple(rows)))
    return tuple(pages)


PAGES: Mapping[RowsOf, Callable[[Filling, Tally, Sequence[Sponsor]], Pages]] = {
    RowsOf.PLACE: pages_of_places,
    RowsOf.CLUSTER: _of_clusters,
    RowsOf.PAIR: _of_pairs,
    RowsOf.HOUSEHOLD: _of_homes,
    RowsOf.PERSON: _of_persons,
}

"""Fill a printed form from the register and what came of it; what nobody knows stays empty and is said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from diachi.application.form_pages import PAGES
from diachi.application.form_rows import Filling
from diachi.application.ports import Words
from diachi.core.errors import ErrorCode, InputError
from diachi.core.forms.conditions import Met, meets, met_by
from diachi.core.forms.filled import BlankReason, FilledForm, FormNote, FormPage
from diachi.core.forms.form import FormColumn, ReportForm, RowsOf
from diachi.core.forms.sponsors import Sponsor, sponsors_of
from diachi.core.forms.tally import Tally
from diachi.core.forms.values import heads_page
from diachi.core.forms.years import YearKinds, standings, year_of_lists
from diachi.core.history import History
from diachi.core.household import AreaType, ListedHousehold, Member
from diachi.core.official_forms import printed
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Place
from diachi.core.poverty.movements import Movements
from diachi.core.progress import DeliveryRow, Progress
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.snapshots import Image, Snapshots
from diachi.core.text import collation_key

_IN_TEXT = re.compile(r"\{(\w*)\}")
_NO_PROGRESS, _NO_SNAPSHOTS = Progress(), Snapshots()


def fill_form(
    *,
    form: ReportForm,
    register: Register,
    history: History,
    places: Gazetteer,
    movements: Movements,
    words: Words,
    snapshots: Snapshots = _NO_SNAPSHOTS,
    allocation: Allocation | None = None,
    progress: Progress = _NO_PROGRESS,
    unit_id: str = "",
    year: int | None = None,
) -> FilledForm:
    """Fill a form.

    Source: tables of TT 21/2012, TT 14/2018, QĐ phê duyệt kết quả rà soát, BC 320 Ninh Thuận; each form names its own.
    Takes: form - settled; unit_id - the commune, household or body it is of, "" for all; year - None: that of the
    newest list.
    Gives: pages of rows; a note for each column that is empty or not whole.
    Fails: InputError UNIT_UNKNOWN, FORM_EMPTY when nobody is left to print, FIELD_UNKNOWN for a text with a place
    nothing is known for.
    Holds: a sum is that of the rows above it, and empty where one of them is; unknown is never counted as no.
    Cost: O(households x columns).
    """
    year = year if year is not None else year_of_lists(register.households)
    filling = _lay_out(form, register, history, snapshots, places, movements, words, allocation, progress, year)
    sponsors = _narrowed(sponsors_of(register, allocation), unit_id)
    homes = filling.homes
    if unit_id:
        own = {h for s in sponsors if unit_id in s.agency_ids for h in s.household_ids}
        homes = tuple(h for h in homes if unit_id in (h.commune_code, h.household_id) or h.household_id in own)
        if not homes:
            raise InputError(ErrorCode.UNIT_UNKNOWN, unit=unit_id)
    homes = tuple(h for h in homes if meets(filling.met[h.household_id], form.only))
    if not homes:
        raise InputError(ErrorCode.FORM_EMPTY, form=form.id)
    filling = replace(filling, homes=homes)
    tally = Tally(form, filling.met)
    pages = PAGES[form.rows](filling, tally, sponsors)
    if form.rows is not RowsOf.PERSON and not any(page.rows for page in pages):
        raise InputError(ErrorCode.FORM_EMPTY, form=form.id)
    columns = tuple(c for c in form.columns if not heads_page(form, c))
    notes = (*_empty(form, columns, pages), *tally.notes())
    return FilledForm(form=_with_texts(form, homes, words, year), columns=columns, pages=pages, notes=notes)


def _narrowed(sponsors: Sequence[Sponsor], unit_id: str) -> Sequence[Sponsor]:
    of_body = [s for s in sponsors if unit_id in s.agency_ids]
    return of_body or sponsors


def _lay_out(
    form: ReportForm,
    register: Register,
    history: History,
    snapshots: Snapshots,
    places: Gazetteer,
    movements: Movements,
    words: Words,
    allocation: Allocation | None,
    progress: Progress,
    year: int | None,
) -> Filling:
    listed = [held.row for held in snapshots.households if held.image is Image.LISTED]
    stood = standings(register, listed, history.reviews, year, movements)
    members: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        members[member.household_id].append(member)
    given: dict[str, list[DeliveryRow]] = defaultdict(list)
    for row in sorted(progress.deliveries, key=lambda d: (d.date, d.delivery_id)):
        given[row.household_id].append(row)
    homes = tuple(sorted(register.households, key=_by_village))
    where = {h.household_id: _place(h, places) for h in homes}
    areas = {h.household_id: h.area_type or _area_of(where[h.household_id], places) for h in homes}
    with_merit = {m.household_id for m in register.members if m.merit} | {h.household_id for h in homes if h.merit}
    paired = {p.target_id for p in register.pairs if p.agreed}
    paired |= {a.household_id for a in allocation.assignments} if allocation else set()

    kinds = YearKinds.of(stood.values())

    def met(home: ListedHousehold) -> Met:
        key = home.household_id
        merit = key in with_merit if with_merit else None  # where no list speaks of merit, nobody knows
        return met_by(home, stood[key], areas[key], kinds, merit=merit, paired=key in paired)

    return Filling(
        form=form,
        words=words,
        homes=homes,
        members=members,
        met={h.household_id: met(h) for h in homes},
        areas=areas,
        places=where,
        agencies={a.agency_id: a for a in register.agencies},
        deliveries=given,
    )


def _by_village(home: ListedHousehold) -> tuple[object, ...]:
    none = float("inf")
    where = (collation_key(home.commune), home.commune_code, collation_key(home.hamlet))
    return (*where, home.village_rank or none, home.list_no or none, home.household_id)


def _place(home: ListedHousehold, places: Gazetteer) -> Place | None:
    alive = (p for p in places.of_code(home.commune_code) if home.list_date is None or p.existed_on(home.list_date))
    return next(alive, None)


def _area_of(place: Place | None, places: Gazetteer) -> AreaType | None:
    return places.area_type(place) if place else None


def _empty(form: ReportForm, columns: Sequence[FormColumn], pages: Sequence[FormPage]) -> list[FormNote]:
    """Name the columns in which nothing stands, and why."""
    notes = []
    full = [any(row.cells[at] is not None for p in pages for row in p.rows) for at in range(len(columns))]
    full_lines = {label for page in pages for label, value in page.lines if value is not None}
    for column in form.columns:
        if column.title in full_lines or (column in columns and full[columns.index(column)]):
            continue
        asked = next((n for n in (*column.count, *column.percent_of) if n in form.figures), "")
        by_hand = not (column.value or column.count)
        reason = BlankReason.BY_HAND if by_hand else BlankReason.NO_FIGURES if asked else BlankReason.NOT_KEPT
        notes.append(FormNote(column=column.title, reason=reason, figures=asked))
    return notes


def _with_texts(form: ReportForm, homes: Sequence[ListedHousehold], words: Words, year: int | None) -> ReportForm:
    days = [h.list_date for h in homes if h.list_date]
    areas = [{getattr(h, name) for h in homes} for name in ("commune", "district", "province")]
    known = {
        "year": str(year) if year else words.text("form.gap"),
        "area": ", ".join(own.pop() for own in areas if len(own) == 1 and own != {""}) or words.text("form.gap"),
        "list_date": printed(max(days)) if days else words.text("form.gap"),
    }

    def said(line: str) -> str:
        unknown = [name for name in _IN_TEXT.findall(line) if name not in known]
        if unknown:
            raise InputError(ErrorCode.FIELD_UNKNOWN, file=form.id, where=f"{{{unknown[0]}}}")
        return _IN_TEXT.sub(lambda match: known[match[1]], line)

    def all_said(lines: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(said, lines))

    return replace(
        form,
        title=all_said(form.title),
        left=all_said(form.left),
        right=all_said(form.right),
        signatures=tuple(map(all_said, form.signatures)),
    )

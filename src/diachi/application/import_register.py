"""Read workbooks into a register: every row taken, or named with what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from diachi.core.agency import Pair
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.bodies import agencies_of, clusters_of_annex, helped_of, pairs_of
from diachi.core.listing.families import split_families
from diachi.core.listing.home import settle_home
from diachi.core.listing.ids import assign_ids
from diachi.core.listing.list_mapping import ListMapping
from diachi.core.listing.lists import Stated, lists_of, told_of
from diachi.core.listing.mapping import TableRead, table_read
from diachi.core.listing.obey import OpenedSheet, open_sheet
from diachi.core.listing.old_fonts import note_decoded
from diachi.core.listing.people import household_of, members_of
from diachi.core.listing.persons import PersonTables
from diachi.core.listing.repeats import note_repeats
from diachi.core.listing.rows import rows_of
from diachi.core.listing.sheet import ListRow, SheetRows, issue_at
from diachi.core.listing.titles import Title
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.home import home_of_codes
from diachi.core.places.points import CommunePoint, with_points
from diachi.core.register import Register
from diachi.core.snapshots import ReadList, Snapshots, is_known, laid_over, with_lists
from diachi.core.table import sorted_rows

T = TypeVar("T")
RowAt = tuple[str, str, int]  # file, sheet, row as a person counts it
_NO_SNAPSHOTS = Snapshots()
_NO_SOURCES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Rows of one table: read = accepted + corrected + rejected; `looked_at` = taken rows with something to look at.

    Corrected = taken with a cell that is not what was written: a lost zero put back, a cell filled from above.
    """

    table: str
    read: int
    accepted: int
    corrected: int
    rejected: int
    looked_at: int

    @property
    def taken(self) -> int:
        """Give the rows that went into the register."""
        return self.accepted + self.corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of the workbooks."""

    register: Register
    history: History
    issues: tuple[Issue, ...]
    counts: tuple[Counts, ...]
    tables: tuple[TableRead, ...] = ()  # how each table was understood, column by column
    ids: Mapping[RowAt, str] = field(default_factory=dict)  # the household each row was taken for
    snapshots: Snapshots = _NO_SNAPSHOTS  # those that came before, and those of this call
    # The sheets in Unicode with their tables, in the order they came: what senders wrote, kept for giving it back only.
    opened: tuple[OpenedSheet, ...] = field(default=(), repr=False)


def import_register(
    *,
    sheets: Sequence[SheetRows],
    places: Gazetteer,
    words: Vocabulary,
    persons: PersonTables,
    on: date | None = None,
    home: Sequence[str] = (),
    into: Register | None = None,
    history: History | None = None,
    points: Sequence[CommunePoint] = (),
    mapping: Sequence[ListMapping] = (),
    snapshots: Snapshots = _NO_SNAPSHOTS,
    sources: Mapping[str, str] = _NO_SOURCES,
) -> Imported:
    """Read sheets into register and history, keeping the ids of a register that already stands.

    Source: Bình Gia 4/2024, Lưu ý (lists of communes); Ninh Thuận 8016 (lists and annex).
    Takes: sheets of any number of workbooks, in any order; on - the day whose places hold when a list names none;
    home - the district and province of rows that name none; points - where communes lie, for rows that do not say;
    persons - what numbers, phones and ethnic groups are held against; mapping - how a person said lists are read;
    snapshots - the lists that came before; sources - file -> SHA-256: lists of files named there are kept as snapshots.
    Gives: tables sorted by id, all issues with file, sheet, row and column, counts that balance.
    Fails: InputError NO_KNOWN_SHEET when no sheet is recognised, MAPPING_* when what a person said of a list does not
    hold of it any more; never on data.
    Holds: ids survive a second import, a corrected workbook and a re-sorted sheet; a blank cell never erases; a list
    that came before and says what it said changes nothing, whatever came in between.
    Cost: O(rows x columns).
    """
    into, history = into or Register(), history or History()
    opened = tuple(open_sheet(sheet, mapping, words) for sheet in sheets)
    tables, issues, understood, stated = _sort_sheets(sheets, opened, words)
    if not tables:
        raise InputError(ErrorCode.NO_KNOWN_SHEET, file=", ".join(sorted({s.file for s in sheets})))
    home = tuple(home) or home_of_codes(
        ((h.commune_code, h.list_date) for h in into.households if h.commune_code), places
    )
    settle_home([row for rows in tables.values() for row in rows], places, on, home)
    listed = [(row, household_of(row, places, words, persons, on)) for row in tables["households"] if not row.failed()]
    note_repeats(listed)
    numbered = assign_ids(listed, into.households)
    members = members_of(tables["members"], numbered, into.households, words, persons, places, on)
    reads = [read for read in lists_of(numbered, members, stated) if read.file in sources] if sources else []
    issues += told_of(reads, sources, snapshots)
    reads, again = _known_apart(reads, sources, snapshots)
    members = tuple(m for m in members if m.household_id not in again)
    standing = {h.household_id: h for h in into.households}
    snapshots = with_lists(snapshots, reads, sources, standing, into.members)
    new = [h for _, h in numbered if h.household_id not in again]
    households = _merged(into.households, new, lambda h: h.household_id)
    renewed = {m.household_id for m in members}
    agencies = _merged(
        into.agencies, agencies_of(tables["agencies"], into.agencies, words, places, on), lambda a: a.agency_id
    )
    register = Register(
        households=households,
        members=sorted_rows([*(m for m in into.members if m.household_id not in renewed), *members]),
        agencies=agencies,
        clusters=clusters_of_annex(tables["clusters"], agencies, places, on) or into.clusters,
        pairs=_with_pairs(into.pairs, pairs_of(tables["pairs"], agencies, households)),
    )
    register = with_points(register, points)
    helped = helped_of(tables["helped"], history.helped)
    issues += [issue for rows in tables.values() for row in rows for issue in row.issues]
    return Imported(
        register=register,
        history=replace(history, helped=helped),
        issues=tuple(sorted(issues, key=lambda i: (i.file, i.sheet, i.row, i.column, i.code))),
        counts=tuple(_count(name, rows) for name, rows in sorted(tables.items()) if rows),
        tables=tuple(understood),
        opened=opened,
        snapshots=snapshots,
        ids={(row.sheet.file, row.sheet.name, row.number): h.household_id for row, h in numbered},
    )


def _sort_sheets(
    sheets: Sequence[SheetRows], opened: Sequence[OpenedSheet], words: Vocabulary
) -> tuple[dict[str, list[ListRow]], list[Issue], list[TableRead], Stated]:
    tables: dict[str, list[ListRow]] = defaultdict(list)
    issues: list[Issue] = []
    understood: list[TableRead] = []
    families: list[list[ListRow]] = []
    stated: dict[tuple[str, str, Title], int | None] = {}
    pairs = zip(sheets, opened, strict=True)
    for read_sheet, own in sorted(pairs, key=lambda p: (p[0].file, p[0].name)):
        issues += own.notes
        issues += () if own.tables or own.passed_over else unknown_sheets([own.sheet])
        for table in own.tables:
            found = rows_of(table.sheet, table.layout, table.title)
            if own.decoded:
                note_decoded(found.rows, read_sheet, own.sheet)
            read, unread = table_read(table, found.rows, words)
            understood.append(read)
            issues += [*found.issues, *unread]
            stated[table.sheet.file, table.sheet.name, table.title] = found.stated
            if table.layout.table == "members":
                families.append(found.rows)
            else:
                tables[table.layout.table] += found.rows
    alone = not tables.get("households")
    for rows in families:
        heads, members = split_families(rows, alone=alone)
        tables["members"] += members
        if heads:
            tables["households"] += heads
    return tables, issues, understood, stated


def _known_apart(
    reads: Sequence[ReadList], sources: Mapping[str, str], snapshots: Snapshots
) -> tuple[list[ReadList], frozenset[str]]:
    """Give the lists that are new, and the households that only lists known from before name."""
    new = [read for read in reads if not is_known(read, sources[read.file], snapshots)]
    named = {h.household_id for read in new for h in read.households}
    return new, frozenset(h.household_id for read in reads for h in read.households) - named


def unknown_sheets(sheets: Sequence[SheetRows]) -> tuple[Issue, ...]:
    """Give the issues of sheets with cells of which nothing was recognised."""
    filled = [sheet for sheet in sheets if any(cell not in (None, "") for row in sheet.rows for cell in row)]
    return tuple(issue_at(sheet, IssueCode.SHEET_UNKNOWN, IssueLevel.WARNING) for sheet in filled)


def nothing_known(sheets: Sequence[SheetRows]) -> Imported:
    """Give what an import that recognised nothing can still tell the senders."""
    opened = tuple(OpenedSheet(sheet=sheet) for sheet in sheets)
    return Imported(register=Register(), history=History(), issues=unknown_sheets(sheets), counts=(), opened=opened)


def _merged(old: Sequence[T], new: Sequence[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """Rows by id: a new row is laid over the old one, and an empty cell of it never erases."""
    by_id = {key(row): row for row in old}
    for row in new:
        name = key(row)
        by_id[name] = laid_over(by_id[name], row) if name in by_id else row
    return sorted_rows(list(by_id.values()))


def _with_pairs(old: Sequence[Pair], new: Sequence[Pair]) -> tuple[Pair, ...]:
    by_key = {(p.agency_id, p.target_id): p for p in [*old, *new]}
    return sorted_rows(list(by_key.values()))


def _count(table: str, rows: Sequence[ListRow]) -> Counts:
    taken = [row for row in rows if not row.failed()]
    corrected = sum(row.corrected() for row in taken)
    return Counts(
        table=table,
        read=len(rows),
        accepted=len(taken) - corrected,
        corrected=corrected,
        rejected=len(rows) - len(taken),
        looked_at=sum(any(i.level is IssueLevel.WARNING for i in row.issues) for row in taken),
    )

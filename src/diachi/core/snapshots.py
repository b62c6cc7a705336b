"""Lists as they came, one after the other: what each said, and what stood before it, so that it can be withdrawn.

Identity and observation are two things: a household keeps its id, every list that named it keeps its own words. A later
list never writes over an earlier one: the register shows the last word, the snapshots keep all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from diachi.core.household import ListedHousehold, Member
from diachi.core.table import columns, sorted_rows, write_row

T = TypeVar("T")
_PLACED = ("x_km", "y_km")  # given by the map, not by a list
_DIGITS = 8  # of the hash of a file: enough to tell one commune's lists apart, short enough to be typed


class SnapshotKind(StrEnum):
    """What a list is: the whole of a commune's households of a kind, or what changed since the last one."""

    FULL = "full"
    CHANGES = "changes"


class Image(StrEnum):
    """Whether a row is what a list said, or what stood in the register before it."""

    LISTED = "listed"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSnapshot:
    """One list of one commune as one file brought it; the file is known by its hash, never by its name."""

    snapshot_id: str
    received: int  # its turn among all lists of the register
    commune_code: str = ""
    commune: str = ""
    list_id: str = ""
    kind: SnapshotKind = SnapshotKind.FULL
    list_date: date | None = None
    decision_no: str = ""
    rows_stated: int | None = None  # what the list says of itself
    rows_taken: int = 0
    source_sha256: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotHousehold:
    """A household in a snapshot: what the list said of it, or what stood before."""

    snapshot_id: str
    image: Image
    row: ListedHousehold


@dataclass(frozen=True, slots=True)
class SnapshotMember:
    """A member in a snapshot."""

    snapshot_id: str
    image: Image
    row: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshots:
    """All lists a register was made of."""

    lists: tuple[ListSnapshot, ...] = ()
    households: tuple[SnapshotHousehold, ...] = ()
    members: tuple[SnapshotMember, ...] = ()

    def of(self, snapshot_id: str) -> ListSnapshot | None:
        """Give a list by its id."""
        return next((known for known in self.lists if known.snapshot_id == snapshot_id), None)

    def listed(self, snapshot_id: str, image: Image = Image.LISTED) -> dict[str, ListedHousehold]:
        """Give what a list said of each household, or what stood before it."""
        rows = (h.row for h in self.households if h.snapshot_id == snapshot_id and h.image is image)
        return {row.household_id: row for row in rows}

    def newest_first(self) -> list[ListSnapshot]:
        """Give the lists, the last received first."""
        return sorted(self.lists, key=lambda s: -s.received)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """One list as it was just read: households of one commune and one kind from one file, with their ids."""

    file: str
    sheet: str
    commune_code: str
    commune: str
    list_id: str
    kind: SnapshotKind
    list_date: date | None
    decision_no: str
    rows_stated: int | None
    households: tuple[ListedHousehold, ...]
    members: tuple[Member, ...] = ()


def snapshot_id_of(read: ReadList, sha256: str) -> str:
    """Give the id a list has wherever it comes in: its commune, its kind, the file's own hash."""
    return f"{read.commune_code or '00000'}-{read.list_id}-{sha256[:_DIGITS]}"


def is_known(read: ReadList, sha256: str, snapshots: Snapshots) -> bool:
    """Say whether a list has come in before and says now exactly what it said then."""
    listed = snapshots.listed(snapshot_id_of(read, sha256))
    return bool(listed) and listed == {h.household_id: h for h in read.households}


def with_lists(
    snapshots: Snapshots,
    reads: Sequence[ReadList],
    sources: Mapping[str, str],
    households: Mapping[str, ListedHousehold],
    members: Sequence[Member],
) -> Snapshots:
    """Give the snapshots with new lists added, in the order of the files.

    Takes: sources - file -> SHA-256; households, members - what stood in the register before the lists were laid over.
    """
    turn = max((s.received for s in snapshots.lists), default=0)
    lists, rows, people = list(snapshots.lists), list(snapshots.households), list(snapshots.members)
    for read in reads:
        turn += 1
        name = _free(snapshot_id_of(read, sources[read.file]), {s.snapshot_id for s in lists})
        lists.append(_snapshot(read, name, turn, sources[read.file]))
        named = {h.household_id for h in read.households}
        rows += [SnapshotHousehold(name, Image.LISTED, h) for h in read.households]
        rows += [SnapshotHousehold(name, Image.BEFORE, households[key]) for key in named if key in households]
        renewed = {m.household_id for m in read.members}
        people += [SnapshotMember(name, Image.LISTED, m) for m in read.members]
        people += [SnapshotMember(name, Image.BEFORE, m) for m in members if m.household_id in renewed]
    return Snapshots(lists=sorted_rows(lists), households=tuple(rows), members=tuple(people))


def _free(name: str, taken: set[str]) -> str:
    """The same file read in another way, by a mapping a person corrected, is a list of its own."""
    numbered = (f"{name}-{n}" for n in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def _snapshot(read: ReadList, name: str, turn: int, sha256: str) -> ListSnapshot:
    return ListSnapshot(
        snapshot_id=name,
        received=turn,
        commune_code=read.commune_code,
        commune=read.commune,
        list_id=read.list_id,
        kind=read.kind,
        list_date=read.list_date,
        decision_no=read.decision_no,
        rows_stated=read.rows_stated,
        rows_taken=len(read.households),
        source_sha256=sha256,
    )


def laid_over(old: T, new: T) -> T:
    """Give the old row with what the new one says; an empty cell of it never erases."""
    cells = dict(zip(columns(type(new)), write_row(new), strict=True))
    return replace(old, **{name: getattr(new, name) for name, text in cells.items() if text != ""})  # type: ignore[type-var]


def gone_since(read: ReadList, snapshots: Snapshots) -> tuple[ListSnapshot, tuple[str, ...]] | None:
    """Give the last whole list of the same commune and status of an earlier day, and whom it named that this does not.

    None for a list of changes, for a list without a day, and where nobody is missing.
    """
    if read.kind is not SnapshotKind.FULL or read.list_date is None:
        return None
    status = read.list_id.partition("-")[0]
    earlier = [
        s
        for s in snapshots.newest_first()
        if s.kind is SnapshotKind.FULL
        and s.commune_code == read.commune_code != ""
        and s.list_id.partition("-")[0] == status
        and s.list_date is not None
        and s.list_date < read.list_date
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda s: (s.list_date or date.min, s.received))
    missing = sorted(set(snapshots.listed(last.snapshot_id)) - {h.household_id for h in read.households})
    return (last, tuple(missing)) if missing else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What a register is without one list: its rows, its members, the lists left; or what rests on the list."""

    households: tuple[ListedHousehold, ...]
    members: tuple[Member, ...]
    snapshots: Snapshots
    rests: tuple[str, ...] = ()  # ids of later lists and of households something else was done with


def without_list(
    snapshot_id: str,
    snapshots: Snapshots,
    households: Iterable[ListedHousehold],
    members: Iterable[Member],
    in_use: frozenset[str] = frozenset(),
) -> Withdrawn:
    """Give the register as it stood before a list came in.

    Source: design habit 8: undo = withdraw it, refused with names of what rests on it.
    Takes: in_use - households that pairs, plans, deliveries, visits or earlier help point to.
    Gives: the rows that stood, or, in `rests`, the later lists of the same households, the households changed since,
    and those the list brought that are in use. Fails: never. Holds: a list laid over a register and withdrawn leaves
    that register. Cost: O(rows).
    """
    own, before = snapshots.listed(snapshot_id), snapshots.listed(snapshot_id, Image.BEFORE)
    now = {h.household_id: h for h in households}
    turn = next(s.received for s in snapshots.lists if s.snapshot_id == snapshot_id)
    later = {s.snapshot_id for s in snapshots.lists if s.received > turn}
    rests = {h.snapshot_id for h in snapshots.households if h.snapshot_id in later and h.row.household_id in own}
    rests |= {key for key in own if key in now and not _stands(now[key], before.get(key), own[key])}
    rests |= {key for key in own if key not in before and key in in_use}
    kept = {key: h for key, h in now.items() if key not in own} | before
    people = [m for m in snapshots.members if m.snapshot_id == snapshot_id]
    renewed = {m.row.household_id for m in people}
    old = [m.row for m in people if m.image is Image.BEFORE]
    return Withdrawn(
        households=sorted_rows(list(kept.values())),
        members=sorted_rows([*(m for m in members if m.household_id not in renewed), *old]),
        snapshots=Snapshots(
            lists=tuple(s for s in snapshots.lists if s.snapshot_id != snapshot_id),
            households=tuple(h for h in snapshots.households if h.snapshot_id != snapshot_id),
            members=tuple(m for m in snapshots.members if m.snapshot_id != snapshot_id),
        ),
        rests=tuple(sorted(rests)),
    )


def _stands(now: ListedHousehold, before: ListedHousehold | None, listed: ListedHousehold) -> bool:
    """Say whether a household is still as the list left it."""
    left = laid_over(before, listed) if before is not None else listed
    return all(getattr(now, name) == getattr(left, name) for name in columns(ListedHousehold) if name not in _PLACED)

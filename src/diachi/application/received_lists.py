"""Which commune has sent its list, of which day, and how far it is from the number it stated; and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from diachi.core.errors import ErrorCode, InputError
from diachi.core.register import Register
from diachi.core.snapshots import ListSnapshot, SnapshotKind, Snapshots, Withdrawn, without_list
from diachi.core.text import collation_key


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedList:
    """One commune and its newest whole list of a kind; `snapshot_id` empty = nothing has come from it."""

    commune_code: str
    commune: str
    list_id: str = ""
    snapshot_id: str = ""
    list_date: date | None = None
    decision_no: str = ""
    taken: int = 0
    stated: int | None = None
    changes: int = 0  # lists of changes after it
    earlier: int = 0  # whole lists before it

    @property
    def apart(self) -> int | None:
        """Rows taken beyond what the list says it holds; None where it says nothing."""
        return None if self.stated is None else self.taken - self.stated


def received_lists(
    *, snapshots: Snapshots, register: Register, expected: Iterable[tuple[str, str]] = ()
) -> tuple[ReceivedList, ...]:
    """Give one row for each commune and kind of list, and one for each commune that has sent nothing.

    Source: Bình Gia 4/2024, Lưu ý: each commune sends its list.
    Takes: expected - (code, name) of communes a list is waited for, beside those the register knows by its bodies.
    Gives: rows by name of commune, Vietnamese order. Fails: never.
    Holds: every commune stands once for each kind of list it sent, and once when it sent none. Cost: O(lists).
    """
    by_kind: dict[tuple[str, str], list[ListSnapshot]] = {}
    for snapshot in sorted(snapshots.lists, key=lambda s: s.received):
        status = snapshot.list_id.partition("-")[0]
        by_kind.setdefault((snapshot.commune_code or snapshot.commune, status), []).append(snapshot)
    rows = [_received(lists) for lists in by_kind.values()]
    sent = {row.commune_code for row in rows}
    waited = dict(expected) | {a.commune_code: a.commune for a in register.agencies if a.kind.value == "commune"}
    rows += [
        ReceivedList(commune_code=code, commune=name) for code, name in waited.items() if code not in sent and code
    ]
    return tuple(sorted(rows, key=lambda r: (collation_key(r.commune), r.commune_code, r.list_id)))


def _received(lists: Sequence[ListSnapshot]) -> ReceivedList:
    whole = [s for s in lists if s.kind is SnapshotKind.FULL]
    newest = max(whole or lists, key=lambda s: (s.list_date or date.min, s.received))
    return ReceivedList(
        commune_code=newest.commune_code,
        commune=newest.commune,
        list_id=newest.list_id,
        snapshot_id=newest.snapshot_id,
        list_date=newest.list_date,
        decision_no=newest.decision_no,
        taken=newest.rows_taken,
        stated=newest.rows_stated,
        changes=len(lists) - len(whole) - (not whole),
        earlier=len(whole) - bool(whole),
    )


def withdraw_list(
    *, snapshot_id: str, snapshots: Snapshots, register: Register, in_use: frozenset[str] = frozenset()
) -> Withdrawn:
    """Take a list back as if it had never come.

    Source: design habit 8.
    Takes: in_use - households that plans, deliveries, visits, proposals or earlier help point to.
    Gives: the rows that stood before it. Fails: InputError SNAPSHOT_UNKNOWN; SNAPSHOT_RESTED_ON with the ids of the
    later lists and the households that rest on it. Holds: import and withdraw leave every row as it was. Cost: O(rows).
    """
    if snapshots.of(snapshot_id) is None:
        known = tuple(s.snapshot_id for s in snapshots.newest_first())
        raise InputError(ErrorCode.SNAPSHOT_UNKNOWN, id=snapshot_id, known=known[:_SHOWN])
    used = in_use | {pair.target_id for pair in register.pairs}
    found = without_list(snapshot_id, snapshots, register.households, register.members, frozenset(used))
    if found.rests:
        shown = found.rests[:_SHOWN]
        raise InputError(ErrorCode.SNAPSHOT_RESTED_ON, id=snapshot_id, count=len(found.rests), rests=shown)
    return found


_SHOWN = 10

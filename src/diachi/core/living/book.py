"""The workbook of one commune or one body as data: its tables, what may be changed in them, what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from diachi.core.agency import Agency, AgencyKind, Pair
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.living.merge import Key, Row
from diachi.core.table import columns, write_row

FORMAT = "diachi/workbook@1"


class UnitKind(StrEnum):
    """Whose workbook it is; each has words under `[enum.UnitKind]`."""

    COMMUNE = "commune"
    AGENCY = "agency"
    REGISTER = "register"  # everything: what `export-register FILE.xlsx` gives


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingTable:
    """One sheet of rows; what is not editable is locked."""

    name: str
    kind: type
    key: tuple[str, ...]
    columns: tuple[str, ...]
    editable: frozenset[str]
    rows: tuple[object, ...]
    beside: Mapping[str, Mapping[Key, str]] = field(default_factory=dict)  # header -> what people read, never read back

    def key_of(self, row: object) -> Key:
        """Give what names a row."""
        return tuple("" if (value := getattr(row, name)) is None else str(value) for name in self.key)

    def texts(self) -> dict[Key, Row]:
        """Give the rows as text, by key."""
        names = columns(self.kind)
        return {self.key_of(row): dict(zip(names, write_row(row), strict=True)) for row in self.rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingBook:
    """All sheets of one workbook; `lines` is what its first sheet tells, ready sentences."""

    unit: UnitKind
    unit_id: str
    name: str
    lines: tuple[str, ...]
    tables: tuple[LivingTable, ...]


# What names a row of each table; a body shows its own rows, and a pair is named by who and what.
KEYS: Mapping[str, tuple[str, ...]] = {
    "households": ("household_id",),
    "members": ("household_id", "member_no"),
    "agencies": ("agency_id",),
    "clusters": ("cluster_id", "agency_id"),
    "pairs": ("group_id", "agency_id", "target_id"),
    "helped": ("record_id",),
}
KINDS: Mapping[str, type] = {
    "households": ListedHousehold,
    "members": Member,
    "agencies": Agency,
    "pairs": Pair,
    "helped": HelpedRecord,
}
# What a commune or a body sees of a table, in this order, and may change; people see no number they need not see.
_COMMUNE_HOUSEHOLD = (
    "list_no head_name head_birth head_sex personal_id phone ethnic_group hamlet address status persons able_to_work"
    " merit causes will_to_escape registered_to_escape needs need_vnd wishes village_rank village_meeting_date"
    " minutes_no proposed_by_commune other_support"
)
_SEEN: Mapping[tuple[UnitKind, str], tuple[str, str]] = {
    (UnitKind.COMMUNE, "households"): (_COMMUNE_HOUSEHOLD, _COMMUNE_HOUSEHOLD),
    (UnitKind.COMMUNE, "members"): (
        "household_id member_no name birth sex relation personal_id merit merit_relation merit_benefit",
        "name birth sex relation personal_id merit merit_relation merit_benefit",
    ),
    (UnitKind.COMMUNE, "pairs"): (
        "agency_id target_id commune_yes_on household_yes_on told_by channel refused_by refused_on",
        "commune_yes_on household_yes_on told_by channel refused_by refused_on",
    ),
    (UnitKind.COMMUNE, "helped"): (
        "year head_name hamlet agency support value_vnd outcome household_id",
        "outcome household_id",
    ),
    (UnitKind.AGENCY, "agencies"): (
        "name block parent staff max_households tier_vnd offers contact_channel met_elsewhere",
        "staff max_households tier_vnd offers contact_channel met_elsewhere",
    ),
    (UnitKind.AGENCY, "households"): ("head_name hamlet commune persons able_to_work causes needs need_vnd wishes", ""),
    (UnitKind.AGENCY, "pairs"): (
        "target_id sponsor_yes_on told_by channel refused_by refused_on source_document",
        "sponsor_yes_on told_by channel refused_by refused_on source_document",
    ),
}


def living_table(unit: UnitKind, name: str, kind: type, rows: Sequence[object]) -> LivingTable:
    """Give a table as its unit sees it; the whole register shows every column and locks only what names a row."""
    key = KEYS[name]
    seen, free = _SEEN.get((unit, name), (" ".join(columns(kind)), " ".join(c for c in columns(kind) if c not in key)))
    hidden = {"staff"} if kind is Agency and all(_unasked(row) for row in rows) else set()
    return LivingTable(
        name=name,
        kind=kind,
        key=key,
        columns=tuple(c for c in seen.split() if c not in hidden),
        editable=frozenset(free.split()) - hidden,
        rows=tuple(rows),
    )


def _unasked(row: object) -> bool:
    """The head-count of armed forces is never asked."""
    return isinstance(row, Agency) and row.kind is AgencyKind.ARMED_FORCES

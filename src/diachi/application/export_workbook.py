"""Lay out the workbook of one commune, one body, or the whole register: everything that unit owes, in one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from diachi.application.ports import Words
from diachi.core.agency import Pair
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold
from diachi.core.living.book import LivingBook, LivingTable, UnitKind, living_table
from diachi.core.proposal import Allocation
from diachi.core.register import HISTORY_TABLES, REGISTER_TABLES, Register
from diachi.core.text import collation_key, fold


def export_workbook(
    *,
    unit: UnitKind,
    unit_id: str,
    register: Register,
    history: History,
    words: Words,
    campaign: Campaign | None = None,
    allocation: Allocation | None = None,
) -> LivingBook:
    """Lay out the workbook of a unit.

    Source: officer's review C20-C23 (people without accounts do their duty by a returned file).
    Takes: unit_id - commune code, agency id, "" for the whole register; campaign and allocation add what is proposed.
    Gives: tables with what may be changed in them; a commune sees its households, their members, pairs, and whom it
        helped in all years; a body sees itself, the households proposed to it and the pairs it answers for.
    Fails: InputError UNIT_UNKNOWN.
    Holds: a body sees no personal number, phone or birth of a household; the head-count of armed forces is not asked.
    Cost: O(rows).
    """
    if unit is UnitKind.REGISTER:
        return _whole(register, history, words)
    if unit is UnitKind.COMMUNE:
        return _commune(unit_id, register, history, allocation, words)
    return _agency(unit_id, register, campaign, allocation, words)


def _whole(register: Register, history: History, words: Words) -> LivingBook:
    rows = {name: getattr(register, name) for name in REGISTER_TABLES} | {"helped": history.helped}
    kinds = {**REGISTER_TABLES, "helped": HISTORY_TABLES["helped"]}
    tables = tuple(living_table(UnitKind.REGISTER, name, kinds[name], rows[name]) for name in rows if rows[name])
    return LivingBook(
        unit=UnitKind.REGISTER, unit_id="", name=words.text("exchange.register"), lines=_how(words), tables=tables
    )


def _commune(
    code: str, register: Register, history: History, allocation: Allocation | None, words: Words
) -> LivingBook:
    homes = tuple(sorted((h for h in register.households if h.commune_code == code), key=_by_village))
    if not homes:
        raise InputError(ErrorCode.UNIT_UNKNOWN, unit=code)
    ids = {h.household_id for h in homes}
    order = {h.household_id: at for at, h in enumerate(homes)}
    pairs = _with_proposed(register.pairs, allocation)
    tables = {
        "households": homes,
        "members": tuple(
            sorted((m for m in register.members if m.household_id in order), key=lambda m: order[m.household_id])
        ),
        "pairs": tuple(p for p in pairs if p.target_id in ids),
        "helped": tuple(_helped_in(history.helped, homes[0], ids)),
    }
    counted = words.text("exchange.commune_counts", households=len(homes), helped=len(tables["helped"]))
    return LivingBook(
        unit=UnitKind.COMMUNE,
        unit_id=code,
        name=homes[0].commune,
        lines=(*_how(words), counted),
        tables=_tables(UnitKind.COMMUNE, tables, register, words),
    )


def _agency(
    agency_id: str, register: Register, campaign: Campaign | None, allocation: Allocation | None, words: Words
) -> LivingBook:
    own = next((a for a in register.agencies if a.agency_id == agency_id), None)
    if own is None:
        raise InputError(ErrorCode.UNIT_UNKNOWN, unit=agency_id)
    pairs = tuple(p for p in _with_proposed(register.pairs, allocation) if p.agency_id == agency_id)
    targets = {p.target_id for p in pairs}
    group = next((g for g in (allocation.groups if allocation else ()) if agency_id in g.members), None)
    names = {a.agency_id: a.name for a in register.agencies}
    lines = [*_how(words), words.text("exchange.agency_counts", households=len(targets))]
    if group and len(group.members) > 1:
        others = tuple(names.get(m, m) for m in group.members if m != agency_id)
        lines.append(words.text("exchange.with_others", names=others))
    due = [(words.label(m.kind), m.words) for m in (campaign.milestones if campaign else ()) if m.words]
    lines += [words.text("exchange.due", what=what, words=said) for what, said in dict.fromkeys(due)]
    rows = {
        "agencies": (own,),
        "households": tuple(h for h in register.households if h.household_id in targets),
        "pairs": pairs,
    }
    return LivingBook(
        unit=UnitKind.AGENCY,
        unit_id=agency_id,
        name=own.name,
        lines=tuple(lines),
        tables=_tables(UnitKind.AGENCY, rows, register, words),
    )


def _by_village(home: ListedHousehold) -> tuple[object, ...]:
    """Villages as in a dictionary, within one the village's own order, then the list's."""
    none = float("inf")
    rank, number = home.village_rank or none, home.list_no or none
    return (collation_key(home.hamlet), rank, number, home.household_id)


def _how(words: Words) -> tuple[str, ...]:
    return tuple(words.text(f"exchange.{key}") for key in ("how", "how_blank", "how_back"))


def _tables(
    unit: UnitKind, rows: Mapping[str, Sequence[object]], register: Register, words: Words
) -> tuple[LivingTable, ...]:
    kinds = {**REGISTER_TABLES, **HISTORY_TABLES}
    tables = (living_table(unit, name, kinds[name], found) for name, found in rows.items() if found)
    return tuple(replace(t, beside=_beside(t, register, words)) if t.name in _BY_NUMBER else t for t in tables)


_BY_NUMBER = ("pairs", "members")  # rows that name a household by its number: people read its name beside


def _beside(table: LivingTable, register: Register, words: Words) -> dict[str, dict[tuple[str, ...], str]]:
    homes = {h.household_id: h for h in register.households}
    bodies = {a.agency_id: a.name for a in register.agencies}
    heads, hamlets, names = {}, {}, {}
    for row in table.rows:
        home = homes.get(getattr(row, "household_id", "") or getattr(row, "target_id", ""))
        if home:
            heads[table.key_of(row)], hamlets[table.key_of(row)] = home.head_name, home.hamlet
        if isinstance(row, Pair):
            names[table.key_of(row)] = bodies.get(row.agency_id, "")
    said = {
        words.text("living.households.head_name"): heads,
        words.text("living.households.hamlet"): hamlets,
        words.text("living.agencies.name"): names,
    }
    return {header: found for header, found in said.items() if found}


def _with_proposed(pairs: Sequence[Pair], allocation: Allocation | None) -> tuple[Pair, ...]:
    """Pairs that stand, and those proposed: a row for each, to be answered."""
    known = {(p.group_id, p.agency_id, p.target_id) for p in pairs}
    asked = {(p.agency_id, p.target_id) for p in pairs}
    proposed = [
        Pair(group_id=one.group_id, agency_id=agency, target_id=one.household_id)
        for one in (allocation.assignments if allocation else ())
        for agency in one.agency_ids
        if (agency, one.household_id) not in asked and (one.group_id, agency, one.household_id) not in known
    ]
    return tuple(sorted([*pairs, *proposed], key=lambda p: (p.agency_id, p.target_id, p.group_id)))


def _helped_in(helped: Sequence[HelpedRecord], home: ListedHousehold, ids: set[str]) -> Iterable[HelpedRecord]:
    """Lines of earlier years that name this commune, or one of its households."""
    commune, district = fold(home.commune), fold(home.district)
    for line in helped:
        near = fold(line.commune) == commune and (not line.district or fold(line.district) == district)
        if near or line.household_id in ids:
            yield line

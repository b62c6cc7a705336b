"""From the keys of an invented world to the ids that an import gave."""

from __future__ import annotations

from diachi.core.history import HelpedRecord, History
from diachi.core.register import Register
from worlds_shape import World, key_of


def household_keys(register: Register) -> dict[str, str]:
    """Key of the world (`<commune_code>/<STT>`) -> household_id."""
    return {key_of(h.commune_code, h.list_no or 0): h.household_id for h in register.households}


def record_keys(history: History, world: World) -> dict[str, str]:
    """Record of the world -> record_id of the import, by all cells of the row."""
    known: dict[tuple[object, ...], list[str]] = {}
    for r in history.helped:
        known.setdefault(_cells(r), []).append(r.record_id)
    found = {}
    for e in world.earlier:
        found[e.record.record_id] = known[_cells(e.record)].pop()
    return found


def _cells(r: HelpedRecord) -> tuple[object, ...]:
    return r.year, r.head_name, r.head_birth, r.hamlet, r.commune, r.agency, r.support

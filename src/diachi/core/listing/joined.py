"""Cells that together say one thing, or one cell that says two: names and births in columns, places in one cell."""

from __future__ import annotations

from diachi.core.listing.cells import Cell, Unreadable, text_of, whole_number
from diachi.core.listing.titles import place_parts


def joined(cells: dict[str, Cell]) -> dict[str, Cell]:
    """Give the cells of a row with name, birth and place whole; what a cell of its own says is never replaced."""
    changed: dict[str, Cell] = {}
    if "head_given" in cells:
        changed["head_name"] = f"{text_of(cells['head_surname'])} {text_of(cells['head_given'])}".strip() or None
    if "birth_day" in cells and "birth_month" in cells:
        changed |= _birth(cells)
    for name in ("hamlet", "address"):
        if parts := place_parts(text_of(cells.get(name))):
            changed |= {k: said for k, said in parts.items() if k == name or not text_of(cells.get(k))}
            break
    return cells | changed if changed else cells


def _birth(cells: dict[str, Cell]) -> dict[str, Cell]:
    try:
        parts = [whole_number(cells.get(name)) for name in ("birth_day", "birth_month", "head_birth")]
    except Unreadable:
        return {"head_birth": " ".join(text_of(cells.get(n)) for n in ("birth_day", "birth_month", "head_birth"))}
    return {"head_birth": "/".join(map(str, parts))} if all(parts) else {}

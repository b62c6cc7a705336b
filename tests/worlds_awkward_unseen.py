"""Awkward in what a reader of values does not see: rows struck through, formulas that ended in an error."""

from __future__ import annotations

from dataclasses import replace

from diachi.core.issues import IssueCode
from worlds_awkward import FIELDS, Book, Formula, Grid, homes_of, lay, one


def rows_struck_through() -> Book:
    """Households crossed out when they left the list; they are asked, not taken as if nothing were."""
    grid = Grid()
    laid = lay(grid, homes_of(8), grid.titles())
    grid.struck = {item.row - 1 for item in laid[2:4]}
    asks = {(n, "head_name"): IssueCode.ROW_STRUCK_THROUGH for n in (2, 3)}
    return one("rows_struck_through", grid, laid, asks=asks, codes={IssueCode.ROW_STRUCK_THROUGH})


def formulas_with_errors() -> Book:
    """A cell that says #REF! is not an empty one: somebody wrote something there."""
    grid = Grid()
    homes = [replace(h, hamlet="") for h in homes_of(6)]
    laid = lay(grid, homes, grid.titles(), writers={"hamlet": lambda _: Formula("=Z9", "#REF!")})
    asks = {(n, "hamlet"): IssueCode.VALUE_UNREADABLE for n in range(6)}
    return one("formulas_with_errors", grid, laid, fields=FIELDS, asks=asks, codes={IssueCode.VALUE_UNREADABLE})


BOOKS = (rows_struck_through, formulas_with_errors)

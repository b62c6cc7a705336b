"""Every check of what comes in, in one place: how grave it is, what becomes of the cell or row, who checks it.

The words of a check are in words/; its code is the key to them. A test holds this table against the code both ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diachi.core.issues import Issue, IssueCode, IssueLevel


class CheckSubject(StrEnum):
    """What is checked."""

    LIST = "list"  # a list of households, members, bodies, earlier help, pairs
    RETURNED = "returned"  # the workbook of a commune or a body that came back
    PLACES = "places"  # a table of communes that change


class CheckEffect(StrEnum):
    """What becomes of a cell or row the check speaks of."""

    LEFT_OUT = "left_out"  # the row is not taken
    NOT_READ = "not_read"  # nobody knows what it is, so nothing of it is taken
    UNKNOWN = "unknown"  # the row is taken, the cell counts as unknown
    CHANGED = "changed"  # the row is taken, the cell otherwise than it was written
    KEPT = "kept"  # taken as it was written
    STANDING = "standing"  # what stood before stays
    TOLD = "told"  # it speaks of the list, not of one row


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its code, of what, how grave, with what effect, the modules that make it.

    `of_whole` = it can only be made when the whole list has been read.
    """

    code: IssueCode
    subject: CheckSubject
    levels: tuple[IssueLevel, ...]
    effect: CheckEffect
    made_in: tuple[str, ...]
    of_whole: bool = False


_C, _S, _F = IssueCode, CheckSubject, CheckEffect
_E, _W, _N = IssueLevel.ERROR, IssueLevel.WARNING, IssueLevel.NOTE
CHECKS: tuple[Check, ...] = (
    Check(_C.SHEET_UNKNOWN, _S.LIST, (_W,), _F.NOT_READ, ("application/import_register",)),
    Check(_C.ROW_NOT_READ, _S.LIST, (_W, _N), _F.NOT_READ, ("core/listing/rows",)),
    Check(_C.COLUMN_NOT_READ, _S.LIST, (_N,), _F.NOT_READ, ("core/listing/mapping",)),
    Check(_C.COLUMN_WITHOUT_HEADER, _S.LIST, (_W,), _F.NOT_READ, ("core/listing/mapping",)),
    Check(_C.OLD_FONT, _S.LIST, (_N,), _F.TOLD, ("core/listing/old_fonts",)),
    Check(_C.LETTERS_UNSURE, _S.LIST, (_W,), _F.KEPT, ("core/listing/old_fonts",), of_whole=True),
    Check(_C.LIST_KNOWN, _S.LIST, (_N,), _F.STANDING, ("core/listing/lists",), of_whole=True),
    Check(_C.GONE_SINCE, _S.LIST, (_W,), _F.STANDING, ("core/listing/lists",), of_whole=True),
    Check(_C.TOTAL_DIFFERS, _S.LIST, (_W,), _F.TOLD, ("core/listing/totals",), of_whole=True),
    Check(_C.SUM_DIFFERS, _S.LIST, (_W,), _F.TOLD, ("core/listing/totals",), of_whole=True),
    Check(_C.LIST_NO_JUMPS, _S.LIST, (_W,), _F.TOLD, ("core/listing/numbering",)),
    Check(_C.NAME_MISSING, _S.LIST, (_E,), _F.LEFT_OUT, ("core/listing/rows",)),
    Check(_C.ROW_STRUCK_THROUGH, _S.LIST, (_W,), _F.KEPT, ("core/listing/rows",)),
    Check(_C.NAME_UNSURE, _S.LIST, (_W,), _F.KEPT, ("core/listing/person_cells",)),
    Check(_C.NAME_SHORTENED, _S.LIST, (_N,), _F.CHANGED, ("core/listing/person_cells",)),
    Check(_C.HEAD_SAID_DEAD, _S.LIST, (_W,), _F.KEPT, ("core/listing/person_cells",)),
    Check(
        _C.VALUE_UNREADABLE,
        _S.LIST,
        (_W,),
        _F.UNKNOWN,
        (
            "core/listing/above",
            "core/listing/cells",
            "core/listing/people",
            "core/listing/reading",
            "core/listing/rows",
            "core/living/back",
        ),
    ),
    Check(_C.WORDS_UNKNOWN, _S.LIST, (_W,), _F.UNKNOWN, ("core/listing/people", "core/listing/reading")),
    Check(_C.MONEY_UNSURE, _S.LIST, (_W,), _F.UNKNOWN, ("core/listing/cells",)),
    Check(_C.FILLED_FROM_ABOVE, _S.LIST, (_N,), _F.CHANGED, ("core/listing/above",)),
    Check(_C.ABOVE_UNSURE, _S.LIST, (_W,), _F.UNKNOWN, ("core/listing/above",), of_whole=True),
    Check(_C.BIRTH_MISSING, _S.LIST, (_N,), _F.KEPT, ("core/listing/people",)),
    Check(_C.BIRTH_DAY_FILLED_IN, _S.LIST, (_N,), _F.CHANGED, ("core/listing/reading",)),
    Check(_C.YEAR_OF_TWO_DIGITS, _S.LIST, (_W,), _F.CHANGED, ("core/listing/reading",)),
    Check(_C.DAY_FROM_SERIAL, _S.LIST, (_N,), _F.CHANGED, ("core/listing/reading",)),
    Check(_C.DAY_ORDER_UNSURE, _S.LIST, (_W,), _F.CHANGED, ("core/listing/day_order",), of_whole=True),
    Check(_C.ZERO_RESTORED, _S.LIST, (_N,), _F.CHANGED, ("core/listing/persons", "core/listing/reading")),
    Check(_C.DIGITS_LOST, _S.LIST, (_W,), _F.UNKNOWN, ("core/listing/persons",)),
    Check(_C.NUMBER_SEX_DIFFERS, _S.LIST, (_W,), _F.KEPT, ("core/listing/persons",)),
    Check(_C.NUMBER_YEAR_DIFFERS, _S.LIST, (_W,), _F.KEPT, ("core/listing/persons",)),
    Check(_C.NUMBER_PROVINCE_UNKNOWN, _S.LIST, (_W,), _F.KEPT, ("core/listing/persons",)),
    Check(_C.PHONE_SHORTENED, _S.LIST, (_N,), _F.CHANGED, ("core/listing/persons",)),
    Check(_C.PHONE_OUT_OF_USE, _S.LIST, (_W,), _F.KEPT, ("core/listing/persons",)),
    Check(_C.ETHNIC_GROUP_UNKNOWN, _S.LIST, (_W,), _F.KEPT, ("core/listing/persons",)),
    Check(_C.STANDARD_UNKNOWN, _S.LIST, (_W,), _F.KEPT, ("core/listing/poverty",)),
    Check(_C.STATUS_POINTS_DIFFER, _S.LIST, (_W,), _F.KEPT, ("core/listing/poverty",)),
    Check(_C.COMMUNE_UNKNOWN, _S.LIST, (_W,), _F.KEPT, ("core/listing/reading",)),
    Check(_C.COMMUNE_AMBIGUOUS, _S.LIST, (_W,), _F.KEPT, ("core/listing/reading",)),
    Check(_C.COMMUNE_ELSEWHERE, _S.LIST, (_W,), _F.KEPT, ("core/listing/reading",)),
    Check(_C.COMMUNE_DIVIDED, _S.LIST, (_W,), _F.KEPT, ("core/listing/reading",)),
    Check(_C.COMMUNE_CORRECTED, _S.LIST, (_N,), _F.CHANGED, ("core/listing/reading",)),
    Check(_C.COMMUNE_BECAME, _S.LIST, (_N,), _F.CHANGED, ("core/listing/reading",)),
    Check(_C.ID_UNKNOWN, _S.LIST, (_W,), _F.KEPT, ("core/listing/ids", "core/living/back")),
    Check(_C.ID_TWICE, _S.LIST, (_W,), _F.KEPT, ("core/listing/ids",)),
    Check(_C.ID_AMBIGUOUS, _S.LIST, (_W,), _F.KEPT, ("core/listing/ids",), of_whole=True),
    Check(_C.NUMBER_REUSED, _S.LIST, (_N,), _F.TOLD, ("core/listing/ids",), of_whole=True),
    Check(_C.HOUSEHOLD_TWICE, _S.LIST, (_W,), _F.KEPT, ("core/listing/repeats",)),
    Check(_C.MEMBER_WITHOUT_HOUSEHOLD, _S.LIST, (_E,), _F.LEFT_OUT, ("core/listing/people",), of_whole=True),
    Check(_C.ROW_TWICE, _S.LIST, (_E,), _F.LEFT_OUT, ("core/listing/bodies",)),
    Check(_C.STAFF_DROPPED, _S.LIST, (_N,), _F.CHANGED, ("core/listing/bodies",)),
    Check(_C.STAFF_UNKNOWN, _S.LIST, (_N,), _F.KEPT, ("core/listing/bodies",)),
    Check(_C.AGENCY_UNKNOWN, _S.LIST, (_E,), _F.LEFT_OUT, ("core/listing/bodies",), of_whole=True),
    Check(_C.HOUSEHOLD_UNKNOWN, _S.LIST, (_E,), _F.LEFT_OUT, ("core/listing/bodies",), of_whole=True),
    Check(_C.SHEET_GONE, _S.RETURNED, (_W,), _F.NOT_READ, ("core/living/back",)),
    Check(_C.KEY_COLUMN_GONE, _S.RETURNED, (_W,), _F.NOT_READ, ("core/living/back",)),
    Check(_C.CELL_BOTH_CHANGED, _S.RETURNED, (_W,), _F.STANDING, ("application/merge_workbook",)),
    Check(_C.CELL_LOCKED, _S.RETURNED, (_W,), _F.STANDING, ("application/merge_workbook",)),
    Check(_C.CELL_BLANKED, _S.RETURNED, (_N,), _F.STANDING, ("application/merge_workbook",)),
    Check(_C.ROW_WITHDRAWN, _S.RETURNED, (_W,), _F.LEFT_OUT, ("application/merge_workbook",)),
    Check(_C.ROW_NOT_ADDED, _S.RETURNED, (_W,), _F.LEFT_OUT, ("application/merge_workbook",)),
    Check(_C.DATE_IMPOSSIBLE, _S.PLACES, (_E,), _F.LEFT_OUT, ("core/places/reform",)),
    Check(_C.PLACE_UNKNOWN, _S.PLACES, (_E,), _F.LEFT_OUT, ("core/places/reform",)),
    Check(_C.CODE_IN_USE, _S.PLACES, (_E,), _F.LEFT_OUT, ("core/places/reform",)),
    Check(_C.PLACE_NAMED_TWICE, _S.PLACES, (_E,), _F.LEFT_OUT, ("core/places/reform",)),
    Check(_C.PARTS_DO_NOT_ADD_UP, _S.PLACES, (_E,), _F.LEFT_OUT, ("core/places/reform",)),
)
CHANGING = frozenset(check.code for check in CHECKS if check.effect is CheckEffect.CHANGED)
_BY_CODE = {check.code: check for check in CHECKS}


def check_of(issue: Issue) -> Check:
    """Give the check that found an issue."""
    return _BY_CODE[issue.code]

"""What is wrong in a list, place by place: importing never raises on data, it returns issues.

Facts never hold a name, a phone or a personal id: the place (sheet, row, column) is enough to find the cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

FactValue = str | int | float | None


class IssueLevel(StrEnum):
    """How much an issue costs."""

    ERROR = "error"  # the row is not taken
    WARNING = "warning"  # the row is taken, a person should look
    NOTE = "note"  # corrected by the machine, told for information


class IssueCode(StrEnum):
    """What is wrong; each code has words under `[issue.<code>]`."""

    SHEET_UNKNOWN = "sheet_unknown"
    NAME_MISSING = "name_missing"
    ROW_STRUCK_THROUGH = "row_struck_through"
    VALUE_UNREADABLE = "value_unreadable"
    WORDS_UNKNOWN = "words_unknown"
    COMMUNE_UNKNOWN = "commune_unknown"
    COMMUNE_AMBIGUOUS = "commune_ambiguous"
    COMMUNE_ELSEWHERE = "commune_elsewhere"
    COMMUNE_DIVIDED = "commune_divided"
    COMMUNE_CORRECTED = "commune_corrected"
    COMMUNE_BECAME = "commune_became"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_NAMED_TWICE = "place_named_twice"
    CODE_IN_USE = "code_in_use"
    PARTS_DO_NOT_ADD_UP = "parts_do_not_add_up"
    DATE_IMPOSSIBLE = "date_impossible"
    ZERO_RESTORED = "zero_restored"
    NUMBER_SEX_DIFFERS = "number_sex_differs"
    NUMBER_YEAR_DIFFERS = "number_year_differs"
    NUMBER_PROVINCE_UNKNOWN = "number_province_unknown"
    PHONE_OUT_OF_USE = "phone_out_of_use"
    ETHNIC_GROUP_UNKNOWN = "ethnic_group_unknown"
    STANDARD_UNKNOWN = "standard_unknown"
    STATUS_POINTS_DIFFER = "status_points_differ"
    YEAR_OF_TWO_DIGITS = "year_of_two_digits"
    BIRTH_DAY_FILLED_IN = "birth_day_filled_in"
    OLD_FONT = "old_font"
    ID_AMBIGUOUS = "id_ambiguous"
    ID_UNKNOWN = "id_unknown"
    ID_TWICE = "id_twice"
    NUMBER_REUSED = "number_reused"
    ROW_TWICE = "row_twice"
    MEMBER_WITHOUT_HOUSEHOLD = "member_without_household"
    AGENCY_UNKNOWN = "agency_unknown"
    HOUSEHOLD_UNKNOWN = "household_unknown"
    STAFF_DROPPED = "staff_dropped"
    STAFF_UNKNOWN = "staff_unknown"
    BIRTH_MISSING = "birth_missing"
    LIST_KNOWN = "list_known"
    GONE_SINCE = "gone_since"
    TOTAL_DIFFERS = "total_differs"
    ROW_NOT_READ = "row_not_read"
    COLUMN_NOT_READ = "column_not_read"
    COLUMN_WITHOUT_HEADER = "column_without_header"
    DAY_ORDER_UNSURE = "day_order_unsure"
    DAY_FROM_SERIAL = "day_from_serial"
    DIGITS_LOST = "digits_lost"
    NAME_UNSURE = "name_unsure"
    NAME_SHORTENED = "name_shortened"
    HEAD_SAID_DEAD = "head_said_dead"
    MONEY_UNSURE = "money_unsure"
    LIST_NO_JUMPS = "list_no_jumps"
    FILLED_FROM_ABOVE = "filled_from_above"
    ABOVE_UNSURE = "above_unsure"
    PHONE_SHORTENED = "phone_shortened"
    LETTERS_UNSURE = "letters_unsure"
    HOUSEHOLD_TWICE = "household_twice"
    SUM_DIFFERS = "sum_differs"
    SHEET_GONE = "sheet_gone"
    KEY_COLUMN_GONE = "key_column_gone"
    CELL_BOTH_CHANGED = "cell_both_changed"
    CELL_LOCKED = "cell_locked"
    CELL_BLANKED = "cell_blanked"
    ROW_WITHDRAWN = "row_withdrawn"
    ROW_NOT_ADDED = "row_not_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing to look at; row is the sheet's own row number, 1-based, 0 = the whole sheet."""

    code: IssueCode
    level: IssueLevel
    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    facts: dict[str, FactValue] = field(default_factory=dict)

"""Every way a verb can refuse, as codes with facts; the words for people are in `words/`.

DiachiError
├── InputError         exit 2   the input cannot be read, or the call is wrong
├── DecisionNeeded     exit 3   a person must decide first
├── RulesCannotBeMet   exit 4   the required rules cannot all hold
└── OurFault           exit 70  a promise of the program itself was broken

Facts are ids, counts, dates, file base names and places; never a person's name, phone or personal id.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

Fact = str | int | float | None | tuple[str, ...]


class ErrorCode(StrEnum):
    """What stopped a verb; each code has words under `[error.<code>]`."""

    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    FILE_NAMED_TWICE = "file_named_twice"
    FOLDER_MISSING = "folder_missing"
    BOOK_NEEDS_REGISTER = "book_needs_register"
    EXTRA_MISSING = "extra_missing"
    UNIT_UNKNOWN = "unit_unknown"
    FOLDER_PART_MISSING = "folder_part_missing"
    NOT_A_WORKBOOK = "not_a_workbook"
    FILE_OPEN_MARK = "file_open_mark"
    NOT_A_FILE = "not_a_file"
    FILE_LOCKED = "file_locked"
    FILE_CHANGING = "file_changing"
    FILE_TOO_LARGE = "file_too_large"
    FILE_OTHER_KIND = "file_other_kind"
    WEB_PAGE_AS_WORKBOOK = "web_page_as_workbook"
    XML_AS_WORKBOOK = "xml_as_workbook"
    WORKBOOK_DAMAGED = "workbook_damaged"
    WORKBOOK_ENCRYPTED = "workbook_encrypted"
    WORKBOOK_MACROS = "workbook_macros"
    WORKBOOK_LINKS = "workbook_links"
    WORKBOOK_OBJECTS = "workbook_objects"
    WORKBOOK_DOCTYPE = "workbook_doctype"
    ARCHIVE_BOMB = "archive_bomb"
    ARCHIVE_MEMBERS = "archive_members"
    ARCHIVE_NAMES = "archive_names"
    ARCHIVE_CROOKED = "archive_crooked"
    SHEETS_TOO_MANY = "sheets_too_many"
    CELLS_TOO_MANY = "cells_too_many"
    CELL_TOO_LONG = "cell_too_long"
    TEXT_UNREADABLE = "text_unreadable"
    TEXT_QUOTES = "text_quotes"
    READING_TOO_LARGE = "reading_too_large"
    SHEET_TOO_LARGE = "sheet_too_large"
    READING_TOO_SLOW = "reading_too_slow"
    READING_BROKE = "reading_broke"
    NO_KNOWN_SHEET = "no_known_sheet"
    NOT_A_LETTER = "not_a_letter"
    LETTER_OLD_WORD = "letter_old_word"
    LETTER_ENCRYPTED = "letter_encrypted"
    LETTER_DAMAGED = "letter_damaged"
    LETTER_TOO_LARGE = "letter_too_large"
    LETTER_TOO_LONG = "letter_too_long"
    LETTER_TOO_HEAVY = "letter_too_heavy"
    LETTER_IS_SCAN = "letter_is_scan"
    LETTER_WITHOUT_RULE = "letter_without_rule"
    NO_AGENCIES = "no_agencies"
    NO_HOUSEHOLDS = "no_households"
    NO_CLUSTERS = "no_clusters"
    TABLE_TWICE = "table_twice"
    TABLE_NOT_CSV = "table_not_csv"
    TABLE_ROWS_NONE = "table_rows_none"
    TABLE_CELL_EMPTY = "table_cell_empty"
    TABLES_NONE = "tables_none"
    PREVIOUS_OF_OTHERS = "previous_of_others"
    MINUTES_NOT_WORD = "minutes_not_word"
    TABLE_UNREADABLE = "table_unreadable"
    TABLE_FILE_UNREADABLE = "table_file_unreadable"
    FIELD_WRONG = "field_wrong"
    FIELD_UNKNOWN = "field_unknown"
    MAPPING_FIELD_UNKNOWN = "mapping_field_unknown"
    MAPPING_FIELD_TWICE = "mapping_field_twice"
    MAPPING_FIELD_MISSING = "mapping_field_missing"
    MAPPING_DOES_NOT_FIT = "mapping_does_not_fit"
    MAPPING_COLUMN_TWICE = "mapping_column_twice"
    MAPPING_TWO_FIT = "mapping_two_fit"
    FORMAT_TOO_NEW = "format_too_new"
    FORMAT_UNKNOWN = "format_unknown"
    FORM_UNKNOWN = "form_unknown"
    FORM_VALUE_UNKNOWN = "form_value_unknown"
    FORM_EMPTY = "form_empty"
    FORM_NOT_XLSX = "form_not_xlsx"
    UNKNOWN_ENGINE = "unknown_engine"
    ENGINE_UNAVAILABLE = "engine_unavailable"
    CALL_WRONG = "call_wrong"
    DATE_WRONG = "date_wrong"
    OUTPUT_BLOCKED = "output_blocked"
    PLACE_ASKED = "place_asked"
    REFORM_REFUSED = "reform_refused"
    LAW_TABLE_UNKNOWN = "law_table_unknown"
    LAW_NOTHING_THEN = "law_nothing_then"
    OUTPUT_NOT_OURS = "output_not_ours"
    SNAPSHOT_UNKNOWN = "snapshot_unknown"
    SNAPSHOT_RESTED_ON = "snapshot_rested_on"
    ID_TWICE = "id_twice"
    ID_UNKNOWN = "id_unknown"
    PAIR_NAME_WRONG = "pair_name_wrong"
    PAIR_WITHOUT_WEIGHTS = "pair_without_weights"
    NO_VERDICT_STANDS = "no_verdict_stands"
    NOT_A_REVIEW_SHEET = "not_a_review_sheet"
    VERDICTS_WITHOUT_ROLE = "verdicts_without_role"
    REVIEW_SHEET_FILLED = "review_sheet_filled"
    PIN_AND_BAN = "pin_and_ban"
    PIN_TAKEN = "pin_taken"
    PIN_BARRED = "pin_barred"
    PINS_ABOVE_CAPACITY = "pins_above_capacity"
    AGREED_PAIR_BANNED = "agreed_pair_banned"
    HEIR_TWICE = "heir_twice"
    HEIRS_IN_A_CIRCLE = "heirs_in_a_circle"
    PERSON_TARGET = "person_target"
    PERSON_ASKED = "person_asked"
    CLASSES_CANNOT = "classes_cannot"
    SAME_NEEDED = "same_needed"
    TOO_MANY_TO_POOL = "too_many_to_pool"
    QUESTIONS_OPEN = "questions_open"
    NOTHING_PROVEN = "nothing_proven"
    TIME_LIMIT_WRONG = "time_limit_wrong"
    SCAN_NOT_SEEN = "scan_not_seen"
    ANSWERS_OF_OTHER_LETTERS = "answers_of_other_letters"
    REQUIRED_RULES_CONFLICT = "required_rules_conflict"
    PROPOSAL_BROKEN = "proposal_broken"
    UNEXPECTED = "unexpected"


class DiachiError(Exception):
    """A refusal with a code and facts; `exit_code` is what the side door answers."""

    exit_code: ClassVar[int] = 70

    def __init__(self, code: ErrorCode, **facts: Fact) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code.value)


class InputError(DiachiError):
    """The input cannot be read or the call is wrong."""

    exit_code = 2


class DecisionNeeded(DiachiError):  # noqa: N818 - says what happened, as the words do
    """A person must decide before the verb may go on."""

    exit_code = 3


class RulesCannotBeMet(DiachiError):  # noqa: N818
    """The required rules cannot all be met; facts name the clauses and the cheapest way out."""

    exit_code = 4


class OurFault(DiachiError):  # noqa: N818
    """The program broke its own promise."""

    exit_code = 70

"""A form with its values: what stands in its cells, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diachi.core.forms.form import FormColumn, ReportForm

FormCell = str | int | float | date | None


class BlankReason(StrEnum):
    """Why a column of a filled form is empty, or its numbers not whole; each has words under `form.blank`."""

    BY_HAND = "by_hand"
    NOT_KEPT = "not_kept"
    NO_FIGURES = "no_figures"
    SOME_UNKNOWN = "some_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormNote:
    """One column with something to say of it; `rows` = households or rows that were not counted."""

    column: str
    reason: BlankReason
    rows: int = 0
    figures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One printed row; a bold one is a sum."""

    cells: tuple[FormCell, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What stands on pages of its own: lines of a label and a value, then the table."""

    rows: tuple[FormRow, ...]
    lines: tuple[tuple[str, FormCell], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A form with its values: texts filled in, the columns of the table, pages, what is missing."""

    form: ReportForm
    columns: tuple[FormColumn, ...]
    pages: tuple[FormPage, ...]
    notes: tuple[FormNote, ...] = ()

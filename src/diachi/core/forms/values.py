"""The facts a column of a form may show, by what one row of the form is; and whether a form asks for others."""

from __future__ import annotations

from diachi.core.errors import ErrorCode, InputError
from diachi.core.forms.conditions import Condition
from diachi.core.forms.form import FORMAT, FormColumn, ReportForm, RowsOf
from diachi.core.household import ListedHousehold, Member
from diachi.core.progress import DeliveryRow
from diachi.core.table import columns
from diachi.core.text import fold

NUMBER = "no"
_HOUSEHOLD = (
    *(f"household.{name}" for name in columns(ListedHousehold)),
    *("household.birth_year", "household.home", "household.card_of_12", "household.card_of_9"),
)
_MEMBER = (*(f"member.{name}" for name in columns(Member)), "member.birth_year")
_DELIVERY = tuple(f"delivery.{name}" for name in columns(DeliveryRow))
VALUES: dict[RowsOf, tuple[str, ...]] = {
    RowsOf.PLACE: (NUMBER, "place.name", "place.code", "place.district", "place.province"),
    RowsOf.HOUSEHOLD: (NUMBER, *_HOUSEHOLD),
    RowsOf.PERSON: (NUMBER, *_HOUSEHOLD, *_MEMBER),
    RowsOf.PAIR: (NUMBER, "sponsor.names", "sponsor.staff", *_HOUSEHOLD, *_DELIVERY),
    RowsOf.CLUSTER: (NUMBER, "cluster.lead", "cluster.partners", "cluster.commune", "cluster.district"),
}
COUNTING = (RowsOf.PLACE, RowsOf.CLUSTER)  # rows that are many households


def heads_page(form: ReportForm, column: FormColumn) -> bool:
    """Say whether a column stands as a line above the persons of a household, not in their table."""
    if form.rows is not RowsOf.PERSON:
        return False
    in_table = column.value == NUMBER or column.value.startswith("member.")
    return not in_table and len(column.header) == 1


def settled(form: ReportForm, file: str) -> ReportForm:
    """Give a form whose every column can be filled.

    Fails: InputError FORMAT_UNKNOWN, FORM_VALUE_UNKNOWN with the column and what comes near.
    """
    if form.format != FORMAT:
        raise InputError(ErrorCode.FORMAT_UNKNOWN, file=file, found=form.format)
    if not form.columns:
        raise InputError(ErrorCode.FIELD_WRONG, file=file, where="columns", wanted="[[columns]]")
    for column in form.columns:
        if not column.header or (column.percent_of and not column.count):
            raise InputError(ErrorCode.FIELD_WRONG, file=file, where=column.title or "columns", wanted="header, count")
        if column.value and column.value not in VALUES[form.rows]:
            raise _unknown(file, column, column.value, VALUES[form.rows])
        for name in (*column.count, *column.percent_of):
            if form.rows not in COUNTING:
                raise _unknown(file, column, name, VALUES[form.rows])
            _need_condition(form, file, column, name)
    for name in form.only:
        if name not in set(Condition):
            raise _unknown(file, FormColumn(header=("only",)), name, tuple(Condition))
    return form


def _need_condition(form: ReportForm, file: str, column: FormColumn, name: str) -> None:
    """Figures stand alone: nobody knows which of the residents are poor."""
    alone = len(column.count if name in column.count else column.percent_of) == 1
    if name not in set(Condition) and not (name in form.figures and alone):
        raise _unknown(file, column, name, (*Condition, *form.figures))


def _unknown(file: str, column: FormColumn, name: str, known: tuple[str, ...]) -> InputError:
    words = set(fold(name.replace(".", " ").replace("_", " ")).split())
    near = tuple(k for k in known if words & set(k.replace(".", " ").replace("_", " ").split()))[:8]
    return InputError(ErrorCode.FORM_VALUE_UNKNOWN, file=file, column=column.title, name=name, known=near or known[:8])

"""The rows of a printed form: what each looks up, its cells, the sum of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diachi.application.form_values import RowFacts, value_of
from diachi.application.ports import Words
from diachi.core.agency import Agency
from diachi.core.forms.conditions import Met
from diachi.core.forms.filled import FormCell, FormPage, FormRow
from diachi.core.forms.form import FormColumn, ReportForm
from diachi.core.forms.tally import Counts, add_counts, shown_count
from diachi.core.forms.values import NUMBER, heads_page
from diachi.core.household import AreaType, ListedHousehold, Member
from diachi.core.places.place import Place
from diachi.core.progress import DeliveryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What every row of one form looks up; `homes` are those it is of, in the order they are printed."""

    form: ReportForm
    words: Words
    homes: tuple[ListedHousehold, ...]
    members: dict[str, list[Member]]
    met: dict[str, Met]
    areas: dict[str, AreaType | None]
    places: dict[str, Place | None]
    agencies: dict[str, Agency]
    deliveries: dict[str, list[DeliveryRow]]

    def facts(self, **own: object) -> RowFacts:
        """Give the facts of a row."""
        return RowFacts(words=self.words, agencies=self.agencies, **own)  # type: ignore[arg-type]


Pages = tuple[FormPage, ...]


def row_of(filling: Filling, facts: RowFacts, counts: Counts = ()) -> FormRow:
    """Give a row: each column's value or count."""
    columns = [c for c in filling.form.columns if not heads_page(filling.form, c)]
    return FormRow(cells=tuple(_cell(c, facts, counts, at) for at, c in enumerate(columns)))


def _cell(column: FormColumn, facts: RowFacts, counts: Counts, at: int) -> FormCell:
    if column.count:
        counted = counts[at]
        return shown_count(column, counted) if counted else None
    return value_of(column.value, facts) if column.value else None


def sum_row(filling: Filling, number: str, said: str, counts: Counts) -> FormRow:
    """The words stand in the first column of words, the number in that of numbers."""
    columns = filling.form.columns
    named = next((c for c in columns if c.value not in ("", NUMBER)), None)
    cells: list[FormCell] = []
    for at, column in enumerate(columns):
        counted = counts[at] if at < len(counts) else None
        words = said if column is named else number if column.value == NUMBER else None
        cells.append(shown_count(column, counted) if counted else words or None)
    return FormRow(cells=tuple(cells), bold=True)


def with_total(filling: Filling, rows: Sequence[FormRow], counted: Sequence[Counts]) -> tuple[FormRow, ...]:
    """Give the rows with their sum below; a sum of one row is that row."""
    if not filling.form.total or len(rows) < 2:
        return tuple(rows)
    return (*rows, sum_row(filling, "", filling.words.text("form.total"), add_counts(counted)))

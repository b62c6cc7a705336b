"""Counting the columns of a form: a number and what it is held against, each empty when nobody knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diachi.core.forms.conditions import Condition, Met, meets
from diachi.core.forms.filled import BlankReason, FormCell, FormNote
from diachi.core.forms.form import FormColumn, ReportForm
from diachi.core.household import ListedHousehold
from diachi.core.text import fold

Count = int | None
Counts = tuple[tuple[Count, Count] | None, ...]  # by column: what is counted, of what; None where nothing is
_DIGITS = 2


class Tally:
    """Counts rows of one form, and keeps how many households each column could not count."""

    def __init__(self, form: ReportForm, met: Mapping[str, Met]) -> None:
        self._form, self._met = form, met
        self._unknown: dict[str, set[str]] = defaultdict(set)

    def of(self, homes: Sequence[ListedHousehold], names: Sequence[str] = ()) -> Counts:
        """Count one row; `names` = what its figures may stand under."""
        return tuple(self._column(c, homes, names) if c.count else None for c in self._form.columns)

    def notes(self) -> tuple[FormNote, ...]:
        """Give the columns in which households were not counted, because a list does not say what is asked."""
        told = self._unknown.items()
        return tuple(FormNote(column=c, reason=BlankReason.SOME_UNKNOWN, rows=len(own)) for c, own in told)

    def _column(
        self, column: FormColumn, homes: Sequence[ListedHousehold], names: Sequence[str]
    ) -> tuple[Count, Count]:
        counted = self._count(column, column.count, homes, names)
        return counted, self._count(column, column.percent_of, homes, names) if column.percent_of else None

    def _count(
        self, column: FormColumn, asked: Sequence[str], homes: Sequence[ListedHousehold], names: Sequence[str]
    ) -> Count:
        if asked[0] not in set(Condition):
            figures = {fold(key): number for key, number in self._form.figures[asked[0]].items()}
            return next((figures[key] for name in names if (key := fold(name)) in figures), None)
        if any(homes and all(self._met[h.household_id][Condition(name)] is None for h in homes) for name in asked):
            return None  # nobody here knows the first thing asked: a nought would be a lie
        answers = [(home, meets(self._met[home.household_id], asked)) for home in homes]
        unknown = [h for h, met in answers if met is None or (met and column.persons and h.persons is None)]
        self._unknown[column.title].update(h.household_id for h in unknown)
        if not self._unknown[column.title]:
            del self._unknown[column.title]
        return sum((h.persons or 0) if column.persons else 1 for h, met in answers if met)


def add_counts(rows: Iterable[Counts]) -> Counts:
    """Add rows up: a sum of which one part is unknown is unknown."""
    columns = zip(*rows, strict=True)
    return tuple(None if own[0] is None else (_sum(n for n, _ in own), _sum(of for _, of in own)) for own in columns)


def _sum(numbers: Iterable[Count]) -> Count:
    said = list(numbers)
    return None if None in said else sum(n for n in said if n is not None)


def shown_count(column: FormColumn, count: tuple[Count, Count]) -> FormCell:
    """Give the cell of a count: a number, or its share in percent; nothing of nothing is no share."""
    number, of = count
    if not column.percent_of:
        return number
    return None if number is None or not of else round(100 * number / of, _DIGITS)

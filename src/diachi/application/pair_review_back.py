"""A sheet of pairs that came back: verdicts with role, day and reason; what cannot be taken is named by its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from diachi.application.ports import Words
from diachi.core.errors import ErrorCode, InputError
from diachi.core.listing import days
from diachi.core.listing.cells import Cell, Unreadable, text_of
from diachi.core.listing.sheet import SheetRows
from diachi.core.pair_verdicts import Opinion, PairVerdict, Part
from diachi.core.text import clean, fold

BY_MARK, ON_MARK, PAIRS_MARK = "diachi-by", "diachi-on", "diachi-pairs"  # of the hidden first column
_BETWEEN = "|"
_VERDICT, _REASON, _ANSWER = 6, 7, 3  # columns from 0
# Shorter words people use for the same four verdicts.
_ALSO = {"trung": Opinion.SAME, "khong trung": Opinion.DIFFERENT, "khac": Opinion.DIFFERENT, "tach": Opinion.SPLIT}


class NotTakenCode(StrEnum):
    """Why a verdict could not be taken."""

    WORD_UNKNOWN = "word_unknown"
    ID_OF_NO_LIST = "id_of_no_list"
    TWO_VERDICTS = "two_verdicts"  # one reader, one pair, two words
    ROW_WITHOUT_PAIR = "row_without_pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A row whose verdict was not taken, and why."""

    sheet: str
    row: int
    code: NotTakenCode


@dataclass(slots=True)
class ReviewBack:
    """What came back."""

    verdicts: list[PairVerdict] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    blank: int = 0  # pairs nobody has judged yet


def key_text(id_a: str, id_b: str, part: Part) -> str:
    """Give what the hidden column of a sheet holds for a pair."""
    return _BETWEEN.join((part.value, id_a, id_b))


def pair_review_back(*, sheets: Sequence[SheetRows], known: Collection[str], words: Words, today: date) -> ReviewBack:
    """Read the verdicts of a sheet.

    Takes: the sheets of one file; known - every household_id and record_id there is; today - the day of a sheet that
    does not say one.
    Gives: verdicts, rows not taken with the reason, how many pairs are still blank.
    Fails: InputError NOT_A_REVIEW_SHEET (no sheet of ours in it), VERDICTS_WITHOUT_ROLE (nobody said who judged).
    Holds: nothing is guessed; a blank cell says nothing and erases nothing. Cost: O(rows).
    """
    ours = [s for s in sheets if any(_mark(row) == PAIRS_MARK for row in s.rows)]
    if not ours:
        raise InputError(ErrorCode.NOT_A_REVIEW_SHEET, file=sheets[0].file if sheets else "")
    back = ReviewBack()
    for sheet in ours:
        _read_sheet(sheet, known, words, today, back)
    return back


def filled_in(sheets: Sequence[SheetRows], words: Words, known: Collection[tuple[tuple[str, str], Opinion]]) -> int:
    """Count the verdicts written in a sheet that are not among those known by pair and word."""
    count = 0
    for sheet in sheets:
        for _, key, word, _ in _judged(sheet):
            _, one, two = (*key.split(_BETWEEN), "", "")[:3]
            opinion = _opinion(word, words)
            count += bool(word) and not (opinion and ((min(one, two), max(one, two)), opinion) in known)
    return count


def _read_sheet(sheet: SheetRows, known: Collection[str], words: Words, today: date, back: ReviewBack) -> None:
    judged = list(_judged(sheet))
    back.blank += sum(1 for _, key, word, _ in judged if key and not word)
    judged = [j for j in judged if j[2]]
    by = clean(text_of(_answer(sheet, BY_MARK)))
    if judged and not by:
        raise InputError(ErrorCode.VERDICTS_WITHOUT_ROLE, file=sheet.file, sheet=sheet.name)
    on = _day(_answer(sheet, ON_MARK)) or today
    found: dict[tuple[str, str], list[tuple[int, PairVerdict]]] = defaultdict(list)
    for number, key, word, reason in judged:
        part, _, ids = key.partition(_BETWEEN)
        one, _, two = ids.partition(_BETWEEN)
        code = _wrong(part, one, two, word, known, words)
        if code:
            back.not_taken.append(NotTaken(sheet=sheet.name, row=number, code=code))
            continue
        opinion = _opinion(word, words)
        assert opinion is not None
        verdict = PairVerdict(id_a=one, id_b=two, verdict=opinion, by=by, said_on=on, reason=reason, part=Part(part))
        found[verdict.key].append((number, verdict))
    for rows in found.values():
        if len({v.verdict for _, v in rows}) > 1:
            back.not_taken += [NotTaken(sheet=sheet.name, row=n, code=NotTakenCode.TWO_VERDICTS) for n, _ in rows]
        else:
            back.verdicts.append(rows[0][1])


def _wrong(part: str, one: str, two: str, word: str, known: Collection[str], words: Words) -> NotTakenCode | None:
    if part not in set(Part) or not one or not two:
        return NotTakenCode.ROW_WITHOUT_PAIR
    if _opinion(word, words) is None:
        return NotTakenCode.WORD_UNKNOWN
    return None if one in known and two in known else NotTakenCode.ID_OF_NO_LIST


def _judged(sheet: SheetRows) -> Iterator[tuple[int, str, str, str]]:
    """Give row number, key, verdict as written and reason of every row below the header."""
    below = False
    for number, row in enumerate(sheet.rows, start=1):
        mark = _mark(row)
        if below:
            yield number, mark, clean(text_of(_cell(row, _VERDICT))), clean(text_of(_cell(row, _REASON)))
        below = below or mark == PAIRS_MARK


def _opinion(word: str, words: Words) -> Opinion | None:
    said = fold(word)
    named = {fold(words.label(o)): o for o in Opinion} | {o.value: o for o in Opinion} | _ALSO
    return named.get(said)


def _answer(sheet: SheetRows, mark: str) -> Cell:
    return next((_cell(row, _ANSWER) for row in sheet.rows if _mark(row) == mark), None)


def _day(cell: Cell) -> date | None:
    try:
        return days.day(cell)
    except Unreadable:
        return None


def _mark(row: Sequence[Cell]) -> str:
    return clean(text_of(row[0])) if row else ""


def _cell(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None

"""Sheets typed in fonts from before Unicode, put into Unicode before anything else is read of them.

The reader of workbooks does not say which font a cell has, so columns are judged by their syllables. A column of one
header may say nothing by itself ("Sè CCCD"): it goes with the sheet, where the sheet speaks of one font.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.legacy_text import LegacyFont, decode_column, decode_tcvn3, decode_vni
from diachi.core.listing.headers import header_words
from diachi.core.listing.row_kinds import is_total
from diachi.core.listing.sheet import ListRow, SheetRows, issue_at
from diachi.core.listing.titles import block_of
from diachi.core.syllables import is_syllable, syllables
from diachi.core.text import fold

_NAMES = {LegacyFont.TCVN3: ".VnTime", LegacyFont.VNI: "VNI-Times"}
Column = dict[int, str]  # row -> text
# Signs nobody sees, left by web pages and other programs. In TCVN3 the soft hyphen is a letter: they go after decoding.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_UNSEEN_SIGNS = frozenset(map(chr, _UNSEEN))
_FEW, _MANY = 2, 10  # texts
_DECODERS = {LegacyFont.TCVN3: decode_tcvn3, LegacyFont.VNI: decode_vni}


def in_unicode(sheet: SheetRows) -> tuple[SheetRows, tuple[Issue, ...]]:
    """Give a sheet with its old letters read, headers and titles too, and without signs nobody sees.

    One note per font found, and a warning for each cell that may be in either of two.
    """
    said = _said(sheet)
    if not any(decode_column(tuple(own))[1] for own in said if not all(map(str.isascii, own))):
        return _with_texts(sheet, {}, said), ()  # nearly every sheet: what its cells say is looked at once, not by rows
    columns = _columns(sheet)
    read = {at: _decoded(texts) for at, texts in columns.items()}
    read |= _in_one_font(columns, read)
    fonts = sorted({font for _, font in read.values() if font})
    notes = [issue_at(sheet, IssueCode.OLD_FONT, IssueLevel.NOTE, font=font.value) for font in fonts]
    sure = {at: _sure(columns[at], texts, font) for at, (texts, font) in read.items() if font}
    for at in sure:
        texts, font = read[at]
        unsure = _as_others(columns[at], texts, font, sure[at], [own for other, own in sure.items() if other != at])
        notes += [issue_at(sheet, IssueCode.LETTERS_UNSURE, IssueLevel.WARNING, row=n + 1) for n in unsure]
    if len(fonts) == 1:
        unsaid = {at: texts for at, texts in columns.items() if not read[at][1]}
        read |= {at: _decoded(texts, _NAMES[fonts[0]]) for at, texts in unsaid.items()}
    return _with_texts(sheet, {at: texts for at, (texts, font) in read.items() if font}, said), tuple(notes)


def in_font(sheet: SheetRows, font: LegacyFont | None) -> SheetRows:
    """Give a sheet read in the font a person named, None = Unicode: nothing is judged."""
    decode = _DECODERS[font] if font else str
    columns = _columns(sheet).items()
    said = _said(sheet)
    return _with_texts(sheet, {at: {n: decode(text) for n, text in own.items()} for at, own in columns}, said)


def note_decoded(rows: Sequence[ListRow], before: SheetRows, after: SheetRows) -> None:
    """Tell the rows whose letters were put into Unicode that they were changed."""
    for row in rows:
        own = zip(before.rows[row.number - 1], after.rows[row.number - 1], strict=True)
        row.decoded = any(isinstance(said, str) and fold(said) != fold(str(now)) for said, now in own)


def _in_one_font(
    columns: dict[int, Column], read: dict[int, tuple[Column, LegacyFont | None]]
) -> dict[int, tuple[Column, LegacyFont | None]]:
    """A font that a cell or two seem to speak of is that of all the others: SÑT is SĐT in VNI, a syllable in TCVN3."""
    changed: dict[LegacyFont, set[str]] = {font: set() for font in LegacyFont}
    for at, (texts, font) in read.items():
        if font:
            changed[font].update(text for n, text in columns[at].items() if texts[n] != text)
    few, many = sorted(changed, key=lambda font: len(changed[font]))
    if not 0 < len(changed[few]) <= _FEW or len(changed[many]) < _MANY:
        return {}
    return {at: _decoded(columns[at], _NAMES[many]) for at, (_, font) in read.items() if font is few}


def _sure(column: Column, read: Column, font: LegacyFont | None) -> dict[int, bool]:
    """Give the rows where the letters of a cell say what they are: old ones, or only Unicode; headings say nothing."""
    sure = {n: True for n in column if read[n] != column[n]}
    others = {n: text for n, text in column.items() if n not in sure and not _is_heading(text)}
    return sure | {n: False for n, text in others.items() if font and _only_unicode(text, font)}


def _is_heading(text: str) -> bool:
    """Say whether a cell is of our language already and speaks of nobody: a header, a place over a block, a total."""
    return fold(text) in header_words() or block_of([text]) is not None or is_total([text])


def _as_others(
    column: Column, read: Column, font: LegacyFont | None, sure: dict[int, bool], others: list[dict[int, bool]]
) -> list[int]:
    """Put cells that make syllables either way into the letters of their row, else of the cells around them.

    Give those with both around.
    """
    rows, unsure = sorted(column), []
    for n in rows:
        if n in sure or column[n].isascii() or font is None or _is_heading(column[n]):
            continue
        told = {own[n] for own in others if n in own}
        if len(told) != 1:
            above = [sure[m] for m in rows if m < n and m in sure][-1:]
            below = [sure[m] for m in rows if m > n and m in sure][:1]
            told = set(above + below)
        if len(told) > 1:
            unsure.append(n)
        elif told == {True}:
            read[n] = _DECODERS[font](column[n])
    return unsure


def _only_unicode(text: str, font: LegacyFont) -> bool:
    """Say whether a cell that was left as it is holds letters old fonts lack, or makes no syllables read as theirs."""
    if text.isascii():
        return False
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return any(not w.isascii() and not is_syllable(w) for w in syllables(_DECODERS[font](text)))


def _said(sheet: SheetRows) -> list[set[str]]:
    """Give what each column says, each text once."""
    return [{cell for cell in set(cells) if type(cell) is str} for cells in zip_longest(*sheet.rows)]


def _columns(sheet: SheetRows) -> dict[int, Column]:
    """The texts of each column; one whose letters every font has alike says nothing and is left out."""
    found = {}
    for at, cells in enumerate(zip_longest(*sheet.rows)):
        if not all(map(str.isascii, {cell for cell in cells if type(cell) is str})):
            found[at] = {n: cell for n, cell in enumerate(cells) if type(cell) is str}
    return found


def _decoded(texts: Column, font: str = "") -> tuple[Column, LegacyFont | None]:
    """Read each text once, however often it stands in the column."""
    distinct = tuple(dict.fromkeys(texts.values()))
    decoded, found = decode_column(distinct, font)
    if not found:
        return texts, None
    meant = dict(zip(distinct, decoded, strict=True))
    return {n: meant[text] for n, text in texts.items()}, found


def _with_texts(sheet: SheetRows, texts: Mapping[int, Column], said: Sequence[set[str]]) -> SheetRows:
    """Give the sheet with these texts in place, each without the signs nobody sees; `said` = what each column says."""
    changed: dict[int, dict[int, str]] = defaultdict(dict)
    touched = [at for at, own in enumerate(said) if at in texts or _have_unseen(own)]
    for at in touched:
        read = texts.get(at, {})
        for n, row in enumerate(sheet.rows):
            cell = row[at] if at < len(row) else None
            if type(cell) is str and (seen := _seen(read.get(n, cell))) != cell:
                changed[n][at] = seen
    if not changed:
        return sheet
    rows = list(sheet.rows)
    for n, own in changed.items():
        rows[n] = tuple([own.get(at, cell) for at, cell in enumerate(rows[n])])
    return replace(sheet, rows=tuple(rows))


def _have_unseen(texts: Iterable[str]) -> bool:
    """Say whether a text of a column may hold what `_seen` takes off: looked for in all of them at once."""
    whole = "\n".join(("", *texts))
    return "\n'" in whole or not (whole.isascii() or _UNSEEN_SIGNS.isdisjoint(whole))


@lru_cache(maxsize=1 << 12)
def _seen(text: str) -> str:
    """An apostrophe before the first sign tells Excel that a cell is text; it is no part of what it says."""
    return (text if text.isascii() else text.translate(_UNSEEN)).removeprefix("'")

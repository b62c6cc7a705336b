"""The cell of a name as lists fill it: the name, and what stands with it, a year, an alias, that the person has died.

Nothing is thrown away: what is taken off is said, and the whole cell stays in head_name_raw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.above import is_ditto
from diachi.core.listing.cells import Cell, is_tick, text_of
from diachi.core.listing.sheet import ListRow
from diachi.core.names import person_name
from diachi.core.syllables import is_syllable
from diachi.core.text import fold, title_case

_YEAR = re.compile(
    r"[\s,;(\-–]*(?:\b(?:sinh năm|năm sinh|sinh|sn|ns)\b[\s.:]*)?(?<!\d)((?:19|20)\d{2})(?!\d)[\s)]*$", re.IGNORECASE
)
_DEAD = re.compile(r"\b(?:da )?(?:chet|mat|qua doi|tu tran)\b")
_BETWEEN_NAMES = re.compile(r"[\n;,/]|\s(?:và|-)\s")
_SIGNS_BEHIND = re.compile(r"[\s*.:]+$")
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 2
# Keys of Telex that stay in a word when the keyboard was off: shapes ("ee", "aw"), and tones at the end.
_SHAPES = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_TONES = "sfrxj"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCell:
    """A name as it is compared, the cell as it was written, and the year that stood in it."""

    name: str
    raw: str
    birth: str = ""


def name_of(row: ListRow, column: str) -> NameCell:
    """Read the cell of a name; what is no name of one person is asked, what was taken off is said."""
    cell = row.cells.get(column)
    raw = text_of(cell)
    found = _YEAR.search(raw)
    parts = _names_in(cell)
    bare = parts[0] if len(parts) > 1 else _YEAR.sub("", raw)
    name = _SIGNS_BEHIND.sub("", person_name(bare.lstrip("*• "))) or raw
    behind = fold(raw[len(name) :])
    if _DEAD.search(behind):
        row.note(IssueCode.HEAD_SAID_DEAD, IssueLevel.WARNING, column)
    if len(parts) > 1 or _is_no_name(name):
        row.note(IssueCode.NAME_UNSURE, IssueLevel.WARNING, column)
    elif fold(name) != fold(raw):
        row.note(IssueCode.NAME_SHORTENED, IssueLevel.NOTE, column)
    return NameCell(name=title_case(name), raw=raw, birth=found[1] if found and len(parts) < _FEWEST_WORDS else "")


def _names_in(cell: Cell) -> list[str]:
    """The parts of a cell that look like whole names, where there are several."""
    if not isinstance(cell, str):
        return []
    found = [_YEAR.sub("", text_of(part)) for part in _BETWEEN_NAMES.split(re.sub(r"\([^)]*\)", "", cell))]
    return [name for name in found if looks_whole(name)]


def looks_whole(name: str) -> bool:
    """Say whether words may be the whole name of a person: two or more, each with a capital."""
    words = name.split(" ")
    return len(words) >= _FEWEST_WORDS and all(word[:1].isupper() for word in words)


def _is_no_name(name: str) -> bool:
    letters = sum(c.isalpha() for c in name)
    return (
        letters < _FEWEST_LETTERS or any(c.isdigit() for c in name) or is_ditto(name) or is_tick(name) or _typed(name)
    )


def _typed(name: str) -> bool:
    """Say whether keys of accents stand in a name: one of a shape, or tones in two of its words."""
    found = list(_keys(name))
    return any(found) or len(found) >= _FEWEST_WORDS


def _keys(name: str) -> Iterator[bool]:
    """For each word that is no syllable but would be one with its keys taken as accents: had it a key of a shape?"""
    for word in name.lower().split(" "):
        if not word.isascii() or not word.isalpha() or is_syllable(word):
            continue
        shaped = word
        for keys, letter in _SHAPES:
            shaped = shaped.replace(keys, letter)
        without = shaped.rstrip(_TONES) if shaped[-1] in _TONES else shaped
        if without != word and any(is_syllable(form) for form in (shaped, without, *_with_acute(without))):
            yield shaped != word


def _with_acute(word: str) -> list[str]:
    """Syllables that end in c, ch, p, t stand with an acute or a dot only."""
    return [word[:n] + c + "\u0301" + word[n + 1 :] for n, c in enumerate(word) if c in "aeiouyăâêôơư"]

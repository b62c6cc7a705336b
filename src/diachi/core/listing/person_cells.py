"""The cell of a name as lists fill it: the name, and what stands with it, a year, an alias, that the person has died.

Nothing is thrown away: what is taken off is said, and the whole cell stays in head_name_raw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.linkage.names import read_name
from diachi.core.listing.above import is_ditto
from diachi.core.listing.cells import is_tick, text_of
from diachi.core.listing.sheet import ListRow
from diachi.core.names import person_name
from diachi.core.syllables import is_syllable
from diachi.core.text import fold, title_case

_YEAR = re.compile(
    r"[\s,;(\-–]*(?:\b(?:sinh năm|năm sinh|sinh|sn|ns)\b[\s.:]*)?(?<!\d)((?:19|20)\d{2})(?!\d)[\s)]*$", re.IGNORECASE
)
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
    named, notes = _read(cell if isinstance(cell, str) else raw, raw)
    for code, level in notes:
        row.note(code, level, column)
    return named


@lru_cache(maxsize=1 << 15)
def _read(cell: str, raw: str) -> tuple[NameCell, tuple[tuple[IssueCode, IssueLevel], ...]]:
    """The name in a cell and what is said of it; names of a list repeat, and some lists name a head on every row."""
    found = None if _is_plain(raw) else _YEAR.search(raw)
    parts = _names_in(cell)
    bare = parts[0] if len(parts) > 1 else raw[: found.start()] if found else raw
    name = _SIGNS_BEHIND.sub("", person_name(bare.lstrip("*• "))) or raw
    notes = []
    if (len(raw) > len(name) or " đã " in raw.lower()) and read_name(raw).dead:
        notes.append((IssueCode.HEAD_SAID_DEAD, IssueLevel.WARNING))
    if len(parts) > 1 or _is_no_name(name):
        notes.append((IssueCode.NAME_UNSURE, IssueLevel.WARNING))
    elif name != raw and fold(name) != fold(raw):
        notes.append((IssueCode.NAME_SHORTENED, IssueLevel.NOTE))
    birth = found[1] if found and len(parts) < _FEWEST_WORDS else ""
    return NameCell(name=title_case(name), raw=raw, birth=birth), tuple(notes)


def _names_in(cell: str) -> list[str]:
    """The parts of a cell that look like whole names, where there are several."""
    if not _BETWEEN_NAMES.search(cell):
        return []
    found = [_YEAR.sub("", text_of(part)) for part in _BETWEEN_NAMES.split(re.sub(r"\([^)]*\)", "", cell))]
    return [name for name in found if looks_whole(name)]


@lru_cache(maxsize=1 << 15)
def looks_whole(name: str) -> bool:
    """Say whether words may be the whole name of a person: two or more, each with a capital."""
    words = name.split(" ")
    return len(words) >= _FEWEST_WORDS and all([word[:1].isupper() for word in words])


def _is_plain(text: str) -> bool:
    """Say whether a text is letters and blanks, as nearly every name is."""
    return text.replace(" ", "").isalpha()


def _is_no_name(name: str) -> bool:
    letters = len(name.replace(" ", "")) if _is_plain(name) else sum(c.isalpha() for c in name)
    digits = not _is_plain(name) and any(c.isdigit() for c in name)
    return letters < _FEWEST_LETTERS or digits or is_ditto(name) or is_tick(name) or _typed(name)


def _typed(name: str) -> bool:
    """Say whether keys of accents stand in a name: one of a shape, or tones in two of its words."""
    found = [keys for word in name.lower().split(" ") if word.isascii() and (keys := _keys(word)) is not None]
    return any(found) or len(found) >= _FEWEST_WORDS


@lru_cache(maxsize=1 << 12)
def _keys(word: str) -> bool | None:
    """Of a word that is no syllable but would be one with its keys taken as accents: had it a key of a shape?"""
    if not word.isalpha() or is_syllable(word):
        return None
    shaped = word
    for keys, letter in _SHAPES:
        shaped = shaped.replace(keys, letter)
    without = shaped.rstrip(_TONES) if shaped[-1] in _TONES else shaped
    told = without != word and any(is_syllable(form) for form in (shaped, without, *_with_acute(without)))
    return shaped != word if told else None


def _with_acute(word: str) -> list[str]:
    """Syllables that end in c, ch, p, t stand with an acute or a dot only."""
    return [word[:n] + c + "\u0301" + word[n + 1 :] for n, c in enumerate(word) if c in "aeiouyăâêôơư"]

"""The index behind the ten-second radar: words without accents, in any order, begun or with a slip; ends of numbers.

Entries are numbered in Vietnamese order, and the entries of a word are the bits of one integer: a question is a few
ANDs, and the lowest bits are the first in the alphabet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from itertools import combinations
from operator import and_, or_

from diachi.core.text import clean, fold, unify_tones

MOST_WEIGHED = 400  # entries weighed one by one; the others match no better, or are too many to be meant
_FEWEST_DIGITS = 4
_LONGEST, _MOST_WORDS = 300, 12  # letters and words of a question that are read; nobody types more on the phone
_FEW = 256  # entries: up to here a list is smaller than bits, and soon made into them
_LETTERS = "abcdefghijklmnopqrstuvwxz"
_BITS = [tuple(n for n in range(8) if byte >> n & 1) for byte in range(256)]
# Words people say around a name; a list may or may not write them.
_COURTESY = frozenset({"ông", "bà", "cụ", "chị", "ong"})
_AROUND = frozenset({"thon", "xom", "xa", "huyen", "tinh", "ho", "khu", "pho", "to", "dan"})
_SPACED_NUMBER = re.compile(r"\d[\d .]{7,}\d")


class Closeness(StrEnum):
    """How near the nearest entries come to what was typed."""

    ALL = "all"  # every word stands there
    BEGUN = "begun"  # every word, some only begun
    SLIP = "slip"  # a letter of a word is another
    PART = "part"  # some of the words
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What can be found: a name, other names it is known by, where it is, its numbers, its ids."""

    key: object
    name: str
    others: tuple[str, ...] = ()
    place: str = ""
    numbers: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The nearest entries, best first, how near they come, and how many come as near."""

    closeness: Closeness = Closeness.NONE
    count: int = 0
    keys: tuple[object, ...] = ()


def tokens_of(text: str) -> list[str]:
    """Give the words to look for: no accents, lower case, y written i."""
    return fold(text).replace("y", "i").split()


@dataclass(slots=True)
class _Asked:
    """What was typed, word by word; `must` without the words people say around a name."""

    must: list[str]
    spelled: dict[str, str] = field(default_factory=dict)  # token -> as typed, where it bears a mark
    near: dict[str, set[str]] = field(
        default_factory=dict
    )  # token -> words one letter away, where those are looked for


class _Words:
    """Which entries bear a word: bits where they are many, a list where they are few."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._lists: dict[str, list[int]] = {}
        self._many: dict[str, int] = {}
        self._sorted: list[str] = []

    def add(self, at: int, tokens: Sequence[str]) -> None:
        for token in dict.fromkeys(tokens):
            self._lists.setdefault(token, []).append(at)

    def settle(self) -> None:
        """Sort the words for their beginnings; what many bear becomes bits now rather than during a question."""
        self._sorted = sorted(self._lists)
        for token, found in self._lists.items():
            if len(found) > _FEW:
                self.of(token)

    def beginning(self, token: str) -> list[str]:
        first = bisect_left(self._sorted, token)
        return self._sorted[first : bisect_left(self._sorted, token + "\uffff", lo=first)]

    def of(self, token: str) -> int:
        return self.of_all((token,))

    def of_all(self, tokens: Iterable[str]) -> int:
        found, few = 0, list[int]()
        for token in tokens:
            own = self._lists.get(token, ())
            if len(own) <= _FEW:
                few += own
            elif token in self._many:
                found |= self._many[token]
            else:
                found |= self._many.setdefault(token, _bits(own, self._entries))
        return found | _bits(few, self._entries) if few else found


class SearchIndex:
    """Finds entries; built once, asked often."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take entries in the order in which equally near ones are shown."""
        self._entries = entries
        self._all, self._names, self._as_one = _Words(len(entries)), _Words(len(entries)), _Words(len(entries))
        self._ends: dict[str, list[int]] = {}
        self._by_id: dict[str, list[int]] = {}
        for at, entry in enumerate(entries):
            own = tokens_of(entry.name)
            self._names.add(at, own)
            self._as_one.add(at, _joined(own))
            self._all.add(at, [*own, *(t for o in entry.others for t in tokens_of(o)), *tokens_of(entry.place)])
            for end in {n[-_FEWEST_DIGITS:] for n in entry.numbers if len(n) >= _FEWEST_DIGITS}:
                self._ends.setdefault(end, []).append(at)
            for own_id in entry.ids:
                self._by_id.setdefault(own_id.casefold(), []).append(at)
        self._all.settle()

    def find(self, said: str, most: int) -> Search:
        """Give the nearest entries for what was typed; the same words in any order give the same entries."""
        if exact := [at for word in clean(said).split() for at in self._by_id.get(word.casefold(), ())]:
            return self._answer(Closeness.ALL, dict.fromkeys(exact), most)
        asked = _asked(said)
        if not asked.must:
            return Search()
        whole = [self._whole(t) for t in asked.must]
        if all_of := reduce(and_, whole) | self._as_one_word(asked.must, whole):
            return self._ranked(Closeness.ALL, all_of, asked, most)
        begun = [w | self._begun(t) for w, t in zip(whole, asked.must, strict=True)]
        if all_of := reduce(and_, begun):
            return self._ranked(Closeness.BEGUN, all_of, asked, most)
        asked.near = {t: _one_off(t) for t in asked.must if t.isalpha() and 1 < len(t) < _LONGEST // 10}
        slipped = [b | self._all.of_all(asked.near.get(t, ())) for b, t in zip(begun, asked.must, strict=True)]
        if all_of := reduce(and_, slipped) | self._as_one_word(asked.must, slipped):
            return self._ranked(Closeness.SLIP, all_of, asked, most)
        return self._part(asked, slipped, most)

    def _whole(self, token: str) -> int:
        """Entries with the word, or with a number that ends so."""
        found = self._all.of(token) | self._as_one.of(token)
        if token.isdigit() and len(token) >= _FEWEST_DIGITS:
            ends = self._ends.get(token[-_FEWEST_DIGITS:], ())
            found |= _bits([at for at in ends if _ends_so(self._entries[at], token)], len(self._entries))
        return found

    def _begun(self, token: str) -> int:
        return self._all.of_all(self._all.beginning(token)) if token.isalpha() else 0

    def _as_one_word(self, tokens: Sequence[str], begun: Sequence[int]) -> int:
        """Two words typed apart that lists write as one: pi nang, pinang."""
        found = 0
        for at in range(len(tokens) - 1):
            if joined := self._all.of(tokens[at] + tokens[at + 1]):
                found |= reduce(and_, (*begun[:at], *begun[at + 2 :]), joined)
        return found

    def _part(self, asked: _Asked, found: Sequence[int], most: int) -> Search:
        """Leave out as few words as needed, never more than half, and never all but one."""
        for left_out in range(1, len(found) // 2 + 1):
            keep = len(found) - left_out
            if keep < 2:
                break
            some = reduce(or_, (reduce(and_, group) for group in combinations(found, keep)))
            if some:
                return self._ranked(Closeness.PART, some, asked, most)
        return Search()

    def _ranked(self, closeness: Closeness, found: int, asked: _Asked, most: int) -> Search:
        """Weigh those that bear the words in the name of the head first."""
        in_name = reduce(or_, (self._names.of(t) for t in asked.must), 0)
        all_in_name = reduce(and_, (self._names.of(t) for t in asked.must))
        chosen: dict[int, None] = {}
        for tier in (found & all_in_name, found & in_name, found):
            if len(chosen) < MOST_WEIGHED:
                chosen.update(dict.fromkeys(_lowest(tier, MOST_WEIGHED)))
        ranked = sorted(chosen, key=lambda at: (-_weight(self._entries[at], asked), at))
        return self._answer(closeness, ranked, most, found.bit_count())

    def _answer(self, closeness: Closeness, ranked: Iterable[int], most: int, count: int = 0) -> Search:
        keys = [self._entries[at].key for at in ranked]
        return Search(closeness=closeness, count=count or len(keys), keys=tuple(keys[:most]))


def _asked(said: str) -> _Asked:
    """Read what was typed; a number typed in groups is one number."""
    said = _SPACED_NUMBER.sub(lambda m: re.sub(r"[ .]", "", m.group()), clean(said[:_LONGEST]))
    words = [w for w in said.split() if w.lower() not in _COURTESY] or said.split()
    must, spelled = [], {}
    for word in words:
        for token in tokens_of(word):
            must.append(token)
            if not word.isascii():
                spelled[token] = unify_tones(word).lower()
    meant = [t for t in must if t not in _AROUND]
    return _Asked(must=list(dict.fromkeys(meant or must))[:_MOST_WORDS], spelled=spelled)


def _joined(tokens: Sequence[str]) -> list[str]:
    """Surnames of two or three words that some lists write as one: Pi Năng, Chà Mà Léa."""
    return ["".join(tokens[:n]) for n in (2, 3) if len(tokens) > n]


def _ends_so(entry: Entry, digits: str) -> bool:
    return any(n.endswith(digits) for n in entry.numbers)


def _one_off(token: str) -> set[str]:
    """Give every word one letter away: left out, put in, another one, two neighbours swapped."""
    cuts = [(token[:i], token[i:]) for i in range(len(token) + 1)]
    out = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    out |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    return out | {a + c + b for a, b in cuts for c in _LETTERS}


def _weight(entry: Entry, asked: _Asked) -> float:
    """How near an entry comes: words of the head's name weigh most, whole ones more than begun ones."""
    name, place = tokens_of(entry.name), set(tokens_of(entry.place))
    others = {t for other in entry.others for t in tokens_of(other)}
    score, in_name = 0.0, []
    for token in asked.must:
        if token in name:
            score += 4
            in_name.append(token)
        elif token in place or (token.isdigit() and _ends_so(entry, token)):
            score += 3
        elif token in others:
            score += 2
        elif begun := next((t for t in name if t.startswith(token) or t in asked.near.get(token, ())), ""):
            score += 2.5
            in_name.append(begun)
        elif any(t.startswith(token) for t in (*place, *others)):
            score += 1
    return score - 0.5 * len(set(name) - set(in_name)) * bool(in_name) + _marks(entry, asked)


def _marks(entry: Entry, asked: _Asked) -> float:
    """Marks that were typed speak for the spelling they agree with."""
    if not asked.spelled:
        return 0.0
    spelled = set(unify_tones(f"{entry.name} {entry.place}").lower().split())
    return sum(0.5 if word in spelled else 0.0 for word in asked.spelled.values())


def _bits(found: Iterable[int], entries: int) -> int:
    row = bytearray(entries // 8 + 1)
    for at in found:
        row[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(row, "little")


def _lowest(bits: int, most: int) -> list[int]:
    """Give the first entries of a set, in order."""
    row = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    found: list[int] = []
    for at, byte in enumerate(row):
        if byte:
            found.extend(8 * at + n for n in _BITS[byte])
            if len(found) >= most:
                return found[:most]
    return found

"""Which records are held against each other: those that share a key; the village finds changed heads.

Source: research: village and commune find 5 of 100 pairs that names, years and numbers miss; villages are small.
"""

from __future__ import annotations

from diachi.core.linkage.traits import Traits

# Rows of one key that are compared all with all, as pairs; what is above is left to finer keys, and said.
MOST_PAIRS_OF_KEY = 300_000
MOST_PAIRS_OF_NAME = 400  # in a province: a name alone, in another commune, says something only where it is rare
RARE = "r"


def most_pairs(key: str) -> int:
    """Give how many pairs of one key are compared."""
    return MOST_PAIRS_OF_NAME if key.startswith(f"{RARE}|") else MOST_PAIRS_OF_KEY


def keys_of(t: Traits) -> frozenset[str]:
    """Give the keys of a record; two records meet when one key is in both.

    Holds: an unknown value makes no key, and takes none of the others away.
    """
    keys = {f"n|{n}" for n in (t.number, t.card, *t.other_numbers) if n}
    if t.phone:
        keys.add(f"t|{t.phone}")
    if t.head.name and t.year:
        keys.add(f"y|{t.head.tokens}|{t.year}")  # wherever they live: families move to another province
    if t.head.name:
        keys.add(f"{RARE}|{t.head.tokens}|{t.province}")
    if t.place:
        keys |= _at_home(t)
    return frozenset(keys)


def _at_home(t: Traits) -> set[str]:
    keys = {f"v|{t.hamlet}|{t.place}"} if t.hamlet else set()
    if t.head.name:
        keys |= {f"s|{t.head.surname}|{t.head.given}|{t.place}", f"j|{t.head.joined}|{t.place}"}
        keys |= {f"w|{t.head.surname}|{t.year}|{t.place}"} if t.year else set()
    keys |= {f"s|{words[0]}|{words[-1]}|{t.place}" for words in _names_of(t) if len(words) > 1}  # a changed head
    people = [f"{t.head.name}|{t.year or ''}", *t.others] if t.head.name else t.others
    for name, _, year in (p.partition("|") for p in people):
        keys.add(f"p|{name.rpartition(' ')[2]}|{year}|{t.place}" if year else f"j|{name.replace(' ', '')}|{t.place}")
    return keys


def _names_of(t: Traits) -> list[list[str]]:
    return [person.partition("|")[0].split(" ") for person in t.others]

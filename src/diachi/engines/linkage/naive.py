"""The obviously right linker: every pair that shares a key is compared in plain Python, level by level.

Source: core.linkage says what is compared and what it weighs. It serves a district where nothing else is installed,
and judges the quicker linker on small cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from diachi.core.linkage.levels import Likeness, Sides, compare, sides_of
from diachi.core.linkage.meeting import RARE, keys_of, most_pairs
from diachi.core.linkage.model import (
    Found,
    LinkModel,
    Meetings,
    Pattern,
    Weights,
    chance_here,
    local_shares,
    local_weights,
    probability_of,
    rareness,
    shipped_weights,
    total_bits,
    twin_prior,
    with_prior,
)
from diachi.core.linkage.places import place_keys
from diachi.core.linkage.sample import LIKELY, meetings_of, sample_of
from diachi.core.linkage.traits import PlaceKeys, Traits, place_said, traits_of
from diachi.core.linkage.verdicts import RELATED_FROM, TWIN, Candidate, Twins, clues_of, is_told, judged
from diachi.core.same import Linking, LinkNote, LinkNoteCode, LinkRecord

Rareness = Callable[[str], int]
SLOW_FROM = 20_000  # records: a district and its ten years


def _likeness() -> Likeness:
    """rapidfuzz where it is installed, the same figures in plain Python where not."""
    try:
        from rapidfuzz.distance import JaroWinkler
    except ImportError:
        return Likeness()
    return Likeness(jaro_winkler=JaroWinkler.similarity)


class Naive:
    """Compares only rows that share a key; each clue is named and weighed."""

    name = "naive"

    def __init__(self, model: LinkModel) -> None:
        self.model = model
        self._like = _likeness()

    def link(self, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None) -> Linking:
        """Give the pairs that may be one household, with what speaks for and against.

        Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ").
        Takes: records as lists wrote them; right None = pairs within `left`, each once with the lesser id first.
        Gives: pairs sorted by ids, and notes of what was not looked at.
        Fails: never; an empty list has no pairs. Holds: record order does not matter; with left and right swapped the
        pairs are the same. Cost: O(n) keys plus the pairs of each key.
        """
        left, right = tuple(left), None if right is None else tuple(right)
        told, notes, twins = self.candidates(left, right)
        records = len(left) + len(right or ())
        if records > SLOW_FROM:
            notes = (*notes, LinkNote(code=LinkNoteCode.SLOW_ENGINE, count=records))
        return Linking(pairs=judged(told, self.model, records=records, within=right is None, twins=twins), notes=notes)

    def candidates(
        self, left: Sequence[LinkRecord], right: Sequence[LinkRecord] | None
    ) -> tuple[list[Candidate], tuple[LinkNote, ...], Twins]:
        """Give the pairs before their rows compete.

        Source: as `link`. Takes: as `link`. Gives: candidates worth telling, what to note, and who says whether two
        rows of one list are twins. Fails: never. Holds: as `link`. Cost: as `link`.
        """
        places = place_keys(place_said(r) for r in (*left, *(right or ())))
        ones = _sided(left, places)
        twos = ones if right is None else _sided(right, places)
        meetings = meetings_of(ones, None if right is None else twos)
        weights = self._weights(ones, None if right is None else twos, meetings)
        pairs, skipped = met(ones, None if right is None else twos)
        bits_of = _rareness(self.model, [s.traits for s in (*ones, *(twos if right is not None else ()))])
        scored = [(ones[i], twos[j], *self._scored(ones[i], twos[j], weights, bits_of)) for i, j in pairs]
        histogram = Counter(round(bits, 2) for *_, bits in scored)
        chance = chance_here(self.model, histogram, meetings, within=right is None)
        prior = with_prior(weights, self.model, chance).prior
        told = [
            Candidate(
                id_a=a.traits.record_id,
                id_b=b.traits.record_id,
                list_a=a.traits.list_key,
                list_b=b.traits.list_key,
                bits=bits + prior,
                clues=clues,
            )
            for a, b, found, bits in scored
            if found
            and (chance_of := probability_of(bits + prior)) >= RELATED_FROM
            and is_told(clues := clues_of(found), chance_of)
        ]
        sides = [{s.traits.record_id: s for s in side} for side in (ones, twos)]
        notes = (LinkNote(code=LinkNoteCode.KEY_TOO_COMMON, count=skipped),) if skipped else ()
        return told, notes, lambda n, a, b: self._twins(sides[n][a], sides[n][b], weights, bits_of)

    def _scored(self, one: Sides, two: Sides, weights: Weights, bits_of: Rareness) -> tuple[Found, float]:
        pattern = compare(one, two, self._like)
        found = weights.of(pattern, min(bits_of(one.traits.head.tokens), bits_of(two.traits.head.tokens)))
        return found, total_bits(found)

    def _twins(self, one: Sides, two: Sides, weights: Weights, bits_of: Rareness) -> bool:
        return probability_of(self._scored(one, two, weights, bits_of)[1] + twin_prior(self.model)) >= TWIN

    def _weights(self, ones: Sequence[Sides], twos: Sequence[Sides] | None, meetings: Meetings) -> Weights:
        """What strangers share in these lists: measured on a sample that no order of rows changes."""
        chance = chance_here(self.model, {}, meetings, within=twos is None)
        shipped = with_prior(shipped_weights(self.model), self.model, chance)
        patterns: Counter[Pattern] = Counter()
        for one, two in sample_of([ones] if twos is None else [ones, twos]):
            pattern = compare(one, two, self._like)
            bits = total_bits(shipped.of(pattern, 0))
            if probability_of(bits + shipped.prior) < LIKELY:
                patterns[pattern] += 1
        return local_weights(self.model, local_shares(self.model, patterns), meetings)


def _rareness(model: LinkModel, every: Sequence[Traits]) -> Rareness:
    """What tells the bits of a name by its tokens."""
    names = Counter(t.head.tokens for t in every if t.head.tokens)
    of_count = rareness(model, Counter(names.values()))
    bits = {name: of_count(n) for name, n in names.items()}
    return lambda tokens: bits.get(tokens, 0)


def _sided(records: Iterable[LinkRecord], places: PlaceKeys) -> list[Sides]:
    return sorted((sides_of(traits_of(r, places)) for r in records), key=lambda s: s.traits.record_id)


def met(ones: Sequence[Sides], twos: Sequence[Sides] | None) -> tuple[list[tuple[int, int]], int]:
    """The pairs that share a key, and the keys so common that their pairs were left out."""
    others = ones if twos is None else twos
    mine, theirs = _by_key(ones), _by_key(others)
    pairs: set[tuple[int, int]] = set()
    skipped = 0
    for key, rows in mine.items():
        facing = theirs.get(key, [])
        if len(rows) * len(facing) > most_pairs(key):
            skipped += not key.startswith(RARE)
            continue
        pairs.update((i, j) for i in rows for j in facing if twos is not None or i < j)
    return sorted(pairs), skipped


def _by_key(sides: Sequence[Sides]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, side in enumerate(sides):
        for key in keys_of(side.traits):
            found[key].append(n)
    return found

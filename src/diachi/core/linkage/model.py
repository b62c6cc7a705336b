"""The model a linker weighs with: what each level is worth, and thresholds by the size of the lists.

Source: the sums of Fellegi and Sunter (1969); bits fitted together, so that what goes together does not count twice.
Shipped as JSON, trained by tools/train_linkage.py on generated lists.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from diachi.core.linkage.levels import LEVELS, Compared
from diachi.core.same import Clue

Pattern = tuple[Clue | None, ...]
Found = tuple[tuple[Clue, float], ...]  # clues of a pair with their bits
_BELIEF = 2.0  # sightings the shipped share of a level counts as
_NAMES_BELIEF = 2_000  # names the shipped share of a name counts as
_MOST_SHIFT = 2.0  # bits a level may gain because strangers here share it less
_PRIOR_ROUNDED = 2
_ROUNDED = 6  # digits: so that threads and orders of rows cannot show in a verdict
RARENESS = (-3, -2, -1, 0, 1, 2, 3)  # whole bits a name alone adds: whole, so that engines cannot differ
AT_HOME = (Clue.HAMLET, Clue.HAMLET_ALIKE, Clue.COMMUNE, Clue.HAMLET_DIFFERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """From which probability a pair is the same, and from which it is looked at, in lists up to a size."""

    records: int
    same: float
    review: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkModel:
    """Bits each level is worth, with the shares they were learnt at: `chance` among strangers of one commune.

    `same_commune`, `same_province`: how often strangers shared them; `name_share`: how often two heads shared a name;
    `expected`: rows of one list found in the other; `offset`: bits before anything else;
    `competed`: slope and shift of bits once rivals are counted.
    """

    version: str
    bits: Mapping[Clue, float]
    chance: Mapping[Clue, float]
    same_commune: float
    same_province: float
    name_share: float
    expected: float = 0.3
    expected_twice: float = 0.01
    offset: float = 0.0
    competed: tuple[float, float] = (1.0, 0.0)
    thresholds: tuple[Threshold, ...] = (Threshold(records=0, same=0.5, review=0.1),)

    def threshold(self, records: int) -> Threshold:
        """Give the thresholds for lists of this many records together."""
        return next((t for t in self.thresholds if records <= t.records), self.thresholds[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Bits for or against each level in the lists at hand."""

    bits: Mapping[Clue, float]
    prior: float = 0.0  # bits before anything is compared

    def of(self, pattern: Pattern, rareness: int) -> Found:
        """Give each clue of a pair with its bits; `rareness` counts where both heads bear one name."""
        found = [(clue, self.bits[clue]) for clue in pattern if clue]
        if pattern[1] in NAMED and rareness:
            found.append((Clue.NAME_COMMON, float(rareness)))
        return tuple(found)


NAMED = (Clue.NAME, Clue.NAME_PLAIN)


def odds_of(bits: float) -> float:
    """Give the odds of a match weight in bits."""
    return math.pow(2.0, max(min(bits, 60.0), -60.0))


def probability_of(bits: float) -> float:
    """Give the probability of a match weight in bits."""
    odds = odds_of(bits)
    return odds / (1.0 + odds)


def shares_counted(patterns: Mapping[Pattern, float], *, smooth: float = 0.5) -> dict[Clue, float]:
    """Give the share of each level among pairs that could be compared at all; no level is impossible."""
    seen: dict[Clue, float] = {}
    for pattern, count in patterns.items():
        for clue in pattern:
            if clue:
                seen[clue] = seen.get(clue, 0.0) + count
    shares: dict[Clue, float] = {}
    for levels in LEVELS.values():
        total = sum(seen.get(c, 0.0) for c in levels) + smooth * len(levels)
        shares |= {c: (seen.get(c, 0.0) + smooth) / total for c in levels}
    return shares


def local_shares(model: LinkModel, patterns: Mapping[Pattern, float]) -> dict[Clue, float]:
    """Give the shares of levels among strangers of one commune, as measured here, leaning on the shipped ones.

    Takes: patterns of pairs of one commune with how many show them, likely households left out.
    """
    seen: dict[Clue, float] = {}
    for pattern, count in patterns.items():
        for clue in pattern:
            if clue:
                seen[clue] = seen.get(clue, 0.0) + count
    out = {}
    for compared, levels in LEVELS.items():
        levels = AT_HOME if compared is Compared.PLACE else levels
        total = sum(seen.get(c, 0.0) for c in levels)
        shipped = sum(model.chance[c] for c in levels)
        for clue in levels:
            out[clue] = _leaning(seen.get(clue, 0.0), total, model.chance[clue] / shipped)
    return out


def _leaning(seen: float, total: float, shipped: float) -> float:
    """A share as counted, leaning on the shipped one: what is seen twice in ten thousand is no surprise after fifty."""
    return min((seen + _BELIEF) / (total + _BELIEF / shipped), 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """How many pairs of rows there are of two lists, and where: `home` = of one commune, or one of them unknown."""

    rows: int  # of the list looked up
    pairs: int
    home: int
    same_province: int


def shipped_weights(model: LinkModel) -> Weights:
    """Give the weights where nothing was measured."""
    return Weights(bits=model.bits)


def local_weights(model: LinkModel, shares: Mapping[Clue, float], meetings: Meetings) -> Weights:
    """Give the bits of every level here: what strangers share more often than where it was learnt is worth less.

    A pair of two communes is one household the less often the more communes there are.
    """
    at_home = sum(model.chance[c] for c in AT_HOME)
    shift = {c: math.log2(model.chance[c] / shares[c]) for c in shares if c not in AT_HOME}
    shift |= {c: math.log2(model.chance[c] / at_home / shares[c]) for c in AT_HOME}
    abroad = math.log2(_share_at_home(meetings) / model.same_commune)
    province = _leaning(meetings.same_province, meetings.pairs, model.same_province)
    shift[Clue.PROVINCE] = abroad + math.log2(model.same_province / province)
    shift[Clue.PLACE_DIFFERS] = abroad
    return Weights(bits={c: round(bits + min(shift[c], _MOST_SHIFT), _ROUNDED) for c, bits in model.bits.items()})


def _share_at_home(meetings: Meetings) -> float:
    """How many of all pairs are of one commune; short lists are pieces of a district."""
    return min(_leaning(meetings.home, meetings.pairs, _COMMUNE_OF_DISTRICT), _COMMUNE_OF_DISTRICT)


def rareness(model: LinkModel, bearers: Mapping[int, int]) -> Callable[[int], int]:
    """Give what tells the bits a name adds by being rare or common; few records say little and add little.

    Takes: bearers - so many names are borne by so many rows.
    """
    total = sum(n * names for n, names in bearers.items())
    shared = sum(n * n * names for n, names in bearers.items()) / max(total, 1)
    mean = (shared + _NAMES_BELIEF * model.name_share) / (total + _NAMES_BELIEF)

    def bits(borne_by: int) -> int:
        share = (borne_by + _NAMES_BELIEF * mean) / (total + _NAMES_BELIEF)
        return min(max(round(math.log2(mean / share)), RARENESS[0]), RARENESS[-1])

    return bits


def total_bits(found: Found) -> float:
    """Give the bits of a pair, the prior left out; rounded, so that no order of adding shows."""
    return round(sum(bits for _, bits in found), _ROUNDED)


def with_prior(weights: Weights, model: LinkModel, chance: float) -> Weights:
    """Give the weights with the probability that two records of one commune are one household."""
    return replace(weights, prior=round(_prior(chance) + model.offset, _PRIOR_ROUNDED))


_ROUNDS, _DOUBT = 30, 10  # the second: records the shipped expectation counts as
_ROWS_OF_COMMUNE = 80  # at least: a shorter list is a piece of one
_COMMUNE_OF_DISTRICT = 0.05


def chance_here(model: LinkModel, histogram: Mapping[float, int], meetings: Meetings, *, within: bool) -> float:
    """Give the probability that two records of one commune are one household, from the candidates found.

    Takes: histogram - bits without prior -> pairs.
    Holds: small lists keep to the shipped expectation.
    """
    expected = model.expected_twice if within else model.expected
    share, pairs = expected, max(meetings.home, meetings.rows * _ROWS_OF_COMMUNE, 1)
    for _ in range(_ROUNDS):
        prior = _prior(share * meetings.rows / pairs) + model.offset
        found = sum(n * probability_of(bits + prior) for bits, n in histogram.items())
        share = (found + _DOUBT * expected) / (meetings.rows + _DOUBT)
    return share * meetings.rows / pairs


def twin_prior(model: LinkModel) -> float:
    """Give the bits before anything is compared for two rows of one list, which are two households nearly always."""
    return _prior(model.expected_twice / _ROWS_OF_COMMUNE) + model.offset


def _prior(chance: float) -> float:
    chance = min(max(chance, 1e-12), 0.5)
    return math.log2(chance / (1.0 - chance))

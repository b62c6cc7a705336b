"""Why a pair is held for one household, as a sum a person can follow: a start, one bar per comparison, the end."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from diachi.application.ports import Words
from diachi.core.pair_verdicts import SaidClue
from diachi.core.same import Clue, SamePair, Verdict

_SEEN = 0.05  # bits below which a bar would not be seen
_MISSED = 0.25  # bits that rounding and unseen bars may add up to
_SURE = 1e-5  # probabilities nearer to 0 or 1 have lost the bits they were made of
_SAID = frozenset(c.value for c in SaidClue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step of the sum in bits: from where to where, and the sentence beside it."""

    code: str
    text: str
    bits: float
    before: float

    @property
    def after(self) -> float:
        """Give where the sum stands after it."""
        return self.before + self.bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """The whole sum; `said` is the word of people, which stands whatever the sum is."""

    bars: tuple[Bar, ...]
    probability: float
    verdict: Verdict
    said: str = ""

    @property
    def total(self) -> float:
        """Give where the sum ends, in bits."""
        return self.bars[-1].after if self.bars else 0.0


Settled = tuple[float, float]  # how a linker turns the sum of bits into the final one: times the first, plus the second
AS_IT_IS: Settled = (1.0, 0.0)


def prior_of(pairs: Iterable[SamePair], settled: Settled = AS_IT_IS) -> float | None:
    """Give the bits two rows start with before anything is compared: what most pairs of one comparison share.

    A pair whose row has rivals starts lower; a pair that is all but certain does not show where it started.
    """
    starts = Counter(
        round(_stood(p.probability, settled) - sum(p.weights), 1)
        for p in pairs
        if p.weights and not _SAID & set(p.evidence) and _SURE < p.probability < 1 - _SURE
    )
    return min(starts, key=lambda s: (-starts[s], -s)) if starts else None


def waterfall(pair: SamePair, prior: float | None, words: Words, settled: Settled = AS_IT_IS) -> Waterfall | None:
    """Give the sum of a pair, None when the linker gave no weights.

    Takes: prior - bits of the start; None = what is left when the weights are taken off; settled - what the model does
    to a sum before it is a probability.
    Holds: the bars add up to the end, and the end is the probability (to the rounding of both). Cost: O(clues).
    """
    if not pair.weights:
        return None
    clues = [(c, w) for c, w in zip(pair.evidence, pair.weights, strict=True) if c not in _SAID]
    said = next((c for c in pair.evidence if c in _SAID), "")
    known = not said and _SURE < pair.probability < 1 - _SURE
    left = _stood(pair.probability, settled) - sum(w for _, w in clues) if known else None
    start = prior if prior is not None else (left or 0.0)
    steps = [("start", words.text("waterfall.start"), start)]
    steps += [(c, _sentence(c, w, words), w) for c, w in clues if abs(w) >= _SEEN]
    if left is not None and left - start < -_MISSED:
        steps.append(("rivals", words.text("waterfall.rivals"), left - start))
    sum_of_steps = sum(bits for *_, bits in steps)
    lifted = settled[0] * sum_of_steps + settled[1] - sum_of_steps
    if abs(lifted) >= _SEEN:
        steps.append(("settled", words.text("waterfall.settled"), lifted))
    bars, at = [], 0.0
    for code, text, bits in steps:
        bars.append(Bar(code=code, text=text, bits=bits, before=at))
        at += bits
    probability = pair.probability if known else _probability(at)
    return Waterfall(bars=tuple(bars), probability=probability, verdict=pair.verdict, said=said)


def evidence_lines(pair: SamePair, words: Words) -> tuple[str, ...]:
    """Give what speaks for and against as sentences, the weightiest first: "cùng số định danh: +13,0"."""
    if not pair.weights:
        return tuple(_sentence(c, 0.0, words) for c in pair.evidence)
    clues = [(c, w) for c, w in zip(pair.evidence, pair.weights, strict=True) if c not in _SAID and abs(w) >= _SEEN]
    clues.sort(key=lambda cw: -abs(cw[1]))
    said = [_sentence(c, 0.0, words) for c in pair.evidence if c in _SAID]
    return (*said, *(f"{_sentence(c, w, words)}: {signed(w)}" for c, w in clues))


def _sentence(code: str, bits: float, words: Words) -> str:
    if code in _SAID:
        return words.text(f"waterfall.{code}")
    if code == "name_common":
        return words.text("waterfall.common" if bits < 0 else "waterfall.rare")
    return words.label(Clue(code))


def signed(bits: float) -> str:
    """Give bits as people read them: +13,0 and −2,4."""
    return f"{'−' if bits < 0 else '+'}{abs(bits):.1f}".replace(".", ",")


def percent(probability: float) -> str:
    """Give a probability as people read it; never a certainty the sum does not have."""
    if probability > 0.999:
        return "> 99,9 %"
    if probability < 0.001:
        return "< 0,1 %"
    return f"{100 * probability:.1f} %".replace(".", ",")


def _bits(probability: float) -> float:
    kept = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log2(kept / (1 - kept))


def _stood(probability: float, settled: Settled) -> float:
    """The bits a pair stood at before the model settled them."""
    return (_bits(probability) - settled[1]) / settled[0]


def _probability(bits: float) -> float:
    return 1 / (1 + math.pow(2, -max(min(bits, 60.0), -60.0)))

"""How alike two words are, by Jaro-Winkler, as DuckDB and rapidfuzz count it."""

from __future__ import annotations

_PREFIX, _SCALE, _BOOSTED = 4, 0.1, 0.7


def jaro_winkler(one: str, two: str) -> float:
    """Give 0 to 1; Holds: symmetric, 1 for equal words, 0 when one is empty."""
    if one == two:
        return 1.0 if one else 0.0
    jaro = _jaro(one, two)
    if jaro <= _BOOSTED:
        return jaro
    same = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return jaro + min(same, _PREFIX) * _SCALE * (1.0 - jaro)


def _jaro(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    reach = max(max(len(one), len(two)) // 2 - 1, 0)
    taken = [False] * len(two)
    mine = []
    for n, char in enumerate(one):
        for m in range(max(0, n - reach), min(len(two), n + reach + 1)):
            if not taken[m] and two[m] == char:
                taken[m] = True
                mine.append(char)
                break
    theirs = [c for c, used in zip(two, taken, strict=True) if used]
    if not mine:
        return 0.0
    moved = sum(a != b for a, b in zip(mine, theirs, strict=True)) // 2
    met = len(mine)
    return (met / len(one) + met / len(two) + (met - moved) / met) / 3

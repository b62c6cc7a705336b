"""Amounts in words, as official papers write them: "Tám triệu đồng", "hai nghìn không trăm hai mươi bốn".

Source: the style of vouchers and contracts of public offices (nghìn, linh, không trăm), not that of the spoken south.
"""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_FIVE, _THOUSAND, _MILLIARD = 5, 1_000, 10**9
MOST = 10**15


def amount_in_words(vnd: int) -> str:
    """Give an amount in words with a capital: 8_000_000 -> "Tám triệu đồng"."""
    words = number_in_words(vnd)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_in_words(number: int) -> str:
    """Give a number in words; Fails: ValueError below nought or above 10**15, which nobody reads aloud."""
    if not 0 <= number <= MOST:
        raise ValueError
    if number == 0:
        return _DIGITS[0]
    above, below = divmod(number, _MILLIARD)
    words = [*_below_milliard(above, leading=True), "tỷ"] if above else []
    return " ".join([*words, *_below_milliard(below, leading=not above)])


def _below_milliard(number: int, *, leading: bool) -> list[str]:
    """Groups of three with their names; a group of noughts is not said."""
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // _THOUSAND**power % _THOUSAND
        if group:
            words += [*_group(group, whole=not leading or bool(words)), *filter(None, [_GROUPS[power]])]
    return words


def _group(group: int, *, whole: bool) -> list[str]:
    """Three digits; inside a number its hundreds are said even when there are none."""
    hundreds, rest = divmod(group, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    return words + _tens(rest, after=bool(words))


def _tens(rest: int, *, after: bool) -> list[str]:
    tens, unit = divmod(rest, 10)
    if tens == 0:
        return [*(["linh"] if after else []), _DIGITS[unit]] if unit else []
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return [*words, _unit(unit, tens)] if unit else words


def _unit(unit: int, tens: int) -> str:
    if unit == 1 and tens > 1:
        return "mốt"
    return "lăm" if unit == _FIVE else _DIGITS[unit]

"""The levels of core.linkage in DuckDB over the columns of two rows; a test forces both to agree.

All levels of a pair are worked out once and packed into one number, its pattern: what is dear is not done again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from diachi.core.linkage.levels import (
    DECADE,
    FEW_YEARS,
    GENERATION,
    HAMLETS_ALIKE,
    LEVELS,
    MANY,
    OTHERS,
    SLIP_FROM,
    Compared,
)
from diachi.core.linkage.model import NAMED, RARENESS, Pattern
from diachi.core.same import Clue

# x_l and x_r are a column of the left row and of the right one. DuckDB works out every part of an "and" or "or", but
# only the part of a "case" that is needed.
_COLUMNS = (
    *("name", "accented", "tokens", "joined_h", "given_h", "surname", "joined", "given", "letters", "plain", "middle"),
    *("also", "probe", "among", "sure", "names", "by_given", "numbers", "number", "card", "year", "number_year", "day"),
    *("sex", "ethnic", "place", "province", "hamlet", "phone", "rareness"),
    *(f"{c}_bits" for c in ("probe", "among", "sure", "names", "by_given", "numbers")),
)
_NUMBERS = "(number_l <> '' and number_r <> '')"
_CARDS = "(card_l <> '' and card_r <> '')"


def _overlap(left: str, right: str) -> str:
    """Say whether two lists share anything: their bits tell nearly always that they do not."""
    return f"case when {left}_bits_l & {right}_bits_r = 0 then false else list_has_any({left}_l, {right}_r) end"


def _shared(column: str) -> str:
    return f"len(list_intersect({column}_l, {column}_r))"


def _many(column: str) -> str:
    return f"case when {column}_bits_l & {column}_bits_r = 0 then false else {_shared(column)} >= {MANY} end"


# Worked out before any level, each once.
_FACTS = {
    "same_name": "tokens_l = tokens_r or joined_h_l = joined_h_r",
    "same_number": f"case when {_NUMBERS} then number_l = number_r else card_l <> '' and card_l = card_r end",
    "there": _overlap("probe", "among"),
    "back": _overlap("among", "probe"),
}
_ALSO = (
    "case when len(also_l) = 0 and len(also_r) = 0 then false"
    " else list_contains(also_l, name_r) or list_contains(also_r, name_l) end"
)
# One slip changes two letters at most, and in six letters or more leaves the first two or the last two as they were.
_SLIP = (
    "case when bit_count(xor(letters_l, letters_r)) > 2 then false"
    f" when length(joined_l) < {SLIP_FROM} or length(joined_r) < {SLIP_FROM} then false"
    " when left(joined_l, 2) = left(joined_r, 2) or right(joined_l, 2) = right(joined_r, 2)"
    " then damerau_levenshtein(joined_l, joined_r) <= 1 else false end"
)
_ALIKE = (
    "case when surname_l = surname_r and abs(length(given_l) - length(given_r)) <= 1"
    " then damerau_levenshtein(given_l, given_r) <= 1 else false end"
)
_APART = "abs(year_l - year_r)"
_HUNDREDS = "year_l // 100 = year_r // 100 and year_l % 10 = year_r // 10 % 10 and year_r % 10 = year_l // 10 % 10"
_NUMBER_YEAR = (
    "if(number_year_l <> 0, number_year_l, year_l) in (year_r, if(number_year_r <> 0, number_year_r, year_r))"
    " or year_l = if(number_year_r <> 0, number_year_r, year_r)"
)


def _either(column: str) -> tuple[str, str]:
    return f"{column}_l = 0 or {column}_r = 0", f"{column}_l = {column}_r"


# Of each comparison: when there is nothing to compare, then its levels in the order of LEVELS, all but the last.
_CONDITIONS: dict[Compared, tuple[str, ...]] = {
    Compared.NAME: (
        "name_l = 0 or name_r = 0",
        "accented_l = accented_r",
        f"case when same_name then plain_l or plain_r else {_ALSO} end",
        "same_name",
        "there and back",
        f"(there or back) and year_l <> 0 and year_r <> 0 and {_APART} <= {GENERATION}",
        "there or back",
        _SLIP,
        "given_h_l = given_h_r and surname_l = surname_r and not (middle_l and middle_r)",
        "given_h_l = given_h_r and surname_l = surname_r",
        "given_h_l = given_h_r",
        _ALIKE,
    ),
    Compared.NUMBER: (
        f"others or not ({_NUMBERS} or {_CARDS})",
        "same_number",
        f"case when {_NUMBERS} then damerau_levenshtein(number_l, number_r) <= 1"
        " else damerau_levenshtein(card_l, card_r) <= 1 end",
    ),
    Compared.YEAR: (
        "others or year_l = 0 or year_r = 0",
        "year_l = year_r and day_l <> 0 and day_l = day_r",
        "year_l = year_r and (day_l = 0 or day_r = 0)",
        "year_l = year_r",
        _NUMBER_YEAR,
        f"{_APART} = 1",
        f"{_APART} in ({', '.join(map(str, (*FEW_YEARS, DECADE)))}) or ({_HUNDREDS})",
    ),
    Compared.SEX: ("others or sex_l = 0 or sex_r = 0", "sex_l = sex_r"),
    Compared.ETHNIC: ("others or ethnic_l = 0 or ethnic_r = 0", "ethnic_l = ethnic_r"),
    Compared.MEMBERS: (
        "len(names_l) = 0 or len(names_r) = 0",
        f"{_many('sure')} or {_many('numbers')}",
        f"{_many('names')} or {_many('by_given')}",
        _overlap("numbers", "numbers"),
        _overlap("sure", "sure"),
        f"{_overlap('names', 'names')} or {_overlap('by_given', 'by_given')}",
    ),
    Compared.PLACE: (
        "place_l = 0 or place_r = 0",
        "place_l = place_r and hamlet_l <> '' and hamlet_l = hamlet_r",
        f"place_l = place_r and hamlet_l <> '' and hamlet_r <> ''"
        " and not regexp_matches(right(hamlet_l, 1) || right(hamlet_r, 1), '[0-9]')"
        f" and jaro_winkler_similarity(hamlet_l, hamlet_r) >= {HAMLETS_ALIKE}",
        "place_l = place_r and (hamlet_l = '' or hamlet_r = '')",
        "place_l = place_r",
        "province_l <> 0 and province_l = province_r",
    ),
    Compared.PHONE: _either("phone"),
}
# Of a level: 0 = nothing to compare, then from the last of LEVELS to the first.
_STEPS = [len(LEVELS[c]) + 1 for c in Compared]
_RARENESS_STEPS = len(RARENESS)


def patterns_sql(pairs: str, kept: Mapping[str, str]) -> str:
    """Give the query for the `pattern` of pairs; `pairs` = "from ..." that names two rows l and r.

    `kept` = further columns, name -> expression.
    """
    columns = ", ".join(f"l.{c} as {c}_l, r.{c} as {c}_r" for c in _COLUMNS)
    facts = ", ".join(f"{sql} as {name}" for name, sql in _FACTS.items())
    others = ", ".join(str(level_number(Compared.NAME, clue)) for clue in OTHERS)
    levels = ", ".join(f"{_level(c)} as level_{c.value}" for c in Compared if c is not Compared.NAME)
    packed = "0"
    for c, steps in zip(Compared, _STEPS, strict=True):
        packed = f"({packed}) * {steps} + level_{c.value}"
    named = ", ".join(str(level_number(Compared.NAME, clue)) for clue in NAMED)
    rareness = f"if(level_name in ({named}), least(rareness_l, rareness_r), 0) - {RARENESS[0]}"
    return f"""
    with pairs as (select {"".join(f"{sql} as {name}, " for name, sql in kept.items())} {columns} {pairs}),
    facts as (select *, {facts} from pairs),
    named as (select *, {_level(Compared.NAME)} as level_name from facts),
    gated as (select *, level_name in ({others}) and not same_number as others from named),
    levels as (select *, {levels} from gated)
    select {"".join(f"{name}, " for name in kept)} (({packed}) * {_RARENESS_STEPS} + {rareness})::integer as pattern
    from levels"""


def _level(compared: Compared) -> str:
    unknown, *conditions = _CONDITIONS[compared]
    last = len(conditions) + 1
    cases = " ".join(f"when {sql} then {last - n}" for n, sql in enumerate(conditions))
    return f"case when {unknown} then 0 {cases} else 1 end"


def level_number(compared: Compared, clue: Clue) -> int:
    """Give the number of a level within its comparison; 0 = nothing to compare."""
    levels = LEVELS[compared]
    return len(levels) - levels.index(clue)


def level_in(pattern: str, compared: Compared) -> str:
    """Give the expression for the number of a level inside a packed pattern."""
    at = [*Compared].index(compared)
    below = _RARENESS_STEPS
    for steps in _STEPS[at + 1 :]:
        below *= steps
    return f"({pattern} // {below} % {_STEPS[at]})"


def rareness_in(pattern: str) -> str:
    """Give the expression for the bits that a name adds by being rare or common, inside a packed pattern."""
    return f"({pattern} % {_RARENESS_STEPS} + {RARENESS[0]})"


@cache
def unpacked(pattern: int) -> tuple[Pattern, int]:
    """Give the levels of a packed pattern and the bits of its name."""
    pattern, rareness = divmod(pattern, _RARENESS_STEPS)
    clues: list[Clue | None] = []
    for compared, steps in reversed([*zip(Compared, _STEPS, strict=True)]):
        pattern, level = divmod(pattern, steps)
        levels = LEVELS[compared]
        clues.append(levels[len(levels) - level] if level else None)
    return tuple(reversed(clues)), rareness + RARENESS[0]

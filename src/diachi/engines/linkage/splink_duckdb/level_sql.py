"""The levels of core.linkage as conditions of DuckDB over the columns of two rows; a test forces both to agree."""

from __future__ import annotations

from diachi.core.linkage.levels import DECADE, FEW_YEARS, GENERATION, HAMLETS_ALIKE, LEVELS, MANY, SLIP_FROM, Compared
from diachi.core.same import Clue

# {x} stands for a column of both rows: {a} is that of the left one, {b} that of the right one.
_NAMED = "name_l <> 0 and name_r <> 0"
_SAME_NAME = "tokens_l = tokens_r or joined_h_l = joined_h_r"
# DuckDB works out every part of an "and" or "or" inside an expression, but only the part of a "case" that is needed.
_ALSO = (
    "case when len(also_l) = 0 and len(also_r) = 0 then false"
    " else list_contains(also_l, name_r) or list_contains(also_r, name_l) end"
)
_THERE, _BACK = "list_has_any(probe_l, among_r)", "list_has_any(probe_r, among_l)"
# One slip in six letters or more leaves the first two or the last two as they were.
_SLIP = (
    "case when abs(length(joined_l) - length(joined_r)) <= 1"
    f" and length(joined_l) >= {SLIP_FROM} and length(joined_r) >= {SLIP_FROM}"
    " and (left(joined_l, 2) = left(joined_r, 2) or right(joined_l, 2) = right(joined_r, 2))"
    " then damerau_levenshtein(joined_l, joined_r) <= 1 else false end"
)
_ALIKE = (
    "case when surname_l = surname_r and abs(length(given_l) - length(given_r)) <= 1"
    " then damerau_levenshtein(given_l, given_r) <= 1 else false end"
)
_AMONG = f"(case when {_THERE} then true else {_BACK} end)"
_NUMBERS = "(number_l <> '' and number_r <> '')"
_CARDS = "(card_l <> '' and card_r <> '')"
_SAME_NUMBER = f"(case when {_NUMBERS} then number_l = number_r else card_l <> '' and card_l = card_r end)"
# The heads are two persons; what costs little is asked first.
_OTHERS = (
    f"(case when {_SAME_NUMBER} or name_l = 0 or name_r = 0 or accented_l = accented_r or {_SAME_NAME} then false"
    f" when {_ALSO} then false when given_h_l = given_h_r then {_AMONG} when {_ALIKE} then {_AMONG}"
    f" when {_SLIP} then {_AMONG} else true end)"
)
_APART = "abs(year_l - year_r)"
_HUNDREDS = "year_l // 100 = year_r // 100 and year_l % 10 = year_r // 10 % 10 and year_r % 10 = year_l // 10 % 10"
_NUMBER_YEAR = (
    "if(number_year_l <> 0, number_year_l, year_l) in (year_r, if(number_year_r <> 0, number_year_r, year_r))"
    " or year_l = if(number_year_r <> 0, number_year_r, year_r)"
)
_ELSE = "ELSE"


def _shared(column: str) -> str:
    return f"len(list_intersect({column}_l, {column}_r))"


def _either(column: str) -> tuple[str, str, str]:
    return f"{column}_l = 0 or {column}_r = 0", f"{column}_l = {column}_r", _ELSE


# Of each comparison: when there is nothing to compare, then its levels in the order of LEVELS.
CONDITIONS: dict[Compared, tuple[str, ...]] = {
    Compared.NUMBER: (
        f"not ({_NUMBERS} or {_CARDS}) or {_OTHERS}",
        _SAME_NUMBER,
        f"case when {_NUMBERS} then damerau_levenshtein(number_l, number_r) <= 1"
        " else damerau_levenshtein(card_l, card_r) <= 1 end",
        _ELSE,
    ),
    Compared.NAME: (
        f"not ({_NAMED})",
        "accented_l = accented_r",
        f"({_SAME_NAME}) and (plain_l or plain_r) or (not ({_SAME_NAME}) and ({_ALSO}))",
        _SAME_NAME,
        f"{_THERE} and {_BACK}",
        f"{_AMONG} and year_l <> 0 and year_r <> 0 and {_APART} <= {GENERATION}",
        _AMONG,
        _SLIP,
        "given_h_l = given_h_r and surname_l = surname_r and not (middle_l and middle_r)",
        "given_h_l = given_h_r and surname_l = surname_r",
        "given_h_l = given_h_r",
        _ALIKE,
        _ELSE,
    ),
    Compared.YEAR: (
        f"year_l = 0 or year_r = 0 or {_OTHERS}",
        "year_l = year_r and day_l <> 0 and day_l = day_r",
        "year_l = year_r and (day_l = 0 or day_r = 0)",
        "year_l = year_r",
        _NUMBER_YEAR,
        f"{_APART} = 1",
        f"{_APART} in ({', '.join(map(str, (*FEW_YEARS, DECADE)))}) or ({_HUNDREDS})",
        _ELSE,
    ),
    Compared.SEX: (f"sex_l = 0 or sex_r = 0 or {_OTHERS}", "sex_l = sex_r", _ELSE),
    Compared.ETHNIC: (f"ethnic_l = 0 or ethnic_r = 0 or {_OTHERS}", "ethnic_l = ethnic_r", _ELSE),
    Compared.MEMBERS: (
        "len(names_l) = 0 or len(names_r) = 0",
        f"{_shared('sure')} >= {MANY} or {_shared('numbers')} >= {MANY}",
        f"{_shared('names')} >= {MANY} or {_shared('by_given')} >= {MANY}",
        "list_has_any(numbers_l, numbers_r)",
        "list_has_any(sure_l, sure_r)",
        "list_has_any(names_l, names_r) or list_has_any(by_given_l, by_given_r)",
        _ELSE,
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
        _ELSE,
    ),
    Compared.PHONE: _either("phone"),
}

# Where the heads bear one name, so that its being rare or common counts.
NAMED_SQL = f"({_NAMED}) and ({CONDITIONS[Compared.NAME][1]} or ({CONDITIONS[Compared.NAME][2]}))"


def gamma_of(compared: Compared, clue: Clue) -> int:
    """Give the number Splink gives a level: the last one is 0."""
    levels = LEVELS[compared]
    return len(levels) - 1 - levels.index(clue)


def clue_of(compared: Compared, gamma: int) -> Clue | None:
    """Give the level of a number of Splink; -1 = nothing to compare."""
    levels = LEVELS[compared]
    return None if gamma < 0 else levels[len(levels) - 1 - gamma]

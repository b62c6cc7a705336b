"""Classes under each regime: the first rules of the research, every threshold, and what may never be guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.household import AreaType
from diachi.core.poverty.classes import PovertyClass, classify, classify_points, classify_rows
from diachi.core.poverty.standard import Lines, PovertyRefusal, PovertyStandard
from diachi.files.law.poverty import standards

RURAL, URBAN = AreaType.RURAL, AreaType.URBAN
POOR, NEAR_POOR, AVERAGE, NOT_POOR = PovertyClass
RANK = {POOR: 0, NEAR_POOR: 1, AVERAGE: 2, NOT_POOR: 3}
YEARS = (2006, 2008, 2011, 2016, 2022, 2027)
STANDARDS = {year: found for year in YEARS if isinstance(found := standards().on(year), PovertyStandard)}


@pytest.mark.parametrize(
    ("standard", "area", "why"),
    [
        (standards().on(2031), RURAL, PovertyRefusal.STANDARD_UNKNOWN),
        (standards().on(2022), None, PovertyRefusal.AREA_UNKNOWN),
    ],
)
def test_what_is_not_known_is_refused(
    standard: PovertyStandard | PovertyRefusal, area: AreaType | None, why: PovertyRefusal
) -> None:
    assert classify(1_000_000, 3, area, standard) is why
    assert classify_points(100, 30, area, standard) is why


def test_negative_values_are_refused_wherever_they_stand() -> None:
    for income, count in ((-1, 0), (0, -1), (9_000_000, -1)):
        assert classify(income, count, RURAL, standards().on(2022)) is PovertyRefusal.NEGATIVE
        assert classify_points(income, count, RURAL, standards().on(2022)) is PovertyRefusal.NEGATIVE


def test_deprivations_nobody_counted_are_asked_for_only_where_they_decide() -> None:
    assert classify(650_000, None, RURAL, standards().on(2019)) is POOR
    assert classify(800_000, None, RURAL, standards().on(2019)) is PovertyRefusal.DEPRIVATIONS_UNKNOWN
    assert classify(650_000, None, RURAL, standards().on(2022)) is PovertyRefusal.DEPRIVATIONS_UNKNOWN
    assert classify(1_500_001, None, RURAL, standards().on(2022)) is AVERAGE
    assert classify(450_000, None, RURAL, standards().on(2012)) is NEAR_POOR


@pytest.mark.parametrize("year", [2006, 2011, 2027])
def test_where_no_score_sheet_is_known_points_say_nothing(year: int) -> None:
    assert classify_points(100, 30, RURAL, standards().on(year)) is PovertyRefusal.NO_POINTS


def _cases() -> Iterator[tuple[str, Lines]]:
    for year, standard in STANDARDS.items():
        for name, table in (("income", standard.incomes), ("points", standard.points)):
            yield from ((f"{year} {name} {area}", lines) for area, lines in table.items())


CASES = dict(_cases())


def _one(lines: Lines, value: int, lacking: int | None) -> object:
    standard = PovertyStandard(standard_id="one", incomes={RURAL: lines}, points={RURAL: lines})
    found = classify(value, lacking, RURAL, standard)
    assert classify_points(value, lacking, RURAL, standard) is found
    return found


def _naive(lines: Lines, value: int, lacking: int) -> PovertyClass:
    """The rule as the decrees say it, beside the code."""
    enough = lines.enough is not None and lacking >= lines.enough
    if value <= lines.low or (value <= lines.line and enough):
        return POOR
    if value <= lines.line:
        return NEAR_POOR
    return AVERAGE if value <= lines.average else NOT_POOR


@pytest.mark.parametrize("name", CASES)
def test_every_threshold_belongs_to_the_class_below_it(name: str) -> None:
    lines = CASES[name]
    thresholds = [t for t in (lines.low, lines.line, lines.average) if t >= 0]
    assert thresholds == sorted(set(thresholds))
    for value in (v for t in thresholds for v in (t - 1, t, t + 1)):
        for lacking in (0, (lines.enough or 3) - 1, lines.enough or 3, (lines.enough or 3) + 1):
            assert _one(lines, value, lacking) is _naive(lines, value, lacking), (value, lacking)


@given(st.sampled_from(sorted(CASES)), st.integers(0, 4_000_000), st.integers(0, 60), st.integers(0, 4_000_000))
def test_every_household_has_one_class_and_more_income_never_makes_it_poorer(
    name: str, income: int, lacking: int, more: int
) -> None:
    before, after = _one(CASES[name], income, lacking), _one(CASES[name], income + more, lacking)
    assert isinstance(before, PovertyClass)
    assert isinstance(after, PovertyClass)
    assert RANK[before] <= RANK[after]


@given(st.sampled_from(sorted(CASES)), st.integers(0, 4_000_000), st.integers(0, 60), st.integers(0, 60))
def test_lacking_more_never_makes_a_household_less_poor(name: str, income: int, lacking: int, more: int) -> None:
    before, after = _one(CASES[name], income, lacking), _one(CASES[name], income, lacking + more)
    assert isinstance(before, PovertyClass)
    assert isinstance(after, PovertyClass)
    assert RANK[after] <= RANK[before]


@pytest.mark.parametrize(("area", "income", "points"), [(RURAL, 1_500_000, 140), (URBAN, 2_000_000, 175)])
@pytest.mark.parametrize("lacking", range(13))
def test_points_and_income_agree_where_the_sheet_of_2022_says_so(
    area: AreaType, income: int, points: int, lacking: int
) -> None:
    held = standards().on(2022)
    for step in (0, -1):
        by_income = classify(income + step, lacking, area, held)
        assert classify_points(points + step, lacking * 10, area, held) is by_income
        assert by_income in (POOR, NEAR_POOR)
    assert classify(income + 1, lacking, area, held) is AVERAGE
    assert classify_points(points + 1, lacking * 10, area, held) is NOT_POOR  # the sheet draws no average line


ROWS = st.lists(
    st.tuples(
        st.integers(-1, 4_000_000),
        st.none() | st.integers(-1, 12),
        st.sampled_from([RURAL, URBAN, None, "rural", "urban", "suburb"]),
    )
)


@given(ROWS, st.sampled_from(YEARS))
def test_columns_give_what_single_households_give(rows: list[tuple[int, int | None, str | None]], year: int) -> None:
    columns = [[row[i] for row in rows] for i in range(3)]
    areas = [AreaType(a) if a in set(AreaType) else None for _, _, a in rows]
    found = classify_rows(columns[0], columns[1], columns[2], STANDARDS[year])  # type: ignore[arg-type]
    singles = zip(rows, areas, strict=True)
    assert found == [classify(income, count, area, STANDARDS[year]) for (income, count, _), area in singles]


def test_columns_of_different_lengths_and_an_unknown_standard_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        classify_rows([1, 2], [0], [RURAL, RURAL], STANDARDS[2022])
    refused = classify_rows([1, 2], [0, 0], [RURAL, URBAN], standards().on(2040))
    assert refused == [PovertyRefusal.STANDARD_UNKNOWN] * 2

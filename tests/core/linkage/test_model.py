"""What a pair weighs: more for what strangers rarely share, less for a common name."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.levels import LEVELS, Compared
from diachi.core.linkage.model import (
    AT_HOME,
    NAMED,
    RARENESS,
    Meetings,
    Pattern,
    Threshold,
    Weights,
    chance_here,
    local_shares,
    local_weights,
    odds_of,
    probability_of,
    rareness,
    shares_counted,
    shipped_weights,
    total_bits,
    twin_prior,
    with_prior,
)
from diachi.core.same import Clue
from diachi.files.link_model import link_model

MODEL = link_model()
MEETINGS = Meetings(rows=2_000, pairs=4_000_000, home=200_000, same_province=4_000_000)
_PATTERN = st.tuples(*(st.sampled_from([None, *levels]) for levels in LEVELS.values()))
_PATTERNS = st.dictionaries(_PATTERN, st.integers(1, 5_000), max_size=8)
_BITS = st.floats(-200, 200)
_MEETINGS = st.builds(
    lambda rows, more, home, province: Meetings(
        rows=rows, pairs=rows * more, home=rows * more * home // 100, same_province=rows * more * province // 100
    ),
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.integers(0, 100),
    st.integers(0, 100),
)


@given(one=_BITS, two=_BITS)
def test_more_bits_are_never_less_probable(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0.0 < probability_of(low) <= probability_of(high) <= 1.0
    assert probability_of(one) + probability_of(-one) == pytest.approx(1.0)
    assert odds_of(one) * odds_of(-one) == pytest.approx(1.0)


def test_no_bits_are_even_chances() -> None:
    assert probability_of(0.0) == 0.5
    assert odds_of(3.0) == 8.0


# Sharing says more than not sharing; between them an order holds where one level is the other with more known.
_MORE = (
    (Clue.PERSONAL_ID, Clue.PERSONAL_ID_NEAR, Clue.PERSONAL_ID_DIFFERS),
    (Clue.NAME, Clue.NAME_PLAIN, Clue.ACCENTS_DIFFER, Clue.NAME_SLIP, Clue.MIDDLE_NAME_LEFT_OUT),
    (Clue.MIDDLE_NAME_LEFT_OUT, Clue.MIDDLE_NAME_DIFFERS, Clue.GIVEN_NAME, Clue.NAME_DIFFERS),
    (Clue.HEADS_SWAPPED, Clue.HEAD_AMONG_MEMBERS, Clue.HEAD_OF_NEXT_GENERATION, Clue.NAME_DIFFERS),
    (Clue.BIRTH_DAY, Clue.BIRTH_YEAR, Clue.BIRTH_YEAR_NEXT, Clue.BIRTH_YEAR_NEAR, Clue.BIRTH_YEAR_DIFFERS),
    (Clue.BIRTH_YEAR, Clue.BIRTH_DAY_DIFFERS, Clue.BIRTH_YEAR_DIFFERS),
    (Clue.SEX, Clue.SEX_DIFFERS),
    (Clue.ETHNIC_GROUP, Clue.ETHNIC_GROUP_DIFFERS),
    (Clue.MEMBERS, Clue.MEMBERS_ALIKE, Clue.MEMBER, Clue.MEMBER_ALIKE, Clue.MEMBERS_DIFFER),
    (Clue.MEMBER_NUMBER, Clue.MEMBER),
    (Clue.HAMLET, Clue.HAMLET_ALIKE, Clue.COMMUNE, Clue.HAMLET_DIFFERS, Clue.PROVINCE, Clue.PLACE_DIFFERS),
    (Clue.PHONE, Clue.PHONE_DIFFERS),
)


@pytest.mark.parametrize("order", _MORE, ids=lambda order: order[0].value)
def test_the_shipped_model_weighs_more_agreement_higher(order: tuple[Clue, ...]) -> None:
    assert [MODEL.bits[c] for c in order] == sorted((MODEL.bits[c] for c in order), reverse=True)


def test_every_level_has_bits_and_a_share_and_shares_of_a_comparison_are_a_whole() -> None:
    for compared, levels in LEVELS.items():
        parts = [AT_HOME, [c for c in levels if c not in AT_HOME]] if compared is Compared.PLACE else [levels]
        for part in parts:
            assert sum(MODEL.chance[c] for c in part) == pytest.approx(1.0, abs=1e-3)
        assert all(math.isfinite(MODEL.bits[c]) and 0 < MODEL.chance[c] <= 1 for c in levels)


@given(records=st.integers(0, 10**7))
def test_the_thresholds_are_those_of_the_size_and_beyond_the_last_stay(records: int) -> None:
    sizes = (Threshold(records=100, same=0.4, review=0.1), Threshold(records=10_000, same=0.6, review=0.2))
    found = replace(MODEL, thresholds=sizes).threshold(records)
    assert found == sizes[records > 100]


@given(pattern=_PATTERN, bits=st.integers(-3, 3))
def test_each_level_weighs_once_and_a_rare_name_counts_where_both_bear_it(pattern: Pattern, bits: int) -> None:
    found = shipped_weights(MODEL).of(pattern, bits)
    known = [(c, MODEL.bits[c]) for c in pattern if c]
    named = [(Clue.NAME_COMMON, float(bits))] if pattern[1] in NAMED and bits else []
    assert list(found) == known + named


@given(pattern=_PATTERN, dice=st.randoms(use_true_random=False))
def test_no_order_of_adding_shows(pattern: Pattern, dice: object) -> None:
    found = list(shipped_weights(MODEL).of(pattern, 2))
    mixed = dice.sample(found, len(found))  # type: ignore[attr-defined]
    assert total_bits(tuple(mixed)) == total_bits(tuple(found))


@given(patterns=_PATTERNS)
def test_counted_shares_are_a_whole_and_nothing_is_impossible(patterns: dict[Pattern, int]) -> None:
    shares = shares_counted(patterns)
    for levels in LEVELS.values():
        assert sum(shares[c] for c in levels) == pytest.approx(1.0)
        assert all(shares[c] > 0 for c in levels)


@given(patterns=_PATTERNS)
def test_local_shares_lie_between_what_was_counted_and_what_was_shipped(patterns: dict[Pattern, int]) -> None:
    shares = local_shares(MODEL, patterns)
    for compared, every in LEVELS.items():
        levels = AT_HOME if compared is Compared.PLACE else every
        seen = {c: sum(n for p, n in patterns.items() if c in p) for c in levels}
        total, shipped = sum(seen.values()), sum(MODEL.chance[c] for c in levels)
        for clue in levels:
            ends = sorted((MODEL.chance[clue] / shipped, seen[clue] / total if total else MODEL.chance[clue] / shipped))
            assert ends[0] - 1e-9 <= shares[clue] <= ends[1] + 1e-9


def test_without_anything_measured_shares_and_bits_are_the_shipped_ones() -> None:
    shares = local_shares(MODEL, {})
    weights = local_weights(MODEL, shares, replace(MEETINGS, home=0, pairs=0))
    for levels in LEVELS.values():
        for clue in levels:
            if clue not in _AWAY:
                assert weights.bits[clue] == pytest.approx(MODEL.bits[clue], abs=0.01)


@given(patterns=_PATTERNS, meetings=_MEETINGS)
def test_bits_are_finite_and_gain_no_more_than_two(patterns: dict[Pattern, int], meetings: Meetings) -> None:
    weights = local_weights(MODEL, local_shares(MODEL, patterns), meetings)
    assert set(weights.bits) == set(MODEL.bits)
    for clue, bits in weights.bits.items():
        assert math.isfinite(bits)
        assert bits <= MODEL.bits[clue] + 2.0 + 1e-6


_AWAY = (Clue.PROVINCE, Clue.PLACE_DIFFERS)  # weighed by how many communes there are


@pytest.mark.parametrize("clue", [c for levels in LEVELS.values() for c in levels if c not in _AWAY])
def test_what_strangers_share_more_often_here_is_worth_less(clue: Clue) -> None:
    shares = local_shares(MODEL, {})
    seldom = shares | {clue: shares[clue] / 1.5}
    before, after = (local_weights(MODEL, s, MEETINGS).bits[clue] for s in (seldom, shares))
    assert after == pytest.approx(before - math.log2(1.5), abs=1e-3)


def test_another_commune_speaks_the_less_the_more_communes_there_are() -> None:
    shares = local_shares(MODEL, {})
    many, few = (local_weights(MODEL, shares, replace(MEETINGS, home=home)).bits for home in (4_000, 160_000))
    for clue in _AWAY:
        assert many[clue] < few[clue]


_BEARERS = st.dictionaries(st.integers(1, 500), st.integers(1, 400), max_size=8)


@given(bearers=_BEARERS, one=st.integers(1, 10**6), two=st.integers(1, 10**6))
def test_a_name_borne_by_more_is_never_worth_more(bearers: dict[int, int], one: int, two: int) -> None:
    bits = rareness(MODEL, bearers)
    few, many = sorted((one, two))
    assert RARENESS[0] <= bits(many) <= bits(few) <= RARENESS[-1]
    assert all(isinstance(bits(n), int) for n in (few, many))


def test_few_records_say_little_of_a_name_and_many_say_much() -> None:
    small, large = rareness(MODEL, {1: 10}), rareness(MODEL, {1: 50_000, 20_000: 1})
    assert abs(small(1)) <= 1
    assert large(1) > 0 > large(20_000)
    assert rareness(MODEL, {})(0) == 0


_FOUND = st.dictionaries(st.integers(-20, 40).map(float), st.integers(1, 3_000), max_size=8)


@given(histogram=_FOUND, meetings=_MEETINGS, within=st.booleans())
def test_the_chance_is_one_and_grows_with_what_was_found(
    histogram: dict[float, int], meetings: Meetings, *, within: bool
) -> None:
    chance = chance_here(MODEL, histogram, meetings, within=within)
    more = chance_here(MODEL, histogram | {30.0: histogram.get(30.0, 0) + 50}, meetings, within=within)
    assert 0.0 < chance <= more
    assert math.isfinite(with_prior(shipped_weights(MODEL), MODEL, chance).prior)


def test_short_lists_keep_to_the_shipped_expectation_and_long_ones_follow_what_was_found() -> None:
    short, long = Meetings(rows=1, pairs=1, home=1, same_province=1), replace(MEETINGS, home=4_000_000)
    for within, expected in ((False, MODEL.expected), (True, MODEL.expected_twice)):
        alone = chance_here(MODEL, {}, short, within=within) * 80
        assert expected * 0.9 < alone < expected
    nothing = chance_here(MODEL, {}, long, within=False)
    half = chance_here(MODEL, {40.0: 1_000}, long, within=False)
    assert nothing < 0.01 * half
    assert half == pytest.approx(1_000 / 4_000_000, rel=0.02)


@given(chances=st.lists(st.floats(1e-9, 0.5), min_size=2, max_size=2))
def test_a_likelier_household_starts_higher(chances: list[float]) -> None:
    low, high = (with_prior(Weights(bits={}), MODEL, c).prior for c in sorted(chances))
    assert low <= high
    assert round(low, 2) == low


def test_two_rows_of_one_list_start_lower_than_two_of_two_lists() -> None:
    apart = with_prior(Weights(bits={}), MODEL, MODEL.expected / 80).prior
    assert twin_prior(MODEL) < apart


def test_orders_named_here_are_levels() -> None:
    every = {c for levels in LEVELS.values() for c in levels}
    assert set(itertools.chain(*_MORE)) <= every

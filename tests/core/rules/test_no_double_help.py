"""Earlier help keeps a household out when it is sure and within the years; a doubt never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.clauses import Exclusion
from diachi.core.rules.no_double_help import helps_that_exclude, helps_to_look_at
from diachi.core.same import EarlierHelp, Verdict


def helped(year: int | None, verdict: Verdict = Verdict.SAME, **more: object) -> EarlierHelp:
    return EarlierHelp(record_id=f"R{year}", year=year, verdict=verdict, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("year", "exclusion", "out"),
    [
        (2014, Exclusion(from_year=2014), True),
        (2013, Exclusion(from_year=2014), False),
        (2023, Exclusion(from_year=2014, to_year=2023), True),
        (2024, Exclusion(from_year=2014, to_year=2023), False),
        (1999, Exclusion(), True),
        (None, Exclusion(from_year=2014), True),
    ],
)
def test_both_years_are_included_and_an_unknown_year_counts(year: int | None, exclusion: Exclusion, out: bool) -> None:
    assert bool(helps_that_exclude((helped(year),), exclusion)) is out


@given(st.lists(st.builds(helped, st.none() | st.integers(2000, 2030), st.sampled_from(Verdict))))
def test_only_what_is_sure_excludes(helps: list[EarlierHelp]) -> None:
    assert all(h.verdict is Verdict.SAME for h in helps_that_exclude(helps, Exclusion(from_year=2014)))


@pytest.mark.parametrize(
    ("lasting", "exclusion", "out", "asked"),
    [
        (False, Exclusion(), False, False),
        (None, Exclusion(), False, True),
        (True, Exclusion(), True, False),
        (False, Exclusion(counts=("tet_gift",)), True, False),  # a campaign may say that gifts count
        (True, Exclusion(counts=("house",)), False, False),
        (True, Exclusion(counts=("animal", "house")), True, False),
    ],
)
def test_a_gift_for_tet_is_no_help_unless_the_campaign_says_so(
    lasting: bool | None, exclusion: Exclusion, out: bool, asked: bool
) -> None:
    kinds = ("tet_gift",) if lasting is False else ("animal",)
    helps = (helped(2016, lasting=lasting, kinds=kinds),)
    assert bool(helps_that_exclude(helps, exclusion)) is out
    assert bool(helps_to_look_at(helps, exclusion)) is asked


@pytest.mark.parametrize(("programme", "out"), [("", True), ("dia_chi_2020", True), ("quy_vi_nguoi_ngheo", False)])
def test_only_the_programmes_named_exclude_and_an_unknown_one_counts(programme: str, out: bool) -> None:
    exclusion = Exclusion(programmes=("dia_chi_2020",))
    assert bool(helps_that_exclude((helped(2016, programme=programme),), exclusion)) is out


@given(st.lists(st.builds(helped, st.none() | st.integers(2000, 2030), st.sampled_from(Verdict))))
def test_what_is_looked_at_never_excludes_at_the_same_time(helps: list[EarlierHelp]) -> None:
    exclusion = Exclusion(from_year=2014, to_year=2023)
    assert not set(helps_that_exclude(helps, exclusion)) & set(helps_to_look_at(helps, exclusion))

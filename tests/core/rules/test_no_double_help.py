"""Earlier help keeps a household out when it is sure and within the years; a doubt never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.clauses import Exclusion
from diachi.core.rules.no_double_help import helps_that_exclude
from diachi.core.same import EarlierHelp, Verdict


def helped(year: int | None, verdict: Verdict = Verdict.SAME) -> EarlierHelp:
    return EarlierHelp(record_id=f"R{year}", year=year, verdict=verdict)


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

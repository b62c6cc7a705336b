import pytest

from diachi.core.clauses import Followed
from diachi.core.rules.still_followed import still_followed

YEARS = Followed(from_year=2014, to_year=2023)


@pytest.mark.parametrize(
    ("year", "followed", "still"),
    [
        (2014, YEARS, True),
        (2023, YEARS, True),
        (2013, YEARS, False),
        (2024, YEARS, False),
        (None, YEARS, None),
        (2016, None, None),
    ],
)
def test_the_years_of_the_letter_are_followed_and_unknown_is_not_no(
    year: int | None, followed: Followed | None, still: bool | None
) -> None:
    assert still_followed(year, followed) is still

"""Merit is judged by the ordinance of the campaign's day; whose merit counts stays with the scope."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.clauses import MeritScope
from diachi.core.household import ListedHousehold, Member, MeritRelation
from diachi.core.merit import MeritCategories, MeritCategory
from diachi.core.rules.target import merit_members
from diachi.files.law.merit import merit_categories
from diachi.files.law.tables import law_text

LAST_OLD, FIRST_NEW = date(2021, 6, 30), date(2021, 7, 1)
WORDS = set(tomllib.loads(law_text("codes.toml"))["merit"]) - {"source"}
HOME = ListedHousehold(household_id="H")
# Invented: a category that an ordinance took out.
ENDED = MeritCategories(
    [
        MeritCategory(no=1, code="martyr", name="Liệt sĩ"),
        MeritCategory(no=99, code="ended", name="Hết hiệu lực", valid_to=LAST_OLD),
    ]
)


def person(number: int, *merit: str, relation: MeritRelation | None = MeritRelation.SELF) -> Member:
    return Member(household_id="H", member_no=number, merit=merit, merit_relation=relation)


@pytest.mark.parametrize(("day", "document"), [(LAST_OLD, "PL 26/2005"), (FIRST_NEW, "PL 02/2020")])
def test_a_day_has_the_twelve_categories_of_its_ordinance(day: date, document: str) -> None:
    found = merit_categories().categories_on(day)
    assert [row.no for row in found] == list(range(1, 13))
    assert all(row.document.startswith(document) for row in found)
    assert all(row.confirmed for row in found)


def test_a_campaign_of_2020_uses_the_wording_of_2012() -> None:
    names = {day: {r.code: r.name for r in merit_categories().categories_on(day)} for day in (LAST_OLD, FIRST_NEW)}
    assert {c for c in names[LAST_OLD] if names[LAST_OLD][c] != names[FIRST_NEW][c]} == {
        "martyr",
        "war_invalid",
        "imprisoned",
        "resistance",
    }
    assert names[LAST_OLD].keys() == names[FIRST_NEW].keys()


def test_relatives_are_those_of_article_3_clause_2() -> None:
    assert set(merit_categories().relatives_on(FIRST_NEW)) == set(MeritRelation) - {MeritRelation.SELF}
    assert merit_categories().relatives_on(LAST_OLD) == ()  # the article of the old text was not seen


def test_every_code_lists_are_read_into_is_a_category_or_merit_without_one() -> None:
    for day in (LAST_OLD, FIRST_NEW):
        assert merit_categories().outside(sorted(WORDS), day) == ()
        assert {r.code for r in merit_categories().categories_on(day)} == WORDS - {"merit", "relative"}
    assert merit_categories().outside(("martyr", "brave"), FIRST_NEW) == ("brave",)


def test_a_category_the_ordinance_does_not_name_counts_for_nobody() -> None:
    members = [person(1, "martyr"), person(2, "ended"), person(3, "ended", "martyr")]
    assert ENDED.members_of_merit(HOME, members, MeritScope.SELF_ONLY, LAST_OLD) == 3
    assert ENDED.members_of_merit(HOME, members, MeritScope.SELF_ONLY, FIRST_NEW) == 2
    marked = ListedHousehold(household_id="H", merit=("ended",))
    assert ENDED.members_of_merit(marked, (), MeritScope.SELF_ONLY, FIRST_NEW) == 0


@given(
    st.lists(st.tuples(st.sampled_from(sorted(WORDS)), st.none() | st.sampled_from(MeritRelation)), max_size=4),
    st.sampled_from(MeritScope),
    st.sampled_from([LAST_OLD, FIRST_NEW]),
)
def test_the_scope_has_one_meaning(said: list[tuple[str, MeritRelation | None]], scope: MeritScope, day: date) -> None:
    members = [person(n, code, relation=relation) for n, (code, relation) in enumerate(said, start=1)]
    assert merit_categories().members_of_merit(HOME, members, scope, day) == merit_members(HOME, members, scope)

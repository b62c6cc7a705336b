"""What stands stays, what was refused is not offered again, and a family that said no is left in peace."""

from datetime import date

from diachi.core.agency import Pair, PairTarget
from diachi.core.rules.pairs_kept import banned_pairs, kept_pairs, refused_households

YES = date(2024, 6, 1)


def agreed(agency: str, household: str, **more: object) -> Pair:
    said = {"sponsor_yes_on": YES, "commune_yes_on": YES, "household_yes_on": YES, **more}
    return Pair(group_id="G", agency_id=agency, target_id=household, **said)  # type: ignore[arg-type]


def test_a_pair_stands_by_three_answers_or_by_a_document() -> None:
    rows = (
        agreed("A2", "H2"),
        agreed("A1", "H1"),
        agreed("A3", "H3", household_yes_on=None),
        agreed("A4", "H4", commune_yes_on=None),
        agreed("A5", "H5", sponsor_yes_on=None),
        Pair(group_id="G", agency_id="A6", target_id="H6", assigned_by="QĐ 12"),
        agreed("A7", "H7", refused_by="commune"),
        Pair(group_id="G", agency_id="A8", target=PairTarget.COMMUNE, target_id="00001", assigned_by="KH 847"),
    )
    assert [p.target_id for p in kept_pairs(rows)] == ["H1", "H2", "H6"]
    assert kept_pairs(rows[::-1]) == kept_pairs(rows)


def test_who_refused_decides_what_is_not_offered_again() -> None:
    rows = (
        agreed("A1", "H1", refused_by="sponsor"),
        agreed("A2", "H1", refused_by="commune"),
        agreed("A3", "H3", refused_by="household"),
        agreed("A4", "H4", refused_by="household"),
        agreed("A5", "H4"),
    )
    assert banned_pairs(rows) == {("A1", "H1"), ("A2", "H1")}
    assert refused_households(rows) == {"H3"}

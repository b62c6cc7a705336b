"""The word of people stands, can be taken back, and is never made to agree by a machine."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.pair_verdicts import (
    Contradiction,
    ContradictionKind,
    Opinion,
    PairVerdict,
    added,
    contradictions,
    heard,
    obey,
    withdraw,
)
from diachi.core.same import SamePair, Verdict

HOMES, RECORDS = frozenset({"H1", "H2", "H3"}), frozenset({"R1", "R2"})
FOUND = (
    SamePair(id_a="H1", id_b="R1", probability=0.8, evidence=("name",), weights=(3.0,)),
    SamePair(id_a="H2", id_b="R1", probability=0.9, verdict=Verdict.SAME),
    SamePair(id_a="H2", id_b="R2", probability=0.7),
)


def said(one: str, two: str, opinion: Opinion, by: str = "cán bộ xã", **more: object) -> PairVerdict:
    return PairVerdict(id_a=one, id_b=two, verdict=opinion, by=by, **more)  # type: ignore[arg-type]


def _obeyed(*verdicts: PairVerdict) -> dict[tuple[str, str], SamePair]:
    return {(p.id_a, p.id_b): p for p in obey(FOUND, heard(verdicts), left=HOMES, right=RECORDS)}


@pytest.mark.parametrize("ids", [("H1", "R1"), ("R1", "H1")])
def test_the_same_is_sure_and_the_record_is_offered_to_nobody_else(ids: tuple[str, str]) -> None:
    pairs = _obeyed(said(*ids, Opinion.SAME))
    assert set(pairs) == {("H1", "R1"), ("H2", "R2")}
    pair = pairs["H1", "R1"]
    assert (pair.verdict, pair.probability, pair.firm) == (Verdict.SAME, 1.0, True)
    assert (pair.evidence, pair.weights) == (("confirmed", "name"), (0.0, 3.0))


@pytest.mark.parametrize(
    ("opinion", "verdict"),
    [(Opinion.DIFFERENT, Verdict.DIFFERENT), (Opinion.SPLIT, Verdict.SPLIT), (Opinion.UNSURE, Verdict.REVIEW)],
)
def test_every_word_stands_whatever_the_machine_says(opinion: Opinion, verdict: Verdict) -> None:
    assert _obeyed(said("H2", "R1", opinion))["H2", "R1"].verdict is verdict


def test_what_the_machine_did_not_find_is_added() -> None:
    assert _obeyed(said("H3", "R2", Opinion.SAME))["H3", "R2"].verdict is Verdict.SAME


def test_an_id_of_no_list_changes_nothing() -> None:
    assert _obeyed(said("H9", "R1", Opinion.SAME), said("R1", "R2", Opinion.SAME)) == _obeyed()


def test_within_a_list_the_lesser_id_comes_first() -> None:
    [pair] = obey((), heard([said("H3", "H1", Opinion.SAME)]), left=HOMES, right=None)
    assert (pair.id_a, pair.id_b) == ("H1", "H3")


def test_a_verdict_taken_back_is_as_if_it_was_never_said_and_its_row_stays() -> None:
    rows, count = withdraw([said("H1", "R1", Opinion.SAME)], ("R1", "H1"), by="cơ quan đầu mối", on=date(2024, 6, 1))
    assert count == 1
    assert _obeyed(*rows) == _obeyed()
    assert (rows[0].verdict, rows[0].withdrawn_by) == (Opinion.SAME, "cơ quan đầu mối")
    assert withdraw(rows, ("H1", "R1"), by="x", on=date(2024, 6, 2))[1] == 0


def test_two_verdicts_on_one_pair_are_named_and_looked_at_again() -> None:
    rows = [said("H1", "R1", Opinion.SAME), said("R1", "H1", Opinion.DIFFERENT, by="Phòng")]
    assert contradictions(rows) == (
        Contradiction(kind=ContradictionKind.TWO_VERDICTS, ids=("H1", "R1"), said=(Opinion.DIFFERENT, Opinion.SAME)),
    )
    pair = _obeyed(*rows)["H1", "R1"]
    assert (pair.verdict, pair.evidence[0]) == (Verdict.REVIEW, "disputed")


def test_unsure_gives_way_to_a_firm_word() -> None:
    rows = [said("H1", "R1", Opinion.SAME), said("H1", "R1", Opinion.UNSURE, by="Phòng")]
    assert contradictions(rows) == ()
    assert _obeyed(*rows)["H1", "R1"].verdict is Verdict.SAME


@pytest.mark.parametrize("cut", [Opinion.DIFFERENT, Opinion.SPLIT])
def test_a_chain_that_bites_its_tail_is_named_from_end_to_end_and_nothing_is_resolved(cut: Opinion) -> None:
    rows = [said("A", "B", Opinion.SAME), said("C", "B", Opinion.SAME), said("A", "C", cut)]
    assert contradictions(rows) == (
        Contradiction(kind=ContradictionKind.CHAIN, ids=("A", "B", "C"), said=(Opinion.SAME, cut)),
    )
    assert heard(rows)[("A", "C")] is cut
    assert contradictions(rows[:2]) == ()


def test_the_same_word_of_the_same_role_is_kept_once() -> None:
    rows, count = added(
        [said("H1", "R1", Opinion.SAME)], [said("R1", "H1", Opinion.SAME), said("H1", "R2", Opinion.SAME)]
    )
    assert (len(rows), count) == (2, 1)


IDS = st.sampled_from("ABCDEF")
ROWS = st.lists(st.builds(said, IDS, IDS, st.sampled_from(Opinion), st.sampled_from(["x", "y"])), max_size=12)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[PairVerdict], dice: random.Random) -> None:
    shuffled = rows[:]
    dice.shuffle(shuffled)
    assert heard(shuffled) == heard(rows)
    assert contradictions(shuffled) == contradictions(rows)


@given(ROWS)
def test_every_chain_that_is_named_is_said_link_by_link(rows: list[PairVerdict]) -> None:
    opinions = heard(rows)
    for found in contradictions(rows):
        if found.kind is ContradictionKind.CHAIN:
            links = [tuple(sorted(pair)) for pair in zip(found.ids, found.ids[1:], strict=False)]
            assert all(opinions[link] is Opinion.SAME for link in links)
            assert opinions[min(found.ids[0], found.ids[-1]), max(found.ids[0], found.ids[-1])] is found.said[1]

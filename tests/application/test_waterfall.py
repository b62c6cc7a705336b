"""The sum a person can follow ends at the probability of the pair."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.application.waterfall import evidence_lines, percent, prior_of, signed, waterfall
from diachi.core.same import SamePair, Verdict
from diachi.files.waterfall_svg import waterfall_svg
from diachi.files.words import Words

VI = Words("vi")
PRIOR = -12.0


def _pair(*weights: float, prior: float = PRIOR, said: str = "", **more: object) -> SamePair:
    codes = ("name", "birth_year", "hamlet", "members", "personal_id", "sex_differs")[: len(weights)]
    odds = 2 ** (prior + sum(weights))
    return SamePair(
        id_a="H1",
        id_b="R1",
        probability=round(odds / (1 + odds), 6),
        evidence=(said, *codes) if said else codes,
        weights=(0.0, *weights) if said else weights,
        **more,  # type: ignore[arg-type]
    )


@given(st.lists(st.floats(-8, 13), min_size=1, max_size=6))
def test_the_bars_stand_on_each_other_and_end_at_the_probability(weights: list[float]) -> None:
    pair = _pair(*[round(w, 2) for w in weights])
    found = waterfall(pair, PRIOR, VI)
    assert found is not None
    assert [b.before for b in found.bars[1:]] == pytest.approx([b.after for b in found.bars[:-1]])
    if 1e-4 < pair.probability < 1 - 1e-4:
        # bars below .05 bits are not drawn, those of rivals only from half a bit on
        assert abs(found.total - math.log2(pair.probability / (1 - pair.probability))) < 0.9


def test_the_start_is_what_most_pairs_share() -> None:
    lone = [_pair(6.0 + n / 10, 5.0) for n in range(5)]
    with_rivals = [_pair(8.0, 4.0, prior=PRIOR - 3), _pair(7.0, 4.5, prior=PRIOR - 2)]
    assert prior_of([*lone, *with_rivals]) == PRIOR
    assert prior_of([SamePair(id_a="a", id_b="b", probability=0.5)]) is None


def test_a_row_with_rivals_says_so() -> None:
    found = waterfall(_pair(8.0, 4.0, prior=PRIOR - 3), PRIOR, VI)
    assert found is not None
    assert (found.bars[-1].code, round(found.bars[-1].bits)) == ("rivals", -3)


@pytest.mark.parametrize("settled", [(1.25, 0.5), (0.8, -0.4)])
def test_what_the_model_does_to_the_sum_is_a_bar_of_its_own(settled: tuple[float, float]) -> None:
    def settled_pair(*weights: float) -> SamePair:
        bits = settled[0] * (PRIOR + sum(weights)) + settled[1]
        codes = ("name", "birth_year", "hamlet")[: len(weights)]
        odds = 2**bits
        return SamePair(id_a="H", id_b="R", probability=round(odds / (1 + odds), 6), evidence=codes, weights=weights)

    pairs = [settled_pair(8.0 + n / 10, 4.0, 1.0) for n in range(6)]
    assert prior_of(pairs, settled) == PRIOR
    found = waterfall(pairs[0], PRIOR, VI, settled)
    assert found is not None
    assert [b.code for b in found.bars] == ["start", "name", "birth_year", "hamlet", "settled"]
    assert found.total == pytest.approx(settled[0] * 1.0 + settled[1])


def test_the_word_of_people_stands_above_the_sum() -> None:
    pair = SamePair(
        id_a="H1", id_b="R1", probability=1.0, verdict=Verdict.SAME, evidence=("confirmed", "name"), weights=(0.0, 9.0)
    )
    found = waterfall(pair, PRIOR, VI)
    assert found is not None
    assert (found.said, [b.code for b in found.bars]) == ("confirmed", ["start", "name"])
    assert found.probability < 0.2


def test_without_weights_there_is_no_sum_but_there_are_sentences() -> None:
    pair = SamePair(id_a="H1", id_b="R1", evidence=("confirmed", "name"))
    assert waterfall(pair, PRIOR, VI) is None
    assert evidence_lines(pair, VI) == ("người xem kết luận: cùng một hộ", "cùng họ tên")


def test_sentences_come_with_the_weightiest_first() -> None:
    pair = SamePair(id_a="H1", id_b="R1", evidence=("name", "name_common", "personal_id"), weights=(5.0, -2.0, 13.0))
    assert evidence_lines(pair, VI) == ("cùng số định danh: +13,0", "cùng họ tên: +5,0", "tên rất phổ biến: −2,0")


def test_figures_are_written_as_people_write_them() -> None:
    assert (signed(13.04), signed(-2.0), signed(0.0)) == ("+13,0", "−2,0", "+0,0")
    assert (percent(0.985), percent(0.99999), percent(0.0001)) == ("98,5 %", "> 99,9 %", "< 0,1 %")


@pytest.mark.parametrize("weights", [(6.0, 5.0, 3.0), (-4.0,), (13.0, 13.0, 13.0, 13.0), (0.1, 0.06)])
def test_the_picture_says_every_bar_in_words_and_numbers_and_stays_inside(weights: tuple[float, ...]) -> None:
    found = waterfall(_pair(*weights), PRIOR, VI)
    assert found is not None
    drawn = waterfall_svg(found, "Vì sao: <H1> & R1", VI)
    root = ElementTree.fromstring(drawn)
    texts = "\n".join(e.text or "" for e in root.iter() if e.text)
    for bar in found.bars:
        assert signed(bar.bits) in texts
    assert "Vì sao: <H1> & R1" in texts
    wide = float(root.attrib["width"])
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(rect.attrib.get("x", 0)) >= 0
        assert float(rect.attrib.get("x", 0)) + float(rect.attrib["width"]) <= wide
    assert not re.search(r"style=|href=|<script", drawn)
    assert drawn == waterfall_svg(found, "Vì sao: <H1> & R1", VI)

"""Two linkers, one answer: the quick one gives what the obviously right one gives, at any order and on any threads."""

from __future__ import annotations

import os
import random
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diachi.application.find_same import records_of
from diachi.core.linkage.levels import LEVELS, Likeness, compare, sides_of
from diachi.core.linkage.meeting import keys_of
from diachi.core.linkage.places import place_keys
from diachi.core.linkage.traits import place_said, traits_of
from diachi.core.same import Linking, LinkNoteCode, LinkRecord, Verdict
from diachi.engines.linkage.naive import Naive
from diachi.engines.linkage.splink_duckdb import SplinkDuckdb
from diachi.engines.linkage.splink_duckdb.level_sql import patterns_sql, unpacked
from diachi.engines.linkage.splink_duckdb.meeting_sql import meet
from diachi.engines.linkage.splink_duckdb.rows_table import lay_rows
from diachi.files.law.places import gazetteer
from diachi.files.link_model import link_model
from worlds_linkage import both_lists, helped

NAIVE, QUICK = Naive(link_model()), SplinkDuckdb(link_model())
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def _lists(seed: int, records: int) -> tuple[tuple[LinkRecord, ...], tuple[LinkRecord, ...]]:
    lists = both_lists(seed, records)
    left, right = records_of(helped(lists.left), helped(lists.right), gazetteer())
    return tuple(left), tuple(right)


_RECORDS = st.lists(
    st.builds(
        LinkRecord,
        record_id=st.integers(0, 99).map(str),
        list_key=st.sampled_from(["", "2016"]),
        head_name=st.sampled_from(
            [
                "Hoàng Văn Tú",
                "Hoàng Văn Tư",
                "hoang van tu",
                "Hoàng Tú",
                "Hoàng Thị Tú",
                "Tú Hoàng Văn",
                "Lý Thị Mai",
                "Hoàng Vawn Tú",
                "Pi Năng Thị Hoa",
                "Pinăng Thị Hoa",
                "Hoàng Văn Túy",
                "Ông Tú (tức Sình)",
                "Sình",
                "",
            ]
        ),
        head_birth=st.sampled_from(["1970", "1971", "1970-05-01", "1970-06-02", "1907", "1980", "1973", ""]),
        head_sex=st.sampled_from(["male", "female", ""]),
        personal_id=st.sampled_from(["020070001234", "020070001243", "081234567", "081234576", "020099887766", ""]),
        members=st.lists(
            st.sampled_from(["li thi mai|1980", "hoang van tu|1970", "hoang van an|2001|020201000001", "hoang an|2001"])
            | st.sampled_from(["li thi mai|", "hoang thi nu|1999", "hoang van nu|1999", "pinang thi hoa|", "tu|1970"]),
            max_size=3,
        ).map(tuple),
        ethnic_group=st.sampled_from(["Tày", "Nùng", ""]),
        hamlet=st.sampled_from(["Bản Chu", "Thôn Bản Chu", "Bản Chú A", "Thôn 1", "Thôn 2", ""]),
        commune=st.sampled_from(["Hoa Thám", "Xã Hoa Thám", "Quý Hòa", ""]),
        commune_code=st.sampled_from(["06073", ""]),
        province=st.sampled_from(["Lạng Sơn", ""]),
        phone=st.sampled_from(["0961111111", "0962222222", ""]),
    ),
    max_size=9,
    unique_by=lambda r: r.record_id,
).map(tuple)


@FEW
@given(left=_RECORDS, right=_RECORDS | st.none())
def test_both_linkers_give_the_same(left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...] | None) -> None:
    assert QUICK.link(left, right) == NAIVE.link(left, right)


@FEW
@given(left=_RECORDS.filter(bool), right=_RECORDS.filter(bool))
def test_levels_and_keys_are_the_same_in_python_and_in_sql(
    left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...]
) -> None:
    places = place_keys(place_said(r) for r in (*left, *right))
    ones, twos = ({r.record_id: sides_of(traits_of(r, places)) for r in side} for side in (left, right))
    with duckdb.connect(":memory:") as con:
        lay_rows(con, left, right)
        every = patterns_sql(
            "from rows l join rows r on l.side = 0 and r.side = 1", {"a": "l.record_id", "b": "r.record_id"}
        )
        for id_a, id_b, packed in con.execute(every).fetchall():
            assert unpacked(packed) == (compare(ones[id_a], twos[id_b], Likeness()), 0)
        meet(con, within=False)
        met = con.execute(
            "select l.record_id, r.record_id from met join rows l on one = l.unique_id join rows r on two = r.unique_id"
        ).fetchall()
    keys = [{r: keys_of(s.traits) for r, s in side.items()} for side in (ones, twos)]
    assert set(met) == {(a, b) for a in ones for b in twos if keys[0][a] & keys[1][b]}


def test_a_district_is_the_same_with_both_and_in_any_order_on_any_threads() -> None:
    left, right = _lists(71, 1_500)
    first = NAIVE.link(left, right)
    assert len(first.pairs) > 300
    for threads in (1, 2, 3):
        mixed = [random.Random(threads).sample(side, len(side)) for side in (left, right)]
        assert SplinkDuckdb(link_model(), threads=threads).link(*mixed) == first


def test_a_computer_with_little_memory_gives_the_same_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left, right = _lists(74, 50_000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    little = SplinkDuckdb(link_model(), megabytes=80)
    waited: set[int] = set()
    watching = threading.Event()

    def watch() -> None:
        while not watching.wait(0.01):
            waited.add(sum(len(files) for _, _, files in os.walk(tmp_path)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        found = little.link(left, right)
    finally:
        watching.set()
        watcher.join()
    assert found == QUICK.link(left, right)
    assert max(waited) > 0  # something waited on the disk
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("linker", [NAIVE, QUICK], ids=lambda e: e.name)
def test_an_empty_history_and_an_empty_list_have_no_pairs(linker: Naive | SplinkDuckdb) -> None:
    left, _ = _lists(72, 300)
    assert linker.link(left, ()) == linker.link((), left) == linker.link((), ()) == linker.link((), None) == Linking()


@pytest.mark.parametrize("linker", [NAIVE, QUICK], ids=lambda e: e.name)
def test_without_any_number_the_households_are_still_found(linker: Naive | SplinkDuckdb) -> None:
    lists = both_lists(73, 1_200)
    bare = [[replace(r, personal_id="") for r in helped(rows)] for rows in (lists.left, lists.right)]
    found = linker.link(*records_of(*bare, gazetteer()))
    same = {(p.id_a, p.id_b) for p in found.pairs if p.verdict is Verdict.SAME}
    truth = set(lists.truth)
    assert len(same & truth) > 0.75 * len(truth)
    assert len(same & truth) > 0.93 * len(same)


@pytest.mark.parametrize("linker", [NAIVE, QUICK], ids=lambda e: e.name)
def test_a_village_of_namesakes_is_capped_and_said_and_numbers_still_speak(linker: Naive | SplinkDuckdb) -> None:
    one = LinkRecord(
        record_id="x", head_name="Hoàng Văn Tú", hamlet="Bản Chu", commune="Hoa Thám", commune_code="06073"
    )
    crowd = [replace(one, record_id=f"{n:04d}", head_birth=str(1930 + n % 70)) for n in range(1_500)]
    known = replace(one, record_id="known", personal_id="020070001234", head_birth="1970")
    found = linker.link(
        [*crowd, known], [*(replace(r, record_id=f"r{r.record_id}") for r in crowd), replace(known, record_id="r")]
    )
    assert [n.code for n in found.notes] == [LinkNoteCode.KEY_TOO_COMMON]
    assert ("known", "r") in {(p.id_a, p.id_b) for p in found.pairs if p.verdict is Verdict.SAME}


def test_every_level_of_every_comparison_happens_in_the_generated_lists() -> None:
    left, right = _lists(74, 6_000)
    places = place_keys(place_said(r) for r in (*left, *right))
    sides = [{r.record_id: sides_of(traits_of(r, places)) for r in side} for side in (left, right)]
    truth = both_lists(74, 6_000).truth
    seen = {clue for a, b in truth for clue in compare(sides[0][a], sides[1][b], Likeness())}
    missing = {clue.value for levels in LEVELS.values() for clue in levels} - {c.value for c in seen if c}
    assert missing <= {"birth_day_differs", "ethnic_group_differs", "given_name"}  # of strangers only

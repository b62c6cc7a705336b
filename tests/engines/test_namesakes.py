"""A village of five thousand namesakes, and cells that say nothing: neither blows the search up nor ends it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace

import pytest

from diachi.application.find_same import records_of
from diachi.core.history import HelpedRecord
from diachi.core.same import Linking, LinkNoteCode, LinkRecord, Verdict
from diachi.engines.linkage.naive import Naive
from diachi.engines.linkage.splink_duckdb import SplinkDuckdb
from diachi.files.law.places import gazetteer
from diachi.files.link_model import link_model

NAIVE, QUICK = Naive(link_model()), SplinkDuckdb(link_model())
BOTH = pytest.mark.parametrize("linker", [NAIVE, QUICK], ids=lambda e: e.name)
Records = tuple[LinkRecord, ...]

CROWD, NUMBERED, DIALLED = 5_000, 500, 500  # rows of each list; those with a number; those with a phone
_YEARS = 70  # so many rows of one year that a year alone tells nobody apart


def crowd(side: str, *, years: int = _YEARS) -> Records:
    """Give the namesakes of one list: some with a number, others with a phone, most with neither."""
    return tuple(
        LinkRecord(
            record_id=f"{side}{n:04d}",
            list_key=side,
            head_name="Hoàng Văn Tú",
            head_birth=str(1930 + n % years),
            personal_id=f"0200{30 + n % years:02d}{n:06d}" if n < NUMBERED else "",
            phone=f"096{n:07d}" if NUMBERED <= n < NUMBERED + DIALLED else "",
            hamlet="Bản Chu",
            commune="Hoa Thám",
            commune_code="06073",
            province="Lạng Sơn",
        )
        for n in range(CROWD)
    )


def _own(found: Linking) -> dict[str, Verdict]:
    """The verdicts on pairs of a row with itself in the other list."""
    return {p.id_a[1:]: p.verdict for p in found.pairs if p.id_a[1:] == p.id_b[1:]}


@BOTH
def test_in_a_village_of_namesakes_numbers_and_phones_find_their_household(linker: Naive | SplinkDuckdb) -> None:
    found = linker.link(crowd("a"), crowd("b"))
    assert [n.code for n in found.notes] == [LinkNoteCode.KEY_TOO_COMMON]
    assert found.notes[0].count == 3  # the village, the surname with the given name, the whole name
    own = _own(found)
    assert [own.get(f"{n:04d}") for n in range(NUMBERED + DIALLED)] == [Verdict.SAME] * (NUMBERED + DIALLED)
    assert not [p for p in found.pairs if p.verdict is Verdict.SAME and p.id_a[1:] != p.id_b[1:]]
    assert len(found.pairs) < 2 * CROWD


@BOTH
def test_when_their_year_is_one_as_well_numbers_still_speak(linker: Naive | SplinkDuckdb) -> None:
    found = linker.link(crowd("a", years=1), crowd("b", years=1))
    assert found.notes[0].count > 3
    own = _own(found)
    told = [own.get(f"{n:04d}") for n in range(NUMBERED)]
    assert set(told) <= {Verdict.SAME, Verdict.REVIEW}  # where all are alike a number alone is looked at


@BOTH
def test_a_village_of_namesakes_is_searched_within_itself(linker: Naive | SplinkDuckdb) -> None:
    twin = replace(crowd("a")[0], record_id="twin")
    found = linker.link([*crowd("a"), twin], None)
    assert [n.code for n in found.notes] == [LinkNoteCode.KEY_TOO_COMMON]
    assert [(p.id_a, p.id_b) for p in found.pairs] == [("a0000", "twin")]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of a child alone is asked of the system")
@pytest.mark.parametrize("linker", ["NAIVE", "QUICK"])
def test_the_village_fits_an_old_computer(linker: str) -> None:
    asked = (
        "import re, sys; sys.path[:0] = ['tests/engines']; import test_namesakes as t;"
        f"t.{linker}.link(t.crowd('a'), t.crowd('b'));"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert int(answer.stdout) < 700_000  # kB; all pairs of the village would be 25 million


FULL = LinkRecord(
    record_id="a",
    list_key="2016",
    head_name="Hoàng Văn Tú",
    head_birth="1970-05-01",
    head_sex="male",
    personal_id="020070001234",
    members=("Lý Thị Mai|1972|", "Hoàng Văn Sài|1995|"),
    ethnic_group="Tày",
    hamlet="Bản Chu",
    commune="Hoa Thám",
    commune_code="06073",
    district="Bình Gia",
    province="Lạng Sơn",
    phone="0961111111",
)
_NOTHING = ("", "0", "null", "-", "false", "☐")
SAYS_NOTHING: dict[str, tuple[object, ...]] = {
    **{field.name: _NOTHING for field in fields(LinkRecord)},
    "members": ((), ("",), ("0",), ("|",), ("||0",), ("null||",)),
}
del SAYS_NOTHING["record_id"]  # names the row, says nothing of the household


def _families(count: int) -> list[LinkRecord]:
    """Give households that share their village and nothing else."""
    heads = [f"{s} Văn {g}" for s in ("Hoàng", "Nông", "Bế", "Vi") for g in ("Tú", "Hải", "Sơn", "Yên", "Páo", "Lâm")]
    return [
        replace(
            FULL,
            record_id=f"{n:02d}",
            head_name=heads[n],
            head_birth=f"{1940 + 2 * n}-05-01",
            personal_id=f"0200{40 + 2 * n}{n * 7919:06d}",
            members=(f"{heads[-n - 1].replace('Văn', 'Thị')}|{1942 + 2 * n}|", f"{heads[n]} Sài|{1965 + 2 * n}|"),
            phone=f"096{n * 104729:07d}",
        )
        for n in range(count)
    ]


@BOTH
@pytest.mark.parametrize("name", SAYS_NOTHING)
def test_a_field_that_says_nothing_takes_nothing_from_the_others(linker: Naive | SplinkDuckdb, name: str) -> None:
    """One family for each value said on one side, one for each said on both, and some that say everything."""
    values = SAYS_NOTHING[name]
    whole = _families(2 * len(values) + 4)
    left, right = list(whole), [replace(r, list_key="2025") for r in whole]
    for n, value in enumerate(values):
        left[2 * n] = replace(left[2 * n], **{name: value})
        left[2 * n + 1] = replace(left[2 * n + 1], **{name: value})
        right[2 * n + 1] = replace(right[2 * n + 1], **{name: value})
    found = linker.link(left, right)
    same = [(p.id_a, p.id_b) for p in found.pairs if p.verdict is Verdict.SAME]
    assert same == [(r.record_id, r.record_id) for r in whole]


@BOTH
@pytest.mark.parametrize(
    "known",
    [
        "personal_id",
        "phone",
        "head_name head_birth",
        "head_name province",
        "head_name commune_code",
        "head_birth head_name commune_code",
        "members commune_code",
        "members commune",
        "members hamlet commune",
        "members personal_id",
    ],
)
def test_what_little_both_rows_say_is_enough_to_meet(linker: Naive | SplinkDuckdb, known: str) -> None:
    """All else is unknown: no key may wait for a field it does not hold."""
    said = {name: getattr(FULL, name) for name in known.split()}
    left, right = (LinkRecord(record_id=i, list_key=i, **said) for i in ("a", "b"))
    found = linker.link((left, *_families(9)[1:]), (right,))
    assert ("a", "b") in {(p.id_a, p.id_b) for p in found.pairs}


@BOTH
def test_rows_that_say_nothing_at_all_are_no_household(linker: Naive | SplinkDuckdb) -> None:
    empty = [LinkRecord(record_id=f"e{n}", list_key="2016") for n in range(50)]
    ghosts = [LinkRecord(record_id=f"g{n}", list_key="2025", head_name="0", personal_id="0") for n in range(50)]
    assert not linker.link(empty, ghosts).pairs
    assert not linker.link([*empty, *_families(6)], None).pairs
    found = linker.link([*empty, FULL], [*ghosts, replace(FULL, record_id="b", list_key="2025")])
    assert [(p.id_a, p.id_b) for p in found.pairs] == [("a", "b")]


_ROW = HelpedRecord(
    record_id="a",
    year=2016,
    head_name="Hoàng Văn Tú",
    head_birth="1970",
    head_sex="Nam",
    personal_id="020070001234",
    members="Lý Thị Mai (1972)",
    ethnic_group="Tày",
    hamlet="Bản Chu",
    commune="Hoa Thám",
    district="Bình Gia",
    province="Lạng Sơn",
    phone="0961111111",
    source_list="danh-sach",
)


@pytest.mark.parametrize("value", _NOTHING)
@pytest.mark.parametrize("name", ["head_birth", "personal_id", "phone", "head_sex"])
def test_a_cell_of_an_old_list_that_says_nothing_is_unknown(name: str, value: str) -> None:
    said, unknown = (list(records_of([replace(_ROW, **{name: v})], [], gazetteer())[0]) for v in (value, ""))
    assert said == unknown


@BOTH
def test_households_that_share_only_what_says_nothing_stay_apart(linker: Naive | SplinkDuckdb) -> None:
    nothing = {"head_birth": "0", "personal_id": "0", "phone": "0", "head_sex": "-", "members": "-"}
    one = replace(_ROW, **nothing)  # type: ignore[arg-type]
    two = replace(one, record_id="b", year=2020, head_name="Vi Thị Yên", hamlet="Nà Lùng")
    assert not [p for p in linker.link(*records_of([one], [two], gazetteer())).pairs if p.verdict is Verdict.SAME]

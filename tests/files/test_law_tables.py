"""Every table of the law data: its records can be read, each has a text or a source, the page is what they say."""

from __future__ import annotations

import importlib.util
from datetime import date

import pytest

from diachi.core.law import LawRecord, in_force
from diachi.core.table import read_row
from diachi.files.law.tables import TAIL, law_table, table_names
from house import ROOT

LAW = ROOT / "src" / "diachi" / "law"


@pytest.mark.parametrize("name", table_names())
def test_every_record_has_a_text_or_a_source_and_days_in_order(name: str) -> None:
    table = law_table(name)
    assert table.rows
    for row in table.rows:
        record = read_row(LawRecord, {k: row.get(k, "") for k in TAIL})
        assert record.source or record.document, row
        assert record.valid_from is None or record.valid_to is None or record.valid_from <= record.valid_to, row
        assert record.still_valid_on or record.valid_to, row


def test_every_file_of_law_is_in_the_index() -> None:
    files = {law_table(name).file for name in table_names()}
    assert {p.name for p in LAW.glob("*.csv")} == files


def test_the_page_of_the_law_is_what_the_data_say() -> None:
    spec = importlib.util.spec_from_file_location("build_law_page", ROOT / "tools" / "build_law_page.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "spec" / "law.md").read_text(encoding="utf-8") == module.page()


def test_records_are_in_force_between_their_days_and_vouched_for_until_one() -> None:
    record = LawRecord(valid_from=date(2022, 1, 1), valid_to=date(2026, 12, 31), still_valid_on=date(2026, 6, 30))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [record.holds_on(d) for d in days] == [False, True, True, False]
    assert in_force([record], days[0]) == ()
    assert [record.unvouched_on(date(*d)) for d in ((2026, 6, 30), (2026, 7, 1), (2027, 1, 1))] == [False, True, False]

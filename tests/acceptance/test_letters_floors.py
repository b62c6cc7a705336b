"""The floors of reading, on the letters with gold: scored by the scorer beside them; the table is printed.

The gold is small: read 1.000 as "no error seen in n".
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from diachi.core.letters.facts import BLANK_IN_SOURCE, Confidence
from diachi.core.letters.making import Reading
from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of
from diachi.core.letters.values import derive
from shared import needs_shared, shared

pytestmark = needs_shared
WHOLE = ("number", "date", "doc_type")
NEARLY = ("issuer", "subject", "signer", "place")
LIST_FLOORS = {  # field: (recall, precision)
    "recipients": (0.98, 0.98),
    "bases": (0.95, 0.95),
    "deadlines": (0.98, 0.95),
    "quotas": (0.95, 0.95),
    "amounts": (0.95, 0.95),
    "priority_communes": (0.95, 0.95),
    "authority": (0.95, 0.95),
}
FIELDS = {
    "recipients": ("addressee",),
    "bases": ("base",),
    "deadlines": ("deadline",),
    "quotas": ("quota", "pool", "joining", "goal"),
    "amounts": ("amount",),
    "reporting": ("reporting", "sending", "report_asked"),
}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared("letters", "score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _text(name: str) -> str:
    places = (shared("letters") / f"{name}.txt", shared("seeds") / f"{name}.txt")
    return next(p for p in places if p.exists()).read_bytes().decode()


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Reading, dict, dict]]:
    found = {}
    for path in sorted(shared("letters", "gold").glob("*.json")):
        reading = read_letter(_text(path.stem))
        found[path.stem] = (reading, structure_of(reading), json.loads(path.read_text(encoding="utf-8")))
    return found


def test_the_table_of_the_floors(
    scorer: ModuleType, read: dict, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (_, structure, _) in read.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"structure": structure}), encoding="utf-8")
    scorer.main(tmp_path, shared("letters", "gold"))
    table = capsys.readouterr().out
    with capsys.disabled():
        print(f"\n{table}")
    rows = {line[:18].strip(): line[18:] for line in table.splitlines()}
    for field in (*WHOLE, *NEARLY):
        right, of = rows[field].split("/")
        assert int(right) >= (1.0 if field in WHOLE else 0.98) * int(of), table
    right, of = rows["base issuer"].split("/")
    assert int(right) >= 0.90 * int(of), table
    for field, (recall, precision) in LIST_FLOORS.items():
        words = rows[field].split()
        assert float(words[1]) >= precision, table
        assert float(words[3]) >= recall, table


def test_reports_through_a_channel(scorer: ModuleType, read: dict) -> None:
    wanted, right = 0, 0
    for _, structure, gold in read.values():
        given = Counter(scorer.keys("reporting", structure["reporting"]))
        for item in gold["reporting"]:
            if item["via"]:
                wanted += 1
                right += min(1, given[scorer.keys("reporting", [item])[0]])
    assert wanted
    assert right >= 0.95 * wanted


def test_no_value_without_its_words(read: dict) -> None:
    for reading, _, _ in read.values():
        for fact in reading.facts:
            assert all(reading.view.raw[s.start : s.end] == s.quote for s in fact.spans)
            if BLANK_IN_SOURCE not in fact.flags:
                assert derive(fact.rule, tuple(s.quote for s in fact.spans)) == fact.value


def _wrong_unflagged(scorer: ModuleType, read: dict) -> Iterator[tuple[str, str, object]]:
    for name, (reading, _, gold) in read.items():
        for field, names in FIELDS.items():
            wanted = Counter(scorer.keys(field, gold[field]))
            for fact in (f for f in reading.facts if f.field in names):
                key = scorer.keys(field, [fact.value])[0]
                if not wanted[key] and fact.confidence is Confidence.HIGH:
                    yield name, field, fact.value
                wanted[key] -= 1


def test_wrong_facts_shown_without_a_flag(scorer: ModuleType, read: dict) -> None:
    shown = sum(len(reading.facts) for reading, _, _ in read.values())
    wrong = list(_wrong_unflagged(scorer, read))
    assert len(wrong) <= 0.005 * shown, wrong

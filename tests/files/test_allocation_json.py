"""allocation.json: the same bytes for the same proposal, read back as it was, refused with a reason otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diachi.application.allocate import allocate
from diachi.core.allocation.model import Evidence
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.proposal import Allocation
from diachi.core.table import columns
from diachi.engines.solver.highs import Highs
from diachi.files.allocation_json import allocation_bytes, read_allocation, write_allocation
from districts import campaign, register


@pytest.fixture(scope="module")
def found() -> Allocation:
    return allocate(campaign=campaign(), register=register(3), history=History(), evidence=Evidence(), solver=Highs())


def test_a_proposal_is_read_back_as_it_was(found: Allocation, tmp_path: Path) -> None:
    path = tmp_path / "allocation.json"
    write_allocation(path, found)
    assert read_allocation(path) == found
    assert path.read_bytes() == allocation_bytes(found)


def test_the_bytes_are_canonical(found: Allocation) -> None:
    data = allocation_bytes(found)
    assert b"\r" not in data
    assert data.endswith(b"}\n")
    keys = list(json.loads(data))
    assert keys == [name for name in columns(Allocation) if name in keys]
    assert {"format", "inputs", "engine", "groups", "assignments", "unmet", "levels", "certificate"} <= set(keys)
    assert [level["name"] for level in json.loads(data)["levels"]] == [level.name for level in found.levels]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ErrorCode.FORMAT_UNKNOWN),
        ("[]", ErrorCode.FORMAT_UNKNOWN),
        ('{"format": "diachi/allocation@2"}', ErrorCode.FORMAT_TOO_NEW),
        ('{"format": "diachi/campaign@1"}', ErrorCode.FORMAT_UNKNOWN),
        ('{"format": "diachi/allocation@1", "groups": 3}', ErrorCode.FIELD_WRONG),
        ('{"format": "diachi/allocation@1", "group": []}', ErrorCode.FIELD_UNKNOWN),
    ],
)
def test_another_file_is_refused_by_name(text: str, code: ErrorCode, tmp_path: Path) -> None:
    path = tmp_path / "allocation.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_allocation(path)
    assert refusal.value.code is code
    assert refusal.value.facts["file"] == "allocation.json"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        read_allocation(tmp_path / "allocation.json")
    assert refusal.value.code is ErrorCode.FILE_MISSING

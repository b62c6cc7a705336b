"""The schemas other programs read: drawn from the dataclasses, committed, and true of both examples."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from diachi.files.schemas import schema_bytes, schemas

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.is_dir())
DRAWN = schemas()


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _iso(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _iso(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_iso(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _toml(path: Path) -> Any:
    return _iso(tomllib.loads(path.read_text(encoding="utf-8")))


DOCUMENTS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "campaign.schema.json": ("campaign.toml", _toml),
    "facts.schema.json": ("facts.json", _json),
    "allocation.schema.json": ("allocation.json", _json),
}


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_what_is_committed_is_what_the_dataclasses_say(name: str) -> None:
    assert (ROOT / "docs" / "schemas" / name).read_bytes() == schema_bytes(DRAWN[name])


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_each_schema_is_itself_sound(name: str) -> None:
    Draft202012Validator.check_schema(DRAWN[name])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.name)
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_both_examples_hold_to_the_schemas(example: Path, name: str) -> None:
    file, read = DOCUMENTS[name]
    found = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(DRAWN[name]).iter_errors(read(example / file))]
    assert found == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("campaign.schema.json", {"format": "diachi/campaign@2"}),
        ("campaign.schema.json", {"pairing": "by_lot"}),
        ("campaign.schema.json", {"quota": []}),
        ("campaign.schema.json", {"places_on": 2024}),
        ("campaign.schema.json", {"small_agencies": [{"id": "pool", "partners": [2]}]}),
        ("allocation.schema.json", {"groups": [{"group_id": "G-1", "lead": "CQ1"}]}),
        ("allocation.schema.json", {"levels": [{"name": "fairness", "value": "1", "bound": 1}]}),
        ("facts.schema.json", {"facts": [{"id": "number.1"}]}),
    ],
)
def test_what_the_program_refuses_the_schema_refuses(name: str, spoil: dict[str, Any]) -> None:
    file, read = DOCUMENTS[name]
    with pytest.raises(ValidationError):
        Draft202012Validator(DRAWN[name]).validate(read(EXAMPLES[0] / file) | spoil)

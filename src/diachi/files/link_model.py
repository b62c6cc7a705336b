"""The model linkers weigh with, as shipped: JSON, made anew by tools/train_linkage.py."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from diachi.core.linkage.levels import LEVELS
from diachi.core.linkage.model import LinkModel, Threshold

FORMAT = "diachi/link-model@1"
NAME = "linkage-1.json"
_NUMBERS = ("same_commune", "same_province", "name_share", "expected", "expected_twice", "offset")


@cache
def link_model() -> LinkModel:
    """Give the shipped model."""
    return read_model((files("diachi.files") / "models" / NAME).read_text(encoding="utf-8"))


def read_model(text: str) -> LinkModel:
    """Read a model; Fails: ValueError for another format or another set of levels."""
    said = json.loads(text)
    every = {clue.value: clue for levels in LEVELS.values() for clue in levels}
    shares = {clue: row for levels in said["comparisons"].values() for clue, row in levels.items()}
    if said["format"] != FORMAT or set(shares) != set(every):
        raise ValueError(said["format"])
    return LinkModel(
        version=said["version"],
        bits={every[c]: row["bits"] for c, row in shares.items()},
        chance={every[c]: row["chance"] for c, row in shares.items()},
        thresholds=tuple(Threshold(**row) for row in said["thresholds"]),
        competed=(said["competed"]["slope"], said["competed"]["shift"]),
        **{key: said[key] for key in _NUMBERS},
    )


def model_text(model: LinkModel) -> str:
    """Give a model as it is shipped."""
    comparisons = {
        compared.value: {c.value: {"bits": model.bits[c], "chance": model.chance[c]} for c in levels}
        for compared, levels in LEVELS.items()
    }
    said: dict[str, Any] = {
        "format": FORMAT,
        "version": model.version,
        **{key: getattr(model, key) for key in _NUMBERS},
        "competed": dict(zip(("slope", "shift"), model.competed, strict=True)),
        "thresholds": [{"records": t.records, "same": t.same, "review": t.review} for t in model.thresholds],
        "comparisons": comparisons,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"

"""same.csv of a campaign folder, with the tables it was made of named by their hashes: is it still of today?"""

from __future__ import annotations

import json
from collections.abc import Sequence

from diachi.core.errors import InputError
from diachi.core.same import SamePair
from diachi.core.table import digest
from diachi.files.atomic import write_whole
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.link_model import link_model
from diachi.files.register_folder import read_table, write_table

MADE_OF = ("register/households", "register/members", "history/helped", "history/verdicts")
BESIDE = "same.inputs.json"


def write_same(folder: CampaignFolder, pairs: Sequence[SamePair]) -> None:
    """Write the pairs and what they were made of."""
    write_table(folder.same, pairs, SamePair)
    text = json.dumps(_made_of(folder), indent=1) + "\n"
    write_whole(folder.same.with_name(BESIDE), text.encode())


def read_same(folder: CampaignFolder) -> tuple[SamePair, ...] | None:
    """Give the pairs, or None when they were never found or a table has changed since."""
    beside = folder.same.with_name(BESIDE)
    try:
        made_of = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not folder.same.is_file() or made_of != _made_of(folder):
        return None
    try:
        return read_table(folder.same, SamePair)
    except InputError:  # changed by hand: found anew
        return None


def _made_of(folder: CampaignFolder) -> dict[str, object]:
    """The tables, and the model that weighed them: a newer model may say otherwise."""
    return {"model": link_model().version, "inputs": _hashes(folder)}


def _hashes(folder: CampaignFolder) -> dict[str, str]:
    paths = [folder.path / f"{name}{ending}" for name in MADE_OF for ending in (".csv", ".parquet")]
    return {p.relative_to(folder.path).as_posix(): digest(p.read_bytes()) for p in paths if p.is_file()}

"""A proposal of national size as a folder: head, tables, reasons, proof; written whole and at once.

The same proposal always gives the same bytes: nothing in a file says when or where it was written.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from diachi.core.allocation.class_proposal import CLASS_FORMAT, ClassHead, ClassProposal, PairColumns, ToldColumns
from diachi.core.errors import DiachiError, ErrorCode, InputError
from diachi.core.proposal import Group
from diachi.core.shape import build, plain
from diachi.files.atomic import whole_folder

HEAD, REASONS, PROOF = "allocation.json", "reasons.json", "potentials.npz"
TABLES = ("groups", "assignments", "unmet")


def write_folder(target: Path, proposal: ClassProposal) -> None:
    """Replace a folder by a proposal, at once; Fails: InputError OUTPUT_NOT_OURS, OUTPUT_BLOCKED."""
    from dataclasses import replace

    with whole_folder(target, HEAD) as folder:
        for name in TABLES:
            _write_table(folder / f"{name}.parquet", proposal.told.tables[name])
        (folder / REASONS).write_bytes(_lines(proposal.told.reasons))
        (folder / PROOF).write_bytes(_packed(proposal.potentials))
        names = (*(f"{name}.parquet" for name in TABLES), REASONS, PROOF)
        head = replace(proposal.head, tables={name: _digest(folder / name) for name in names})
        text = json.dumps(plain(head, lists=True), ensure_ascii=False, indent=1) + "\n"
        (folder / HEAD).write_text(text, encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_table(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table({name: pyarrow.array(values) for name, values in columns.items()})
    parquet.write_table(table, path, compression="zstd", store_schema=False)


def _lines(reasons: Mapping[str, Sequence[Any]]) -> bytes:
    """One reason a line, so that a person finds the one a table points to."""
    parts = []
    for key, rows in reasons.items():
        said = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f" {json.dumps(key)}: [\n  {said}\n ]" if rows else f" {json.dumps(key)}: []")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _packed(potentials: Sequence[Any]) -> bytes:
    """An .npz of one array per part: a row per level, a column per node in the order of the classes."""
    import numpy as np

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as held:
        for number, part in enumerate(potentials):
            one = io.BytesIO()
            np.lib.format.write_array(one, part.astype("<i8"), allow_pickle=False)
            entry = zipfile.ZipInfo(f"part_{number:05d}.npy")  # of a fixed day: the same proof gives the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            held.writestr(entry, one.getvalue(), compresslevel=1)
    return out.getvalue()


def read_folder(folder: Path) -> tuple[ClassProposal, tuple[str, ...]]:
    """Read a proposal, and name the files that are not as its head says.

    Fails: InputError FOLDER_MISSING, FOLDER_PART_MISSING, FORMAT_UNKNOWN, FORMAT_TOO_NEW,
    TABLE_UNREADABLE, TABLE_FILE_UNREADABLE.
    """
    if not folder.is_dir():
        raise InputError(ErrorCode.FOLDER_MISSING, folder=folder.name)
    head = _head(_part(folder, HEAD))
    tables = {name: _table(_part(folder, f"{name}.parquet")) for name in TABLES}
    changed = tuple(name for name, said in sorted(head.tables.items()) if _digest(_part(folder, name)) != said)
    told = ToldColumns(tables=tables, reasons=_json(_part(folder, REASONS)))
    pairs = tables["assignments"]
    for column in ("household_id", "group_id"):
        if column not in pairs:
            raise InputError(
                ErrorCode.TABLE_UNREADABLE, file="assignments.parquet", row=0, column=column, wanted=column
            )
    named = PairColumns(household_ids=pairs["household_id"].to_pylist(), group_ids=pairs["group_id"].to_pylist())
    return ClassProposal(head=head, pairs=named, told=told, potentials=_proof(_part(folder, PROOF))), changed


def groups_of(proposal: ClassProposal, *, alone: bool = False) -> tuple[Group, ...]:
    """Give the groups of several bodies; with `alone` every sponsor."""
    table = proposal.told.tables["groups"]
    rows = zip(*(map(str, table[name]) for name in ("group_id", "lead", "agency_ids")), strict=True)
    groups = (Group(group_id=g, lead=lead, members=tuple(ids.split(";"))) for g, lead, ids in rows)
    return tuple(g for g in groups if alone or len(g.members) > 1)


def keep_folder(folder: Path, beside: Path) -> None:
    """Copy a proposal beside itself, whole."""
    with whole_folder(beside, HEAD) as copy:
        for path in sorted(folder.iterdir()):
            shutil.copyfile(path, copy / path.name)


def _part(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        raise InputError(ErrorCode.FOLDER_PART_MISSING, folder=folder.name, part=name)
    return folder / name


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(ErrorCode.FORMAT_UNKNOWN, file=path.name, found="JSON") from error


def _head(path: Path) -> ClassHead:
    raw = _json(path)
    found = str(raw.get("format", "")) if isinstance(raw, dict) else ""
    if found != CLASS_FORMAT:
        newer = found.rpartition("@")[0] == CLASS_FORMAT.rpartition("@")[0]
        raise InputError(ErrorCode.FORMAT_TOO_NEW if newer else ErrorCode.FORMAT_UNKNOWN, file=path.name, found=found)
    try:
        return build(ClassHead, raw)
    except DiachiError as error:
        raise InputError(error.code, **{**error.facts, "file": path.name}) from error


def _table(path: Path) -> dict[str, Any]:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError(ErrorCode.TABLE_FILE_UNREADABLE, file=path.name, wanted="Parquet") from error
    return {name: table.column(name).combine_chunks() for name in table.column_names}


def _proof(path: Path) -> list[Any]:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as held:
            return [held[name] for name in sorted(held.files)]
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(ErrorCode.TABLE_FILE_UNREADABLE, file=path.name, wanted="npz") from error
